/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_folder_parts - what the files of plan_folder share. */
#ifndef MAIN_PLAN_FOLDER_PARTS_H
#define MAIN_PLAN_FOLDER_PARTS_H

#include "main/plan_table.h"

/* Names to numbers, looked up by hash. */
struct names {
	struct names_entry *entry;
	int room, count;
};

/* False if the name is there already. */
bool names_add(struct names *names, struct arena *arena, struct str name, int number);
bool names_find(const struct names *names, struct str name, int *number);

struct folder_person {
	int set, row; /* and where in it */
};

struct folder_read {
	struct arena *arena;
	const struct str *text;
	struct plan_folder *out;
	struct plan_fault *fault;
	struct plan_folder_if what_if;
	struct names sets;
	struct names names; /* people 0.., facilitators -1 - n */
	int people;
	struct folder_person *person;
};

bool folder_fail(struct folder_read *read, enum plan_file file, const char *why);
static inline bool folder_begin(struct folder_read *read, struct plan_table *table,
                                enum plan_file file, const char *const *columns)
{
	return plan_table_begin(table, read->arena, read->fault, file, read->text[file], columns);
}

/* What the programme settles; its half-days. */
bool folder_read_programme(struct folder_read *read);
bool folder_make_slots(struct folder_read *read);
/* Availability, layers and pins: what may be on which half-day. */
bool folder_read_days(struct folder_read *read);
/* The half-day of a row's columns n (date) and n + 1 (half). */
bool folder_read_slot(struct folder_read *read, struct plan_table *table, int n, int *slot);
/* What the set wishes to be facilitated; the plan that was made before. */
bool folder_read_votes(struct folder_read *read);
bool folder_read_published(struct folder_read *read);

#endif
