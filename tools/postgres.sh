#!/bin/bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# A throw-away PostgreSQL for tests, in a folder, on a socket in that folder only:
#
#     tools/postgres.sh start DIR    makes and starts it, prints its URL
#     tools/postgres.sh url DIR      prints the URL of one that runs
#     tools/postgres.sh stop DIR     stops it and removes DIR
#
# Nothing is durable (fsync off).  PostgreSQL does not run as root: then the user postgres is used.
set -eu
what=${1:?start, stop or url} dir=$(realpath -m "${2:?a folder}")
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /usr/bin/initdb)")

as_owner() {
	if [ "$(id -u)" = 0 ]; then
		runuser -u postgres -- "$@"
	else
		"$@"
	fi
}

# A socket's path may have 107 bytes, and DIR may be deep: the socket gets a short folder of its own.
url() {
	local socket port
	socket=$(cat "$dir/socket") port=$(cat "$dir/port")
	echo "postgresql://setwise@/setwise?host=$socket&port=$port"
}

case $what in
start)
	[ -e "$dir/port" ] && { "$0" stop "$dir"; }
	mkdir -p "$dir"
	socket=$(mktemp -d /tmp/setwise-pg.XXXXXX)
	port=$((20000 + RANDOM % 20000))
	echo "$socket" >"$dir/socket"
	echo "$port" >"$dir/port"
	if [ "$(id -u)" = 0 ]; then
		chown postgres "$socket"
		data=$socket/data # root's folders may be closed to postgres
	else
		data=$dir/data
	fi
	echo "$data" >"$dir/where"
	cd /
	as_owner "$bin/initdb" -D "$data" -U setwise -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
	# One line: pg_ctl hands the options to a shell.
	options="-p $port -k $socket -c listen_addresses= -c max_connections=200 -c shared_buffers=64MB"
	options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
	as_owner "$bin/pg_ctl" -D "$data" -w -t 60 -l "$socket/log" -o "$options" start >/dev/null
	as_owner "$bin/createdb" -h "$socket" -p "$port" -U setwise setwise
	url
	;;
url)
	url
	;;
stop)
	[ -e "$dir/where" ] || exit 0
	cd /
	as_owner "$bin/pg_ctl" -D "$(cat "$dir/where")" -m immediate -w stop >/dev/null 2>&1 || true
	socket=$(cat "$dir/socket")
	case $socket in /tmp/setwise-pg.*) rm -rf "$socket" ;; esac
	rm -rf "$dir"
	;;
*)
	echo "start, stop or url" >&2
	exit 2
	;;
esac
