/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* airtime - one presenter's minutes as a bar.  See airtime.h. */
#include "format/airtime.h"

#include "format/svg.h"

/* The bar is at most 600 px wide; a letter of its 12 px labels takes about 7. */
static const double GAP = 0.5, BAR = 6.0, LETTER = 7.0;

static void put_segment(struct buf *out, const char *class, double x, double width)
{
	svg_put(out, "<rect class=\"");
	svg_put(out, class);
	buf_byte(out, '"');
	svg_percent(out, "x", x);
	svg_percent(out, "width", width);
	svg_put(out, " y=\"0\" height=\"12\" rx=\"3\"");
}

static void put_now(struct buf *out, const struct ring_time *time, double x, double width)
{
	put_segment(out, "seg now", x, width * ring_used(time));
	svg_percent(out, "data-width", width);
	svg_whole(out, "data-from", time->from);
	svg_whole(out, "data-to", time->to);
	if (time->paused) svg_whole(out, "data-paused", time->paused);
	svg_put(out, "/>");
}

/* In narrow windows only the label of what is now is shown ("s" goes), so that no two touch.  In the second half
 * it ends where its part ends, or a long one would hang over the end of a narrow bar. */
static void put_label(struct buf *out, const struct airtime_part *part, double x, double width)
{
	const bool ends = part->place == AIRTIME_NOW && x > 50;

	svg_put(out, "<text");
	svg_put(out, part->place == AIRTIME_NOW ? " class=\"now\"" : " class=\"s\"");
	if (ends) svg_put(out, " text-anchor=\"end\"");
	svg_percent(out, "x", ends ? x + width : x);
	svg_put(out, " y=\"30\">");
	svg_text(out, part->name);
	svg_put(out, "</text>");
}

void airtime_bar(struct buf *out, const struct airtime_parts *parts)
{
	ASSERT(parts->n <= AIRTIME_MOST);
	double whole = 0;
	for (size_t i = 0; i < parts->n; i++) {
		ASSERT(parts->at[i].planned > 0);
		whole += (double)parts->at[i].planned;
	}
	svg_put(out, "<svg aria-hidden=\"true\" focusable=\"false\">");
	if (parts->n == 0) {
		put_segment(out, "seg", 0, 100);
		svg_put(out, "/>");
	}
	double room = parts->n ? 100 - GAP * (double)(parts->n - 1) : 0, x = 0;
	for (size_t i = 0; i < parts->n; i++) {
		const struct airtime_part *part = &parts->at[i];
		double width = room * (double)part->planned / whole;
		put_segment(out, part->place == AIRTIME_PAST ? "seg past" : "seg", x, width);
		svg_put(out, "/>");
		if (part->place == AIRTIME_NOW) put_now(out, &part->time, x, width);
		/* The last label may not hang over the end; the others may not touch the next. */
		if ((double)str_points(part->name) * LETTER <= width * BAR ||
		    part->place == AIRTIME_NOW) {
			put_label(out, part, x, width);
		}
		x += width + GAP;
	}
	svg_put(out, "</svg>");
}
