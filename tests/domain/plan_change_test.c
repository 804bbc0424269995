/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A date is lost: as few moves as can be, by trying all, and ways that are what they are called. */
#include "domain/plan_advice.h"

#include "domain/plan_als.h"
#include "domain/support_plan.h"
#include "support/check.h"

static int seats(const struct plan_ask *ask, const struct plan *plan)
{
	int sum = 0;

	for (int m = 0; m < plan->meetings; m++)
		for (int p = 0; p < ask->people; p++)
			sum += ask->answer[p * ask->slots + plan->slot[m]] != PLAN_NO;
	return sum;
}

/* What each way is called is what it is, beside the others. */
static void check_names(const struct plan_ask *ask, const struct plan_change *list, int count)
{
	for (int i = 0; i < count; i++)
		for (int k = 0; k < count; k++) {
			const struct plan *a = &list[i].plan, *b = &list[k].plan;
			if (i == k) continue;
			if (list[i].aim == PLAN_AIM_ATTENDANCE)
				CHECK(seats(ask, a) >= seats(ask, b), "best attendance");
			if (list[i].aim == PLAN_AIM_FAIREST)
				CHECK(a->parts.fairness < b->parts.fairness, "fairest");
			if (list[i].aim == PLAN_AIM_BALANCE)
				CHECK(a->cost < list[0].plan.cost, "better dates");
			CHECK(list[i].moves < list[k].moves || a->cost <= b->cost ||
			              a->parts.fairness < b->parts.fairness ||
			              seats(ask, a) > seats(ask, b),
			      "none is worse than another in every way");
			CHECK(list[i].moves != list[k].moves ||
			              memcmp(&a->parts, &b->parts, sizeof(a->parts)) != 0,
			      "none is as good as another in every way");
		}
}

TEST(a_lost_date_moves_as_few_others_as_can_be)
{
	struct plan_bench d = plan_bench_new();
	struct als als;
	int changes = 0, single = 0, more = 0;

	als_begin(&als, 42, ALS_PLAIN);
	for (int i = 0; i < 400; i++) {
		struct als_set set;
		struct plan plan;
		struct plan_change change[PLAN_CHANGES_MAX];
		int count;
		arena_reset(d.arena);
		als_draw_set(&als, d.arena, &plan_standard, &set);
		if (plan_solve(d.desk, &set.ask, &plan)) continue;
		const int lost = 1 + i % 8;
		const struct day open = day_add(set.ask.slot[plan.slot[lost - 1]].day, 1);
		const enum err err = plan_change(d.desk, d.arena, &set.ask, &plan, 1u << lost, open,
		                                 change, &count);
		if (err == ERR_ABSENT) continue;
		CHECK_OK(err);
		CHECK(count >= 1 && count <= PLAN_CHANGES_MAX, "one to three");
		changes++, single += change[0].moves == 1;
		more += count > 1;
		check_names(&set.ask, change, count);
		for (int c = 0; c < count; c++) {
			CHECK(change[c].moved >> lost & 1, "the lost one moves");
			CHECK(change[c].moves >= change[0].moves, "the first moves fewest");
			CHECK(change[0].fewest, "and says so");
			for (int m = 0; m < lost; m++)
				CHECK_INT(change[c].plan.slot[m], plan.slot[m], "the past stays");
			for (int m = lost; m < 9; m++)
				CHECK(change[c].plan.slot[m] != plan.slot[lost], "lost is lost");
			for (int o = 0; o < c; o++)
				CHECK(memcmp(change[c].plan.slot, change[o].plan.slot,
				             sizeof(plan.slot)) != 0 ||
				              change[c].plan.facilitated !=
				                      change[o].plan.facilitated,
				      "they differ");
		}
	}
	CHECK(changes > 300 && single * 10 > changes * 8, "mostly one date moves alone");
	CHECK(more > 20, "often there is more than one way");
	plan_bench_free(&d);
}

