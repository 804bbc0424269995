/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/time.h"

#include "support/check.h"

TEST(days_count_from_1970_and_know_their_weekday)
{
	const struct {
		int year, month, day, n, weekday;
	} cases[] = {
		{ 1970, 1, 1, 0, THURSDAY },     { 1969, 12, 31, -1, WEDNESDAY },
		{ 2000, 2, 29, 11016, TUESDAY }, { 2026, 11, 24, 20781, TUESDAY },
		{ 1900, 1, 1, -25567, MONDAY },  { 2199, 12, 31, 84005, TUESDAY },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct day day = day_of(cases[i].year, cases[i].month, cases[i].day);
		CHECK(day.n == cases[i].n, "days since 1970");
		CHECK(day_weekday(day) == cases[i].weekday, "weekday");
	}
}

TEST(every_day_of_three_centuries_comes_back)
{
	struct day day = day_of(1900, 1, 1);
	for (int weekday = MONDAY; day.n <= day_of(2199, 12, 31).n; day = day_add(day, 1)) {
		const struct date d = day_date(day);
		CHECK(day_is_valid(d.year, d.month, d.day), "a real day");
		CHECK(day_of(d.year, d.month, d.day).n == day.n, "there and back");
		CHECK(day_weekday(day) == weekday, "weekdays follow each other");
		weekday = (weekday + 1) % 7;
	}
}

TEST(only_real_days_are_read)
{
	const struct {
		const char *text;
		bool fits;
	} cases[] = {
		{ "2026-12-03", true },  { "2024-02-29", true },   { "2026-02-29", false },
		{ "2026-13-01", false }, { "2026-1-01", false },   { "1899-12-31", false },
		{ "2026-12-3 ", false }, { "2026-12-031", false }, { "+026-12-03", false },
		{ "", false },           { "2026/12/03", false },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct day day;
		CHECK(day_parse(str_of(cases[i].text), &day) == cases[i].fits, cases[i].text);
	}
}

TEST(times_are_said_as_people_say_them)
{
	struct arena *arena = arena_new(1 << 16);
	int minute;

	CHECK_STR(minute_range_words(arena, 570, 780), "9:30am to 1pm", "a morning");
	CHECK_STR(minute_words(arena, 720), "midday", "twelve");
	CHECK_STR(minute_words(arena, 0), "midnight", "nought");
	CHECK_STR(day_words(arena, day_of(2026, 12, 3)), "Thursday 3 December", "a day");
	CHECK_STR(day_words_short(arena, day_of(2026, 9, 3)), "3 Sep", "a short day");
	CHECK(minute_parse(STR("9.30"), &minute) && minute == 570, "a full stop");
	CHECK(minute_parse(STR("13:00"), &minute) && minute == 780, "a colon");
	CHECK(!minute_parse(STR("24:00"), &minute), "no such hour");
	CHECK(!minute_parse(STR("9"), &minute), "no minutes");
	CHECK(!minute_parse(STR("9:3"), &minute), "one digit");
	arena_free(arena);
}

TEST(distances_are_said_in_days_then_weeks_then_months)
{
	struct arena *arena = arena_new(1 << 16);
	const struct day from = day_of(2026, 11, 24);
	const struct {
		int days;
		const char *words;
	} cases[] = {
		{ 0, "today" },       { 1, "tomorrow" },      { -1, "yesterday" },
		{ 10, "in 10 days" }, { 42, "in 6 weeks" },   { -21, "3 weeks ago" },
		{ -3, "3 days ago" }, { 200, "in 7 months" },
	};
	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_STR(day_distance_words(arena, from, day_add(from, cases[i].days)),
		          cases[i].words, "distance");
	arena_free(arena);
}

TESTS(days_count_from_1970_and_know_their_weekday, every_day_of_three_centuries_comes_back,
      only_real_days_are_read, times_are_said_as_people_say_them,
      distances_are_said_in_days_then_weeks_then_months)
