#!/bin/sh
# Writes this node's facts as JSON, for 'acpfleet evaluate', where the agent itself cannot run (arm64, for one).
# POSIX sh with awk, sed and coreutils or busybox; it changes nothing on the node but the file named by --output.
# What it cannot read is named in the file with the reason, so that a check becomes unknown and never passes by omission.
set -u
LC_ALL=C
export LC_ALL
umask 077

version=1
root=
output=

usage() {
  cat <<'END'
Usage: acpfleet-facts.sh [--root DIR] [--output FILE]

Writes this node's facts as JSON, for 'acpfleet evaluate'. Run it as root: without, it cannot see who holds sockets
and what only root may read, and says so.

  --root DIR      read the files below DIR (a captured tree, or a mounted system) instead of this machine's
  --output FILE   write to FILE, whole or not at all, instead of standard output
  --help          this text

Exit codes: 0 written; 2 wrong call; 4 it could not be written, or this machine lacks awk, sed or the like.
END
}

refuse() { printf 'acpfleet-facts.sh: %s\n' "$2" >&2; exit "$1"; }

while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --root) [ $# -gt 1 ] || refuse 2 '--root needs a directory'; root=$2; shift ;;
    --root=*) root=${1#*=} ;;
    --output) [ $# -gt 1 ] || refuse 2 '--output needs a file'; output=$2; shift ;;
    --output=*) output=${1#*=} ;;
    *) refuse 2 "'$1' is no option of this program; --help lists them" ;;
  esac
  shift
done
if [ -n "$root" ]; then
  [ -d "$root" ] || refuse 2 "--root: '$root' is not a directory"
  root=$(cd "$root" && pwd -P) || refuse 2 "--root: '$root' cannot be entered"
  [ "$root" = / ] && root=
fi
[ "$output" != "" ] && [ -d "$output" ] && refuse 2 "--output: '$output' is a directory"

for tool in awk cat date head ls mkdir mktemp mv readlink rm sed sort tail tr uname wc; do
  command -v "$tool" > /dev/null 2>&1 || refuse 4 "the program $tool is missing on this machine"
done

T=$(mktemp -d "${TMPDIR:-/tmp}/acpfleet-facts.XXXXXX") || refuse 4 'no directory for temporary files (TMPDIR) could be made'
part=
cleanup() { rm -rf "$T"; [ -z "$part" ] || rm -f "$part"; }
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

live() { [ -z "$root" ]; }

# ---------------------------------------------------------------------------------------------------- files

# Where a path of the node lies, links followed below a root as chroot would: in L. Fails on a loop.
locate() {
  L=$1
  live && return 0
  pending=$1
  L=$root
  links=0
  while [ -n "$pending" ]; do
    component=${pending%%/*}
    case $pending in
      */*) pending=${pending#*/} ;;
      *) pending= ;;
    esac
    case $component in
      '' | .) ;;
      ..) [ "$L" = "$root" ] || L=${L%/*} ;;
      *)
        if [ -L "$L/$component" ]; then
          links=$((links + 1))
          [ "$links" -le 40 ] || return 1
          target=$(readlink "$L/$component") || return 1
          case $target in /*) L=$root ;; esac
          pending=$target/$pending
        else
          L=$L/$component
        fi
        ;;
    esac
  done
}

exists() { locate "$1" && [ -e "$L" ]; }
is_dir() { locate "$1" && [ -d "$L" ]; }

# Where a link points, as written, on standard output; fails when the path is none.
link_of() {
  if live; then
    [ -L "$1" ] && readlink "$1"
  else
    locate "${1%/*}" && [ -L "$L/${1##*/}" ] && readlink "$L/${1##*/}"
  fi
}

# True when some directory on the way to L may not be searched, so that nobody can say whether L is there.
shut() {
  above=${L%/*}
  while [ -n "$above" ] && [ ! -e "$above" ]; do above=${above%/*}; done
  [ -n "$above" ] && [ -d "$above" ] && [ ! -x "$above" ]
}

# Reads a regular file up to a cap into $T/in, zero bytes as \001. Fails with the reason in R and the detail in D.
fetch() {
  R=UNREADABLE
  : > "$T/in"
  if ! locate "$1"; then D='too many levels of symbolic links'; return 1; fi
  if [ ! -e "$L" ]; then
    if [ -L "$L" ] || ! shut; then R=MISSING D='no such file or directory'; else R=PERMISSION_DENIED D='permission denied'; fi
    return 1
  fi
  if [ -d "$L" ]; then D='is a directory'; return 1; fi
  if [ ! -f "$L" ]; then D='is not a regular file'; return 1; fi
  if [ ! -r "$L" ]; then R=PERMISSION_DENIED D='permission denied'; return 1; fi
  if ! head -c "$(($2 + 1))" < "$L" > "$T/raw" 2> /dev/null; then D='reading failed'; return 1; fi
  if [ "$(wc -c < "$T/raw")" -gt "$2" ]; then
    R=TOO_LARGE D="is larger than the $(($2 / 1024)) KiB that are read of such a file"
    return 1
  fi
  tr '\000' '\001' < "$T/raw" > "$T/in"
}

conf=1048576
small=4096

# need PATH CAP FIELD…: as fetch; a failure is noted against the fields.
need() {
  fetch "$1" "$2" && return 0
  source_=$1
  shift 2
  fail "$source_" "$R" "$D" "$@"
  return 1
}

# As need, but a file that does not exist is no failure.
optional() {
  fetch "$1" "$2" && return 0
  [ "$R" != MISSING ] || return 1
  source_=$1
  shift 2
  fail "$source_" "$R" "$D" "$@"
  return 1
}

# ---------------------------------------------------------------------------------------------------- JSON

# Every awk program below begins with this: q() makes a JSON string of bytes that may hold anything.
# A character that could steer a terminal or hide text becomes U+FFFD, as does what is no UTF-8; a tab becomes a space.
# shellcheck disable=SC2016 # awk's variables
lib='
BEGIN { for (i = 1; i < 256; i++) ord[sprintf("%c", i)] = i; REP = "\357\277\275" }
NR == 1 { sub(/^\357\273\277/, "") }
{ sub(/\r$/, "") }
function hidden(u) {
  return u < 160 || u == 173 || (u >= 1536 && u <= 1541) || u == 1564 || u == 1757 || u == 1807 || u == 2192 || u == 2193 || u == 2274 \
    || u == 6158 || (u >= 8203 && u <= 8207) || (u >= 8232 && u <= 8238) || (u >= 8288 && u <= 8292) || (u >= 8294 && u <= 8303) \
    || u == 65279 || (u >= 65529 && u <= 65531)
}
function q(s, cap, keep,    i, n, c, o, u, more, j, b, low, high, out, count) {
  if (s !~ /[^] !#-[^-~]/) return "\"" substr(s, 1, cap) "\""
  s = substr(s, 1, cap * 4)
  n = length(s); i = 1; count = 0; out = ""
  while (i <= n && count < cap) {
    c = substr(s, i, 1); o = ord[c]
    if (o < 128) {
      i++; count++
      if (c == "\"" || c == "\\") out = out "\\" c
      else if (o == 9) out = out (keep ? "\\t" : " ")
      else if (o == 10 && keep) out = out "\\n"
      else if (o < 32 || o == 127) out = out REP
      else out = out c
      continue
    }
    more = (o >= 194 && o < 224) ? 1 : (o >= 224 && o < 240) ? 2 : (o >= 240 && o < 245) ? 3 : 0
    if (!more) { out = out REP; i++; count++; continue }
    u = o - (more == 1 ? 192 : more == 2 ? 224 : 240)
    for (j = 1; j <= more; j++) {
      low = 128; high = 191
      if (j == 1 && o == 224) low = 160
      if (j == 1 && o == 237) high = 159
      if (j == 1 && o == 240) low = 144
      if (j == 1 && o == 244) high = 143
      b = i + j <= n ? ord[substr(s, i + j, 1)] : 0
      if (b < low || b > high) break
      u = u * 64 + b - 128
    }
    if (j <= more) { out = out REP; i += j; count++; continue }
    if (more == 3 && count + 2 > cap) break
    out = out (hidden(u) ? REP : substr(s, i, more + 1))
    i += more + 1; count += more == 3 ? 2 : 1
  }
  return "\"" out "\""
}
function name(s) { return q(s, 256, 0) }
function text(s) { return q(s, 4096, 0) }
function trim(s) { sub(/^[ \t]+/, "", s); sub(/[ \t]+$/, "", s); return s }
function add(list, item) { return list == "" ? item : list "," item }
function hex(s,    i, v) { v = 0; s = tolower(s); for (i = 1; i <= length(s); i++) v = v * 16 + index("0123456789abcdef", substr(s, i, 1)) - 1; return v }
function v4(s) { return s ~ /^(0|[1-9][0-9]?[0-9]?)\.(0|[1-9][0-9]?[0-9]?)\.(0|[1-9][0-9]?[0-9]?)\.(0|[1-9][0-9]?[0-9]?)$/ && split(s, V4, ".") && V4[1] < 256 && V4[2] < 256 && V4[3] < 256 && V4[4] < 256 }
function words4(h) { return hex(substr(h, 7, 2)) "." hex(substr(h, 5, 2)) "." hex(substr(h, 3, 2)) "." hex(substr(h, 1, 2)) }
# 32 digits in the order of the address, to text by RFC 5952.
function bytes6(h,    i, g, run, best, at, length_, out) {
  for (i = 0; i < 8; i++) g[i] = hex(substr(h, i * 4 + 1, 4))
  length_ = 8; tail = ""
  if (!g[0] && !g[1] && !g[2] && !g[3] && g[6] && ((!g[4] && (!g[5] || g[5] == 65535)) || (g[4] == 65535 && !g[5]))) {
    length_ = 6; tail = int(g[6] / 256) "." g[6] % 256 "." int(g[7] / 256) "." g[7] % 256
  }
  best = 1; at = -1; run = 0
  for (i = 0; i < length_; i++) { run = g[i] ? 0 : run + 1; if (run > best) { best = run; at = i - run + 1 } }
  out = ""
  for (i = 0; i < length_; i++) {
    if (i == at) { out = out "::"; i += best - 1; continue }
    out = out (out == "" || out ~ /:$/ ? "" : ":") sprintf("%x", g[i])
  }
  return out (tail == "" || out ~ /:$/ ? "" : ":") tail
}
function words6(h,    i, out) {
  for (i = 0; i < 4; i++) out = out substr(h, i * 8 + 7, 2) substr(h, i * 8 + 5, 2) substr(h, i * 8 + 3, 2) substr(h, i * 8 + 1, 2)
  return bytes6(out)
}
# An address as text, in its one form; "" when it is none.
function address(s,    parts, n, i, head, rest, count, out, half) {
  if (v4(s)) return s
  if (s !~ /^[0-9A-Fa-f:.]+$/ || s !~ /:/) return ""
  if (s ~ /\./) {
    rest = s; sub(/.*:/, "", rest)
    if (!v4(rest)) return ""
    s = substr(s, 1, length(s) - length(rest)) sprintf("%x:%x", V4[1] * 256 + V4[2], V4[3] * 256 + V4[4])
  }
  half = index(s, "::")
  if (half && index(substr(s, half + 1), "::")) return ""
  if (!half && (s ~ /^:/ || s ~ /:$/)) return ""
  head = half ? substr(s, 1, half - 1) : s
  rest = half ? substr(s, half + 2) : ""
  n = head == "" ? 0 : split(head, parts, ":")
  out = ""
  for (i = 1; i <= n; i++) { if (parts[i] !~ /^[0-9A-Fa-f][0-9A-Fa-f]?[0-9A-Fa-f]?[0-9A-Fa-f]?$/) return ""; out = out sprintf("%04x", hex(parts[i])) }
  count = n
  n = rest == "" ? 0 : split(rest, parts, ":")
  if (half ? count + n > 7 : count != 8) return ""
  for (i = count + n; i < 8; i++) if (half) out = out "0000"
  for (i = 1; i <= n; i++) { if (parts[i] !~ /^[0-9A-Fa-f][0-9A-Fa-f]?[0-9A-Fa-f]?[0-9A-Fa-f]?$/) return ""; out = out sprintf("%04x", hex(parts[i])) }
  return bytes6(out)
}
# Words by the quoting rules of the shell; nothing is ever run. The text is in lines LINE[1..LINES], S the one at hand.
function grow() { if (AT >= LINES) return 0; AT++; S = S "\n" LINE[AT]; N = length(S); return 1 }
function variable(expand,    begin, name_) {
  begin = P
  if (substr(S, P + 1, 1) == "{") {
    name_ = substr(S, P + 2)
    if (match(name_, /^[A-Za-z_][A-Za-z0-9_]*[}]/)) { P += 2 + RLENGTH; name_ = substr(name_, 1, RLENGTH - 1); return expand ? VALUE[name_] : substr(S, begin, P - begin) }
    if (match(name_, /^[^}\n]*[}]/)) { P += 2 + RLENGTH; return substr(S, begin, P - begin) }
    P += 2; return "${"
  }
  if (substr(S, P + 1, 1) == "(") {
    P += 2; depth = 1
    while (depth > 0) {
      while (P > N) if (!grow()) { BAD = "line " FROM ": a command substitution is not closed"; return "" }
      c_ = substr(S, P, 1); depth += c_ == "(" ? 1 : c_ == ")" ? -1 : 0; P++
    }
    return substr(S, begin, P - begin)
  }
  name_ = substr(S, P + 1, 256)
  if (!match(name_, /^[A-Za-z_][A-Za-z0-9_]*/)) { P++; return "$" }
  P += 1 + RLENGTH; name_ = substr(name_, 1, RLENGTH)
  return expand ? VALUE[name_] : "$" name_
}
function plain(expand,    c, begin, e) {
  c = substr(S, P, 1)
  if (c == "$") return variable(expand)
  if (c != "`") { P++; return c }
  begin = P; P++
  while (!(e = index(substr(S, P), "`"))) if (!grow()) { BAD = "line " FROM ": a command substitution is not closed"; return "" }
  P += e
  return substr(S, begin, P - begin)
}
function word(expand,    w, c, e, n) {
  w = ""
  while (P <= N && BAD == "") {
    if (length(w) > 16384) { BAD = "line " AT ": a value is longer than 16 KiB"; break }
    c = substr(S, P, 1)
    if (index(" \t\n\r;&|()<>", c)) break
    FROM = AT
    if (c == "\047") {
      P++
      while (!(e = index(substr(S, P), "\047"))) if (!grow()) { BAD = "line " FROM ": a single quote is not closed"; return w }
      w = w substr(S, P, e - 1); P += e
    } else if (c == "\"") {
      P++
      while (BAD == "") {
        while (P > N) if (!grow()) { BAD = "line " FROM ": a double quote is not closed"; return w }
        if (length(w) > 16384) { BAD = "line " AT ": a value is longer than 16 KiB"; return w }
        c = substr(S, P, 1)
        if (c == "\"") { P++; break }
        if (c == "\\") {
          if (P == N && !grow()) { BAD = "line " FROM ": a double quote is not closed"; return w }
          n = substr(S, P + 1, 1); P += 2
          if (n == "$" || n == "\"" || n == "\\" || n == "`") w = w n
          else if (n != "\n") w = w "\\" n
        } else w = w plain(expand)
      }
    } else if (c == "\\") {
      P++
      if (P > N && !grow()) break
      n = substr(S, P, 1); P++
      if (n != "\n") w = w n
    } else w = w plain(expand)
  }
  return w
}
# Applies the assignments of the lines to VALUE; gives how many there were. BAD says what is wrong.
function assignments(expand,    count, name_, plus, value) {
  count = 0; BAD = ""
  for (AT = 1; AT <= LINES && BAD == ""; AT++) {
    S = LINE[AT]; N = length(S); P = 1
    while (P <= N && BAD == "") {
      if (index(" \t\r\n;", substr(S, P, 1))) { P++; continue }
      if (!match(substr(S, P), /^(export +)?[A-Za-z_][A-Za-z0-9_]*\+?=/)) {
        # The rest of the line is passed over; a word may have grown it by further lines.
        if (!(value = index(substr(S, P), "\n"))) break
        P += value; continue
      }
      name_ = substr(S, P, RLENGTH - 1); P += RLENGTH
      sub(/^export +/, "", name_)
      plus = sub(/\+$/, "", name_)
      value = word(expand)
      if (plus && (name_ in VALUE)) value = VALUE[name_] value
      if (length(value) > 16384) BAD = "line " AT ": a value is longer than 16 KiB"
      VALUE[name_] = value; count++
    }
  }
  return count
}
'

