/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* svg - what our drawings share.  See svg.h. */
#include "format/svg.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

void svg_put(struct buf *out, const char *literal)
{
	buf_str(out, str_of(literal));
}

/* number x scale rounded to a whole, written with that many decimals less trailing noughts. */
static void put_decimal(struct buf *out, double number, int64_t scale)
{
	int64_t whole = (int64_t)llround(number * (double)scale);
	if (whole < 0) {
		buf_byte(out, '-');
		whole = -whole;
	}
	buf_i64(out, whole / scale);
	int64_t rest = whole % scale;
	if (rest) buf_byte(out, '.');
	while (rest) {
		scale /= 10;
		buf_i64(out, rest / scale);
		rest %= scale;
	}
}

void svg_number(struct buf *out, double number)
{
	ASSERT(fabs(number) < 1e7);
	put_decimal(out, number, 10);
}

static void open_attribute(struct buf *out, const char *name)
{
	buf_byte(out, ' ');
	svg_put(out, name);
	svg_put(out, "=\"");
}

void svg_attribute(struct buf *out, const char *name, double number)
{
	open_attribute(out, name);
	svg_number(out, number);
	buf_byte(out, '"');
}

void svg_percent(struct buf *out, const char *name, double number)
{
	ASSERT(fabs(number) < 1e7);
	open_attribute(out, name);
	put_decimal(out, number, 100);
	svg_put(out, "%\"");
}

void svg_whole(struct buf *out, const char *name, int64_t number)
{
	open_attribute(out, name);
	buf_i64(out, number);
	buf_byte(out, '"');
}

void svg_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.at[i];
		if (c == '&')
			svg_put(out, "&amp;");
		else if (c == '<')
			svg_put(out, "&lt;");
		else if (c == '>')
			svg_put(out, "&gt;");
		else if (c == '"')
			svg_put(out, "&quot;");
		else if ((unsigned char)c < 0x20 || c == 0x7f)
			buf_byte(out, ' ');
		else
			buf_byte(out, c);
	}
}

struct svg_point svg_seat(size_t i, size_t n, double radius_x, double radius_y)
{
	double angle = 2 * PI * (double)i / (double)n;
	return (struct svg_point){ radius_x * sin(angle), -radius_y * cos(angle) };
}
