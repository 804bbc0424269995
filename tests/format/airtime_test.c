/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The airtime bar: parts as wide as planned, filled to now, labels only where they fit. */
#include "format/airtime.h"

#include "format/support_drawing.h"
#include "support/check.h"

enum { MINUTE = 60000 };

static const struct airtime_part amara[] = {
	{ STR_INIT("Present"), 10 * MINUTE, AIRTIME_PAST, { 0, 0, 0, 0 } },
	{ STR_INIT("Clarify"), 5 * MINUTE, AIRTIME_PAST, { 0, 0, 0, 0 } },
	{ STR_INIT("Questions"), 20 * MINUTE, AIRTIME_NOW, { 0, 20 * MINUTE, 502000, 0 } },
	{ STR_INIT("Reflect"), 6 * MINUTE, AIRTIME_AHEAD, { 0, 0, 0, 0 } },
	{ STR_INIT("Actions"), 4 * MINUTE, AIRTIME_AHEAD, { 0, 0, 0, 0 } },
};

static struct buf drawn;

static void bar(const struct airtime_part *parts, size_t n)
{
	buf_release(&drawn);
	buf_init(&drawn, 1 << 16);
	airtime_bar(&drawn, &(struct airtime_parts){ parts, n });
}

TEST(the_gallery_shows_the_servers_bar)
{
	bar(amara, LEN(amara));
	drawing_same(&drawn, "airtime");
	buf_release(&drawn);
}

TEST(parts_are_past_now_and_ahead)
{
	bar(amara, LEN(amara));
	CHECK_INT((int64_t)drawing_count(&drawn, "class=\"seg past\""), 2, "two stages are done");
	CHECK_INT((int64_t)drawing_count(&drawn, "class=\"seg now\""), 1, "one is under way");
	CHECK_INT((int64_t)drawing_count(&drawn, "class=\"seg\""), 3, "its track, and two to come");
	CHECK_INT((int64_t)drawing_count(&drawn, "data-from=\"0\" data-to=\"1200000\""), 1,
	          "moments for the script");
	buf_release(&drawn);
}

TEST(labels_stand_only_where_they_fit)
{
	const struct airtime_part narrow[] = {
		{ STR_INIT("Questions"), 100 * MINUTE, AIRTIME_PAST, { 0, 0, 0, 0 } },
		{ STR_INIT("Reflection round"), 1 * MINUTE, AIRTIME_AHEAD, { 0, 0, 0, 0 } },
	};
	bar(narrow, LEN(narrow));
	CHECK_INT((int64_t)drawing_count(&drawn, "Questions"), 1, "there is room");
	CHECK_INT((int64_t)drawing_count(&drawn, "Reflection"), 0, "there is none");
	buf_release(&drawn);
}

TEST(the_parts_fill_the_bar)
{
	struct airtime_part parts[AIRTIME_MOST];
	FOR_SEEDS (random, 100) {
		size_t n = random_below(&random, AIRTIME_MOST + 1);
		for (size_t i = 0; i < n; i++) {
			parts[i] = (struct airtime_part){ STR("<x>"),
				                          1 + (int64_t)random_below(&random,
				                                                    9 * MINUTE),
				                          AIRTIME_AHEAD,
				                          { 0, 0, 0, 0 } };
		}
		bar(parts, n);
		CHECK(drawing_nests(&drawn), "it nests whatever the names");
		CHECK_INT((int64_t)drawing_count(&drawn, "class=\"seg\""), n ? (int64_t)n : 1,
		          "a part each");
		CHECK(drawing_count(&drawn, "nan") == 0 && drawing_count(&drawn, "=\"-") == 0,
		      "numbers are places");
	}
	buf_release(&drawn);
}

TESTS(the_gallery_shows_the_servers_bar, parts_are_past_now_and_ahead,
      labels_stand_only_where_they_fit, the_parts_fill_the_bar)
