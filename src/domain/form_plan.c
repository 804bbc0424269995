/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_plan - the search for a plan: half-days for sets, people into sets, then annealing by
 * exchanges, moves and new half-days.  A broken rule costs more than any mix can gain. */
#include "domain/form_plan_parts.h"

#include <math.h>

enum {
	MOVED_COST = 60000, /* in repair */
	MOVED_LITTLE = 200, /* in any other re-run: not for nothing */
	CHECK_EVERY = 256,  /* trials between two looks at the clock */
	REPORT_EVERY = 64,  /* looks between two reports */
	STUCK_CYCLE =
		48 /* looks from cheap rules to dear ones, and a quarter more for each person */
};
/* Temperatures, in units of form_cost. */
/* A large crowd has fewer trials for each person, and does better if none are spent where it is hot. */
static const double HOT = 4000, COLD = 300, HOT_LARGE = 2500, COLD_LARGE = 100, HOT_AFTER = 600;
enum { LARGE = 500 };
/* Broken rules that climbing leaves are mended by wandering, but not in the last part of the time; what a
 * rule costs then, in temperatures. */
static const double STUCK_HOT = 120000, STUCK_UNTIL = 0.6, STUCK_LEAST = 1, STUCK_MORE = 14;

static double share_spent(const struct form_maker *m)
{
	return m->stopped ? 1 : form_spent(m->time, m->trials, m->start_us);
}

/* ---- annealing --------------------------------------------------------------------------------- */

static bool is_locked(const struct form_maker *m, int set)
{
	return m->p->locked && m->p->locked[set];
}

static bool takes(struct form_maker *m, double cost)
{
	if (cost <= 0) return true;
	return cost < m->temperature * m->draw[random_next(&m->random) >> 52];
}

static int moved_by(const struct form_maker *m, int x, int from, int to)
{
	const int home = m->p->before ? m->p->before[x] : FORM_NONE;

	return home == FORM_NONE ? 0 : (to != home) - (from != home);
}

static int upset_by(const struct form_maker *m, int x, int from, int to)
{
	return moved_by(m, x, from, to) * form_firm(m->p, x);
}

static bool moves_fit(const struct form_maker *m, int more)
{
	return more <= 0 || m->p->max_moves == FORM_NONE || m->s->moved + more <= m->p->max_moves;
}

static void exchange(struct form_sets *s, int x, int y)
{
	const int a = s->of[x], b = s->of[y];

	form_leave(s, x);
	form_leave(s, y);
	form_enter(s, x, b);
	form_enter(s, y, a);
}

/* What x leaving set a for b changes beside the mix, y (or FORM_NONE) coming back: adds rules broken. */
static int64_t ease_change(const struct form_sets *s, int x, int y, int a, int b, int *broken)
{
	const struct form_set *sa = &s->set[a], *sb = &s->set[b];
	int64_t unease =
		form_unease(s, x, sb->slot, sb->place) - form_unease(s, x, sa->slot, sa->place);

	if (y != FORM_NONE)
		unease += form_unease(s, y, sa->slot, sa->place) -
		          form_unease(s, y, sb->slot, sb->place);
	*broken += form_trait_change(s, a, x, y, &unease) + form_trait_change(s, b, y, x, &unease);
	return unease;
}

