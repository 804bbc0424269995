/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Each sentence about a plan, against what people answered. */
#include "domain/plan_words.h"

#include "domain/plan_als.h"
#include "domain/support_plan.h"
#include "support/check.h"

/* The plan_names that ought to follow "before: ", worked out from the answers alone. */
static struct str expect(struct arena *arena, const char *before, uint32_t people)
{
	struct str out = { 0 };
	const int n = __builtin_popcount(people);

	for (int p = 0, at = 0; p < 8; p++) {
		if (!(people >> p & 1)) continue;
		const char *gap = at == 0 ? "" : at == n - 1 ? " and " : ", ";
		out = str_printf(arena, "%.*s%s%.*s", STR_ARG(out), gap, STR_ARG(plan_names[p]));
		at++;
	}
	return n ? str_printf(arena, " %s: %.*s.", before, STR_ARG(out)) : (struct str){ 0 };
}

TEST(every_sentence_of_a_plan_is_true)
{
	struct plan_bench d = plan_bench_new();
	struct als als;

	als_begin(&als, 7, ALS_PLAIN);
	for (int i = 0; i < 40; i++) {
		struct als_set set;
		struct plan plan;
		struct str line;
		int seats = 0, unsure = 0, misses[8] = { 0 }, most = 0;
		uint32_t twice = 0, of_most = 0;
		arena_reset(d.arena);
		als_draw_set(&als, d.arena, &plan_standard, &set);
		if (plan_solve(d.desk, &set.ask, &plan)) continue;
		struct str rest = plan_words(d.arena, &set.ask, plan_names, &plan);
		for (int m = 0; m < 9; m++)
			for (int p = 0; p < set.ask.people; p++) {
				const uint8_t *answer = set.ask.answer + p * set.ask.slots;
				const bool no = answer[plan.slot[m]] == PLAN_NO;
				unsure += answer[plan.slot[m]] == PLAN_UNKNOWN;
				seats += !no, misses[p] += no;
				if (m && no && answer[plan.slot[m - 1]] == PLAN_NO)
					twice |= 1u << p;
				if (misses[p] > most) most = misses[p];
			}
		for (int p = 0; p < set.ask.people; p++)
			if (misses[p] == most) of_most |= 1u << p;
		CHECK(str_cut(&rest, '\n', &line), "a first line");
		const struct str not_yet =
			unsure ? str_printf(d.arena, ", %d not answered", unsure) : STR("");
		CHECK_STR(line,
		          str_z(d.arena,
		                str_printf(d.arena,
		                           "9 dates, 6 facilitated. %d of %d seats filled%.*s.",
		                           seats - unsure, 9 * set.ask.people, STR_ARG(not_yet))),
		          "seats counted by hand");
		CHECK(str_cut(&rest, '\n', &line), "a second");
		if (most) {
			char before[40];
			(void)snprintf(before, sizeof(before), "Nobody misses more than %d", most);
			const struct str want = str_from(expect(d.arena, before, of_most), 1);
			CHECK_STR(line, str_z(d.arena, want), "who misses most");
		}
		if (twice || most > 1) {
			CHECK(str_cut(&rest, '\n', &line), "a third");
			const struct str want =
				twice ? str_from(expect(d.arena, "Missing two running", twice), 1)
				      : STR("Nobody misses two running.");
			CHECK_STR(line, str_z(d.arena, want), "who misses two running");
		}
		CHECK(str_cut(&rest, '\n', &line), "the proof");
		CHECK_STR(line, "No other plan is better under these rules.", "it is proven");
		for (int m = 0; m < 9; m++) {
			uint32_t by[PLAN_ANSWERS] = { 0 };
			for (int p = 0; p < set.ask.people; p++)
				by[set.ask.answer[p * set.ask.slots + plan.slot[m]]] |= 1u << p;
			const struct str no = expect(d.arena, "Cannot come", by[PLAN_NO]);
			const struct str need = expect(d.arena, "If need be", by[PLAN_IF_NEED_BE]);
			const struct str open = expect(d.arena, "Not answered", by[PLAN_UNKNOWN]);
			const int sure = set.ask.people - __builtin_popcount(by[PLAN_NO]) -
			                 __builtin_popcount(by[PLAN_UNKNOWN]);
			const struct str want = str_printf(
				d.arena, "%d. %.*s, %s, %s.%.*s%.*s%.*s%s", m + 1,
				STR_ARG(day_words_year(d.arena, set.ask.slot[plan.slot[m]].day)),
				set.ask.slot[plan.slot[m]].half ? "afternoon" : "morning",
				plan.facilitated >> m & 1 ? "facilitated" : "self-facilitated",
				STR_ARG(no), STR_ARG(need), STR_ARG(open),
				3 * sure < 2 * set.ask.people ? " Quorum needs an answer." : "");
			CHECK(str_cut(&rest, '\n', &line), "a line for each meeting");
			CHECK_STR(line, str_z(d.arena, want), "as people answered");
		}
	}
	plan_bench_free(&d);
}

