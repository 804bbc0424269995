/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - a set's slots in columns, those left out that no plan could use. */
#include "domain/plan_parts.h"

const struct plan_rules plan_standard = {
	.meetings = 9,
	.credits = 6,
	.gap_min = 35,
	.gap_max = 49,
	.gap_ideal = 42,
	.gap_divisor = 7,
	.quorum_part = 2,
	.quorum_whole = 3,
	.weight = { [PLAN_YES] = 0, [PLAN_IF_NEED_BE] = 3, [PLAN_UNKNOWN] = 4, [PLAN_NO] = 10 },
	.twice = 20,
	.fair = { 0,   0,   8,   24,   48,   80,   120,  168,  224,  288,  360,  440,  528, 624,
	          728, 840, 960, 1088, 1224, 1368, 1520, 1680, 1848, 2024, 2208, 2400, 2600 },
	.miss_max = PLAN_MEETINGS_MAX,
	.same_weekday = false,
	.first_is_facilitated = true,
};

const char *plan_rules_fault(const struct plan_rules *rules)
{
	if (rules->meetings < 1 || rules->meetings > PLAN_MEETINGS_MAX)
		return "A year has 1 to 26 meetings.";
	if (rules->credits < 0 || rules->credits > rules->meetings)
		return "As many meetings are facilitated as there are, or fewer.";
	if (rules->gap_min < 1 || rules->gap_max < rules->gap_min || rules->gap_max > PLAN_GAP_MAX)
		return "From one meeting to the next are 1 to 182 days, the least not above the "
		       "most.";
	if (rules->gap_ideal < 1 || rules->gap_ideal > PLAN_GAP_MAX || rules->gap_divisor < 1)
		return "The usual days from one meeting to the next are 1 to 182.";
	if (rules->quorum_whole < 1 || rules->quorum_part < 0 ||
	    rules->quorum_part > rules->quorum_whole || rules->quorum_whole > 100)
		return "A quorum is a part of the set, from none to all.";
	if (rules->miss_max < 0) return "A person may miss no fewer than 0 meetings.";
	if (rules->twice < 0 || (rules->twice > PLAN_COST_MAX && rules->twice != PLAN_NEVER))
		return "What missing twice running costs is 0 to 1048576.";
	for (int a = 0; a < PLAN_ANSWERS; a++)
		if (rules->weight[a] < 0 || rules->weight[a] > PLAN_COST_MAX / PLAN_PEOPLE_MAX)
			return "What an answer costs is 0 to 52428.";
	for (int k = 0; k <= rules->meetings; k++)
		if (rules->fair[k] < (k ? rules->fair[k - 1] : 0) || rules->fair[k] > PLAN_COST_MAX)
			return "What missing more meetings costs never falls, and is at most "
			       "1048576.";
	return NULL;
}

int plan_quorum(const struct plan_rules *rules, int people)
{
	return (people * rules->quorum_part + rules->quorum_whole - 1) / rules->quorum_whole;
}

uint32_t plan_missing(const struct plan_ask *ask, int slot)
{
	uint32_t missing = 0;

	for (int p = 0; p < ask->people; p++)
		if (ask->answer[p * ask->slots + slot] == PLAN_NO) missing |= 1u << p;
	return missing;
}

static bool is_price(int32_t price)
{
	return price >= 0 && price <= PLAN_COST_MAX;
}

static bool fits(const struct plan_ask *ask)
{
	if (plan_rules_fault(ask->rules) || ask->slots < 0 || ask->slots > PLAN_SLOTS_MAX ||
	    ask->people < 1 || ask->people > PLAN_PEOPLE_MAX)
		return false;
	if (!is_price(ask->guest_price)) return false;
	for (int m = 0; m < ask->rules->meetings; m++)
		if (!is_price(ask->vote[m])) return false;
	for (int s = 0; s < ask->slots; s++) {
		if (s && ask->slot[s].day.n < ask->slot[s - 1].day.n) return false;
		if (ask->extra && !is_price(ask->extra[s])) return false;
		if (ask->travel && !is_price(ask->travel[s]) && ask->travel[s] != PLAN_NEVER)
			return false;
	}
	return true;
}

static void make_room(struct arena *arena, struct plan_view *view, int slots)
{
	enum { COLUMNS = 8 };
	if (view->room <= slots) {
		view->room = slots + 1;
		view->column = NEW(arena, int32_t, COLUMNS * (size_t)view->room);
	}
	int32_t *at = view->column;
	const int room = view->room;
	view->day = at, view->cost = at + room, view->travel = at + 2 * room;
	view->slot = at + 3 * room, view->next = at + 4 * room, view->next_end = at + 5 * room;
	view->miss = (uint32_t *)at + 6 * room, view->may = (uint32_t *)at + 7 * room;
}

