/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_search - see form_search.h. */
#include "domain/form_search.h"

enum {
	CALIBRATION_STEPS = 400,
	CALIBRATION_CELLS = 2000000,
	CALIBRATION_ROUNDS = 64,
	CALIBRATION_SHARE = FORM_WHOLE / 10, /* of the time, at most */
	/* Shares of proposals taken where a search begins and where it ends, of 100,000. */
	HOT_SHARE = 1000,
	COLD_SHARE = 7,
	COLDEST = (1 << FORM_HEAT_BITS) / 100, /* no loss of 1 is taken by then */
	LATE_ROUNDS = 8 /* of a descent, once the time is over: from far up it would take long */
};

/* ---- time -------------------------------------------------------------------------------------- */

int64_t form_search_spent(const struct form_search *s)
{
	return s->stopped ? FORM_WHOLE : form_share(s->time, s->evaluations, s->start_us);
}

void form_search_report(struct form_search *s, int64_t share)
{
	if (!s->time->progress || s->stopped) return;
	if (!s->time->progress(s->time->context, s->best_value, (int)(1000 * share / FORM_WHOLE)))
		s->stopped = true;
}

/* ---- the division under way ------------------------------------------------------------------- */

static void recount(struct form_state *now)
{
	const size_t stride = (size_t)now->stride;
	int64_t twice = 0;

	memset(now->sum, 0, sizeof(int32_t) * stride * (size_t)now->groups);
	for (int g = 0; g < now->groups; g++) now->size[g] = 0;
	for (int x = 0; x < now->n; x++) {
		int32_t *row = now->sum + (size_t)now->group[x] * stride;
		const int32_t *d = now->d + (size_t)x * stride;
		for (int v = 0; v < now->n; v++) row[v] += d[v];
		now->size[now->group[x]]++;
	}
	for (int v = 0; v < now->stride; v++) now->own[v] = FORM_FAR;
	for (int v = 0; v < now->n; v++) {
		now->own[v] = form_sum(now, now->group[v], v);
		twice += now->own[v];
	}
	now->value = twice / 2;
}

struct form_state form_state_new(struct arena *arena, const struct form_matrix *matrix)
{
	const size_t stride = (size_t)matrix->stride, groups = (size_t)matrix->groups;

	return (struct form_state){
		.n = matrix->n,
		.groups = matrix->groups,
		.stride = matrix->stride,
		.d = matrix->d,
		.sum = form_row(arena, stride * groups),
		.own = form_row(arena, stride),
		.group = form_row(arena, stride),
		.join = form_row(arena, groups + 64),
		.size = NEW(arena, int, groups),
	};
}

void form_state_copy(struct form_state *to, const struct form_state *from)
{
	const size_t row = sizeof(int32_t) * (size_t)from->stride;

	memcpy(to->sum, from->sum, row * (size_t)from->groups);
	memcpy(to->own, from->own, row);
	memcpy(to->group, from->group, row);
	memcpy(to->size, from->size, sizeof(int) * (size_t)from->groups);
	to->value = from->value;
}

static void shuffle(struct form_search *s, int *at, int n)
{
	for (int i = n - 1; i > 0; i--) {
		const int j = (int)random_below(&s->random, (uint32_t)i + 1);
		const int keep = at[i];
		at[i] = at[j];
		at[j] = keep;
	}
}

/* join: what x would gain by joining each group without anybody leaving. */
static void look_at(struct form_state *now, int x)
{
	const int32_t *column = now->sum + x;
	const int32_t own = now->own[x];

	for (int g = 0; g < now->groups; g++, column += now->stride) now->join[g] = *column - own;
	now->join[now->group[x]] = -FORM_FAR;
}

/* x and y change places.  What joining would give x changes by what it had, but for the two groups; so
 * the column of sums is not read again. */
