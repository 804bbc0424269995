/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_divide - see form_divide.h and docs/form.md. */
#include "domain/form_parts.h"

#include <math.h>

enum {
	TABLE = 4096, /* losses drawn from the exponential distribution, beside a row's worth */
	CALIBRATION_STEPS = 400,
	STEP_LEAST = 1 << 14, /* proposals at one temperature, at least */
	CYCLES_ALIKE = 6,     /* annealings before their length doubles */
	REPORT_STEPS = 64     /* temperatures between two reports */
};
/* Shares of proposals taken where an annealing begins and where it ends. */
static const double HOT_SHARE = 0.01, COLD_SHARE = 0.0001;
/* The first annealings last CYCLE x n x n x n proposals, if there is so much time. */
static const double CYCLE = 100;
/* In pairs: how much worse than the best the sizes may be, when a start is new.  The first starts take
 * only the best sizes: where there is little time the others cost more than they find. */
static const double SIZE_NOISE = 0.02, LATER_NOISE[] = { 0.5, 2, 0.5, 4 };

struct search {
	const struct form_matrix *matrix;
	const struct form_path *path;
	const struct form_time *time;
	struct form_state now;
	struct random random;
	struct arena *arena, *scratch;       /* of the caller; forgotten between annealings */
	int *order;                          /* people, shuffled for each round */
	float *draws;                        /* exponentially distributed, mean 1 */
	int32_t *least;                      /* -temperature x draws */
	int64_t evaluations, start_us, took; /* proposals that took, for the share accepted */
	bool stopped;
	double hot, cold; /* temperatures between which an annealing works */
	int32_t *best;
	int64_t best_value;
	int sign; /* of the mean difference: are more pairs better? */
};

/* ---- time -------------------------------------------------------------------------------------- */

/* Share of the time that is used up: 0..1. */
static double spent(const struct search *s)
{
	return s->stopped ? 1 : form_spent(s->time, s->evaluations, s->start_us);
}

