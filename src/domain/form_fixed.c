/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_fixed - see form_fixed.h. */
#include "domain/form_fixed.h"

#include "domain/form_parts.h"

int64_t form_log2(int64_t x)
{
	enum { BITS = 31 };
	ASSERT(x > 0);
	const int whole = 63 - __builtin_clzll((uint64_t)x);
	uint64_t at = whole > BITS ? (uint64_t)x >> (whole - BITS) : (uint64_t)x << (BITS - whole);
	int64_t log = whole;

	/* Squaring doubles the logarithm, so each square tells one more bit of it. */
	for (int i = 0; i < FORM_SHARE_BITS; i++) {
		at = at * at >> BITS;
		const unsigned bit = (unsigned)(at >> (BITS + 1));
		at >>= bit;
		log = log << 1 | bit;
	}
	return log;
}

int64_t form_exp2(int64_t log)
{
	enum { BITS = 30, TERMS = 12 };
	static const int64_t ONE = 1 << BITS, LN_2 = 744261118; /* of ONE */
	const int whole = (int)(log >> FORM_SHARE_BITS);
	const int64_t y = (log & (FORM_WHOLE - 1)) * LN_2 >> FORM_SHARE_BITS;
	int64_t sum = ONE;

	ASSERT(log >= 0 && whole < 62);
	for (int k = TERMS; k > 0; k--) sum = ONE + (y * sum >> BITS) / k;
	return whole > BITS ? sum << (whole - BITS) : sum >> (BITS - whole);
}

int64_t form_between(int64_t from, int64_t to, int64_t part)
{
	return from + (to - from) * part / FORM_WHOLE;
}

int32_t form_draw_fixed(struct random *random)
{
	static const int64_t LN_2 = 186065279;                             /* of 1 << 28 */
	const int64_t odd = (int64_t)(random_next(random) >> 33 << 1 | 1); /* below 2^32 */

	return (int32_t)((((int64_t)32 << FORM_SHARE_BITS) - form_log2(odd)) * LN_2 >>
	                 (2 * 28 - FORM_DRAW_BITS));
}

void form_losses(int64_t heat, const int32_t *draws, int n, int32_t *least)
{
	int shift = FORM_HEAT_BITS + FORM_DRAW_BITS;

	for (; heat >> 31; heat >>= 1) shift--;
	for (int i = 0; i < n; i++) {
		const int64_t loss = heat * draws[i] >> shift;
		least[i] = -(int32_t)(loss < FORM_PATIENCE ? loss : FORM_PATIENCE);
	}
}

int64_t form_share(const struct form_time *time, int64_t evaluations, int64_t start_us)
{
	int64_t all = time->evaluations, spent = evaluations;

	if (all <= 0) {
		all = time->clock_us;
		spent = time->now(time->context) - start_us;
	}
	if (spent >= all) return FORM_WHOLE;
	if (spent < 0) return 0;
	for (; all >> 34; all >>= 1) spent >>= 1;
	return (spent << FORM_SHARE_BITS) / all;
}

bool form_may_cool(int64_t loss, int64_t warm, int64_t cold, int32_t draw)
{
	/* Of 1 / temperature: 40 bits, and those of the temperature, which divide out. */
	enum { BITS = 40 };
	const int64_t by = ((int64_t)1 << (BITS + FORM_HEAT_BITS)) / cold -
	                   ((int64_t)1 << (BITS + FORM_HEAT_BITS)) / warm;

	return loss <= 0 || by <= 0 || loss <= ((int64_t)draw << (BITS - FORM_DRAW_BITS)) / by;
}