# An awk program that breaks must not leave facts out in silence: the section that it was for says so.
awk() { command awk "$@" || printf 'awk ended with %s\n' "$?" >> "$T/broken"; }

string() { printf '%s\n' "$1" | awk "$lib"'{ s = s (NR > 1 ? "\n" : "") $0 } END { printf "%s", text(s) }'; }

# fail SOURCE REASON DETAIL FIELD…
failures=0
fail() {
  failures=$((failures + 1))
  [ "$failures" -le 64 ] || return 0
  [ ! -s "$T/failures" ] || printf ',' >> "$T/failures"
  printf '{"source":%s,"reason":"REASON_%s","detail":%s,"fields":[' "$(string "$1")" "$2" "$(string "$3")" >> "$T/failures"
  shift 3
  comma=
  for field; do
    printf '%s"%s"' "$comma" "$field" >> "$T/failures"
    comma=,
  done
  printf ']}' >> "$T/failures"
}

# What an awk program found wrong with the text it read: it wrote REASON and detail to $T/bad.
judge() {
  [ -s "$T/bad" ] || return 0
  { read -r R; read -r D; } < "$T/bad"
  : > "$T/bad"
  source_=$1
  shift
  fail "$source_" "$R" "$D" "$@"
}

# section NAME FUNCTION FIELD…: the fields are written to standard output, one a line, and put together here.
section() {
  : > "$T/failures"
  : > "$T/bad"
  : > "$T/broken"
  failures=0
  "$2" > "$T/fields"
  if [ -s "$T/broken" ]; then
    name_=$1
    shift 2
    fail 'the collector' PROBE_FAULT "$(head -n 1 "$T/broken")" "$@"
    set -- "$name_"
  fi
  printf '%s{"status":{"collectedAt":"%s","failures":[' "$between" "$(now)"
  cat "$T/failures"
  printf ']},"%s":{' "$1"
  awk 'length($0) { printf "%s%s", comma, $0; comma = "," }' "$T/fields"
  printf '}}'
  between=,
}

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# field NAME TEXT: one field that is a short text.
field() { [ -z "$2" ] || printf '"%s":%s\n' "$1" "$(printf '%s\n' "$2" | awk "$lib"'NR == 1 { printf "%s", name(trim($0)) }')"; }

# What uname says of this machine, or the files of a captured tree.
identity() {
  if live; then
    release=$(uname -r) build=$(uname -v) machine=$(uname -m) node=$(uname -n)
    return
  fi
  release=$(kernel_value osrelease) build=$(kernel_value version) machine=$(kernel_value arch) node=$(kernel_value hostname)
  if [ -z "$machine" ]; then
    case $release in
      *.x86_64) machine=x86_64 ;;
      *.aarch64) machine=aarch64 ;;
    esac
  fi
}
kernel_value() { fetch "/proc/sys/kernel/$1" "$small" && cat "$T/in"; }

# ---------------------------------------------------------------------------------------------------- os

os() {
  path=/etc/os-release
  if ! fetch "$path" "$conf" && [ "$R" = MISSING ]; then
    if fetch /usr/lib/os-release "$conf" || [ "$R" != MISSING ]; then path=/usr/lib/os-release; fi
  fi
  if fetch "$path" "$conf"; then
    awk -v bad="$T/bad" "$lib"'
      index($0, "\001") { zero = 1 }
      { LINE[++LINES] = $0 }
      END {
        count = zero ? 0 : assignments(0)
        if (zero) BAD = "holds zero bytes, so it is no text"
        else if (BAD == "" && !count) BAD = "holds no NAME=value line"
        if (BAD != "") { printf "MALFORMED\n%s\n", BAD > bad; exit }
        put("id", tolower(VALUE["ID"])); put("versionId", VALUE["VERSION_ID"]); put("version", VALUE["VERSION"])
        put("prettyName", VALUE["PRETTY_NAME"])
        codename = VALUE["VERSION_CODENAME"]
        if (codename == "" && match(VALUE["VERSION"], /\([^)]+\)/)) codename = trim(substr(VALUE["VERSION"], RSTART + 1, RLENGTH - 2))
        put("codename", codename)
        n = split(VALUE["ID_LIKE"], like, / +/); list = ""; count = 0
        for (i = 1; i <= n; i++) if (like[i] != "" && count++ < 32) list = add(list, name(like[i]))
        if (list != "") printf "\"idLike\":[%s]\n", list
      }
      function put(field, value) { if (value != "") printf "\"%s\":%s\n", field, name(value) }' "$T/in"
    judge "$path" id id_like version_id version pretty_name codename
  else
    fail "$path" "$R" "$D" id id_like version_id version pretty_name codename
  fi

  : > "$T/list"
  for path in /etc/.productinfo /etc/centos-release /etc/debian_version /etc/kylin-release /etc/lsb-release /etc/redhat-release; do
    optional "$path" "$small" release_files || continue
    release_file "$path" "$T/in"
  done
  if live && [ -f /usr/bin/nkvers ]; then
    if timeout 5 /usr/bin/nkvers < /dev/null 2> /dev/null | head -c "$small" > "$T/raw" && [ -s "$T/raw" ]; then
      release_file nkvers "$T/raw"
    else
      fail /usr/bin/nkvers PROGRAM_FAILED 'it printed nothing' release_files
    fi
  fi
  printf '"releaseFiles":[%s]\n' "$(cat "$T/list")"
  if [ -n "$machine" ]; then field architecture "$machine"; else fail uname MISSING 'nothing tells the architecture' architecture; fi
}

release_file() {
  [ ! -s "$T/list" ] || printf ',' >> "$T/list"
  end=$(tail -c 1 "$2" | wc -l)
  awk -v path="$1" -v end="$end" "$lib"'
    { s = s (NR > 1 ? "\n" : "") $0 }
    END { printf "{\"path\":%s,\"text\":%s}", name(path), q(s (end > 0 ? "\n" : ""), 4096, 1) }' "$2" >> "$T/list"
}

# ---------------------------------------------------------------------------------------------------- kernel

kernel() {
  if [ -n "$release" ]; then field release "$release"; else fail uname MISSING "nothing tells the kernel's release" release; fi
  field version "$build"
  field machine "$machine"
  need /proc/cmdline 65536 command_line &&
    awk "$lib"'{ s = s (NR > 1 ? "\n" : "") $0 } END { sub(/[\r\n\001]+$/, "", s); printf "\"commandLine\":%s\n", text(s) }' "$T/in"
  boot
  modules
  if need /sys/kernel/mm/transparent_hugepage/enabled "$small" transparent_hugepage; then
    awk -v bad="$T/bad" "$lib"'
      { s = s $0 " " }
      END {
        if (match(s, /\[[^]]+\]/)) printf "\"transparentHugepage\":%s\n", name(substr(s, RSTART + 1, RLENGTH - 2))
        else printf "MALFORMED\nno word in square brackets\n" > bad
      }' "$T/in"
    judge /sys/kernel/mm/transparent_hugepage/enabled transparent_hugepage
  fi
  need /proc/sys/kernel/random/boot_id "$small" boot_id && field bootId "$(cat "$T/in")"
}

