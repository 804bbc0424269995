/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_prove - that no plan keeps the rules: every way to place those whom a rule names is tried.
 *
 * People whom no rule names are alike, and only counted.  A set is what those placed in it leave: half-days and
 * places when and where all could still meet, and room.  The person with fewest sets left is placed next; of
 * sets that are alike and empty only one is tried.  Kinds of people (traits) are left out at first, which can
 * only make more plans possible, so a proof stays one; with them many more are named, and it takes longer. */
#include "domain/form_parts.h"

enum { NAMED_MAX = 256, SETS_MAX = 128, WORDS = NAMED_MAX / 64 };

struct proof {
	const struct form_problem *p;
	int named, free; /* people with rules of their own, and the others */
	int *who;        /* of each named */
	uint64_t apart[NAMED_MAX][WORDS];
	uint64_t with[NAMED_MAX][WORDS]; /* must share a set */
	uint64_t in[SETS_MAX][WORDS];    /* named in each set */
	uint64_t slots[SETS_MAX], places[SETS_MAX];
	int size[SETS_MAX], set[NAMED_MAX], kind[SETS_MAX];
	int unplaced;
	/* Kinds of people that a rule counts: in each set, and who is unplaced; none at first. */
	unsigned traits;
	int have[SETS_MAX][FORM_TRAITS_MAX], to_come[FORM_TRAITS_MAX];
	int64_t left; /* of the budget */
};

/* ---- who is named ------------------------------------------------------------------------------ */

static void name_pair(bool *named, int x, int y)
{
	named[x] = named[y] = true;
}

static void name_people(const struct form_problem *p, struct arena *arena, unsigned traits,
                        bool *named)
{
	uint64_t when = 0, where = 0;
	int *first = NEW(arena, int, 65536);

	for (int v = 0; v < 65536; v++) first[v] = FORM_NONE;
	for (int x = 0; x < p->people; x++) {
		when |= p->slots[x];
		if (p->places) where |= p->places[x];
	}
	for (int x = 0; x < p->people; x++) {
		named[x] |= p->slots[x] != when || (p->places && p->places[x] != where) ||
		            p->pin[x] != FORM_NONE || (traits && p->has[x] & traits);
		if (p->manager[x] != FORM_NONE) name_pair(named, x, p->manager[x]);
		if (p->team[x] && first[p->team[x]] != FORM_NONE)
			name_pair(named, x, first[p->team[x]]);
		if (p->team[x]) first[p->team[x]] = x;
		for (int a = 0; a < p->attributes; a++)
			named[x] |=
				p->attribute[a].quota && p->attribute[a].value[x] != FORM_UNKNOWN;
	}
	for (int i = 0; i < p->links; i++)
		if (p->link[i].kind <= FORM_TOGETHER) name_pair(named, p->link[i].a, p->link[i].b);
	for (int i = 0; i < p->bans; i++) named[p->ban[i].person] = true;
}

static void mark(uint64_t rows[][WORDS], int i, int j)
{
	rows[i][j / 64] |= 1ull << (unsigned)j % 64;
	rows[j][i / 64] |= 1ull << (unsigned)i % 64;
}

static void mark_pairs(struct proof *r, const int *at)
{
	const struct form_problem *p = r->p;

	for (int i = 0; i < r->named; i++) {
		const int x = r->who[i];
		if (p->manager[x] != FORM_NONE) mark(r->apart, i, at[p->manager[x]]);
		for (int j = 0; j < i && p->team[x]; j++)
			if (p->team[r->who[j]] == p->team[x]) mark(r->apart, i, j);
	}
	for (int i = 0; i < p->links; i++) {
		const struct form_link *l = &p->link[i];
		if (l->kind == FORM_APART || l->kind == FORM_SEALED)
			mark(r->apart, at[l->a], at[l->b]);
		if (l->kind == FORM_TOGETHER) mark(r->with, at[l->a], at[l->b]);
	}
}

/* Who leads the set for sure: nobody in particular where facilitators are given out. */
static int leader(const struct form_problem *p, int set)
{
	return p->facilitator && !p->facilitator_room ? p->facilitator[set] : FORM_NONE;
}

