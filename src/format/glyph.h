/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* glyph - the circle of chairs made small: who came, what a half day is made of, which meetings have
 * a facilitator; and bars of answers. */
#ifndef FORMAT_GLYPH_H
#define FORMAT_GLYPH_H

#include "base/buf.h"

/* n seats (1 to 24), the first `came` of them filled. */
void glyph_seats(struct buf *out, size_t came, size_t n);

/* Squares, for the facilitator's shape: used, booked, then those still to place. */
void glyph_credits(struct buf *out, size_t used, size_t booked, size_t to_place);

enum halfday_part {
	HALFDAY_CATCH_UP,
	HALFDAY_PRESENT,
	HALFDAY_QUESTIONS,
	HALFDAY_ACTIONS,
	HALFDAY_LOOK_BACK
};
void glyph_halfday(struct buf *out, enum halfday_part part);

/* Answers from most to least: five steps for each row.  A row without answers shows its label only;
 * suppressing small numbers is the caller's business.  Labels stand in the left 26 %. */
enum { BARS_STEPS = 5 };
struct bars_row {
	struct str label;
	int count[BARS_STEPS]; /* 0 and up */
};
struct bars_rows {
	const struct bars_row *at;
	size_t n;
};
void glyph_bars(struct buf *out, const struct bars_rows *rows);
/* A bar a person, as long as its minutes; 0 draws none.  The number stands after it. */
struct minutes_row {
	struct str label;
	int64_t minutes; /* 0 and up */
};
struct minutes_rows {
	const struct minutes_row *at;
	size_t n;
};
void glyph_minutes(struct buf *out, const struct minutes_rows *rows);
/* The small square of one step (0 to 4), for a key. */
void glyph_bars_key(struct buf *out, size_t step);

#endif