static void exchange(struct form_search *s, int x, int y)
{
	struct form_state *now = &s->now;
	const int from = now->group[x], to = now->group[y];
	const int32_t own = now->own[x];

	now->value += now->join[now->group[y]] + form_sum(now, now->group[x], y) - now->own[y] -
	              2 * form_difference(now, x, y);
	s->path->swap(now, x, y);
	s->took++;
	const int32_t change = own - now->own[x];
	for (int g = 0; g < now->groups; g++) now->join[g] += change;
	now->join[from] = form_sum(now, from, x) - now->own[x];
	now->join[to] = -FORM_FAR;
}

/* Tries x against everybody from a random start round to it again. */
static void try_one(struct form_search *s, int x, const int32_t *least)
{
	const int n = s->now.n, start = (int)random_below(&s->random, (uint32_t)n);
	int at = start, end = n;

	look_at(&s->now, x);
	for (;;) {
		const int y = s->path->scan(&s->now, x, at, end, least);
		if (y >= 0) {
			exchange(s, x, y);
			at = y + 1;
			if (at < end) continue;
		}
		if (end == start || start == 0) break;
		at = 0;
		end = start;
	}
	s->evaluations += n;
}

static void keep_best(struct form_search *s)
{
	if (s->now.value <= s->best_value) return;
	s->best_value = s->now.value;
	memcpy(s->best, s->now.group, sizeof(int32_t) * (size_t)s->now.stride);
}

void form_search_warm(struct form_search *s, int64_t heat)
{
	form_losses(heat, s->draws, FORM_LOSSES + s->now.stride, s->least);
}

void form_search_round(struct form_search *s)
{
	shuffle(s, s->order, s->now.n);
	for (int i = 0; i < s->now.n; i++)
		try_one(s, s->order[i], s->least + random_below(&s->random, FORM_LOSSES));
}

/* x goes to another group, whose bounds and those it leaves allow it. */
static void move(struct form_search *s, int x, int to)
{
	struct form_state *now = &s->now;
	const int from = now->group[x];
	const size_t stride = (size_t)now->stride;
	const int32_t *d = now->d + (size_t)x * stride;

	now->value += form_sum(now, to, x) - now->own[x];
	now->group[x] = to;
	now->size[from]--;
	now->size[to]++;
	for (int v = 0; v < now->n; v++) {
		now->sum[(size_t)from * stride + (size_t)v] -= d[v];
		now->sum[(size_t)to * stride + (size_t)v] += d[v];
		now->own[v] = form_sum(now, now->group[v], v);
	}
	s->took++;
}

/* Moves whoever gains by it to another group. */
static void move_all(struct form_search *s)
{
	const struct form_state *now = &s->now;

	for (int x = 0; x < now->n; x++)
		for (int g = 0; g < now->groups; g++) {
			const int from = now->group[x];
			if (g != from && form_sum(now, g, x) > now->own[x] &&
			    now->size[g] < s->matrix->most[g] &&
			    now->size[from] > s->matrix->least[from])
				move(s, x, g);
		}
}

void form_search_descend(struct form_search *s)
{
	int64_t before;
	int late = 0;

	for (int i = 0; i < s->now.stride; i++) s->least[i] = 1;
	do {
		before = s->took;
		shuffle(s, s->order, s->now.n);
		for (int i = 0; i < s->now.n; i++) try_one(s, s->order[i], s->least);
		if (s->took == before) move_all(s);
		if (form_search_spent(s) >= FORM_WHOLE) late++;
	} while (s->took > before && late < LATE_ROUNDS);
	keep_best(s);
}

/* ---- starting ---------------------------------------------------------------------------------- */

void form_search_init(struct form_search *s, struct arena *arena, const struct form_matrix *matrix)
{
	const size_t stride = (size_t)matrix->stride;
	int64_t sum = 0;

	s->now = form_state_new(arena, matrix);
	s->order = NEW(arena, int, stride);
	s->draws = form_row(arena, FORM_LOSSES + stride);
	s->least = form_row(arena, FORM_LOSSES + stride);
	s->best = NEW(arena, int32_t, stride);
	s->sizes = NEW(arena, int, (size_t)matrix->groups);
	for (size_t i = 0; i < FORM_LOSSES + stride; i++) s->draws[i] = form_draw_fixed(&s->random);
	s->best_value = INT64_MIN;
	for (size_t i = 0; i < stride * (size_t)matrix->n; i++) sum += matrix->d[i];
	s->sign = sum < 0 ? -1 : 1;
}

