/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* id - see id.h.  13 characters of 5 bits hold 65; the first holds only the top three bits. */
#include "base/id.h"

#include "base/err.h"

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

void id_print(int64_t n, char out[ID_TEXT])
{
	uint64_t left = (uint64_t)n;
	for (int i = ID_TEXT - 1; i >= 0; i--) {
		out[i] = alphabet[left & 31];
		left >>= 5;
	}
}

struct str id_text(struct arena *arena, int64_t n)
{
	char *at = NEW(arena, char, ID_TEXT);
	id_print(n, at);
	return (struct str){ at, ID_TEXT };
}

bool id_parse(struct str text, int64_t *out)
{
	uint64_t n = 0;

	if (text.n != ID_TEXT) return false;
	for (size_t i = 0; i < text.n; i++) {
		const char *digit = text.at[i] ? strchr(alphabet, text.at[i]) : NULL;
		if (!digit) return false;
		if (i == 0 && digit - alphabet > 7) return false;
		n = n << 5 | (uint64_t)(digit - alphabet);
	}
	if (n == 0 || n > INT64_MAX) return false;
	*out = (int64_t)n;
	return true;
}
