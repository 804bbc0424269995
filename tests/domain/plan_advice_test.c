/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What people ask around a plan: each answer against every plan there is. */
#include "domain/plan_advice.h"

#include "domain/plan_als.h"
#include "domain/plan_words.h"
#include "domain/support_plan.h"
#include "support/check.h"

/* The least over plans that have `slot`, by trying all. */
static int32_t least_with(const struct plan_ask *ask, struct arena *arena, int slot)
{
	int32_t least = PLAN_NEVER;

	for (int m = 0; m < ask->rules->meetings; m++) {
		struct plan_ask forced = *ask;
		uint32_t *masks = plan_masks(arena, ask);
		plan_pin(ask, masks, m, slot);
		forced.meetings = masks;
		const int32_t cost = plan_case_least(&forced);
		if (cost < least) least = cost;
	}
	return least;
}

/* The same question without one of its people. */
static struct plan_ask ask_without(const struct plan_ask *ask, struct arena *arena, int person)
{
	const uint32_t low = (1u << person) - 1;
	uint8_t *answer = NEW(arena, uint8_t, (size_t)(ask->people * ask->slots));
	struct plan_ask out = *ask;

	for (int p = 0, at = 0; p < ask->people; p++)
		for (int s = 0; p != person && s < ask->slots; s++)
			answer[at++] = ask->answer[p * ask->slots + s];
	for (int m = 0; m < ask->rules->meetings; m++)
		out.required[m] = (ask->required[m] & low) | (ask->required[m] >> 1 & ~low);
	out.answer = answer, out.chance = NULL;
	out.people--;
	return out;
}

/* Of three kinds: is it named just where lifting it gives a plan with the slot? */
static void check_causes(struct plan_bench *d, const struct plan_ask *ask, int slot, int *named)
{
	struct plan_cause cause[PLAN_CAUSES_MAX];
	const int n = plan_why_causes(d->desk, d->arena, ask, slot, cause);
	bool facilitator = false, quorum = false, person[PLAN_PEOPLE_MAX] = { false };
	struct plan_ask lifted = *ask;

	for (int i = 0; i < n; i++) {
		facilitator |= cause[i].kind == PLAN_CAUSE_FACILITATOR;
		quorum |= cause[i].kind == PLAN_CAUSE_QUORUM;
		if (cause[i].kind == PLAN_CAUSE_PERSON) person[cause[i].person] = true;
		for (int k = 0; k < i; k++)
			CHECK(cause[k].kind != cause[i].kind || cause[k].person != cause[i].person,
			      "each once");
	}
	*named += n;
	lifted.travel = NULL;
	CHECK_INT(facilitator, ask->travel && least_with(&lifted, d->arena, slot) < PLAN_NEVER,
	          "but for the facilitator's days");
	lifted = *ask;
	lifted.no_quorum = UINT32_MAX;
	CHECK_INT(quorum, least_with(&lifted, d->arena, slot) < PLAN_NEVER, "but for the quorum");
	for (int p = 0; p < ask->people; p++) {
		if (ask->people < 2) break;
		const struct plan_ask without = ask_without(ask, d->arena, p);
		CHECK_INT(person[p], least_with(&without, d->arena, slot) < PLAN_NEVER,
		          "without that person");
	}
	for (int p = ask->people; p < PLAN_PEOPLE_MAX; p++) CHECK(!person[p], "of this set");
}

TEST(why_not_says_what_trying_every_plan_says)
{
	struct plan_bench d = plan_bench_new();
	int verdicts[PLAN_WHY_UNKNOWN + 1] = { 0 }, named = 0;

	FOR_SEEDS (random, 400) {
		struct plan_case small;
		struct plan plan;
		struct plan_why why;
		arena_reset(d.arena);
		plan_case_draw(d.arena, &random, 10, &small);
		if (plan_solve(d.desk, &small.ask, &plan)) continue;
		const int slot = (int)random_below(&random, (uint32_t)small.ask.slots);
		CHECK_OK(plan_why(d.desk, d.arena, &small.ask, &plan, slot, &why));
		const int32_t least = least_with(&small.ask, d.arena, slot);
		verdicts[why.verdict]++;
		if (why.verdict == PLAN_WHY_COSTS) {
			CHECK_INT(why.with.cost, least, "the best with it");
			CHECK_INT(why.more, least - plan.cost, "so much more");
			CHECK_INT(why.with.slot[why.meeting], slot, "as the meeting named");
		} else if (why.verdict == PLAN_WHY_USED)
			CHECK_INT(plan.slot[why.meeting], slot, "it is there");
		else
			CHECK_INT(least, PLAN_NEVER, "there is none with it");
		if (why.verdict == PLAN_WHY_QUORUM) CHECK(why.coming < why.needed, "too few");
		if (why.verdict == PLAN_WHY_NO_PLAN) check_causes(&d, &small.ask, slot, &named);
	}
	CHECK(named >= 10, str_z(d.arena, str_printf(d.arena, "%d named", named)));
	for (int v = 0; v < PLAN_WHY_UNKNOWN; v++) CHECK(verdicts[v] > 0, "all kinds came up");
	CHECK_INT(verdicts[PLAN_WHY_UNKNOWN], 0, "and nothing stayed open");
	plan_bench_free(&d);
}