/* Sets that no rule tells apart have the same kind. */
static void sort_sets(struct proof *r)
{
	const struct form_problem *p = r->p;
	bool own[SETS_MAX] = { false };
	uint64_t anybody = p->facilitator_room ? 0 : ~0ull, anywhere = anybody;

	for (int f = 0; f < p->facilitators && p->facilitator_room; f++) {
		if (!p->facilitator_room[f]) continue;
		anybody |= p->facilitator_slots[f];
		anywhere |= p->facilitator_places ? p->facilitator_places[f] : ~0ull;
	}
	for (int x = 0; x < p->people; x++)
		if (p->pin[x] != FORM_NONE) own[p->pin[x]] = true;
	for (int i = 0; i < p->bans; i++) own[p->ban[i].set] = true;
	for (int k = 0; k < p->sets; k++) {
		const int f = leader(p, k);
		r->slots[k] = f == FORM_NONE ? anybody : p->facilitator_slots[f];
		r->places[k] = f == FORM_NONE || !p->facilitator_places ? anywhere
		                                                        : p->facilitator_places[f];
		r->kind[k] = k;
		for (int j = 0; j < k && r->kind[k] == k; j++) {
			const int g = leader(p, j);
			if (!own[j] && !own[k] && f == g && p->least[j] == p->least[k] &&
			    p->most[j] == p->most[k] &&
			    !(p->locked && (p->locked[j] || p->locked[k])))
				r->kind[k] = r->kind[j];
		}
	}
}

/* ---- trying ------------------------------------------------------------------------------------ */

static bool touches(const uint64_t *a, const uint64_t *b)
{
	uint64_t any = 0;

	for (int w = 0; w < WORDS; w++) any |= a[w] & b[w];
	return any != 0;
}

static bool is_over_quota(const struct proof *r, int i, int k)
{
	const struct form_problem *p = r->p;

	for (int a = 0; a < p->attributes; a++) {
		const uint16_t v = p->attribute[a].value[r->who[i]];
		int equal = 0;
		if (!p->attribute[a].quota || v == FORM_UNKNOWN) continue;
		for (int j = 0; j < r->named; j++)
			equal += r->set[j] == k && p->attribute[a].value[r->who[j]] == v;
		if (equal >= p->attribute[a].quota) return true;
	}
	return false;
}

static bool is_over_traits(const struct proof *r, int i, int k)
{
	const struct form_problem *p = r->p;

	for (unsigned left = r->traits & p->has[r->who[i]]; left; left &= left - 1) {
		const int t = __builtin_ctz(left);
		if (p->trait[t].most && r->have[k][t] >= p->trait[t].most) return true;
	}
	return false;
}

static bool may_go(const struct proof *r, int i, int k)
{
	const struct form_problem *p = r->p;
	const int x = r->who[i];

	if (r->size[k] >= p->most[k] || !(r->slots[k] & p->slots[x]) ||
	    (p->places && !(r->places[k] & p->places[x])) || touches(r->apart[i], r->in[k]) ||
	    (p->pin[x] != FORM_NONE && p->pin[x] != k) ||
	    (p->locked && p->locked[k] && p->pin[x] != k))
		return false;
	for (int j = 0; j < r->named; j++)
		if (r->set[j] != FORM_NONE && r->set[j] != k &&
		    (r->with[i][j / 64] >> (unsigned)j % 64 & 1))
			return false;
	for (int b = 0; b < p->bans; b++)
		if (p->ban[b].person == x && p->ban[b].set == k) return false;
	return !is_over_quota(r, i, k) && !(r->traits && is_over_traits(r, i, k));
}

/* Set k and those of its facilitator before it, each at a half-day of its own? */
static bool finds_slots(const struct proof *r, int f, int k, uint64_t used)
{
	while (k >= 0 && r->p->facilitator[k] != f) k--;
	if (k < 0) return true;
	for (uint64_t free = r->slots[k] & ~used; free; free &= free - 1)
		if (finds_slots(r, f, k - 1, used | (free & -free))) return true;
	return false;
}

/* Where facilitators are given out: no more sets that can meet at one half-day only than are free then. */
static bool leaders_suffice(const struct proof *r)
{
	const struct form_problem *p = r->p;
	int only[FORM_SLOTS_MAX] = { 0 };
	bool good = true;

	for (int k = 0; k < p->sets && p->facilitator_room; k++) {
		if (!r->slots[k] || r->slots[k] & (r->slots[k] - 1)) continue;
		const int t = __builtin_ctzll(r->slots[k]);
		if (only[t]++) continue;
		for (int f = 0; f < p->facilitators; f++)
			only[t] -= p->facilitator_room[f] && (p->facilitator_slots[f] >> t & 1);
	}
	for (int t = 0; t < FORM_SLOTS_MAX; t++) good &= only[t] <= 0;
	return good;
}

/* Are there enough people still to be placed for every set? */
static bool sizes_fit(const struct proof *r)
{
	int lack = 0;

	for (int k = 0; k < r->p->sets; k++)
		if (r->size[k] < r->p->least[k]) lack += r->p->least[k] - r->size[k];
	return lack <= r->free + r->unplaced;
}

