#!/bin/sh
# Becomes systemd-nspawn with a node in it: start-container.sh TREE DIRECTORY BRIDGE MACHINE HOSTNAME
# TREE is the lower layer, DIRECTORY holds upper and work. Called in a mount namespace of its own: the overlay, and what
# systemd-nspawn leaves below /run, are seen by nobody else and end with the node.
set -eu
tree=$1 directory=$2 bridge=$3 machine=$4 hostname=$5
mount -t tmpfs -o mode=0755 acpfleet-tests /run
mkdir /run/root
mount -t overlay -o "lowerdir=$tree,upperdir=$directory/upper,workdir=$directory/work" acpfleet-tests /run/root
exec systemd-nspawn --quiet --directory=/run/root --boot --register=no --keep-unit --machine="$machine" \
  --hostname="$hostname" --network-bridge="$bridge" --resolv-conf=off --timezone=off --link-journal=no \
  --console=read-only --kill-signal=SIGRTMIN+3
