#!/bin/sh
# Becomes systemd-nspawn with a node in it: start-container.sh TREE DIRECTORY BRIDGE MACHINE HOSTNAME GROUP…
# TREE is the lower layer; DIRECTORY holds upper and work, and gets pid and console.log. Each GROUP is a cgroup.procs
# file to enter. Called in a session and a mount namespace of its own: the overlay, and what systemd-nspawn leaves
# below /run, are seen by nobody else and end with the node.
set -eu
tree=$1 directory=$2 bridge=$3 machine=$4 hostname=$5
shift 5
# Nothing that the caller had open, a lock perhaps, may live as long as the node.
exec < /dev/null > "$directory/console.log" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
for group; do
  echo $$ > "$group"
done
mount -t tmpfs -o mode=0755 acpfleet-tests /run
mkdir /run/root
mount -t overlay -o "lowerdir=$tree,upperdir=$directory/upper,workdir=$directory/work" acpfleet-tests /run/root
echo $$ > "$directory/pid.new"
mv "$directory/pid.new" "$directory/pid"
exec systemd-nspawn --quiet --directory=/run/root --boot --register=no --keep-unit --machine="$machine" \
  --hostname="$hostname" --network-bridge="$bridge" --resolv-conf=off --timezone=off --link-journal=no \
  --console=read-only --kill-signal=SIGRTMIN+3
