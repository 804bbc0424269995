/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* csv_read - tables from spreadsheets: RFC 4180, UTF-8 with or without a byte order mark, lines ended
 * by LF or CRLF, cells parted by commas, or by semicolons if the first line has those and no comma.
 *
 *     struct csv_read csv;
 *     struct csv_row row;
 *     csv_read_begin(&csv, text);
 *     while (csv_read_row(&csv, arena, &row)) ... row.cell[0].text ...
 *     if (csv.fault) -> csv.line, csv.column and the sentence csv.fault
 *
 * Empty lines are passed over.  White space around a cell does not belong to it. */
#ifndef FORMAT_CSV_READ_H
#define FORMAT_CSV_READ_H

#include "base/arena.h"
#include "base/str.h"

enum { CSV_CELLS_MAX = 32 };

struct csv_cell {
	struct str text;
	int line, column; /* where it begins, from 1; columns in characters */
};

struct csv_row {
	int cells;
	struct csv_cell cell[CSV_CELLS_MAX];
};

struct csv_read {
	struct str text;
	size_t at;
	char comma;
	int line, column;
	const char *fault; /* NULL while all is well */
};

void csv_read_begin(struct csv_read *csv, struct str text);
/* False at the end and on a fault.  Cells with quotes in them are copied into the arena; others point
 * into the text. */
bool csv_read_row(struct csv_read *csv, struct arena *arena, struct csv_row *row);

#endif
