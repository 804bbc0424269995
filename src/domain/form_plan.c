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
	REPORT_EVERY = 64  /* looks between two reports */
};
/* Temperatures, in units of form_cost. */
static const double HOT = 4000, COLD = 300, HOT_AFTER = 600;

struct maker {
	const struct form_problem *p;
	struct form_sets *s;
	const struct form_time *time;
	struct random random;
	float draw[TABLE];
	int *at[FORM_SLOTS_MAX], n_at[FORM_SLOTS_MAX]; /* sets that meet at each half-day */
	int *place;                                    /* of each set in its list */
	double temperature;
	int64_t trials, start_us;
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

static void set_slot(struct maker *m, int set, int slot)
{
	const int old = m->s->set[set].slot;

	if (old != FORM_NONE) {
		const int last = m->at[old][--m->n_at[old]];
		m->at[old][m->place[set]] = last;
		m->place[last] = m->place[set];
	}
	m->place[set] = m->n_at[slot];
	m->at[slot][m->n_at[slot]++] = set;
	form_retime(m->s, set, slot);
}

/* Each set in turn takes the half-day with most people still without a place, of those it may. */
static void choose_slots(struct maker *m, struct arena *arena, const int *start_slot)
{
	uint64_t *pinned = NEW(arena, uint64_t, (size_t)m->p->sets); /* free for all pinned there */
	double demand[FORM_SLOTS_MAX] = { 0 };

	for (int k = 0; k < m->p->sets; k++) pinned[k] = ~0ull;
	for (int x = 0; x < m->p->people; x++) {
		const int n = __builtin_popcountll(m->p->slots[x]);
		for (int t = 0; t < FORM_SLOTS_MAX && n; t++)
			if (m->p->slots[x] >> t & 1) demand[t] += 1.0 / n;
	}
	for (int x = 0; x < m->p->people; x++) {
		const int k = m->p->pin[x];
		if (k != FORM_NONE && (pinned[k] & m->p->slots[x])) pinned[k] &= m->p->slots[x];
	}
	for (int k = 0; k < m->p->sets; k++) {
		uint64_t may = may_meet(m, k);
		if (may & pinned[k]) may &= pinned[k];
		int best = FORM_NONE;
		for (int t = 0; t < FORM_SLOTS_MAX; t++)
			if ((may >> t & 1) && (best == FORM_NONE || demand[t] > demand[best]))
				best = t;
		if (best == FORM_NONE) best = 0;
		/* As it was, if its facilitator can still come then. */
		if (start_slot && start_slot[k] != FORM_NONE &&
		    (may_meet(m, k) >> start_slot[k] & 1))
			best = start_slot[k];
		demand[best] -= (double)m->p->people / m->p->sets;
		set_slot(m, k, best);
	}
}

/* ---- placing ----------------------------------------------------------------------------------- */

/* How much worse all is with x in the set. */
static double price(const struct maker *m, int x, int set)
{
	const struct form_set *at = &m->s->set[set];
	const struct form_fit fit = form_fit(m->s, x, set, FORM_NONE);
	const int broken =
		fit.broken + form_misfit(m->s, x, set, at->slot) + (at->size >= m->p->most[set]);

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
			if (round < 2 && form_misfit(m->s, x, k, at->slot)) continue;
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
	int broken = form_misfit(s, x, b, sb->slot) + form_misfit(s, y, a, sa->slot) -
	             form_misfit(s, x, a, sa->slot) - form_misfit(s, y, b, sb->slot);

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
	return (double)cost + (double)broken * BROKEN_COST +
	       (m->p->few_moves ? moved * MOVED_COST : 0.0);
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
	const int broken = in.broken - out.broken + form_misfit(s, x, b, sb->slot) -
	                   form_misfit(s, x, a, sa->slot) + (sb->size >= m->p->most[b]) -
	                   (sb->size < m->p->least[b]) + (sa->size <= m->p->least[a]) -
	                   (sa->size > m->p->most[a]);
	if (!moves_fit(m, moved)) return;
	const int64_t cost = form_cost(s, sa->like - out.like, sa->size - 1) +
	                     form_cost(s, sb->like + in.like, sb->size + 1) - sa->cost - sb->cost;
	if (!takes(m, (double)cost + (double)broken * BROKEN_COST +
	                      (m->p->few_moves ? moved * MOVED_COST : 0.0)))
		return;
	form_leave(s, x);
	form_enter(s, x, b);
}

static double total(const struct maker *m, int a, int b)
{
	const struct form_sets *s = m->s;

	return (double)(s->set[a].cost + s->set[b].cost) + (double)s->broken * BROKEN_COST +
	       (m->p->few_moves ? s->moved * (double)MOVED_COST : 0);
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

static void try_retime(struct maker *m, int set)
{
	const uint64_t may = may_meet(m, set);
	const int slot = (int)random_below(&m->random, FORM_SLOTS_MAX), now = m->s->set[set].slot;
	int broken = 0;

	if (!(may >> slot & 1) || slot == now || is_locked(m, set)) return;
	for (int l = 0; l < m->s->set[set].size; l++) {
		const int x = m->s->set[set].member[l];
		broken += form_misfit(m->s, x, set, slot) - form_misfit(m->s, x, set, now);
	}
	if (takes(m, (double)broken * BROKEN_COST)) set_slot(m, set, slot);
}

/* A set, not x's own, at a half-day when x is free; FORM_NONE if chance finds none. */
static int other_set(struct maker *m, int x)
{
	uint64_t free = m->p->slots[x];
	const int bits = __builtin_popcountll(free);

	if (bits == 0) return FORM_NONE;
	for (uint32_t skip = random_below(&m->random, (uint32_t)bits); skip > 0; skip--)
		free &= free - 1;
	const int slot = __builtin_ctzll(free);
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
	if (what == 0) {
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

static void anneal(struct maker *m, double hot)
{
	const double from = share_spent(m), ratio = form_log(COLD / hot);
	int looks = 0;

	for (double share = from; share < 1; share = share_spent(m)) {
		const double part = (share - from) / (0.93 - from);
		m->temperature = part < 1 ? hot * form_exp(ratio * part) : 0;
		for (int i = 0; i < CHECK_EVERY; i++) try_something(m);
		m->trials += CHECK_EVERY;
		if (m->time->progress && ++looks % REPORT_EVERY == 0 &&
		    !m->time->progress(m->time->context, -m->s->broken, (int)(1000 * share)))
			m->stopped = true;
	}
}

/* ---- ends -------------------------------------------------------------------------------------- */

static int64_t whole_cost(const struct maker *m)
{
	int64_t sum = (int64_t)m->s->broken * BROKEN_COST;

	for (int k = 0; k < m->p->sets; k++) sum += m->s->set[k].cost;
	return sum + (m->p->few_moves ? (int64_t)m->s->moved * MOVED_COST : 0);
}

static void copy_out(const struct maker *m, struct form_plan *out)
{
	for (int x = 0; x < m->p->people; x++) out->set[x] = m->s->of[x];
	for (int k = 0; k < m->p->sets; k++) out->slot[k] = m->s->set[k].slot;
}

void form_make(struct arena *arena, const struct form_problem *problem, const int *start,
               const int *start_slot, const struct form_time *time, uint64_t seed,
               enum form_path_kind path, struct form_plan *out)
{
	struct maker *m = NEW(arena, struct maker, 1);

	m->p = problem;
	m->time = time;
	m->start_us = time->evaluations > 0 ? 0 : time->now(time->context);
	m->s = form_sets_new(arena, problem, path);
	m->place = NEW(arena, int, (size_t)problem->sets);
	random_seed(&m->random, seed);
	for (int t = 0; t < FORM_SLOTS_MAX; t++) m->at[t] = NEW(arena, int, (size_t)problem->sets);
	for (int i = 0; i < TABLE; i++) m->draw[i] = form_draw(&m->random);
	out->set = NEW(arena, int, (size_t)problem->people);
	out->slot = NEW(arena, int, (size_t)problem->sets);
	choose_slots(m, arena, start_slot);
	place_all(m, arena, start);
	copy_out(m, out);
	const int64_t first = whole_cost(m);
	anneal(m, start ? HOT_AFTER : HOT);
	if (!start || whole_cost(m) < first) copy_out(m, out);
	out->trials = m->trials;
	out->stopped = m->stopped;
	form_measure(arena, problem, out, NULL);
}