/* What exchanging x and y, of different sets, would change. */
static double exchange_cost(const struct form_maker *m, int x, int y)
{
	const struct form_sets *s = m->s;
	const int a = s->of[x], b = s->of[y];
	const struct form_set *sa = &s->set[a], *sb = &s->set[b];
	int broken = form_misfit(s, x, b, sb->slot, sb->place) +
	             form_misfit(s, y, a, sa->slot, sa->place) -
	             form_misfit(s, x, a, sa->slot, sa->place) -
	             form_misfit(s, y, b, sb->slot, sb->place);
	const int64_t unease = s->eases ? ease_change(s, x, y, a, b, &broken) : 0;

	if ((broken > 0 && s->broken == 0) || m->p->pin[x] == a || m->p->pin[y] == b)
		return INFINITY;
	const struct form_fit out_x = form_fit(s, x, a, s->lane[x]),
			      out_y = form_fit(s, y, b, s->lane[y]);
	struct form_fit in_x = { 0 }, in_y = { 0 };
	in_x = form_fit(s, x, b, s->lane[y]);
	in_y = form_fit(s, y, a, s->lane[x]);
	broken += in_x.broken + in_y.broken - out_x.broken - out_y.broken;
	const int moved = moved_by(m, x, a, b) + moved_by(m, y, b, a);
	const int upset = upset_by(m, x, a, b) + upset_by(m, y, b, a);
	if (!moves_fit(m, moved)) return INFINITY;
	const int64_t cost = form_cost(s, sa->like + in_y.like - out_x.like, sa->size) +
	                     form_cost(s, sb->like + in_x.like - out_y.like, sb->size) - sa->cost -
	                     sb->cost + unease;
	return (double)cost + (double)broken * m->rule_cost + upset * m->move_cost;
}

static void try_move(struct form_maker *m, int x, int b)
{
	struct form_sets *s = m->s;
	const int a = s->of[x];
	const struct form_set *sa = &s->set[a], *sb = &s->set[b];

	if (sb->size == FORM_SET_SIZE_MAX || m->p->pin[x] == a ||
	    (s->broken == 0 && (sb->size >= m->p->most[b] || sa->size <= m->p->least[a])))
		return;
	const struct form_fit out = form_fit(s, x, a, s->lane[x]),
			      in = form_fit(s, x, b, FORM_NONE);
	const int moved = moved_by(m, x, a, b);
	int broken = in.broken - out.broken + form_misfit(s, x, b, sb->slot, sb->place) -
	             form_misfit(s, x, a, sa->slot, sa->place) + (sb->size >= m->p->most[b]) -
	             (sb->size < m->p->least[b]) + (sa->size <= m->p->least[a]) -
	             (sa->size > m->p->most[a]);
	const int64_t unease = s->eases ? ease_change(s, x, FORM_NONE, a, b, &broken) : 0;
	if (!moves_fit(m, moved)) return;
	const int64_t cost = form_cost(s, sa->like - out.like, sa->size - 1) +
	                     form_cost(s, sb->like + in.like, sb->size + 1) - sa->cost - sb->cost +
	                     unease;
	if (!takes(m, (double)cost + (double)broken * m->rule_cost +
	                      upset_by(m, x, a, b) * m->move_cost))
		return;
	form_leave(s, x);
	form_enter(s, x, b);
}

static double total(const struct form_maker *m, int a, int b)
{
	const struct form_sets *s = m->s;

	return (double)(s->set[a].cost + s->set[b].cost + s->unease) +
	       (double)s->broken * m->rule_cost + s->upset * m->move_cost;
}

/* x and all who must be with them change places with as many of set b: done, then undone if it does
 * not pay. */
static void try_together(struct form_maker *m, int x, int b)
{
	struct form_sets *s = m->s;
	const int a = s->of[x];
	int pair[FORM_SET_SIZE_MAX][2], n = 0;
	const double before = total(m, a, b);

	for (int k = s->link_at[x] - 1; k < s->link_at[x + 1]; k++) {
		const int who = k < s->link_at[x] ? x : s->link_of[k].b;
		if (k >= s->link_at[x] && s->link_of[k].kind != FORM_TOGETHER) continue;
		if (s->of[who] != a || n == s->set[b].size) continue;
		/* Those already exchanged sit at the end of b: the first lanes are its old members. */
		const int other =
			s->set[b].member[random_below(&m->random, (uint32_t)(s->set[b].size - n))];
		exchange(s, who, other);
		pair[n][0] = who;
		pair[n++][1] = other;
	}
	if (moves_fit(m, 0) && (m->p->max_moves == FORM_NONE || s->moved <= m->p->max_moves) &&
	    takes(m, total(m, a, b) - before))
		return;
	while (n-- > 0) exchange(s, pair[n][0], pair[n][1]);
}

