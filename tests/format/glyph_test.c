/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Small drawings: attendance, credits, the half day, bars of answers. */
#include "format/glyph.h"

#include "format/support_drawing.h"
#include "support/check.h"

static const struct bars_row answers[] = {
	{ STR_INIT("Riverside"), { 5, 2, 0, 0, 0 } },
	{ STR_INIT("Harbour"), { 4, 2, 1, 0, 0 } },
	{ STR_INIT("Orchard"), { 1, 2, 2, 1, 0 } },
};

static const struct minutes_row minutes[] = {
	{ STR_INIT("Amara"), 82 },
	{ STR_INIT("Ben"), 41 },
	{ STR_INIT("Priya"), 0 },
};

static struct buf drawn;

static void start(void)
{
	buf_release(&drawn);
	buf_init(&drawn, 1 << 16);
}

TEST(the_gallery_shows_the_servers_glyphs)
{
	static const char *const parts[] = { "halfday-catch-up", "halfday-present",
		                             "halfday-questions", "halfday-actions",
		                             "halfday-look-back" };
	for (size_t i = 0; i < LEN(parts); i++) {
		start();
		glyph_halfday(&drawn, (enum halfday_part)i);
		drawing_same(&drawn, parts[i]);
	}
	start();
	glyph_seats(&drawn, 6, 7);
	drawing_same(&drawn, "seats-6-of-7");
	start();
	glyph_seats(&drawn, 7, 7);
	drawing_same(&drawn, "seats-7-of-7");
	start();
	glyph_credits(&drawn, 2, 1, 3);
	drawing_same(&drawn, "credits");
	start();
	glyph_bars(&drawn, &(struct bars_rows){ answers, LEN(answers) });
	drawing_same(&drawn, "bars");
	start();
	glyph_minutes(&drawn, &(struct minutes_rows){ minutes, LEN(minutes) });
	drawing_same(&drawn, "minutes");
	for (size_t step = 0; step < BARS_STEPS; step++) {
		char name[16];
		start();
		glyph_bars_key(&drawn, step);
		snprintf(name, sizeof name, "bars-key-%zu", step);
		drawing_same(&drawn, name);
	}
	buf_release(&drawn);
}

TEST(seats_filled_are_those_who_came)
{
	for (size_t n = 0; n <= 24; n++) {
		for (size_t came = 0; came <= n; came++) {
			start();
			glyph_seats(&drawn, came, n);
			CHECK_INT((int64_t)drawing_count(&drawn, "class=\"o\""),
			          (int64_t)(n - came), "open seats");
			CHECK_INT((int64_t)drawing_count(&drawn, "<circle"), (int64_t)n,
			          "all seats");
		}
	}
	buf_release(&drawn);
}

TEST(credits_are_counted)
{
	start();
	glyph_credits(&drawn, 2, 1, 3);
	CHECK_INT((int64_t)drawing_count(&drawn, "class=\"used\""), 2, "used");
	CHECK_INT((int64_t)drawing_count(&drawn, "class=\"booked\""), 1, "booked");
	CHECK_INT((int64_t)drawing_count(&drawn, "<rect"), 6, "all");
	start();
	glyph_credits(&drawn, 0, 0, 0);
	CHECK(drawing_nests(&drawn), "none at all is a drawing too");
	buf_release(&drawn);
}

TEST(a_row_without_answers_is_empty)
{
	const struct bars_row none = { STR("A & B"), { 0, 0, 0, 0, 0 } };
	start();
	glyph_bars(&drawn, &(struct bars_rows){ &none, 1 });
	CHECK_INT((int64_t)drawing_count(&drawn, "<rect"), 0, "no bar");
	CHECK_INT((int64_t)drawing_count(&drawn, "A &amp; B"), 1, "its name");
	start();
	glyph_bars(&drawn,
	           &(struct bars_rows){ &(struct bars_row){ STR("x"), { 99, 1, 0, 0, 0 } }, 1 });
	CHECK_INT((int64_t)drawing_count(&drawn, "<text class=\"n"), 1,
	          "a sliver carries no number");
	buf_release(&drawn);
}

TESTS(the_gallery_shows_the_servers_glyphs, seats_filled_are_those_who_came, credits_are_counted,
      a_row_without_answers_is_empty)