/* Every "Meeting N moves" line plan_names those whom the move helps and those whom it hurts, and no other. */
static void check_moves(struct arena *arena, const struct plan_ask *ask, const struct plan *old,
                        const struct plan *new, struct str words)
{
	int moves = 0, told = 0;

	for (int m = 0; m < 9; m++) {
		uint32_t gain = 0, lose = 0, stretch = 0;
		if (old->slot[m] == new->slot[m]) continue;
		moves++;
		for (int p = 0; p < ask->people; p++) {
			const bool was = ask->answer[p * ask->slots + old->slot[m]] == PLAN_NO;
			const bool is = ask->answer[p * ask->slots + new->slot[m]] == PLAN_NO;
			if (was && !is) gain |= 1u << p;
			if (!was && is) lose |= 1u << p;
			const uint8_t *answer = ask->answer + p * ask->slots;
			if (answer[new->slot[m]] == PLAN_IF_NEED_BE &&
			    answer[old->slot[m]] != PLAN_IF_NEED_BE)
				stretch |= 1u << p;
		}
		const struct str come = expect(arena, "Can come now", gain);
		const struct str go = expect(arena, "Cannot come any more", lose);
		const struct str need = expect(arena, "Only if need be now", stretch);
		const struct str end = str_printf(arena, "%.*s%.*s%.*s\n", STR_ARG(come),
		                                  STR_ARG(go), STR_ARG(need));
		const struct str line = str_printf(
			arena, "Meeting %d moves from %.*s to %.*s.%.*s", m + 1,
			STR_ARG(plan_slot_words(arena, &ask->slot[old->slot[m]])),
			STR_ARG(plan_slot_words(arena, &ask->slot[new->slot[m]])), STR_ARG(end));
		CHECK(str_has(words, line), "the move as it is");
	}
	for (struct str rest = words, line; str_cut(&rest, '\n', &line);)
		told += str_has(line, STR(" moves from "));
	CHECK_INT(told, moves, "no more and no fewer");
}

TEST(every_sentence_of_why_not_is_true)
{
	struct plan_bench d = plan_bench_new();
	struct als als;
	int costs = 0, quorum = 0;

	als_begin(&als, 3, ALS_PLAIN);
	FOR_SEEDS (random, 30) {
		struct als_set set;
		struct plan plan;
		arena_reset(d.arena);
		als_draw_set(&als, d.arena, &plan_standard, &set);
		if (plan_solve(d.desk, &set.ask, &plan)) continue;
		for (int i = 0; i < 4; i++) {
			struct plan_why why;
			const int slot = (int)random_below(&random, 532);
			CHECK_OK(plan_why(d.desk, d.arena, &set.ask, &plan, slot, &why));
			const struct str words =
				plan_why_words(d.arena, &set.ask, plan_names, &plan, &why);
			const struct str day = plan_slot_words(d.arena, &set.ask.slot[slot]);
			CHECK(str_has(words, day), "it speaks of that slot");
			if (why.verdict == PLAN_WHY_COSTS) {
				costs++;
				check_moves(d.arena, &set.ask, &plan, &why.with, words);
				struct plan_parts parts;
				CHECK_INT(plan_price(&set.ask, why.with.slot, why.with.facilitated,
				                     &parts) -
				                  plan.cost,
				          why.more, "points counted by the rules");
				const struct str more = str_printf(d.arena, "%d point", why.more);
				CHECK(why.more == 0 || str_has(words, more), "and said");
			} else if (why.verdict == PLAN_WHY_QUORUM) {
				int coming = 0;
				quorum++;
				for (int p = 0; p < set.ask.people; p++)
					coming += set.ask.answer[p * 532 + slot] != PLAN_NO;
				const struct str want =
					str_printf(d.arena, "only %d of %d could come", coming,
				                   set.ask.people);
				CHECK(str_has(words, want), "counted by hand");
			}
		}
	}
	CHECK(costs > 20 && quorum > 5, "both kinds came up");
	plan_bench_free(&d);
}

TESTS(every_sentence_of_a_plan_is_true, every_sentence_of_why_not_is_true)
