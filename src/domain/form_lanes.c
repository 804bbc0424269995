/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_lanes - one person against all members of a set at once: plain and AVX2, the same numbers. */
#include "domain/form_parts.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { LANES = FORM_SET_SIZE_MAX };

/* Of skills: what two have in common, of what either has (Jaccard). */
static int likeness_bits(const struct form_column *c, uint16_t a, uint16_t b)
{
	const int common = __builtin_popcountll(c->bits[a] & c->bits[b]);
	const int either = __builtin_popcountll(c->bits[a] | c->bits[b]);

	return c->same ? c->same * common / either : c->differ - c->differ * common / either;
}

static int likeness(const struct form_column *c, uint16_t a, uint16_t b)
{
	if (a == FORM_UNKNOWN || b == FORM_UNKNOWN) return c->unknown;
	if (c->bits) return likeness_bits(c, a, b);
	if (!c->ordered) return a == b ? c->same : c->differ;
	const int apart = a > b ? a - b : b - a;
	if (c->band) return apart > c->band ? c->differ : 0;
	return c->same + (c->same ? -apart : apart) * c->step;
}

int form_likeness(const struct form_problem *problem, const struct form_column *column, int x,
                  int y)
{
	int sum = 0;

	for (int a = 0; a < problem->attributes; a++)
		sum += likeness(&column[a], problem->attribute[a].value[x],
		                problem->attribute[a].value[y]);
	return sum;
}

static void compare_plain(const struct form_sets *s, const uint16_t *x, const struct form_set *set,
                          unsigned keep, int *like, int *broken)
{
	*like = *broken = 0;
	for (int a = 0; a < s->problem->attributes; a++) {
		const struct form_column *c = &s->column[a];
		int equal = 0;
		for (int l = 0; l < LANES; l++) {
			if (!(keep >> l & 1)) continue;
			*like += likeness(c, x[a], set->lane[a][l]);
			equal += x[a] == set->lane[a][l] && x[a] != FORM_UNKNOWN;
		}
		*broken += c->quota && equal >= c->quota;
	}
	for (int l = 0; l < LANES; l++) {
		if (!(keep >> l & 1)) continue;
		*broken += x[FORM_COLUMN_TEAM] &&
		           x[FORM_COLUMN_TEAM] == set->lane[FORM_COLUMN_TEAM][l];
		*broken += x[FORM_COLUMN_MANAGER] == set->lane[FORM_COLUMN_SELF][l];
		*broken += x[FORM_COLUMN_SELF] == set->lane[FORM_COLUMN_MANAGER][l];
	}
}

#if defined(__x86_64__)

#define SPREAD(n) _mm256_set1_epi16((short)(n))
#define COLUMN(set, a) _mm256_loadu_si256((const __m256i *)(const void *)(set)->lane[a])

/* Lanes of 16 bits, all ones where `bits` has a one. */
__attribute__((target("avx2"))) static inline __m256i lanes_of(unsigned bits)
{
	const __m256i each = _mm256_setr_epi16(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048,
	                                       4096, 8192, 16384, (short)0x8000);
	return _mm256_cmpeq_epi16(_mm256_and_si256(SPREAD(bits), each), each);
}

__attribute__((target("avx2"))) static inline int count(__m256i lanes)
{
	return __builtin_popcount((unsigned)_mm256_movemask_epi8(lanes)) / 2;
}

__attribute__((target("avx2"))) static inline __m256i
likeness_lanes(const struct form_column *c, __m256i x, __m256i y, __m256i equal)
{
	const __m256i same = SPREAD(c->same), differ = SPREAD(c->differ);
	__m256i like;

	if (!c->ordered) {
		like = _mm256_blendv_epi8(differ, same, equal);
	} else {
		/* Levels are below 2^15, so the signed absolute value is the distance. */
		const __m256i apart = _mm256_abs_epi16(_mm256_sub_epi16(x, y));
		if (c->band) {
			like = _mm256_and_si256(_mm256_cmpgt_epi16(apart, SPREAD(c->band)), differ);
		} else {
			const __m256i steps = _mm256_mullo_epi16(apart, SPREAD(c->step));
			like = c->same ? _mm256_sub_epi16(same, steps) : steps;
		}
	}
	if (!c->has_unknown) return like;
	const __m256i none = SPREAD(FORM_UNKNOWN);
	const __m256i unknown =
		_mm256_or_si256(_mm256_cmpeq_epi16(x, none), _mm256_cmpeq_epi16(y, none));
	return _mm256_blendv_epi8(like, SPREAD(c->unknown), unknown);
}

