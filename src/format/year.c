/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* year - the strip and the planner's rows.  See year.h. */
#include "format/year.h"

#include "format/svg.h"

struct state_words {
	const char *strip, *plan; /* classes */
	const char *said;         /* after the date, for those who listen */
};
static const struct state_words states[YEAR_STATES] = {
	[YEAR_HELD] = { "done", "done", ", done" },
	[YEAR_NEXT] = { "now", "next", ", next" },
	[YEAR_PLANNED] = { "", "", "" },
	[YEAR_CHOOSING] = { "tbc", "poll", ", date being chosen" },
	[YEAR_CLASH] = { "", "clash", ", needs a look" },
};

static void put_strip_item(struct buf *out, const struct year_meeting *meeting)
{
	const struct state_words *words = &states[meeting->state];
	svg_put(out, "<li class=\"");
	svg_put(out, words->strip);
	if (meeting->facilitated) svg_put(out, *words->strip ? " fac" : "fac");
	svg_put(out, "\"><i>");
	buf_i64(out, meeting->number);
	svg_put(out, "</i><span>");
	svg_text(out, meeting->day);
	if (*words->said || meeting->facilitated) {
		svg_put(out, "<span class=\"vh\">");
		svg_put(out, words->said);
		if (meeting->facilitated) svg_put(out, ", with a facilitator");
		svg_put(out, "</span>");
	}
	if (meeting->href.n && meeting->words.n) {
		svg_put(out, "<br><a href=\"");
		svg_text(out, meeting->href);
		svg_put(out, "\">");
		svg_text(out, meeting->words);
		svg_put(out, "<span class=\"vh\"> of meeting ");
		buf_i64(out, meeting->number);
		svg_put(out, "</span></a>");
	}
	svg_put(out, "</span></li>");
}

void year_strip(struct buf *out, const struct year_meetings *meetings)
{
	bool facilitated = false;
	svg_put(out, "<ol class=\"year\">");
	for (size_t i = 0; i < meetings->n; i++) {
		facilitated |= meetings->at[i].facilitated;
		put_strip_item(out, &meetings->at[i]);
	}
	svg_put(out, "</ol>");
	if (facilitated)
		svg_put(out,
		        "<p class=\"year-key\" aria-hidden=\"true\"><i></i>with a facilitator</p>");
}

static void put_line(struct buf *out, const char *class, double place)
{
	svg_put(out, "<line class=\"");
	svg_put(out, class);
	buf_byte(out, '"');
	svg_percent(out, "x1", place * 100);
	svg_percent(out, "x2", place * 100);
	svg_put(out, " y1=\"0\" y2=\"52\"/>");
}

static bool has_today(const struct year_ground *ground)
{
	return ground->today >= 0 && ground->today <= 1;
}

static void put_ground(struct buf *out, const struct year_ground *ground)
{
	for (size_t i = 0; i < ground->bands_n; i++) {
		const struct year_band *band = &ground->bands[i];
		svg_put(out, band->election ? "<rect class=\"band pre\"" : "<rect class=\"band\"");
		svg_percent(out, "x", band->from * 100);
		svg_percent(out, "width", (band->to - band->from) * 100);
		svg_put(out, " y=\"0\" height=\"52\"/>");
	}
	for (size_t i = 0; i < ground->months_n; i++) put_line(out, "g", ground->months[i].place);
	if (has_today(ground)) put_line(out, "today", ground->today);
}

void year_months(struct buf *out, const struct year_ground *ground)
{
	svg_put(out, "<svg class=\"m\" height=\"26\" aria-hidden=\"true\" focusable=\"false\">");
	for (size_t i = 0; i < ground->months_n; i++) {
		svg_put(out, "<text");
		svg_percent(out, "x", ground->months[i].place * 100);
		svg_put(out, " dx=\"4\" y=\"18\">");
		svg_text(out, ground->months[i].name);
		svg_put(out, "</text>");
	}
	if (has_today(ground)) {
		svg_put(out, "<text class=\"td\"");
		svg_percent(out, "x", ground->today * 100);
		svg_put(out, " y=\"0\">Today</text>");
	}
	svg_put(out, "</svg>");
}

static void put_circle(struct buf *out, const char *class, double place, const char *radius)
{
	svg_put(out, "<circle class=\"");
	svg_put(out, class);
	buf_byte(out, '"');
	svg_percent(out, "cx", place * 100);
	svg_put(out, " cy=\"26\" r=\"");
	svg_put(out, radius);
	svg_put(out, "\"/>");
}

void year_row(struct buf *out, const struct year_ground *ground,
              const struct year_meetings *meetings)
{
	svg_put(out, "<svg height=\"52\">");
	put_ground(out, ground);
	for (size_t i = 0; i < meetings->n; i++) {
		const struct year_meeting *meeting = &meetings->at[i];
		svg_put(out, "<a class=\"");
		svg_put(out, states[meeting->state].plan);
		svg_put(out, "\" href=\"");
		svg_text(out, meeting->href);
		svg_put(out, "\" aria-label=\"");
		svg_text(out, meeting->words);
		svg_put(out, "\">");
		put_circle(out, "hit", meeting->place, "16");
		put_circle(out, "d", meeting->place, "12");
		svg_put(out, "<text");
		svg_percent(out, "x", meeting->place * 100);
		svg_put(out, " y=\"30.5\">");
		buf_i64(out, meeting->number);
		svg_put(out, "</text></a>");
	}
	svg_put(out, "</svg>");
}
