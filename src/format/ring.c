/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* ring - chairs in a circle, one lit, with time inside.  See ring.h; sizes are ui's tokens. */
#include "format/ring.h"

#include "format/svg.h"

static const double PI = 3.14159265358979323846;

enum { NAME_MOST = 14, ROOMY = 12 };

static const char *const look_class[RING_LOOKS] = {
	[RING_HERE] = "here",         [RING_TURN] = "up",   [RING_SPOKE] = "spoke",
	[RING_SPEAKING] = "speaking", [RING_AWAY] = "away", [RING_DUE] = "due",
	[RING_FACILITATOR] = "fac",
};

double ring_used(const struct ring_time *time)
{
	if (!time || time->to <= time->from) return 0;
	int64_t at = time->paused ? time->paused : time->now;
	if (at <= time->from) return 0;
	if (at >= time->to) return 1;
	return (double)(at - time->from) / (double)(time->to - time->from);
}

static void put_track(struct buf *out, const struct ring_time *time, double radius)
{
	svg_put(out, "<circle class=\"trk\"");
	svg_attribute(out, "r", radius);
	svg_put(out, "/>");
	if (!time || time->to <= time->from) return;
	double length = 2 * PI * radius, used = ring_used(time);
	svg_put(out, used > 0 ? "<circle class=\"arc\"" : "<circle class=\"arc none\"");
	svg_attribute(out, "r", radius);
	svg_put(out, " transform=\"rotate(-90)\" stroke-dasharray=\"");
	svg_number(out, length * used);
	buf_byte(out, ' ');
	svg_number(out, length);
	buf_byte(out, '"');
	svg_whole(out, "data-from", time->from);
	svg_whole(out, "data-to", time->to);
	if (time->paused) svg_whole(out, "data-paused", time->paused);
	svg_put(out, "/>");
}

static void open_svg(struct buf *out, double half_width, double half_height)
{
	svg_put(out, "<svg viewBox=\"");
	svg_number(out, -half_width);
	buf_byte(out, ' ');
	svg_number(out, -half_height);
	buf_byte(out, ' ');
	svg_number(out, 2 * half_width);
	buf_byte(out, ' ');
	svg_number(out, 2 * half_height);
	svg_put(out, "\" aria-hidden=\"true\" focusable=\"false\">");
}

/* A cut name is 13 letters and an ellipsis. */
static size_t shown_points(struct str name)
{
	size_t points = str_points(name);
	return points > NAME_MOST ? NAME_MOST : points;
}

/* Room for the letters, 8.4 each in 15 px type and a little more for the lit one's 17. */
static double pill_width(const struct ring_seat *seat)
{
	double each = seat->look == RING_TURN ? 9.6 : 8.4;
	double width = each * (double)shown_points(seat->name) + 30;
	return width < 46 ? 46 : width;
}

static void put_name(struct buf *out, struct str name)
{
	if (str_points(name) <= NAME_MOST) {
		svg_text(out, name);
		return;
	}
	svg_text(out, str_trim(str_first(name, NAME_MOST - 1)));
	svg_put(out, "\u2026");
}

static void put_seat(struct buf *out, const struct ring_seat *seat, struct svg_point at)
{
	double height = seat->look == RING_TURN ? 42 : 36;
	double width = pill_width(seat);
	svg_put(out, "<g class=\"seat ");
	svg_put(out, look_class[seat->look]);
	svg_put(out, "\"><rect class=\"pill\"");
	svg_attribute(out, "x", at.x - width / 2);
	svg_attribute(out, "y", at.y - height / 2);
	svg_attribute(out, "width", width);
	svg_attribute(out, "height", height);
	svg_attribute(out, "rx", seat->look == RING_FACILITATOR ? 8 : height / 2);
	svg_put(out, "/><text class=\"nm\"");
	svg_attribute(out, "x", at.x);
	svg_attribute(out, "y", at.y + (seat->look == RING_TURN ? 5.8 : 5.2));
	buf_byte(out, '>');
	put_name(out, seat->name);
	svg_put(out, "</text></g>");
}

void ring_named(struct buf *out, const struct ring_seats *seats, const struct ring_time *time)
{
	ASSERT(seats->n <= RING_MOST);
	/* More than twelve people: the circle of chairs grows, the track stays in proportion. */
	double grow = seats->n > ROOMY ? (double)seats->n / ROOMY : 1;
	double radius_x = 182 * grow, radius_y = 160 * grow;
	double half_width = 232 * grow;
	for (size_t i = 0; i < seats->n; i++) {
		double x = svg_seat(i, seats->n, radius_x, radius_y).x;
		double edge = (x < 0 ? -x : x) + pill_width(&seats->at[i]) / 2 + 3;
		if (edge > half_width) half_width = edge;
	}
	open_svg(out, half_width, radius_y + 24);
	put_track(out, time, 114 * grow);
	for (size_t i = 0; i < seats->n; i++) {
		put_seat(out, &seats->at[i], svg_seat(i, seats->n, radius_x, radius_y));
	}
	svg_put(out, "</svg>");
}

void ring_dots(struct buf *out, const struct ring_seats *seats)
{
	ASSERT(seats->n <= RING_MOST);
	double size = seats->n > ROOMY ? 20.0 * ROOMY / (double)seats->n : 20;
	open_svg(out, 176, 176);
	for (size_t i = 0; i < seats->n; i++) {
		const struct ring_seat *seat = &seats->at[i];
		struct svg_point at = svg_seat(i, seats->n, 150, 150);
		double radius = seat->look == RING_TURN ? size * 1.2 : size;
		if (seat->look == RING_FACILITATOR) {
			svg_put(out, "<rect class=\"dot fac\"");
			svg_attribute(out, "x", at.x - radius * 0.9);
			svg_attribute(out, "y", at.y - radius * 0.9);
			svg_attribute(out, "width", radius * 1.8);
			svg_attribute(out, "height", radius * 1.8);
			svg_put(out, " rx=\"6\"/>");
			continue;
		}
		svg_put(out, "<circle class=\"dot ");
		svg_put(out, look_class[seat->look]);
		buf_byte(out, '"');
		svg_attribute(out, "cx", at.x);
		svg_attribute(out, "cy", at.y);
		svg_attribute(out, "r", radius);
		svg_put(out, "/>");
	}
	svg_put(out, "</svg>");
}

void ring_clock(struct buf *out, const struct ring_time *time)
{
	open_svg(out, 166, 166);
	put_track(out, time, 128);
	svg_put(out, "</svg>");
}