/* What it costs if the set meets then and there: rules broken, and what people would rather have. */
static double retime_cost(const struct form_maker *m, int set, int slot, int place)
{
	const struct form_set *at = &m->s->set[set];
	int64_t unease = 0;
	int broken = 0;

	for (int l = 0; l < at->size; l++) {
		const int x = at->member[l];
		broken += form_misfit(m->s, x, set, slot, place) -
		          form_misfit(m->s, x, set, at->slot, at->place);
		if (m->s->eases)
			unease += form_unease(m->s, x, slot, place) -
			          form_unease(m->s, x, at->slot, at->place);
	}
	return (double)broken * m->rule_cost + (double)unease;
}

/* One of the bits that are set, or FORM_NONE. */
static int draw_bit(struct form_maker *m, uint64_t bits)
{
	const int n = __builtin_popcountll(bits);

	if (n == 0) return FORM_NONE;
	for (uint32_t skip = random_below(&m->random, (uint32_t)n); skip > 0; skip--)
		bits &= bits - 1;
	return __builtin_ctzll(bits);
}

/* In repair another half-day is a move for all who are in the set. */
static double retime_moves(const struct form_maker *m, int set, int slot)
{
	const struct form_set *at = &m->s->set[set];
	const int home = m->start_slot ? m->start_slot[set] : FORM_NONE;

	return home == FORM_NONE ? 0
	                         : m->move_cost * at->size * ((slot != home) - (at->slot != home));
}

static bool keeps_times(const struct form_maker *m, int set)
{
	return is_locked(m, set) ||
	       (m->p->keep_times && m->start_slot && m->start_slot[set] != FORM_NONE);
}

/* Two sets of one facilitator change half-days: neither could take the other's while it is used. */
static void try_swapping_times(struct form_maker *m, int a, int slot)
{
	const int who = m->s->who[a], slot_a = m->s->set[a].slot;
	int b = FORM_NONE;

	for (int i = 0; i < m->n_at[slot]; i++)
		if (m->s->who[m->at[slot][i]] == who) b = m->at[slot][i];
	if (b == FORM_NONE || keeps_times(m, b)) return;
	const int place_a = m->s->set[a].place, place_b = m->s->set[b].place;
	const double cost = retime_cost(m, a, slot, place_a) + retime_cost(m, b, slot_a, place_b) +
	                    retime_moves(m, a, slot) + retime_moves(m, b, slot_a);
	if (!takes(m, cost)) return;
	form_set_slot(m, a, slot, place_a);
	form_set_slot(m, b, slot_a, place_b);
}

/* What it costs that somebody else leads the set: whom they may not lead, and in repair a move of all. */
static double lead_cost(const struct form_maker *m, int set, int f)
{
	const struct form_sets *s = m->s;
	const struct form_set *at = &s->set[set];
	const int old = s->who[set], home = m->p->facilitator[set];
	int broken = 0;

	for (int l = 0; l < at->size; l++)
		broken += form_is_banned(m->p, f, at->member[l]) -
		          form_is_banned(m->p, old, at->member[l]);
	return broken * m->rule_cost +
	       (m->start_slot != NULL) * m->move_cost * at->size * ((f != home) - (old != home));
}

/* Could the facilitator be there then, if `given` (a half-day or FORM_NONE) were not taken? */
static bool can_lead(const struct form_maker *m, int f, int slot, int place, int given)
{
	const uint64_t used = given == FORM_NONE ? m->s->facilitator_used[f]
	                                         : m->s->facilitator_used[f] & ~(1ull << given);

	return (m->p->facilitator_slots[f] >> slot & 1) && !(used >> slot & 1) &&
	       (!m->p->facilitator_places || (m->p->facilitator_places[f] >> place & 1));
}

/* Rules broken by the facilitator's not being free then, not coming there, or having another set then. */
static int lead_fault(const struct form_maker *m, int set)
{
	const struct form_problem *p = m->p;
	const int f = m->s->who[set], slot = m->s->set[set].slot, place = m->s->set[set].place;

	return f == FORM_NONE ? 0
	                      : !(p->facilitator_slots[f] >> slot & 1) +
	                                (p->facilitator_places &&
	                                 !(p->facilitator_places[f] >> place & 1)) +
	                                (m->s->booked[f * FORM_SLOTS_MAX + slot] > 1);
}