# Names in a directory of the node, one a line in byte order, to $T/names. Names that hold a line end are left out.
names() {
  : > "$T/names"
  locate "$1" || { fail "$1" UNREADABLE 'too many levels of symbolic links' "$2"; return 1; }
  if [ ! -e "$L" ]; then
    if ! [ -L "$L" ] && shut; then fail "$1" PERMISSION_DENIED 'permission denied' "$2"; fi
    return 1
  fi
  [ -d "$L" ] || { fail "$1" UNREADABLE 'is not a directory' "$2"; return 1; }
  { [ -r "$L" ] && [ -x "$L" ]; } || { fail "$1" PERMISSION_DENIED 'permission denied' "$2"; return 1; }
  for entry in "$L"/* "$L"/.[!.]*; do
    [ -e "$entry" ] || [ -L "$entry" ] || continue
    entry=${entry##*/}
    case $entry in
      *"
"*) ;;
      *) printf '%s\n' "$entry" ;;
    esac
  done | sort > "$T/names"
  if [ "$(wc -l < "$T/names")" -gt 16384 ]; then
    : > "$T/names"
    fail "$1" TOO_LARGE 'holds more than 16384 entries' "$2"
    return 1
  fi
}

# A file of the boot configuration, to $T/in; whatever keeps it from being read but its absence is noted.
boot_text() { optional "$1" "$2" boot; }

boot() {
  : > "$T/entries"
  : > "$T/variables"
  known=1
  before=$failures
  directories='/boot/grub /boot/grub2'
  names /boot/efi/EFI boot
  while read -r vendor; do
    case $vendor in *[!A-Za-z0-9._-]*) ;; *) directories="$directories /boot/efi/EFI/$vendor" ;; esac
  done < "$T/names"

  # /etc/default/grub and its drop-ins, sourced in order as grub-mkconfig does.
  : > "$T/sources"
  applied=
  for path in /etc/default/grub /etc/sysconfig/grub; do
    [ -z "$applied" ] || break
    grub_default "$path" && applied=1
  done
  names /etc/default/grub.d boot
  cp "$T/names" "$T/dropins"
  while read -r dropin; do
    case $dropin in *.cfg) grub_default "/etc/default/grub.d/$dropin" ;; esac
  done < "$T/dropins"
  if [ -s "$T/last" ]; then
    awk "$lib"'
      FILENAME == ARGV[1] { LINE[++LINES] = $0; next }
      { last = $0 }
      END {
        assignments(1)
        line = VALUE["GRUB_CMDLINE_LINUX"] " " VALUE["GRUB_CMDLINE_LINUX_DEFAULT"]
        gsub(/^[ \t\n]+|[ \t\n]+$/, "", line)
        printf "%s\t{\"source\":%s,\"mechanism\":\"MECHANISM_GRUB_DEFAULT\",\"commandLine\":%s}\n", last, q(last, 4096, 0), text(line)
      }' "$T/sources" "$T/last" >> "$T/entries"
  fi

  seen=' '
  for directory in $directories; do
    # On UEFI systems /boot/grub2/grubenv is a link to the one on the EFI partition.
    exists "$directory/grubenv" || continue
    # shellcheck disable=SC2012 # only the number is taken
    inode=$(ls -Ldi "$L" 2> /dev/null | sed 's/^ *//; s/ .*//')
    case $seen in *" $inode "*) continue ;; esac
    seen="$seen$inode "
    boot_text "$directory/grubenv" 65536 || { known=0; continue; }
    awk -v bad="$T/bad" -v path="$directory/grubenv" -v variables="$T/variables" "$lib"'
      NR == 1 && $0 !~ /^# GRUB Environment Block/ { printf "MALFORMED\nis no GRUB environment block\n" > bad; exit }
      NR == 1 { next }
      {
        line = held $0; held = ""
        if (line ~ /(^|[^\\])(\\\\)*\\$/) { held = line "\n"; next }
        gsub(/\\\n/, "\n", line); gsub(/\\\\/, "\001", line); gsub(/\\/, "", line); gsub(/\001/, "\\", line)
        at = index(line, "=")
        if (at < 2 || line ~ /^#/) next
        value[substr(line, 1, at - 1)] = substr(line, at + 1)
      }
      END {
        for (key in value) if (key ~ /^[A-Za-z_][A-Za-z0-9_]*$/ && value[key] !~ /\n/) print key "\t" value[key] >> variables
        if ("kernelopts" in value) printf "%s\t{\"source\":%s,\"mechanism\":\"MECHANISM_GRUBENV\",\"commandLine\":%s}\n", path, q(path, 4096, 0), text(value["kernelopts"])
      }' "$T/in" >> "$T/entries"
    [ ! -s "$T/bad" ] || known=0
    judge "$directory/grubenv" boot
  done

  : > "$T/set"
  for directory in $directories; do
    boot_text "$directory/grub.cfg" 4194304 || continue
    awk -v path="$directory/grub.cfg" -v sets="$T/set" -v drop=0 -v menu=1 "$lib$expansion" "$T/variables" "$T/set" "$T/in" >> "$T/entries"
  done
  for directory in /boot/loader/entries /boot/efi/loader/entries; do
    names "$directory" boot
    cp "$T/names" "$T/dropins"
    while read -r entry; do
      case $entry in *.conf) ;; *) continue ;; esac
      boot_text "$directory/$entry" "$conf" || continue
      awk -v path="$directory/$entry" -v sets="$T/set" -v drop="$known" -v menu=0 "$lib$expansion" "$T/variables" "$T/set" "$T/in" >> "$T/entries"
    done < "$T/dropins"
  done
  if [ ! -s "$T/entries" ] && [ "$failures" -eq "$before" ]; then
    fail 'boot configuration' MISSING "no /etc/default/grub, no generated GRUB menu, no loader entry and no grubenv: nothing tells the next boot's command line" boot
  fi
  printf '"boot":{"entries":[%s]}\n' "$(sort -s -t "$(printf '\t')" -k 1,1 "$T/entries" | head -n 1024 | awk '{ sub(/^[^\t]*\t/, ""); printf "%s%s", comma, $0; comma = "," }')"
}

# Adds a file to those that are sourced, when it could be read, and notes whether it says something of the command line.
: > "$T/last"
grub_default() {
  boot_text "$1" "$conf" || return 1
  cat "$T/sources" "$T/in" > "$T/sources.new"
  printf '\n' >> "$T/sources.new"
  awk -v bad="$T/bad" -v last="$T/last" -v path="$1" "$lib"'
    { LINE[++LINES] = $0; if (FILENAME == ARGV[1]) FORMER = LINES }
    END {
      whole = LINES; LINES = FORMER + 0; assignments(1); before = VALUE["GRUB_CMDLINE_LINUX"] SUBSEP VALUE["GRUB_CMDLINE_LINUX_DEFAULT"]
      for (i = 1; i + FORMER <= whole; i++) LINE[i] = LINE[i + FORMER]
      LINES = whole - FORMER; assignments(1)
      if (BAD != "") printf "MALFORMED\n%s\n", BAD > bad
      else if (before != VALUE["GRUB_CMDLINE_LINUX"] SUBSEP VALUE["GRUB_CMDLINE_LINUX_DEFAULT"]) print path > last
    }' "$T/sources" "$T/in"
  if [ -s "$T/bad" ]; then judge "$1" boot; return 1; fi
  mv "$T/sources.new" "$T/sources"
}

# A menu or a loader entry: its lines with known variables replaced, first by what grubenv holds, then by what the menu sets.
# shellcheck disable=SC2016 # awk's variables
expansion='
function fill(line,    out, name_, braces) {
  out = ""
  while (match(line, /[$]([A-Za-z_][A-Za-z0-9_]*|[{][A-Za-z_][A-Za-z0-9_]*[}])/)) {
    name_ = substr(line, RSTART + 1, RLENGTH - 1); gsub(/[{}]/, "", name_)
    out = out substr(line, 1, RSTART - 1)
    if (name_ in GIVEN) out = out GIVEN[name_]
    else if (name_ in SET) out = out SET[name_]
    else if (!drop) out = out substr(line, RSTART, RLENGTH)
    line = substr(line, RSTART + RLENGTH)
    if (length(out) > 4096) break
  }
  return trim(out line)
}
function first(s) { LINES = 1; LINE[1] = s; AT = 1; S = s; N = length(s); P = 1; BAD = ""; s = word(0); return BAD == "" ? s : "" }
function entry(title, line) {
  printf "%s\t{\"source\":%s,\"mechanism\":\"MECHANISM_%s\",%s\"commandLine\":%s}\n", path, q(path, 4096, 0), menu ? "GRUB_MENU" : "BLS",
    title == "" ? "" : "\"title\":" (menu ? text(title) : name(title)) ",", text(line)
}
FILENAME != ARGV[3] { at = index($0, "\t"); key = substr($0, 1, at - 1); if (FILENAME == ARGV[1]) { if (!(key in GIVEN)) GIVEN[key] = substr($0, at + 1) } else SET[key] = substr($0, at + 1); next }
!menu {
  rest = trim($0)
  if (rest == "" || rest ~ /^#/) next
  key = rest; sub(/[ \t].*/, "", key); rest = trim(substr(rest, length(key) + 1))
  if (key == "title") title = rest
  else if (key == "version") version_ = rest
  else if (key == "options") { options = has ? options " " rest : rest; has = 1 }
  next
}
$1 == "menuentry" { rest = trim($0); title = first(trim(substr(rest, 10))); next }
$1 == "set" {
  rest = trim($0); rest = trim(substr(rest, 4)); at = index(rest, "=")
  if (at > 1) { key = substr(rest, 1, at - 1); rest = first(substr(rest, at + 1)); if (BAD == "" && key ~ /^[A-Za-z_][A-Za-z0-9_]*$/) { SET[key] = rest; print key "\t" rest >> sets } }
  next
}
($1 == "linux" || $1 == "linux16" || $1 == "linuxefi") && NF > 1 && count < 256 {
  count++
  rest = trim($0); rest = trim(substr(rest, length($1) + 1)); rest = trim(substr(rest, length($2) + 1))
  entry(title, fill(rest))
}
END { if (!menu && has) entry(title == "" ? version_ : title, fill(options)) }
'

reported='geneve ip_vs ip_vs_rr ip_vs_sh ip_vs_wrr nf_conntrack nf_conntrack_ipv4 nf_conntrack_ipv6 openvswitch'

# The reported modules that a list of files or of loaded modules in $T/in names, each between blanks.
named_modules() {
  awk -v reported="$reported" 'BEGIN { n = split(reported, list, " "); for (i = 1; i <= n; i++) wanted[list[i]] = 1; out = " " }
    { m = $1; sub(/:.*/, "", m); sub(/.*\//, "", m); sub(/\.ko$|\.ko\..*$/, "", m); gsub(/-/, "_", m); if ((m in wanted) && !(m in seen)) { seen[m] = 1; out = out m " " } }
    END { print out }' "$T/in"
}

modules() {
  supported=
  loaded=none
  if fetch /proc/modules 4194304; then
    supported=1
    loaded=$(named_modules)
  elif [ "$R" = MISSING ] && exists /proc/cmdline; then
    supported=0
    loaded=' '
  else
    fail /proc/modules "$R" "$D" modules_supported modules
  fi
  case $supported in
    1) printf '"modulesSupported":true\n' ;;
    0) printf '"modulesSupported":false\n' ;;
  esac

  builtin=none
  loadable=none
  listed=0
  case $release in
    '' | */* | . | ..) ;;
    *)
      for parent in /lib/modules /usr/lib/modules; do
        is_dir "$parent/$release" || continue
        if fetch "$parent/$release/modules.builtin" 33554432; then builtin=$(named_modules)
        elif [ "$R" != MISSING ]; then fail "$parent/$release/modules.builtin" "$R" "$D" modules; listed=1; fi
        if fetch "$parent/$release/modules.dep" 33554432; then loadable=$(named_modules)
        elif [ "$R" != MISSING ]; then fail "$parent/$release/modules.dep" "$R" "$D" modules; listed=1; fi
        break
      done
      ;;
  esac
  configured=
  if [ "$builtin" = none ] || [ "$loadable" = none ]; then
    if fetch /proc/config.gz "$conf" && gzip -dc < "$T/raw" 2> /dev/null | head -c 4194304 > "$T/config" && [ -s "$T/config" ]; then
      configured=1
    else
      case $release in
        '' | */*) ;;
        *) if fetch "/boot/config-$release" "$conf"; then cp "$T/in" "$T/config"; configured=1; fi ;;
      esac
    fi
    [ -z "$configured" ] || grep -q '^CONFIG_[^=]*=.' "$T/config" || configured=
  fi

  : > "$T/persisted"
  : > "$T/loadfiles"
  for directory in /etc/modules-load.d /run/modules-load.d /usr/local/lib/modules-load.d /usr/lib/modules-load.d /lib/modules-load.d; do
    names "$directory" modules
    while read -r entry; do
      case $entry in *.conf) printf '%s\t%s/%s\n' "$entry" "$directory" "$entry" >> "$T/loadfiles" ;; esac
    done < "$T/names"
  done
  sort -s -t "$(printf '\t')" -k 1,1 "$T/loadfiles" | awk -F '\t' '!seen[$1]++ { print $2 }' > "$T/loadpaths"
  ! exists /etc/debian_version || printf '/etc/modules\n' >> "$T/loadpaths"
  while read -r path; do
    [ "$path" = /etc/modules ] || [ "$(link_of "$path")" != /dev/null ] || continue
    optional "$path" "$conf" modules || continue
    awk -v path="$path" "$lib"'NF && $1 !~ /^[#;]/ { m = $1; sub(/.*\//, "", m); sub(/\.ko$|\.ko\..*$/, "", m); gsub(/-/, "_", m); print m "\t" q(path, 4096, 0) }' "$T/in" >> "$T/persisted"
  done < "$T/loadpaths"

  unknown=0
  comma=
  printf '"modules":['
  for module in $reported; do
    module_state
    [ "$state" != UNSPECIFIED ] || unknown=$((unknown + 1))
    printf '%s{"name":"%s","state":"STATE_%s"' "$comma" "$module" "$state"
    awk -F '\t' -v m="$module" '$1 == m { printf ",\"persistedIn\":%s", $2; exit }' "$T/persisted"
    printf '}'
    comma=,
  done
  printf ']\n'
  if [ "$unknown" -gt 0 ] && [ "$listed" -eq 0 ]; then
    fail "/lib/modules/$release" MISSING "no list of modules and no build configuration of this kernel: the state of $unknown modules is not known" modules
  fi
}

