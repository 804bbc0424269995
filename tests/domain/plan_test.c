/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The planner of one set: against every plan there is, against published sums, and at its edges. */
#include "domain/plan.h"

#include "domain/plan_als.h"
#include "domain/support_plan.h"
#include "support/check.h"

struct sums {
	int feasible;
	int64_t cost;
	uint64_t check; /* of the first 20 */
};

static void plan_family(uint64_t seed, int sets, bool plainly, struct sums *out)
{
	struct arena *memory = arena_new(1 << 28), *arena = arena_new(1 << 20);
	struct plan_desk *desk = plan_desk_new(memory, plainly);
	struct als als;

	*out = (struct sums){ .check = ALS_CHECK_START };
	als_begin(&als, seed, ALS_PLAIN);
	for (int i = 0; i < sets; i++) {
		struct als_set set;
		struct plan plan;
		arena_reset(arena);
		als_draw_set(&als, arena, &plan_standard, &set);
		if (i < 20) out->check = als_check(out->check, &set);
		const enum err err = plan_solve(desk, &set.ask, &plan);
		CHECK(err == OK || err == ERR_ABSENT, "solved, or proven to have no plan");
		if (err) continue;
		CHECK_INT(plan.bound, plan.cost, "proven");
		out->feasible++, out->cost += plan.cost;
	}
	arena_free(arena);
	arena_free(memory);
}

TEST(the_family_is_the_published_one)
{
	struct als als;
	struct sums sums;

	als_begin(&als, 1, ALS_PLAIN);
	CHECK_INT(als.slots, 532, "half-days of the year");
	plan_family(20260907, 20, true, &sums);
	CHECK(sums.check == 0xa283c665024adf6b, "the check value of the first 20 sets");
}

TEST(the_published_sums_are_met_plainly_and_by_vectors)
{
	static const struct {
		uint64_t seed;
		int sets, feasible;
		int64_t cost;
	} cases[] = { { 20260907, 1000, 960, 166513 }, { 20260907, 2000, 1917, 335010 } };
	struct sums sums;

	for (size_t i = 0; i < LEN(cases); i++)
		for (int plainly = 0; plainly <= 1; plainly++) {
			plan_family(cases[i].seed, cases[i].sets, plainly, &sums);
			CHECK_INT(sums.feasible, cases[i].feasible, "sets with a plan");
			CHECK_INT(sums.cost, cases[i].cost, "the sum of the best plans");
		}
}

TEST(every_small_question_gets_the_best_of_all_plans)
{
	struct arena *memory = arena_new(1 << 28), *arena = arena_new(1 << 24);
	struct plan_desk *plain = plan_desk_new(memory, true);
	struct plan_desk *vector = plan_desk_new(memory, false);
	int with_plan = 0;

	FOR_SEEDS (random, 2000) {
		struct plan_case small;
		struct plan plan, other;
		arena_reset(arena);
		plan_case_draw(arena, &random, 14, &small);
		const int32_t least = plan_case_least(&small.ask);
		const enum err err = plan_solve(plain, &small.ask, &plan);
		CHECK_INT(err, least < PLAN_NEVER ? OK : ERR_ABSENT, "a plan where there is one");
		CHECK(plan_solve(vector, &small.ask, &other) == err, "both ways say the same");
		if (err) continue;
		with_plan++;
		CHECK_INT(plan.cost, least, "the least of all");
		CHECK_INT(plan.bound, least, "and proven");
		CHECK(memcmp(&plan, &other, sizeof(plan)) == 0, "both ways give one plan");
	}
	CHECK(with_plan > 500, "most of the questions mean something");
	arena_free(arena);
	arena_free(memory);
}

/* A set of `people` who are free always, over a year of weeks. */
struct year {
	struct plan_slot slot[560];
	uint8_t answer[PLAN_PEOPLE_MAX * 560];
	int32_t travel[560];
	struct plan_rules rules;
	struct plan_ask ask;
};

static void free_year(struct year *year, int people, int weeks)
{
	memset(year, 0, sizeof(*year));
	const int slots = plan_case_weeks(year->slot, weeks);
	year->rules = plan_standard;
	year->ask = (struct plan_ask){ .rules = &year->rules,
		                       .slots = slots,
		                       .slot = year->slot,
		                       .people = people,
		                       .answer = year->answer,
		                       .travel = year->travel,
		                       .start_first = year->slot[0].day,
		                       .start_last = day_add(year->slot[0].day, 20),
		                       .end_last = year->slot[slots - 1].day };
}