/* Two sets change facilitators; where those cannot come, half-days and places as well. */
static void try_swapping_leaders(struct form_maker *m, int a)
{
	struct form_sets *s = m->s;
	const int b = (int)random_below(&m->random, (uint32_t)m->p->sets);
	const int f = s->who[a], g = s->who[b];
	const int slot_a = s->set[a].slot, place_a = s->set[a].place;
	const int slot_b = s->set[b].slot, place_b = s->set[b].place;

	if (f == g || f == FORM_NONE || g == FORM_NONE || keeps_times(m, b)) return;
	const bool stay =
		can_lead(m, f, slot_b, place_b, slot_a) && can_lead(m, g, slot_a, place_a, slot_b);
	double cost = lead_cost(m, a, g) + lead_cost(m, b, f);
	if (!stay)
		cost += retime_cost(m, a, slot_b, place_b) + retime_cost(m, b, slot_a, place_a) +
		        retime_moves(m, a, slot_b) + retime_moves(m, b, slot_a);
	else
		cost -= (lead_fault(m, a) + lead_fault(m, b)) * m->rule_cost;
	if (!takes(m, cost)) return;
	form_lead(s, a, g);
	form_lead(s, b, f);
	if (stay) return;
	form_set_slot(m, a, slot_b, place_b);
	form_set_slot(m, b, slot_a, place_a);
}

/* Somebody else with room leads the set, at another half-day or place where they need one. */
static void try_leading(struct form_maker *m, int set)
{
	struct form_sets *s = m->s;
	const struct form_problem *p = m->p;
	const int f = (int)random_below(&m->random, (uint32_t)p->facilitators);
	const struct form_set *at = &s->set[set];
	int slot = at->slot, place = at->place;

	if (keeps_times(m, set) || s->who[set] == FORM_NONE) return;
	if (f == s->who[set] || s->load[f] >= p->facilitator_room[f]) {
		try_swapping_leaders(m, set);
		return;
	}
	if (!can_lead(m, f, slot, place, FORM_NONE)) {
		slot = draw_bit(m, p->facilitator_slots[f] & ~s->facilitator_used[f] & m->any_time);
		if (p->facilitator_places && !(p->facilitator_places[f] >> place & 1))
			place = draw_bit(m, p->facilitator_places[f] & m->anywhere);
		if (slot == FORM_NONE || place == FORM_NONE) return;
	}
	const double cost = lead_cost(m, set, f) + retime_cost(m, set, slot, place) +
	                    retime_moves(m, set, slot) - lead_fault(m, set) * m->rule_cost;
	if (!takes(m, cost)) return;
	form_lead(s, set, f);
	form_set_slot(m, set, slot, place);
}

/* Another half-day, or another place, for a set. */
static void try_retime(struct form_maker *m, int set)
{
	const struct form_set *at = &m->s->set[set];
	const int who = m->s->who[set];
	const bool elsewhere = m->p->places && (random_next(&m->random) >> 63);
	const uint64_t times = who == FORM_NONE ? ~0ull : m->p->facilitator_slots[who];
	const int slot = elsewhere ? at->slot : draw_bit(m, times & m->any_time),
		  place = elsewhere ? draw_bit(m, form_may_be(m, set)) : at->place;

	if (slot == FORM_NONE || place == FORM_NONE || keeps_times(m, set) ||
	    (slot == at->slot && place == at->place))
		return;
	if (!(form_may_meet(m, set) >> slot & 1)) {
		try_swapping_times(m, set, slot);
		return;
	}
	if (takes(m, retime_cost(m, set, slot, place) + retime_moves(m, set, slot) -
	                     lead_fault(m, set) * m->rule_cost))
		form_set_slot(m, set, slot, place);
}

/* A set, not x's own, at a half-day when x is free; FORM_NONE if chance finds none. */
static int other_set(struct form_maker *m, int x)
{
	const int slot = draw_bit(m, m->p->slots[x]);

	if (slot == FORM_NONE) return FORM_NONE;
	if (m->n_at[slot] == 0) return FORM_NONE;
	const int k = m->at[slot][random_below(&m->random, (uint32_t)m->n_at[slot])];
	return k == m->s->of[x] || is_locked(m, k) ? FORM_NONE : k;
}

