/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/zone.h"

#include "support/check.h"

static struct zone *open_zone(const char *name)
{
	struct zone *zone = NULL;
	CHECK_OK(zone_new(str_of(name), &zone));
	return zone;
}

TEST(half_past_nine_stays_half_past_nine)
{
	const struct {
		const char *zone;
		int year, month, day, minute;
		int64_t utc_minute; /* of that day */
	} cases[] = {
		{ "Europe/London", 2026, 11, 24, 570, 570 },
		{ "Europe/London", 2026, 7, 1, 570, 510 },
		{ "Europe/London", 2027, 3, 28, 570, 510 },  /* clocks went forward at one */
		{ "Europe/London", 2026, 10, 25, 570, 570 }, /* and back at two */
		{ "Europe/London", 2150, 7, 1, 570, 510 },   /* by the rule of the footer */
		{ "America/New_York", 2026, 7, 1, 570, 810 },
		{ "America/New_York", 2099, 1, 15, 570, 870 },
		{ "Asia/Kolkata", 2026, 7, 1, 570, 240 },
		{ "Australia/Sydney", 2026, 1, 15, 570, -90 },
		{ "Australia/Sydney", 2099, 7, 15, 570, -30 },
		{ "Europe/Dublin", 2099, 7, 15, 570, 510 }, /* summer is its standard time */
		{ "UTC", 2026, 7, 1, 570, 570 },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct zone *zone = open_zone(cases[i].zone);
		const struct day day = day_of(cases[i].year, cases[i].month, cases[i].day);
		const struct instant at = zone_instant(zone, day, cases[i].minute);
		CHECK(at.ms == (int64_t)day.n * HOURS(24) + MINUTES(cases[i].utc_minute),
		      cases[i].zone);
		const struct local local = zone_local(zone, at);
		CHECK(local.day.n == day.n && local.minute == cases[i].minute, cases[i].zone);
		zone_free(zone);
	}
}

TEST(the_hour_that_is_skipped_and_the_hour_that_comes_twice)
{
	struct zone *zone = open_zone("Europe/London");
	const struct day spring = day_of(2026, 3, 29), autumn = day_of(2026, 10, 25);

	CHECK(zone_local(zone, zone_instant(zone, spring, 90)).minute == 150,
	      "1:30 is read as 2:30");
	CHECK(zone_instant(zone, autumn, 90).ms == (int64_t)autumn.n * HOURS(24) + MINUTES(30),
	      "the first 1:30 is meant");
	zone_free(zone);
}

TEST(every_quarter_hour_of_two_years_comes_back)
{
	const char *names[] = { "Europe/London", "America/St_Johns", "Australia/Lord_Howe",
		                "Asia/Kathmandu" };
	for (size_t z = 0; z < LEN(names); z++) {
		struct zone *zone = open_zone(names[z]);
		for (int64_t ms = HOURS(24) * day_of(2036, 1, 1).n;
		     ms < HOURS(24) * day_of(2038, 1, 1).n; ms += MINUTES(15)) {
			const struct local local = zone_local(zone, (struct instant){ ms });
			const int64_t back = zone_instant(zone, local.day, local.minute).ms;
			CHECK(back <= ms && ms - back <= HOURS(1),
			      "the same reading, at most once earlier");
		}
		zone_free(zone);
	}
}

TEST(names_that_are_not_zones_are_absent)
{
	const char *names[] = { "",       "Mars/Olympus",    "../../etc/passwd", "/etc/passwd",
		                "Europe", "Europe/London\n", "Europe/Lon don" };
	for (size_t i = 0; i < LEN(names); i++) {
		struct zone *zone = NULL;
		CHECK(zone_new(str_of(names[i]), &zone) == ERR_ABSENT, names[i]);
		CHECK(!zone, "left alone");
	}
	struct zone *zone = NULL;
	CHECK(zone_new(STR("tzdata.zi"), &zone) != OK, "not a TZif file");
}

TESTS(half_past_nine_stays_half_past_nine, the_hour_that_is_skipped_and_the_hour_that_comes_twice,
      every_quarter_hour_of_two_years_comes_back, names_that_are_not_zones_are_absent)
