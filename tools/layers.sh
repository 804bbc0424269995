#!/bin/bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Holds src/LAYERS: a file may include its own layer and those its line names.  Generated headers:
# sql/ is for store (and db's own tests), html/ for web and jobs, embed/ for those that serve files.
# Prints file:line of each breach; exit 1 if there is any.
set -u
root=${1:-.}
find "$root/src" -name '*.[ch]' -print0 | sort -z | xargs -0 awk -v layers="$root/src/LAYERS" -v root="$root/" '
BEGIN {
	while ((getline line < layers) > 0) {
		if (line ~ /^#/ || line !~ /:/) continue
		n = split(line, word, /[ :]+/)
		known[word[1]] = 1
		may[word[1] "," word[1]] = 1
		for (i = 2; i <= n; i++) if (word[i] != "") may[word[1] "," word[i]] = 1
	}
	split("store", who); for (i in who) may[who[i] ",sql"] = 1
	split("web jobs", who, " "); for (i in who) may[who[i] ",html"] = 1
	split("db store app web jobs main", who, " "); for (i in who) may[who[i] ",embed"] = 1
	known["sql"] = known["html"] = known["embed"] = 1
}
FNR == 1 {
	split(substr(FILENAME, length(root) + 1), part, "/")
	layer = part[2]
	if (!(layer in known)) { print FILENAME ":1: the folder " layer " is not in src/LAYERS"; bad = 1 }
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, piece, "\"")
	n = split(piece[2], part, "/")
	if (n < 2) { print FILENAME ":" FNR ": \"" piece[2] "\" does not name its layer"; bad = 1; next }
	if (!(part[1] in known) || !((layer "," part[1]) in may)) {
		print FILENAME ":" FNR ": " layer " may not include \"" piece[2] "\""; bad = 1
	}
}
END { exit bad }' || exit 1
echo "layers: includes point one way"
