/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_many - see plan_many.h: preparing, the rounds, the result. */
#include "domain/plan_many_parts.h"

enum { WEEK_DAYS = 7, ROUNDS_OF_PRICES = 8 };

static void scale_view(struct plan_view *view)
{
	const int max_gap = view->rules->gap_max;

	for (int j = 0; j < view->slots; j++) view->cost[j] *= MANY_SCALE;
	for (int x = 0; x <= max_gap; x++)
		if (view->gap[x] < PLAN_NEVER) view->gap[x] *= MANY_SCALE;
	for (int p = 0; p <= view->people; p++)
		if (view->twice[p] < PLAN_NEVER) view->twice[p] *= MANY_SCALE;
	for (int k = 0; k <= view->meetings; k++)
		if (view->fair[k] < PLAN_NEVER) view->fair[k] *= MANY_SCALE;
	for (int m = 0; m < view->meetings; m++) view->vote[m] *= MANY_SCALE;
	view->fair_step *= MANY_SCALE;
}

/* Prices are kept small enough that scaled sums stay below PLAN_NEVER. */
static bool is_modest(const struct plan_rules *rules)
{
	enum { MODEST = PLAN_COST_MAX / 64 };

	for (int a = 0; a < PLAN_ANSWERS; a++)
		if (rules->weight[a] > MODEST / PLAN_PEOPLE_MAX) return false;
	if (rules->twice > MODEST && rules->twice != PLAN_NEVER) return false;
	return rules->fair[rules->meetings] <= MODEST;
}

static bool fits(const struct plan_many_ask *ask, int threads)
{
	if (ask->sets < 1 || ask->sets > PLAN_MANY_SETS_MAX || ask->facilitators < 1) return false;
	if (threads < 1 || threads > PLAN_MANY_THREADS_MAX || ask->effort < 1) return false;
	if (ask->unassigned < 0 || ask->unassigned > PLAN_UNASSIGNED_MAX) return false;
	for (int n = 0; n < ask->sets; n++) {
		const struct plan_many_set *set = &ask->set[n];
		if (set->ask.rules != ask->set[0].ask.rules ||
		    set->ask.slot != ask->set[0].ask.slot ||
		    set->ask.slots != ask->set[0].ask.slots)
			return false;
		if (set->offers < 0 || set->offers > PLAN_OFFERS_MAX) return false;
		for (int o = 0; o < set->offers; o++)
			if (set->offer[o].facilitator < 0 ||
			    set->offer[o].facilitator >= ask->facilitators ||
			    set->offer[o].price < 0 || set->offer[o].price > 10000)
				return false;
	}
	return ask->set[0].ask.slots > 0 && is_modest(ask->set[0].ask.rules);
}

static void count_days(struct plan_many *many, const struct plan_ask *ask)
{
	const struct day first = ask->slot[0].day;
	const struct day monday = day_add(first, -day_weekday(first));

	many->week_of = NEW(many->arena, int, (size_t)ask->slots);
	many->day_slot = NEW(many->arena, int, (size_t)ask->slots);
	for (int s = 0; s < ask->slots; s++) {
		many->week_of[s] = (ask->slot[s].day.n - monday.n) / WEEK_DAYS;
		const bool same = s && ask->slot[s].day.n == ask->slot[s - 1].day.n;
		many->day_slot[s] = same ? many->day_slot[s - 1] : s;
	}
	many->weeks = many->week_of[ask->slots - 1] + 1;
}

/* Each offer alone, nobody else about: what cannot be then cannot be at all. */
static void solve_alone(void *argument, int n, int thread)
{
	struct plan_many *many = argument;
	struct many_set *set = &many->set[n];
	const int32_t none = many->ask->unassigned * MANY_SCALE;

	set->impossible = true;
	set->winner = -1;
	set->value = none;
	for (int o = 0; o < many->ask->set[n].offers; o++) {
		struct plan_path path;
		many_travel(many, n, o, NULL, 0, NULL);
		set->alone[o] = PLAN_NEVER;
		if (many_solve(many, n, o, thread, PLAN_NEVER, &path, &set->alone[o]))
			set->impossible = false;
	}
}

struct plan_many *plan_many_new(struct arena *arena, const struct plan_many_ask *ask,
                                const struct plan_many_crew *crew)
{
	if (!fits(ask, crew->threads)) return NULL;
	struct plan_many *many = NEW(arena, struct plan_many, 1);
	const struct plan_ask *first = &ask->set[0].ask;

	many->ask = ask, many->arena = arena, many->crew = *crew;
	many->slots = first->slots;
	count_days(many, first);
	for (int t = 0; t < crew->threads; t++)
		many->desk[t] = plan_desk_new(crew->arena[t], crew->plainly);
	many->set = NEW(arena, struct many_set, (size_t)ask->sets);
	for (int n = 0; n < ask->sets; n++) {
		struct plan_ask alone = ask->set[n].ask;
		alone.travel = NULL;
		if (plan_view_make(arena, &alone, &many->set[n].view)) return NULL;
		scale_view(&many->set[n].view);
	}
	many_each(many, ask->sets, solve_alone, many);
	for (int n = 0; n < ask->sets; n++) many->impossible += many->set[n].impossible;
	random_seed(&many->random, ask->seed);
	many->order = NEW(arena, int, (size_t)ask->sets);
	many_state_new(many, &many->now);
	many_state_new(many, &many->best);
	many_dual_begin(many);
	many->rounds = ask->effort;
	many_place_all(many);
	many_state_copy(many, &many->best, &many->now);
	return many;
}

