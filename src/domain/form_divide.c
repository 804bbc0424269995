/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_divide - see form_divide.h and docs/form.md. */
#include "domain/form_search.h"

/* A ladder is worth its twelve divisions if there is time for so many steps of all: found by trying, at
 * n = 120, 240 and 480. */
static int64_t steps_wanted(int64_t n)
{
	return 12 * (3000 + 25 * n / 2);
}

static void search(struct form_search *s)
{
	const int64_t n = s->now.n;
	int rounds = 1;

	form_search_start(s, FORM_BEST_SIZES);
	form_search_calibrate(s);
	while (rounds * n * n < FORM_STEP_LEAST) rounds++;
	const int64_t spent = form_search_spent(s);
	/* What the calibration cost tells how many steps there are. */
	if (spent <= 0 ||
	    s->evaluations * (FORM_WHOLE - spent) / spent > steps_wanted(n) * rounds * n * n)
		form_temper(s, rounds);
	else
		form_anneal(s);
}

void form_divide(struct arena *arena, const struct form_matrix *matrix,
                 const struct form_time *time, uint64_t seed, enum form_path_kind kind,
                 struct form_division *out)
{
	struct form_search s = {
		.matrix = matrix, .path = form_path(kind), .time = time, .arena = arena
	};

	random_seed(&s.random, seed);
	s.start_us = time->evaluations > 0 ? 0 : time->now(time->context);
	s.scratch = arena_new((size_t)1 << 28);
	form_search_init(&s, arena, matrix);
	search(&s);
	arena_free(s.scratch);
	out->group = NEW(arena, int, (size_t)matrix->n);
	for (int i = 0; i < matrix->n; i++) out->group[i] = s.best[i];
	out->objective = s.best_value;
	out->evaluations = s.evaluations;
	out->stopped = s.stopped;
}
