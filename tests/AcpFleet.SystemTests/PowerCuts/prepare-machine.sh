#!/bin/sh
# Makes a virtual machine the start of every trial: few services at its boots, the agent's package installed, everything
# flushed. prepare-machine.sh ADDRESS PACKAGE
set -eu
address=$1 package=$2

# A timer that is masked while it waits fails when its time comes, and the saved state with it.
systemctl stop systemd-tmpfiles-clean.timer

# What a boot can do without: in software emulation it would take most of the time. The file system's check, udev, the
# journal and the agent's unit are as they are.
cd /etc/systemd/system
for unit in apparmor.service dbus.service dbus.socket systemd-logind.service serial-getty@ttyS0.service getty@tty1.service \
  systemd-networkd.service systemd-networkd.socket systemd-network-generator.service systemd-sysctl.service \
  systemd-modules-load.service systemd-sysusers.service systemd-pstore.service systemd-update-utmp.service \
  systemd-update-utmp-runlevel.service systemd-user-sessions.service systemd-binfmt.service systemd-timesyncd.service \
  systemd-ask-password-console.path systemd-ask-password-wall.path systemd-tmpfiles-clean.timer \
  dev-hugepages.mount dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount \
  sys-fs-fuse-connections.mount proc-sys-fs-binfmt_misc.automount modprobe@drm.service modprobe@configfs.service \
  modprobe@dm_mod.service modprobe@loop.service modprobe@fuse.service modprobe@efi_pstore.service kmod-static-nodes.service; do
  ln -sf /dev/null "$unit"
done

mac=$(cat /sys/class/net/en*/address)
cat > /usr/local/sbin/bed-network << SCRIPT
#!/bin/sh
set -eu
cd /sys/class/net
until [ -e "\$(echo en*)" ]; do sleep 0.1; done
link=\$(echo en*)
ip link set "\$link" address $mac
ip address add $address/24 dev "\$link"
ip link set "\$link" up
SCRIPT
chmod 0755 /usr/local/sbin/bed-network
cat > bed-network.service << 'UNIT'
[Unit]
DefaultDependencies=no
Wants=network.target
Before=network.target
After=systemd-udev-trigger.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/sbin/bed-network
[Install]
WantedBy=multi-user.target
UNIT
systemctl --quiet enable bed-network.service

dpkg --install "$package" < /dev/null
sync