module_state() {
  state=UNSPECIFIED
  case $loaded in *" $module "*) state=LOADED; return ;; esac
  case $builtin in *" $module "*) state=BUILT_IN; return ;; esac
  if exists "/sys/module/$module"; then
    if exists "/sys/module/$module/initstate"; then state=LOADED; else state=BUILT_IN; fi
    return
  fi
  [ "$loaded" != none ] || return 0
  if [ "$supported" = 1 ]; then case $loadable in *" $module "*) state=LOADABLE; return ;; esac; fi
  if [ "$builtin" != none ] && { [ "$loadable" != none ] || [ "$supported" = 0 ]; }; then state=ABSENT; return; fi
  [ -n "$configured" ] || return 0
  symbol=CONFIG_$(printf '%s' "$module" | tr '[:lower:]' '[:upper:]')
  case $(sed -n "s/^$symbol=\\([ym]\\)\$/\\1/p" "$T/config" | tail -n 1) in
    y) state=BUILT_IN ;;
    m) [ "$supported" != 0 ] || state=ABSENT ;;
    *) state=ABSENT ;;
  esac
}

# ---------------------------------------------------------------------------------------------------- network

unit_directories='/etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system'

# Whether a directory of units pulls a unit in by a .wants or .requires link.
wanted_below() {
  locate "$1" || return 1
  for wants in "$L"/*.wants "$L"/*.requires; do
    [ -d "$wants" ] || continue
    target=$(link_of "$1/${wants##*/}/$2") && [ "$target" != /dev/null ] && return 0
  done
  return 1
}

empty_file() { locate "$1" && [ -f "$L" ] && [ ! -s "$L" ]; }

# The state of a unit as systemctl is-enabled names it, in STATE.
unit_state() {
  fragment=
  for directory in $unit_directories; do
    target=$(link_of "$directory/$1") || target=
    [ -n "$target" ] || exists "$directory/$1" || continue
    if [ "$target" = /dev/null ] || { [ -z "$target" ] && empty_file "$directory/$1"; }; then
      STATE=masked
      [ "$directory" != /run/systemd/system ] || STATE=masked-runtime
      return
    fi
    [ -n "$fragment" ] || fragment=$directory/$1
  done
  STATE=not-found
  [ -n "$fragment" ] || return 0
  STATE=enabled
  ! wanted_below /etc/systemd/system "$1" || return 0
  STATE=enabled-runtime
  ! wanted_below /run/systemd/system "$1" || return 0
  STATE=linked
  case $fragment in /etc/systemd/system/*) if link_of "$fragment" > /dev/null; then return; fi ;; esac
  STATE=static
  if fetch "$fragment" "$conf" && grep -q '^[[:blank:]]*\[Install\][[:blank:]]*$' "$T/in"; then STATE=disabled; fi
}

# The servers and search domains of a resolv.conf in $T/in; which = all or servers.
resolver_file() {
  awk -v which="$1" "$lib"'
    function value(keyword) { return index($0, keyword) == 1 && substr($0, length(keyword) + 1, 1) ~ /[ \t]/ ? trim(substr($0, length(keyword) + 1)) : "" }
    { v = value("nameserver"); if (v != "") { split(v, f, /[ \t]+/); sub(/[;#].*/, "", f[1]); if (f[1] != "" && servers_++ < 64) servers = add(servers, name(f[1])); next } }
    { v = value("search"); if (v != "") { line = v; has = 1; next } }
    { v = value("domain"); if (v != "") { split(v, f, /[ \t]+/); line = f[1]; has = 1 } }
    END {
      if (which != "all") { printf "%s", servers; exit }
      printf "\"nameservers\":[%s]", servers
      if (!has) exit
      n = split(line, f, /[ \t]+/); list = ""
      for (i = 1; i <= n && i <= 1024; i++) list = add(list, text(f[i]))
      printf ",\"searchLine\":%s,\"search\":[%s]", text(line), list
    }' "$T/in"
}

network() {
  if [ -n "$node" ]; then field hostname "$node"; else fail uname MISSING "nothing tells the kernel's node name" hostname; fi
  optional /etc/hostname "$conf" static_hostname &&
    awk "$lib"'{ s = trim($0) } s != "" && s !~ /^#/ { printf "\"staticHostname\":%s\n", name(s); exit }' "$T/in"
  if need /etc/hosts "$conf" hosts; then
    awk -v bad="$T/bad" "$lib"'
      { sub(/#.*/, ""); n = split(trim($0), f, /[ \t]+/); if (n < 2 || (a = address(f[1])) == "") next
        if (++entries > 4096) { printf "TOO_LARGE\nholds more than 4096 entries\n" > bad; exit }
        names_ = ""; for (i = 2; i <= n && i <= 65; i++) names_ = add(names_, name(f[i]))
        list = add(list, "{\"address\":\"" a "\",\"names\":[" names_ "],\"line\":" NR "}") }
      END { if (entries <= 4096) printf "\"hosts\":[%s]\n", list }' "$T/in"
    judge /etc/hosts hosts
  fi

  printf '"resolver":{'
  if target=$(link_of /etc/resolv.conf); then printf '"linkTarget":%s,' "$(string "$target")"; fi
  if fetch /etc/resolv.conf "$conf"; then
    printf '"present":true,%s' "$(resolver_file all)"
  elif [ "$R" = MISSING ]; then
    printf '"present":false'
  else
    printf '"present":true'
    fail /etc/resolv.conf "$R" "$D" resolver.nameservers resolver.search_line resolver.search
  fi
  if optional /run/systemd/resolve/resolv.conf "$conf" resolver.upstream_nameservers; then
    printf ',"upstreamNameservers":[%s]' "$(resolver_file servers)"
  fi
  unit_state systemd-resolved.service
  printf ',"resolvedUnitFileState":"%s"' "$STATE"
  if ! exists /run/systemd/system; then
    active=inactive
  else
    resolved_active
  fi
  [ -z "$active" ] || printf ',"resolvedActiveState":%s' "$(string "$active")"
  printf '}\n'

  interfaces
  listeners
}

# A running service has processes in its control group; systemd removes the group of one that does not run.
resolved_active() {
  active=
  for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
    is_dir "$hierarchy/system.slice" || continue
    if fetch "$hierarchy/system.slice/systemd-resolved.service/cgroup.procs" "$small"; then
      active=inactive
      ! grep -q '[0-9]' "$T/in" || active=active
    elif [ "$R" = MISSING ]; then
      active=inactive
    fi
    break
  done
  [ -z "$active" ] || return 0
  if [ "$STATE" = not-found ]; then active=inactive; return; fi
  if ! live; then
    fail /sys/fs/cgroup MISSING 'the captured tree holds no control groups' resolver.resolved_active_state
  elif ! active=$(timeout 5 systemctl show systemd-resolved.service --property=ActiveState --no-pager 2> /dev/null | sed -n 's/^ActiveState=//p') || [ -z "$active" ]; then
    fail 'systemctl show systemd-resolved.service' PROGRAM_FAILED 'it printed no ActiveState' resolver.resolved_active_state
  fi
}

# Interfaces from /sys; addresses and routes by ip on this machine, and from /proc where it is missing or in a captured tree.
interfaces() {
  if ! is_dir /sys/class/net; then fail /sys/class/net MISSING 'nothing tells the interfaces' interfaces routes; return; fi
  links || return 0
  by=proc
  if live && command -v ip > /dev/null 2>&1 && ip -o addr show > "$T/addresses" 2> /dev/null; then by=ip; fi

  if live && command -v ip > /dev/null 2>&1; then ip_routes; else proc_routes || return 0; fi
  sort -s -t "$(printf '\t')" -k 1,1 -k 2,2 -k 3,3 -k 4,4 -k 5,5 "$T/ways" |
    awk 'BEGIN { printf "\"routes\":[" } { sub(/^[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*\t/, ""); printf "%s%s", comma, $0; comma = "," } END { print "]" }'

  : > "$T/inet6"
  if [ "$by" = proc ]; then
    need /proc/net/fib_trie 16777216 interfaces || return 0
    cp "$T/in" "$T/addresses"
    if optional /proc/net/if_inet6 "$conf" interfaces; then cp "$T/in" "$T/inet6"; fi
    if [ ! -s "$T/route4" ]; then
      # ip answered for the routes, but not for the addresses.
      need /proc/net/route 16777216 interfaces || return 0
      cp "$T/in" "$T/route4"
    fi
  fi
  awk -v by="$by" "$lib$numbers$addressing" "$T/links" "$T/route4" "$T/addresses" "$T/inet6" | sort -s -t "$(printf '\t')" -k 1,1 -k 2,2 > "$T/owned"
  awk -F '\t' -v bad="$T/bad" -v by="$by" "$lib$linking" "$T/owned" "$T/links"
  judge /sys/class/net interfaces
}

# Interfaces to $T/links: name, index, MTU, flags, hardware address and kind, parted by tabs.
links() {
  : > "$T/links"
  : > "$T/route4"
  names /sys/class/net interfaces || return 1
  cp "$T/names" "$T/linknames"
  veths=
  ! live || veths=$(ip -o link show type veth 2> /dev/null | sed 's/^[0-9]*: *//; s/[:@].*//' | tr '\n' ' ')
  while IFS= read -r link; do
    case $link in *[[:space:]]*) fail "/sys/class/net/$link" MALFORMED 'no interface can have such a name' interfaces; continue ;; esac
    base=/sys/class/net/$link
    index_=$(link_value ifindex)
    case $index_ in '' | *[!0-9]*) continue ;; esac
    mtu=$(link_value mtu)
    flags=$(link_value flags)
    mac=$(link_value address)
    kind=
    if exists "$base/bridge"; then kind=bridge
    elif exists "$base/bonding"; then kind=bond
    elif exists "$base/tun_flags"; then kind=tun
    elif fetch "$base/uevent" "$small" && grep -q 'DEVTYPE=vlan' "$T/in"; then kind=vlan
    elif exists "$base/device"; then kind=device
    else case " $veths" in *" $link "*) kind=veth ;; esac
    fi
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$link" "$index_" "$mtu" "$flags" "$mac" "$kind" >> "$T/links"
  done < "$T/linknames"
}
link_value() { fetch "$base/$1" "$small" && tr -d '\001\t\n ' < "$T/in"; }

