/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* coding - see coding.h. */
#include "net/coding.h"

#include <brotli/encode.h>

#include "base/err.h"

/* Levels above 1 give a page 7 % less for twice the time (docs/decisions/0011-*.md). */
enum { LEVEL = 1, WINDOW_BITS = 18 };

/* RFC 9110, 12.4.2: "0", "0.5", "1", at most three decimals. */
static bool is_weight(struct str text)
{
	if (text.n == 0 || text.n > 5 || (text.at[0] != '0' && text.at[0] != '1')) return false;
	if (text.n > 1 && text.at[1] != '.') return false;
	for (size_t i = 2; i < text.n; i++)
		if (text.at[i] < '0' || text.at[i] > (text.at[0] == '1' ? '0' : '9')) return false;
	return true;
}

static bool is_nothing(struct str weight)
{
	for (size_t i = 0; i < weight.n; i++)
		if (weight.at[i] != '0' && weight.at[i] != '.') return false;
	return true;
}

/* What stands behind the ';' of an item; .at is NULL without one. */
static bool weighs(struct str parameter)
{
	if (!parameter.at) return true;
	const struct str weight = str_trim(parameter);
	if (weight.n < 2 || (weight.at[0] | 0x20) != 'q' || weight.at[1] != '=') return false;
	return is_weight(str_from(weight, 2)) && !is_nothing(str_from(weight, 2));
}

bool coding_accepts(struct str field, struct str coding)
{
	struct str item;
	bool others = false;

	while (str_cut(&field, ',', &item)) {
		struct str rest = item, name;
		(void)str_cut(&rest, ';', &name);
		name = str_trim(name);
		if (str_eq_ci(name, coding)) return weighs(rest);
		if (str_eq(name, STR("*"))) others = weighs(rest);
	}
	return others;
}

/* One step of the encoder: all of `in` goes in, and what comes out is put behind what is there already.  False if
 * there is no room for it. */
static bool step(BrotliEncoderState *encoder, BrotliEncoderOperation what, struct str in,
                 uint8_t *out, size_t *used, size_t room)
{
	const uint8_t *next_in = (const uint8_t *)in.at;
	uint8_t *next_out = out + *used;
	size_t left = room - *used;

	if (!BrotliEncoderCompressStream(encoder, what, &in.n, &next_in, &left, &next_out, NULL))
		return false;
	*used = room - left;
	return in.n == 0 && !BrotliEncoderHasMoreOutput(encoder);
}

struct str coding_brotli(struct arena *arena, struct str plain, size_t padding)
{
	static const char nothing[CODING_PADDING_MOST + 1];
	size_t used = 0;

	ASSERT(padding <= CODING_PADDING_MOST);
	BrotliEncoderState *encoder = BrotliEncoderCreateInstance(NULL, NULL, NULL);
	if (!encoder) BUG("out of memory");
	BrotliEncoderSetParameter(encoder, BROTLI_PARAM_QUALITY, LEVEL);
	BrotliEncoderSetParameter(encoder, BROTLI_PARAM_LGWIN, WINDOW_BITS);
	BrotliEncoderSetParameter(encoder, BROTLI_PARAM_SIZE_HINT, (uint32_t)plain.n);
	uint8_t *out = (uint8_t *)arena_bytes(arena, plain.n);
	/* Decoders refuse what libbrotli 1.0.9 writes for a single byte. */
	const struct str pad = { nothing, padding == 1 ? 2 : padding };
	const bool fits = step(encoder, BROTLI_OPERATION_EMIT_METADATA, pad, out, &used, plain.n) &&
	                  step(encoder, BROTLI_OPERATION_FINISH, plain, out, &used, plain.n) &&
	                  BrotliEncoderIsFinished(encoder) && used < plain.n;
	BrotliEncoderDestroyInstance(encoder);
	return fits ? (struct str){ (const char *)out, used } : (struct str){ 0 };
}
