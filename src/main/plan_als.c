/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - `setwise plan --als1`: the public family of made-up sets, planned and timed. */
#include <time.h>

#include "domain/plan_als.h"
#include "main/crew.h"
#include "main/plan_parts.h"

enum { DESK_BYTES = 1 << 30 };

static int64_t cpu_ns(clockid_t which)
{
	struct timespec t;

	(void)clock_gettime(which, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static void print_result(int feasible, int64_t sum, int64_t bound)
{
	printf("feasible %d\nsum %lld\nbound %lld\ngap %.3f %%\n", feasible, (long long)sum,
	       (long long)bound, sum ? 100.0 * (double)(sum - bound) / (double)sum : 0);
}

static void print_times(int64_t *ns, int n, int64_t all)
{
	qsort(ns, (size_t)n, sizeof(*ns), by_value);
	printf("mean %.1f us\np50 %.1f us\np99 %.1f us\nmax %.1f us\n", (double)all / n / 1e3,
	       (double)ns[n / 2] / 1e3, (double)ns[(int64_t)n * 99 / 100] / 1e3,
	       (double)ns[n - 1] / 1e3);
}

/* Each set by itself, with a facilitator of its own. */
static enum exit_code run_single(const struct plan_options *options)
{
	struct arena *memory = arena_new(DESK_BYTES), *arena = arena_new(1 << 20);
	struct plan_desk *desk = plan_desk_new(memory, options->plainly);
	const int sets = (int)options->sets;
	int64_t *ns = calloc((size_t)sets, sizeof(*ns)), all = 0, sum = 0, bound = 0;
	int feasible = 0, done = 0;
	struct als als;

	if (!ns) return command_fail(EXIT_WENT_WRONG, "There is not enough memory.");
	plan_desk_stop(desk, plan_is_stopped, NULL);
	als_begin(&als, (uint64_t)options->seed, ALS_PLAIN);
	for (; done < sets && !plan_is_stopped(NULL); done++) {
		struct als_set set;
		struct plan plan;
		arena_reset(arena);
		als_draw_set(&als, arena, &plan_standard, &set);
		const int64_t start = cpu_ns(CLOCK_THREAD_CPUTIME_ID);
		const enum err err = plan_solve(desk, &set.ask, &plan);
		ns[done] = cpu_ns(CLOCK_THREAD_CPUTIME_ID) - start;
		all += ns[done];
		if (err == ERR_ABSENT || !plan.meetings) continue;
		feasible++, sum += plan.cost, bound += plan.bound;
	}
	print_result(feasible, sum, bound);
	if (done) print_times(ns, done, all);
	free(ns);
	arena_free(arena);
	arena_free(memory);
	return EXIT_GOOD;
}

static void draw_region(struct als *als, struct arena *arena, const struct plan_options *options,
                        struct plan_many_ask *ask)
{
	const int f = (int)options->facilitators, sets = (int)options->sets;
	struct als_facilitator *drawn = NEW(arena, struct als_facilitator, (size_t)f);
	struct plan_facilitator *who = NEW(arena, struct plan_facilitator, (size_t)f);
	struct plan_many_set *set = NEW(arena, struct plan_many_set, (size_t)sets);

	als_begin(als, (uint64_t)options->seed, ALS_PLAIN);
	als_draw_facilitators(als, arena, f, sets, (int)options->slack, drawn);
	for (int i = 0; i < f; i++)
		who[i] = (struct plan_facilitator){ drawn[i].travel, drawn[i].week_max,
			                            drawn[i].set_max, false };
	for (int n = 0; n < sets; n++) {
		struct als_set one;
		als_draw_shared(als, arena, &plan_standard, drawn, f, &one);
		set[n].ask = one.ask;
		set[n].offers = one.facilitators;
		for (int o = 0; o < one.facilitators; o++)
			set[n].offer[o] = (struct plan_offer){ one.facilitator[o], one.price[o] };
	}
	*ask = (struct plan_many_ask){ .sets = sets,
		                       .facilitators = f,
		                       .set = set,
		                       .facilitator = who,
		                       .unassigned = 2000,
		                       .seed = 1,
		                       .effort = (int)options->effort };
}

/* What it takes to plan one of these sets again, alone with its facilitator. */
static void print_single(const struct plan_many *many, const struct plan_many_ask *ask,
                         struct arena *arena, bool plainly)
{
	struct plan_desk *desk = plan_desk_new(arena, plainly);
	struct plan_many_place *place = NEW(arena, struct plan_many_place, (size_t)ask->sets);
	int64_t *ns = NEW(arena, int64_t, (size_t)ask->sets), all = 0;
	int n = 0;

	plan_many_result(many, place);
	for (int i = 0; i < ask->sets; i++) {
		struct plan_ask one = ask->set[i].ask;
		struct plan plan;
		if (place[i].facilitator < 0) continue;
		one.travel = ask->facilitator[place[i].facilitator].travel;
		const int64_t start = cpu_ns(CLOCK_THREAD_CPUTIME_ID);
		if (plan_solve(desk, &one, &plan)) continue;
		ns[n] = cpu_ns(CLOCK_THREAD_CPUTIME_ID) - start;
		all += ns[n++];
	}
	if (n) print_times(ns, n, all);
}

static enum exit_code run_shared(const struct plan_options *options)
{
	struct arena *arena = arena_new((size_t)1 << 32), *desk[CREW_MAX] = { 0 };
	struct crew *crew = crew_new((int)options->threads);
	static struct als als;
	struct plan_many_ask ask;

	draw_region(&als, arena, options, &ask);
	for (int t = 0; t < options->threads; t++) desk[t] = arena_new(DESK_BYTES);
	const struct plan_many_crew hands = { .threads = (int)options->threads,
		                              .arena = desk,
		                              .each = crew ? crew_each : NULL,
		                              .context = crew,
		                              .plainly = options->plainly };
	const int64_t wall = time_monotonic_us(), cpu = cpu_ns(CLOCK_PROCESS_CPUTIME_ID);
	struct plan_many *many = plan_many_new(arena, &ask, &hands);
	if (!many) return command_fail(EXIT_USAGE, "These numbers of sets do not fit.");
	const struct plan_many_standing end = plan_run_many(many, options);
	const int64_t used = cpu_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	print_result(ask.sets - end.impossible, end.cost, end.bound);
	print_single(many, &ask, arena, options->plainly);
	printf("unassigned %d\nrounds %d\nseconds %.2f\ncpu seconds %.2f\n", end.unassigned,
	       end.round, (double)(time_monotonic_us() - wall) / 1e6, (double)used / 1e9);
	crew_free(crew);
	for (int t = 0; t < options->threads; t++) arena_free(desk[t]);
	arena_free(arena);
	return EXIT_GOOD;
}

enum exit_code plan_run_als(const struct plan_options *options)
{
	return options->facilitators ? run_shared(options) : run_single(options);
}
