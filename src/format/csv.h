/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* csv - tables for spreadsheets: RFC 4180, UTF-8 with a byte order mark (so that Excel reads it as
 * UTF-8), lines ended by CRLF.
 *
 *     struct csv csv;
 *     csv_begin(&csv, out);
 *     csv_text(&csv, STR("Name")); csv_i64(&csv, 3); csv_line(&csv);
 *
 * Text that a spreadsheet would run as a formula is preceded by an apostrophe. */
#ifndef FORMAT_CSV_H
#define FORMAT_CSV_H

#include "base/buf.h"
#include "base/time.h"

struct csv {
	struct buf *out;
	bool inside; /* a line has begun */
};

void csv_begin(struct csv *csv, struct buf *out);
void csv_text(struct csv *csv, struct str text); /* control characters but newlines are dropped */
void csv_i64(struct csv *csv, int64_t n);
void csv_day(struct csv *csv, struct day day); /* 2026-12-03; DAY_NONE is an empty cell */
void csv_line(struct csv *csv);                /* ends the line */

#endif