/* ---- the ladder ---- */

TEST(where_nothing_fits_the_ladder_finds_a_step_and_names_it)
{
	struct plan_bench d = plan_bench_new();
	struct als als;
	int none = 0, helped = 0, alone = 0;

	als_begin(&als, 20260907, ALS_PLAIN);
	for (int i = 0; i < 400; i++) {
		struct als_set set;
		struct plan plan;
		struct plan_rescue rescue;
		arena_reset(d.arena);
		als_draw_set(&als, d.arena, &plan_standard, &set);
		if (plan_solve(d.desk, &set.ask, &plan) != ERR_ABSENT) continue;
		none++;
		const enum err err = plan_ladder(d.desk, d.arena, &set.ask, NULL, &rescue);
		CHECK(err == OK, "relaxing helps");
		helped++;
		alone += (rescue.rungs & (rescue.rungs - 1)) == 0;
		struct plan_parts parts;
		CHECK_INT(
			plan_price(&rescue.ask, rescue.plan.slot, rescue.plan.facilitated, &parts),
			rescue.plan.cost, "a plan by the rules as relaxed");
		int below = 0, quorum = plan_quorum(&plan_standard, set.ask.people);
		for (int m = 0; m < rescue.plan.meetings; m++)
			below += set.ask.people - __builtin_popcount(plan_missing(
							  &set.ask, rescue.plan.slot[m])) <
			         quorum;
		CHECK_INT(below, rescue.rungs & PLAN_RUNG_QUORUM ? 1 : 0, "at most one small");
		for (int c = 0; c < rescue.causes; c++) {
			struct str words =
				plan_rescue_words(d.arena, &set.ask, plan_names, &rescue);
			if (rescue.cause[c].kind == PLAN_CAUSE_PERSON)
				CHECK(str_has(words, plan_names[rescue.cause[c].person]), "named");
		}
	}
	CHECK(none > 8 && helped == none && alone > 0, "some were stuck, all were helped");
	plan_bench_free(&d);
}

/* Is there a plan, by trying all, with these rungs and no others? */
static bool helps(const struct plan_ask *ask, int rungs)
{
	struct plan_rules rules = *ask->rules;
	struct plan_ask relaxed = *ask;

	relaxed.rules = &rules, relaxed.guest_price = PLAN_GUEST_PRICE;
	if (rungs & PLAN_RUNG_EVENING) return false;
	if (rungs & PLAN_RUNG_GAPS) {
		rules.gap_min = rules.gap_min > 7 ? rules.gap_min - 7 : 1;
		rules.gap_max += 7;
	}
	if (rungs & PLAN_RUNG_FEWER) {
		if (--rules.meetings < 1) return false;
		if ((ask->facilitated | ask->self_facilitated) >> rules.meetings & 1) return false;
	}
	if (rules.credits > rules.meetings) rules.credits = rules.meetings;
	for (int q = 0; q < rules.meetings; q++)
		for (int g = 0; g < rules.meetings; g++) {
			relaxed.half_quorum =
				ask->half_quorum | (rungs & PLAN_RUNG_QUORUM ? 1u << q : 0);
			relaxed.guest = ask->guest | (rungs & PLAN_RUNG_GUEST ? 1u << g : 0);
			if (plan_case_least(&relaxed) < PLAN_NEVER) return true;
		}
	return false;
}

