# ---- What people read ----

# text ENGLISH CHINESE
text() {
  case $language in
    zh*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

note() {
  [ -z "$logging" ] || printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >> "$log_file"
}

say() {
  text "$1" "$2"
  note "$1"
}

# stop CODE ENGLISH CHINESE
stop() {
  text "acpfleet bundle: $2" "acpfleet 安装包:$3" >&2
  note "stopped with exit code $1: $2"
  exit "$1"
}

refuse() {
  stop "$untrusted_code" "refused: $1 Nothing was unpacked or installed." "已拒绝:$2 未解包,也未安装任何内容。"
}

unfit() {
  stop "$unfit_code" "refused: $1 Nothing was installed." "已拒绝:$2 未安装任何内容。"
}

usage() {
  text 'usage: sh acpfleet-VERSION-x86_64.run WHAT… [OPTION…]

What (installing needs root; the first two may be combined):
  --coordinator          install and start the coordinator with the acpfleet command
  --agent                install the agent
  --verify               check the bundle and say what is installed here
  --list                 check the bundle and list its files
  --extract DIR          check the bundle and copy its files into DIR, which must not exist

Whom to trust (once; the first installation keeps the key in /etc/acpfleet/release-keys):
  --key FILE             the release key (PEM), received on another way than the bundle
  --fingerprint SHA256:… the key inside the bundle, if it has this fingerprint
  --sha256 HEX           this very file, if it has this digest; needs no openssl

Options:
  --join-file FILE       with --agent: becomes /etc/acpfleet-agent/join.yaml; the agent enrols itself
  --config FILE          with --coordinator: becomes /etc/acpfleet/coordinator.json where there is none yet
  --allow-downgrade      go back to an older version than the installed one
  --package-manager dpkg|rpm   where the system has both
  --bundle FILE          another bundle than the file that holds this script
  --dry-run              check everything and say what would be done
  --yes                  do not ask
  --lang en|zh           the language of messages
  --help                 this text

Exit codes: 0 done or already right; 1 the installation failed, the last lines say where; 2 wrong use; 3 the bundle is
not to be trusted: damaged, cut off, changed, or no trusted key; 4 it does not fit this machine: architecture, version,
missing packages, space; 5 installed, but the service does not answer.' \
'用法:sh acpfleet-VERSION-x86_64.run 操作… [选项…]

操作(安装需要 root;前两项可同时使用):
  --coordinator          安装并启动协调器及 acpfleet 命令
  --agent                安装代理
  --verify               校验安装包,并显示本机已安装的版本
  --list                 校验安装包并列出其中的文件
  --extract DIR          校验安装包并将文件复制到 DIR(DIR 必须尚不存在)

信任来源(只需一次;首次安装会把密钥保存在 /etc/acpfleet/release-keys):
  --key FILE             发布密钥(PEM),须通过与安装包不同的途径取得
  --fingerprint SHA256:… 接受安装包内具有该指纹的密钥
  --sha256 HEX           接受摘要与此一致的这个文件;不需要 openssl

选项:
  --join-file FILE       与 --agent 同用:作为 /etc/acpfleet-agent/join.yaml,代理将自行注册
  --config FILE          与 --coordinator 同用:尚无配置时作为 /etc/acpfleet/coordinator.json
  --allow-downgrade      允许退回比已安装版本更旧的版本
  --package-manager dpkg|rpm   系统同时具有两者时指定
  --bundle FILE          处理另一个安装包,而不是本脚本所在的文件
  --dry-run              只检查并说明将要执行的步骤
  --yes                  不再询问
  --lang en|zh           消息语言
  --help                 显示本说明

退出码:0 完成或已就绪;1 安装失败,见最后几行;2 用法错误;3 安装包不可信:损坏、不完整、被修改或没有受信任的密钥;
4 不适合本机:架构、版本、缺少软件包、空间;5 已安装,但服务没有应答。'
}

wrong_use() {
  stop "$usage_code" "$1 See --help." "$2 参见 --help。"
}