static void copy_rules(struct plan_view *view, const struct plan_ask *ask)
{
	const struct plan_rules *rules = ask->rules;

	view->rules = rules;
	view->people = ask->people;
	view->meetings = rules->meetings;
	view->credits = rules->credits;
	view->lanes = (rules->credits + PLAN_LANES) / PLAN_LANES * PLAN_LANES;
	for (int x = 0; x <= rules->gap_max; x++) {
		const int off = x - rules->gap_ideal;
		const bool may = x >= rules->gap_min && (!rules->same_weekday || x % 7 == 0);
		view->gap[x] = may ? off * off / rules->gap_divisor : PLAN_NEVER;
	}
	for (int n = 0; n <= ask->people; n++)
		view->twice[n] = n && rules->twice == PLAN_NEVER ? PLAN_NEVER : n * rules->twice;
	for (int k = 0; k <= rules->meetings; k++)
		view->fair[k] = k <= rules->miss_max ? rules->fair[k] : PLAN_NEVER;
	view->fair_step = rules->weight[PLAN_NO] > 0 ? rules->weight[PLAN_NO] : 1;
	for (int m = 0; m < rules->meetings; m++) view->vote[m] = ask->vote[m];
	view->facilitated = ask->facilitated;
	if (rules->first_is_facilitated && rules->credits > 0) view->facilitated |= 1;
	view->self_facilitated = ask->self_facilitated;
	view->guest = ask->guest;
	view->guest_price = ask->guest_price;
}

/* Attendance and who misses, for every slot of the ask, into columns not yet thinned. */
static void add_people(struct plan_view *view, const struct plan_ask *ask)
{
	const int32_t *weight = ask->rules->weight;

	for (int s = 0; s < ask->slots; s++) {
		view->cost[s] = ask->extra ? ask->extra[s] : 0;
		view->miss[s] = 0;
	}
	for (int p = 0; p < ask->people; p++) {
		const uint8_t *answer = ask->answer + p * ask->slots;
		const uint8_t *chance = ask->chance ? ask->chance + p * ask->slots : NULL;
		for (int s = 0; s < ask->slots; s++) {
			view->cost[s] += weight[answer[s]];
			view->miss[s] |= (uint32_t)(answer[s] == PLAN_NO) << p;
		}
		for (int s = 0; chance && s < ask->slots; s++)
			if (answer[s] == PLAN_UNKNOWN)
				view->cost[s] += plan_unknown_cost(ask->rules, chance[s]) -
				                 weight[PLAN_UNKNOWN];
	}
}

static uint32_t may_meet(const struct plan_ask *ask, uint32_t all, int slot, uint32_t miss)
{
	uint32_t may = ask->meetings ? ask->meetings[slot] & all : all;
	const int coming = ask->people - __builtin_popcount(miss);

	if (coming < plan_quorum(ask->rules, ask->people))
		may &= 2 * coming >= ask->people ? ask->half_quorum | ask->no_quorum
		                                 : ask->no_quorum;
	if (miss)
		for (int m = 0; m < ask->rules->meetings; m++)
			if (miss & ask->required[m]) may &= ~(1u << m);
	return may;
}

static void keep_usable(struct plan_view *view, const struct plan_ask *ask)
{
	const uint32_t all = (uint32_t)((1ull << ask->rules->meetings) - 1);
	int kept = 0;

	for (int s = 0; s < ask->slots; s++) {
		const uint32_t miss = view->miss[s];
		if (ask->slot[s].day.n < ask->start_first.n || ask->slot[s].day.n > ask->end_last.n)
			continue;
		const uint32_t may = may_meet(ask, all, s, miss);
		if (!may) continue;
		view->cost[kept] = view->cost[s];
		view->miss[kept] = miss;
		view->may[kept] = may;
		view->slot[kept] = s;
		view->day[kept++] = ask->slot[s].day.n;
	}
	view->slots = kept;
}

static int first_from(const struct plan_view *view, int at, int32_t day)
{
	while (at < view->slots && view->day[at] < day) at++;
	return at;
}

static void link_slots(struct plan_view *view, const struct plan_ask *ask)
{
	const struct plan_rules *rules = ask->rules;
	int from = 0, to = 0;

	for (int j = 0; j < view->slots; j++) {
		view->next[j] = from = first_from(view, from, view->day[j] + rules->gap_min);
		view->next_end[j] = to = first_from(view, to, view->day[j] + rules->gap_max + 1);
	}
	from = to = 0;
	for (int m = 0; m < rules->meetings; m++) {
		const int left = rules->meetings - 1 - m;
		const int32_t late = plan_least(ask->start_last.n + rules->gap_max * m,
		                                ask->end_last.n - rules->gap_min * left);
		view->from[m] = from =
			first_from(view, from, ask->start_first.n + rules->gap_min * m);
		view->to[m] = to = first_from(view, to, late + 1);
	}
}

static void add_travel(struct plan_view *view, const struct plan_ask *ask)
{
	for (int j = 0; j < view->slots; j++)
		view->travel[j] = ask->travel ? ask->travel[view->slot[j]] : 0;
}

enum err plan_view_make(struct arena *arena, const struct plan_ask *ask, struct plan_view *view)
{
	if (!fits(ask)) return ERR_INPUT;
	make_room(arena, view, ask->slots);
	copy_rules(view, ask);
	add_people(view, ask);
	keep_usable(view, ask);
	link_slots(view, ask);
	add_travel(view, ask);
	return OK;
}

/* Nobody knows: ten points times the chance that they do not come. */
int32_t plan_unknown_cost(const struct plan_rules *rules, int chance)
{
	return (rules->weight[PLAN_NO] * (100 - chance) + 50) / 100;
}