static void report(struct search *s, double share)
{
	if (!s->time->progress || s->stopped) return;
	if (!s->time->progress(s->time->context, s->best_value, (int)(1000 * share)))
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

static void shuffle(struct search *s, int *at, int n)
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

static void exchange(struct search *s, int x, int y)
{
	struct form_state *now = &s->now;

	now->value += now->join[now->group[y]] + form_sum(now, now->group[x], y) - now->own[y] -
	              2 * form_difference(now, x, y);
	s->path->swap(now, x, y);
	s->took++;
}

/* Tries x against everybody from a random start round to it again. */
static void try_one(struct search *s, int x, const int32_t *least)
{
	const int n = s->now.n, start = (int)random_below(&s->random, (uint32_t)n);
	int at = start, end = n;

	look_at(&s->now, x);
	for (;;) {
		const int y = s->path->scan(&s->now, x, at, end, least);
		if (y >= 0) {
			exchange(s, x, y);
			look_at(&s->now, x);
			at = y + 1;
			if (at < end) continue;
		}
		if (end == start || start == 0) break;
		at = 0;
		end = start;
	}
	s->evaluations += n;
}

static void keep_best(struct search *s)
{
	if (s->now.value <= s->best_value) return;
	s->best_value = s->now.value;
	memcpy(s->best, s->now.group, sizeof(int32_t) * (size_t)s->now.stride);
}

/* ---- annealing --------------------------------------------------------------------------------- */

static void set_temperature(struct search *s, double temperature)
{
	const int n = TABLE + s->now.stride;
	const float limit = (float)FORM_PATIENCE;

	for (int i = 0; i < n; i++) {
		const float loss = (float)temperature * s->draws[i];
		s->least[i] = -(int32_t)(loss < limit ? loss : limit);
	}
}

/* Everybody once, in a new order, at the temperature in force. */
static void round_of_all(struct search *s)
{
	shuffle(s, s->order, s->now.n);
	for (int i = 0; i < s->now.n; i++)
		try_one(s, s->order[i], s->least + random_below(&s->random, TABLE));
}

/* x goes to another group, whose bounds and those it leaves allow it. */
static void move(struct search *s, int x, int to)
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
static void move_all(struct search *s)
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

/* Upwards only, until nobody can better it. */
static void descend(struct search *s)
{
	int64_t before;

	for (int i = 0; i < s->now.stride; i++) s->least[i] = 1;
	do {
		before = s->took;
		shuffle(s, s->order, s->now.n);
		for (int i = 0; i < s->now.n; i++) try_one(s, s->order[i], s->least);
		if (s->took == before) move_all(s);
	} while (s->took > before);
	keep_best(s);
}

/* From `hot` to `cold`, evenly in the logarithm, while the share of time goes from its value now to
 * `until`. */
static void anneal(struct search *s, double hot, double cold, double until)
{
	const double from = spent(s), ratio = form_log(cold / hot);
	double share = from;
	int steps = 0;

	while (share < until && share < 1) {
		set_temperature(s, hot * form_exp(ratio * (share - from) / (until - from)));
		const int64_t step = s->now.n * (int64_t)s->now.n;
		const int64_t work = s->evaluations + (step > STEP_LEAST ? step : STEP_LEAST);
		do {
			round_of_all(s);
		} while (s->evaluations < work);
		share = spent(s);
		if (++steps % REPORT_STEPS == 0) report(s, share);
	}
	descend(s);
	report(s, spent(s));
}
/* ---- starting ---------------------------------------------------------------------------------- */
static void start_random(struct search *s, const int *sizes)
{
	int at = 0;

	for (int i = 0; i < s->now.n; i++) s->order[i] = i;
	shuffle(s, s->order, s->now.n);
	for (int g = 0; g < s->now.groups; g++)
		for (int i = 0; i < sizes[g]; i++) s->now.group[s->order[at++]] = g;
	recount(&s->now);
}

/* One quick cooling finds the temperatures at which 1 % and 0.01 % of proposals are taken. */
static void calibrate(struct search *s)
{
	const int n = s->now.n;
	double sum = 0, temperature;

	for (int x = 0; x < n; x++) sum += fabs((double)s->now.own[x]);
	temperature = fmax(sum / n, 1);
	s->hot = 0;
	for (int step = 0; step < CALIBRATION_STEPS; step++) {
		set_temperature(s, temperature);
		const int64_t took = s->took, tried = s->evaluations;
		round_of_all(s);
		const double share = (double)(s->took - took) / (double)(s->evaluations - tried);
		if (s->hot == 0 && share < HOT_SHARE) s->hot = temperature;
		s->cold = temperature;
		if (share < COLD_SHARE || temperature < 0.01 || spent(s) > 0.2) break;
		temperature *= 0.9;
	}
	if (s->hot <= s->cold) s->hot = 2 * s->cold;
	descend(s);
}

static void search_init(struct search *s, struct arena *arena, const struct form_matrix *matrix)
{
	const size_t stride = (size_t)matrix->stride, groups = (size_t)matrix->groups;
	struct form_state *now = &s->now;

	*now = (struct form_state){
		.n = matrix->n, .groups = matrix->groups, .stride = matrix->stride, .d = matrix->d
	};
	now->sum = form_row(arena, stride * groups);
	now->own = form_row(arena, stride);
	now->group = form_row(arena, stride);
	now->join = form_row(arena, groups + 64);
	now->size = NEW(arena, int, groups);
	s->order = NEW(arena, int, stride);
	s->draws = (float *)(void *)form_row(arena, TABLE + stride);
	s->least = form_row(arena, TABLE + stride);
	s->best = NEW(arena, int32_t, stride);
	for (size_t i = 0; i < TABLE + stride; i++) s->draws[i] = form_draw(&s->random);
	s->best_value = INT64_MIN;
	int64_t sum = 0;
	for (size_t i = 0; i < stride * (size_t)matrix->n; i++) sum += matrix->d[i];
	s->sign = sum < 0 ? -1 : 1;
}

/* Sizes with the most pairs; where several serve, or nearly, another each time. */
static void draw_sizes(struct search *s, double most, int *sizes)
{
	const size_t cells = (size_t)s->now.groups * ((size_t)s->now.n + 1);

	arena_reset(s->scratch);
	double *noise = NEW(s->scratch, double, cells);
	for (size_t i = 0; i < cells; i++) noise[i] = most * form_uniform(&s->random);
	if (!form_sizes(s->scratch, s->matrix, s->sign, noise, sizes))
		BUG("no sizes fit a matrix without fault");
}

/* Annealings one after another: some from a new start, some from the best so far, warmed up again.
 * How many fit is told by what the calibration cost. */
static void search(struct search *s)
{
	int *sizes = NEW(s->arena, int, (size_t)s->now.groups);

	draw_sizes(s, SIZE_NOISE, sizes);
	start_random(s, sizes);
	calibrate(s);
	const double begun = fmax(spent(s), 1e-9), warm = sqrt(s->hot * s->cold);
	const double n = (double)s->now.n,
		     first = CYCLE * n * n * n * begun / (double)s->evaluations;
	double share = begun, length = first;
	for (int i = 0; share < 1; i++, share = spent(s)) {
		/* Longer and longer, since nobody knows how long is long enough; the last takes what is left. */
		if (i > 0 && i % CYCLES_ALIKE == 0) length *= 2;
		const double until = 1 - share < 1.6 * length ? 1 : share + length;
		if (i % 2 == 1) {
			memcpy(s->now.group, s->best, sizeof(int32_t) * (size_t)s->now.stride);
			recount(&s->now);
		} else {
			const double later = LATER_NOISE[i / 2 % (int)LEN(LATER_NOISE)];
			draw_sizes(s, i < 4 * CYCLES_ALIKE ? SIZE_NOISE : later, sizes);
			start_random(s, sizes);
		}
		anneal(s, i % 2 ? warm : s->hot, s->cold, until);
	}
}

void form_divide(struct arena *arena, const struct form_matrix *matrix,
                 const struct form_time *time, uint64_t seed, enum form_path_kind kind,
                 struct form_division *out)
{
	struct search s = {
		.matrix = matrix, .path = form_path(kind), .time = time, .arena = arena
	};

	random_seed(&s.random, seed);
	s.start_us = time->evaluations > 0 ? 0 : time->now(time->context);
	s.scratch = arena_new((size_t)1 << 28);
	search_init(&s, arena, matrix);
	search(&s);
	arena_free(s.scratch);
	out->group = NEW(arena, int, (size_t)matrix->n);
	for (int i = 0; i < matrix->n; i++) out->group[i] = s.best[i];
	out->objective = s.best_value;
	out->evaluations = s.evaluations;
	out->stopped = s.stopped;
}
