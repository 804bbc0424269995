/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_als - see plan_als.h. */
#include "domain/plan_als.h"

enum { WEEKS = 56, DAYS = WEEKS * 7, WINDOW_DAYS = 21, TRIES = 200, FREE_PERCENT_NOT = 12 };

/* What a member's year is made of, before the single slots are drawn. */
struct habits {
	bool unanswered, parent, preelection;
	int shift;
	uint8_t week[10]; /* an answer for each half-day of the usual week */
	int cycle, phase, weekday;
	int leave[2];
};

static uint64_t als_next(struct als *als)
{
	uint64_t z = als->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

/* The high half of a product: what `below` does not divide favours some numbers by 2^-64 each. */
static uint32_t als_below(struct als *als, uint32_t below)
{
	return (uint32_t)((unsigned __int128)als_next(als) * below >> 64);
}

static int draw(struct als *als, int below)
{
	return (int)als_below(als, (uint32_t)below);
}

static bool is_closed(int day)
{
	static const int holidays[] = { 109, 112, 116, 200, 203, 238, 266, 357 };

	if (day >= 106 && day <= 118) return true;
	for (size_t i = 0; i < LEN(holidays); i++)
		if (holidays[i] == day) return true;
	return false;
}

static bool is_school_holiday(int day, int shift)
{
	const int x = day - 7 * shift;

	return (x >= 49 && x <= 53) || (x >= 161 && x <= 165) || (x >= 266 && x <= 270) ||
	       (day >= 203 && day <= 214) || (day >= 318 && day <= 360);
}

void als_begin(struct als *als, uint64_t seed, enum als_grade grade)
{
	const struct day first = day_of(2026, 9, 7);

	*als = (struct als){ .state = seed, .grade = grade };
	for (int day = 0; day < DAYS; day++) {
		if (day % 7 >= SATURDAY || is_closed(day)) continue;
		for (int half = 0; half < 2; half++) {
			ASSERT(als->slots < ALS_SLOTS_MAX);
			als->at[als->slots] = (int16_t)day;
			als->slot[als->slots++] =
				(struct plan_slot){ day_add(first, day), (enum plan_half)half };
		}
	}
}

static void draw_habits(struct als *als, struct habits *out)
{
	*out = (struct habits){ 0 };
	out->unanswered = draw(als, 100) < 8;
	out->parent = draw(als, 100) < 45;
	out->shift = draw(als, 2);
	for (int i = 0; i < 10; i++) {
		const int r = draw(als, 100);
		out->week[i] = r < 15 ? PLAN_NO : r < 25 ? PLAN_IF_NEED_BE : PLAN_YES;
	}
	if (draw(als, 100) < 25) {
		const int off = draw(als, 5);
		out->week[2 * off] = out->week[2 * off + 1] = PLAN_NO;
	}
	out->cycle = 4 + draw(als, 3);
	out->phase = draw(als, out->cycle);
	out->weekday = draw(als, 5);
	out->leave[0] = draw(als, 378);
	out->leave[1] = 280 + draw(als, 60);
	out->preelection = draw(als, 100) < 30;
}

static uint8_t draw_answer(struct als *als, const struct habits *habits, int slot)
{
	const int day = als->at[slot], weekday = day % 7, busy = als->grade == ALS_EASY ? 10 : 22;
	const int *leave = habits->leave;
	uint8_t answer = habits->week[2 * weekday + (int)als->slot[slot].half];
	const int r = draw(als, 100);

	if (r < busy)
		answer = PLAN_NO;
	else if (r < busy + 10 && answer == PLAN_YES)
		answer = PLAN_IF_NEED_BE;
	if (weekday == habits->weekday && day / 7 % habits->cycle == habits->phase)
		answer = PLAN_NO;
	if ((day >= leave[0] && day < leave[0] + 7) || (day >= leave[1] && day < leave[1] + 14))
		answer = PLAN_NO;
	if (habits->parent && answer == PLAN_YES && is_school_holiday(day, habits->shift))
		answer = draw(als, 100) < 60 ? PLAN_NO : PLAN_IF_NEED_BE;
	if (habits->preelection && answer == PLAN_YES && day >= 196 && day <= 241)
		answer = PLAN_IF_NEED_BE;
	return habits->unanswered ? (uint8_t)PLAN_UNKNOWN : answer;
}

static void draw_people(struct als *als, struct arena *arena, const struct plan_rules *rules,
                        int regions, struct als_set *out)
{
	const int people = 6 + draw(als, 3);
	uint8_t *answers = NEW(arena, uint8_t, (size_t)(people * als->slots));
	struct habits habits;

	*out = (struct als_set){ .region = draw(als, regions) };
	out->start = 7 * draw(als, 5);
	const struct day start = day_add(als->slot[0].day, out->start - als->at[0]);
	out->ask = (struct plan_ask){ .rules = rules,
		                      .slots = als->slots,
		                      .slot = als->slot,
		                      .people = people,
		                      .answer = answers,
		                      .start_first = start,
		                      .start_last = day_add(start, WINDOW_DAYS - 1),
		                      .end_last = als->slot[als->slots - 1].day };
	for (int p = 0; p < people; p++) {
		draw_habits(als, &habits);
		for (int s = 0; s < als->slots; s++)
			answers[p * als->slots + s] = draw_answer(als, &habits, s);
	}
	for (int m = 0; m < 9; m++) out->vote[m] = draw(als, 5);
	for (int m = 1; m < 9; m++) out->ask.vote[m] = out->vote[m];
}

static int draw_weekdays(struct als *als, int wanted)
{
	int days = 0, count = 0;

	while (count < wanted) {
		const int day = 1 << draw(als, 5);
		if (days & day) continue;
		days |= day, count++;
	}
	return days;
}

void als_draw_set(struct als *als, struct arena *arena, const struct plan_rules *rules,
                  struct als_set *out)
{
	enum { REGIONS = 6 };
	draw_people(als, arena, rules, REGIONS, out);
	const int days = draw_weekdays(als, als->grade == ALS_TIGHT ? 2 : 3);

	out->travel = NEW(arena, int32_t, (size_t)als->slots);
	for (int s = 0; s < als->slots; s++) {
		const bool works = days >> als->at[s] % 7 & 1;
		const bool free = works && draw(als, 100) >= FREE_PERCENT_NOT;
		out->travel[s] = free ? 0 : PLAN_NEVER;
	}
	out->ask.travel = out->travel;
}

static int als_regions(int facilitators)
{
	const int regions = (facilitators + 9) / 10;

	return facilitators < 4 ? 1 : regions < 3 ? 3 : regions;
}

void als_draw_facilitators(struct als *als, struct arena *arena, int facilitators, int sets,
                           int slack, struct als_facilitator *out)
{
	const int regions = als_regions(facilitators), places = sets * (100 + slack) / 100;

	for (int f = 0; f < facilitators; f++) {
		const int days = draw_weekdays(als, 2 + draw(als, 3));
		const int first = draw(als, 378);
		const int second = 290 + draw(als, 50);
		int32_t *travel = NEW(arena, int32_t, (size_t)als->slots);
		for (int s = 0; s < als->slots; s++) {
			const int day = als->at[s];
			const bool works = days >> day % 7 & 1;
			const bool away = (day >= first && day < first + 7) ||
			                  (day >= second && day < second + 14);
			const bool free = works && draw(als, 100) >= FREE_PERCENT_NOT && !away;
			travel[s] = free ? 0 : PLAN_NEVER;
		}
		out[f] = (struct als_facilitator){ travel, f % regions, 2 + draw(als, 2),
			                           (places + facilitators - 1) / facilitators };
	}
}

static bool has(const struct als_set *set, int facilitator)
{
	for (int i = 0; i < set->facilitators; i++)
		if (set->facilitator[i] == facilitator) return true;
	return false;
}

/* Draws facilitators of `region` until the set has `wanted` in all, or gives up. */
static void draw_candidates(struct als *als, const struct als_facilitator *all, int facilitators,
                            int region, int wanted, int32_t price, struct als_set *set)
{
	for (int tries = 0; tries < TRIES && set->facilitators < wanted; tries++) {
		const int f = draw(als, facilitators);
		if (all[f].region != region || has(set, f)) continue;
		set->facilitator[set->facilitators] = f;
		set->price[set->facilitators++] = price;
	}
}

void als_draw_shared(struct als *als, struct arena *arena, const struct plan_rules *rules,
                     const struct als_facilitator *all, int facilitators, struct als_set *out)
{
	const int regions = als_regions(facilitators);

	draw_people(als, arena, rules, regions, out);
	out->region = draw(als, regions);
	draw_candidates(als, all, facilitators, out->region, 4, 0, out);
	draw_candidates(als, all, facilitators, (out->region + 1) % regions, 5, regions > 1 ? 3 : 0,
	                out);
}

static uint64_t mix(uint64_t value, int n)
{
	return (value ^ (uint64_t)n) * 1099511628211u;
}

uint64_t als_check(uint64_t value, const struct als_set *set)
{
	const struct plan_ask *ask = &set->ask;

	value = mix(mix(value, ask->people), set->start);
	for (int i = 0; i < ask->people * ask->slots; i++) value = mix(value, ask->answer[i]);
	for (int m = 0; m < 9; m++) value = mix(value, ask->vote[m]);
	for (int s = 0; s < ask->slots; s++) value = mix(value, set->travel[s] != 0);
	return value;
}
