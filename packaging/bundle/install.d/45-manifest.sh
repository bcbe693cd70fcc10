# ---- The manifest ----

# A signature says who made a bundle, not that he means well or made no mistake: the manifest is judged like any input.
check_manifest() {
  [ $(($(tr -cd '\n -~' < "$work/manifest" | wc -c))) -eq "$manifest_size" ] ||
    refuse 'its manifest holds bytes that are no plain text.' '其清单含有非文本字节。'
  reason=$(awk -v limit="$payload_size" '
    function bad(why) { print "line " NR " " why; failed = 1; exit }
    function number(text) { return text ~ /^(0|[1-9][0-9]*)$/ && length(text) < 11 }
    function hex(text) { return length(text) == 64 && text !~ /[^0-9a-f]/ }
    NR <= 7 && NF != 2 { bad("is not a name and a value") }
    NR == 1 { if ($0 != "acpfleet-manifest 1") bad("is not that of format 1"); next }
    NR == 2 { if ($1 != "version" || $2 !~ /^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$/) bad("has no version"); next }
    NR == 3 { if ($1 != "architecture" || $2 !~ /^[a-z0-9_]+$/) bad("has no architecture"); next }
    NR == 4 { if ($1 != "build" || $2 !~ /^(release|trial)$/) bad("does not say what build this is"); next }
    NR == 5 { if ($1 != "key" || !hex(substr($2, 8)) || substr($2, 1, 7) != "SHA256:") bad("has no fingerprint"); next }
    NR == 6 { if ($1 != "public-key" || $2 !~ /^[A-Za-z0-9+\/=]+$/) bad("has no public key"); next }
    NR == 7 { if ($1 != "payload" || !hex($2)) bad("has no digest"); next }
    {
      name = $6
      if (NF != 6 || $0 != "file " $2 " " $3 " " $4 " " $5 " " name) bad("is not a file of six fields")
      if (!hex($2) || !number($3) || !number($4) || $5 !~ /^0(644|755)$/) bad("has a wrong digest, size, place or mode")
      if (length(name) > 160 || name !~ /^[A-Za-z0-9_][A-Za-z0-9_.+~-]*(\/[A-Za-z0-9_][A-Za-z0-9_.+~-]*)*$/) bad("has a name that is not allowed")
      if (name in file || name in directory) bad("names " name " again")
      depth = split(name, part, "/")
      if (depth > 4) bad("has more than four levels")
      path = ""
      for (i = 1; i < depth; i++) { path = path part[i]; if (path in file) bad("uses a file as a directory"); directory[path]; path = path "/" }
      file[name]
      if ($4 + 0 < last || $4 + $3 > limit + 0) bad("reaches beyond its place in the payload")
      last = $4 + $3
      if (NR > 407) bad("is one file too many")
    }
    END { if (!failed && NR < 8) print "names no file" }' "$work/manifest")
  [ -z "$reason" ] || refuse "its manifest $reason." "其清单有误($reason)。"
  version=$(field version) architecture=$(field architecture)
  [ "$(field build)" = release ] ||
    say 'note: this is a trial build, signed by a key made for this one build' '注意:这是试用构建,由仅用于本次构建的密钥签名'
}