TEST(no_rule_is_relaxed_that_need_not_be)
{
	struct plan_bench d = plan_bench_new();
	int single = 0, several = 0, none = 0;

	FOR_SEEDS (random, 250) {
		struct plan_case small;
		struct plan plan;
		struct plan_rescue rescue;
		arena_reset(d.arena);
		plan_case_draw(d.arena, &random, 7, &small);
		if (plan_solve(d.desk, &small.ask, &plan) != ERR_ABSENT) continue;
		const enum err err = plan_ladder(d.desk, d.arena, &small.ask, NULL, &rescue);
		CHECK_INT(err, rescue.rungs ? OK : ERR_ABSENT, "helped or not");
		const int used = __builtin_popcount((unsigned)rescue.rungs);
		if (err) none++;
		if (used == 1) single++;
		if (used > 1) several++;
		for (int rungs = 0; rungs < 1 << PLAN_RUNGS; rungs++) {
			const int n = __builtin_popcount((unsigned)rungs);
			if (rungs == rescue.rungs)
				CHECK_INT(helps(&small.ask, rungs), used > 0, "it does help");
			else if (err || n < used || (n == used && rungs < rescue.rungs))
				CHECK(!helps(&small.ask, rungs), "nothing less does");
		}
	}
	CHECK(single > 20 && several > 10 && none > 10,
	      str_z(d.arena, str_printf(d.arena, "%d, %d, %d", single, several, none)));
	plan_bench_free(&d);
}

TEST(the_person_in_the_way_is_named)
{
	struct plan_bench d = plan_bench_new();
	struct plan_slot slot[560];
	struct plan_rescue rescue;
	struct plan plan;
	const int slots = plan_case_weeks(slot, 56);
	uint8_t *answer = NEW(d.arena, uint8_t, (size_t)(6 * slots));
	struct plan_rules rules = plan_standard;
	struct plan_ask ask = { .rules = &rules,
		                .slots = slots,
		                .slot = slot,
		                .people = 6,
		                .answer = answer,
		                .start_first = slot[0].day,
		                .start_last = day_add(slot[0].day, 20),
		                .end_last = slot[slots - 1].day };

	rules.miss_max = 3;
	memset(answer + 4 * slots, PLAN_NO, (size_t)slots); /* Esme never can */
	CHECK_INT(plan_solve(d.desk, &ask, &plan), ERR_ABSENT, "she would miss nine");
	CHECK_INT(plan_ladder(d.desk, d.arena, &ask, NULL, &rescue), ERR_ABSENT, "no step helps");
	CHECK_INT(rescue.causes, 2, "two things in the way");
	CHECK_INT(rescue.cause[0].kind, PLAN_CAUSE_PERSON, "a person");
	CHECK_INT(rescue.cause[0].person, 4, "Esme");
	CHECK_INT(rescue.cause[1].kind, PLAN_CAUSE_MISS_MAX, "or the cap");
	CHECK_STR(plan_rescue_words(d.arena, &ask, plan_names, &rescue),
	          "No plan keeps all the rules.\n"
	          "Without Esme there would be a plan.\n"
	          "There would be a plan but for how many meetings one person may miss.\n"
	          "Relaxing rules a step at a time gave no plan either: change what is named "
	          "above, or ask for more dates.\n",
	          "in words");
	plan_bench_free(&d);
}

TEST(evenings_help_where_days_do_not)
{
	struct plan_bench d = plan_bench_new();
	struct plan_slot day[12], all[18];
	uint8_t busy[2 * 12], open[2 * 18] = { 0 };
	struct plan_rules rules = plan_standard;
	struct plan_rescue rescue;

	for (int i = 0; i < 18; i++) {
		all[i] = (struct plan_slot){ day_add(day_of(2026, 9, 7), i / 3),
			                     (enum plan_half)(i % 3) };
		open[i] = open[18 + i] = all[i].half == PLAN_EVENING ? PLAN_YES : PLAN_NO;
		if (i % 3 < 2) day[i / 3 * 2 + i % 3] = all[i];
	}
	memset(busy, PLAN_NO, sizeof(busy));
	rules.meetings = 2, rules.credits = 1, rules.gap_min = 1, rules.gap_max = 3;
	struct plan_ask ask = { .rules = &rules,
		                .slots = 12,
		                .slot = day,
		                .people = 2,
		                .answer = busy,
		                .start_first = all[0].day,
		                .start_last = all[17].day,
		                .end_last = all[17].day };
	struct plan_ask wider = ask;
	wider.slots = 18, wider.slot = all, wider.answer = open;
	CHECK_OK(plan_ladder(d.desk, d.arena, &ask, &wider, &rescue));
	CHECK_INT(rescue.rungs, PLAN_RUNG_EVENING, "by evenings alone");
	CHECK_INT(all[rescue.plan.slot[0]].half, PLAN_EVENING, "in the evening");
	plan_bench_free(&d);
}

