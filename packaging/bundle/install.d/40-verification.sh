# ---- Verification: before it succeeds, nothing of the bundle is kept, run or believed ----

read_sizes() {
  { [ -f "$bundle" ] && [ -r "$bundle" ]; } ||
    wrong_use "$bundle is not a file that can be read; run it as: sh FILE, or name it with --bundle." "无法读取文件 $bundle;请以 sh FILE 运行,或用 --bundle 指明。"
  size=$(($(wc -c < "$bundle")))
  stamp=$(head -c 256 "$bundle" | printable | sed -n 2p)
  [ "$stamp" != '# acpfleet-bundle-1 script=0 manifest=0 payload=0' ] ||
    wrong_use 'This is the script alone: name a bundle with --bundle FILE.' '这只是脚本本身:请用 --bundle FILE 指明安装包。'
  printf '%s\n' "$stamp" | grep -Eqx '# acpfleet-bundle-1 script=[1-9][0-9]{0,5} manifest=[1-9][0-9]{0,5} payload=[1-9][0-9]{0,9}' ||
    refuse "$bundle is not an AcpFleet bundle of format 1: its second line does not say so." "$bundle 不是格式 1 的 AcpFleet 安装包:第二行不符。"
  script_size=${stamp#*script=} manifest_size=${stamp#*manifest=} payload_size=${stamp#*payload=}
  script_size=${script_size%% *} manifest_size=${manifest_size%% *}
  signed_size=$((script_size + manifest_size + payload_size))
  expected_size=$((signed_size + trailer_size))
  [ "$size" -ge "$expected_size" ] ||
    refuse "$bundle is cut off: it has $size of $expected_size bytes. Copy it again." "$bundle 不完整:$expected_size 字节中只有 $size 字节。请重新复制。"
  [ "$size" -le "$expected_size" ] ||
    refuse "$bundle has $size bytes, $((size - expected_size)) more than a bundle of its kind has. Copy it again." \
      "$bundle 有 $size 字节,多出 $((size - expected_size)) 字节。请重新复制。"
}

# The manifest is kept before it is verified, and verified as kept: whoever changes the file meanwhile gains nothing.
keep_manifest() {
  copy_range "$script_size" "$manifest_size" > "$work/manifest"
}

signed_bytes() {
  head -c "$script_size" "$bundle"
  cat "$work/manifest"
  copy_range $((script_size + manifest_size)) "$payload_size"
}

field() {
  printable < "$work/manifest" | sed -n "s/^$1 \\([A-Za-z0-9+/=:._-]*\\)\$/\\1/p" | head -n 1
}

make_embedded_key() {
  field public-key | openssl base64 -d -A 2> /dev/null | openssl pkey -pubin -inform DER -out "$work/embedded.pem" 2> /dev/null
}

fingerprint_of() {
  openssl pkey -pubin -in "$1" -outform DER 2> /dev/null | sha256_of
}

# Only files of root that nobody else may write count.
kept_keys() {
  find "$key_directory/." ! -name . -prune -type f -name '*.pem' \( -user 0 -o -user "$(id -u)" \) ! -perm -0002 ! -perm -0020 2> /dev/null | sed 's:/\./:/:' | sort
}

need_openssl() {
  command -v openssl > /dev/null ||
    stop "$unfit_code" 'The signature cannot be checked here: the program openssl is missing (package openssl). Install it, or check the file elsewhere and give its digest with --sha256.' \
      '无法在此校验签名:缺少 openssl 程序(软件包 openssl)。请安装,或在别处校验文件后用 --sha256 给出其摘要。'
}

verify_bundle() {
  read_sizes
  make_work_directory
  keep_manifest
  if [ -n "$digest" ]; then
    [ "$({ signed_bytes; tail -c "$trailer_size" "$bundle"; } | sha256_of)" = "$digest" ] ||
      refuse "$bundle does not have the digest given with --sha256. Copy it again, and compare where the digest comes from." \
        "$bundle 的摘要与 --sha256 不符。请重新复制,并核对摘要的来源。"
    trust="--sha256"
  else
    need_openssl
    verify_signature
  fi
  say "verified: $bundle, by $trust" "已校验:$bundle,依据 $trust"
  check_manifest
}

verify_signature() {
  signature=$(tail -c "$trailer_size" "$bundle" | printable | sed -n '1s/^acpfleet-signature-1 \([A-Za-z0-9+/=]*\) *$/\1/p')
  printf '%s' "$signature" | openssl base64 -d -A > "$work/signature" 2> /dev/null || :
  # The signature has one spelling: what does not become itself again was changed.
  canonical=$(printf '%-127s' "acpfleet-signature-1 $(openssl base64 -A < "$work/signature")")
  { [ -s "$work/signature" ] && [ "$(tail -c "$trailer_size" "$bundle" | printable)" = "$canonical" ]; } ||
    refuse "the signature at the end of $bundle is damaged. Copy the file again." "$bundle 末尾的签名已损坏。请重新复制。"
  if [ -n "$key" ]; then
    accept_key "$key" && trust="$key" && return
  elif [ -n "$fingerprint" ]; then
    { make_embedded_key && [ "$(fingerprint_of "$work/embedded.pem")" = "$fingerprint" ]; } ||
      refuse "the key inside $bundle does not have the fingerprint SHA256:$fingerprint. This is another publisher's bundle, or the fingerprint is of another key." \
        "$bundle 内的密钥指纹不是 SHA256:$fingerprint。这是其他发布者的安装包,或指纹属于另一密钥。"
    accept_key "$work/embedded.pem" && trust="SHA256:$fingerprint" && return
  else
    keys=$(kept_keys)
    [ -n "$keys" ] ||
      refuse "no key is trusted here yet. Give --key FILE or --fingerprint SHA256:… as the publisher announces it elsewhere than in the bundle." \
        "本机尚无受信任的密钥。请用 --key FILE 或 --fingerprint SHA256:… 给出发布者在安装包之外公布的密钥或指纹。"
    for key in $keys; do
      accept_key "$key" && trust="$key" && return
    done
    key=''
  fi
  refuse "the signature of $bundle was not made by the trusted key over these bytes: $(why_not)." \
    "$bundle 的签名与受信任的密钥或内容不符。"
}

accept_key() {
  openssl pkey -pubin -in "$1" -out "$work/trusted.pem" 2> /dev/null ||
    stop "$usage_code" "$1 is not a public key in PEM form." "$1 不是 PEM 格式的公钥。"
  signed_bytes | openssl dgst -sha256 -verify "$work/trusted.pem" -signature "$work/signature" > "$work/answer" 2> /dev/null &&
    [ "$(cat "$work/answer")" = 'Verified OK' ]
}

# Tells damage from a foreign key, for the message only: neither is installed.
why_not() {
  if [ "$(copy_range $((script_size + manifest_size)) "$payload_size" | sha256_of)" != "$(field payload)" ]; then
    echo 'the files in it were changed or damaged; copy it again'
  elif make_embedded_key && accept_key "$work/embedded.pem"; then
    echo "it is signed by another key, SHA256:$(fingerprint_of "$work/embedded.pem")"
  else
    echo 'its script or manifest was changed or damaged; copy it again'
  fi
}