/* Somebody x must be with: the first who is elsewhere, or else the first; FORM_NONE if nobody. */
static int mate_of(const struct form_sets *s, int x)
{
	int mate = FORM_NONE;

	for (int k = s->link_at[x]; k < s->link_at[x + 1]; k++) {
		if (s->link_of[k].kind != FORM_TOGETHER) continue;
		if (s->of[s->link_of[k].b] != s->of[x]) return s->link_of[k].b;
		mate = s->link_of[k].b;
	}
	return mate;
}

static void try_something(struct form_maker *m)
{
	struct form_sets *s = m->s;
	const int x = (int)random_below(&m->random, (uint32_t)m->p->people);
	const uint32_t what = random_below(&m->random, 64);

	if (is_locked(m, s->of[x])) return;
	if (what == 0 || (what < 4 && m->temperature > HOT)) { /* more when stuck */
		if (m->p->facilitator_room && random_next(&m->random) >> 63)
			try_leading(m, s->of[x]);
		else
			try_retime(m, s->of[x]);
		return;
	}
	const int mate = mate_of(s, x);
	const bool apart = mate != FORM_NONE && s->of[mate] != s->of[x];
	const bool follow = apart && (what & 1); /* or go where both could meet */
	const int b = follow ? s->of[mate] : other_set(m, x);
	if (b == FORM_NONE || is_locked(m, b)) return;
	if (what < 6) {
		try_move(m, x, b);
		return;
	}
	if (s->set[b].size == 0) return;
	if (mate != FORM_NONE && !apart) {
		try_together(m, x, b);
		return;
	}
	const int y = s->set[b].member[random_below(&m->random, (uint32_t)s->set[b].size)];
	if (s->broken == 0 && !(m->p->slots[y] >> s->set[s->of[x]].slot & 1)) return;
	if (takes(m, exchange_cost(m, x, y))) exchange(s, x, y);
}

static int64_t whole_cost(const struct form_maker *m)
{
	int64_t sum = (int64_t)m->s->broken * FORM_BROKEN_COST + m->s->unease;

	int64_t moved = m->s->upset;
	for (int k = 0; k < m->p->sets; k++) {
		const int home = m->start_slot ? m->start_slot[k] : FORM_NONE;
		sum += m->s->set[k].cost;
		if (home != FORM_NONE && home != m->s->set[k].slot) moved += m->s->set[k].size;
		if (m->start_slot && m->p->facilitator && m->s->who[k] != m->p->facilitator[k])
			moved += m->s->set[k].size;
	}
	return sum + moved * m->moved_cost;
}

/* The plan as it stands is the best so far: fewest rules broken, then least cost. */
static void keep(struct form_maker *m, struct form_plan *out)
{
	for (int x = 0; x < m->p->people; x++) out->set[x] = m->s->of[x];
	for (int k = 0; k < m->p->sets; k++) {
		out->slot[k] = m->s->set[k].slot;
		out->place[k] = m->s->set[k].place;
		out->facilitator[k] = m->s->who[k];
	}
	m->fewest = m->s->broken;
	m->cost = whole_cost(m);
}

/* When climbing has mended nothing for a while, breaking a rule is cheap at times, dearer and dearer
 * until it is cheap again, and the mix hardly counts: what climbing could not mend, wandering may. */
static void set_rule_cost(struct form_maker *m, double share, int looks)
{
	const int cycle = STUCK_CYCLE + m->p->people / 2;

	m->rule_cost = FORM_BROKEN_COST;
	m->move_cost = m->moved_cost;
	if (m->s->broken == 0 || looks - m->mended_at < cycle || share > STUCK_UNTIL) return;
	m->temperature = STUCK_HOT;
	m->rule_cost = STUCK_HOT * (STUCK_LEAST + STUCK_MORE * (looks % cycle) / cycle);
	m->move_cost *= STUCK_HOT / HOT;
}