/* Skills have no instruction of their own: one lane after another. */
__attribute__((target("avx2"))) static __m256i
likeness_one_by_one(const struct form_column *c, uint16_t x, const uint16_t *lane, unsigned keep)
{
	uint16_t out[LANES] = { 0 };

	for (int l = 0; l < LANES; l++)
		if (keep >> l & 1) out[l] = (uint16_t)likeness(c, x, lane[l]);
	return _mm256_loadu_si256((const __m256i *)(const void *)out);
}

__attribute__((target("avx2"))) static void compare_avx2(const struct form_sets *s,
                                                         const uint16_t *x,
                                                         const struct form_set *set, unsigned keep,
                                                         int *like, int *broken)
{
	const __m256i wanted = lanes_of(keep), one = SPREAD(1);
	__m256i sum = _mm256_setzero_si256();
	int bad = 0;

	for (int a = 0; a < s->problem->attributes; a++) {
		const struct form_column *c = &s->column[a];
		const __m256i mine = SPREAD(x[a]), theirs = COLUMN(set, a);
		const __m256i equal = _mm256_cmpeq_epi16(mine, theirs);
		sum = _mm256_add_epi16(sum,
		                       c->bits ? likeness_one_by_one(c, x[a], set->lane[a], keep)
		                               : likeness_lanes(c, mine, theirs, equal));
		if (c->quota && x[a] != FORM_UNKNOWN)
			bad += count(_mm256_and_si256(equal, wanted)) >= c->quota;
	}
	if (x[FORM_COLUMN_TEAM])
		bad += count(_mm256_and_si256(wanted,
		                              _mm256_cmpeq_epi16(SPREAD(x[FORM_COLUMN_TEAM]),
		                                                 COLUMN(set, FORM_COLUMN_TEAM))));
	bad += count(_mm256_and_si256(wanted, _mm256_cmpeq_epi16(SPREAD(x[FORM_COLUMN_MANAGER]),
	                                                         COLUMN(set, FORM_COLUMN_SELF))));
	bad += count(
		_mm256_and_si256(wanted, _mm256_cmpeq_epi16(SPREAD(x[FORM_COLUMN_SELF]),
	                                                    COLUMN(set, FORM_COLUMN_MANAGER))));
	const __m256i pairs = _mm256_madd_epi16(_mm256_and_si256(sum, wanted), one);
	__m128i half =
		_mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
	half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
	half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1));
	*like = _mm_cvtsi128_si32(half);
	*broken = bad;
}
#endif

/* ---- columns ----------------------------------------------------------------------------------- */

/* Mean likeness over all pairs of whom the value is known, from a count of each value. */
static int mean_likeness(const struct form_problem *problem, const struct form_attribute *attribute,
                         const struct form_column *column)
{
	static const int SAMPLE = 20011; /* pairs i, i + step: the same for the same people */
	int64_t sum = 0, n = 0;

	for (int k = 0; k < SAMPLE; k++) {
		const int x = k % problem->people,
			  y = (int)((k * (int64_t)7919 + 1 + k / problem->people) %
		                    problem->people);
		const uint16_t a = attribute->value[x], b = attribute->value[y];
		if (x == y || a == FORM_UNKNOWN || b == FORM_UNKNOWN) continue;
		sum += likeness(column, a, b);
		n++;
	}
	return n ? (int)(sum / n) : 0;
}

