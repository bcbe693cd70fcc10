#!/bin/sh
# One package's life in a tree without a running systemd: installed, used, upgraded, downgraded, removed, purged.
#   lifecycle.sh deb|rpm NAME CONFIGURATION STATE OLD NEW REPORTS
# After each step REPORTS gets a list of every file: path, mode, owner, size, and checksums of the package's own data.
# OLD and NEW are packages.
set -eu
format=$1 name=$2 configuration=$3 state=$4 old=$5 new=$6 reports=$7
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

# The package manager's own records, its logs, and caches of others that its triggers write.
snapshot() {
  {
    find / -xdev \( -path /mnt -o -path /tmp -o -path /run -o -path /var/lib/dpkg -o -path /var/lib/rpm -o -path /var/log -o -path /var/cache -o -path /root/.rpmdb \) \
      -prune -o -type d -printf '%p %M %u:%g\n' -o -printf '%p %M %u:%g %s %l\n' | grep -v '^/etc/[a-z]*- '
    find "$configuration" "$state" -type f -exec md5sum {} + 2> /dev/null | awk '{ print $2, $1 }'
  } | sort > "$reports/$1"
}

case $format in
  deb)
    install() { dpkg -i "$1"; }
    downgrade() { dpkg -i "$1"; }
    remove() { dpkg -r "$name"; }
    purge() { dpkg -P "$name"; }
    ;;
  rpm)
    # The tree is Debian's: nothing in it is registered with rpm, hence --nodeps.
    install() { rpm --force-debian --nodeps -U "$1"; }
    downgrade() { rpm --force-debian --nodeps -U --oldpackage "$1"; }
    remove() { rpm --force-debian -e "$name"; }
    # As docs/packaging.md says.
    purge() {
      rm -rf "$configuration" "$state"
      if [ "$name" = acpfleet-coordinator ]; then userdel acpfleet; fi
    }
    ;;
esac

snapshot before
install "$old"
snapshot installed
# What a node has after it was used: an edited file, a file of the site's own, an identity.
for file in "$configuration"/*; do
  echo '# edited' >> "$file"
  break
done
echo site > "$configuration/site-owned"
echo identity > "$state/identity.pem"
snapshot used
install "$new"
snapshot upgraded
downgrade "$old"
snapshot downgraded
remove
snapshot removed
install "$new"
snapshot again
remove
purge
snapshot purged
