#!/bin/bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Runs diskfull.mjs on a file system of 24 MB that only it can see and that goes with it.  Where no file system
# may be mounted, not even in a name space of one's own, it says so and is not tried.
set -u
cd "$(dirname "$0")/../.." || exit 1

user=()
[ "$(id -u)" = 0 ] || user=(--map-root-user)
if ! unshare "${user[@]}" --mount mount -t tmpfs -o size=1m none /mnt 2>/dev/null; then
	echo "note: no file system may be mounted here; the full disk is not tried"
	exit 0
fi
disk=$(mktemp -d) || exit 1
trap 'rmdir "$disk"' EXIT
export disk
unshare "${user[@]}" --mount bash -c 'mount -t tmpfs -o size=24m,mode=0700 none "$disk" && node tests/faults/diskfull.mjs "$disk"'
