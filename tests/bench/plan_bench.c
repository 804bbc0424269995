/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_bench [SEED SETS [plainly]] - how fast one set's year is planned, on ALS-1.
 *
 * Prints sets with a plan, the sum of their costs, and the microseconds of this thread's CPU that a
 * solve takes, drawing not counted.  Without words: the published sums of 1,000, 10,000 and 100,000, and what
 * people wait for around a plan: why not this slot, a lost date, weeks that are all alike. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/random.h"
#include "domain/plan_advice.h"
#include "domain/plan_als.h"

static int64_t cpu_ns(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static bool run(uint64_t seed, int sets, bool plainly, int64_t expected)
{
	struct arena *memory = arena_new(1 << 28), *arena = arena_new(1 << 20);
	struct plan_desk *desk = plan_desk_new(memory, plainly);
	int64_t *taken = malloc((size_t)sets * sizeof(*taken)), sum = 0, all = 0, labels = 0;
	int feasible = 0, proven = 0;
	struct als als;

	if (!taken) return false;
	als_begin(&als, seed, ALS_PLAIN);
	for (int i = 0; i < sets; i++) {
		struct als_set set;
		struct plan plan;
		arena_reset(arena);
		als_draw_set(&als, arena, &plan_standard, &set);
		const int64_t start = cpu_ns();
		const enum err err = plan_solve(desk, &set.ask, &plan);
		taken[i] = cpu_ns() - start;
		all += taken[i];
		if (err) continue;
		feasible++, sum += plan.cost, proven += plan.labels == 0, labels += plan.labels;
	}
	qsort(taken, (size_t)sets, sizeof(*taken), by_value);
	printf("seed %llu, %d sets, %s: %d feasible, sum %lld (%s), %.0f %% by prices alone, "
	       "%.1f labels; us mean %.1f p50 %.1f p99 %.1f p99.9 %.1f max %.1f\n",
	       (unsigned long long)seed, sets, plan_desk_is_vector(desk) ? "vector" : "plain",
	       feasible, (long long)sum,
	       !expected         ? "no sum published"
	       : sum == expected ? "as published"
	                         : "WRONG",
	       100.0 * proven / (feasible ? feasible : 1),
	       (double)labels / (feasible ? feasible : 1), (double)all / sets / 1e3,
	       (double)taken[sets / 2] / 1e3, (double)taken[(int64_t)sets * 99 / 100] / 1e3,
	       (double)taken[(int64_t)sets * 999 / 1000] / 1e3, (double)taken[sets - 1] / 1e3);
	free(taken);
	arena_free(arena);
	arena_free(memory);
	return !expected || sum == expected;
}

static void print_waits(const char *what, int64_t *taken, int n)
{
	qsort(taken, (size_t)n, sizeof(*taken), by_value);
	printf("%s, %d times: us p50 %.1f p99 %.1f max %.1f\n", what, n, (double)taken[n / 2] / 1e3,
	       (double)taken[n * 99 / 100] / 1e3, (double)taken[n - 1] / 1e3);
}

/* Of each set with a plan: a slot at random, and a meeting lost when those before it are over. */
static void run_advice(uint64_t seed)
{
	enum { SETS = 2000 };
	static int64_t whys[SETS], changes[SETS];
	struct arena *memory = arena_new(1 << 28), *arena = arena_new(1 << 24);
	struct plan_desk *desk = plan_desk_new(memory, false);
	struct random random;
	struct als als;
	int n = 0, single = 0;

	random_seed(&random, seed);
	als_begin(&als, seed, ALS_PLAIN);
	for (int i = 0; i < SETS; i++) {
		struct als_set set;
		struct plan plan;
		struct plan_why why;
		struct plan_change change[PLAN_CHANGES_MAX];
		int count;
		arena_reset(arena);
		als_draw_set(&als, arena, &plan_standard, &set);
		if (plan_solve(desk, &set.ask, &plan)) continue;
		const int slot = (int)random_below(&random, (uint32_t)set.ask.slots);
		const int lost = 1 + (int)random_below(&random, 8);
		const struct day open = day_add(set.ask.slot[plan.slot[lost - 1]].day, 1);
		int64_t start = cpu_ns();
		if (plan_why(desk, arena, &set.ask, &plan, slot, &why)) continue;
		whys[n] = cpu_ns() - start;
		start = cpu_ns();
		const enum err err =
			plan_change(desk, arena, &set.ask, &plan, 1u << lost, open, change, &count);
		changes[n++] = cpu_ns() - start;
		single += !err && change[0].moves == 1;
	}
	print_waits("why not this slot", whys, n);
	print_waits("a lost date, all ways", changes, n);
	printf("%d of %d lost dates move alone\n", single, n);
	arena_free(arena);
	arena_free(memory);
}

/* The same two half-days a week and a leave each, from all that is free: many plans are as good. */
static void run_usual_weeks(uint64_t seed)
{
	enum { SETS = 2000, WEEKS = 56, WEEK = 10, SLOTS = WEEKS * WEEK, LEAVE = 20, PEOPLE = 8 };
	static uint8_t answer[PEOPLE * SLOTS];
	static struct plan_slot slot[SLOTS];
	static int64_t taken[SETS];
	struct arena *memory = arena_new(1 << 29);
	struct plan_desk *desk = plan_desk_new(memory, false);
	struct random random;

	random_seed(&random, seed);
	for (int s = 0; s < SLOTS; s++)
		slot[s] = (struct plan_slot){ day_add(day_of(2026, 9, 7),
			                              s / WEEK * 7 + s % WEEK / 2),
			                      (enum plan_half)(s % 2) };
	for (int i = 0; i < SETS; i++) {
		struct plan_ask ask = { .rules = &plan_standard,
			                .slots = SLOTS,
			                .slot = slot,
			                .answer = answer,
			                .start_first = slot[0].day,
			                .start_last = day_add(slot[0].day, 20),
			                .end_last = slot[SLOTS - 1].day };
		struct plan plan;
		ask.people = 6 + (int)random_below(&random, 3);
		memset(answer, PLAN_YES, sizeof(answer));
		for (int p = 0; p < ask.people; p++) {
			for (int b = 0; b < 2; b++)
				for (int s = (int)random_below(&random, WEEK); s < SLOTS; s += WEEK)
					answer[p * SLOTS + s] = PLAN_NO;
			memset(answer + p * SLOTS + random_below(&random, SLOTS - LEAVE), PLAN_NO,
			       LEAVE);
		}
		const int64_t start = cpu_ns();
		if (plan_solve(desk, &ask, &plan)) printf("a set has no plan\n");
		taken[i] = cpu_ns() - start;
	}
	print_waits("usual weeks", taken, SETS);
	arena_free(memory);
}

int main(int argc, char **argv)
{
	int64_t seed, sets;

	if (argc >= 3) {
		if (!str_i64(str_of(argv[1]), 0, INT64_MAX, &seed) ||
		    !str_i64(str_of(argv[2]), 1, 10000000, &sets))
			return 2;
		return !run((uint64_t)seed, (int)sets, argc > 3, 0);
	}
	bool good = run(20260907, 1000, false, 166513);
	good = run(20260907, 1000, true, 166513) && good;
	good = run(42, 10000, false, 1694120) && good;
	good = run(42, 10000, true, 1694120) && good;
	run_advice(42);
	run_usual_weeks(1);
	return !(run(99, 100000, false, 16909879) && good);
}
