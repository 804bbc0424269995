/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* unbrotli - see unbrotli.h. */
#include "support/unbrotli.h"

#include <brotli/decode.h>

enum { PLAIN_MOST = 1 << 20 };

struct str unbrotli(struct arena *arena, struct str coded)
{
	uint8_t *out = NEW(arena, uint8_t, PLAIN_MOST);
	size_t n = PLAIN_MOST;

	if (BrotliDecoderDecompress(coded.n, (const uint8_t *)coded.at, &n, out) !=
	    BROTLI_DECODER_RESULT_SUCCESS)
		return (struct str){ 0 };
	return (struct str){ (const char *)out, n };
}
