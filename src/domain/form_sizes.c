/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_sizes - how large each group should be, where bounds leave a choice.
 *
 * Where differences are positive the number of pairs decides nearly everything, and the sizes with
 * the most pairs are found exactly: best[g][m] is the most that the first g groups can give with m
 * people.  Noise picks another of the good vectors each time. */
#include "domain/form_parts.h"

/* What nobody can fill. */
static const int64_t NO_WAY = INT64_MIN;

static int64_t pairs(int64_t size)
{
	return size * (size - 1) / 2 * FORM_PAIR;
}

bool form_sizes(struct arena *arena, const struct form_matrix *matrix, int sign,
                const int32_t *noise, int *sizes)
{
	const int n = matrix->n, groups = matrix->groups;
	const size_t row = (size_t)n + 1;
	int64_t *best = NEW(arena, int64_t, row * 2);
	int16_t *chosen = NEW(arena, int16_t, row * (size_t)groups);

	for (int m = 1; m <= n; m++) best[m] = NO_WAY;
	for (int g = 0; g < groups; g++) {
		const int64_t *before = best + (g & 1 ? row : 0);
		int64_t *after = best + (g & 1 ? 0 : row);
		for (int m = 0; m <= n; m++) {
			after[m] = NO_WAY;
			for (int size = matrix->least[g]; size <= matrix->most[g] && size <= m;
			     size++) {
				if (before[m - size] == NO_WAY) continue;
				int64_t value = before[m - size] + sign * pairs(size);
				if (noise) value += noise[(size_t)g * row + (size_t)size];
				if (value <= after[m]) continue;
				after[m] = value;
				chosen[(size_t)g * row + (size_t)m] = (int16_t)size;
			}
		}
	}
	int left = n;
	if ((best + (groups & 1 ? row : 0))[n] == NO_WAY) return false;
	for (int g = groups - 1; g >= 0; g--) {
		sizes[g] = chosen[(size_t)g * row + (size_t)left];
		left -= sizes[g];
	}
	return true;
}