TEST(where_all_is_equal_the_earliest_slots_win)
{
	struct arena *arena = arena_new(1 << 26);
	static struct year year;
	struct plan plan;

	free_year(&year, 6, 56);
	CHECK_OK(plan_solve(plan_desk_new(arena, false), &year.ask, &plan));
	CHECK_INT(plan.cost, 0, "nobody pays for anything");
	for (int m = 0; m < 9; m++)
		CHECK_INT(plan.slot[m], 60 * m, "the first morning, and every sixth week after it");
	CHECK_INT(plan.facilitated & 1, 1, "the first is facilitated");
	CHECK_INT(__builtin_popcount(plan.facilitated), 6, "six of nine");
	arena_free(arena);
}

TEST(one_who_always_says_no_is_carried_by_the_rest)
{
	struct arena *arena = arena_new(1 << 26);
	struct plan_desk *desk = plan_desk_new(arena, false);
	static struct year year;
	struct plan plan;

	free_year(&year, 6, 56);
	memset(year.answer + 2 * year.ask.slots, PLAN_NO, (size_t)year.ask.slots);
	CHECK_OK(plan_solve(desk, &year.ask, &plan));
	CHECK_INT(plan.parts.attendance, 90, "nine dates, one person out of each");
	CHECK_INT(plan.parts.twice, 160, "eight times running");
	CHECK_INT(plan.parts.fairness, 288, "nine missed");
	CHECK_INT(plan.cost, plan.bound, "proven, though prices cannot say it");
	year.rules.miss_max = 8;
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_ABSENT, "nobody may miss all");
	year.rules = plan_standard;
	year.rules.quorum_part = 3;
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_ABSENT, "all must come");
	year.rules = plan_standard;
	year.rules.twice = PLAN_NEVER;
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_ABSENT, "never twice running");
	arena_free(arena);
}

TEST(a_facilitator_free_exactly_six_times_is_used_six_times)
{
	struct arena *arena = arena_new(1 << 26);
	struct plan_desk *desk = plan_desk_new(arena, false);
	static struct year year;
	struct plan plan;

	free_year(&year, 8, 56);
	for (int s = 0; s < year.ask.slots; s++) year.travel[s] = PLAN_NEVER;
	for (int m = 0; m < 6; m++) year.travel[60 * m + 7] = 0;
	CHECK_OK(plan_solve(desk, &year.ask, &plan));
	CHECK_INT(plan.facilitated, 63, "the first six");
	for (int m = 0; m < 6; m++) CHECK_INT(plan.slot[m], 60 * m + 7, "where they are free");
	year.travel[7] = PLAN_NEVER;
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_ABSENT, "five are not six");
	arena_free(arena);
}

TEST(any_numbers_of_meetings_and_people)
{
	struct arena *arena = arena_new(1 << 28);
	struct plan_desk *desk = plan_desk_new(arena, false), *plain = plan_desk_new(arena, true);
	static struct year year;

	for (int n = 1; n <= PLAN_MEETINGS_MAX; n++)
		FOR_SEEDS (random, 3) {
			struct plan plan, other;
			free_year(&year, PLAN_PEOPLE_MAX, 56);
			for (int i = 0; i < PLAN_PEOPLE_MAX * year.ask.slots; i++)
				year.answer[i] =
					random_below(&random, 100) < 12 ? PLAN_NO : PLAN_YES;
			year.rules.meetings = n;
			year.rules.credits = (int)random_below(&random, (uint32_t)n + 1);
			year.rules.gap_ideal = 364 / n > PLAN_GAP_MAX ? PLAN_GAP_MAX : 364 / n;
			year.rules.gap_min = year.rules.gap_ideal - 3;
			year.rules.gap_max = plan_standard.gap_max < year.rules.gap_ideal
			                             ? year.rules.gap_ideal
			                             : year.rules.gap_ideal + 3;
			plan_desk_labels(desk, 20000);
			plan_desk_labels(plain, 20000);
			const enum err err = plan_solve(desk, &year.ask, &plan);
			CHECK(err == OK || err == ERR_LIMIT, "a plan in any case");
			CHECK(plan.meetings == n && plan.bound <= plan.cost, "and a bound");
			CHECK_INT(__builtin_popcount(plan.facilitated), year.rules.credits, "K");
			CHECK(plan_solve(plain, &year.ask, &other) == err, "both ways");
			CHECK(memcmp(&plan, &other, sizeof(plan)) == 0, "give one plan");
		}
	arena_free(arena);
}

