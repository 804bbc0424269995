/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_start - where the search begins: half-days given to sets by demand, people placed hardest first. */
#include "domain/form_plan_parts.h"

#include <math.h>

enum { CANDIDATES = 24 }; /* sets looked at when somebody is placed */

/* ---- half-days --------------------------------------------------------------------------------- */

uint64_t form_may_meet(const struct form_maker *m, int set)
{
	const int who = m->s->who[set];

	if (who == FORM_NONE) return ~0ull;
	uint64_t free = m->p->facilitator_slots[who] & ~m->s->facilitator_used[who];
	if (m->s->set[set].slot != FORM_NONE) free |= 1ull << m->s->set[set].slot;
	return free;
}

/* Places where a set may meet: those of its facilitator. */
uint64_t form_may_be(const struct form_maker *m, int set)
{
	const struct form_problem *p = m->p;
	const int who = m->s->who[set];

	if (!p->places) return 1ull << FORM_ONLINE;
	return m->anywhere &
	       (who == FORM_NONE || !p->facilitator_places ? ~0ull : p->facilitator_places[who]);
}

void form_set_slot(struct form_maker *m, int set, int slot, int place)
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
static void count_demand(const struct form_maker *m, double demand[][FORM_PLACES_MAX])
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
static uint64_t *pinned_masks(const struct form_maker *m, struct arena *arena, const uint64_t *mask)
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

struct choosing {
	double (*demand)[FORM_PLACES_MAX];
	uint64_t *when, *where; /* what all pinned to each set can do */
};

static void choose_slot(struct form_maker *m, const struct choosing *c, int k)
{
	const struct form_problem *p = m->p;
	uint64_t may = form_may_meet(m, k), be = form_may_be(m, k);
	int slot, place;

	if (may & c->when[k]) may &= c->when[k];
	if (be & c->where[k]) be &= c->where[k];
	/* As it was, if its facilitator can still come then. */
	if (m->start_slot && m->start_slot[k] != FORM_NONE &&
	    (form_may_meet(m, k) >> m->start_slot[k] & 1))
		may = 1ull << m->start_slot[k];
	const int before = p->place_before ? p->place_before[k] : FORM_NONE;
	if (before != FORM_NONE && (form_may_be(m, k) >> before & 1)) be = 1ull << before;
	most_wanted(c->demand, may, be, &slot, &place);
	c->demand[slot][place] -= (double)p->people / p->sets;
	form_set_slot(m, k, slot, place);
}

/* How well the facilitator would do for a set without one: pinned people they can lead and meet, then demand. */
static double worth(const struct form_maker *m, const struct choosing *c, int k, int f)
{
	const struct form_problem *p = m->p;
	uint64_t may = p->facilitator_slots[f] & ~m->s->facilitator_used[f] & m->any_time;
	uint64_t be = p->facilitator_places ? p->facilitator_places[f] & m->anywhere
	                                    : 1ull << FORM_ONLINE;
	int slot, place, bad = !may + !be;

	for (int x = 0; x < p->people; x++) bad += p->pin[x] == k && form_is_banned(p, f, x);
	bad += !(may & c->when[k]) + !(be & c->where[k]);
	if (may & c->when[k]) may &= c->when[k];
	if (be & c->where[k]) be &= c->where[k];
	most_wanted(c->demand, may, be, &slot, &place);
	return c->demand[slot][place] - bad * (double)p->people;
}

/* Facilitators who are given out: whoever with room does best for the set. */
static void choose_leader(struct form_maker *m, const struct choosing *c, int k)
{
	const struct form_problem *p = m->p;
	double most = -INFINITY;
	int best = FORM_NONE;

	for (int f = 0; f < p->facilitators; f++) {
		if (m->s->load[f] >= p->facilitator_room[f]) continue;
		const double here = worth(m, c, k, f);
		if (here > most) most = here, best = f;
	}
	if (best != FORM_NONE) form_lead(m->s, k, best);
}

/* Each set in turn takes the half-day and place with most people still without one, of those it may; where
 * facilitators are given out those with people pinned to them first. */
void form_choose_slots(struct form_maker *m, struct arena *arena)
{
	const struct form_problem *p = m->p;
	struct choosing c = {
		.demand = (double(*)[FORM_PLACES_MAX])NEW(arena, double,
		                                          FORM_SLOTS_MAX *FORM_PLACES_MAX),
		.when = pinned_masks(m, arena, p->slots),
		.where = pinned_masks(m, arena, p->places),
	};
	bool *has = NEW(arena, bool, (size_t)p->sets); /* somebody pinned to them */
	bool *keeps = NEW(arena, bool, (size_t)p->sets);
	const bool given_out = p->facilitator_room && !m->again;

	for (int x = 0; x < p->people; x++) {
		m->any_time |= p->slots[x];
		if (p->places) m->anywhere |= p->places[x];
		if (p->pin[x] != FORM_NONE) has[p->pin[x]] = true;
	}
	count_demand(m, c.demand);
	for (int k = 0; k < p->sets && given_out; k++) {
		keeps[k] = p->locked && p->locked[k];
		if (!keeps[k]) form_lead(m->s, k, FORM_NONE);
	}
	for (int pass = 0; pass < (given_out ? 2 : 1); pass++)
		for (int k = 0; k < p->sets; k++) {
			if (given_out && has[k] != !pass) continue;
			if (given_out && !keeps[k]) choose_leader(m, &c, k);
			choose_slot(m, &c, k);
		}
}

/* ---- placing ----------------------------------------------------------------------------------- */

/* How much worse all is with x in the set. */
static double price(const struct form_maker *m, int x, int set)
{
	const struct form_set *at = &m->s->set[set];
	const struct form_fit fit = form_fit(m->s, x, set, FORM_NONE);
	int64_t unease = 0;
	int broken = fit.broken + form_misfit(m->s, x, set, at->slot, at->place) +
	             (at->size >= m->p->most[set]);

	if (m->s->eases) {
		broken += form_trait_change(m->s, set, FORM_NONE, x, &unease);
		unease += form_unease(m->s, x, at->slot, at->place);
	}
	return (double)broken * FORM_BROKEN_COST + (double)unease +
	       (double)(form_cost(m->s, at->like + fit.like, at->size + 1) - at->cost);
}

static void place(struct form_maker *m, int x)
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
void form_place_all(struct form_maker *m, struct arena *arena, const int *start)
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