/* Are there enough of each kind still to be placed, and room for them? */
static bool traits_fit(const struct proof *r)
{
	const struct form_problem *p = r->p;

	for (unsigned left = r->traits; left; left &= left - 1) {
		const int t = __builtin_ctz(left);
		int lack = 0;
		for (int k = 0; k < p->sets; k++) {
			const int here = p->trait[t].least - r->have[k][t];
			if (here > p->most[k] - r->size[k]) return false;
			if (here > 0) lack += here;
		}
		if (lack > r->to_come[t]) return false;
	}
	return true;
}

/* Person i goes into set k (by 1), or comes back (by -1). */
static void count_traits(struct proof *r, int i, int k, int by)
{
	for (unsigned left = r->traits ? r->traits & r->p->has[r->who[i]] : 0; left;
	     left &= left - 1) {
		const int t = __builtin_ctz(left);
		r->have[k][t] += by;
		r->to_come[t] -= by;
	}
}

/* The unplaced person with fewest sets; how many they are.  0 ends this way. */
static int hardest(struct proof *r, int *out)
{
	int fewest = SETS_MAX + 1;

	*out = FORM_NONE;
	for (int i = 0; i < r->named && fewest > 0; i++) {
		int sets = 0;
		if (r->set[i] != FORM_NONE) continue;
		for (int k = 0; k < r->p->sets && sets < fewest; k++) sets += may_go(r, i, k);
		r->left -= r->p->sets;
		if (sets >= fewest) continue;
		fewest = sets;
		*out = i;
	}
	return fewest;
}

/* Is there a plan, or was there no time to see? */
static bool finds(struct proof *r)
{
	const struct form_problem *p = r->p;
	int i;

	if (r->left <= 0) return true;
	if (!sizes_fit(r) || !traits_fit(r)) return false;
	const int ways = hardest(r, &i);
	if (i == FORM_NONE) return true;
	for (int k = 0; k < p->sets && ways > 0; k++) {
		bool tried = false;
		for (int j = 0; j < k && !r->size[k]; j++)
			tried |= r->kind[j] == r->kind[k] && !r->size[j];
		if (tried || !may_go(r, i, k)) continue;
		const uint64_t slots = r->slots[k], places = r->places[k];
		r->slots[k] &= p->slots[r->who[i]];
		if (p->places) r->places[k] &= p->places[r->who[i]];
		r->in[k][i / 64] |= 1ull << (unsigned)i % 64;
		r->size[k]++;
		r->set[i] = k;
		r->unplaced--;
		count_traits(r, i, k, 1);
		const int f = leader(p, k);
		const bool found = (f == FORM_NONE || finds_slots(r, f, p->sets - 1, 0)) &&
		                   leaders_suffice(r) && finds(r);
		count_traits(r, i, k, -1);
		r->unplaced++;
		r->set[i] = FORM_NONE;
		r->size[k]--;
		r->in[k][i / 64] &= ~(1ull << (unsigned)i % 64);
		r->slots[k] = slots;
		r->places[k] = places;
		if (found) return true;
	}
	return false;
}

static bool prove(struct arena *arena, const struct form_problem *problem, unsigned traits,
                  int64_t budget)
{
	struct proof *r = NEW(arena, struct proof, 1);
	bool *named = NEW(arena, bool, (size_t)problem->people);
	int *at = NEW(arena, int, (size_t)problem->people);

	r->p = problem;
	r->traits = traits;
	r->left = budget;
	r->who = NEW(arena, int, (size_t)problem->people);
	name_people(problem, arena, traits, named);
	for (int x = 0; x < problem->people; x++) {
		if (!named[x]) continue;
		at[x] = r->named;
		r->who[r->named++] = x;
		for (int t = 0; t < problem->traits && traits; t++)
			r->to_come[t] += problem->has[x] >> t & 1;
	}
	if (r->named > NAMED_MAX || problem->sets > SETS_MAX) return false;
	r->free = problem->people - r->named;
	r->unplaced = r->named;
	for (int i = 0; i < r->named; i++) r->set[i] = FORM_NONE;
	mark_pairs(r, at);
	sort_sets(r);
	return !finds(r);
}

bool form_prove(struct arena *arena, const struct form_problem *problem, int64_t budget)
{
	unsigned traits = 0;

	for (int t = 0; t < problem->traits; t++)
		if (problem->trait[t].least || problem->trait[t].most) traits |= 1u << t;
	return prove(arena, problem, 0, budget) ||
	       (traits && prove(arena, problem, traits, budget));
}
