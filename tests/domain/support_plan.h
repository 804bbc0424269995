/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_plan - made-up questions for the planner, small enough to try every plan. */
#ifndef DOMAIN_SUPPORT_PLAN_H
#define DOMAIN_SUPPORT_PLAN_H

#include "base/random.h"
#include "domain/plan.h"
#include "domain/plan_advice.h"

struct plan_case {
	struct plan_rules rules;
	struct plan_ask ask;
};

/* Any rules, answers and options at random; some have no plan.  At most `slots` (4..) slots. */
void plan_case_draw(struct arena *arena, struct random *random, int slots, struct plan_case *out);

/* The least that plan_price() gives over all plans; PLAN_NEVER if it allows none. */
int32_t plan_case_least(const struct plan_ask *ask);

/* A week from Monday 7 September 2026 on: a slot each weekday morning and afternoon. */
int plan_case_weeks(struct plan_slot *out, int weeks);

/* Eight people's names. */
extern const struct str plan_names[8];

/* Room for a test: `arena` for what one case needs, `memory` holds the desk. */
struct plan_bench {
	struct arena *memory, *arena;
	struct plan_desk *desk;
};

struct plan_bench plan_bench_new(void);
void plan_bench_free(struct plan_bench *bench);

#endif
