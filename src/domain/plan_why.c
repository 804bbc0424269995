/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_advice - wishes about single slots, and why not this one. */
#include "domain/plan_advice.h"

#include <string.h>

uint32_t *plan_masks(struct arena *arena, const struct plan_ask *ask)
{
	uint32_t *masks = NEW(arena, uint32_t, (size_t)ask->slots);

	for (int s = 0; s < ask->slots; s++)
		masks[s] = ask->meetings ? ask->meetings[s] : UINT32_MAX;
	return masks;
}

void plan_pin(const struct plan_ask *ask, uint32_t *masks, int meeting, int slot)
{
	for (int s = 0; s < ask->slots; s++)
		if (s != slot) masks[s] &= ~(1u << meeting);
}

/* The best plan with `slot` as any of its meetings. */
static enum err force(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                      int slot, struct plan_why *out)
{
	uint32_t *masks = NEW(arena, uint32_t, (size_t)ask->slots);
	struct plan_ask forced = *ask;
	enum err worst = ERR_ABSENT;

	forced.meetings = masks;
	for (int m = 0; m < ask->rules->meetings; m++) {
		struct plan plan;
		if (ask->meetings && !(ask->meetings[slot] >> m & 1)) continue;
		for (int s = 0; s < ask->slots; s++)
			masks[s] = ask->meetings ? ask->meetings[s] : UINT32_MAX;
		plan_pin(ask, masks, m, slot);
		const enum err err = plan_solve(desk, &forced, &plan);
		if (err == ERR_ABSENT) continue;
		if (err) return err;
		if (worst == OK && plan.cost >= out->with.cost) continue;
		worst = OK;
		out->with = plan;
		out->meeting = m;
	}
	return worst;
}

static bool is_known(const struct plan_cause *list, int n, const struct plan_cause *cause)
{
	for (int i = 0; i < n; i++)
		if (list[i].kind == cause->kind && list[i].person == cause->person) return true;
	return false;
}

enum err plan_why(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                  const struct plan *plan, int slot, struct plan_why *out)
{
	const uint32_t all = (uint32_t)((1ull << ask->rules->meetings) - 1);
	const struct day day = ask->slot[slot].day;
	const uint32_t small = ask->half_quorum | ask->no_quorum;

	*out = (struct plan_why){ .verdict = PLAN_WHY_USED, .slot = slot, .meeting = -1 };
	out->coming = ask->people - __builtin_popcount(plan_missing(ask, slot));
	out->needed = plan_quorum(ask->rules, ask->people);
	for (int m = 0; m < plan->meetings; m++)
		if (plan->slot[m] == slot) {
			out->meeting = m;
			out->with = *plan;
			return OK;
		}
	if (day.n < ask->start_first.n || day.n > ask->end_last.n)
		out->verdict = PLAN_WHY_OUTSIDE;
	else if (ask->meetings && !(ask->meetings[slot] & all))
		out->verdict = PLAN_WHY_CLOSED;
	else if (out->coming < out->needed && !small)
		out->verdict = PLAN_WHY_QUORUM;
	else {
		const enum err err = force(desk, arena, ask, slot, out);
		if (err && err != ERR_ABSENT && err != ERR_LIMIT) return err;
		out->verdict = err == OK           ? PLAN_WHY_COSTS
		               : err == ERR_ABSENT ? PLAN_WHY_NO_PLAN
		                                   : PLAN_WHY_UNKNOWN;
		if (err == OK) out->more = out->with.cost - plan->cost;
	}
	return OK;
}

int plan_why_causes(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                    int slot, struct plan_cause out[PLAN_CAUSES_MAX])
{
	uint32_t *masks = NEW(arena, uint32_t, (size_t)ask->slots);
	uint32_t *stays = NEW(arena, uint32_t, (size_t)ask->slots);
	struct plan_ask forced = *ask;
	int n = 0;

	forced.meetings = masks;
	for (int m = 0; m < ask->rules->meetings; m++) {
		struct plan_cause cause[PLAN_CAUSES_MAX];
		for (int s = 0; s < ask->slots; s++) {
			stays[s] = UINT32_MAX;
			masks[s] = ask->meetings ? ask->meetings[s] : UINT32_MAX;
		}
		plan_pin(ask, masks, m, slot);
		plan_pin(ask, stays, m, slot);
		const int found = plan_causes(desk, arena, &forced, stays, cause);
		for (int i = 0; i < found; i++)
			if (!is_known(out, n, &cause[i])) out[n++] = cause[i];
	}
	return n;
}
