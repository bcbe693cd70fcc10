# ---- From beginning to end ----

# A trusted script that meets another bundle leaves the rest to the script in it, once that is verified.
hand_over() {
  copy_range 0 "$script_size" > "$work/install.sh"
  [ "$(sed 2d "$work/install.sh" | sha256_of)" != "$(head -c "$own_size" "$own" | sed 2d | sha256_of)" ] || return 0
  say "continuing with the script of version $version" "由版本 $version 的脚本继续"
  status=0
  sh "$work/install.sh" "$@" || status=$?
  exit "$status"
}

# A script that stands before a bundle ends where that begins.
measure_own() {
  own_size=$(head -c 256 "$own" | printable | sed -n '2s/.* script=\([0-9]*\) .*/\1/p')
  [ "${own_size:-0}" -gt 0 ] || own_size=$(($(wc -c < "$own")))
}

main() {
  own=$0
  logging='' work=''
  read_arguments "$@"
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  if [ -z "$bundle" ]; then
    bundle=$own
    verify_bundle
  else
    verify_bundle
    measure_own
    hand_over "$@"
  fi
  if [ -n "$list" ]; then
    awk 'NR > 7 { printf "%s %12s  %s\n", $2, $3, $6 }' "$work/manifest"
  fi
  if [ -n "$extract" ]; then
    extract_files
  fi
  if [ -n "$verify" ]; then
    say "version $version for $architecture, key $(field key), $(files | wc -l | tr -d ' ') files" "版本 $version,架构 $architecture,密钥 $(field key),$(files | wc -l | tr -d ' ') 个文件"
  fi
  [ -n "$coordinator$agent" ] || exit "$done_code"
  check_machine
  take_packages
  if [ -n "$dry_run" ]; then
    say 'dry run: nothing was changed' '仅演练:未做任何更改'
    exit "$done_code"
  fi
  [ -z "$to_install$join_file$config" ] || ask
  logging=yes
  note "version $version from $bundle, by $trust"
  place_files
  install_packages
  keep_trust
  [ -z "$coordinator" ] || start_coordinator
  [ -z "$agent" ] || start_agent
}

main "$@"
exit "$?"
