/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_fixed - what a search reckons with in whole numbers: shares of the time, temperatures, their
 * logarithms and drawn losses.
 *
 * Floating point may be contracted, widened or rounded as a compiler and a processor please; whole
 * numbers may not.  So a division depends on nothing but the matrix, the seed and the number of
 * evaluations. */
#ifndef DOMAIN_FORM_FIXED_H
#define DOMAIN_FORM_FIXED_H

#include "base/random.h"
#include "domain/form_divide.h"

enum {
	FORM_SHARE_BITS = 28, /* of shares and of logarithms to base 2 */
	FORM_WHOLE = 1 << FORM_SHARE_BITS,
	FORM_HEAT_BITS = 16, /* of temperatures */
	FORM_DRAW_BITS = 20  /* of draws: mean 1 << 20, less than 23 << 20 */
};

/* Logarithm to base 2 of x >= 1, in parts of FORM_WHOLE. */
int64_t form_log2(int64_t x);
/* 2 to the power of log / FORM_WHOLE, 0 <= log < 62 * FORM_WHOLE. */
int64_t form_exp2(int64_t log);
/* The logarithm `part` of FORM_WHOLE of the way. */
int64_t form_between(int64_t from, int64_t to, int64_t part);
/* Drawn from the exponential distribution. */
int32_t form_draw_fixed(struct random *random);
/* Temperature times draw, at most FORM_PATIENCE. */
void form_losses(int64_t heat, const int32_t *draws, int n, int32_t *least);
/* Share of the time used up, 0 .. FORM_WHOLE. */
int64_t form_share(const struct form_time *time, int64_t evaluations, int64_t start_us);
/* May a division that is worse by `loss` (less than 2^40) go from the warm to the cold of two
 * temperatures, against a draw? */
bool form_may_cool(int64_t loss, int64_t warm, int64_t cold, int32_t draw);

#endif
