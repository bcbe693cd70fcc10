# ---- The command line ----

read_arguments() {
  coordinator='' agent='' verify='' list='' extract='' key='' fingerprint='' digest='' join_file='' config=''
  allow_downgrade='' manager='' bundle='' dry_run='' yes='' logging='' work=''
  while [ $# -gt 0 ]; do
    case $1 in
      --coordinator) coordinator=yes ;;
      --agent) agent=yes ;;
      --verify) verify=yes ;;
      --list) list=yes ;;
      --allow-downgrade) allow_downgrade=yes ;;
      --dry-run) dry_run=yes ;;
      --yes) yes=yes ;;
      --help) usage; exit "$done_code" ;;
      --extract | --key | --fingerprint | --sha256 | --join-file | --config | --package-manager | --bundle | --lang)
        [ -n "${2:-}" ] || wrong_use "$1 needs a value." "$1 需要一个值。"
        take_value "$1" "$2"
        shift ;;
      *) wrong_use "$1 is not known." "未知选项 $1。" ;;
    esac
    shift
  done
  [ -n "$coordinator$agent$verify$list$extract" ] || wrong_use 'Say what to do.' '请指明操作。'
  [ -z "$join_file" ] || [ -n "$agent" ] || wrong_use '--join-file goes with --agent.' '--join-file 须与 --agent 同用。'
  [ -z "$config" ] || [ -n "$coordinator" ] || wrong_use '--config goes with --coordinator.' '--config 须与 --coordinator 同用。'
  [ -z "$join_file" ] || [ -r "$join_file" ] || wrong_use "$join_file cannot be read." "无法读取 $join_file。"
  [ -z "$config" ] || [ -r "$config" ] || wrong_use "$config cannot be read." "无法读取 $config。"
  [ -z "$key" ] || [ -r "$key" ] || wrong_use "$key cannot be read." "无法读取 $key。"
}

take_value() {
  case $1 in
    --extract) extract=$2 ;;
    --key) key=$2 ;;
    --fingerprint) fingerprint=$(plain_digest "$2") ;;
    --sha256) digest=$(plain_digest "$2") ;;
    --join-file) join_file=$2 ;;
    --config) config=$2 ;;
    --bundle) bundle=$2 ;;
    --package-manager) manager=$2 ;;
    --lang) language=$2 ;;
  esac
  case $1:$2 in
    --lang:en | --lang:zh | --package-manager:dpkg | --package-manager:rpm) ;;
    --lang:* | --package-manager:*) wrong_use "$1 does not take $2." "$1 不接受 $2。" ;;
    --fingerprint:* | --sha256:*)
      [ "$(plain_digest "$2")" != wrong ] || wrong_use "$1 takes 64 hexadecimal digits." "$1 需要 64 位十六进制数。" ;;
  esac
}

# The digest in lower case without its prefix and colons, or the word wrong.
plain_digest() {
  printf '%s\n' "$1" | sed 's/^[Ss][Hh][Aa]256://' | tr -d ':' | tr 'A-F' 'a-f' | grep -Ex '[0-9a-f]{64}' || echo wrong
}
