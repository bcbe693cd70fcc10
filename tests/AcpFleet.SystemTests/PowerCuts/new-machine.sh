#!/bin/sh
# Makes a machine that goes on from the saved state one that nobody has met: new-machine.sh NAME MACHINE-ID RANDOM
set -eu
# Two that go on from one state would draw the same random numbers, and so the same keys (0x5207 is RNDRESEEDCRNG).
perl -e 'open(my $pool, ">", "/dev/urandom") or die; syswrite($pool, $ARGV[0]) or die; ioctl($pool, 0x5207, 0) or die' "$3"
echo "$1" > /etc/hostname
hostname "$1"
printf '%s\n' "$2" > /etc/machine-id
echo "$1" > /root/flushed
sync
