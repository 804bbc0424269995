/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_temper - twelve divisions at once, each at a temperature of its own, which change places.
 *
 * The warm ones wander, the cold ones settle; two neighbours on the ladder change places with the
 * probability that leaves each temperature's own distribution as it was (parallel tempering, or replica
 * exchange).  So a division that is stuck is warmed up and comes down elsewhere, and the good ones stay
 * cold: nothing found is thrown away as it is when annealings follow one another. */
#include "domain/form_search.h"

enum {
	RUNGS = 12,
	COOLING =
		3500, /* steps in which all come down from the hottest, if that is less than half */
	FRESH_EVERY = 50, /* steps until the hottest is a new start, with other sizes */
	DESCEND_EVERY = 20,
	DESCENDED = 2 /* of the coldest */
};

struct ladder {
	struct form_search *s;
	struct form_state rung[RUNGS], spare;
	int32_t *least[RUNGS], *spare_least;
	int64_t goal[RUNGS], now[RUNGS]; /* temperatures */
	int rounds;                      /* of each division in a step */
	int64_t steps;
};

static void build(struct ladder *l, struct form_search *s)
{
	const int64_t hot = form_log2(s->hot), cold = form_log2(s->cold);

	l->s = s;
	l->spare = s->now;
	l->spare_least = s->least;
	for (int k = 0; k < RUNGS; k++) {
		l->rung[k] = form_state_new(s->arena, s->matrix);
		l->least[k] = form_row(s->arena, FORM_LOSSES + (size_t)s->now.stride);
		l->goal[k] = form_exp2(hot - (hot - cold) * k / (RUNGS - 1));
		s->now = l->rung[k];
		form_search_start(s, FORM_BEST_SIZES);
		l->rung[k] = s->now;
	}
}

/* No rung is colder than the floor; below all of them it is the ladder as it stays. */
static void set_floor(struct ladder *l, int64_t floor)
{
	for (int k = 0; k < RUNGS; k++) {
		l->now[k] = l->goal[k] > floor ? l->goal[k] : floor;
		l->s->least = l->least[k];
		form_search_warm(l->s, l->now[k]);
	}
}

static void step(struct ladder *l)
{
	struct form_search *s = l->s;

	for (int k = 0; k < RUNGS; k++) {
		s->now = l->rung[k];
		s->least = l->least[k];
		if (k == 0 && l->steps % FRESH_EVERY == FRESH_EVERY - 1)
			form_search_start(s, FORM_BEST_SIZES);
		for (int i = 0; i < l->rounds; i++) form_search_round(s);
		l->rung[k] = s->now;
	}
	for (int k = (int)(l->steps & 1); k + 1 < RUNGS; k += 2) {
		const int64_t loss = l->rung[k + 1].value - l->rung[k].value;
		if (loss > 0 &&
		    !form_may_cool(loss, l->now[k], l->now[k + 1], form_draw_fixed(&s->random)))
			continue;
		const struct form_state keep = l->rung[k];
		l->rung[k] = l->rung[k + 1];
		l->rung[k + 1] = keep;
	}
	l->steps++;
}

/* What the coldest come to if they only climb: a copy of each, for they go on as they are. */
static void descend(struct ladder *l)
{
	struct form_search *s = l->s;

	for (int k = RUNGS - DESCENDED; k < RUNGS; k++) {
		form_state_copy(&l->spare, &l->rung[k]);
		s->now = l->spare;
		s->least = l->spare_least;
		form_search_descend(s);
	}
}

void form_temper(struct form_search *s, int rounds)
{
	struct ladder l = { .rounds = rounds };
	const int64_t from = form_search_spent(s), hot = form_log2(s->hot),
		      cold = form_log2(s->cold);
	int64_t share = from, cooled = 0;

	build(&l, s);
	set_floor(&l, s->hot);
	for (int64_t next = DESCEND_EVERY; share < FORM_WHOLE; share = form_search_spent(s)) {
		step(&l);
		if (cooled < FORM_WHOLE) {
			/* By steps, but by the clock where there are too few. */
			const int64_t by_clock =
				2 * (share - from) * FORM_WHOLE / (FORM_WHOLE - from);
			cooled = l.steps * FORM_WHOLE / COOLING;
			if (cooled < by_clock) cooled = by_clock;
			set_floor(&l, cooled < FORM_WHOLE
			                      ? form_exp2(form_between(hot, cold, cooled))
			                      : 0);
		}
		if (l.steps < next) continue;
		next += DESCEND_EVERY;
		descend(&l);
		if (l.steps % FORM_REPORT_STEPS < DESCEND_EVERY) form_search_report(s, share);
	}
	descend(&l);
	form_search_report(s, form_search_spent(s));
}
