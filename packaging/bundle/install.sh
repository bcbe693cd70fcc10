#!/bin/sh
# acpfleet-bundle-1 script=0 manifest=0 payload=0
#
# Verifies an AcpFleet bundle and installs from it, without a network. POSIX sh: dash, bash, busybox.
#
# A bundle is this script, a manifest, an uncompressed tar file and a signature over all of them, one after another; the
# line above says how long each part is. The script takes everything from the bundle as data, so a copy of it that is
# already trusted judges another bundle (--bundle FILE) without running one byte of it. The tar file is for people's own
# tools: the script never runs tar, it copies the byte ranges that the signed manifest names and compares their digests.
set -eu
language=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
PATH=/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
umask 077

key_directory=/etc/acpfleet/release-keys
installed_script=/usr/local/sbin/acpfleet-bundle
log_file=/var/log/acpfleet-install.log
trailer_size=128

done_code=0 failed_code=1 usage_code=2 untrusted_code=3 unfit_code=4 silent_code=5
