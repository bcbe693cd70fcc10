#!/bin/sh
# Makes an installed system of a tree that was started with a kernel from outside; runs once, as root, in the machine.
set -eu
# Nothing that works by itself in the background: a test machine does what the test does.
systemctl --quiet mask e2scrub_reap.service e2scrub_all.timer apt-daily.timer apt-daily-upgrade.timer \
  dpkg-db-backup.timer fstrim.timer systemd-firstboot.service systemd-networkd-wait-online.service
systemctl --quiet enable systemd-networkd.service
echo '/dev/vda1 / ext4 defaults 0 1' > /etc/fstab
echo machine > /etc/hostname
cat > /etc/default/grub << 'GRUB'
GRUB_DEFAULT=0
GRUB_TIMEOUT=0
GRUB_DISTRIBUTOR=Debian
GRUB_CMDLINE_LINUX_DEFAULT="quiet"
GRUB_CMDLINE_LINUX="console=ttyS0"
GRUB_TERMINAL=serial
GRUB_SERIAL_COMMAND="serial --unit=0"
GRUB
grub-install /dev/vda
update-grub
sync
