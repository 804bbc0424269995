/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_kernel - what exchanging x and y would give, for one x and all y: plain, AVX2, AVX-512.
 *
 *     gain(y) = (sum[group y][x] - own[x]) + sum[group x][y] - own[y] - 2 d(x, y)
 *
 * The bracket is join[group y], made before.  The three read the same numbers in the same order and
 * find the same y; only the speed differs.  Compiled for their instruction sets by attribute, so the
 * program runs on any x86-64, and on other processors with the plain loops. */
#include "domain/form_parts.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define HAS_VECTORS 1
#else
#define HAS_VECTORS 0
#endif

static int scan_plain(const struct form_state *s, int x, int from, int to, const int32_t *least)
{
	const int32_t *row = s->sum + (size_t)s->group[x] * (size_t)s->stride;
	const int32_t *d = s->d + (size_t)x * (size_t)s->stride;

	for (int y = from; y < to; y++)
		if (s->join[s->group[y]] + row[y] - s->own[y] - 2 * d[y] >= least[y]) return y;
	return -1;
}

static void swap_plain(struct form_state *s, int x, int y)
{
	const size_t stride = (size_t)s->stride;
	const int32_t gx = s->group[x], gy = s->group[y];
	int32_t *sx = s->sum + (size_t)gx * stride, *sy = s->sum + (size_t)gy * stride;
	const int32_t *dx = s->d + (size_t)x * stride, *dy = s->d + (size_t)y * stride;

	s->group[x] = gy;
	s->group[y] = gx;
	for (int v = 0; v < s->n; v++) {
		const int32_t change = dy[v] - dx[v];
		sx[v] += change;
		sy[v] -= change;
		if (s->group[v] == gx) s->own[v] = sx[v];
		if (s->group[v] == gy) s->own[v] = sy[v];
	}
}

#if HAS_VECTORS

#define LOAD8(at) _mm256_loadu_si256((const __m256i *)(at))
#define STORE8(at, v) _mm256_storeu_si256((__m256i *)(at), (v))

__attribute__((target("avx2"))) static int scan_avx2(const struct form_state *s, int x, int from,
                                                     int to, const int32_t *least)
{
	const int32_t *row = s->sum + (size_t)s->group[x] * (size_t)s->stride;
	const int32_t *d = s->d + (size_t)x * (size_t)s->stride;
	unsigned keep = 0xFFu << (from & 7);

	for (int y = from & ~7; y < to; y += 8) {
		const __m256i join = _mm256_i32gather_epi32(s->join, LOAD8(s->group + y), 4);
		__m256i gain = _mm256_add_epi32(join, LOAD8(row + y));
		gain = _mm256_sub_epi32(gain, LOAD8(s->own + y));
		gain = _mm256_sub_epi32(gain, _mm256_slli_epi32(LOAD8(d + y), 1));
		const __m256i worse = _mm256_cmpgt_epi32(LOAD8(least + y), gain);
		const unsigned good =
			~(unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(worse)) & keep & 0xFFu;
		keep = 0xFFu;
		if (!good) continue;
		const int at = y + __builtin_ctz(good);
		return at < to ? at : -1;
	}
	return -1;
}

__attribute__((target("avx2"))) static void swap_avx2(struct form_state *s, int x, int y)
{
	const size_t stride = (size_t)s->stride;
	const int32_t gx = s->group[x], gy = s->group[y];
	int32_t *sx = s->sum + (size_t)gx * stride, *sy = s->sum + (size_t)gy * stride;
	const int32_t *dx = s->d + (size_t)x * stride, *dy = s->d + (size_t)y * stride;
	const __m256i in_x = _mm256_set1_epi32(gx), in_y = _mm256_set1_epi32(gy);

	s->group[x] = gy;
	s->group[y] = gx;
	for (int v = 0; v < s->n; v += 8) {
		const __m256i change = _mm256_sub_epi32(LOAD8(dy + v), LOAD8(dx + v));
		const __m256i new_x = _mm256_add_epi32(LOAD8(sx + v), change);
		const __m256i new_y = _mm256_sub_epi32(LOAD8(sy + v), change);
		const __m256i group = LOAD8(s->group + v);
		__m256i own = LOAD8(s->own + v);
		own = _mm256_blendv_epi8(own, new_x, _mm256_cmpeq_epi32(group, in_x));
		own = _mm256_blendv_epi8(own, new_y, _mm256_cmpeq_epi32(group, in_y));
		STORE8(sx + v, new_x);
		STORE8(sy + v, new_y);
		STORE8(s->own + v, own);
	}
	for (int v = s->n; v < s->stride; v++) s->own[v] = FORM_FAR;
}

#define LOAD16(at) _mm512_loadu_si512((const void *)(at))

/* join[group] for 16 groups at once: from two registers, four, or memory. */
struct joins {
	__m512i at[4];
	const int32_t *memory;
	int groups;
};

