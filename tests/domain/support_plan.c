/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_plan - see support_plan.h. */
#include "domain/support_plan.h"

static int below(struct random *random, int n)
{
	return (int)random_below(random, (uint32_t)n);
}

static bool chance(struct random *random, int percent)
{
	return below(random, 100) < percent;
}

int plan_case_weeks(struct plan_slot *out, int weeks)
{
	const struct day first = day_of(2026, 9, 7);
	int count = 0;

	for (int day = 0; day < 7 * weeks; day++)
		for (int half = 0; half < 2 && day % 7 < SATURDAY; half++)
			out[count++] =
				(struct plan_slot){ day_add(first, day), (enum plan_half)half };
	return count;
}

static void draw_rules(struct random *random, struct plan_rules *rules)
{
	*rules = plan_standard;
	rules->meetings = 1 + below(random, 4);
	rules->credits = below(random, rules->meetings + 1);
	rules->gap_min = 1 + below(random, 5);
	rules->gap_max = rules->gap_min + below(random, 9);
	rules->gap_ideal = 1 + below(random, 10);
	rules->gap_divisor = 1 + below(random, 4);
	rules->quorum_part = below(random, 4);
	rules->quorum_whole = 3;
	for (int a = 0; a < PLAN_ANSWERS; a++) rules->weight[a] = below(random, 12);
	rules->twice = chance(random, 20) ? PLAN_NEVER : below(random, 25);
	for (int k = 0; k < PLAN_MEETINGS_MAX; k++)
		rules->fair[k + 1] = rules->fair[k] + below(random, 15);
	if (chance(random, 30)) rules->miss_max = below(random, 3);
	rules->same_weekday = chance(random, 10);
	rules->first_is_facilitated = chance(random, 60);
}

static void draw_slots(struct random *random, int count, struct plan_slot *slot)
{
	struct day day = day_of(2026, 9, 7);

	for (int s = 0; s < count; s++) {
		slot[s] = (struct plan_slot){ day, (enum plan_half)below(random, 3) };
		if (s && slot[s].day.n == slot[s - 1].day.n && slot[s].half < slot[s - 1].half)
			slot[s].half = slot[s - 1].half;
		day = day_add(day, below(random, 4));
	}
}

static void draw_options(struct arena *arena, struct random *random, struct plan_ask *ask)
{
	const int meetings = ask->rules->meetings;

	if (chance(random, 80)) {
		int32_t *travel = NEW(arena, int32_t, (size_t)ask->slots);
		for (int s = 0; s < ask->slots; s++)
			travel[s] = chance(random, 30) ? PLAN_NEVER : below(random, 9);
		ask->travel = travel;
	}
	if (chance(random, 30)) {
		int32_t *extra = NEW(arena, int32_t, (size_t)ask->slots);
		for (int s = 0; s < ask->slots; s++) extra[s] = below(random, 40);
		ask->extra = extra;
	}
	if (chance(random, 30)) {
		uint32_t *may = NEW(arena, uint32_t, (size_t)ask->slots);
		for (int s = 0; s < ask->slots; s++)
			may[s] = chance(random, 70) ? UINT32_MAX : (uint32_t)random_next(random);
		ask->meetings = may;
	}
	ask->guest_price = below(random, 30);
	for (int m = 0; m < meetings; m++) {
		ask->vote[m] = chance(random, 70) ? below(random, 7) : 0;
		if (chance(random, 10)) ask->required[m] = 1u << below(random, ask->people);
		if (chance(random, 8)) ask->facilitated |= 1u << m;
		if (chance(random, 8)) ask->self_facilitated |= 1u << m;
		if (chance(random, 8)) ask->half_quorum |= 1u << m;
		if (chance(random, 5)) ask->no_quorum |= 1u << m;
		if (chance(random, 10)) ask->guest |= 1u << m;
	}
}

void plan_case_draw(struct arena *arena, struct random *random, int slots, struct plan_case *out)
{
	const int count = 4 + below(random, slots - 3), people = 1 + below(random, 6);
	struct plan_slot *slot = NEW(arena, struct plan_slot, (size_t)count);
	uint8_t *answer = NEW(arena, uint8_t, (size_t)(count * people));
	const int busy = below(random, 60);

	*out = (struct plan_case){ 0 };
	draw_rules(random, &out->rules);
	draw_slots(random, count, slot);
	for (int i = 0; i < count * people; i++)
		answer[i] = chance(random, busy) ? (uint8_t)PLAN_NO : (uint8_t)below(random, 3);
	out->ask = (struct plan_ask){ .rules = &out->rules,
		                      .slots = count,
		                      .slot = slot,
		                      .people = people,
		                      .answer = answer,
		                      .start_first = slot[0].day,
		                      .start_last = day_add(slot[0].day, 2 + below(random, 20)),
		                      .end_last = day_add(slot[count - 1].day, -below(random, 3)) };
	if (chance(random, 30)) {
		uint8_t *percent = NEW(arena, uint8_t, (size_t)(count * people));
		for (int i = 0; i < count * people; i++) percent[i] = (uint8_t)below(random, 101);
		out->ask.chance = percent;
	}
	draw_options(arena, random, &out->ask);
}

struct trial {
	const struct plan_ask *ask;
	int slot[PLAN_MEETINGS_MAX];
	int32_t least;
};

static void try_from(struct trial *trial, int m, int from)
{
	const struct plan_ask *ask = trial->ask;
	struct plan_parts parts;

	if (m == ask->rules->meetings) {
		for (uint32_t flags = 0; flags < 1u << m; flags++) {
			if (__builtin_popcount(flags) != ask->rules->credits) continue;
			const int32_t cost = plan_price(ask, trial->slot, flags, &parts);
			if (cost < trial->least) trial->least = cost;
		}
		return;
	}
	for (int s = from; s < ask->slots; s++) {
		trial->slot[m] = s;
		try_from(trial, m + 1, s + 1);
	}
}

int32_t plan_case_least(const struct plan_ask *ask)
{
	struct trial trial = { .ask = ask, .least = PLAN_NEVER };

	try_from(&trial, 0, 0);
	return trial.least;
}

const struct str plan_names[8] = { STR_INIT("Ada"),   STR_INIT("Bo"),   STR_INIT("Cleo"),
	                           STR_INIT("Dev"),   STR_INIT("Esme"), STR_INIT("Finn"),
	                           STR_INIT("Greta"), STR_INIT("Hugo") };

struct plan_bench plan_bench_new(void)
{
	struct plan_bench desk = { .memory = arena_new(1 << 28), .arena = arena_new(1 << 26) };
	desk.desk = plan_desk_new(desk.memory, false);
	return desk;
}

void plan_bench_free(struct plan_bench *desk)
{
	arena_free(desk->arena);
	arena_free(desk->memory);
}