void form_columns(const struct form_problem *problem, struct form_column *out)
{
	int64_t all = 0;

	for (int a = 0; a < problem->attributes; a++)
		if (problem->attribute[a].wish != FORM_IGNORE) all += problem->attribute[a].weight;
	for (int a = 0; a < problem->attributes; a++) {
		const struct form_attribute *attribute = &problem->attribute[a];
		struct form_column *c = &out[a];
		const bool counts = attribute->wish != FORM_IGNORE && all > 0;
		int weight = counts ? (int)(attribute->weight * (int64_t)FORM_WEIGHT / all) : 0;
		*c = (struct form_column){ .ordered = attribute->ordered,
			                   .quota = attribute->quota,
			                   .bits = attribute->bits };
		if (attribute->ordered && attribute->wish != FORM_BAND && attribute->range > 0) {
			c->step = (uint16_t)(weight / attribute->range);
			weight = c->step * attribute->range;
		}
		if (attribute->ordered && attribute->wish == FORM_BAND)
			c->band = (uint16_t)(attribute->band > 0 ? attribute->band : 1);
		c->same = (uint16_t)(attribute->wish == FORM_MIX ? weight : 0);
		c->differ = (uint16_t)(attribute->wish == FORM_MIX ? 0 : weight);
		for (int x = 0; x < problem->people; x++)
			c->has_unknown |= attribute->value[x] == FORM_UNKNOWN;
		c->unknown = (uint16_t)mean_likeness(problem, attribute, c);
	}
}

/* ---- sets -------------------------------------------------------------------------------------- */

static void index_links(struct arena *arena, struct form_sets *s)
{
	const struct form_problem *p = s->problem;

	s->link_at = NEW(arena, int, (size_t)p->people + 2);
	s->link_of = NEW(arena, struct form_link, 2 * (size_t)p->links);
	s->ban_at = NEW(arena, int, (size_t)p->people + 2);
	s->ban_of = NEW(arena, int, (size_t)p->bans);
	for (int k = 0; k < p->links; k++) {
		s->link_at[p->link[k].a + 2]++;
		s->link_at[p->link[k].b + 2]++;
	}
	for (int k = 0; k < p->bans; k++) s->ban_at[p->ban[k].person + 2]++;
	for (int x = 2; x < p->people + 2; x++) {
		s->link_at[x] += s->link_at[x - 1];
		s->ban_at[x] += s->ban_at[x - 1];
	}
	for (int k = 0; k < p->links; k++) {
		const struct form_link l = p->link[k];
		s->link_of[s->link_at[l.a + 1]++] = l;
		s->link_of[s->link_at[l.b + 1]++] = (struct form_link){ l.b, l.a, l.kind };
	}
	for (int k = 0; k < p->bans; k++)
		s->ban_of[s->ban_at[p->ban[k].person + 1]++] = p->ban[k].set;
}

struct form_sets *form_sets_new(struct arena *arena, const struct form_problem *problem,
                                enum form_path_kind path)
{
	struct form_sets *s = NEW(arena, struct form_sets, 1);

	ASSERT(problem->people <= FORM_PEOPLE_MAX && problem->sets <= FORM_SETS_MAX &&
	       problem->attributes <= FORM_ATTRIBUTES_MAX);
	s->problem = problem;
	s->compare = compare_plain;
#if defined(__x86_64__)
	if (path != FORM_PATH_PLAIN && form_path_is_here(FORM_PATH_AVX2)) s->compare = compare_avx2;
#endif
	(void)path;
	form_columns(problem, s->column);
	s->set = NEW(arena, struct form_set, (size_t)problem->sets);
	s->of = NEW(arena, int, (size_t)problem->people);
	s->lane = NEW(arena, int, (size_t)problem->people);
	s->who = NEW(arena, int, (size_t)problem->sets);
	s->load = NEW(arena, int, (size_t)problem->facilitators);
	s->facilitator_used = NEW(arena, uint64_t, (size_t)problem->facilitators);
	s->booked = NEW(arena, uint8_t, (size_t)problem->facilitators * FORM_SLOTS_MAX);
	index_links(arena, s);
	for (int x = 0; x < problem->people; x++) s->of[x] = FORM_NONE;
	for (int k = 0; k < problem->sets; k++) {
		struct form_set *set = &s->set[k];
		set->slot = set->place = FORM_NONE;
		s->who[k] = problem->facilitator ? problem->facilitator[k] : FORM_NONE;
		if (s->who[k] != FORM_NONE) s->load[s->who[k]]++;
		s->broken += problem->least[k]; /* traits: form_ease_new */
		for (int c = 0; c < FORM_COLUMNS; c++)
			for (int l = 0; l < LANES; l++) set->lane[c][l] = FORM_EMPTY;
		for (int l = 0; l < LANES; l++) set->member[l] = FORM_NONE;
	}
	s->bend = (int64_t)(16 * 4 * form_likeness_random(problem)) + 1;
	if (problem->strength[FORM_LEVEL_WORST] == FORM_BEFORE_MIX) s->bend = s->bend / 8 + 1;
	if (problem->strength[FORM_LEVEL_WORST] == FORM_NOT_COUNTED) s->bend = INT64_MAX;
	form_ease_new(s);
	/* Each together-pair is broken until both are placed in one set. */
	for (int k = 0; k < problem->links; k++)
		s->broken += problem->link[k].kind == FORM_TOGETHER;
	return s;
}