void many_each(struct plan_many *many, int count, plan_job *job, void *argument)
{
	if (many->crew.each)
		many->crew.each(many->crew.context, count, job, argument);
	else
		for (int n = 0; n < count; n++) job(argument, n, 0);
}

void many_travel(const struct plan_many *many, int n, int o, const struct many_prices *prices,
                 int share, const struct many_state *state)
{
	const struct plan_offer *offer = &many->ask->set[n].offer[o];
	const struct plan_facilitator *who = &many->ask->facilitator[offer->facilitator];
	const struct plan_view *view = &many->set[n].view;

	for (int j = 0; j < view->slots; j++) {
		const int s = view->slot[j];
		const int cell = many_cell(many, offer->facilitator, s);
		const int week = many_week(many, offer->facilitator, s);
		int32_t price = PLAN_NEVER;
		if (who->travel[s] < PLAN_NEVER && who->week_max > 0 &&
		    (!state || (!state->owner[cell] && state->week[week] < who->week_max))) {
			price = MANY_SCALE * (who->travel[s] + offer->price);
			if (prices) price += (prices->slot[cell] + prices->week[week]) * share / 16;
		}
		view->travel[j] = price;
	}
}

bool many_solve(struct plan_many *many, int n, int o, int thread, int32_t cutoff,
                struct plan_path *path, int32_t *bound)
{
	struct many_set *set = &many->set[n];

	*path = (struct plan_path){ .cost = cutoff };
	const enum err err =
		plan_view_solve(many->desk[thread], &set->view, &set->prices[o], path, bound);
	if (err == ERR_ABSENT) *bound = PLAN_NEVER;
	return path->cost < cutoff;
}

static bool is_proven(const struct plan_many *many)
{
	return many->dual.bound > many->best.total - MANY_SCALE;
}

enum plan_many_state plan_many_step(struct plan_many *many)
{
	if (many->round >= many->rounds) return PLAN_MANY_DONE;
	many->round++;
	for (int i = 0; i < ROUNDS_OF_PRICES; i++) many_dual_round(many);
	many_place_all(many);
	if (many->now.total < many->best.total) many_state_copy(many, &many->best, &many->now);
	many_state_copy(many, &many->now, &many->best);
	many_search(many, many->ask->sets);
	if (many->now.total < many->best.total) many_state_copy(many, &many->best, &many->now);
	if (is_proven(many)) many->round = many->rounds;
	return many->round < many->rounds ? PLAN_MANY_MORE : PLAN_MANY_DONE;
}

struct plan_many_standing plan_many_standing(const struct plan_many *many)
{
	struct plan_many_standing out = { .cost = many->best.total / MANY_SCALE,
		                          .bound = (many->dual.bound + MANY_SCALE - 1) / MANY_SCALE,
		                          .impossible = many->impossible,
		                          .round = many->round,
		                          .rounds = many->rounds };
	for (int n = 0; n < many->ask->sets; n++)
		out.unassigned += !many->set[n].impossible && many->best.offer[n] < 0;
	return out;
}

static void tell(const struct plan_many *many, int n, struct plan_many_place *out)
{
	const int o = many->best.offer[n];
	const struct plan_view *view = &many->set[n].view;
	const struct plan_path *path = &many->best.path[n];
	struct plan_ask ask = many->ask->set[n].ask;
	struct plan *plan = &out->plan;

	*out = (struct plan_many_place){ .facilitator = -1 };
	if (o < 0) return;
	out->facilitator = many->ask->set[n].offer[o].facilitator;
	plan->meetings = view->meetings;
	plan->facilitated = path->facilitated;
	for (int m = 0; m < view->meetings; m++) plan->slot[m] = view->slot[path->slot[m]];
	ask.travel = many->ask->facilitator[out->facilitator].travel;
	plan->cost = plan_price(&ask, plan->slot, plan->facilitated, &plan->parts);
	const int32_t price =
		many->ask->set[n].offer[o].price * __builtin_popcount(plan->facilitated);
	plan->cost += price;
	plan->parts.travel += price;
	/* With whoever offered, nobody else about. */
	int32_t alone = PLAN_NEVER;
	for (int i = 0; i < many->ask->set[n].offers; i++)
		alone = plan_least(alone, many->set[n].alone[i]);
	plan->bound = (alone + MANY_SCALE - 1) / MANY_SCALE;
	ASSERT(plan->cost * MANY_SCALE == many->best.cost[n]);
}

void plan_many_result(const struct plan_many *many, struct plan_many_place *out)
{
	for (int n = 0; n < many->ask->sets; n++) tell(many, n, &out[n]);
}