# Routes to $T/ways, by ip: of every table but the local one, which holds the node's own addresses.
ip_routes() {
  : > "$T/ways"
  : > "$T/tables"
  for path in /usr/share/iproute2/rt_tables /etc/iproute2/rt_tables; do
    ! fetch "$path" "$conf" || cat "$T/in" >> "$T/tables"
  done
  names /etc/iproute2/rt_tables.d routes
  cp "$T/names" "$T/dropins"
  while read -r entry; do
    case $entry in *.conf) ! fetch "/etc/iproute2/rt_tables.d/$entry" "$conf" || cat "$T/in" >> "$T/tables" ;; esac
  done < "$T/dropins"
  families=4
  ! exists /proc/net/if_inet6 || families='4 6'
  for family in $families; do
    if ip -o "-$family" route show table all > "$T/raw" 2> "$T/error"; then
      awk -v bad="$T/bad" -v family="$family" "$lib$numbers$telling" "$T/tables" "$T/raw" >> "$T/ways"
      judge "ip -$family route show table all" routes
    else
      fail "ip -$family route show table all" PROGRAM_FAILED "it ended with an error: $(head -n 1 "$T/error" | head -c 300)" routes
    fi
  done
}

# Routes to $T/ways, from /proc. Its file for IPv4 shows the main table, the one for IPv6 every table and not which.
proc_routes() {
  : > "$T/ways"
  need /proc/net/route 16777216 routes interfaces || return 1
  cp "$T/in" "$T/route4"
  : > "$T/route6"
  if exists /proc/net/if_inet6; then
    if ! live && need /proc/net/ipv6_route 16777216 routes; then cp "$T/in" "$T/route6"; fi
  fi
  if live; then
    fail ip PROGRAM_MISSING 'from /proc come IPv4 routes of the main table with their first way, no IPv6 routes, and IPv4 addresses that a route holds' interfaces routes
  fi
  if fetch /proc/net/fib_trie 16777216; then
    others=$(sed -n 's/^Id \([0-9][0-9]*\):.*/\1/p' "$T/in" | sort -un | head -n 16 | tr '\n' ' ')
    [ -z "$others" ] || fail /proc/net/route UNREADABLE "it shows the main table only; IPv4 routes of other tables are not listed: ${others% }" routes
  fi
  awk -v bad="$T/bad" "$lib$numbers$reading" "$T/links" "$T/route4" "$T/route6" > "$T/ways"
  judge /proc/net/route routes
}

# shellcheck disable=SC2016 # awk's variables
numbers='
function bits(h,    i, n, v) { n = 0; for (i = 1; i <= 8; i++) { v = hex(substr(h, i, 1)); while (v) { n += v % 2; v = int(v / 2) } } return n }
function number(a) { split(a, NB, "."); return ((NB[1] * 256 + NB[2]) * 256 + NB[3]) * 256 + NB[4] }
function power(n,    v) { v = 1; while (n-- > 0) v *= 2; return v }
# One route: what orders it, and itself.
function route(destination, length_, gateway, dev, table, metric, type) {
  if (++ROUTES > 16384) { if (ROUTES == 16385) printf "TOO_LARGE\nholds more than the 16384 routes that are listed\n" > bad; return }
  printf "%s/%s\t%010.0f\t%010.0f\t%s\t%s\t", destination, length_, table, metric, gateway, dev
  printf "{\"destination\":\"%s/%s\"%s%s,\"table\":%.0f%s,\"type\":\"%s\"}\n", destination, length_, gateway == "" ? "" : ",\"gateway\":\"" gateway "\"",
    dev == "" ? "" : ",\"interface\":" name(dev), table, metric == "" ? "" : sprintf(",\"metric\":%.0f", metric), type
}
'

# Lines of "ip -o route show table all", after the lines of rt_tables.
# shellcheck disable=SC2016 # awk's variables
telling='
function wrong(s) { if (!told) printf "MALFORMED\n%s\n", s > bad; told = 1 }
function way() {
  if (type == "unicast" && dev == "" && gateway == "") wrong("a route to " destination " that leads nowhere: this program does not show routes with several ways")
  else route(destination, length_, gateway, dev, table, metric, type)
}
BEGIN { TABLE["unspec"] = 0; TABLE["default"] = 253; TABLE["main"] = 254; TABLE["local"] = 255; any = family == 4 ? "0.0.0.0" : "::" }
FILENAME == ARGV[1] { if ($1 ~ /^(0x[0-9A-Fa-f]+|[0-9]+)$/ && $2 != "") TABLE[$2] = $1 ~ /^0x/ ? hex(substr($1, 3)) : $1; next }
NF == 0 { next }
{
  type = "unicast"; i = 1
  if ($1 ~ /^(unicast|local|broadcast|anycast|multicast|blackhole|unreachable|prohibit|throw|nat|xresolve)$/) { type = $1; i = 2 }
  else if ($1 !~ /^(default|[0-9A-Fa-f.:]+(\/[0-9]+)?)$/) { wrong("a kind of route that is not known: " substr($1, 1, 64)); next }
  gateway = dev = metric = ""; table = 254; hops = 0
  length_ = family == 4 ? 32 : 128
  destination = $i
  if (destination == "default") { destination = any; length_ = 0 }
  else if ((at = index(destination, "/"))) { length_ = substr(destination, at + 1); destination = substr(destination, 1, at - 1) }
  if (family == 4) while (split(destination, parts, ".") < 4) destination = destination ".0"
  if ((destination = address(destination)) == "" || length_ !~ /^[0-9]+$/) { wrong("a destination that is none: " substr($i, 1, 64)); next }
  for (i++; i <= NF; i++) {
    word_ = $i; gsub(/\\/, "", word_)
    if (word_ == "table") { t = $(++i); if (t ~ /^[0-9]+$/) table = t; else if (t in TABLE) table = TABLE[t]; else { wrong("a table whose number is not known: " substr(t, 1, 64)); next } }
    else if (word_ == "metric") { metric = $(++i); if (metric ~ /^-/) metric += 4294967296 }
    else if (word_ == "dev") dev = $(++i)
    else if (word_ == "via") { gateway = $(++i); if (gateway == "inet" || gateway == "inet6") gateway = $(++i); gateway = address(gateway); if (gateway == any) gateway = "" }
    else if (word_ == "nexthop") { if (hops++ && table != 255) way(); else if (hops == 1) { gateway = dev = "" } gateway = dev = "" }
    else if (word_ == "src" || word_ == "proto" || word_ == "scope" || word_ == "dst") i++
  }
  if (table != 255) way()
}
'

# /proc/net/route and ipv6_route, after the interfaces.
# shellcheck disable=SC2016 # awk's variables
reading='
FILENAME == ARGV[1] { split($0, f, "\t"); OF[f[1]] = f[2]; next }
FILENAME == ARGV[2] {
  if (length($2) != 8 || $2 !~ /^[0-9A-Fa-f]+$/ || length($3) != 8 || $3 !~ /^[0-9A-Fa-f]+$/ || $4 !~ /^[0-9A-Fa-f]+$/ || hex($4) % 2 == 0 || $7 !~ /^[0-9]+$/ || length($8) != 8 || $8 !~ /^[0-9A-Fa-f]+$/) next
  # A blackhole has no flag of its own, but no interface either.
  reject = int(hex($4) / 512) % 2 || $1 == "*"; gateway = words4($3)
  route(words4($2), bits($8), reject || gateway == "0.0.0.0" ? "" : gateway, reject ? "" : $1, 254, $7 == 0 ? "" : $7, reject ? "unreachable" : "unicast")
  next
}
{
  if (length($1) != 32 || $1 !~ /^[0-9A-Fa-f]+$/ || $2 !~ /^[0-9A-Fa-f]+$/ || hex($2) > 128 || length($5) != 32 || $6 !~ /^[0-9A-Fa-f]+$/ || $9 !~ /^[0-9A-Fa-f]+$/) next
  flags = hex($9); reject = int(flags / 512) % 2
  if (int(flags / 2147483648) % 2 || int(flags / 1048576) % 2 || tolower(substr($1, 1, 2)) == "ff" || (reject && tolower($6) == "ffffffff")) next
  gateway = bytes6($5)
  route(bytes6($1), hex($2), gateway == "::" ? "" : gateway, ($10 in OF) ? $10 : reject ? "" : $10, 254, hex($6), reject ? "unreachable" : "unicast")
}
'

