/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - what a plan costs, from the rules and the answers alone: nothing of the solver is used. */
#include "domain/plan.h"

static int32_t slot_cost(const struct plan_ask *ask, int slot)
{
	int32_t cost = 0;

	for (int p = 0; p < ask->people; p++) {
		const int at = p * ask->slots + slot;
		if (ask->answer[at] == PLAN_UNKNOWN && ask->chance)
			cost += plan_unknown_cost(ask->rules, ask->chance[at]);
		else
			cost += ask->rules->weight[ask->answer[at]];
	}
	return cost;
}

static bool may_be(const struct plan_ask *ask, int m, int slot, uint32_t missing)
{
	const struct plan_rules *rules = ask->rules;
	const struct day day = ask->slot[slot].day;

	const int coming = ask->people - __builtin_popcount(missing);
	bool enough = coming >= plan_quorum(rules, ask->people) || (ask->no_quorum >> m & 1);
	if (ask->half_quorum >> m & 1) enough |= 2 * coming >= ask->people;
	if (!enough) return false;
	if (m == 0 && (day.n < ask->start_first.n || day.n > ask->start_last.n)) return false;
	if (day.n < ask->start_first.n || day.n > ask->end_last.n) return false;
	if (missing & ask->required[m]) return false;
	return !ask->meetings || (ask->meetings[slot] >> m & 1);
}

/* The way from one date to the next; false if it may not be. */
static bool add_gap(const struct plan_ask *ask, int from, int to, struct plan_parts *parts)
{
	const struct plan_rules *rules = ask->rules;
	const int days = ask->slot[to].day.n - ask->slot[from].day.n;
	const int off = days - rules->gap_ideal;
	const int both = __builtin_popcount(plan_missing(ask, from) & plan_missing(ask, to));

	if (days < rules->gap_min || days > rules->gap_max) return false;
	if (rules->same_weekday && days % 7) return false;
	if (both && rules->twice == PLAN_NEVER) return false;
	parts->rhythm += off * off / rules->gap_divisor;
	parts->twice += both ? both * rules->twice : 0;
	return true;
}

static bool add_facilitator(const struct plan_ask *ask, int m, int slot, struct plan_parts *parts)
{
	int32_t travel = ask->travel ? ask->travel[slot] : 0;

	if (travel == PLAN_NEVER && (ask->guest >> m & 1)) travel = ask->guest_price;
	if (travel == PLAN_NEVER) return false;
	parts->travel += travel;
	parts->vote += ask->vote[m];
	return true;
}

static bool flags_fit(const struct plan_ask *ask, uint32_t facilitated)
{
	const struct plan_rules *rules = ask->rules;

	if (__builtin_popcount(facilitated) != rules->credits) return false;
	if (rules->first_is_facilitated && rules->credits > 0 && !(facilitated & 1)) return false;
	if (facilitated & ask->self_facilitated) return false;
	return (facilitated & ask->facilitated) == ask->facilitated;
}

int32_t plan_price(const struct plan_ask *ask, const int *slot, uint32_t facilitated,
                   struct plan_parts *parts)
{
	const struct plan_rules *rules = ask->rules;
	int misses[PLAN_PEOPLE_MAX] = { 0 };

	*parts = (struct plan_parts){ 0 };
	if (!flags_fit(ask, facilitated)) return PLAN_NEVER;
	for (int m = 0; m < rules->meetings; m++) {
		const uint32_t missing = plan_missing(ask, slot[m]);
		if (!may_be(ask, m, slot[m], missing)) return PLAN_NEVER;
		if (m && !add_gap(ask, slot[m - 1], slot[m], parts)) return PLAN_NEVER;
		if ((facilitated >> m & 1) && !add_facilitator(ask, m, slot[m], parts))
			return PLAN_NEVER;
		parts->attendance += slot_cost(ask, slot[m]);
		parts->extra += ask->extra ? ask->extra[slot[m]] : 0;
		for (int p = 0; p < ask->people; p++) misses[p] += (int)(missing >> p & 1);
	}
	for (int p = 0; p < ask->people; p++) {
		if (misses[p] > rules->miss_max) return PLAN_NEVER;
		parts->fairness += rules->fair[misses[p]];
	}
	return parts->attendance + parts->rhythm + parts->twice + parts->travel + parts->vote +
	       parts->fairness + parts->extra;
}

int64_t plan_most(const struct plan_ask *ask)
{
	const struct plan_rules *rules = ask->rules;
	int64_t gap = 0, slot = 0, sum = 0;

	for (int x = rules->gap_min; x <= rules->gap_max; x++) {
		const int off = x - rules->gap_ideal;
		if (off * off / rules->gap_divisor > gap) gap = off * off / rules->gap_divisor;
	}
	if (rules->twice < PLAN_NEVER) gap += (int64_t)rules->twice * ask->people;
	for (int s = 0; s < ask->slots; s++) {
		int64_t here = ask->extra ? ask->extra[s] : 0;
		if (ask->travel && ask->travel[s] < PLAN_NEVER) here += ask->travel[s];
		if (here > slot) slot = here;
	}
	for (int a = 0; a < PLAN_ANSWERS; a++)
		sum = rules->weight[a] > sum ? rules->weight[a] : sum;
	slot += sum * ask->people;
	sum = ask->people * (int64_t)rules->fair[rules->meetings];
	for (int m = 0; m < rules->meetings; m++) sum += gap + slot + ask->vote[m];
	return sum;
}
