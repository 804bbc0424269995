/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_anneal - annealings one after another: for matrices so large that there is time for little more
 * than one division. */
#include "domain/form_search.h"

enum {
	CYCLES_ALIKE = 6, /* annealings before their length doubles */
	CYCLE = 100       /* the first last CYCLE x n x n x n proposals, if there is so much time */
};

/* From `hot` to `cold`, evenly in the logarithm, while the share of time goes from its value now to
 * `until`. */
static void anneal(struct form_search *s, int64_t hot, int64_t cold, int64_t until)
{
	const int64_t from = form_search_spent(s), log_hot = form_log2(hot),
		      log_cold = form_log2(cold);
	int64_t share = from;
	int steps = 0;

	while (share < until && share < FORM_WHOLE) {
		const int64_t part = (share - from) * FORM_WHOLE / (until - from);
		form_search_warm(s, form_exp2(form_between(log_hot, log_cold, part)));
		const int64_t step = s->now.n * (int64_t)s->now.n;
		const int64_t work =
			s->evaluations + (step > FORM_STEP_LEAST ? step : FORM_STEP_LEAST);
		do {
			form_search_round(s);
		} while (s->evaluations < work);
		share = form_search_spent(s);
		if (++steps % FORM_REPORT_STEPS == 0) form_search_report(s, share);
	}
	form_search_descend(s);
	form_search_report(s, form_search_spent(s));
}

/* How much of the time the first annealing takes, told by what the calibration cost. */
static int64_t first_length(const struct form_search *s, int64_t begun)
{
	enum { SPARE = 12 }; /* bits, so that neither side of the division overflows */
	const int64_t n = s->now.n;
	const int64_t fit = s->evaluations * FORM_WHOLE / begun; /* proposals in all the time */
	const int64_t share =
		(CYCLE * n * n * n << SPARE) / ((fit >> (FORM_SHARE_BITS - SPARE)) + 1);

	return share < FORM_WHOLE ? share : FORM_WHOLE;
}

/* Some from a new start, some from the best so far, warmed up again. */
void form_anneal(struct form_search *s)
{
	const int64_t warm = form_exp2((form_log2(s->hot) + form_log2(s->cold)) / 2);
	int64_t share = form_search_spent(s);
	int64_t length = first_length(s, share > 0 ? share : 1);

	for (int i = 0; share < FORM_WHOLE; i++, share = form_search_spent(s)) {
		/* Longer and longer, since nobody knows how long is long enough; the last takes what is left. */
		if (i > 0 && i % CYCLES_ALIKE == 0 && length < FORM_WHOLE) length *= 2;
		const int64_t until =
			FORM_WHOLE - share < length + length * 3 / 5 ? FORM_WHOLE : share + length;
		if (i % 2 == 1)
			form_search_resume(s);
		else
			form_search_start(s, FORM_BEST_SIZES);
		anneal(s, i % 2 ? warm : s->hot, s->cold, until);
	}
}
