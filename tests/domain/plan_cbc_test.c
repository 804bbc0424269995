/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The planner against CBC, a mixed-integer solver that knows the model and nothing of the method.  Where
 * cbc is not installed the tests say so and pass. */
#include "domain/plan_als.h"
#include "domain/support_plan.h"
#include "support/check.h"
#include "support/folder.h"
#include "support/plan_lp.h"

static bool ready(struct folder *folder)
{
	if (!plan_lp_is_there()) {
		print_message("note: cbc is not installed, so nothing was compared with it\n");
		return false;
	}
	folder_make(folder);
	return true;
}

/* Both say the same; true if there is a plan. */
static bool agree(struct plan_desk *desk, const struct plan_ask *ask, const char *folder)
{
	struct plan plan;
	int64_t ns;
	double seconds;
	const enum err err = plan_solve(desk, ask, &plan);
	const int32_t least = plan_lp_solve(ask, folder, &ns, &seconds);

	CHECK(least >= 0, "cbc came to an end");
	CHECK_INT(err, least < PLAN_NEVER ? OK : ERR_ABSENT, "a plan where cbc finds one");
	if (!err) CHECK_INT(plan.cost, least, "the same optimum");
	return err == OK;
}

TEST(a_hundred_years_have_the_optimum_that_cbc_finds)
{
	struct folder folder;
	struct arena *memory = arena_new(1 << 28), *arena = arena_new(1 << 20);
	struct plan_desk *desk = plan_desk_new(memory, false);
	static struct als als;
	int planned = 0;

	if (ready(&folder)) {
		als_begin(&als, 20260907, ALS_PLAIN);
		for (int i = 0; i < 100; i++) {
			struct als_set set;
			arena_reset(arena);
			als_draw_set(&als, arena, &plan_standard, &set);
			planned += agree(desk, &set.ask, folder.path);
		}
		CHECK(planned > 90 && planned < 100, "most have a plan, some have none");
		folder_remove(&folder);
	}
	arena_free(arena);
	arena_free(memory);
}

TEST(every_option_means_to_cbc_what_it_means_to_us)
{
	struct folder folder;
	struct arena *memory = arena_new(1 << 28), *arena = arena_new(1 << 22);
	struct plan_desk *desk = plan_desk_new(memory, false);
	int planned = 0;

	if (ready(&folder)) {
		FOR_SEEDS (random, 150) {
			struct plan_case some;
			arena_reset(arena);
			plan_case_draw(arena, &random, 40, &some);
			/* Fairness that grows by more each time, as a linear program needs it. */
			memcpy(some.rules.fair, plan_standard.fair, sizeof(some.rules.fair));
			planned += agree(desk, &some.ask, folder.path);
		}
		CHECK(planned > 40, "many have a plan");
		folder_remove(&folder);
	}
	arena_free(arena);
	arena_free(memory);
}

TEST(hard_years_have_the_optimum_that_cbc_finds)
{
	struct folder folder;
	struct arena *arena = arena_new(1 << 28);
	struct plan_desk *desk = plan_desk_new(arena, false);
	static struct als als;

	for (int kind = 0; kind < 8 && ready(&folder); kind++) {
		struct als_set set;
		struct plan_rules rules = plan_standard;
		als_begin(&als, 42, kind < 4 ? ALS_PLAIN : kind < 6 ? ALS_EASY : ALS_TIGHT);
		als_draw_set(&als, arena, &rules, &set);
		struct plan_ask ask = set.ask;
		uint8_t *answer = NEW(arena, uint8_t, (size_t)(ask.people * ask.slots));
		int32_t *travel = NEW(arena, int32_t, (size_t)ask.slots);
		memcpy(answer, ask.answer, (size_t)(ask.people * ask.slots));
		memcpy(travel, ask.travel, (size_t)ask.slots * sizeof(*travel));
		ask.answer = answer, ask.travel = travel;
		if (kind == 0) memset(answer, PLAN_NO, (size_t)ask.slots); /* one always says no */
		if (kind == 1) memset(answer, PLAN_YES, (size_t)(ask.people * ask.slots));
		if (kind == 2) {
			memset(answer, PLAN_YES, (size_t)(ask.people * ask.slots));
			for (int s = 0; s < ask.slots; s++)
				travel[s] = s % 60 == 7 ? 0 : PLAN_NEVER;
		}
		if (kind == 3 || kind == 5) rules.quorum_part = 3; /* everybody */
		if (kind == 7) rules.twice = PLAN_NEVER, rules.miss_max = 2;
		(void)agree(desk, &ask, folder.path);
		folder_remove(&folder);
	}
	arena_free(arena);
}

TESTS(a_hundred_years_have_the_optimum_that_cbc_finds,
      every_option_means_to_cbc_what_it_means_to_us, hard_years_have_the_optimum_that_cbc_finds)
