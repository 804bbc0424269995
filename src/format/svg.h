/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* svg - what our drawings share: numbers with one decimal, escaped names, places on an ellipse.
 *
 * Drawings are written by the server, so that they print, go dark and need no script.  Each is
 * aria-hidden: the page says the same in words beside it.  Geometry is in attributes, never in style
 * attributes, which our content security policy forbids; colours are in ui/scss. */
#ifndef FORMAT_SVG_H
#define FORMAT_SVG_H

#include "base/buf.h"

struct svg_point {
	double x, y;
};

/* At most one decimal, the same in every locale: "12", "-3.5".  |number| below 10 million. */
void svg_number(struct buf *out, double number);
/* ` name="number"` with a space before it. */
void svg_attribute(struct buf *out, const char *name, double number);
/* ` name="number%"` with two decimals, for drawings that stretch. */
void svg_percent(struct buf *out, const char *name, double number);
/* ` name="number"` of a moment or a count. */
void svg_whole(struct buf *out, const char *name, int64_t number);
/* Text or attribute value: & < > " are escaped, control characters become spaces. */
void svg_text(struct buf *out, struct str text);
void svg_put(struct buf *out, const char *literal);

/* The place of seat i of n (n > 0): seat 0 at the top, then clockwise. */
struct svg_point svg_seat(size_t i, size_t n, double radius_x, double radius_y);

#endif