/* ---- which six ---- */

TEST(the_cheapest_flags_are_chosen_with_the_dates_as_they_are)
{
	struct plan_bench d = plan_bench_new();

	FOR_SEEDS (random, 300) {
		struct plan_case small;
		struct plan plan;
		uint32_t flags;
		int32_t cost, least = PLAN_NEVER;
		arena_reset(d.arena);
		plan_case_draw(d.arena, &random, 12, &small);
		if (plan_solve(d.desk, &small.ask, &plan)) continue;
		CHECK_OK(plan_flags(&small.ask, plan.slot, 0, 0, &flags, &cost));
		for (uint32_t f = 0; f < 1u << plan.meetings; f++) {
			struct plan_parts parts;
			if (plan_price(&small.ask, plan.slot, f, &parts) >= PLAN_NEVER) continue;
			if (parts.travel + parts.vote < least) least = parts.travel + parts.vote;
		}
		CHECK_INT(cost, least, "none is cheaper");
		CHECK_INT(cost, plan.parts.travel + plan.parts.vote, "the plan chose so too");
	}
	plan_bench_free(&d);
}

TEST(changing_one_flag_changes_one_other)
{
	struct plan_bench d = plan_bench_new();
	struct als als;
	struct als_set set;
	struct plan plan;
	uint32_t flags;
	int32_t cost;

	als_begin(&als, 42, ALS_EASY);
	als_draw_set(&als, d.arena, &plan_standard, &set);
	CHECK_OK(plan_solve(d.desk, &set.ask, &plan));
	set.ask.travel = NULL;
	for (int m = 1; m < 9; m++) {
		struct plan_ask wish = set.ask;
		if (plan.facilitated >> m & 1)
			wish.self_facilitated = 1u << m;
		else
			wish.facilitated = 1u << m;
		CHECK_OK(plan_flags(&wish, plan.slot, plan.facilitated, 1000, &flags, &cost));
		CHECK_INT(__builtin_popcount(flags), 6, "still six");
		CHECK_INT(__builtin_popcount(flags ^ plan.facilitated), 2, "one more, one less");
		CHECK((flags ^ plan.facilitated) >> m & 1, "the one asked for");
	}
	memset(set.ask.vote, 0, sizeof(set.ask.vote)); /* every choice costs the same */
	for (int m = 1; m <= 6; m++) {
		const uint32_t before = 0x1ffu & ~(7u << m);
		CHECK_OK(plan_flags(&set.ask, plan.slot, before, 0, &flags, &cost));
		CHECK_INT(flags, before, "then nothing changes");
	}
	set.ask.self_facilitated = 1;
	CHECK_INT(plan_flags(&set.ask, plan.slot, 0, 0, &flags, &cost), ERR_ABSENT,
	          "the first always is");
	plan_bench_free(&d);
}

TEST(votes_become_prices)
{
	const int8_t score[] = { 4, 0, -1, 2, 4, 1, -1, 3, 4, 0, -1, -1 };
	int32_t vote[4];

	plan_votes(3, 4, score, vote);
	CHECK_INT(vote[0], 0, "all want it");
	CHECK_INT(vote[1], 4, "hardly anybody does: 4, 3 and 4");
	CHECK_INT(vote[2], 2, "nobody voted");
	CHECK_INT(vote[3], 2, "2 and 3 of 4: one and a half, rounded");
}

/* ---- the unknown ---- */

