/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_lp - the planner's question as a mixed-integer program, for a solver that knows nothing of us.
 *
 * Written from the rules (docs/plan.md): a flow through half-days, flags on it, misses by person.  The
 * solver is CBC (Debian's coinor-cbc); nothing but tests and benches uses it. */
#ifndef SUPPORT_PLAN_LP_H
#define SUPPORT_PLAN_LP_H

#include "domain/plan.h"

bool plan_lp_is_there(void); /* is there a cbc to run? */

/* The optimum by CBC; PLAN_NEVER if it finds none possible; -1 if it could not be run.  *cpu_ns: what it
 * took of the processor, reading and starting included; *solve_s: seconds that it says it solved for.
 * Rules must have fairness that grows by more each time. `folder` is for its files. */
int32_t plan_lp_solve(const struct plan_ask *ask, const char *folder, int64_t *cpu_ns,
                      double *solve_s);

#endif