static void row_of(const struct form_problem *p, int x, uint16_t *row)
{
	for (int a = 0; a < p->attributes; a++) row[a] = p->attribute[a].value[x];
	row[FORM_COLUMN_TEAM] = p->team[x];
	row[FORM_COLUMN_SELF] = (uint16_t)(x + 1);
	/* 0xFFFD is nobody: neither a person (at most 20000) nor an empty lane. */
	row[FORM_COLUMN_MANAGER] =
		p->manager[x] == FORM_NONE ? 0xFFFD : (uint16_t)(p->manager[x] + 1);
}

/* What links of x say about the set; y, who leaves it, does not count. */
static void fit_links(const struct form_sets *s, int x, int set, int y, struct form_fit *fit)
{
	for (int k = s->link_at[x]; k < s->link_at[x + 1]; k++) {
		const struct form_link *l = &s->link_of[k];
		if (l->b == y || s->of[l->b] != set || l->b == x) continue;
		switch (l->kind) {
		case FORM_APART:
		case FORM_SEALED:
			fit->broken++;
			break;
		case FORM_TOGETHER:
			fit->broken--;
			break;
		case FORM_MET:
			fit->like += s->met_cost;
			break;
		case FORM_PREFER:
			fit->like -= FORM_WEIGHT;
			break;
		}
	}
}

struct form_fit form_fit(const struct form_sets *s, int x, int set, int skip_lane)
{
	const struct form_set *at = &s->set[set];
	uint16_t row[FORM_COLUMNS];
	unsigned keep = (1u << at->size) - 1;
	struct form_fit fit;

	if (skip_lane >= 0) keep &= ~(1u << skip_lane);
	row_of(s->problem, x, row);
	s->compare(s, row, at, keep, &fit.like, &fit.broken);
	fit_links(s, x, set, skip_lane >= 0 ? at->member[skip_lane] : FORM_NONE, &fit);
	return fit;
}

bool form_reaches(const struct form_problem *p, int x, int place)
{
	return !p->places || (place != FORM_NONE && (p->places[x] >> place & 1));
}

int form_misfit(const struct form_sets *s, int x, int set, int slot, int place)
{
	const struct form_problem *p = s->problem;
	int bad = (slot == FORM_NONE || !(p->slots[x] >> slot & 1)) + !form_reaches(p, x, place);

	bad += (p->pin[x] != FORM_NONE && p->pin[x] != set) + form_is_banned(p, s->who[set], x);
	for (int k = s->ban_at[x]; k < s->ban_at[x + 1]; k++) bad += s->ban_of[k] == set;
	return bad;
}

/* Mean likeness of a set's pairs in sixteenths, times its size; a little more where it is high, so
 * that the worst set is bettered first. */
int64_t form_cost(const struct form_sets *s, int64_t like, int size)
{
	if (size < 2) return 0;
	const int64_t mean = like * 32 / (size * (size - 1));
	return size * (mean + mean * mean / s->bend);
}

/* Who x is to a set besides their likeness: traits and what x would rather have. */
static void ease(struct form_sets *s, int x, int set, int sign)
{
	struct form_set *at = &s->set[set];

	if (!s->eases) return;
	s->broken += form_trait_change(s, set, sign < 0 ? x : FORM_NONE, sign < 0 ? FORM_NONE : x,
	                               &s->unease);
	for (int t = 0; t < s->problem->traits; t++)
		at->have[t] = (uint8_t)(at->have[t] + sign * (s->problem->has[x] >> t & 1));
	s->unease += sign * form_unease(s, x, at->slot, at->place);
}