/* Back to what is kept, where wandering has mended nothing. */
static void restore(struct form_maker *m, const struct form_plan *out)
{
	struct form_sets *s = m->s;

	for (int x = 0; x < m->p->people; x++)
		if (s->of[x] != out->set[x]) form_leave(s, x);
	for (int x = 0; x < m->p->people; x++)
		if (s->of[x] == FORM_NONE) form_enter(s, x, out->set[x]);
	for (int k = 0; k < m->p->sets; k++) form_set_slot(m, k, out->slot[k], out->place[k]);
	for (int k = 0; k < m->p->sets; k++)
		if (s->who[k] != out->facilitator[k]) form_lead(s, k, out->facilitator[k]);
}

static void anneal(struct form_maker *m, double hot, struct form_plan *out)
{
	double from = share_spent(m);
	const double ratio = form_log((m->p->people < LARGE ? COLD : COLD_LARGE) / hot),
		     begun = from;
	int looks = 0;
	bool tired = false; /* of mending */

	for (double share = from; share < 1; share = share_spent(m)) {
		const double part = (share - from) / (0.93 - from);
		m->temperature = part < 1 && from < 0.93 ? hot * form_exp(ratio * part) : 0;
		set_rule_cost(m, (share - begun) / (1 - begun), looks);
		for (int i = 0; i < CHECK_EVERY; i++) try_something(m);
		m->trials += CHECK_EVERY;
		const bool mended = m->s->broken == 0 && m->fewest > 0;
		if (m->fewest > 0 && (share - begun) / (1 - begun) < STUCK_UNTIL)
			from = share;
		else if (m->fewest > 0 && !tired)
			tired = true, restore(m, out);
		if (m->s->broken < m->fewest) {
			keep(m, out);
			m->mended_at = looks;
		}
		if (mended) from = share; /* what time is left is for the mix */
		if (++looks % REPORT_EVERY && !mended) continue;
		if (m->time->progress &&
		    !m->time->progress(m->time->context, -m->fewest, (int)(1000 * share)))
			m->stopped = true;
	}
	if (m->s->broken < m->fewest || (m->s->broken == m->fewest && whole_cost(m) <= m->cost))
		keep(m, out);
}

/* What it costs that somebody leaves their set of before. */
static int moved_cost(const struct form_problem *p, bool again)
{
	const enum form_strength strength = p->strength[FORM_LEVEL_MOVES];

	if (p->few_moves || (again && strength == FORM_BEFORE_MIX)) return MOVED_COST;
	return again && strength != FORM_NOT_COUNTED ? MOVED_LITTLE : 0;
}

void form_make(struct arena *arena, const struct form_problem *problem, const int *start,
               const int *start_slot, const struct form_time *time, uint64_t seed,
               enum form_path_kind path, struct form_plan *out)
{
	struct form_maker *m = NEW(arena, struct form_maker, 1);

	m->p = problem;
	m->time = time;
	m->start_slot = start_slot;
	m->again = start != NULL;
	m->moved_cost = moved_cost(problem, start != NULL);
	m->start_us = time->evaluations > 0 ? 0 : time->now(time->context);
	m->s = form_sets_new(arena, problem, path);
	m->place = NEW(arena, int, (size_t)problem->sets);
	random_seed(&m->random, seed);
	for (int t = 0; t < FORM_SLOTS_MAX; t++) m->at[t] = NEW(arena, int, (size_t)problem->sets);
	for (int i = 0; i < FORM_DRAWS; i++) m->draw[i] = form_draw(&m->random);
	out->set = NEW(arena, int, (size_t)problem->people);
	out->slot = NEW(arena, int, (size_t)problem->sets);
	out->place = NEW(arena, int, (size_t)problem->sets);
	out->facilitator = NEW(arena, int, (size_t)problem->sets);
	form_choose_slots(m, arena);
	form_place_all(m, arena, start);
	keep(m, out);
	anneal(m, start ? HOT_AFTER : problem->people < LARGE ? HOT : HOT_LARGE, out);
	out->trials = m->trials;
	out->stopped = m->stopped;
	form_measure(arena, problem, out, NULL);
}
