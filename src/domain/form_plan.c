/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_plan - the search for a plan: half-days for sets, people into sets, then annealing by
 * exchanges, moves and new half-days.  A broken rule costs more than any mix can gain. */
#include "domain/form_parts.h"

#include <math.h>

enum {
	BROKEN_COST = 400000, /* in units of form_cost; a pair's likeness of 1 is about 5 */
	MOVED_COST = 60000,   /* in repair */
	CANDIDATES = 24,      /* sets looked at when somebody is placed */
	TABLE = 4096,
	CHECK_EVERY = 256, /* trials between two looks at the clock */
	REPORT_EVERY = 64, /* looks between two reports */
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

struct maker {
	const struct form_problem *p;
	struct form_sets *s;
	const struct form_time *time;
	struct random random;
	float draw[TABLE];
	int *at[FORM_SLOTS_MAX], n_at[FORM_SLOTS_MAX]; /* sets that meet at each half-day */
	int *place;                                    /* of each set in its list */
	const int *start_slot;                    /* as form_make was given them; may be NULL */
	uint64_t any_time, anywhere;              /* when and where somebody would meet */
	double temperature, rule_cost, move_cost; /* of a broken rule, of a moved person */
	int64_t trials, start_us;
	int64_t cost;          /* of what is kept, and rules broken in it */
	int fewest, mended_at; /* the look at which it was reached */
	bool stopped;
};

static double share_spent(const struct maker *m)
{
	return m->stopped ? 1 : form_spent(m->time, m->trials, m->start_us);
}

/* ---- half-days --------------------------------------------------------------------------------- */

static uint64_t may_meet(const struct maker *m, int set)
{
	const int who = m->p->facilitator ? m->p->facilitator[set] : FORM_NONE;

	if (who == FORM_NONE) return ~0ull;
	uint64_t free = m->p->facilitator_slots[who] & ~m->s->facilitator_used[who];
	if (m->s->set[set].slot != FORM_NONE) free |= 1ull << m->s->set[set].slot;
	return free;
}

/* Places where a set may meet: those of its facilitator. */
static uint64_t may_be(const struct maker *m, int set)
{
	const struct form_problem *p = m->p;
	const int who = p->facilitator ? p->facilitator[set] : FORM_NONE;

	if (!p->places) return 1ull << FORM_ONLINE;
	return m->anywhere &
	       (who == FORM_NONE || !p->facilitator_places ? ~0ull : p->facilitator_places[who]);
}

static void set_slot(struct maker *m, int set, int slot, int place)
{
	const int old = m->s->set[set].slot;

	if (old != FORM_NONE) {
		const int last = m->at[old][--m->n_at[old]];
		m->at[old][m->place[set]] = last;
		m->place[last] = m->place[set];
	}
	m->place[set] = m->n_at[slot];
	m->at[slot][m->n_at[slot]++] = set;
	form_retime(m->s, set, slot, place);
}

/* People who could come at each half-day to each place, everybody shared out evenly. */
static void count_demand(const struct maker *m, double demand[][FORM_PLACES_MAX])
{
	for (int x = 0; x < m->p->people; x++) {
		const uint64_t places = m->p->places ? m->p->places[x] : 1ull << FORM_ONLINE;
		const int n = __builtin_popcountll(m->p->slots[x]) * __builtin_popcountll(places);
		for (uint64_t free = m->p->slots[x]; free; free &= free - 1)
			for (uint64_t left = places; left; left &= left - 1)
				demand[__builtin_ctzll(free)][__builtin_ctzll(left)] += 1.0 / n;
	}
}

/* What all pinned to each set can do, as far as there is anything: half-days or places. */
static uint64_t *pinned_masks(const struct maker *m, struct arena *arena, const uint64_t *mask)
{
	uint64_t *out = NEW(arena, uint64_t, (size_t)m->p->sets);

	for (int k = 0; k < m->p->sets; k++) out[k] = ~0ull;
	for (int x = 0; x < m->p->people && mask; x++) {
		const int k = m->p->pin[x];
		if (k != FORM_NONE && (out[k] & mask[x])) out[k] &= mask[x];
	}
	return out;
}

/* The half-day and place with the most demand, of those allowed. */
static void most_wanted(double demand[][FORM_PLACES_MAX], uint64_t may, uint64_t where, int *slot,
                        int *place)
{
	*slot = *place = FORM_NONE;
	for (uint64_t free = may; free; free &= free - 1)
		for (uint64_t left = where; left; left &= left - 1) {
			const int t = __builtin_ctzll(free), a = __builtin_ctzll(left);
			if (*slot != FORM_NONE && demand[t][a] <= demand[*slot][*place]) continue;
			*slot = t;
			*place = a;
		}
	if (*slot == FORM_NONE) *slot = *place = 0;
}

/* Each set in turn takes the half-day and place with most people still without one, of those it may. */
static void choose_slots(struct maker *m, struct arena *arena, const int *start_slot)
{
	const struct form_problem *p = m->p;
	double(*demand)[FORM_PLACES_MAX] =
		(double(*)[FORM_PLACES_MAX])NEW(arena, double, FORM_SLOTS_MAX *FORM_PLACES_MAX);
	const uint64_t *when = pinned_masks(m, arena, p->slots),
		       *where = pinned_masks(m, arena, p->places);

	for (int x = 0; x < p->people; x++) {
		m->any_time |= p->slots[x];
		if (p->places) m->anywhere |= p->places[x];
	}
	count_demand(m, demand);
	for (int k = 0; k < p->sets; k++) {
		uint64_t may = may_meet(m, k), be = may_be(m, k);
		int slot, place;
		if (may & when[k]) may &= when[k];
		if (be & where[k]) be &= where[k];
		/* As it was, if its facilitator can still come then. */
		if (start_slot && start_slot[k] != FORM_NONE &&
		    (may_meet(m, k) >> start_slot[k] & 1))
			may = 1ull << start_slot[k];
		const int before = p->place_before ? p->place_before[k] : FORM_NONE;
		if (before != FORM_NONE && (may_be(m, k) >> before & 1)) be = 1ull << before;
		most_wanted(demand, may, be, &slot, &place);
		demand[slot][place] -= (double)p->people / p->sets;
		set_slot(m, k, slot, place);
	}
}

/* ---- placing ----------------------------------------------------------------------------------- */

/* How much worse all is with x in the set. */
static double price(const struct maker *m, int x, int set)
{
	const struct form_set *at = &m->s->set[set];
	const struct form_fit fit = form_fit(m->s, x, set, FORM_NONE);
	const int broken = fit.broken + form_misfit(m->s, x, set, at->slot, at->place) +
	                   (at->size >= m->p->most[set]);

	return (double)broken * BROKEN_COST +
	       (double)(form_cost(m->s, at->like + fit.like, at->size + 1) - at->cost);
}

static void place(struct maker *m, int x)
{
	const int sets = m->p->sets, start = (int)random_below(&m->random, (uint32_t)sets);
	int best = FORM_NONE, looked = 0;
	double least = INFINITY;

	for (int round = 0; round < 3 && best == FORM_NONE; round++)
		for (int i = 0; i < sets && looked < CANDIDATES; i++) {
			const int k = (start + i) % sets;
			const struct form_set *at = &m->s->set[k];
			const int most = round ? m->p->most[k] : (m->p->people + sets - 1) / sets;
			if (at->size >= (most < m->p->most[k] ? most : m->p->most[k])) continue;
			if (m->p->locked && m->p->locked[k] && m->p->pin[x] != k) continue;
			if (round < 2 && form_misfit(m->s, x, k, at->slot, at->place)) continue;
			const double here = price(m, x, k);
			looked++;
			if (here < least) least = here, best = k;
		}
	for (int k = 0; k < sets && best == FORM_NONE; k++)
		if (m->s->set[k].size < FORM_SET_SIZE_MAX) best = k;
	ASSERT(best != FORM_NONE);
	form_enter(m->s, x, best);
}

/* Those with pins first, then those with fewest half-days; who must be together, together. */
static void place_all(struct maker *m, struct arena *arena, const int *start)
{
	const int n = m->p->people;
	int *order = NEW(arena, int, (size_t)n), at[66] = { 0 };

	for (int x = 0; x < n; x++) {
		const int to = m->p->pin[x] != FORM_NONE ? m->p->pin[x]
		               : start                   ? start[x]
		                                         : FORM_NONE;
		if (to != FORM_NONE && m->s->set[to].size < FORM_SET_SIZE_MAX)
			form_enter(m->s, x, to);
		at[__builtin_popcountll(m->p->slots[x]) + 1]++;
	}
	for (int i = 1; i < 66; i++) at[i] += at[i - 1];
	for (int x = 0; x < n; x++) order[at[__builtin_popcountll(m->p->slots[x])]++] = x;
	for (int i = 0; i < n; i++) {
		const int x = order[i];
		if (m->s->of[x] == FORM_NONE) place(m, x);
		for (int k = m->s->link_at[x]; k < m->s->link_at[x + 1]; k++) {
			const struct form_link *l = &m->s->link_of[k];
			const int set = m->s->of[x];
			if (l->kind != FORM_TOGETHER || m->s->of[l->b] != FORM_NONE) continue;
			if (m->s->set[set].size < m->p->most[set]) form_enter(m->s, l->b, set);
		}
	}
}

/* ---- annealing --------------------------------------------------------------------------------- */

static bool is_locked(const struct maker *m, int set)
{
	return m->p->locked && m->p->locked[set];
}

static bool takes(struct maker *m, double cost)
{
	if (cost <= 0) return true;
	return cost < m->temperature * m->draw[random_next(&m->random) >> 52];
}

static int moved_by(const struct maker *m, int x, int from, int to)
{
	const int home = m->p->before ? m->p->before[x] : FORM_NONE;

	return home == FORM_NONE ? 0 : (to != home) - (from != home);
}

static bool moves_fit(const struct maker *m, int more)
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

/* What exchanging x and y, of different sets, would change. */
static double exchange_cost(const struct maker *m, int x, int y)
{
	const struct form_sets *s = m->s;
	const int a = s->of[x], b = s->of[y];
	const struct form_set *sa = &s->set[a], *sb = &s->set[b];
	int broken = form_misfit(s, x, b, sb->slot, sb->place) +
	             form_misfit(s, y, a, sa->slot, sa->place) -
	             form_misfit(s, x, a, sa->slot, sa->place) -
	             form_misfit(s, y, b, sb->slot, sb->place);

	if ((broken > 0 && s->broken == 0) || m->p->pin[x] == a || m->p->pin[y] == b)
		return INFINITY;
	const struct form_fit out_x = form_fit(s, x, a, s->lane[x]),
			      out_y = form_fit(s, y, b, s->lane[y]);
	struct form_fit in_x = { 0 }, in_y = { 0 };
	in_x = form_fit(s, x, b, s->lane[y]);
	in_y = form_fit(s, y, a, s->lane[x]);
	broken += in_x.broken + in_y.broken - out_x.broken - out_y.broken;
	const int moved = moved_by(m, x, a, b) + moved_by(m, y, b, a);
	if (!moves_fit(m, moved)) return INFINITY;
	const int64_t cost = form_cost(s, sa->like + in_y.like - out_x.like, sa->size) +
	                     form_cost(s, sb->like + in_x.like - out_y.like, sb->size) - sa->cost -
	                     sb->cost;
	return (double)cost + (double)broken * m->rule_cost + moved * m->move_cost;
}

static void try_move(struct maker *m, int x, int b)
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
	const int broken = in.broken - out.broken + form_misfit(s, x, b, sb->slot, sb->place) -
	                   form_misfit(s, x, a, sa->slot, sa->place) + (sb->size >= m->p->most[b]) -
	                   (sb->size < m->p->least[b]) + (sa->size <= m->p->least[a]) -
	                   (sa->size > m->p->most[a]);
	if (!moves_fit(m, moved)) return;
	const int64_t cost = form_cost(s, sa->like - out.like, sa->size - 1) +
	                     form_cost(s, sb->like + in.like, sb->size + 1) - sa->cost - sb->cost;
	if (!takes(m, (double)cost + (double)broken * m->rule_cost + moved * m->move_cost)) return;
	form_leave(s, x);
	form_enter(s, x, b);
}

