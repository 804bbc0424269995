/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* glyph - small drawings.  See glyph.h. */
#include "format/glyph.h"

#include "format/svg.h"

static void put_dot(struct buf *out, const char *class, struct svg_point at, double radius)
{
	svg_put(out, "<circle");
	if (*class) {
		svg_put(out, " class=\"");
		svg_put(out, class);
		buf_byte(out, '"');
	}
	svg_attribute(out, "cx", at.x);
	svg_attribute(out, "cy", at.y);
	svg_attribute(out, "r", radius);
	svg_put(out, "/>");
}

void glyph_seats(struct buf *out, size_t came, size_t n)
{
	ASSERT(n <= 24 && came <= n);
	double radius = n > 9 ? 4.2 * 9 / (double)n : 4.2;
	svg_put(out, "<svg class=\"seats\" viewBox=\"-21 -21 42 42\" aria-hidden=\"true\" "
	             "focusable=\"false\">");
	for (size_t i = 0; i < n; i++)
		put_dot(out, i < came ? "" : "o", svg_seat(i, n, 15, 15), radius);
	svg_put(out, "</svg>");
}

void glyph_credits(struct buf *out, size_t used, size_t booked, size_t to_place)
{
	size_t n = used + booked + to_place;
	ASSERT(n <= 60);
	svg_put(out, "<svg class=\"credits\" viewBox=\"0 0 ");
	buf_i64(out, (int64_t)(n ? n * 22 : 1));
	svg_put(out, " 18\" aria-hidden=\"true\" focusable=\"false\">");
	for (size_t i = 0; i < n; i++) {
		svg_put(out, "<rect");
		if (i < used)
			svg_put(out, " class=\"used\"");
		else if (i < used + booked)
			svg_put(out, " class=\"booked\"");
		svg_attribute(out, "x", 22 * (double)i + 1);
		svg_put(out, " y=\"1\" width=\"16\" height=\"16\" rx=\"4\"/>");
	}
	svg_put(out, "</svg>");
}

void glyph_halfday(struct buf *out, enum halfday_part part)
{
	static const struct {
		const char *top, *others;
	} classes[] = {
		[HALFDAY_CATCH_UP] = { "f", "f" },  [HALFDAY_PRESENT] = { "y", "o" },
		[HALFDAY_QUESTIONS] = { "y", "f" }, [HALFDAY_ACTIONS] = { "y", "o" },
		[HALFDAY_LOOK_BACK] = { "k", "k" },
	};
	svg_put(out, "<svg class=\"halfday\" viewBox=\"-38 -38 76 76\" aria-hidden=\"true\" "
	             "focusable=\"false\">");
	for (size_t i = 0; i < 8; i++) {
		const char *class = i ? classes[part].others : classes[part].top;
		put_dot(out, class, svg_seat(i, 8, 26, 26), *class == 'y' ? 7.5 : 5.5);
	}
	if (part == HALFDAY_ACTIONS) svg_put(out, "<path class=\"ln\" d=\"M-9 1l6 6L9 -6\"/>");
	svg_put(out, "</svg>");
}

/* One part of a bar with its number in it; parts too narrow for a number do without. */
static void put_bar(struct buf *out, size_t step, double x, double width, int64_t y, int count)
{
	svg_put(out, "<rect class=\"b");
	buf_i64(out, (int64_t)step);
	buf_byte(out, '"');
	svg_percent(out, "x", x);
	svg_whole(out, "y", y);
	svg_percent(out, "width", width);
	svg_put(out, " height=\"28\"/>");
	if (width < 4) return;
	svg_put(out, "<text class=\"n n");
	buf_i64(out, (int64_t)step);
	buf_byte(out, '"');
	svg_percent(out, "x", x + width / 2);
	svg_whole(out, "y", y + 19);
	buf_byte(out, '>');
	buf_i64(out, count);
	svg_put(out, "</text>");
}

static void put_bars_row(struct buf *out, const struct bars_row *row, int64_t y)
{
	svg_put(out, "<text x=\"0\"");
	svg_whole(out, "y", y + 20);
	buf_byte(out, '>');
	svg_text(out, row->label);
	svg_put(out, "</text>");
	double whole = 0, x = 26;
	for (size_t step = 0; step < BARS_STEPS; step++) {
		ASSERT(row->count[step] >= 0);
		whole += row->count[step];
	}
	for (size_t step = 0; step < BARS_STEPS && whole > 0; step++) {
		if (row->count[step] == 0) continue;
		double width = 74 * row->count[step] / whole;
		put_bar(out, step, x, width, y, row->count[step]);
		x += width;
	}
}

void glyph_bars(struct buf *out, const struct bars_rows *rows)
{
	ASSERT(rows->n <= 400);
	svg_put(out, "<svg class=\"bars\"");
	svg_whole(out, "height", rows->n ? (int64_t)rows->n * 42 - 12 : 0);
	svg_put(out, " aria-hidden=\"true\" focusable=\"false\">");
	for (size_t i = 0; i < rows->n; i++) put_bars_row(out, &rows->at[i], (int64_t)i * 42);
	svg_put(out, "</svg>");
}

static void put_minutes(struct buf *out, const struct minutes_row *row, int64_t y, int64_t most)
{
	const double width = most > 0 ? 62 * (double)row->minutes / (double)most : 0;

	svg_put(out, "<text x=\"0\"");
	svg_whole(out, "y", y + 20);
	buf_byte(out, '>');
	svg_text(out, row->label);
	svg_put(out, "</text>");
	if (width > 0) {
		svg_put(out, "<rect class=\"b0\" x=\"26%\"");
		svg_whole(out, "y", y);
		svg_percent(out, "width", width);
		svg_put(out, " height=\"28\"/>");
	}
	svg_put(out, "<text");
	svg_percent(out, "x", 26 + width + 1.5);
	svg_whole(out, "y", y + 20);
	buf_byte(out, '>');
	buf_i64(out, row->minutes);
	svg_put(out, " min</text>");
}

void glyph_minutes(struct buf *out, const struct minutes_rows *rows)
{
	int64_t most = 0;

	ASSERT(rows->n <= 400);
	for (size_t i = 0; i < rows->n; i++) {
		ASSERT(rows->at[i].minutes >= 0);
		if (rows->at[i].minutes > most) most = rows->at[i].minutes;
	}
	svg_put(out, "<svg class=\"bars\"");
	svg_whole(out, "height", rows->n ? (int64_t)rows->n * 42 - 12 : 0);
	svg_put(out, " aria-hidden=\"true\" focusable=\"false\">");
	for (size_t i = 0; i < rows->n; i++) put_minutes(out, &rows->at[i], (int64_t)i * 42, most);
	svg_put(out, "</svg>");
}

void glyph_bars_key(struct buf *out, size_t step)
{
	ASSERT(step < BARS_STEPS);
	svg_put(out, "<svg class=\"bars\" viewBox=\"0 0 18 18\" aria-hidden=\"true\" "
	             "focusable=\"false\"><rect class=\"b");
	buf_i64(out, (int64_t)step);
	svg_put(out, "\" width=\"18\" height=\"18\" rx=\"3\"/></svg>");
}
