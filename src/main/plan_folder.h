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
	PLAN_FILES
};

enum {
	PLAN_FOLDER_SETS_MAX = 5000,
	PLAN_FOLDER_PEOPLE_MAX = 40000,
	PLAN_FOLDER_FILE_MAX = 64 << 20
};

struct plan_folder_set {
	struct str name;
	int people;
	struct str person[PLAN_PEOPLE_MAX];
	uint32_t *closed; /* meetings (bits) that may be, by slot */
};

struct plan_folder {
	struct plan_rules rules;
	enum nation nation;
	struct day first, last;
	struct day election; /* DAY_NONE: none that matters */
	bool evenings;
	int slots;
	struct plan_slot *slot;
	int sets, facilitators;
	struct plan_folder_set *about; /* by set */
	struct plan_many_set *set;
	struct str *facilitator_name;
	struct plan_facilitator *facilitator; /* none: every set is its own */
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

/* text[i].at is NULL where a file is not there.  ERR_INPUT with *fault. */
MUST_USE enum err plan_folder_parse(struct arena *arena, const struct str text[PLAN_FILES],
                                    struct plan_folder *out, struct plan_fault *fault);

#endif
