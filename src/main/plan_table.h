/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_table - a CSV file whose first line names its columns, in any order; cells as the numbers, days
 * and choices that they ought to be, or a sentence that says what to write. */
#ifndef MAIN_PLAN_TABLE_H
#define MAIN_PLAN_TABLE_H

#include "format/csv_read.h"
#include "main/plan_folder.h"

enum { PLAN_COLUMNS_MAX = 12 };

struct plan_table {
	struct arena *arena;
	struct plan_fault *fault;
	enum plan_file file;
	struct csv_read csv;
	struct csv_row row;
	int at[PLAN_COLUMNS_MAX]; /* where the column is in this file; -1: it is not there */
	const char *const *column;
	int width; /* cells of the first line */
	bool failed;
};

/* `columns` ends with NULL; a name that begins with '?' may be left out.  False after a fault. */
bool plan_table_begin(struct plan_table *table, struct arena *arena, struct plan_fault *fault,
                      enum plan_file file, struct str text, const char *const *columns);
bool plan_table_next(struct plan_table *table); /* the next row; look at `failed` at the end */

/* The cell of the n-th column; an absent one is empty and stands at the row's beginning. */
struct csv_cell plan_table_cell(const struct plan_table *table, int n);
/* Each is true and sets *out if the cell fits; otherwise it notes the fault. */
bool plan_table_number(struct plan_table *table, int n, int least, int most, int *out);
bool plan_table_day(struct plan_table *table, int n, struct day *out);
bool plan_table_choice(struct plan_table *table, int n, const char *const *words, int *out);
bool plan_table_text(struct plan_table *table, int n, struct str *out); /* not empty */
/* The cell as a sentence tells it back, cut short if it is long. */
struct str plan_table_shown(const struct plan_table *table, int n);
/* "yes, no" of words that end with NULL; empty ones are left out. */
struct str plan_table_list(struct arena *arena, const char *const *words);
/* "file:line:column: ..." at that cell; false. */
bool plan_table_fail(struct plan_table *table, int n, const char *format, ...) PRINTF(3, 4);

#endif
