/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_als - ALS-1, a public seeded family of made-up sets, to measure planners by.
 *
 * Whoever draws the same numbers gets the same sets: a SplitMix64 stream, read in a fixed order
 * (docs/plan.md).  School holidays and busy days are harsher than life on purpose.  Nobody in it is
 * anybody. */
#ifndef DOMAIN_PLAN_ALS_H
#define DOMAIN_PLAN_ALS_H

#include "base/arena.h"
#include "domain/plan.h"

enum { ALS_SLOTS_MAX = 560, ALS_FACILITATORS_MAX = 10, ALS_PEOPLE_MAX = 8 };

/* The three grades: how busy people are, and on how many weekdays a facilitator works. */
enum als_grade { ALS_PLAIN, ALS_EASY, ALS_TIGHT };

struct als {
	uint64_t state; /* of SplitMix64 */
	enum als_grade grade;
	int slots;
	struct plan_slot slot[ALS_SLOTS_MAX];
	int16_t at[ALS_SLOTS_MAX]; /* the slot's day, counted from Monday 7 September 2026 */
};

/* A set as drawn: the question it asks of the planner, with what it needs behind it. */
struct als_set {
	struct plan_ask ask;
	int start; /* first day of its start window, counted from day 0 */
	int vote[9];
	int32_t *
		travel; /* 0 where its one facilitator is free, else PLAN_NEVER; NULL in a region */
	int region;
	int facilitators; /* candidates, in the order drawn */
	int facilitator[ALS_FACILITATORS_MAX];
	int32_t price[ALS_FACILITATORS_MAX]; /* travel for each facilitated meeting */
};

struct als_facilitator {
	int32_t *travel; /* per slot: 0 or PLAN_NEVER */
	int region, week_max, set_max;
};

void als_begin(struct als *als, uint64_t seed, enum als_grade grade);

/* The next set of a family of sets that have one facilitator each, drawn into the arena. */
void als_draw_set(struct als *als, struct arena *arena, const struct plan_rules *rules,
                  struct als_set *out);

/* A region whose `sets` share `facilitators`; slack in percent above the sets each must take.  All
 * facilitators are drawn first, then call als_draw_shared() for each set. */
void als_draw_facilitators(struct als *als, struct arena *arena, int facilitators, int sets,
                           int slack, struct als_facilitator *out);
void als_draw_shared(struct als *als, struct arena *arena, const struct plan_rules *rules,
                     const struct als_facilitator *all, int facilitators, struct als_set *out);

/* A check value of sets (FNV): start from ALS_CHECK_START and go on from the last. */
#define ALS_CHECK_START 1469598103934665603u
uint64_t als_check(uint64_t value, const struct als_set *set);

#endif
