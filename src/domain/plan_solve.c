/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan - the solve: prices on misses until the bound meets a plan, then a search for what is left. */
#include "domain/plan_parts.h"

enum { PRICE_STEPS = 6, MORE_STEPS = 20, FEW_LABELS = 500 };
enum { LABELS = 1000000, LINE = 64, USUAL_MEETINGS = 9, USUAL_SLOTS = 270 };

static int32_t *aligned(struct arena *arena, size_t count)
{
	char *at = NEW(arena, char, count * sizeof(int32_t) + LINE);
	const size_t over = (size_t)((uintptr_t)at % LINE);

	return (int32_t *)(void *)(at + (LINE - over) % LINE);
}

/* Twice what is asked for, so that the next set, a little larger, finds room. */
static void make_room(struct plan_desk *desk, int rows, int lanes, int slots)
{
	const size_t table = (size_t)rows * (size_t)lanes;

	if (desk->table_room < table) {
		desk->table_room = 2 * table;
		for (int i = 0; i < 2; i++) desk->table[i] = aligned(desk->arena, 2 * table);
	}
	if (desk->cost_room < slots) {
		desk->cost_room = 2 * slots;
		for (int i = 0; i < 2; i++)
			desk->priced[i] = NEW(desk->arena, int32_t, (size_t)desk->cost_room);
	}
}

struct plan_desk *plan_desk_new(struct arena *arena, bool plainly)
{
	struct plan_desk *desk = NEW(arena, struct plan_desk, 1);

	desk->arena = arena;
	desk->fill = plan_fill_plain;
	desk->labels_max = LABELS;
#if defined(__x86_64__)
	if (!plainly && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"))
		desk->fill = plan_fill_vector;
#else
	(void)plainly;
#endif
	make_room(desk, USUAL_MEETINGS * USUAL_SLOTS, PLAN_LANES, USUAL_SLOTS);
	return desk;
}

void plan_desk_stop(struct plan_desk *desk, bool (*is_stopped)(void *context), void *context)
{
	desk->is_stopped = is_stopped;
	desk->context = context;
}

void plan_desk_labels(struct plan_desk *desk, int max)
{
	ASSERT(max >= 0 && max <= PLAN_LABELS_MAX);
	desk->labels_max = max;
}

bool plan_desk_is_vector(const struct plan_desk *desk)
{
	return desk->fill != plan_fill_plain;
}

/* Adds the price of each person who misses a slot. */
static void price_slots(const struct plan_view *view, const int32_t *price, int32_t *out)
{
	for (int j = 0; j < view->slots; j++) {
		int32_t cost = view->cost[j];
		for (uint32_t left = view->miss[j]; left; left &= left - 1)
			cost += price[__builtin_ctz(left)];
		out[j] = cost;
	}
}

/* What the prices can take at most of fairness: max over k of price x k - fair(k).  *least and *most
 * are where that is reached. */
static int32_t conjugate(const struct plan_view *view, int32_t price, int *least, int *most)
{
	int32_t best = 0;

	*least = *most = 0;
	for (int k = 1; k <= view->meetings && view->fair[k] < PLAN_NEVER; k++) {
		const int32_t value = price * k - view->fair[k];
		if (value > best) best = value, *least = k;
		if (value == best) *most = k;
	}
	return best;
}

static const int32_t *row(const struct plan_view *view, const int32_t *table, int m, int j)
{
	return table + (m * view->slots + j) * view->lanes;
}

/* The next slot and whether this meeting is facilitated, on a way that costs row(m, j)[r]. */
static int follow(const struct plan_view *view, const int32_t *cost, const int32_t *table, int m,
                  int j, int r, bool *facilitated)
{
	const int32_t here = row(view, table, m, j)[r];
	const int from = view->next[j] > view->from[m + 1] ? view->next[j] : view->from[m + 1];
	const int to = plan_least(view->next_end[j], view->to[m + 1]);

	for (int y = 0; y <= 1; y++) {
		if (y > r || (!y && view->facilitated >> m & 1)) continue;
		const int32_t at = here - cost[j] - (y ? plan_facilitated_price(view, m, j) : 0);
		for (int k = from; k < to; k++)
			if (plan_step(view, j, k) + row(view, table, m + 1, k)[r - y] == at) {
				*facilitated = y;
				return k;
			}
	}
	BUG("a table that leads nowhere");
}

/* The cheapest way through a table; its cost with prices, PLAN_NEVER if there is none. */
static int32_t read_path(const struct plan_view *view, const int32_t *cost, const int32_t *table,
                         struct plan_path *path)
{
	int32_t least = PLAN_NEVER;
	int j = -1, r = view->credits;