# Addresses, each after the index of its interface: of "ip -o addr show", or of fib_trie by the routes of /proc, and of if_inet6.
# shellcheck disable=SC2016 # awk's variables
addressing='
function has(index_, a, length_, scope, peer) {
  printf "%d\t%s\t{\"address\":\"%s\",\"prefixLength\":%d,\"scope\":\"%s\"%s}\n", index_, a, a, length_, scope, peer == "" ? "" : ",\"peer\":\"" peer "\""
}
FILENAME == ARGV[1] { split($0, f, "\t"); OF[f[1]] = f[2]; next }
FILENAME == ARGV[2] {
  if (length($2) != 8 || $2 !~ /^[0-9A-Fa-f]+$/ || $3 != "00000000" || $4 !~ /^[0-9A-Fa-f]+$/ || hex($4) % 2 == 0 || int(hex($4) / 512) % 2 || $1 == "*" || length($8) != 8 || $8 !~ /^[0-9A-Fa-f]+$/) next
  if (bits($8) > 0) { WAYS++; WAY[WAYS] = number(words4($2)); WLEN[WAYS] = bits($8); WDEV[WAYS] = OF[$1] }
  next
}
FILENAME == ARGV[3] && by == "ip" {
  if ($3 != "inet" && $3 != "inet6") next
  peer = ""; if ($5 == "peer") { own = $4; sub(/\/.*/, "", own); peer = $6 } else own = $4
  length_ = peer == "" ? own : peer; sub(/.*\//, "", length_); sub(/\/.*/, "", own); sub(/\/.*/, "", peer)
  if (length_ !~ /^[0-9]+$/) length_ = $3 == "inet" ? 32 : 128
  scope = ""; for (i = 5; i < NF; i++) if ($i == "scope") scope = $(i + 1)
  gsub(/\\/, "", scope)
  if (address(own) == "") next
  index_ = $1; sub(/:.*/, "", index_)
  has(index_, address(own), length_, scope ~ /^[a-z0-9]+$/ ? scope : "global", peer == "" ? "" : address(peer))
  next
}
FILENAME == ARGV[3] {
  if (match($0, /^ *\|-- /)) { leaf = substr($0, RLENGTH + 1); sub(/[ \t]+$/, "", leaf); if (!v4(leaf)) leaf = ""; next }
  if (leaf == "" || $0 !~ /^ *\/32 host LOCAL/ || (leaf in LEAF) || leaves >= 1024) next
  LEAF[leaf] = 1; leaves++
  if (leaf ~ /^127\./) { has(OF["lo"], leaf, 8, "host", ""); next }
  best = 0
  for (i = 1; i <= WAYS; i++) if (int(number(leaf) / power(32 - WLEN[i])) == int(WAY[i] / power(32 - WLEN[i])) && (!best || WLEN[i] > WLEN[best])) best = i
  if (best) has(WDEV[best], leaf, WLEN[best], "global", "")
  next
}
length($1) == 32 && $1 ~ /^[0-9A-Fa-f]+$/ && $2 ~ /^[0-9A-Fa-f]+$/ && $3 ~ /^[0-9A-Fa-f]+$/ && $4 ~ /^[0-9A-Fa-f]+$/ {
  scope = int(hex($4) / 16) % 16
  has(hex($2), bytes6($1), hex($3), scope == 1 ? "host" : scope == 2 ? "link" : scope == 4 ? "site" : "global", "")
}
'

# The interfaces with their addresses.
# shellcheck disable=SC2016 # awk's variables
linking='
BEGIN { printf "\"interfaces\":[" }
FILENAME == ARGV[1] { index_ = $1; if (by == "ip") lost[index_] = 1; sub(/^[^\t]*\t[^\t]*\t/, ""); OWNED[index_] = add(OWNED[index_], $0); next }
{
  flags = $4 ~ /^0x[0-9a-f]+$/ ? hex(substr($4, 3)) : 0; loop = int(flags / 8) % 2; mac = tolower($5)
  kind = $6 == "device" ? (loop ? "virtual" : "physical") : $6 == "" ? "virtual" : $6
  printf "%s{\"name\":%s,\"index\":%d%s%s,\"up\":%s,\"loopback\":%s,\"kind\":\"%s\",\"addresses\":[%s]}", comma, name($1), $2,
    mac ~ /^[0-9a-f][0-9a-f](:[0-9a-f][0-9a-f])(:[0-9a-f][0-9a-f])(:[0-9a-f][0-9a-f])(:[0-9a-f][0-9a-f])(:[0-9a-f][0-9a-f])$/ && mac != "00:00:00:00:00:00" ? ",\"mac\":\"" mac "\"" : "",
    $3 ~ /^[0-9]+$/ ? ",\"mtu\":" $3 : "", flags % 2 ? "true" : "false", loop ? "true" : "false", kind, OWNED[$2]
  comma = ","; delete lost[$2]
}
END {
  print "]"
  for (index_ in lost) { printf "MISSING\nholds no interface of number %d, which has addresses\n", index_ > bad; exit }
  if (comma == "") printf "MISSING\nholds no interface\n" > bad
}
'

listeners() {
  first=32768
  last=60999
  if fetch /proc/sys/net/ipv4/ip_local_port_range "$small"; then
    # shellcheck disable=SC2046 # two numbers
    set -- $(tr -cd '0-9 \t\n' < "$T/in")
    if [ $# -ge 2 ]; then first=$1 last=$2; [ "$first" -ge 32768 ] || first=32768; fi
  fi
  : > "$T/sockets"
  for table in tcp tcp6 udp udp6; do
    if fetch "/proc/net/$table" 67108864; then
      awk -v table="$table" -v first="$first" -v last="$last" "$lib"'
        {
          state = table ~ /tcp/ ? "0A" : "07"
          if (toupper($4) != state || $10 !~ /^[0-9]+$/ || split($2, own, ":") != 2 || split($3, peer, ":") != 2) next
          if (own[1] !~ /^[0-9A-Fa-f]+$/ || (length(own[1]) != 8 && length(own[1]) != 32) || own[2] !~ /^[0-9A-Fa-f]+$/) next
          port = hex(own[2])
          if (table ~ /udp/ && (port == 0 || hex(peer[2]) != 0 || (port >= first && port <= last))) next
          print table "\t" (length(own[1]) == 8 ? words4(own[1]) : words6(own[1])) "\t" port "\t" $10
        }' "$T/in" >> "$T/sockets"
    else
      case $table in
        *6) if [ "$R" = MISSING ] && ! exists /proc/net/if_inet6; then continue; fi ;;
      esac
      fail "/proc/net/$table" "$R" "$D" listeners
    fi
  done

  : > "$T/owners"
  complete=true
  if locate /proc && [ -d "$L" ]; then
    proc=$L
    # shellcheck disable=SC2012 # one process for all descriptors; only numbers are taken
    ls -ln "$proc"/[0-9]*/fd "$T" 2> /dev/null | awk '
      NR == FNR && FILENAME != "-" { wanted[$4] = 1; next }
      match($0, /\/[0-9]+\/fd:$/) { pid = substr($0, RSTART + 1, RLENGTH - 5); next }
      match($0, /-> socket:\[[0-9]+\]$/) { inode = substr($0, RSTART + 11, RLENGTH - 12); if ((inode in wanted) && inode != 0) print inode, pid }' "$T/sockets" - |
      sort -k 1,1 -k 2,2n | awk '$2 == 1 { init[$1] = 1; next } !seen[$1]++ { print } END { for (i in init) if (!(i in seen)) print i, 1 }' > "$T/held"
    cut -d ' ' -f 2 "$T/held" | sort -un > "$T/pids"
    while read -r pid; do
      comm=
      fetch "/proc/$pid/comm" "$small" && comm=$(awk "$lib"'NR == 1 { print name($0) }' "$T/in")
      unit=
      fetch "/proc/$pid/cgroup" 65536 && unit=$(awk "$lib$grouping" "$T/in")
      printf '%s\t%s\t%s\n' "$pid" "$comm" "$unit" >> "$T/owners"
    done < "$T/pids"
    if command awk 'NR == FNR && FILENAME != ARGV[2] { held[$1] = 1; next } $4 > 0 && !($4 in held) { missing = 1 } END { exit !missing }' "$T/held" "$T/sockets"; then
      for directory in "$proc"/[0-9]*/fd; do
        [ ! -e "$directory" ] || [ -r "$directory" ] || complete=false
      done
    fi
  else
    : > "$T/held"
    [ ! -s "$T/sockets" ] || complete=false
  fi
  printf '"ownersComplete":%s\n' "$complete"
  awk -F '\t' "$lib"'
    FILENAME == ARGV[1] { split($0, f, " "); PID[f[1]] = f[2]; next }
    FILENAME == ARGV[2] { COMM[$1] = $2; UNIT[$1] = $3; next }
    {
      pid = PID[$4]
      printf "%s\t%s\t%05d\t%010d\t{\"protocol\":\"%s\",\"address\":\"%s\",\"port\":%d%s%s%s}\n", $1, $2, $3, pid, $1, $2, $3,
        pid == "" ? "" : ",\"pid\":" pid, COMM[pid] == "" ? "" : ",\"process\":" COMM[pid], UNIT[pid] == "" ? "" : ",\"unit\":" UNIT[pid]
    }' "$T/held" "$T/owners" "$T/sockets" | sort -u |
    awk -F '\t' '{ sub(/^[^\t]*\t[^\t]*\t[^\t]*\t[^\t]*\t/, ""); list = list (NR > 1 ? "," : "") $0 } END { printf "\"listeners\":[%s]\n", list }'
}

# The systemd unit of a process, by its control group: the first part of the path below the slices that is a unit.
# shellcheck disable=SC2016 # awk's variables
grouping='
function unit(path,    n, parts, i, part) {
  n = split(path, parts, "/")
  for (i = 1; i <= n; i++) {
    part = parts[i]
    if (part == "" || part ~ /\.slice$/) continue
    sub(/^_+/, "", part)
    return part ~ /\.(service|scope|socket|mount|swap)$/ && part != "init.scope" ? part : ""
  }
  return ""
}
{
  at = index($0, ":"); rest = substr($0, at + 1); to = index(rest, ":")
  if (!at || !to) next
  controllers = substr(rest, 1, to - 1); found = unit(substr(rest, to + 1))
  if (controllers == "name=systemd" && found != "") { done = found; exit }
  if (controllers == "") unified = found
}
END { if (done == "") done = unified; if (done != "") print name(done) }
'

# ---------------------------------------------------------------------------------------------------- time

time_() {
  zone=
  target=$(link_of /etc/localtime) || target=
  case $target in
    */zoneinfo/?*) zone=${target##*/zoneinfo/} ;;
    *)
      if fetch /etc/timezone "$small" && [ -n "$(tr -d ' \t\n' < "$T/in")" ]; then zone=$(head -n 1 "$T/in")
      elif [ -z "$target" ] && ! exists /etc/localtime; then zone=UTC; fi
      ;;
  esac
  field zoneName "$zone"

  if fetch /etc/localtime 262144; then
    zone_rules
  elif [ "$R" = MISSING ] && [ -z "$target" ]; then
    # localtime(5): without the file local time is UTC.
    printf '"utcOffsetSeconds":0\n"posixRule":"UTC0"\n'
    zone_digest '946684800 0'
  else
    fail /etc/localtime "$R" "$D" zone_rules_digest utc_offset_seconds posix_rule
  fi

  if ! live; then
    fail adjtimex MISSING 'a captured tree has no clock to ask' synchronised
  else
    case $(timeout 5 timedatectl show --property=NTPSynchronized 2> /dev/null || timeout 5 timedatectl status 2> /dev/null | sed -n 's/.*synchronized: *\([a-z]*\).*/NTPSynchronized=\1/p') in
      NTPSynchronized=yes) printf '"synchronised":true\n' ;;
      NTPSynchronized=no) printf '"synchronised":false\n' ;;
      *) fail adjtimex PROGRAM_MISSING 'no timedatectl that answers, and a shell cannot ask the kernel itself' synchronised ;;
    esac
  fi
  sync_service
}

