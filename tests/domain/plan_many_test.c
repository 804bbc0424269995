/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Many sets and shared facilitators: against every plan there is, against published optima, and each
 * result looked over by a checker that knows the rules and nothing of the method. */
#include "domain/plan_many.h"

#include "domain/plan_als.h"
#include "domain/support_plan.h"
#include "support/check.h"

struct region {
	struct arena *arena, *desk[2];
	struct als als;
	struct plan_many_ask ask;
};

static void region_of(struct region *region, uint64_t seed, int sets, int facilitators, int effort)
{
	struct arena *arena = region->arena = arena_new((size_t)1 << 30);
	struct als_facilitator *drawn = NEW(arena, struct als_facilitator, (size_t)facilitators);
	struct plan_facilitator *who = NEW(arena, struct plan_facilitator, (size_t)facilitators);
	struct plan_many_set *set = NEW(arena, struct plan_many_set, (size_t)sets);

	for (int t = 0; t < 2; t++) region->desk[t] = arena_new(1 << 28);
	als_begin(&region->als, seed, ALS_PLAIN);
	als_draw_facilitators(&region->als, arena, facilitators, sets, 20, drawn);
	for (int f = 0; f < facilitators; f++)
		who[f] = (struct plan_facilitator){ drawn[f].travel, drawn[f].week_max,
			                            drawn[f].set_max, false };
	for (int n = 0; n < sets; n++) {
		struct als_set one;
		als_draw_shared(&region->als, arena, &plan_standard, drawn, facilitators, &one);
		set[n].ask = one.ask;
		set[n].offers = one.facilitators;
		for (int o = 0; o < one.facilitators; o++)
			set[n].offer[o] = (struct plan_offer){ one.facilitator[o], one.price[o] };
	}
	region->ask = (struct plan_many_ask){ .sets = sets,
		                              .facilitators = facilitators,
		                              .set = set,
		                              .facilitator = who,
		                              .unassigned = 2000,
		                              .seed = 1,
		                              .effort = effort };
}

static void region_end(struct region *region)
{
	for (int t = 0; t < 2; t++) arena_free(region->desk[t]);
	arena_free(region->arena);
}

static const struct plan_offer *offer_of(const struct plan_many_set *set, int facilitator)
{
	for (int o = 0; o < set->offers; o++)
		if (set->offer[o].facilitator == facilitator) return &set->offer[o];
	return NULL;
}

/* Every facilitated meeting of facilitator f, as (day, half); nobody in two places. */
static void check_facilitator(const struct plan_many_ask *ask, const struct plan_many_place *places,
                              int f)
{
	const struct plan_facilitator *who = &ask->facilitator[f];
	const struct plan_slot *slot = ask->set[0].ask.slot;
	const int slots = ask->set[0].ask.slots;
	static int taken[PLAN_SLOTS_MAX];
	int sets = 0;

	memset(taken, 0, sizeof(taken));
	for (int n = 0; n < ask->sets; n++) {
		if (places[n].facilitator != f) continue;
		sets++;
		for (int m = 0; m < places[n].plan.meetings; m++)
			if (places[n].plan.facilitated >> m & 1) taken[places[n].plan.slot[m]]++;
	}
	CHECK(sets <= who->set_max, "no more sets than they take");
	for (int s = 0; s < slots; s++) {
		int week = 0, day = 0;
		const struct day monday = day_add(slot[s].day, -day_weekday(slot[s].day));
		CHECK(taken[s] <= 1, "one place at a time");
		for (int t = 0; t < slots; t++) {
			if (slot[t].day.n >= monday.n && slot[t].day.n < monday.n + 7)
				week += taken[t];
			if (slot[t].day.n == slot[s].day.n) day += taken[t];
		}
		CHECK(week <= who->week_max, "no more in a week than they want");
		CHECK(!who->one_a_day || day <= 1, "one place a day");
	}
}

