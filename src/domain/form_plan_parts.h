/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_plan_parts - a plan under way: what form_plan and form_start share. */
#ifndef DOMAIN_FORM_PLAN_PARTS_H
#define DOMAIN_FORM_PLAN_PARTS_H

#include "domain/form_parts.h"

enum {
	FORM_BROKEN_COST = 400000, /* in units of form_cost; a pair's likeness of 1 is about 5 */
	FORM_DRAWS = 4096
};

struct form_maker {
	const struct form_problem *p;
	struct form_sets *s;
	const struct form_time *time;
	struct random random;
	float draw[FORM_DRAWS];
	int *at[FORM_SLOTS_MAX], n_at[FORM_SLOTS_MAX]; /* sets that meet at each half-day */
	int *place;                                    /* of each set in its list */
	const int *start_slot;                    /* as form_make was given them; may be NULL */
	uint64_t any_time, anywhere;              /* when and where somebody would meet */
	int moved_cost;                           /* move_cost when nothing is stuck */
	double temperature, rule_cost, move_cost; /* of a broken rule, of a moved person */
	int64_t trials, start_us;
	int64_t cost;          /* of what is kept, and rules broken in it */
	int fewest, mended_at; /* the look at which it was reached */
	bool again;            /* from an older division */
	bool stopped;
};

/* Half-days, and places, where a set may meet: those of its facilitator that are not taken. */
uint64_t form_may_meet(const struct form_maker *m, int set);
uint64_t form_may_be(const struct form_maker *m, int set);
void form_set_slot(struct form_maker *m, int set, int slot, int place);
void form_choose_slots(struct form_maker *m, struct arena *arena);
/* Those with pins first, then those with fewest half-days; who must be together, together. */
void form_place_all(struct form_maker *m, struct arena *arena, const int *start);

#endif
