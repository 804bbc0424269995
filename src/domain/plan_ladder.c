/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_advice - when nothing fits: which rule to relax first, and what is in the way. */
#include "domain/plan_advice.h"

#include <string.h>

enum { WEEK = 7 };

/* The ask with these rungs relaxed, but for which meeting: `out` says where. */
static void relax(const struct plan_ask *ask, const struct plan_ask *wider, int rungs,
                  struct plan_rescue *out)
{
	out->rungs = rungs;
	out->quorum = out->guest = -1;
	out->ask = rungs & PLAN_RUNG_EVENING ? *wider : *ask;
	out->rules = *ask->rules;
	if (rungs & PLAN_RUNG_GAPS) {
		out->rules.gap_min = ask->rules->gap_min > WEEK ? ask->rules->gap_min - WEEK : 1;
		out->rules.gap_max = ask->rules->gap_max + WEEK > PLAN_GAP_MAX
		                             ? PLAN_GAP_MAX
		                             : ask->rules->gap_max + WEEK;
	}
	if (rungs & PLAN_RUNG_FEWER) {
		out->rules.meetings--;
		if (out->rules.credits > out->rules.meetings)
			out->rules.credits = out->rules.meetings;
	}
	out->ask.rules = &out->rules;
	out->ask.guest_price = PLAN_GUEST_PRICE;
}

static void settle(struct plan_rescue *best, const struct plan_rescue *tried)
{
	if (best->rungs && tried->plan.cost >= best->plan.cost) return;
	*best = *tried;
	best->ask.rules = &best->rules;
}

/* Tries a set of rungs at every meeting they may be used for. */
static enum err try_rungs(struct plan_desk *desk, const struct plan_ask *ask,
                          const struct plan_ask *wider, int rungs, struct plan_rescue *best)
{
	struct plan_rescue tried = { 0 };
	bool stopped = false;

	relax(ask, wider, rungs, &tried);
	const int meetings = tried.rules.meetings;
	for (int q = 0; q < (rungs & PLAN_RUNG_QUORUM ? meetings : 1); q++)
		for (int g = 0; g < (rungs & PLAN_RUNG_GUEST ? meetings : 1); g++) {
			if (rungs & PLAN_RUNG_QUORUM) {
				tried.quorum = q;
				tried.ask.half_quorum = ask->half_quorum | 1u << q;
			}
			if (rungs & PLAN_RUNG_GUEST) {
				tried.guest = g;
				tried.ask.guest = ask->guest | 1u << g;
			}
			const enum err err = plan_solve(desk, &tried.ask, &tried.plan);
			if (err && err != ERR_ABSENT && err != ERR_LIMIT) return err;
			stopped |= err == ERR_LIMIT;
			if (tried.plan.meetings) settle(best, &tried);
		}
	return stopped ? ERR_LIMIT : best->rungs ? OK : ERR_ABSENT;
}

static void blame(struct plan_desk *desk, const struct plan_ask *ask, enum plan_cause_kind kind,
                  int person, struct plan_rescue *out)
{
	struct plan plan;

	const enum err err = plan_solve(desk, ask, &plan);
	if ((err == OK || err == ERR_LIMIT) && plan.meetings)
		out->cause[out->causes++] = (struct plan_cause){ kind, person };
}

/* The ask without that person; `answer` has room for all. */
static void blame_person(struct plan_desk *desk, const struct plan_ask *ask, int person,
                         uint8_t *answer, struct plan_rescue *out)
{
	struct plan_ask without = *ask;
	uint32_t required[PLAN_MEETINGS_MAX];
	const uint32_t low = (1u << person) - 1;

	if (ask->people < 2) return;
	for (int p = 0, at = 0; p < ask->people; p++) {
		if (p == person) continue;
		memcpy(answer + at++ * ask->slots, ask->answer + p * ask->slots,
		       (size_t)ask->slots);
	}
	for (int m = 0; m < ask->rules->meetings; m++)
		required[m] = (ask->required[m] & low) | (ask->required[m] >> 1 & ~low);
	memcpy(without.required, required, sizeof(required[0]) * (size_t)ask->rules->meetings);
	without.answer = answer;
	without.chance = NULL;
	without.people--;
	blame(desk, &without, PLAN_CAUSE_PERSON, person, out);
}

static void find_causes(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                        struct plan_rescue *out)
{
	uint8_t *answer = NEW(arena, uint8_t, (size_t)(ask->people * ask->slots));
	struct plan_rules rules = *ask->rules;
	struct plan_ask lifted = *ask;

	for (int p = 0; p < ask->people; p++) blame_person(desk, ask, p, answer, out);
	lifted.travel = NULL;
	if (ask->travel) blame(desk, &lifted, PLAN_CAUSE_FACILITATOR, -1, out);
	lifted = *ask;
	lifted.no_quorum = UINT32_MAX;
	blame(desk, &lifted, PLAN_CAUSE_QUORUM, -1, out);
	lifted = *ask;
	lifted.meetings = NULL;
	if (ask->meetings) blame(desk, &lifted, PLAN_CAUSE_PINS, -1, out);
	lifted = *ask;
	memset(lifted.required, 0, sizeof(lifted.required));
	blame(desk, &lifted, PLAN_CAUSE_REQUIRED, -1, out);
	lifted = *ask;
	lifted.start_last = ask->end_last;
	blame(desk, &lifted, PLAN_CAUSE_START, -1, out);
	lifted = *ask;
	lifted.rules = &rules;
	rules.gap_min = 1, rules.gap_max = PLAN_GAP_MAX;
	blame(desk, &lifted, PLAN_CAUSE_GAPS, -1, out);
	rules = *ask->rules;
	rules.miss_max = rules.meetings;
	if (ask->rules->miss_max < rules.meetings)
		blame(desk, &lifted, PLAN_CAUSE_MISS_MAX, -1, out);
	rules = *ask->rules;
	rules.twice = 0;
	if (ask->rules->twice == PLAN_NEVER) blame(desk, &lifted, PLAN_CAUSE_TWICE, -1, out);
	rules = *ask->rules;
	rules.same_weekday = false;
	if (ask->rules->same_weekday) blame(desk, &lifted, PLAN_CAUSE_WEEKDAY, -1, out);
}

enum err plan_ladder(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                     const struct plan_ask *wider, struct plan_rescue *out)
{
	static const int rungs[] = {
		PLAN_RUNG_QUORUM,
		PLAN_RUNG_GAPS,
		PLAN_RUNG_GUEST,
		PLAN_RUNG_EVENING,
		PLAN_RUNG_FEWER,
		PLAN_RUNG_QUORUM | PLAN_RUNG_GAPS,
		PLAN_RUNG_QUORUM | PLAN_RUNG_GAPS | PLAN_RUNG_GUEST,
		PLAN_RUNG_QUORUM | PLAN_RUNG_GAPS | PLAN_RUNG_GUEST | PLAN_RUNG_EVENING,
		PLAN_RUNG_QUORUM | PLAN_RUNG_GAPS | PLAN_RUNG_GUEST | PLAN_RUNG_FEWER,
	};

	*out = (struct plan_rescue){ .quorum = -1, .guest = -1 };
	enum err err = ERR_ABSENT;

	for (size_t i = 0; i < LEN(rungs) && err == ERR_ABSENT; i++) {
		if (rungs[i] & PLAN_RUNG_EVENING && !wider) continue;
		if (rungs[i] & PLAN_RUNG_FEWER && ask->rules->meetings < 2) continue;
		err = try_rungs(desk, ask, wider, rungs[i], out);
	}
	if (err != ERR_INPUT) find_causes(desk, arena, ask, out);
	return err;
}