	for (int k = view->from[0]; k < view->to[0]; k++)
		if (row(view, table, 0, k)[r] < least) least = row(view, table, 0, k)[r], j = k;
	*path = (struct plan_path){ .cost = PLAN_NEVER };
	for (int m = 0; j >= 0 && m < view->meetings; m++) {
		bool facilitated = r > 0;
		path->slot[m] = j;
		if (m + 1 < view->meetings) j = follow(view, cost, table, m, j, r, &facilitated);
		if (facilitated) path->facilitated |= 1u << m, r--;
	}
	return least;
}

/* Fairness of a path, and how often each person misses. */
static int32_t fairness(const struct plan_view *view, const struct plan_path *path, int *misses)
{
	int32_t sum = 0;

	for (int p = 0; p < view->people; p++) misses[p] = 0;
	for (int m = 0; m < view->meetings; m++)
		for (uint32_t left = view->miss[path->slot[m]]; left; left &= left - 1)
			misses[__builtin_ctz(left)]++;
	for (int p = 0; p < view->people; p++)
		sum = plan_least(PLAN_NEVER, sum + view->fair[misses[p]]);
	return sum;
}

int32_t plan_path_cost(const struct plan_view *view, const struct plan_path *path)
{
	int misses[PLAN_PEOPLE_MAX];
	int32_t cost = fairness(view, path, misses);

	for (int m = 0; m < view->meetings; m++) {
		const int j = path->slot[m];
		cost += view->cost[j];
		if (m + 1 < view->meetings) cost += plan_step(view, j, path->slot[m + 1]);
		if (path->facilitated >> m & 1) cost += plan_facilitated_price(view, m, j);
		cost = plan_least(cost, PLAN_NEVER);
	}
	return cost;
}

/* One table at these prices: its bound, and its plan's misses. */
struct round {
	int32_t bound;
	bool none;
	int misses[PLAN_PEOPLE_MAX];
	int least[PLAN_PEOPLE_MAX], most[PLAN_PEOPLE_MAX];
};

static void price_round(struct plan_desk *desk, const struct plan_view *view, const int32_t *price,
                        int at, struct round *out, struct plan_path *best)
{
	struct plan_path path;
	int32_t priced = 0, taken = 0;

	price_slots(view, price, desk->priced[at]);
	desk->fill(view, desk->priced[at], desk->table[at]);
	desk->solves++;
	const int32_t least = read_path(view, desk->priced[at], desk->table[at], &path);
	out->none = least >= PLAN_NEVER;
	if (out->none) return;
	const int32_t fair = fairness(view, &path, out->misses);
	for (int p = 0; p < view->people; p++) {
		taken += conjugate(view, price[p], &out->least[p], &out->most[p]);
		priced += price[p] * out->misses[p];
	}
	out->bound = least - taken;
	path.cost = fair < PLAN_NEVER ? least - priced + fair : PLAN_NEVER;
	if (path.cost < best->cost) *best = path;
}

/* Moves the prices along what the plan and fairness disagree on; false if they agree. */
static bool move_prices(const struct plan_view *view, const struct round *round, int32_t gap,
                        int32_t *price)
{
	int off[PLAN_PEOPLE_MAX], norm = 0;

	for (int p = 0; p < view->people; p++) {
		const int k = round->misses[p];
		off[p] = k < round->least[p]  ? k - round->least[p]
		         : k > round->most[p] ? k - round->most[p]
		                              : 0;
		norm += off[p] * off[p];
	}
	if (norm == 0) return false;
	int32_t step = (gap + norm / 2) / norm;
	if (step < 1) step = 1;
	for (int p = 0; p < view->people; p++) {
		price[p] += step * off[p];
		if (price[p] < 0) price[p] = 0;
		if (price[p] > PLAN_PRICE_MAX) price[p] = PLAN_PRICE_MAX;
	}
	return true;
}

/* Prices from where they are, so many rounds; false if there is no plan at all. */
static bool move_bound(struct plan_desk *desk, const struct plan_view *view, int rounds, int *at,
                       struct plan_prices *prices, struct plan_path *best)
{
	int32_t price[PLAN_PEOPLE_MAX];
	struct round round;