static void check_places(const struct plan_many_ask *ask, const struct plan_many_place *places,
                         const struct plan_many_standing *standing)
{
	int64_t cost = 0;
	int without = 0;

	for (int n = 0; n < ask->sets; n++) {
		const struct plan_many_set *set = &ask->set[n];
		struct plan_ask one = set->ask;
		struct plan_parts parts;
		if (places[n].facilitator < 0) {
			without++;
			continue;
		}
		const struct plan_offer *offer = offer_of(set, places[n].facilitator);
		CHECK(offer != NULL, "somebody who offered");
		one.travel = ask->facilitator[places[n].facilitator].travel;
		const struct plan *plan = &places[n].plan;
		const int32_t alone = plan_price(&one, plan->slot, plan->facilitated, &parts);
		CHECK(alone < PLAN_NEVER, "a plan that keeps the rules");
		const int32_t price = offer->price * __builtin_popcount(plan->facilitated);
		CHECK_INT(plan->cost, alone + price, "costs what it says");
		CHECK(plan->bound <= plan->cost, "and no less than alone");
		cost += plan->cost;
	}
	CHECK_INT(without, standing->impossible + standing->unassigned, "none is lost");
	CHECK_INT(cost + (int64_t)standing->unassigned * ask->unassigned, standing->cost, "in all");
	CHECK(standing->bound <= standing->cost, "the bound is below");
	for (int f = 0; f < ask->facilitators; f++) check_facilitator(ask, places, f);
}

static struct plan_many_standing solve(struct region *region, const struct plan_many_crew *crew,
                                       struct plan_many_place *places)
{
	struct plan_many *many = plan_many_new(region->arena, &region->ask, crew);
	struct plan_many_standing last, now;

	CHECK(many != NULL, "a region in order");
	last = plan_many_standing(many);
	while (plan_many_step(many) == PLAN_MANY_MORE) {
		now = plan_many_standing(many);
		CHECK(now.cost <= last.cost && now.bound >= last.bound, "never worse than before");
		last = now;
	}
	now = plan_many_standing(many);
	plan_many_result(many, places);
	check_places(&region->ask, places, &now);
	return now;
}

TEST(the_published_optima_are_found_and_proven)
{
	static const struct {
		int sets, facilitators, feasible;
		int64_t cost;
	} cases[] = { { 10, 3, 10, 1799 }, { 20, 4, 19, 3047 } };

	for (size_t i = 0; i < LEN(cases); i++) {
		static struct region region;
		struct plan_many_place places[20];
		region_of(&region, 7, cases[i].sets, cases[i].facilitators, 20);
		const struct plan_many_crew crew = { .threads = 1, .arena = region.desk };
		const struct plan_many_standing end = solve(&region, &crew, places);
		CHECK_INT(cases[i].sets - end.impossible, cases[i].feasible, "sets with a plan");
		CHECK_INT(end.cost, cases[i].cost, "the optimum");
		CHECK_INT(end.bound, cases[i].cost, "and proven");
		region_end(&region);
	}
}

TEST(a_hundred_sets_are_planned_within_half_a_percent)
{
	static struct region region;
	static struct plan_many_place places[100];

	region_of(&region, 20260907, 100, 20, 6);
	const struct plan_many_crew crew = { .threads = 1, .arena = region.desk };
	const struct plan_many_standing end = solve(&region, &crew, places);
	CHECK_INT(100 - end.impossible, 95, "sets with a plan");
	CHECK_INT(end.unassigned, 0, "everybody has somebody");
	CHECK(end.bound >= 15708 && end.cost <= 15785, "around the published 15,708 to 15,726");
	CHECK((end.cost - end.bound) * 200 <= end.cost, "half a percent");
	region_end(&region);
}

/* As two threads might: from both ends, in turns. */
static void from_both_ends(void *context, int count, plan_job *job, void *argument)
{
	(*(int *)context)++;
	for (int i = 0; i < count; i++) job(argument, i % 2 ? count - 1 - i / 2 : i / 2, i % 2);
}

TEST(threads_and_vectors_change_nothing)
{
	struct plan_many_place places[3][30];
	int rounds = 0;

	for (int way = 0; way < 3; way++) {
		static struct region region;
		region_of(&region, 11, 30, 6, 3);
		const struct plan_many_crew crew = { .threads = way == 1 ? 2 : 1,
			                             .arena = region.desk,
			                             .each = way == 1 ? from_both_ends : NULL,
			                             .context = &rounds,
			                             .plainly = way == 2 };
		memset(places[way], 0, sizeof(places[way]));
		(void)solve(&region, &crew, places[way]);
		region_end(&region);
		CHECK(memcmp(places[way], places[0], sizeof(places[0])) == 0, "the same places");
	}
	CHECK(rounds > 3, "the work was shared");
}