static double total(const struct maker *m, int a, int b)
{
	const struct form_sets *s = m->s;

	return (double)(s->set[a].cost + s->set[b].cost) + (double)s->broken * m->rule_cost +
	       s->moved * m->move_cost;
}

/* x and all who must be with them change places with as many of set b: done, then undone if it does
 * not pay. */
static void try_together(struct maker *m, int x, int b)
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

/* How many more rules are broken if the set meets then and there. */
static int retime_cost(const struct maker *m, int set, int slot, int place)
{
	const struct form_set *at = &m->s->set[set];
	int broken = 0;

	for (int l = 0; l < at->size; l++) {
		const int x = at->member[l];
		broken += form_misfit(m->s, x, set, slot, place) -
		          form_misfit(m->s, x, set, at->slot, at->place);
	}
	return broken;
}

/* One of the bits that are set, or FORM_NONE. */
static int draw_bit(struct maker *m, uint64_t bits)
{
	const int n = __builtin_popcountll(bits);

	if (n == 0) return FORM_NONE;
	for (uint32_t skip = random_below(&m->random, (uint32_t)n); skip > 0; skip--)
		bits &= bits - 1;
	return __builtin_ctzll(bits);
}

/* In repair another half-day is a move for all who are in the set. */
static double retime_moves(const struct maker *m, int set, int slot)
{
	const struct form_set *at = &m->s->set[set];
	const int home = m->start_slot ? m->start_slot[set] : FORM_NONE;

	return home == FORM_NONE ? 0
	                         : m->move_cost * at->size * ((slot != home) - (at->slot != home));
}

