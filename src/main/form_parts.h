/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_parts - what the files of `setwise form` share. */
#ifndef MAIN_FORM_PARTS_H
#define MAIN_FORM_PARTS_H

#include "domain/form_files.h"
#include "main/command.h"

/* Exit codes of `setwise form` beside EXIT_GOOD, as docs/form.md lists them. */
enum form_exit {
	FORM_EXIT_INPUT = 2,      /* a file or the command line does not fit */
	FORM_EXIT_IMPOSSIBLE = 3, /* the rules cannot all hold; the reasons are printed */
	FORM_EXIT_STOPPED = 4     /* time ran out before all rules held */
};

/* What was asked on the command line. */
struct form_options {
	struct str word; /* the first word that belongs to no flag */
	struct str mdgplib, pairs, path, mode, out, explain, relax, lock;
	int64_t seconds_us; /* 0: not given */
	int64_t evaluations, seed;
	int64_t sets, least, most; /* sets 0: as people / 7 */
	int64_t max_moves;         /* -1: not given */
	bool cpu;                  /* the clock is this thread's processor time */
};

/* A whole file into the arena.  False, with a sentence on standard error. */
MUST_USE bool form_slurp(struct arena *arena, struct str path, struct str *out);
/* The clock that was asked for, as form_time wants it. */
int64_t form_clock_wall(void *context);
int64_t form_clock_cpu(void *context);
/* "FILE:LINE:COLUMN: sentence" on standard error. */
void form_complain(struct str file, const struct form_fault *fault);

enum exit_code form_run_mdgplib(const struct form_options *options);
enum exit_code form_run_sets(const struct form_options *options);

#endif