/* ---- every plan there is ---- */

enum { SMALL_SETS = 3, WAYS_MAX = 4000 };

struct way {
	int facilitator;
	int32_t cost;
	int slot[PLAN_MEETINGS_MAX], meetings;
	uint32_t facilitated;
};

struct ways {
	int n;
	struct way way[WAYS_MAX];
};

static void list_ways(const struct plan_many_ask *ask, const struct plan_many_set *set,
                      struct way *draft, int m, int from, struct ways *out)
{
	const int meetings = set->ask.rules->meetings;

	if (m < meetings) {
		for (int s = from; s < set->ask.slots; s++) {
			draft->slot[m] = s;
			list_ways(ask, set, draft, m + 1, s + 1, out);
		}
		return;
	}
	draft->meetings = meetings;
	for (int o = 0; o < set->offers; o++)
		for (uint32_t flags = 0; flags < 1u << meetings; flags++) {
			struct plan_ask one = set->ask;
			struct plan_parts parts;
			one.travel = ask->facilitator[set->offer[o].facilitator].travel;
			const int32_t cost = plan_price(&one, draft->slot, flags, &parts);
			if (cost >= PLAN_NEVER) continue;
			ASSERT(out->n < WAYS_MAX);
			draft->facilitator = set->offer[o].facilitator;
			draft->facilitated = flags;
			draft->cost = cost + set->offer[o].price * __builtin_popcount(flags);
			out->way[out->n++] = *draft;
		}
}

/* May `way` be beside those chosen? */
static bool beside(const struct plan_many_ask *ask, const struct way *const *chosen, int n,
                   const struct way *way)
{
	const struct plan_facilitator *who = &ask->facilitator[way->facilitator];
	const struct plan_slot *slot = ask->set[0].ask.slot;
	int sets = 1;

	for (int i = 0; i < n; i++) sets += chosen[i] && chosen[i]->facilitator == way->facilitator;
	if (sets > who->set_max) return false;
	for (int m = 0; m < way->meetings; m++) {
		if (!(way->facilitated >> m & 1)) continue;
		int week = 0;
		for (int i = 0; i <= n; i++) {
			const struct way *other = i < n ? chosen[i] : way;
			if (!other || other->facilitator != way->facilitator) continue;
			for (int k = 0; k < other->meetings; k++) {
				if (!(other->facilitated >> k & 1)) continue;
				const struct day a = slot[other->slot[k]].day,
						 b = slot[way->slot[m]].day;
				if (i < n && other->slot[k] == way->slot[m]) return false;
				if (who->one_a_day && (i < n || k != m) && a.n == b.n) return false;
				week += a.n - day_weekday(a) == b.n - day_weekday(b);
			}
		}
		if (week > who->week_max) return false;
	}
	return true;
}

static int64_t least_of_all(const struct plan_many_ask *ask, const struct ways *ways,
                            const struct way **chosen, int n)
{
	if (n == ask->sets) return 0;
	int64_t least = ways[n].n ? ask->unassigned : 0;

	chosen[n] = NULL;
	least += least_of_all(ask, ways, chosen, n + 1);
	for (int i = 0; i < ways[n].n; i++) {
		if (ways[n].way[i].cost >= least || !beside(ask, chosen, n, &ways[n].way[i]))
			continue;
		chosen[n] = &ways[n].way[i];
		const int64_t cost = ways[n].way[i].cost + least_of_all(ask, ways, chosen, n + 1);
		if (cost < least) least = cost;
	}
	return least;
}

static void draw_small(struct arena *arena, struct random *random, struct plan_rules *rules,
                       struct plan_many_ask *ask)
{
	struct plan_many_set *set = NEW(arena, struct plan_many_set, SMALL_SETS);
	struct plan_facilitator *who = NEW(arena, struct plan_facilitator, 2);
	struct plan_case first;

