/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/support_form.h"

static uint64_t splitmix(uint64_t *s)
{
	uint64_t z = *s += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

struct form_matrix form_random_matrix(struct arena *arena, int n, int groups, int least, int most,
                                      uint64_t seed)
{
	struct form_matrix m = form_matrix_new(arena, n, groups);
	int *low = NEW(arena, int, (size_t)groups), *high = NEW(arena, int, (size_t)groups);

	for (int g = 0; g < groups; g++) low[g] = least, high[g] = most;
	m.least = low;
	m.most = high;
	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n; j++)
			m.d[i * m.stride + j] = m.d[j * m.stride + i] =
				(int32_t)(splitmix(&seed) % 101);
	return m;
}

int64_t form_recount(const struct form_matrix *matrix, const int *group)
{
	int64_t sum = 0;

	for (int g = 0; g < matrix->groups; g++) {
		int size = 0;
		for (int i = 0; i < matrix->n; i++) size += group[i] == g;
		CHECK(size >= matrix->least[g] && size <= matrix->most[g],
		      "every group within its bounds");
	}
	for (int i = 0; i < matrix->n; i++) {
		CHECK(group[i] >= 0 && group[i] < matrix->groups, "everybody in a group");
		for (int j = 0; j < i; j++)
			if (group[i] == group[j]) sum += matrix->d[i * matrix->stride + j];
	}
	return sum;
}

struct exact {
	const struct form_matrix *matrix;
	int group[16], size[16];
	int64_t best;
};

static void place(struct exact *e, int i, int64_t sum)
{
	if (i == e->matrix->n) {
		for (int g = 0; g < e->matrix->groups; g++)
			if (e->size[g] < e->matrix->least[g]) return;
		if (sum > e->best) e->best = sum;
		return;
	}
	for (int g = 0; g < e->matrix->groups; g++) {
		if (e->size[g] == e->matrix->most[g]) continue;
		int64_t more = 0;
		for (int j = 0; j < i; j++)
			if (e->group[j] == g) more += e->matrix->d[i * e->matrix->stride + j];
		e->group[i] = g;
		e->size[g]++;
		place(e, i + 1, sum + more);
		e->size[g]--;
	}
}

int64_t form_exact(const struct form_matrix *matrix)
{
	struct exact e = { .matrix = matrix, .best = INT64_MIN };

	place(&e, 0, 0);
	return e.best;
}