/* Every choice of meetings that stay where they are, and every plan that keeps them; N + 1 if there is none. */
static int fewest_moves(const struct plan_ask *ask, struct arena *arena, const struct plan *old,
                        int lost)
{
	int least = old->meetings + 1;

	for (uint32_t stay = 0; stay < 1u << old->meetings; stay++) {
		const int moves = old->meetings - __builtin_popcount(stay);
		struct plan_ask kept = *ask;
		uint32_t *masks = plan_masks(arena, ask);
		if ((stay >> lost & 1) || moves >= least) continue;
		masks[old->slot[lost]] = 0;
		for (int m = 0; m < old->meetings; m++)
			if (stay >> m & 1) plan_pin(ask, masks, m, old->slot[m]);
		kept.meetings = masks;
		if (plan_case_least(&kept) < PLAN_NEVER) least = moves;
	}
	return least;
}

TEST(no_plan_moves_fewer_than_the_fewest)
{
	struct plan_bench d = plan_bench_new();
	int tried = 0;

	FOR_SEEDS (random, 1000) {
		struct plan_case small;
		struct plan plan;
		struct plan_change change[PLAN_CHANGES_MAX];
		int count;
		arena_reset(d.arena);
		plan_case_draw(d.arena, &random, 10, &small);
		small.ask.extra = NULL;
		if (small.rules.meetings < 2 || plan_solve(d.desk, &small.ask, &plan)) continue;
		const int lost = (int)random_below(&random, (uint32_t)small.rules.meetings);
		const enum err err = plan_change(d.desk, d.arena, &small.ask, &plan, 1u << lost,
		                                 small.ask.slot[0].day, change, &count);
		const int least = fewest_moves(&small.ask, d.arena, &plan, lost);
		CHECK_INT(err, least <= plan.meetings ? OK : ERR_ABSENT,
		          "a way where there is one");
		if (err) continue;
		tried++;
		for (int c = 0; c < count; c++) {
			int moved = 0;
			for (int m = 0; m < plan.meetings; m++)
				moved += change[c].plan.slot[m] != plan.slot[m];
			CHECK_INT(moved, change[c].moves, "as many as it says");
			CHECK(moved >= least, "never fewer than can be");
			CHECK_INT(change[c].fewest, moved == least, "and says where it is fewest");
		}
		CHECK_INT(change[0].moves, least, "the first moves as few as can be");
	}
	CHECK(tried > 60, "often enough");
	plan_bench_free(&d);
}

TEST(where_no_change_keeps_the_rules_the_ladder_moves_what_it_may)
{
	struct plan_bench d = plan_bench_new();
	struct als als;
	int stuck = 0, helped = 0;

	als_begin(&als, 42, ALS_PLAIN);
	for (int i = 0; i < 400 && stuck < 12; i++) {
		struct als_set set;
		struct plan plan;
		struct plan_change change[PLAN_CHANGES_MAX];
		struct plan_rescue rescue;
		int count;
		arena_reset(d.arena);
		als_draw_set(&als, d.arena, &plan_standard, &set);
		if (plan_solve(d.desk, &set.ask, &plan)) continue;
		const int lost = 1 + i % 8;
		const struct day open = day_add(set.ask.slot[plan.slot[lost - 1]].day, 1);
		if (plan_change(d.desk, d.arena, &set.ask, &plan, 1u << lost, open, change,
		                &count) != ERR_ABSENT)
			continue;
		stuck++;
		const enum err err = plan_change_ladder(d.desk, d.arena, &set.ask, &plan,
		                                        1u << lost, open, &rescue);
		for (int c = 0; c < rescue.causes; c++)
			CHECK(rescue.cause[c].kind != PLAN_CAUSE_PINS, "the past is not to blame");
		if (err) continue;
		helped++;
		CHECK(rescue.rungs != 0, "something was relaxed");
		for (int m = 0; m < lost && m < rescue.plan.meetings; m++)
			CHECK_INT(rescue.plan.slot[m], plan.slot[m], "the past stays");
		for (int m = 0; m < rescue.plan.meetings; m++)
			CHECK(rescue.plan.slot[m] != plan.slot[lost], "lost is lost");
	}
	CHECK(stuck == 12 && helped > 8, "some were stuck, most were helped");
	plan_bench_free(&d);
}

TESTS(a_lost_date_moves_as_few_others_as_can_be, no_plan_moves_fewer_than_the_fewest,
      where_no_change_keeps_the_rules_the_ladder_moves_what_it_may)