	plan_case_draw(arena, random, 8, &first);
	*rules = plan_standard;
	rules->meetings = 2;
	rules->credits = 1 + (int)random_below(random, 2);
	rules->gap_min = 2, rules->gap_max = 14, rules->gap_ideal = 5;
	for (int n = 0; n < SMALL_SETS; n++) {
		const size_t answers = (size_t)(first.ask.slots * 4);
		uint8_t *answer = NEW(arena, uint8_t, answers);
		for (size_t i = 0; i < answers; i++)
			answer[i] = random_below(random, 100) < 25
			                    ? PLAN_NO
			                    : (uint8_t)random_below(random, 3);
		set[n] = (struct plan_many_set){
			.ask = { .rules = rules,
			         .slots = first.ask.slots,
			         .slot = first.ask.slot,
			         .people = 4,
			         .answer = answer,
			         .start_first = first.ask.start_first,
			         .start_last = first.ask.end_last,
			         .end_last = first.ask.end_last },
			.offers = 2,
			.offer = { { 0, (int32_t)random_below(random, 4) }, { 1, 0 } },
		};
	}
	for (int f = 0; f < 2; f++) {
		int32_t *travel = NEW(arena, int32_t, (size_t)first.ask.slots);
		for (int s = 0; s < first.ask.slots; s++)
			travel[s] = random_below(random, 100) < 35
			                    ? PLAN_NEVER
			                    : (int32_t)random_below(random, 5);
		who[f] = (struct plan_facilitator){ travel, 1 + (int)random_below(random, 2),
			                            1 + (int)random_below(random, 3),
			                            random_below(random, 2) == 0 };
	}
	*ask = (struct plan_many_ask){ .sets = SMALL_SETS,
		                       .facilitators = 2,
		                       .set = set,
		                       .facilitator = who,
		                       .unassigned = 200,
		                       .seed = 5,
		                       .effort = 12 };
}

TEST(the_bound_is_below_every_plan_there_is)
{
	static struct ways ways[SMALL_SETS];
	int proven = 0, met = 0, all = 0;

	FOR_SEEDS (random, 300) {
		static struct region region;
		struct plan_rules rules;
		struct plan_many_place places[SMALL_SETS];
		const struct way *chosen[SMALL_SETS];
		region.arena = arena_new(1 << 26);
		for (int t = 0; t < 2; t++) region.desk[t] = arena_new(1 << 26);
		draw_small(region.arena, &random, &rules, &region.ask);
		for (int n = 0; n < SMALL_SETS; n++) {
			struct way draft = { 0 };
			ways[n].n = 0;
			list_ways(&region.ask, &region.ask.set[n], &draft, 0, 0, &ways[n]);
		}
		const int64_t least = least_of_all(&region.ask, ways, chosen, 0);
		const struct plan_many_crew crew = { .threads = 1, .arena = region.desk };
		const struct plan_many_standing end = solve(&region, &crew, places);
		CHECK(end.bound <= least && end.cost >= least, "the truth lies between");
		all++, met += end.cost == least, proven += end.bound == end.cost;
		region_end(&region);
	}
	CHECK(met * 100 >= all * 97, "nearly always the very best is found");
	CHECK(proven * 100 >= all * 60, "and mostly proven");
}

TEST(what_does_not_fit_is_refused)
{
	static struct region region;

	region_of(&region, 3, 4, 2, 1);
	const struct plan_many_crew crew = { .threads = 1, .arena = region.desk };
	region.ask.unassigned = -1;
	CHECK(!plan_many_new(region.arena, &region.ask, &crew), "a set is not given away");
	region.ask.unassigned = 2000;
	struct plan_many_set *set = NEW(region.arena, struct plan_many_set, 4);
	memcpy(set, region.ask.set, 4 * sizeof(*set));
	set[2].offer[0].facilitator = 2;
	region.ask.set = set;
	CHECK(!plan_many_new(region.arena, &region.ask, &crew), "there is no third facilitator");
	region_end(&region);
}

TESTS(the_published_optima_are_found_and_proven, a_hundred_sets_are_planned_within_half_a_percent,
      threads_and_vectors_change_nothing, the_bound_is_below_every_plan_there_is,
      what_does_not_fit_is_refused)
