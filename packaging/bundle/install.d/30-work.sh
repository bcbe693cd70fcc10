# ---- A directory of our own ----

make_work_directory() {
  parent=${TMPDIR:-/var/tmp}
  [ -n "$(find "$parent/." -prune -type d \( ! -perm -0002 -o -perm -1000 \) 2> /dev/null)" ] ||
    stop "$unfit_code" "$parent is not a directory, or everyone may write to it and it has no sticky bit. Set TMPDIR to another one." \
      "$parent 不是目录,或任何人可写而没有粘滞位。请把 TMPDIR 设为其他目录。"
  work=$(mktemp -d "$parent/acpfleet-bundle.XXXXXXXX") ||
    stop "$unfit_code" "No directory can be made in $parent. Free space there, or set TMPDIR." "无法在 $parent 中创建目录。请释放空间或设置 TMPDIR。"
  # What other programs want to write for a moment goes there too.
  TMPDIR=$work
  export TMPDIR
}

# Runs at every end.
# shellcheck disable=SC2317 # by a trap
clean_up() {
  [ -z "$work" ] || rm -rf "$work"
}

# need_space DIRECTORY BYTES
need_space() {
  free=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
  [ "$free" -gt $(($2 / 1024)) ] ||
    unfit "$1 has $free KiB free; $(($2 / 1024)) KiB are needed." "$1 剩余 $free KiB,需要 $(($2 / 1024)) KiB。"
}

sha256_of() { sha256sum | cut -c1-64; }

# Bytes that are no printable ASCII become question marks: what is read here was written by nobody knows whom.
printable() { tr -c '\n -~' '?'; }

# copy_range FIRST LENGTH, counted from 0
copy_range() {
  tail -c +$(($1 + 1)) "$bundle" 2> /dev/null | head -c "$2" || :
}
