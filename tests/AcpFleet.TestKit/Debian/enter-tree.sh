#!/bin/sh
# Becomes a program whose root is an overlay of a tree: enter-tree.sh TREE [PATH…] -- PROGRAM [ARGUMENT…]
# Each PATH is seen in the tree at the same place. Called in a mount namespace of its own, so that every mount ends
# with the program; what it writes elsewhere is in memory.
set -eu
tree=$1
shift
room=$tree/mnt
mount -t tmpfs -o mode=0755 acpfleet-test "$room"
mkdir "$room/upper" "$room/work" "$room/root"
mount -t overlay -o "lowerdir=$tree,upperdir=$room/upper,workdir=$room/work" acpfleet-test "$room/root"
for shared in /proc /sys /dev; do
  mount --rbind "$shared" "$room/root$shared"
done
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then
    mkdir -p "$room/root$1"
  else
    mkdir -p "$room/root$(dirname "$1")"
    : > "$room/root$1"
  fi
  mount --bind "$1" "$room/root$1"
  shift
done
shift
cd "$room/root"
exec chroot . "$@"
