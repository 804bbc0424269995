/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_parts - what the files of `setwise plan` share. */
#ifndef MAIN_PLAN_PARTS_H
#define MAIN_PLAN_PARTS_H

#include "domain/plan_many.h"
#include "main/command.h"
#include "main/plan_folder.h"

struct plan_options {
	struct str folder; /* where the tables are */
	struct str out;    /* where plan.csv goes; the same folder if empty */
	struct str why;    /* SET/DATE/HALF to ask about; empty: nothing */
	bool als;
	int64_t seed, sets, facilitators, slack, threads, seconds, effort;
	bool plainly, is_quiet;
};

/* Stops at Ctrl-C from now on; is it so far? */
void plan_watch_stop(void);
bool plan_is_stopped(void *context);

/* Steps until done, stopped or out of time; says on standard error how far it is, unless told not to. */
struct plan_many_standing plan_run_many(struct plan_many *many, const struct plan_options *options);

enum exit_code plan_run_als(const struct plan_options *options);
enum exit_code plan_run_folder(const struct plan_options *options);

#endif
