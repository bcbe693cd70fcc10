# ---- Installing ----

ask() {
  [ -z "$yes" ] || return 0
  [ -t 0 ] || wrong_use 'Without a terminal to ask on, say --yes.' '没有终端可供询问,请加 --yes。'
  text "Install $(package_names | tr '\n' ' ')on this machine? [y/N]" "在本机安装 $(package_names | tr '\n' ' ')? [y/N]"
  read -r answer
  case $answer in
    y | Y | yes) ;;
    *) stop "$usage_code" 'not confirmed. Nothing was installed.' '未确认。未安装任何内容。' ;;
  esac
}

# put SOURCE TARGET MODE: whole or not at all.
put() {
  if [ -f "$2" ] && [ "$(sha256_of < "$1")" = "$(sha256_of < "$2")" ]; then
    [ -n "$(find "$2" -prune -perm "$3")" ] || chmod "$3" "$2"
    say "already right: $2" "已就绪:$2"
    return
  fi
  (umask 022 && mkdir -p "$(dirname "$2")")
  rm -f "$2.new"
  cat "$1" > "$2.new"
  chmod "$3" "$2.new"
  mv -f "$2.new" "$2"
  say "done: $2" "已完成:$2"
}

run_manager() {
  case $manager in
    dpkg) DEBIAN_FRONTEND=noninteractive /usr/bin/dpkg --force-confdef --force-confold -i "$@" ;;
    rpm) /usr/bin/rpm -U --oldpackage --replacepkgs "$@" ;;
  esac < /dev/null > "$work/output" 2>&1
}

# shellcheck disable=SC2016 # dpkg-query's own variables
states() {
  for package in $(package_names); do
    case $manager in
      dpkg) /usr/bin/dpkg-query -W -f='${Package} ${Version} (${db:Status-Status}); ' "$package" 2> /dev/null ;;
      rpm) /usr/bin/rpm -q --qf '%{NAME} %{VERSION}-%{RELEASE} (installed); ' "$package" 2> /dev/null ;;
    esac || printf '%s (not installed); ' "$package"
  done
}

# Sets names to the package files in the bundle, and takes them out.
take_packages() {
  [ -n "$to_install" ] || return 0
  need_space "$work" "$(total_bytes)"
  names=''
  for package in $to_install; do
    name=$(package_file "$package") || unfit "it holds no $manager package of $package." "其中没有 $package 的 $manager 软件包。"
    take "$name" "$work/files"
    names="$names $work/files/$name"
  done
  # shellcheck disable=SC2086 # Names of a checked manifest below a directory of our own; the same below.
  check_dependencies $names
}

install_packages() {
  [ -n "$to_install" ] || return 0
  # shellcheck disable=SC2086
  if ! run_manager $names; then
    cat "$work/output" >&2
    note "$(cat "$work/output")"
    stop "$failed_code" "$manager failed, its words are above. State now: $(states)Mend the cause and run this again; it goes on from here." \
      "$manager 失败,见上文。当前状态:$(states)请排除原因后重新运行,将从此处继续。"
  fi
  note "$(cat "$work/output")"
  for package in $to_install; do
    say "done: $package $(installed_version "$package")" "已完成:$package $(installed_version "$package")"
  done
}

# What must be there when the packages' services start for the first time.
place_files() {
  if [ -n "$config" ] && [ -e /etc/acpfleet/coordinator.json ]; then
    say 'left alone: /etc/acpfleet/coordinator.json is there; --config is for the first installation' '保持不变:/etc/acpfleet/coordinator.json 已存在;--config 只用于首次安装'
  elif [ -n "$config" ]; then
    put "$config" /etc/acpfleet/coordinator.json 0644
  fi
  if [ -n "$join_file" ] && [ -e /var/lib/acpfleet-agent/identity.pem ]; then
    say 'left alone: this node is enrolled already and needs no join file' '保持不变:本节点已注册,不需要加入文件'
  elif [ -n "$join_file" ]; then
    put "$join_file" /etc/acpfleet-agent/join.yaml 0600
  fi
}

# Later bundles are judged by this script and this key, not by themselves.
keep_trust() {
  field public-key | base64 -d > "$work/key.der"
  { echo '-----BEGIN PUBLIC KEY-----'; field public-key | fold -w 64; echo; echo '-----END PUBLIC KEY-----'; } | sed '/^$/d' > "$work/key.pem"
  [ "SHA256:$(sha256_of < "$work/key.der")" = "$(field key)" ] ||
    stop "$failed_code" 'the manifest names another fingerprint than that of its key; the key was not kept.' '清单中的指纹与密钥不符;未保存密钥。'
  put "$work/key.pem" "$key_directory/$(field key | cut -d : -f 2).pem" 0644
  take install.sh "$work/files"
  put "$work/files/install.sh" "$installed_script" 0755
}