/* The same half-days of every week, and a leave: as people really say it, with many plans as good. */
static void usual_weeks(struct year *year, struct random *random)
{
	enum { WEEK = 10, BUSY = 2, LEAVE = 20 };
	const int people = 6 + (int)random_below(random, 3);

	free_year(year, people, 56);
	memset(year->answer, PLAN_YES, sizeof(year->answer));
	for (int p = 0; p < people; p++) {
		uint8_t *answer = year->answer + p * year->ask.slots;
		const int leave = (int)random_below(random, (uint32_t)(year->ask.slots - LEAVE));
		for (int b = 0; b < BUSY; b++) {
			const int half = (int)random_below(random, WEEK);
			for (int s = half; s < year->ask.slots; s += WEEK) answer[s] = PLAN_NO;
		}
		memset(answer + leave, PLAN_NO, LEAVE);
	}
}

TEST(usual_weeks_are_proven_without_looking_at_every_plan_that_is_as_good)
{
	struct arena *arena = arena_new(1 << 29);
	struct plan_desk *desk = plan_desk_new(arena, false), *plain = plan_desk_new(arena, true);
	static struct year year;
	int hard = 0;

	FOR_SEEDS (random, 150) {
		struct plan plan, other;
		struct plan_parts parts;
		usual_weeks(&year, &random);
		CHECK_OK(plan_solve(desk, &year.ask, &plan));
		CHECK_INT(plan.bound, plan.cost, "proven");
		CHECK_INT(plan_price(&year.ask, plan.slot, plan.facilitated, &parts), plan.cost,
		          "by the rules");
		CHECK(plan.labels < 40000, "a search that a page can wait for");
		hard += plan.labels > 500;
		CHECK_OK(plan_solve(plain, &year.ask, &other));
		CHECK(memcmp(&plan, &other, sizeof(plan)) == 0, "plainly the same");
	}
	CHECK(hard > 0, "some were not easy");
	arena_free(arena);
}

static bool at_once(void *context)
{
	(*(int *)context)++;
	return true;
}

TEST(a_long_solve_is_stopped_with_the_best_so_far)
{
	struct arena *arena = arena_new(1 << 28);
	struct plan_desk *desk = plan_desk_new(arena, false);
	static struct year year;
	struct plan plan, whole;
	int asked = 0;

	free_year(&year, 20, 56);
	FOR_SEEDS (random, 1)
		for (int i = 0; i < 20 * year.ask.slots; i++)
			year.answer[i] = random_below(&random, 100) < 30 ? PLAN_NO : PLAN_YES;
	year.rules.quorum_part = 0;
	year.rules.twice = 0;
	year.rules.miss_max = 3;
	CHECK_OK(plan_solve(desk, &year.ask, &whole));
	CHECK(whole.labels > 100, "it is not an easy one");
	plan_desk_stop(desk, at_once, &asked);
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_LIMIT, "stopped");
	CHECK_INT(asked, 1, "at the first asking");
	CHECK(plan.bound <= whole.cost && plan.cost >= whole.cost, "the truth lies between");
	arena_free(arena);
}

TEST(what_does_not_fit_is_refused)
{
	struct arena *arena = arena_new(1 << 26);
	struct plan_desk *desk = plan_desk_new(arena, false);
	static struct year year;
	struct plan plan;

	CHECK(!plan_rules_fault(&plan_standard), "the standard is in order");
	free_year(&year, 6, 56);
	year.rules.credits = 10;
	CHECK(plan_rules_fault(&year.rules) != NULL, "ten of nine");
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_INPUT, "is no rule");
	year.rules = plan_standard;
	year.travel[3] = -1;
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_INPUT, "nobody is paid to come");
	year.travel[3] = 0;
	year.ask.people = PLAN_PEOPLE_MAX + 1;
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_INPUT, "too many people");
	year.ask.people = 6;
	year.ask.slots = 0;
	CHECK_INT(plan_solve(desk, &year.ask, &plan), ERR_ABSENT, "no slots, no plan");
	arena_free(arena);
}

TESTS(the_family_is_the_published_one, the_published_sums_are_met_plainly_and_by_vectors,
      every_small_question_gets_the_best_of_all_plans, where_all_is_equal_the_earliest_slots_win,
      one_who_always_says_no_is_carried_by_the_rest,
      a_facilitator_free_exactly_six_times_is_used_six_times, any_numbers_of_meetings_and_people,
      usual_weeks_are_proven_without_looking_at_every_plan_that_is_as_good,
      a_long_solve_is_stopped_with_the_best_so_far, what_does_not_fit_is_refused)
