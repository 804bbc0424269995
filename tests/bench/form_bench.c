/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Forming sets of synthetic applicants: mix after so many seconds of processor time, a re-run with
 * leavers and joiners, questions to a plan.  `make bench-form`; a number as argument: seeds (5). */
#include <stdio.h>

#include "domain/form.h"

static int64_t cpu_us(void *context)
{
	struct timespec t;

	(void)context;
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static double uniform(struct random *random)
{
	return (double)(random_next(random) >> 11) / 9007199254740992.0;
}

struct crowd {
	uint16_t *value[6], *team;
	int *manager, *pin, *last, *least, *most;
	uint64_t *slots;
	int teams, organisations;
};

static void apply_for(struct crowd *c, int i, struct random *random)
{
	const double u = uniform(random);
	const int o = (int)(c->organisations * u * u * u);
	const int stray = uniform(random) < 0.3 ? (int)random_below(random, 10) : 0;

	c->value[0][i] = (uint16_t)o;
	c->value[1][i] = (uint16_t)random_below(random, 12);
	c->value[2][i] = (uint16_t)(random_below(random, 3) + random_below(random, 4));
	c->value[3][i] = (uint16_t)((7 * o + stray) % 10);
	c->value[4][i] = (uint16_t)(o % 5);
	c->value[5][i] = (uint16_t)random_below(random, 4);
	c->manager[i] = c->pin[i] = FORM_NONE;
	const double with = uniform(random);
	c->team[i] = (uint16_t)(c->last[o] >= 0 && with < 0.3 ? c->team[c->last[o]] : ++c->teams);
	if (c->last[o] >= 0 && with >= 0.3 && with < 0.38) c->manager[i] = c->last[o];
	c->last[o] = i;
	const int free = 3 + (int)random_below(random, 4);
	while (__builtin_popcountll(c->slots[i]) < free)
		c->slots[i] |= 1ull << random_below(random, 10);
}

static void crowd(struct arena *arena, int n, uint64_t seed, struct form_problem *out)
{
	static const char *const names[] = { "organisation", "role",   "grade",
		                             "region",       "sector", "experience" };
	static const int weights[] = { 40, 20, 15, 15, 10, 10 };
	const size_t people = (size_t)n, sets = (people + 6) / 7;
	struct random random;
	struct crowd c = { .organisations = n / 25 + 2,
		           .team = NEW(arena, uint16_t, people),
		           .manager = NEW(arena, int, people),
		           .pin = NEW(arena, int, people),
		           .last = NEW(arena, int, people + 2),
		           .least = NEW(arena, int, sets),
		           .most = NEW(arena, int, sets),
		           .slots = NEW(arena, uint64_t, people) };

	random_seed(&random, seed);
	*out = (struct form_problem){
		.people = n, .sets = (int)sets, .attributes = 6, .max_moves = FORM_NONE
	};
	for (int a = 0; a < 6; a++) {
		c.value[a] = NEW(arena, uint16_t, people);
		out->attribute[a] = (struct form_attribute){ .name = str_of(names[a]),
			                                     .weight = weights[a],
			                                     .value = c.value[a] };
	}
	for (int o = 0; o < c.organisations; o++) c.last[o] = FORM_NONE;
	for (int i = 0; i < n; i++) apply_for(&c, i, &random);
	for (size_t k = 0; k < sets; k++) c.least[k] = 6, c.most[k] = 8;
	out->team = c.team;
	out->manager = c.manager;
	out->pin = c.pin;
	out->slots = c.slots;
	out->least = c.least;
	out->most = c.most;
}

static void fresh(int n, double seconds, uint64_t seed)
{
	struct arena *arena = arena_new((size_t)1 << 30);
	struct form_problem p;
	struct form_plan plan;
	const struct form_time time = { .clock_us = (int64_t)(seconds * 1e6), .now = cpu_us };

	crowd(arena, n, seed, &p);
	form_make(arena, &p, NULL, NULL, &time, seed, FORM_PATH_BEST, &plan);
	printf("%6d people %5.1f s seed %llu: broken %d, mix %.2f, worst set %.1f, %.1f million "
	       "trials, %zu MB\n",
	       n, seconds, (unsigned long long)seed, plan.broken, plan.mix, plan.worst,
	       (double)plan.trials / 1e6, arena_used(arena) >> 20);
	arena_free(arena);
}

/* Ten of a thousand leave and fifteen come: their places in the crowd are the joiners'. */
static void again(uint64_t seed)
{
	enum { N = 1000, JOINERS = 15 };
	struct arena *arena = arena_new((size_t)1 << 30);
	struct form_problem p;
	struct form_plan plan, next;
	const struct form_time first = { .clock_us = 5000000, .now = cpu_us };
	const struct form_time second = { .clock_us = 1000000, .now = cpu_us };
	int *start = NEW(arena, int, N);

	crowd(arena, N, seed, &p);
	form_make(arena, &p, NULL, NULL, &first, seed, FORM_PATH_BEST, &plan);
	for (int x = 0; x < N; x++) start[x] = x < JOINERS ? FORM_NONE : plan.set[x];
	p.before = start;
	p.few_moves = true;
	form_make(arena, &p, start, plan.slot, &second, seed, FORM_PATH_BEST, &next);
	printf("  1000 people, 15 places change hands, 1 s: broken %d, %d moved, mix %.2f to "
	       "%.2f\n",
	       next.broken, next.moved, plan.mix, next.mix);
	arena_free(arena);
}

static void questions(void)
{
	enum { ASKED = 2000 };
	struct arena *arena = arena_new((size_t)1 << 30);
	struct form_problem p;
	struct form_plan plan;
	struct form_why why;
	const struct form_time time = { .evaluations = 2000000 };

	crowd(arena, 10000, 1, &p);
	form_make(arena, &p, NULL, NULL, &time, 1, FORM_PATH_BEST, &plan);
	const int64_t begun = cpu_us(NULL);
	struct form_desk *desk = form_desk_new(arena, &p, &plan);
	const int64_t ready = cpu_us(NULL);
	for (int i = 0; i < ASKED; i++) form_why_not(desk, i * 5, i * 7 % p.sets, &why);
	const int64_t done = cpu_us(NULL);
	printf(" 10000 people: a desk in %.1f ms, then %.1f us a question\n",
	       (double)(ready - begun) / 1e3, (double)(done - ready) / ASKED);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	const uint64_t seeds = argc > 1 ? strtoull(argv[1], NULL, 10) : 5;

	questions();
	for (uint64_t seed = 1; seed <= seeds; seed++) {
		fresh(96, 1, seed);
		fresh(1000, 5, seed);
		fresh(10000, 2, seed);
		fresh(10000, 10, seed);
		fresh(10000, 30, seed);
		again(seed);
	}
	return 0;
}
