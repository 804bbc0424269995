/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invitee_table - a row of a spreadsheet as it is pasted: its cells, and which of them is what. */
#ifndef DOMAIN_INVITEE_TABLE_H
#define DOMAIN_INVITEE_TABLE_H

#include "base/arena.h"
#include "base/str.h"

enum { INVITEE_CELLS_MAX = 24 };

enum invitee_column {
	COLUMN_UNKNOWN, /* a telephone number, say: left alone */
	COLUMN_NAME,
	COLUMN_FIRST_NAME,
	COLUMN_LAST_NAME,
	COLUMN_EMAIL,
	COLUMN_EMPLOYER,
	COLUMN_JOB,
	COLUMNS
};

struct invitee_cells {
	struct str at[INVITEE_CELLS_MAX]; /* trimmed, without the quotes around */
	size_t n;
};

struct invitee_heading {
	enum invitee_column at[INVITEE_CELLS_MAX];
	size_t n; /* 0: there is none */
};

/* Cells are parted by tabs if there is one, else by semicolons, else by commas; not inside quotes.  False if
 * there are more than fit. */
MUST_USE bool invitee_cells_of(struct str row, struct invitee_cells *out);
/* True for a row without an address one of whose cells says that addresses stand below it. */
bool invitee_heading_of(const struct invitee_cells *cells, struct invitee_heading *out);
/* The cells by what they are, joined where two are the same.  Without a heading: a name (in one cell or
 * two) before the address, an employer after it; or address, name, employer.  False if that leaves a cell
 * over, or there is no cell with an address, or more than one. */
bool invitee_sort_cells(struct arena *arena, const struct invitee_cells *cells,
                        const struct invitee_heading *heading, struct str out[COLUMNS]);

#endif
