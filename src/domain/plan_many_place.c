/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_many - where sets are: taking out, putting in, and the exact best place among the others. */
#include "domain/plan_many_parts.h"

void many_state_new(struct plan_many *many, struct many_state *state)
{
	struct arena *arena = many->arena;
	const size_t sets = (size_t)many->ask->sets, f = (size_t)many->ask->facilitators;

	state->offer = NEW(arena, int, sets);
	state->path = NEW(arena, struct plan_path, sets);
	state->cost = NEW(arena, int32_t, sets);
	state->owner = NEW(arena, int, f *(size_t)many->slots);
	state->week = NEW(arena, int, f *(size_t)many->weeks);
	state->places = NEW(arena, int, f);
	state->total = 0;
	for (int n = 0; n < many->ask->sets; n++) {
		state->offer[n] = -1;
		state->cost[n] = many->set[n].impossible ? 0 : many->ask->unassigned * MANY_SCALE;
		state->total += state->cost[n];
	}
}

void many_state_copy(const struct plan_many *many, struct many_state *to,
                     const struct many_state *from)
{
	const size_t sets = (size_t)many->ask->sets, f = (size_t)many->ask->facilitators;

	memcpy(to->offer, from->offer, sets * sizeof(*to->offer));
	memcpy(to->path, from->path, sets * sizeof(*to->path));
	memcpy(to->cost, from->cost, sets * sizeof(*to->cost));
	memcpy(to->owner, from->owner, f * (size_t)many->slots * sizeof(*to->owner));
	memcpy(to->week, from->week, f * (size_t)many->weeks * sizeof(*to->week));
	memcpy(to->places, from->places, f * sizeof(*to->places));
	to->total = from->total;
}

static void mark(struct plan_many *many, int n, int o, const struct plan_path *path, bool taken)
{
	struct many_state *now = &many->now;
	const struct plan_view *view = &many->set[n].view;
	const int f = many->ask->set[n].offer[o].facilitator, by = taken ? 1 : -1;

	now->places[f] += by;
	for (int m = 0; m < view->meetings; m++) {
		if (!(path->facilitated >> m & 1)) continue;
		const int s = view->slot[path->slot[m]];
		now->owner[many_cell(many, f, s)] = taken ? n + 1 : 0;
		now->week[many_week(many, f, s)] += by;
	}
}

void many_take_out(struct plan_many *many, int n)
{
	struct many_state *now = &many->now;
	const int32_t none = many->ask->unassigned * MANY_SCALE;

	if (now->offer[n] < 0) return;
	mark(many, n, now->offer[n], &now->path[n], false);
	now->total += none - now->cost[n];
	now->cost[n] = none;
	now->offer[n] = -1;
}

enum { FITS = -1 };

/* FITS, or the meeting at which the facilitator cannot.  A set may meet twice in a week or a day if its rules are
 * so: that is why a solved plan is looked at again. */
static int misfit(const struct plan_many *many, int n, int o, const struct plan_path *path)
{
	const struct many_state *now = &many->now;
	const struct plan_view *view = &many->set[n].view;
	const int f = many->ask->set[n].offer[o].facilitator;
	const struct plan_facilitator *who = &many->ask->facilitator[f];
	int week = -1, in_week = 0, cell = -1;

	for (int m = 0; m < view->meetings; m++) {
		if (!(path->facilitated >> m & 1)) continue;
		const int s = view->slot[path->slot[m]];
		const int at = many_cell(many, f, s), w = many_week(many, f, s);
		in_week = w == week ? in_week + 1 : 1;
		if (at == cell || now->owner[at] || now->week[w] + in_week > who->week_max)
			return m;
		week = w, cell = at;
	}
	return FITS;
}

static bool fits(const struct plan_many *many, int n, int o, const struct plan_path *path)
{
	const int f = many->ask->set[n].offer[o].facilitator;

	return many->now.places[f] < many->ask->facilitator[f].set_max &&
	       misfit(many, n, o, path) == FITS;
}

static int32_t true_cost(const struct plan_many *many, int n, int o, const struct plan_path *path)
{
	many_travel(many, n, o, NULL, 0, NULL);
	return plan_path_cost(&many->set[n].view, path);
}

void many_put(struct plan_many *many, int n, int o, const struct plan_path *path)
{
	struct many_state *now = &many->now;
	const int32_t cost = true_cost(many, n, o, path);

	mark(many, n, o, path, true);
	now->total += cost - now->cost[n];
	now->cost[n] = cost;
	now->offer[n] = o;
	now->path[n] = *path;
}

/* The best plan with one who offered that costs less than `cutoff` and fits.  Where a set would meet twice in
 * their week, the later half-day is closed and it is solved again, a few times. */
static bool place_with(struct plan_many *many, int n, int o, int share, int32_t cutoff,
                       struct plan_path *path)
{
	enum { TRIES = 12 };
	int32_t bound;

	many_travel(many, n, o, &many->dual.best, share, &many->now);
	for (int i = 0; i < TRIES; i++) {
		if (!many_solve(many, n, o, 0, cutoff, path, &bound)) return false;
		const int m = misfit(many, n, o, path);
		if (m == FITS) return true;
		many->set[n].view.travel[path->slot[m]] = PLAN_NEVER;
	}
	return false;
}

/* The best place for a set that is out, at `share` sixteenths of the prices. */
void many_insert(struct plan_many *many, int n, int share)
{
	const struct plan_many_set *ask = &many->ask->set[n];
	int32_t least = many->ask->unassigned * MANY_SCALE;
	struct plan_path found = { 0 };
	int with = -1;

	for (int i = -1; i < ask->offers; i++) {
		const int o = i < 0 ? many->set[n].winner : i;
		struct plan_path path;
		if (o < 0 || (i >= 0 && o == many->set[n].winner)) continue;
		const int f = ask->offer[o].facilitator;
		const int32_t place = many->dual.best.place[f] * share / 16;
		if (many->now.places[f] >= many->ask->facilitator[f].set_max) continue;
		if (many->set[n].alone[o] >= PLAN_NEVER || many->set[n].alone[o] + place >= least)
			continue;
		if (!place_with(many, n, o, share, least - place, &path)) continue;
		least = path.cost + place;
		found = path;
		with = o;
	}
	if (with >= 0) many_put(many, n, with, &found);
}

/* Everybody afresh: first those whose wish at the prices is free, then the others, the dearest to
 * disappoint first. */
void many_place_all(struct plan_many *many)
{
	int waiting = 0;

	for (int n = 0; n < many->ask->sets; n++) many_take_out(many, n);
	for (int n = 0; n < many->ask->sets; n++) many->order[n] = n;
	for (int n = many->ask->sets - 1; n > 0; n--) {
		const int other = (int)random_below(&many->random, (uint32_t)n + 1);
		const int swap = many->order[n];
		many->order[n] = many->order[other];
		many->order[other] = swap;
	}
	for (int i = 0; i < many->ask->sets; i++) {
		const int n = many->order[i];
		const struct many_set *set = &many->set[n];
		if (set->impossible) continue;
		if (set->winner >= 0 && fits(many, n, set->winner, &set->path))
			many_put(many, n, set->winner, &set->path);
		else
			many->order[waiting++] = n;
	}
	for (int i = 0; i < waiting; i++) many_insert(many, many->order[i], 16);
}