static bool keeps_times(const struct maker *m, int set)
{
	return is_locked(m, set) ||
	       (m->p->keep_times && m->start_slot && m->start_slot[set] != FORM_NONE);
}

/* Two sets of one facilitator change half-days: neither could take the other's while it is used. */
static void try_swapping_times(struct maker *m, int a, int slot)
{
	const int who = m->p->facilitator[a], slot_a = m->s->set[a].slot;
	int b = FORM_NONE;

	for (int i = 0; i < m->n_at[slot]; i++)
		if (m->p->facilitator[m->at[slot][i]] == who) b = m->at[slot][i];
	if (b == FORM_NONE || keeps_times(m, b)) return;
	const int place_a = m->s->set[a].place, place_b = m->s->set[b].place;
	const int broken = retime_cost(m, a, slot, place_a) + retime_cost(m, b, slot_a, place_b);
	if (!takes(m, (double)broken * m->rule_cost + retime_moves(m, a, slot) +
	                      retime_moves(m, b, slot_a)))
		return;
	set_slot(m, a, slot, place_a);
	set_slot(m, b, slot_a, place_b);
	m->s->facilitator_used[who] |= 1ull << slot_a | 1ull << slot;
}

/* Another half-day, or another place, for a set. */
static void try_retime(struct maker *m, int set)
{
	const struct form_set *at = &m->s->set[set];
	const int who = m->p->facilitator ? m->p->facilitator[set] : FORM_NONE;
	const bool elsewhere = m->p->places && (random_next(&m->random) >> 63);
	const uint64_t times = who == FORM_NONE ? ~0ull : m->p->facilitator_slots[who];
	const int slot = elsewhere ? at->slot : draw_bit(m, times & m->any_time),
		  place = elsewhere ? draw_bit(m, may_be(m, set)) : at->place;

	if (slot == FORM_NONE || place == FORM_NONE || keeps_times(m, set) ||
	    (slot == at->slot && place == at->place))
		return;
	if (!(may_meet(m, set) >> slot & 1)) {
		try_swapping_times(m, set, slot);
		return;
	}
	if (takes(m, (double)retime_cost(m, set, slot, place) * m->rule_cost +
	                     retime_moves(m, set, slot)))
		set_slot(m, set, slot, place);
}

