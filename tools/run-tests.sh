#!/usr/bin/env bash
# Runs test programs, two at a time, a line each; shows the output of those that fail.
# Usage: tools/run-tests.sh PROGRAM...   Exit 1 if any failed.  TEST_SECONDS is the limit of each.
set -u
limit=${TEST_SECONDS:-300}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export limit folder
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=1:strict_string_checks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
one() {
	local program=$1 name start end
	name=$(echo "${program#*/tests/}" | tr / -)
	start=$(date +%s.%N)
	if timeout "$limit" "$program" >"$folder/$name.out" 2>&1; then result=ok; else
		result="FAILED ($?)"
		touch "$folder/$name.failed"
	fi
	end=$(date +%s.%N)
	printf '%-44s %6.2f s  %s\n' "${program#*/tests/}" "$(awk "BEGIN{print $end - $start}")" "$result"
	grep -h '^note:' "$folder/$name.out" | sort -u
}
export -f one
[ $# -gt 0 ] || exit 0
printf '%s\0' "$@" | xargs -0 -n 1 -P "${TEST_JOBS:-2}" bash -c 'one "$1"' _
failed=0
for mark in "$folder"/*.failed; do
	[ -e "$mark" ] || continue
	failed=1
	printf '\n---- %s\n' "$(basename "${mark%.failed}")"
	grep -v '^\[ *\(RUN\|OK\)' "${mark%.failed}.out" | tail -80
done
exit $failed
