/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_files - a problem from tables, as coordinators keep them (docs/form.md lists the columns).
 *
 * Text in, numbers out, and every fault with its file, line and column.  Opens nothing itself. */
#ifndef DOMAIN_FORM_FILES_H
#define DOMAIN_FORM_FILES_H

#include "domain/form.h"

/* A table of comma- or semicolon-separated cells: quotes, byte order mark and CRLF as spreadsheets
 * write them.  The first row names the columns; empty rows are left out. */
struct form_table {
	int rows, columns;
	struct str *cell;   /* rows x columns, row 0 the names */
	int *line, *column; /* where each cell begins, from 1 */
};
MUST_USE enum err form_table_parse(struct arena *arena, struct str text, struct form_table *out,
                                   struct form_fault *fault);
/* The column of that name; FORM_NONE if there is none. */
int form_table_column(const struct form_table *table, const char *name);
struct str form_table_cell(const struct form_table *table, int row, int column); /* empty if none */

enum form_file {
	FORM_FILE_PEOPLE, /* the only one that must be there */
	FORM_FILE_FACILITATORS,
	FORM_FILE_PAIRS,
	FORM_FILE_PREVIOUS,
	FORM_FILE_ATTRIBUTES,
	FORM_FILE_TRAVEL,
	FORM_FILE_CONFIG, /* config.json: not a table */
	FORM_FILES
};
extern const char *const form_file_name[FORM_FILES];

/* What config.json asks of the run itself; 0 where it says nothing. */
struct form_asked {
	int64_t seconds_us, seed;
	struct str *relax; /* classes of rules that may bend, in this order */
	int n_relax;
};

struct form_case {
	struct form_problem problem;
	struct form_table table[FORM_FILES];
	struct str *id, *person; /* of each person: id and name */
	int *row;                /* of each person in people.csv */
	int *start,
		*start_slot; /* previous.csv: FORM_NONE where it says nothing; NULL without the file */
	struct str *slot;    /* names of half-days */
	int slots;
	struct str *place; /* names: online, then areas; NULL where nobody chooses */
	int places;
	int *start_place;        /* as start_slot */
	struct str *facilitator; /* names */
	struct form_asked asked;
	int *pin, *least, *most; /* what problem points to, for locks */
	bool *locked;
	int *waiting,
		n_waiting; /* rows of people.csv who wait for lack of places, never silently */
};
struct form_shape {
	int sets, least, most; /* 0: as config.json says; else people / 7 rounded, 6 and 8 */
	bool again;            /* sets, where nothing else says: as many as previous.csv has */
	struct str leave;      /* ids parted by commas who take no part any more */
};

/* ERR_INPUT: *file and *fault say where and why. */
MUST_USE enum err form_case_read(struct arena *arena, const struct str text[FORM_FILES],
                                 const struct form_shape *shape, struct form_case *out,
                                 enum form_file *file, struct form_fault *fault);
/* Those in the set by previous.csv stay, and nobody joins them; they are pinned to it and it may be of
 * the size it is. */
void form_case_lock(struct form_case *c, int set);
/* Is the id in people.csv, whether they take part or not, or in previous.csv? */
bool form_case_knows(const struct form_case *c, struct str id);
/* Is it one of a list parted by commas? */
bool form_case_lists(struct str list, struct str id);
/* The person with that id; FORM_NONE. */
int form_case_person(const struct form_case *c, struct str id);

#endif