TEST(those_who_have_not_answered_are_judged_by_what_is_known)
{
	const struct day monday = day_of(2026, 9, 7);
	struct plan_slot slot[8];
	uint8_t answer[3 * 8], chance[3 * 8];
	struct plan_ask ask = {
		.rules = &plan_standard, .slots = 8, .slot = slot, .people = 3, .answer = answer
	};

	for (int s = 0; s < 8; s++) /* Monday and Tuesday, both halves, two weeks */
		slot[s] = (struct plan_slot){ day_add(monday, s / 4 * 7 + s / 2 % 2),
			                      (enum plan_half)(s % 2) };
	memset(answer, PLAN_UNKNOWN, sizeof(answer));
	plan_estimate(&ask, chance);
	CHECK_INT(chance[0], PLAN_CHANCE, "nothing is known");
	answer[0] = PLAN_NO;      /* Ada, Monday morning */
	answer[8 + 1] = PLAN_YES; /* Bo, Monday afternoon */
	plan_estimate(&ask, chance);
	CHECK_INT(chance[4], 0, "Ada's Monday mornings");
	CHECK_INT(chance[5], 0, "Ada's Mondays");
	CHECK_INT(chance[8 + 4], 100, "Bo's Mondays");
	CHECK_INT(chance[16 + 4], 50, "Cleo's, by the others' Mondays");
	CHECK_INT(chance[2], PLAN_CHANCE, "of Tuesdays nothing is known");
	CHECK_INT(plan_unknown_cost(&plan_standard, 60), 4, "the usual price");
}

/* The sentence against both plans, solved again by hand. */
static void check_worth(struct plan_bench *d, const struct plan_ask *ask,
                        const struct plan_worth *worth, struct str line)
{
	uint8_t *answer[2];
	struct plan plan[2];
	int dates = 0;

	for (int k = 0; k < 2; k++) {
		const size_t n = (size_t)(ask->people * ask->slots);
		struct plan_ask supposed = *ask;
		answer[k] = NEW(d->arena, uint8_t, n);
		memcpy(answer[k], ask->answer, n);
		memset(answer[k] + worth->person * ask->slots, k ? PLAN_NO : PLAN_YES,
		       (size_t)ask->slots);
		supposed.answer = answer[k];
		if (plan_solve(d->desk, &supposed, &plan[k])) plan[k].meetings = 0;
	}
	CHECK(str_starts(line, plan_names[worth->person]), "it plan_names them");
	if (!plan[0].meetings || !plan[1].meetings) {
		CHECK(str_has(line,
		              plan[0].meetings ? STR("hangs on that") : STR("no plan, whatever")),
		      "there may be none");
		return;
	}
	for (int m = 0; m < 9; m++) dates += plan[0].slot[m] != plan[1].slot[m];
	const int more = plan[1].cost - plan[0].cost;
	const struct str points = str_printf(d->arena, "costs %d point", more);
	const struct str other = str_printf(d->arena, "has %d other date", dates);
	CHECK(more == 0 || str_has(line, points), "what it costs");
	CHECK(dates == 0 || str_has(line, other), "what it moves");
}

TEST(the_one_whose_answer_matters_most_is_asked_first)
{
	struct plan_bench d = plan_bench_new();
	struct als als;
	int shown = 0;

	als_begin(&als, 42, ALS_PLAIN);
	for (int i = 0; i < 60; i++) {
		struct als_set set;
		struct plan_worth worth[PLAN_PEOPLE_MAX];
		int count;
		arena_reset(d.arena);
		als_draw_set(&als, d.arena, &plan_standard, &set);
		CHECK_OK(plan_worth(d.desk, d.arena, &set.ask, worth, &count));
		struct str rest = plan_worth_words(d.arena, plan_names, worth, count), line;
		for (int w = 0; w < count; w++) {
			CHECK_INT(worth[w].unknown, 532, "who answers nothing in this family");
			if (w) CHECK(worth[w - 1].dates >= worth[w].dates, "the most worth first");
			CHECK(str_cut(&rest, '\n', &line), "a line each");
			check_worth(&d, &set.ask, &worth[w], line);
		}
		shown += count;
	}
	CHECK(shown > 10, "there were some");
	plan_bench_free(&d);
}

TESTS(why_not_says_what_trying_every_plan_says, no_rule_is_relaxed_that_need_not_be,
      where_nothing_fits_the_ladder_finds_a_step_and_names_it, the_person_in_the_way_is_named,
      evenings_help_where_days_do_not, the_cheapest_flags_are_chosen_with_the_dates_as_they_are,
      changing_one_flag_changes_one_other, votes_become_prices,
      those_who_have_not_answered_are_judged_by_what_is_known,
      the_one_whose_answer_matters_most_is_asked_first)
