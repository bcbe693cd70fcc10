#!/bin/sh
# Becomes a program in user, mount and process namespaces of its own, in which the kernel hands arm64 programs to
# qemu-aarch64-static: foreign-room.sh PROGRAM [ARGUMENT…]. From Linux 6.7 on each user namespace has its own table of
# such handlers, so this machine's own stays as it is, and all of it ends with the program. Ids are those outside.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
mkfifo "$room/made" "$room/mapped"
# shellcheck disable=SC2016 # read by the inner shell
inside='
  echo made > "$1/made"
  read -r _ < "$1/mapped"
  handlers=$1/handlers
  shift
  mkdir "$handlers"
  mount -t binfmt_misc acpfleet-test "$handlers" || { echo "this kernel has one table of binary formats for all (Linux 6.7 has one each)" >&2; exit 125; }
  # F: the interpreter is opened here and now, so that it need not be in the tree. The mount holds the table.
  printf "%s\n" ":acpfleet-aarch64:M::\\x7fELF\\x02\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02\\x00\\xb7\\x00:\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xfe\\xff\\xff\\xff:/usr/bin/qemu-aarch64-static:F" > "$handlers/register"
  exec "$@"
'
unshare --user --mount --propagation private sh -c "$inside" sh "$room" "$@" &
child=$!
trap 'kill -TERM "$child" 2> /dev/null || true' TERM INT HUP
read -r _ < "$room/made"
echo '0 0 65536' > "/proc/$child/uid_map"
echo '0 0 65536' > "/proc/$child/gid_map"
echo mapped > "$room/mapped"
wait "$child"
