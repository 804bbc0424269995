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

/* Not even if each meeting might have half the set, and another facilitator?  Then no single one helps. */
static bool is_hopeless(struct plan_desk *desk, int rungs, const struct plan_rescue *tried)
{
	struct plan_ask all = tried->ask;
	struct plan plan;

	if (!(rungs & (PLAN_RUNG_QUORUM | PLAN_RUNG_GUEST))) return false;
	if (rungs & PLAN_RUNG_QUORUM) all.half_quorum = UINT32_MAX;
	if (rungs & PLAN_RUNG_GUEST) all.guest = UINT32_MAX;
	return plan_solve(desk, &all, &plan) == ERR_ABSENT;
}

/* Tries a set of rungs at every meeting they may be used for. */
static enum err try_rungs(struct plan_desk *desk, const struct plan_ask *ask,
                          const struct plan_ask *wider, int rungs, struct plan_rescue *best)
{
	struct plan_rescue tried = { 0 };
	bool stopped = false;

	relax(ask, wider, rungs, &tried);
	if (is_hopeless(desk, rungs, &tried)) return ERR_ABSENT;
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

/* A meeting less: the last, unless it is settled whether that one is facilitated. */
static bool may_be_fewer(const struct plan_ask *ask)
{
	const int last = ask->rules->meetings - 1;

	return last > 0 && !((ask->facilitated | ask->self_facilitated) >> last & 1);
}

enum err plan_ladder(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                     const struct plan_ask *wider, struct plan_rescue *out)
{
	enum err err = ERR_ABSENT;

	*out = (struct plan_rescue){ .quorum = -1, .guest = -1 };
	/* One rung, then two together, then three: no rule is relaxed that need not be. */
	for (int many = 1; many <= PLAN_RUNGS && err == ERR_ABSENT; many++)
		for (int rungs = 1; rungs < 1 << PLAN_RUNGS && err == ERR_ABSENT; rungs++) {
			if (__builtin_popcount((unsigned)rungs) != many) continue;
			if (rungs & PLAN_RUNG_EVENING && !wider) continue;
			if (rungs & PLAN_RUNG_FEWER && !may_be_fewer(ask)) continue;
			err = try_rungs(desk, ask, wider, rungs, out);
		}
	if (err != ERR_INPUT) out->causes = plan_causes(desk, arena, ask, NULL, out->cause);
	return err;
}