	for (int p = 0; p < view->people; p++) price[p] = prices->price[p];
	for (int step = 0; step <= rounds; step++) {
		price_round(desk, view, price, *at, &round, best);
		if (round.none) return false;
		if (!prices->table || round.bound > prices->bound) {
			prices->bound = round.bound;
			prices->table = desk->table[*at];
			prices->cost = desk->priced[*at];
			for (int p = 0; p < view->people; p++) prices->price[p] = price[p];
			*at = !*at;
		}
		const int32_t gap =
			best->cost < PLAN_NEVER ? best->cost - prices->bound : view->fair_step;
		if (gap <= 0 || !move_prices(view, &round, gap, price)) break;
	}
	return true;
}

enum err plan_view_solve(struct plan_desk *desk, const struct plan_view *view,
                         struct plan_prices *prices, struct plan_path *best, int32_t *bound)
{
	int at = 0;

	make_room(desk, view->meetings * view->slots + 1, view->lanes, view->slots);
	desk->labels = 0;
	*bound = PLAN_NEVER;
	prices->table = NULL;
	if (!move_bound(desk, view, PRICE_STEPS, &at, prices, best)) return ERR_ABSENT;
	*bound = prices->bound;
	if (best->cost <= prices->bound) return OK;
	/* Most are soon proven.  For the others a better plan and better prices pay. */
	const int few = desk->labels_max < FEW_LABELS ? desk->labels_max : FEW_LABELS;
	enum err err = plan_search(desk, view, prices, few, best);
	if (err == ERR_LIMIT && desk->labels > few && few < desk->labels_max) {
		prices->bound = *bound;
		plan_dive(desk, view, prices, best);
		(void)move_bound(desk, view, MORE_STEPS, &at, prices, best);
		*bound = prices->bound;
		if (best->cost <= prices->bound) return OK;
		err = plan_search(desk, view, prices, desk->labels_max, best);
	}
	*bound = err ? prices->bound : best->cost;
	if (!err && best->cost >= PLAN_NEVER) return ERR_ABSENT;
	return err;
}

enum err plan_solve(struct plan_desk *desk, const struct plan_ask *ask, struct plan *plan)
{
	struct plan_view *view = &desk->view;
	struct plan_prices prices = { 0 };
	struct plan_path best = { .cost = PLAN_NEVER };
	int32_t bound;

	*plan = (struct plan){ 0 };
	enum err err = plan_view_make(desk->arena, ask, view);
	if (err) return err;
	err = plan_view_solve(desk, view, &prices, &best, &bound);
	if (err == ERR_ABSENT || best.cost >= PLAN_NEVER) return err;
	plan->meetings = view->meetings;
	plan->facilitated = best.facilitated;
	for (int m = 0; m < view->meetings; m++) plan->slot[m] = view->slot[best.slot[m]];
	plan->cost = plan_price(ask, plan->slot, plan->facilitated, &plan->parts);
	ASSERT(plan->cost == best.cost);
	plan->bound = bound;
	plan->labels = desk->labels;
	return err;
}