/* A set, not x's own, at a half-day when x is free; FORM_NONE if chance finds none. */
static int other_set(struct maker *m, int x)
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

static void try_something(struct maker *m)
{
	struct form_sets *s = m->s;
	const int x = (int)random_below(&m->random, (uint32_t)m->p->people);
	const uint32_t what = random_below(&m->random, 64);

	if (is_locked(m, s->of[x])) return;
	if (what == 0 || (what < 4 && m->temperature > HOT)) { /* more when stuck */
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

static int64_t whole_cost(const struct maker *m)
{
	int64_t sum = (int64_t)m->s->broken * BROKEN_COST;

	int64_t moved = m->s->moved;
	for (int k = 0; k < m->p->sets; k++) {
		const int home = m->start_slot ? m->start_slot[k] : FORM_NONE;
		sum += m->s->set[k].cost;
		if (home != FORM_NONE && home != m->s->set[k].slot) moved += m->s->set[k].size;
	}
	return sum + (m->p->few_moves ? moved * MOVED_COST : 0);
}

/* The plan as it stands is the best so far: fewest rules broken, then least cost. */
static void keep(struct maker *m, struct form_plan *out)
{
	for (int x = 0; x < m->p->people; x++) out->set[x] = m->s->of[x];
	for (int k = 0; k < m->p->sets; k++) {
		out->slot[k] = m->s->set[k].slot;
		out->place[k] = m->s->set[k].place;
	}
	m->fewest = m->s->broken;
	m->cost = whole_cost(m);
}

/* When climbing has mended nothing for a while, breaking a rule is cheap at times, dearer and dearer
 * until it is cheap again, and the mix hardly counts: what climbing could not mend, wandering may. */
static void set_rule_cost(struct maker *m, double share, int looks)
{
	const int cycle = STUCK_CYCLE + m->p->people / 2;

	m->rule_cost = BROKEN_COST;
	m->move_cost = m->p->few_moves ? MOVED_COST : 0;
	if (m->s->broken == 0 || looks - m->mended_at < cycle || share > STUCK_UNTIL) return;
	m->temperature = STUCK_HOT;
	m->rule_cost = STUCK_HOT * (STUCK_LEAST + STUCK_MORE * (looks % cycle) / cycle);
	m->move_cost *= STUCK_HOT / HOT;
}

/* Back to what is kept, where wandering has mended nothing. */
static void restore(struct maker *m, const struct form_plan *out)
{
	struct form_sets *s = m->s;

	for (int x = 0; x < m->p->people; x++)
		if (s->of[x] != out->set[x]) form_leave(s, x);
	for (int x = 0; x < m->p->people; x++)
		if (s->of[x] == FORM_NONE) form_enter(s, x, out->set[x]);
	for (int k = 0; k < m->p->sets; k++) set_slot(m, k, out->slot[k], out->place[k]);
	/* Sets of one facilitator may have freed what another of them took just before. */
	for (int k = 0; k < m->p->sets && m->p->facilitator; k++)
		if (m->p->facilitator[k] != FORM_NONE)
			s->facilitator_used[m->p->facilitator[k]] |= 1ull << out->slot[k];
}

static void anneal(struct maker *m, double hot, struct form_plan *out)
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

void form_make(struct arena *arena, const struct form_problem *problem, const int *start,
               const int *start_slot, const struct form_time *time, uint64_t seed,
               enum form_path_kind path, struct form_plan *out)
{
	struct maker *m = NEW(arena, struct maker, 1);

	m->p = problem;
	m->time = time;
	m->start_slot = start_slot;
	m->start_us = time->evaluations > 0 ? 0 : time->now(time->context);
	m->s = form_sets_new(arena, problem, path);
	m->place = NEW(arena, int, (size_t)problem->sets);
	random_seed(&m->random, seed);
	for (int t = 0; t < FORM_SLOTS_MAX; t++) m->at[t] = NEW(arena, int, (size_t)problem->sets);
	for (int i = 0; i < TABLE; i++) m->draw[i] = form_draw(&m->random);
	out->set = NEW(arena, int, (size_t)problem->people);
	out->slot = NEW(arena, int, (size_t)problem->sets);
	out->place = NEW(arena, int, (size_t)problem->sets);
	choose_slots(m, arena, start_slot);
	place_all(m, arena, start);
	keep(m, out);
	anneal(m, start ? HOT_AFTER : problem->people < LARGE ? HOT : HOT_LARGE, out);
	out->trials = m->trials;
	out->stopped = m->stopped;
	form_measure(arena, problem, out, NULL);
}
