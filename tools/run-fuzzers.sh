#!/bin/bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# run-fuzzers.sh SECONDS PROGRAM...: runs each fuzzer over its corpus (tests/fuzz/corpus/NAME), then,
# if SECONDS is not 0, searches for that long, two fuzzers at a time.  What it finds is left below
# tests/fuzz/found/ (not committed).  Exit 1 if any failed.
set -u
seconds=${1:?seconds}
shift
[ $# -eq 0 ] && { echo "no fuzzers"; exit 0; }
out=$(mktemp -d) || exit 1
# Folders in which nothing was found go when all are done: one that a fuzzer took away could be another's.
trap 'rm -rf "$out"; find tests/fuzz/found -depth -type d -empty -delete' EXIT
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"

fuzz_one() {
	local program=$1 name corpus rc
	name=$(basename "$program" _fuzz)
	corpus=tests/fuzz/corpus/$name
	local found=tests/fuzz/found/$name log=$out/$name.log
	mkdir -p "$found" "$out/$name"
	local files=()
	[ -d "$corpus" ] && mapfile -d '' files < <(find "$corpus" -type f -print0)
	rc=0
	if [ ${#files[@]} -gt 0 ]; then
		timeout 300 "$program" -artifact_prefix="$found/" "${files[@]}" >"$log" 2>&1 || rc=$?
	fi
	if [ $rc -eq 0 ] && [ "$seconds" -gt 0 ]; then
		local with=("$out/$name")
		[ -d "$corpus" ] && with+=("$corpus")
		timeout $((seconds + 60)) "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
			-artifact_prefix="$found/" "${with[@]}" >"$log" 2>&1 || rc=$?
	fi
	if [ $rc -eq 0 ]; then
		local runs=0
		[ -e "$log" ] && runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log" | tail -1)
		echo "ok    fuzz/$name (${#files[@]} kept inputs, ${runs:-0} new ones tried)"
	else
		: >"$out/$name.failed"
		echo "FAIL  fuzz/$name (exit $rc)"
		tail -n 60 "$log" | sed 's/^/      /'
	fi
}
export -f fuzz_one
export seconds out

printf '%s\0' "$@" | xargs -0 -n 1 -P "${JOBS:-2}" bash -c 'text=$(fuzz_one "$0"); echo "$text"'
[ -z "$(find "$out" -name '*.failed')" ]