__attribute__((target("avx512f,avx512bw,avx512dq"), always_inline)) static inline __m512i
look_up(const struct joins *joins, __m512i group)
{
	if (joins->groups <= 32)
		return _mm512_permutex2var_epi32(joins->at[0], group, joins->at[1]);
	if (joins->groups > 64) return _mm512_i32gather_epi32(group, joins->memory, 4);
	const __mmask16 high = _mm512_movepi32_mask(_mm512_slli_epi32(group, 26));
	const __m512i low = _mm512_permutex2var_epi32(joins->at[0], group, joins->at[1]);
	return _mm512_mask_blend_epi32(
		high, low, _mm512_permutex2var_epi32(joins->at[2], group, joins->at[3]));
}

__attribute__((target("avx512f,avx512bw,avx512dq"))) static int
scan_avx512(const struct form_state *s, int x, int from, int to, const int32_t *least)
{
	const int32_t *row = s->sum + (size_t)s->group[x] * (size_t)s->stride;
	const int32_t *d = s->d + (size_t)x * (size_t)s->stride;
	const struct joins joins = { { LOAD16(s->join), LOAD16(s->join + 16), LOAD16(s->join + 32),
		                       LOAD16(s->join + 48) },
		                     s->join,
		                     s->groups };
	unsigned keep = 0xFFFFu << (from & 15);

	for (int y = from & ~15; y < to; y += 16) {
		__m512i gain =
			_mm512_add_epi32(look_up(&joins, LOAD16(s->group + y)), LOAD16(row + y));
		gain = _mm512_sub_epi32(gain, LOAD16(s->own + y));
		gain = _mm512_sub_epi32(gain, _mm512_slli_epi32(LOAD16(d + y), 1));
		const unsigned good = _mm512_cmpge_epi32_mask(gain, LOAD16(least + y)) & keep;
		keep = 0xFFFFu;
		if (!good) continue;
		const int at = y + __builtin_ctz(good);
		return at < to ? at : -1;
	}
	return -1;
}

__attribute__((target("avx512f,avx512bw,avx512dq"))) static void swap_avx512(struct form_state *s,
                                                                             int x, int y)
{
	const size_t stride = (size_t)s->stride;
	const int32_t gx = s->group[x], gy = s->group[y];
	int32_t *sx = s->sum + (size_t)gx * stride, *sy = s->sum + (size_t)gy * stride;
	const int32_t *dx = s->d + (size_t)x * stride, *dy = s->d + (size_t)y * stride;
	const __m512i in_x = _mm512_set1_epi32(gx), in_y = _mm512_set1_epi32(gy);

	s->group[x] = gy;
	s->group[y] = gx;
	for (int v = 0; v < s->n; v += 16) {
		const __m512i change = _mm512_sub_epi32(LOAD16(dy + v), LOAD16(dx + v));
		const __m512i new_x = _mm512_add_epi32(LOAD16(sx + v), change);
		const __m512i new_y = _mm512_sub_epi32(LOAD16(sy + v), change);
		const __m512i group = LOAD16(s->group + v);
		__m512i own = LOAD16(s->own + v);
		own = _mm512_mask_mov_epi32(own, _mm512_cmpeq_epi32_mask(group, in_x), new_x);
		own = _mm512_mask_mov_epi32(own, _mm512_cmpeq_epi32_mask(group, in_y), new_y);
		_mm512_storeu_si512((void *)(sx + v), new_x);
		_mm512_storeu_si512((void *)(sy + v), new_y);
		_mm512_storeu_si512((void *)(s->own + v), own);
	}
	for (int v = s->n; v < s->stride; v++) s->own[v] = FORM_FAR;
}

#endif

bool form_path_is_here(enum form_path_kind kind)
{
	switch (kind) {
	case FORM_PATH_BEST:
	case FORM_PATH_PLAIN:
		return true;
#if HAS_VECTORS
	case FORM_PATH_AVX2:
		return __builtin_cpu_supports("avx2");
	case FORM_PATH_AVX512:
		return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
		       __builtin_cpu_supports("avx512dq");
#else
	case FORM_PATH_AVX2:
	case FORM_PATH_AVX512:
#endif
	default:
		return false;
	}
}

const struct form_path *form_path(enum form_path_kind kind)
{
	static const struct form_path plain = { scan_plain, swap_plain };
#if HAS_VECTORS
	static const struct form_path avx2 = { scan_avx2, swap_avx2 };
	static const struct form_path avx512 = { scan_avx512, swap_avx512 };

	if (kind == FORM_PATH_BEST) {
		kind = FORM_PATH_PLAIN;
		if (form_path_is_here(FORM_PATH_AVX2)) kind = FORM_PATH_AVX2;
		if (form_path_is_here(FORM_PATH_AVX512)) kind = FORM_PATH_AVX512;
	}
	ASSERT(form_path_is_here(kind));
	if (kind == FORM_PATH_AVX512) return &avx512;
	if (kind == FORM_PATH_AVX2) return &avx2;
#endif
	return &plain;
}
