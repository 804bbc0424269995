/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - the table of least costs to the end, filled from the last meeting back.
 *
 * A row holds one number for each count of credits left, so that a register handles all of them at
 * once.  The plain and the vector way do the same sums on whole numbers: their tables are equal. */
#include "domain/plan_parts.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

struct row {
	int m, j, from, to;   /* where the next meeting may be */
	const int32_t *next;  /* rows of the next meeting; NULL at the last */
	int32_t self, guided; /* added if the meeting is self-facilitated, facilitated */
};

/* Inlined into both ways: code for older machines between vector instructions costs some of them more than
 * the whole row. */
static inline __attribute__((always_inline)) struct row
row_of(const struct plan_view *view, const int32_t *cost, const int32_t *table, int m, int j)
{
	struct row row = { .m = m, .j = j };

	row.self = cost[j];
	row.guided = plan_least(PLAN_NEVER, cost[j] + plan_facilitated_price(view, m, j));
	if (view->facilitated >> m & 1) row.self = PLAN_NEVER;
	if (m + 1 == view->meetings) return row;
	row.from = view->next[j] > view->from[m + 1] ? view->next[j] : view->from[m + 1];
	row.to = plan_least(view->next_end[j], view->to[m + 1]);
	row.next = table + (size_t)(m + 1) * (size_t)view->slots * (size_t)view->lanes;
	return row;
}

static void fill_row_plain(const struct plan_view *view, const struct row *row, int32_t *out)
{
	const int lanes = view->lanes;
	int32_t best[PLAN_LANES_MAX];

	for (int r = 0; r < lanes; r++) best[r] = PLAN_NEVER;
	if (!row->next) best[0] = 0;
	for (int k = row->from; k < row->to; k++) {
		const int32_t step = plan_step(view, row->j, k);
		const int32_t *next = row->next + k * lanes;
		for (int r = 0; r < lanes; r++) best[r] = plan_least(best[r], next[r] + step);
	}
	out[0] = plan_least(PLAN_NEVER, best[0] + row->self);
	for (int r = 1; r < lanes; r++) {
		const int32_t least = plan_least(best[r] + row->self, best[r - 1] + row->guided);
		out[r] = plan_least(PLAN_NEVER, least);
	}
}

static void fill_never(int32_t *out, int lanes)
{
	for (int r = 0; r < lanes; r++) out[r] = PLAN_NEVER;
}

void plan_fill_plain(const struct plan_view *view, const int32_t *cost, int32_t *table)
{
	for (int m = view->meetings - 1; m >= 0; m--)
		for (int j = view->from[m]; j < view->to[m]; j++) {
			int32_t *out = table + (m * view->slots + j) * view->lanes;
			if (!(view->may[j] >> m & 1)) {
				fill_never(out, view->lanes);
				continue;
			}
			const struct row row = row_of(view, cost, table, m, j);
			fill_row_plain(view, &row, out);
		}
}

#if defined(__x86_64__)
#define VECTOR __attribute__((target("avx2,popcnt")))

static inline VECTOR __m256i load(const int32_t *at)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

static inline VECTOR void keep(int32_t *at, __m256i v)
{
	_mm256_storeu_si256((__m256i *)(void *)at, v);
}

/* One register of a row: the least of lanes [block, block + 8) over the meetings that may follow. */
static inline VECTOR __m256i block_best(const struct plan_view *view, const struct row *row,
                                        int lanes, int block)
{
	const int32_t *day = view->day, *gap = view->gap, *twice = view->twice;
	const int32_t from = day[row->j];
	const uint32_t *miss = view->miss, mine = miss[row->j];
	const int32_t *next = row->next + block;
	__m256i best = _mm256_set1_epi32(PLAN_NEVER), other = best;
	int k = row->from;

	for (; k + 1 < row->to; k += 2) {
		const int32_t a = gap[day[k] - from] + twice[__builtin_popcount(miss[k] & mine)];
		const int32_t b =
			gap[day[k + 1] - from] + twice[__builtin_popcount(miss[k + 1] & mine)];
		best = _mm256_min_epi32(
			best, _mm256_add_epi32(load(next + k * lanes), _mm256_set1_epi32(a)));
		other = _mm256_min_epi32(other, _mm256_add_epi32(load(next + (k + 1) * lanes),
		                                                 _mm256_set1_epi32(b)));
	}
	if (k < row->to) {
		const int32_t a = gap[day[k] - from] + twice[__builtin_popcount(miss[k] & mine)];
		best = _mm256_min_epi32(
			best, _mm256_add_epi32(load(next + k * lanes), _mm256_set1_epi32(a)));
	}
	return _mm256_min_epi32(best, other);
}

static inline VECTOR void fill_row_vector(const struct plan_view *view, const struct row *row,
                                          int lanes, int32_t *out)
{
	const __m256i up = _mm256_setr_epi32(7, 0, 1, 2, 3, 4, 5, 6);
	const __m256i never = _mm256_set1_epi32(PLAN_NEVER);
	const __m256i self = _mm256_set1_epi32(row->self), guided = _mm256_set1_epi32(row->guided);
	__m256i before = never; /* its lane 7 goes before lane 0 */

	for (int block = 0; block < lanes; block += PLAN_LANES) {
		__m256i best = never;
		if (row->next)
			best = block_best(view, row, lanes, block);
		else if (block == 0)
			best = _mm256_blend_epi32(never, _mm256_setzero_si256(), 1);
		const __m256i moved = _mm256_permutevar8x32_epi32(best, up);
		const __m256i carried = _mm256_permutevar8x32_epi32(before, up);
		const __m256i less = _mm256_blend_epi32(moved, carried, 1);
		const __m256i least = _mm256_min_epi32(_mm256_add_epi32(best, self),
		                                       _mm256_add_epi32(less, guided));
		keep(out + block, _mm256_min_epi32(never, least));
		before = best;
	}
}

static inline VECTOR void fill(const struct plan_view *view, const int32_t *cost, int32_t *table,
                               int lanes)
{
	for (int m = view->meetings - 1; m >= 0; m--)
		for (int j = view->from[m]; j < view->to[m]; j++) {
			int32_t *out = table + (m * view->slots + j) * lanes;
			if (!(view->may[j] >> m & 1)) {
				fill_never(out, lanes);
				continue;
			}
			const struct row row = row_of(view, cost, table, m, j);
			fill_row_vector(view, &row, lanes, out);
		}
}

VECTOR void plan_fill_vector(const struct plan_view *view, const int32_t *cost, int32_t *table)
{
	/* A row of one register is the usual case: its loop is unrolled away. */
	if (view->lanes == PLAN_LANES)
		fill(view, cost, table, PLAN_LANES);
	else
		fill(view, cost, table, view->lanes);
}
#endif
