/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_anneal - annealings one after another: for matrices so large that there is time for little more
 * than one division. */
#include "domain/form_search.h"

#include <math.h>

enum { CYCLES_ALIKE = 6 }; /* annealings before their length doubles */
/* The first annealings last CYCLE x n x n x n proposals, if there is so much time. */
static const double CYCLE = 100;

/* From `hot` to `cold`, evenly in the logarithm, while the share of time goes from its value now to
 * `until`. */
static void anneal(struct form_search *s, double hot, double cold, double until)
{
	const double from = form_search_spent(s), ratio = form_log(cold / hot);
	double share = from;
	int steps = 0;

	while (share < until && share < 1) {
		form_search_warm(s, hot * form_exp(ratio * (share - from) / (until - from)));
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

/* Some from a new start, some from the best so far, warmed up again.  How many fit is told by what the
 * calibration cost. */
void form_anneal(struct form_search *s)
{
	const double begun = fmax(form_search_spent(s), 1e-9), warm = sqrt(s->hot * s->cold);
	const double n = (double)s->now.n,
		     first = CYCLE * n * n * n * begun / (double)s->evaluations;
	double share = begun, length = first;

	for (int i = 0; share < 1; i++, share = form_search_spent(s)) {
		/* Longer and longer, since nobody knows how long is long enough; the last takes what is left. */
		if (i > 0 && i % CYCLES_ALIKE == 0) length *= 2;
		const double until = 1 - share < 1.6 * length ? 1 : share + length;
		if (i % 2 == 1)
			form_search_resume(s);
		else
			form_search_start(s, FORM_BEST_SIZES);
		anneal(s, i % 2 ? warm : s->hot, s->cold, until);
	}
}
