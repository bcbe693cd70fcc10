# ---- Files ----

files() { awk 'NR > 7 { print $6 }' "$work/manifest"; }

total_bytes() { awk 'NR > 7 { sum += $3 } END { printf "%.0f", sum }' "$work/manifest"; }

# take NAME DIRECTORY
take() {
  # shellcheck disable=SC2046 # Five fields without blanks in them, as the manifest was checked.
  set -- "$1" "$2" $(awk -v name="$1" 'NR > 7 && $6 == name { print $2, $3, $4, $5 }' "$work/manifest")
  [ $# -eq 6 ] || stop "$failed_code" "the bundle holds no $1." "安装包中没有 $1。"
  mkdir -p "$(dirname "$2/$1")"
  copy_range $((script_size + manifest_size + $5)) "$4" > "$2/$1"
  [ "$(sha256_of < "$2/$1")" = "$3" ] ||
    stop "$untrusted_code" "refused: $1 does not have the digest of the signed manifest; did the bundle change meanwhile? Nothing was installed." \
      "已拒绝:$1 的摘要与已签名的清单不符;安装包是否在处理期间被改动?未安装任何内容。"
  chmod "$6" "$2/$1"
}

extract_files() {
  mkdir -m 0700 "$extract" 2> /dev/null ||
    stop "$usage_code" "$extract cannot be made: it exists, or its parent does not or may not be written." "无法创建 $extract:已存在,或上级目录不存在或不可写。"
  extracting=$extract
  trap '[ -z "$extracting" ] || rm -rf "$extracting"; clean_up' EXIT
  need_space "$extract" "$(total_bytes)"
  for name in $(files); do
    take "$name" "$extract"
  done
  find "$extract" -type d -exec chmod 0755 {} +
  extracting=''
  say "extracted: $(files | wc -l | tr -d ' ') files into $extract" "已解出:$(files | wc -l | tr -d ' ') 个文件到 $extract"
}
