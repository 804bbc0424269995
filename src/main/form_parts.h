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
	struct str leave, what_if, check;
	int64_t seconds_us; /* 0: not given */
	int64_t evaluations, seed;
	int64_t sets, least, most; /* sets 0: as people / 7 */
	int64_t max_moves;         /* -1: not given */
	bool cpu;                  /* the clock is this thread's processor time */
};

enum form_mode {
	FORM_FRESH,
	FORM_REPAIR,
	FORM_IMPROVE,
	FORM_JOIN,
	FORM_LEAVE,
	FORM_KEEP,
	FORM_TRADE_OFF
};

#define FORM_MODE_WORDS "fresh, repair, improve, join, leave, keep or trade-off"

/* Who is in each set: member[first[k]] .. member[first[k + 1] - 1]. */
struct form_roster {
	int *first, *member;
};

/* A run over a folder, from its files to what is written. */
struct form_job {
	struct arena *arena;
	const struct form_options *options;
	enum form_mode mode;
	struct form_case c;
	struct str sum[FORM_FILES]; /* SHA-256 of each file, in hexadecimal; empty without it */
	struct form_plan plan, old; /* old: as previous.csv had it, if it had all */
	const int *old_slot, *old_place;
	struct form_roster roster; /* of plan */
	double *mix;               /* of each set */
	int64_t seed, took_us;
	int bent;                        /* broken rules of classes that may bend */
	const struct form_problem *must; /* without what bends, once anything does; else NULL */
	bool may_bend[FORM_RULES];
};

enum { FORM_OUTPUT_MAX = 256 * 1024 * 1024 };

/* form_modes: from the problem to a plan.  False: *code says why, and it has been said. */
MUST_USE bool form_find_plan(struct form_job *job, enum exit_code *code);
/* Which rules are in each other's way; how the run ends. */
enum exit_code form_say_conflict(const struct form_job *job);

/* form_write: sets.csv, members.csv and the rest, into the folder. */
MUST_USE bool form_write_all(struct form_job *job);
struct form_roster form_roster_new(struct arena *arena, const struct form_problem *problem,
                                   const int *set);
/* Who leads the set; empty if nobody in particular. */
struct str form_leader_name(const struct form_job *job, int set);
struct str form_slot_name(const struct form_job *job, int slot);
/* What people.csv says of an attribute of a person. */
struct str form_value_word(const struct form_job *job, int person, int attribute);
/* The attribute to be mixed of which most pairs in the set are alike; empty if no pair is. */
struct str form_lowest_attribute(const struct form_job *job, int set);

/* form_report. */
void form_result_json(struct form_job *job, struct buf *out);
void form_report_text(struct form_job *job, struct buf *out);
void form_report_html(struct form_job *job, struct buf *out);

/* form_explain, form_ask: questions to the plan. */
void form_explain(struct form_job *job, int person);
void form_explain_json(struct form_job *job, struct buf *out);
MUST_USE bool form_check_edit(struct form_job *job);
MUST_USE bool form_what_if(struct form_job *job);

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
