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
	/* What is asked instead of a new plan; empty: nothing. */
	struct str why;    /* SET/DATE/HALF */
	struct str lost;   /* SET/MEETING[/MEETING ...] */
	struct str ill;    /* SET/MEETING[/MEETING ...] */
	struct str six;    /* SET[/+MEETING][/-MEETING] */
	struct str remind; /* SET, or "all" */
	struct str today;  /* 2026-11-05, where it is not the real one */
	bool als;
	int64_t seed, sets, facilitators, slack, threads, seconds, effort;
	bool plainly, is_quiet;
};

/* A set and its plan; facilitator -1: none needed, or none found. */
struct plan_outcome {
	struct plan_ask ask; /* with the facilitator's travel */
	int facilitator;
	struct plan plan;   /* meetings is 0 if there is none */
	uint32_t stand_ins; /* facilitated meetings (bits) that somebody else takes: by[] */
	const int *by;
	bool is_impossible;
	uint32_t layers; /* of folder.layer, each of which alone is in the way */
};

struct plan_job {
	struct arena *arena;  /* to the end */
	struct arena *memory; /* for one set's answer; holds the desk too */
	const struct plan_options *options;
	struct str text[PLAN_FILES];
	struct plan_folder folder;
	struct plan_desk *desk;
	struct plan_outcome *outcome; /* by set */
	struct plan_folder *wider;    /* with evenings; NULL until asked for */
};

/* Reads the folder, plan.csv too if it is needed; false after it said what is wrong. */
bool plan_job_read(struct plan_job *job);
/* The memory is free again, with a new desk in it. */
void plan_job_reset(struct plan_job *job);
/* The folder as it would be; NULL if it does not parse then. */
struct plan_folder *plan_job_if(const struct plan_job *job, struct arena *arena,
                                const struct plan_folder_if *what_if);
int plan_job_set(const struct plan_job *job, struct str name); /* -1: there is none */
/* What a facilitator asks for each half-day of a set, with the price of their offer. */
int32_t *plan_job_price(const struct plan_folder *folder, struct arena *arena, int set,
                        int facilitator);
/* Where somebody stands in for them, that is somebody who is free. */
void plan_job_stand_ins(const struct plan_outcome *outcome, int32_t *travel);
/* What a facilitator (-1: the set's own) asks likewise; PLAN_NEVER too where sets other than this one
 * have them. */
const int32_t *plan_job_travel(const struct plan_job *job, struct arena *arena, int set,
                               int facilitator);

/* Which layers stand in the way of sets that have no plan. */
void plan_find_layers(struct plan_job *job);
void plan_tell_stuck(struct plan_job *job, int set);

/* --why, --lost, --ill, --six, --remind: the answer in words. */
enum exit_code plan_tell_why(struct plan_job *job);
enum exit_code plan_tell_lost(struct plan_job *job);
enum exit_code plan_tell_ill(struct plan_job *job);
enum exit_code plan_tell_six(struct plan_job *job);
enum exit_code plan_tell_remind(struct plan_job *job);

/* Has a signal asked? */
bool plan_is_stopped(void *context);

/* Steps until done, stopped or out of time; says on standard error how far it is, unless told not to. */
struct plan_many_standing plan_run_many(struct plan_many *many, const struct plan_options *options);

enum exit_code plan_run_als(const struct plan_options *options);
enum exit_code plan_run_folder(const struct plan_options *options);

#endif