/* Sizes with the most pairs; where several serve, or nearly, another each time. */
static void draw_sizes(struct form_search *s, int most)
{
	const size_t cells = (size_t)s->now.groups * ((size_t)s->now.n + 1);

	arena_reset(s->scratch);
	int32_t *noise = NEW(s->scratch, int32_t, cells);
	for (size_t i = 0; i < cells; i++)
		noise[i] = (int32_t)random_below(&s->random, (uint32_t)most);
	if (!form_sizes(s->scratch, s->matrix, s->sign, noise, s->sizes))
		BUG("no sizes fit a matrix without fault");
}

void form_search_start(struct form_search *s, int noise)
{
	int at = 0;

	draw_sizes(s, noise);
	for (int i = 0; i < s->now.n; i++) s->order[i] = i;
	shuffle(s, s->order, s->now.n);
	for (int g = 0; g < s->now.groups; g++)
		for (int i = 0; i < s->sizes[g]; i++) s->now.group[s->order[at++]] = g;
	recount(&s->now);
}

void form_search_resume(struct form_search *s)
{
	memcpy(s->now.group, s->best, sizeof(int32_t) * (size_t)s->now.stride);
	recount(&s->now);
}

/* Share of proposals taken in so many rounds at a temperature, of 100,000. */
static int64_t share_taken(struct form_search *s, int64_t heat, int rounds)
{
	const int64_t took = s->took, tried = s->evaluations;

	form_search_warm(s, heat);
	for (int i = 0; i < rounds; i++) form_search_round(s);
	return (s->took - took) * 100000 / (s->evaluations - tried);
}

/* The same of no more proposals than bring two exchanges for each person: enough to settle where it is
 * warm, and where nearly all are taken a whole round would take longer than all that follows. */
static int64_t share_taken_in_haste(struct form_search *s, int64_t heat)
{
	const int64_t took = s->took, tried = s->evaluations, enough = took + 2 * s->now.n;

	form_search_warm(s, heat);
	shuffle(s, s->order, s->now.n);
	for (int i = 0; i < s->now.n && s->took < enough; i++)
		try_one(s, s->order[i], s->least + random_below(&s->random, FORM_LOSSES));
	return (s->took - took) * 100000 / (s->evaluations - tried);
}

/* In haste down to hot, then slowly enough for the share to mean something. */
void form_search_calibrate(struct form_search *s)
{
	const int n = s->now.n, wanted = CALIBRATION_CELLS / n / n;
	const int rounds = wanted < 1                    ? 1
	                   : wanted > CALIBRATION_ROUNDS ? CALIBRATION_ROUNDS
	                                                 : wanted;
	int64_t sum = 0;

	for (int x = 0; x < n; x++) sum += s->now.own[x] < 0 ? -s->now.own[x] : s->now.own[x];
	int64_t heat = (sum / n + 1) << FORM_HEAT_BITS;
	s->hot = 0;
	for (int step = 0; step < CALIBRATION_STEPS; step++) {
		const int64_t share =
			s->hot > 0 ? share_taken(s, heat, rounds) : share_taken_in_haste(s, heat);
		if (s->hot <= 0 && share < HOT_SHARE) s->hot = heat;
		s->cold = heat;
		if (share < COLD_SHARE || heat < COLDEST ||
		    form_search_spent(s) > CALIBRATION_SHARE)
			break;
		heat = s->hot > 0 ? heat * 19 / 20 : heat * 9 / 10;
	}
	/* There was no time to find out: climb.  Where it is too warm a round takes longer than all the time. */
	if (s->hot <= 0) s->hot = s->cold = COLDEST;
	if (s->hot < s->cold * 3 / 2) s->hot = s->cold * 3 / 2;
	form_search_descend(s);
}