# The rules from 2000 to 2037 in the form whose digest the agent makes, from the TZif file (RFC 9636) in $T/raw.
zone_rules() {
  if ! command -v od > /dev/null 2>&1; then
    fail /etc/localtime PROGRAM_MISSING 'od, which shows its bytes, is missing' zone_rules_digest utc_offset_seconds posix_rule
    return
  fi
  od -An -v -tu1 < "$T/raw" | awk -v bad="$T/bad" -v now="$(date -u +%s)" -v year="$(date -u +%Y)" -v rules="$T/rules" "$posix"'
    { for (i = 1; i <= NF; i++) B[n++] = $i }
    function be(at) { return ((B[at] * 256 + B[at + 1]) * 256 + B[at + 2]) * 256 + B[at + 3] }
    function signed(v) { return v >= 2147483648 ? v - 4294967296 : v }
    function wrong(s) { if (!failed) printf "MALFORMED\n%s\n", s > bad; failed = 1; exit }
    function header(at,    i) {
      if (n < at + 44 || B[at] != 84 || B[at + 1] != 90 || B[at + 2] != 105 || B[at + 3] != 102) wrong("is no TZif file")
      for (i = 0; i < 6; i++) { C[i] = be(at + 20 + i * 4); if (C[i] > 10000) wrong("a count in its header is beyond what a zone can have") }
      if (C[4] < 1 || C[4] > 256) wrong("has no kind of local time")
    }
    function far(o) { return o <= -90000 || o >= 93600 }
    function size(wide) { return C[3] * wide + C[3] + C[4] * 6 + C[5] + C[2] * (wide + 4) + C[1] + C[0] }
    END {
      if (failed) exit
      header(0); wide = 4; at = 44
      if (B[4] != 0) { at = 44 + size(4); header(at); at += 44; wide = 8 }
      if (at + size(wide) > n) wrong("ends within its data")
      footer = ""
      if (wide == 8) {
        i = at + size(8)
        if (B[i] != 10) wrong("its rule for the future is not closed")
        for (i++; i < n && B[i] != 10; i++) footer = footer sprintf("%c", B[i])
        if (i >= n || length(footer) > 512) wrong("its rule for the future is not closed")
      }
      types = at + C[3] * wide + C[3]
      if (far(signed(be(types)))) wrong("an offset from UTC of more than a day")
      first = signed(be(types)); offset = first; start = first; last = -1e18; out = ""
      for (i = 0; i < C[3]; i++) {
        when = wide == 8 ? signed(be(at + i * 8)) * 4294967296 + be(at + i * 8 + 4) : signed(be(at + i * 4))
        kind = B[at + C[3] * wide + i]
        if (kind >= C[4]) wrong("a transition to a kind of local time that is not there")
        if (far(signed(be(types + kind * 6)))) wrong("an offset from UTC of more than a day")
        if (when <= last) wrong("its transitions are not in order of time")
        T[i] = when; O[i] = signed(be(types + kind * 6)); last = when
        if (when <= 946684800) start = O[i]
        if (when <= now) offset = O[i]
      }
      if (footer != "") {
        if (!rule_of(footer)) wrong("its rule for the future is not one that POSIX knows")
        if (now > last) offset = ruled(now, year)
        if (946684800 > last) start = ruled(946684800, 2000)
        count = C[3]
        # Files that leave summer time to the rule: what the rule says up to 2037.
        changes(2000, 2037)
        for (i = 1; i <= RN; i++) if (RA[i] > last) { T[count] = RA[i]; O[count++] = RO[i] }
        C[3] = count
      }
      printf "946684800 %d\n", start > rules
      held = start
      for (i = 0; i < C[3]; i++) if (T[i] > 946684800 && T[i] < 2143238400 && O[i] != held) { printf "%d %d\n", T[i], O[i] > rules; held = O[i] }
      if (C[2] > 0) printf "leap seconds %d\n", C[2] > rules
      printf "\"utcOffsetSeconds\":%d\n", offset
      gsub(/[^ !#-[^-~]/, "?", footer)
      if (footer != "") printf "\"posixRule\":\"%s\"\n", substr(footer, 1, 256)
    }' > "$T/zone"
  if [ -s "$T/bad" ]; then
    judge /etc/localtime zone_rules_digest utc_offset_seconds posix_rule
    return
  fi
  cat "$T/zone"
  zone_digest "$(cat "$T/rules")"
}

# A POSIX TZ text: rule_of() takes it apart, changes() gives the beginnings and ends of summer time in RA, RO and RN.
# shellcheck disable=SC2016 # awk's variables
posix='
function take(pattern) { if (!match(REST, "^" pattern)) return 0; TAKEN = substr(REST, 1, RLENGTH); REST = substr(REST, RLENGTH + 1); return 1 }
function upto(max) { return take("[0-9][0-9]?[0-9]?[0-9]?") && TAKEN + 0 <= max }
function span(max,    sign) {
  sign = take("-") ? -1 : 1
  if (sign == 1) take("[+]")
  if (!upto(max)) return 0
  SPAN = TAKEN * 3600
  if (take(":")) { if (!upto(59)) return 0; SPAN += TAKEN * 60; if (take(":")) { if (!upto(59)) return 0; SPAN += TAKEN } }
  SPAN *= sign
  return 1
}
function zone_name() { return take("<[-+A-Za-z0-9][-+A-Za-z0-9][-+A-Za-z0-9]+>") || take("[A-Za-z][A-Za-z][A-Za-z]+") }
function day(n) {
  MONTH[n] = 0; SKIPS[n] = 0
  if (take("M")) {
    if (!upto(12) || TAKEN < 1) return 0; MONTH[n] = TAKEN + 0
    if (!take("[.]") || !upto(5) || TAKEN < 1) return 0; WEEK[n] = TAKEN + 0
    if (!take("[.]") || !upto(6)) return 0
  } else {
    SKIPS[n] = take("J")
    if (!upto(365) || (SKIPS[n] && TAKEN < 1)) return 0
  }
  DAY[n] = TAKEN + 0; SPAN = 7200
  if (take("/") && !span(167)) return 0
  SECONDS[n] = SPAN
  return 1
}
function rule_of(s) {
  REST = s; HAS_SUMMER = 0
  if (!zone_name() || !span(24)) return 0
  STANDARD = -SPAN
  if (REST == "") return 1
  if (!zone_name()) return 0
  SUMMER = STANDARD + 3600
  if (REST != "" && REST !~ /^,/) { if (!span(24)) return 0; SUMMER = -SPAN }
  # Without days the rule is the United States of America, by POSIX up to the implementation.
  if (REST == "") REST = ",M3.2.0,M11.1.0"
  HAS_SUMMER = 1
  return take(",") && day(1) && take(",") && day(2) && REST == ""
}
function leap(y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) }
function days(y, m,    n, i) {
  n = (y - 1970) * 365 + int((y - 1969) / 4) - int((y - 1901) / 100) + int((y - 1601) / 400)
  for (i = 1; i < m; i++) n += length_of(y, i)
  return n
}
function length_of(y, m) { return m == 2 ? 28 + leap(y) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31 }
function moment(n, y,    d, f) {
  if (!MONTH[n]) return (days(y, 1) + (SKIPS[n] ? DAY[n] - 1 + (leap(y) && DAY[n] > 59) : DAY[n])) * 86400 + SECONDS[n]
  f = days(y, MONTH[n])
  d = (DAY[n] - (f + 4) % 7 + 7) % 7 + (WEEK[n] - 1) * 7
  while (d >= length_of(y, MONTH[n])) d -= 7
  return (f + d) * 86400 + SECONDS[n]
}
function changes(from, to,    y, i, j, a, o) {
  RN = 0
  if (!HAS_SUMMER) return
  for (y = from; y <= to; y++) {
    RN++; RA[RN] = moment(2, y) - SUMMER; RO[RN] = STANDARD
    RN++; RA[RN] = moment(1, y) - STANDARD; RO[RN] = SUMMER
  }
  for (i = 2; i <= RN; i++) {
    a = RA[i]; o = RO[i]
    for (j = i - 1; j > 0 && (RA[j] > a || (RA[j] == a && RO[j] == SUMMER && o != SUMMER)); j--) { RA[j + 1] = RA[j]; RO[j + 1] = RO[j] }
    RA[j + 1] = a; RO[j + 1] = o
  }
  # Where an end and a beginning fall together there is no end.
  for (i = j = 1; i <= RN; i++) if (i == RN || RA[i] != RA[i + 1]) { RA[j] = RA[i]; RO[j++] = RO[i] }
  RN = j - 1
}
function ruled(at, y,    i, o) {
  o = STANDARD
  changes(y - 1, y + 1)
  for (i = 1; i <= RN && RA[i] <= at; i++) o = RO[i]
  return o
}
'

zone_digest() {
  digest=$(printf '%s\n' "$1" | sha256sum 2> /dev/null | sed 's/ .*//')
  if [ -n "$digest" ]; then printf '"zoneRulesDigest":"%s"\n' "$digest"; else fail sha256sum PROGRAM_MISSING 'it makes the digest of the zone' zone_rules_digest; fi
}

sync_service() {
  for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
    is_dir "$hierarchy/system.slice" || continue
    for unit in chronyd chrony ntpd ntp ntpsec openntpd systemd-timesyncd; do
      fetch "$hierarchy/system.slice/$unit.service/cgroup.procs" "$small" || continue
      for pid in $(tr -cd '0-9\n' < "$T/in"); do
        if time_process "$pid"; then return; fi
      done
    done
    break
  done
  locate /proc && [ -d "$L" ] || return 0
  for directory in "$L"/[0-9]*; do
    if time_process "${directory##*/}"; then return; fi
  done
}

time_process() {
  locate "/proc/$1/comm" && [ -f "$L" ] && read -r comm < "$L" 2> /dev/null || return 1
  case $comm in
    chronyd) service=chronyd ;;
    ntpd | openntpd) service=ntpd ;;
    systemd-timesyn | systemd-timesyncd) service=systemd-timesyncd ;;
    *) return 1 ;;
  esac
  printf '"syncService":"%s"\n' "$service"
}

# ---------------------------------------------------------------------------------------------------- packages

