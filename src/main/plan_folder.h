/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder - a year to plan, read from tables (docs/plan.md has their columns).
 *
 * Reads no file itself: it is given their text, so that any bytes may be tried. */
#ifndef MAIN_PLAN_FOLDER_H
#define MAIN_PLAN_FOLDER_H

#include "domain/holiday.h"
#include "domain/plan_advice.h"
#include "domain/plan_many.h"

enum plan_file {
	PLAN_FILE_PROGRAMME,
	PLAN_FILE_SETS,
	PLAN_FILE_PEOPLE,
	PLAN_FILE_AVAILABILITY,
	PLAN_FILE_FACILITATORS,
	PLAN_FILE_OFFERS,
	PLAN_FILE_LAYERS,
	PLAN_FILE_PINS,
	PLAN_FILE_VOTES,
	PLAN_FILE_PUBLISHED, /* plan.csv, as it was written or put right by hand */
	PLAN_FILES
};

enum {
	PLAN_FOLDER_SETS_MAX = 5000,
	PLAN_FOLDER_PEOPLE_MAX = 40000,
	PLAN_FOLDER_FILE_MAX = 64 << 20,
	PLAN_FOLDER_LAYERS_MAX = 32 /* hard ones whose names are kept */
};

struct plan_folder_set {
	struct str name;
	int line; /* of sets.csv */
	int people;
	struct str person[PLAN_PEOPLE_MAX];
	uint32_t *may;             /* meetings (bits) that may be, by slot */
	int8_t *score;             /* as in plan_votes(); NULL without votes.csv */
	struct plan published;     /* dates and flags only; meetings is 0 if there is none */
	int published_by;          /* the facilitator of most of them; -1 */
	int by[PLAN_MEETINGS_MAX]; /* of each; -1: none is named */
};

struct plan_folder {
	struct plan_rules rules;
	enum nation nation;
	struct day first, last;
	struct day election; /* DAY_NONE: none that matters */
	bool evenings;
	bool is_unknown_priced; /* not_answered is said: no estimates */
	int notice;             /* working days in which published dates stay */
	int slots;
	struct plan_slot *slot;
	int sets, facilitators;
	struct plan_folder_set *about; /* by set */
	struct plan_many_set *set;
	struct str *facilitator_name;
	struct plan_facilitator *facilitator; /* none: every set is its own */
	int layers;
	struct str layer[PLAN_FOLDER_LAYERS_MAX]; /* names of hard ones, each once */
};

/* What if the tables said otherwise?  Zeroed: as they are. */
struct plan_folder_if {
	bool evenings;      /* people may meet in the evening too */
	struct str without; /* and this layer were not there */
	bool no_pins;       /* and pins.csv were not there */
};

struct plan_fault {
	enum plan_file file;
	int line, column; /* 0: the file as a whole */
	struct str why;
};

/* "sets.csv" */
const char *plan_file_name(enum plan_file file);
/* Must it be there? */
bool plan_file_is_needed(enum plan_file file);

/* text[i].at is NULL where a file is not there, `what_if` where all is taken as it is written.  ERR_INPUT
 * with *fault. */
MUST_USE enum err plan_folder_parse(struct arena *arena, const struct str text[PLAN_FILES],
                                    const struct plan_folder_if *what_if, struct plan_folder *out,
                                    struct plan_fault *fault);

#endif
