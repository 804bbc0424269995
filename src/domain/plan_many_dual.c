/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_many - the bound: prices on facilitators' time at which every set plans for itself.
 *
 * At any prices the sum of each set's best, less what all the time costs, is a bound.  Prices move by
 * the volume algorithm (Barahona and Anbil 2000): from the best prices known, along an average of what
 * was asked for too much, so that they do not swing. */
#include "domain/plan_many_parts.h"

static int32_t *new_prices(struct plan_many *many, size_t count)
{
	return NEW(many->arena, int32_t, count);
}

static void divide(struct plan_many *many, int32_t *all, struct many_prices *out)
{
	const int f = many->ask->facilitators;

	out->slot = all;
	out->week = all + f * many->slots;
	out->place = out->week + f * many->weeks;
}

static int capacity(const struct plan_many *many, int at)
{
	const int f = many->ask->facilitators, slots = f * many->slots, weeks = f * many->weeks;

	if (at < slots) return 1;
	if (at < slots + weeks) return many->ask->facilitator[(at - slots) / many->weeks].week_max;
	return many->ask->facilitator[at - slots - weeks].set_max;
}

static void solve_at_prices(void *argument, int n, int thread)
{
	struct plan_many *many = argument;
	struct many_set *set = &many->set[n];
	const struct plan_many_set *ask = &many->ask->set[n];
	const struct many_prices *prices = &many->dual.tried;
	const int before = set->winner;

	set->winner = -1;
	set->value = many->ask->unassigned * MANY_SCALE;
	if (set->impossible) return;
	/* The last winner first: its cost cuts the others short. */
	for (int i = -1; i < ask->offers; i++) {
		const int o = i < 0 ? before : i;
		struct plan_path path;
		int32_t bound;
		if (o < 0 || (i >= 0 && o == before)) continue;
		const int32_t place = prices->place[ask->offer[o].facilitator];
		if (set->alone[o] >= PLAN_NEVER || set->alone[o] + place >= set->value) continue;
		many_travel(many, n, o, prices, 16, NULL);
		if (!many_solve(many, n, o, thread, set->value - place, &path, &bound)) continue;
		set->value = path.cost + place;
		set->winner = o;
		set->path = path;
	}
}

/* What the sets ask for, less what there is. */
static void count_use(struct plan_many *many)
{
	double *v = many->dual.violation;
	const int slots = many->ask->facilitators * many->slots;
	const int weeks = many->ask->facilitators * many->weeks;

	for (int i = 0; i < many->prices; i++) v[i] = -capacity(many, i);
	for (int n = 0; n < many->ask->sets; n++) {
		const struct many_set *set = &many->set[n];
		if (set->winner < 0) continue;
		const int f = many->ask->set[n].offer[set->winner].facilitator;
		v[slots + weeks + f] += 1;
		for (int m = 0; m < set->view.meetings; m++) {
			if (!(set->path.facilitated >> m & 1)) continue;
			const int s = set->view.slot[set->path.slot[m]];
			v[many_cell(many, f, s)] += 1;
			v[slots + many_week(many, f, s)] += 1;
		}
	}
}

static int64_t bound_at_prices(const struct plan_many *many)
{
	const int32_t *price = many->dual.tried.slot;
	int64_t sum = 0;

	for (int n = 0; n < many->ask->sets; n++)
		if (!many->set[n].impossible) sum += many->set[n].value;
	for (int i = 0; i < many->prices; i++)
		if (price[i]) sum -= (int64_t)price[i] * capacity(many, i);
	return sum;
}

void many_dual_begin(struct plan_many *many)
{
	struct many_dual *dual = &many->dual;
	const size_t f = (size_t)many->ask->facilitators;
	const size_t count = f * (size_t)(many->slots + many->weeks + 1);

	many->prices = (int)count;
	divide(many, new_prices(many, count), &dual->tried);
	divide(many, new_prices(many, count), &dual->best);
	dual->centre = NEW(many->arena, double, count);
	dual->direction = NEW(many->arena, double, count);
	dual->violation = NEW(many->arena, double, count);
	dual->reach = 0.5;
	many_each(many, many->ask->sets, solve_at_prices, many);
	dual->bound = bound_at_prices(many);
	count_use(many);
	for (size_t i = 0; i < count; i++) dual->direction[i] = dual->violation[i];
}

/* Prices a step away from the best ones, towards what was asked for too much. */
static void step(struct plan_many *many)
{
	struct many_dual *dual = &many->dual;
	double norm = 0;

	for (int i = 0; i < many->prices; i++) {
		const double d = dual->direction[i];
		if (d > 0 || dual->centre[i] > 0) norm += d * d;
	}
	const double above = (double)(many->best.total - dual->bound);
	const double gap = above > 0 ? above : 0;
	const double length = norm > 0 ? dual->reach * gap / norm : 0;
	/* Above this every set would rather have no facilitator. */
	const double most = (double)many->ask->unassigned * MANY_SCALE;
	for (int i = 0; i < many->prices; i++) {
		const double price = dual->centre[i] + length * dual->direction[i];
		dual->tried.slot[i] = price <= 0      ? 0
		                      : price >= most ? (int32_t)most
		                                      : (int32_t)(price + 0.5);
	}
}

void many_dual_round(struct plan_many *many)
{
	struct many_dual *dual = &many->dual;
	const double share = 0.1;
	double along = 0;

	step(many);
	many_each(many, many->ask->sets, solve_at_prices, many);
	const int64_t bound = bound_at_prices(many);
	count_use(many);
	for (int i = 0; i < many->prices; i++) along += dual->violation[i] * dual->direction[i];
	for (int i = 0; i < many->prices; i++)
		dual->direction[i] = share * dual->violation[i] + (1 - share) * dual->direction[i];
	if (bound > dual->bound) {
		dual->bound = bound;
		dual->worse = 0;
		for (int i = 0; i < many->prices; i++) {
			dual->best.slot[i] = dual->tried.slot[i];
			dual->centre[i] = dual->tried.slot[i];
		}
		dual->reach *= along > 0 ? 1.1 : 1.0;
		if (dual->reach > 2) dual->reach = 2;
	} else if (++dual->worse % 4 == 0) {
		dual->reach *= 0.7;
		if (dual->reach < 0.0005) dual->reach = 0.0005;
	}
}
