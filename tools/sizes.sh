#!/bin/bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# A file has at most 600 lines, a function at most 80 (tests/ excepted: a story may be long).
# Exceptions, each with its reason, are named here and nowhere else.
set -u
root=${1:-.}
exceptions() {
	cat <<-'LIST'
	# path                  what        why
	LIST
}
cd "$root" || exit 1
allowed=$(exceptions | grep -v '^#' | awk '{ print $1 }')
find src tools tests sql templates ui script -type f \
	\( -name '*.c' -o -name '*.h' -o -name '*.sh' -o -name '*.mjs' -o -name '*.ts' -o -name '*.scss' \
	   -o -name '*.sql' -o -name '*.html' \) -not -path '*/node_modules/*' -print0 2>/dev/null |
	sort -z | xargs -0 awk -v allowed="$allowed" '
BEGIN { n = split(allowed, path, /[ \n]+/); for (i = 1; i <= n; i++) skip[path[i]] = 1; bad = 0 }
FNR == 1 { inside = 0; lines[FILENAME] = 0 }
{ lines[FILENAME]++ }
FILENAME !~ /\.[ch]$/ || FILENAME ~ /^tests\// { next }
# By the format held by clang-format, a function body is between braces in column 0.
/^{/ { inside = FNR; next }
/^}/ {
	if (inside && FNR - inside - 1 > 80 && !(FILENAME in skip)) {
		print FILENAME ":" inside ": a function of " FNR - inside - 1 " lines (80 at most)"; bad = 1
	}
	inside = 0
}
END {
	for (f in lines) if (lines[f] > 600 && !(f in skip)) {
		print f ":1: " lines[f] " lines (600 at most)"; bad = 1
	}
	exit bad
}' || exit 1
echo "sizes: files and functions are within bounds"