packages() {
  : > "$T/databases"
  if exists /var/lib/dpkg/status; then dpkg_database; fi
  rpm_directory=
  for directory in /var/lib/rpm /usr/lib/sysimage/rpm; do
    for file in rpmdb.sqlite Packages.db Packages; do
      [ -z "$rpm_directory" ] && locate "$directory/$file" && [ -f "$L" ] && rpm_directory=${L%/*}
    done
  done
  [ -z "$rpm_directory" ] || rpm_database
  if is_dir /var/lib/snapd/snaps; then snap_database; fi
  [ -s "$T/databases" ] || fail 'a package database' MISSING 'neither a dpkg, an rpm nor a snap database was found' databases
  printf '"databases":[%s]\n' "$(awk 'NR > 1 { printf "," } { printf "%s", $0 }' "$T/databases")"
}

# database MANAGER FILE: the packages in FILE, one a line: name, architecture, version, JSON, parted by tabs.
database() {
  sort -t "$(printf '\t')" -k 1,1 -k 2,2 -k 3,3 "$2" | awk -v manager="$1" '
    BEGIN { printf "{\"manager\":\"MANAGER_%s\",\"complete\":true,\"packages\":[", manager }
    { sub(/^[^\t]*\t[^\t]*\t[^\t]*\t/, ""); printf "%s%s", (NR > 1 ? "," : ""), $0 }
    END { print "]}" }' >> "$T/databases"
}

incomplete() { printf '{"manager":"MANAGER_%s","complete":false}\n' "$1" >> "$T/databases"; }

dpkg_database() {
  : > "$T/packages"
  : > "$T/status"
  names /var/lib/dpkg/updates databases
  cp "$T/names" "$T/updates"
  if ! fetch /var/lib/dpkg/status 536870912; then
    fail /var/lib/dpkg/status "$R" "$D" databases
    incomplete DPKG
    return
  fi
  cat "$T/in" > "$T/status"
  while read -r update; do
    case $update in *[!0-9]*) continue ;; esac
    fetch "/var/lib/dpkg/updates/$update" "$conf" || continue
    printf '\n\n' >> "$T/status"
    cat "$T/in" >> "$T/status"
  done < "$T/updates"
  awk -v bad="$T/bad" "$lib"'
    function wrong(s) { if (!failed) printf "MALFORMED\nline %d: %s\n", NR, s > bad; failed = 1; exit }
    function done(    key) {
      if (!within) return
      within = 0
      if (package == "") wrong("a paragraph without a Package")
      if (state == "") wrong("package " package " without a Status")
      key = package "\t" architecture
      if (++count > 100000) { printf "TOO_LARGE\nholds more than 100000 packages\n" > bad; failed = 1; exit }
      LISTED[key] = state == "not-installed" ? "" : package "\t" architecture "\t" version_ "\t{\"name\":" name(package) ",\"version\":" name(version_) ",\"architecture\":" name(architecture) (state == "installed" ? "" : ",\"state\":" name(state)) "}"
      package = version_ = architecture = state = ""
    }
    $0 == "" { done(); next }
    /^[ \t]/ { if (!within) wrong("a continued line without a field"); next }
    { within = 1 }
    /^Package:/ { package = trim(substr($0, 9)); next }
    /^Version:/ { version_ = trim(substr($0, 9)); next }
    /^Architecture:/ { architecture = trim(substr($0, 14)); next }
    /^Status:/ { if (NF < 4) wrong("a Status of fewer than three words"); state = $4; next }
    index($0, ":") < 2 { wrong("a line that is no field") }
    END { if (!failed) done(); if (!failed) for (key in LISTED) if (LISTED[key] != "") print LISTED[key] }' "$T/status" > "$T/packages"
  if [ -s "$T/bad" ]; then
    judge /var/lib/dpkg/status databases
    incomplete DPKG
  else
    database DPKG "$T/packages"
  fi
}

rpm_database() {
  set -- -qa --nosignature --nodigest --queryformat '%{NAME}\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\t%{ARCH}\n'
  live || set -- --dbpath "$rpm_directory" "$@"
  if ! command -v rpm > /dev/null 2>&1; then
    fail 'rpm -qa' PROGRAM_MISSING 'the program rpm is not installed' databases
    incomplete RPM
    return
  fi
  : > "$T/error"
  if ! timeout 30 rpm "$@" < /dev/null > "$T/raw" 2> "$T/error"; then
    fail 'rpm -qa' PROGRAM_FAILED "it ended with an error: $(head -n 1 "$T/error" | head -c 300)" databases
    incomplete RPM
    return
  fi
  awk -F '\t' -v bad="$T/bad" "$lib"'
    NF != 3 || $1 == "" || $2 == "" { if (!failed) printf "MALFORMED\nline %d has not the three fields that were asked for\n", NR > bad; failed = 1; exit }
    NR > 100000 { printf "TOO_LARGE\nmore than 100000 packages\n" > bad; exit }
    { arch = $3 == "(none)" ? "" : $3; print $1 "\t" arch "\t" $2 "\t{\"name\":" name($1) ",\"version\":" name($2) ",\"architecture\":" name(arch) "}" }' "$T/raw" > "$T/packages"
  if [ -s "$T/bad" ]; then
    judge 'rpm -qa' databases
    incomplete RPM
  else
    database RPM "$T/packages"
  fi
}

snap_database() {
  if ! names /var/lib/snapd/snaps databases; then incomplete SNAP; return; fi
  sed -n 's/_[^_]*\.snap$//p' "$T/names" | sort -u > "$T/snaps"
  : > "$T/packages"
  while read -r snap; do
    version_=
    for mount in /snap /var/lib/snapd/snap; do
      revision=$(link_of "$mount/$snap/current") || continue
      version_="revision $revision"
      if fetch "$mount/$snap/current/meta/snap.yaml" "$conf"; then
        found=$(sed -n "s/^version:[[:blank:]]*//p" "$T/in" | head -n 1 | sed "s/[[:blank:]]*\$//; s/^['\"]//; s/['\"]\$//")
        [ -z "$found" ] || version_=$found
      fi
      break
    done
    printf '%s\t\t\t{"name":%s,"version":%s}\n' "$(printf '%s' "$snap" | tr '\t' ' ')" "$(string "$snap")" "$(string "$version_")" >> "$T/packages"
  done < "$T/snaps"
  database SNAP "$T/packages"
}

# ---------------------------------------------------------------------------------------------------- memory

memory() {
  swap_total=
  total=
  if need /proc/meminfo 65536 total_bytes swap_total_bytes; then
    total=$(meminfo MemTotal)
    swap_total=$(meminfo SwapTotal)
    [ -z "$total" ] || printf '"totalBytes":"%s"\n' "$total"
    [ -z "$swap_total" ] || printf '"swapTotalBytes":"%s"\n' "$swap_total"
    [ -n "$total" ] || fail /proc/meminfo MALFORMED 'no line MemTotal with a size in kB' total_bytes
  fi
  if fetch /proc/swaps "$conf"; then
    awk -v bad="$T/bad" "$lib$octal"'
      NR == 1 { if ($0 !~ /^Filename/) { printf "MALFORMED\ndoes not begin with the line of headings\n" > bad; failed = 1; exit } next }
      NF {
        if ($3 !~ /^[0-9]+$/ || $4 !~ /^[0-9]+$/ || length($3) > 16 || length($4) > 16) { printf "MALFORMED\nline %d: no size where one is expected\n", NR > bad; failed = 1; exit }
        sub(/\\040\(deleted\)$/, "", $1)
        print decode($1) "\t" sprintf("{\"name\":%s,\"kind\":%s,\"sizeBytes\":\"%.0f\",\"usedBytes\":\"%.0f\"}", text(decode($1)), name($2), $3 * 1024, $4 * 1024)
      }
      END { if (NR == 0 && !failed) printf "MALFORMED\ndoes not begin with the line of headings\n" > bad }' "$T/in" > "$T/areas"
    if [ -s "$T/bad" ]; then judge /proc/swaps active_swap
    else printf '"activeSwap":[%s]\n' "$(sort "$T/areas" | awk '{ sub(/^.*\t/, ""); printf "%s%s", (NR > 1 ? "," : ""), $0 }')"; fi
  elif [ "$R" != MISSING ] || [ -z "$total" ] || [ "${swap_total:-0}" != 0 ]; then
    # A kernel built without swap has no such file and no swap either: its meminfo says so.
    fail /proc/swaps "$R" "$D" active_swap
  fi

  : > "$T/configured"
  optional /etc/fstab "$conf" configured_swap &&
    awk "$lib$octal"'NF > 2 && $1 !~ /^#/ && $3 == "swap" { printf "/etc/fstab\t%08d\t{\"source\":\"/etc/fstab\",\"mechanism\":\"MECHANISM_FSTAB\",\"what\":%s,\"line\":%d}\n", NR, text(decode($1)), NR }' "$T/in" >> "$T/configured"
  swap_units
  zram
  printf '"configuredSwap":[%s]\n' "$(sort -t "$(printf '\t')" -k 1,1 -k 2,2 "$T/configured" | awk '{ sub(/^[^\t]*\t[^\t]*\t/, ""); printf "%s%s", (NR > 1 ? "," : ""), $0 }')"
}

meminfo() { awk -v key="$1:" '$1 == key && $2 ~ /^[0-9]+$/ && length($2) < 16 && $3 == "kB" { printf "%.0f", $2 * 1024; exit }' "$T/in"; }

# shellcheck disable=SC2016 # awk's variables
octal='
function decode(s,    out, v) {
  out = ""
  while (match(s, /\\[0-3][0-7][0-7]/)) {
    v = substr(s, RSTART + 1, 1) * 64 + substr(s, RSTART + 2, 1) * 8 + substr(s, RSTART + 3, 1)
    out = out substr(s, 1, RSTART - 1) (v ? sprintf("%c", v) : "\001"); s = substr(s, RSTART + 4)
  }
  s = out s; gsub(/[\t\n]/, " ", s); return s
}
'

# Settings of unit-like files in $T/in: section, key, value and line, parted by \002.
settings() {
  awk "$lib"'
    { s = trim($0); if (s == "" || s ~ /^[#;]/) next; if (!begun) { begun = NR; whole = "" } }
    s ~ /\\$/ && length(whole) < 4096 { whole = whole substr(s, 1, length(s) - 1) " "; next }
    {
      whole = whole s; at = begun; begun = 0
      if (whole ~ /^\[.*\]$/) section_ = substr(whole, 2, length(whole) - 2)
      else if ((e = index(whole, "=")) > 1 && count++ < 4096) { gsub(/[\002\n]/, " ", whole); print section_ "\002" trim(substr(whole, 1, e - 1)) "\002" trim(substr(whole, e + 1)) "\002" at }
    }' "$T/in"
}

swap_units() {
  : > "$T/units"
  for directory in $unit_directories; do
    names "$directory" configured_swap
    while read -r entry; do
      case $entry in *.swap) printf '%s\t%s/%s\n' "$entry" "$directory" "$entry" >> "$T/units" ;; esac
    done < "$T/names"
  done
  awk -F '\t' '!seen[$1]++' "$T/units" | sort > "$T/swaps"
  while IFS="$(printf '\t')" read -r unit path; do
    if target=$(link_of "$path"); then [ "$target" != /dev/null ] || continue; elif empty_file "$path"; then continue; fi
    pulled=
    for directory in $unit_directories; do
      if wanted_below "$directory" "$unit"; then pulled=1; break; fi
    done
    [ -n "$pulled" ] || continue
    optional "$path" "$conf" configured_swap || continue
    settings | awk -F '\002' -v path="$path" -v unit="$unit" "$lib"'
      $1 == "Swap" && $2 == "What" { what = $3; has = 1 }
      END { printf "%s\t0\t{\"source\":%s,\"mechanism\":\"MECHANISM_SWAP_UNIT\",\"what\":%s}\n", path, text(path), text(has ? what : unit) }' >> "$T/configured"
  done < "$T/swaps"
}

zram() {
  found=
  for generator in /usr/lib/systemd/system-generators /lib/systemd/system-generators /usr/local/lib/systemd/system-generators /etc/systemd/system-generators; do
    locate "$generator/zram-generator" && [ -f "$L" ] && found=1
  done
  [ -n "$found" ] || return 0
  : > "$T/zramfiles"
  : > "$T/dropins"
  directories='/etc/systemd /run/systemd /usr/local/lib/systemd /usr/lib/systemd /lib/systemd'
  for directory in $directories; do
    if link_of "$directory/zram-generator.conf" > /dev/null || exists "$directory/zram-generator.conf"; then
      printf '%s\n' "$directory/zram-generator.conf" > "$T/zramfiles"
      break
    fi
  done
  for directory in $directories; do
    names "$directory/zram-generator.conf.d" configured_swap
    while read -r entry; do
      case $entry in *.conf) printf '%s\t%s\n' "$entry" "$directory/zram-generator.conf.d/$entry" >> "$T/dropins" ;; esac
    done < "$T/names"
  done
  awk -F '\t' '!seen[$1]++' "$T/dropins" | sort | cut -f 2 >> "$T/zramfiles"
  : > "$T/zram"
  while read -r path; do
    [ "$(link_of "$path")" != /dev/null ] || continue
    optional "$path" "$conf" configured_swap || continue
    settings | awk -v path="$path" '{ print path "\002" $0 }' >> "$T/zram"
  done < "$T/zramfiles"
  awk -F '\002' "$lib"'
    $2 !~ /^zram/ { next }
    !($2 in line) { line[$2] = $5; path[$2] = $1 }
    $3 == "mount-point" { mounted[$2] = $4 != "" }
    $3 == "fs-type" { other[$2] = $4 != "" && $4 != "swap" }
    $3 == "zram-size" { none[$2] = $4 == "0" }
    END {
      for (d in line) if (!mounted[d] && !other[d] && !none[d])
        printf "%s\t%08d\t{\"source\":%s,\"mechanism\":\"MECHANISM_ZRAM_GENERATOR\",\"what\":%s,\"line\":%d}\n", path[d], line[d], text(path[d]), name(d), line[d]
    }' "$T/zram" >> "$T/configured"
}

# ---------------------------------------------------------------------------------------------------- all

collect() {
  identity
  between=
  printf '{"format":1,"agentVersion":"%s","collector":"acpfleet-facts.sh","writtenAt":"%s","facts":{"sections":[' "$version" "$(now)"
  section os os id id_like version_id version pretty_name codename release_files architecture
  section kernel kernel release version machine command_line boot modules_supported modules transparent_hugepage boot_id
  section network network hostname static_hostname hosts resolver interfaces routes listeners owners_complete
  section time time_ zone_name zone_rules_digest utc_offset_seconds posix_rule synchronised sync_service
  section packages packages databases
  section memory memory total_bytes swap_total_bytes active_swap configured_swap
  printf ']}}\n'
}

# What could not be written to the temporary directory would be missing without a word: then there is no file at all.
said=$(collect 2>&1 > "$T/facts")
case $said in
  *'No space left'* | *'I/O error'* | *'rite error'* | *'rite failure'* | *'quota exceeded'* | *'File too large'*)
    refuse 4 "the temporary directory (TMPDIR, here $T) cannot take what was read: $(printf '%s\n' "$said" | head -n 1)" ;;
  '') ;;
  *) printf '%s\n' "$said" >&2 ;;
esac
[ "$(tail -c 4 "$T/facts")" = ']}}' ] || refuse 4 "the facts are not whole: $T cannot take what was read"

if live && [ "$(id -u 2> /dev/null)" != 0 ]; then
  printf 'acpfleet-facts.sh: not run as root: owners of other users'\'' sockets and files closed to this user are missing, and named in the file\n' >&2
fi
if [ -z "$output" ]; then
  cat "$T/facts" || exit 4
  exit 0
fi
part=$(mktemp "$output.XXXXXX") || refuse 4 "'$output' cannot be written: no file can be made in its directory"
if cat "$T/facts" > "$part" && mv -f "$part" "$output"; then part=; else refuse 4 "'$output' could not be written"; fi
