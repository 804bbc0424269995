/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_advice - what is in the way: each person and each rule is lifted in turn. */
#include "domain/plan_advice.h"

#include <string.h>

struct list {
	int n;
	struct plan_cause *cause;
};

static void blame(struct plan_desk *desk, const struct plan_ask *ask, enum plan_cause_kind kind,
                  int person, struct list *out)
{
	struct plan plan;

	const enum err err = plan_solve(desk, ask, &plan);
	if ((err == OK || err == ERR_LIMIT) && plan.meetings)
		out->cause[out->n++] = (struct plan_cause){ kind, person };
}

/* The ask without that person; `answer` has room for all. */
static void blame_person(struct plan_desk *desk, const struct plan_ask *ask, int person,
                         uint8_t *answer, struct list *out)
{
	struct plan_ask without = *ask;
	uint32_t required[PLAN_MEETINGS_MAX];
	const uint32_t low = (1u << person) - 1;

	if (ask->people < 2) return;
	for (int p = 0, at = 0; p < ask->people; p++) {
		if (p == person) continue;
		memcpy(answer + at++ * ask->slots, ask->answer + p * ask->slots,
		       (size_t)ask->slots);
	}
	for (int m = 0; m < ask->rules->meetings; m++)
		required[m] = (ask->required[m] & low) | (ask->required[m] >> 1 & ~low);
	memcpy(without.required, required, sizeof(required[0]) * (size_t)ask->rules->meetings);
	without.answer = answer;
	without.chance = NULL;
	without.people--;
	blame(desk, &without, PLAN_CAUSE_PERSON, person, out);
}

int plan_causes(struct plan_desk *desk, struct arena *arena, const struct plan_ask *ask,
                const uint32_t *stays, struct plan_cause out_causes[PLAN_CAUSES_MAX])
{
	struct list list = { .cause = out_causes }, *out = &list;
	uint8_t *answer = NEW(arena, uint8_t, (size_t)(ask->people * ask->slots));
	struct plan_rules rules = *ask->rules;
	struct plan_ask lifted = *ask;

	for (int p = 0; p < ask->people; p++) blame_person(desk, ask, p, answer, out);
	lifted.travel = NULL;
	if (ask->travel) blame(desk, &lifted, PLAN_CAUSE_FACILITATOR, -1, out);
	lifted = *ask;
	lifted.no_quorum = UINT32_MAX;
	blame(desk, &lifted, PLAN_CAUSE_QUORUM, -1, out);
	lifted = *ask;
	lifted.meetings = stays;
	if (ask->meetings) blame(desk, &lifted, PLAN_CAUSE_PINS, -1, out);
	lifted = *ask;
	memset(lifted.required, 0, sizeof(lifted.required));
	blame(desk, &lifted, PLAN_CAUSE_REQUIRED, -1, out);
	lifted = *ask;
	lifted.start_last = ask->end_last;
	blame(desk, &lifted, PLAN_CAUSE_START, -1, out);
	lifted = *ask;
	lifted.rules = &rules;
	rules.gap_min = 1, rules.gap_max = PLAN_GAP_MAX;
	blame(desk, &lifted, PLAN_CAUSE_GAPS, -1, out);
	rules = *ask->rules;
	rules.miss_max = rules.meetings;
	if (ask->rules->miss_max < rules.meetings)
		blame(desk, &lifted, PLAN_CAUSE_MISS_MAX, -1, out);
	rules = *ask->rules;
	rules.twice = 0;
	if (ask->rules->twice == PLAN_NEVER) blame(desk, &lifted, PLAN_CAUSE_TWICE, -1, out);
	rules = *ask->rules;
	rules.same_weekday = false;
	if (ask->rules->same_weekday) blame(desk, &lifted, PLAN_CAUSE_WEEKDAY, -1, out);
	return list.n;
}