/* x is (or with sign -1 is no longer) in the set, which may not be theirs of before. */
static void count_move(struct form_sets *s, int x, int set, int sign)
{
	const int *before = s->problem->before;

	if (!before || before[x] == FORM_NONE || before[x] == set) return;
	s->moved += sign;
	s->upset += sign * form_firm(s->problem, x);
}

static void recost(struct form_sets *s, int set)
{
	s->set[set].cost = form_cost(s, s->set[set].like, s->set[set].size);
}

void form_enter(struct form_sets *s, int x, int set)
{
	struct form_set *at = &s->set[set];
	const struct form_fit fit = form_fit(s, x, set, FORM_NONE);
	const int l = at->size++;
	uint16_t row[FORM_COLUMNS] = { 0 };

	ASSERT(l < LANES && s->of[x] == FORM_NONE);
	row_of(s->problem, x, row);
	for (int c = 0; c < FORM_COLUMNS; c++) at->lane[c][l] = row[c];
	at->member[l] = x;
	s->broken += (at->size > s->problem->most[set]) - (l < s->problem->least[set]);
	at->like += fit.like;
	s->of[x] = set;
	s->lane[x] = l;
	s->broken += fit.broken + form_misfit(s, x, set, at->slot, at->place);
	ease(s, x, set, 1);
	count_move(s, x, set, 1);
	recost(s, set);
}

void form_leave(struct form_sets *s, int x)
{
	const int set = s->of[x], l = s->lane[x];
	struct form_set *at = &s->set[set];
	const struct form_fit fit = form_fit(s, x, set, l);
	const int last = --at->size;

	s->broken += (last < s->problem->least[set]) - (last >= s->problem->most[set]);
	at->like -= fit.like;
	s->broken -= fit.broken + form_misfit(s, x, set, at->slot, at->place);
	ease(s, x, set, -1);
	count_move(s, x, set, -1);
	for (int c = 0; c < FORM_COLUMNS; c++) {
		at->lane[c][l] = at->lane[c][last];
		at->lane[c][last] = FORM_EMPTY;
	}
	at->member[l] = at->member[last];
	if (l != last) s->lane[at->member[l]] = l;
	at->member[last] = FORM_NONE;
	s->of[x] = FORM_NONE;
	recost(s, set);
}

/* The facilitator of a set takes its half-day, or gives it back (sign -1): rules broken if they are not free,
 * do not come there, or have another set then. */
static void book(struct form_sets *s, int set, int sign)
{
	const struct form_problem *p = s->problem;
	const int f = s->who[set], slot = s->set[set].slot, place = s->set[set].place;

	if (f == FORM_NONE || slot == FORM_NONE) return;
	uint8_t *n = &s->booked[f * FORM_SLOTS_MAX + slot];
	s->broken += sign * (!(p->facilitator_slots[f] >> slot & 1) +
	                     (p->facilitator_places && !(p->facilitator_places[f] >> place & 1)));
	if (sign > 0)
		s->broken += (*n)++ > 0;
	else
		s->broken -= --*n > 0;
	s->facilitator_used[f] &= ~(1ull << slot);
	if (*n) s->facilitator_used[f] |= 1ull << slot;
}

void form_lead(struct form_sets *s, int set, int facilitator)
{
	const struct form_set *at = &s->set[set];
	const int old = s->who[set];

	for (int l = 0; l < at->size; l++)
		s->broken += form_is_banned(s->problem, facilitator, at->member[l]) -
		             form_is_banned(s->problem, old, at->member[l]);
	book(s, set, -1);
	if (old != FORM_NONE) s->load[old]--;
	s->who[set] = facilitator;
	if (facilitator != FORM_NONE) s->load[facilitator]++;
	book(s, set, 1);
}

void form_retime(struct form_sets *s, int set, int slot, int place)
{
	struct form_set *at = &s->set[set];

	for (int l = 0; l < at->size; l++) {
		const int x = at->member[l];
		s->broken += form_misfit(s, x, set, slot, place) -
		             form_misfit(s, x, set, at->slot, at->place);
		if (s->eases)
			s->unease += form_unease(s, x, slot, place) -
			             form_unease(s, x, at->slot, at->place);
	}
	book(s, set, -1);
	at->slot = slot;
	at->place = place;
	book(s, set, 1);
}
