/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Bank holidays against the lists published at https://www.gov.uk/bank-holidays.json: every year that stood
 * there in autumn 2026, all three divisions, and years before with a day of their own. */
#include "domain/holiday.h"

#include "support/check.h"

struct published {
	enum nation nation;
	int year;
	const char *days; /* "0101 0403 ...", month and day */
};

static const struct published lists[] = {
	{ ENGLAND_AND_WALES, 1973, "0420 0423 0528 0827 1114 1225 1226" },
	{ ENGLAND_AND_WALES, 1977, "0103 0408 0411 0530 0607 0829 1226 1227" },
	{ ENGLAND_AND_WALES, 1981, "0101 0417 0420 0504 0525 0729 0831 1225 1228" },
	{ ENGLAND_AND_WALES, 1995, "0102 0414 0417 0508 0529 0828 1225 1226" },
	{ ENGLAND_AND_WALES, 1999, "0101 0402 0405 0503 0531 0830 1227 1228 1231" },
	{ ENGLAND_AND_WALES, 2002, "0101 0329 0401 0506 0603 0604 0826 1225 1226" },
	{ ENGLAND_AND_WALES, 2011, "0103 0422 0425 0429 0502 0530 0829 1226 1227" },
	{ ENGLAND_AND_WALES, 2012, "0102 0406 0409 0507 0604 0605 0827 1225 1226" },
	{ SCOTLAND, 2006, "0102 0103 0414 0501 0529 0807 1225 1226" },
	{ SCOTLAND, 2007, "0101 0102 0406 0507 0528 0806 1130 1225 1226" },
	{ ENGLAND_AND_WALES, 2018, "0101 0330 0402 0507 0528 0827 1225 1226" },
	{ ENGLAND_AND_WALES, 2019, "0101 0419 0422 0506 0527 0826 1225 1226" },
	{ ENGLAND_AND_WALES, 2020, "0101 0410 0413 0508 0525 0831 1225 1228" },
	{ ENGLAND_AND_WALES, 2021, "0101 0402 0405 0503 0531 0830 1227 1228" },
	{ ENGLAND_AND_WALES, 2022, "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227" },
	{ ENGLAND_AND_WALES, 2023, "0102 0407 0410 0501 0508 0529 0828 1225 1226" },
	{ ENGLAND_AND_WALES, 2024, "0101 0329 0401 0506 0527 0826 1225 1226" },
	{ ENGLAND_AND_WALES, 2025, "0101 0418 0421 0505 0526 0825 1225 1226" },
	{ ENGLAND_AND_WALES, 2026, "0101 0403 0406 0504 0525 0831 1225 1228" },
	{ ENGLAND_AND_WALES, 2027, "0101 0326 0329 0503 0531 0830 1227 1228" },
	{ ENGLAND_AND_WALES, 2028, "0103 0414 0417 0501 0529 0828 1225 1226" },
	{ SCOTLAND, 2019, "0101 0102 0419 0506 0527 0805 1202 1225 1226" },
	{ SCOTLAND, 2020, "0101 0102 0410 0508 0525 0803 1130 1225 1228" },
	{ SCOTLAND, 2021, "0101 0104 0402 0503 0531 0802 1130 1227 1228" },
	{ SCOTLAND, 2022, "0103 0104 0415 0502 0602 0603 0801 0919 1130 1226 1227" },
	{ SCOTLAND, 2023, "0102 0103 0407 0501 0508 0529 0807 1130 1225 1226" },
	{ SCOTLAND, 2024, "0101 0102 0329 0506 0527 0805 1202 1225 1226" },
	{ SCOTLAND, 2025, "0101 0102 0418 0505 0526 0804 1201 1225 1226" },
	{ SCOTLAND, 2026, "0101 0102 0403 0504 0525 0615 0803 1130 1225 1228" },
	{ SCOTLAND, 2027, "0101 0104 0326 0503 0531 0802 1130 1227 1228" },
	{ SCOTLAND, 2028, "0103 0104 0414 0501 0529 0807 1130 1225 1226" },
	{ NORTHERN_IRELAND, 2019, "0101 0318 0419 0422 0506 0527 0712 0826 1225 1226" },
	{ NORTHERN_IRELAND, 2020, "0101 0317 0410 0413 0508 0525 0713 0831 1225 1228" },
	{ NORTHERN_IRELAND, 2021, "0101 0317 0402 0405 0503 0531 0712 0830 1227 1228" },
	{ NORTHERN_IRELAND, 2022, "0103 0317 0415 0418 0502 0602 0603 0712 0829 0919 1226 1227" },
	{ NORTHERN_IRELAND, 2023, "0102 0317 0407 0410 0501 0508 0529 0712 0828 1225 1226" },
	{ NORTHERN_IRELAND, 2024, "0101 0318 0329 0401 0506 0527 0712 0826 1225 1226" },
	{ NORTHERN_IRELAND, 2025, "0101 0317 0418 0421 0505 0526 0714 0825 1225 1226" },
	{ NORTHERN_IRELAND, 2026, "0101 0317 0403 0406 0504 0525 0713 0831 1225 1228" },
	{ NORTHERN_IRELAND, 2027, "0101 0317 0326 0329 0503 0531 0712 0830 1227 1228" },
	{ NORTHERN_IRELAND, 2028, "0103 0317 0414 0417 0501 0529 0712 0828 1225 1226" },
};

TEST(the_published_years_are_met)
{
	struct arena *arena = arena_new(1 << 20);

	for (size_t i = 0; i < LEN(lists); i++) {
		struct holiday year[HOLIDAYS_MAX];
		const size_t count = holiday_year(lists[i].nation, lists[i].year, year);
		struct str got = { 0 };
		for (size_t k = 0; k < count; k++) {
			const struct date date = day_date(year[k].day);
			CHECK(day_weekday(year[k].day) < SATURDAY, "never at a weekend");
			got = str_printf(arena, "%.*s%s%02d%02d", STR_ARG(got), k ? " " : "",
			                 date.month, date.day);
		}
		CHECK_STR(got, lists[i].days,
		          str_printf(arena, "nation %d in %d%c", (int)lists[i].nation,
		                     lists[i].year, 0)
		                  .at);
	}
	arena_free(arena);
}

TEST(easter_falls_where_it_fell)
{
	const int cases[][3] = { { 1999, 4, 4 },  { 2000, 4, 23 }, { 2008, 3, 23 }, { 2011, 4, 24 },
		                 { 2024, 3, 31 }, { 2038, 4, 25 }, { 2100, 3, 28 } };
	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_INT(holiday_easter(cases[i][0]).n,
		          day_of(cases[i][0], cases[i][1], cases[i][2]).n, "Easter Sunday");
}

/* Easter by the way of the Book of Common Prayer: golden number, epact, the Sunday after the full moon. */
TEST(easter_is_the_sunday_after_the_full_moon_of_the_tables)
{
	for (int year = 1900; year <= 2199; year++) {
		const int golden = year % 19 + 1, century = year / 100 + 1;
		const int leaps = 3 * century / 4 - 12, moon = (8 * century + 5) / 25 - 5;
		int epact = (11 * golden + 20 + moon - leaps) % 30;
		if ((epact == 25 && golden > 11) || epact == 24) epact++;
		int full = 44 - epact;
		if (full < 21) full += 30;
		struct day day = day_add(day_of(year, 3, 1), full);
		while (day_weekday(day) != SUNDAY) day = day_add(day, 1);
		CHECK_INT(holiday_easter(year).n, day.n, "by the tables");
	}
}

TEST(no_year_gives_two_holidays_on_one_day)
{
	for (int nation = ENGLAND_AND_WALES; nation <= NORTHERN_IRELAND; nation++)
		for (int year = 1972; year <= 2199; year++) {
			struct holiday list[HOLIDAYS_MAX];
			const size_t count = holiday_year((enum nation)nation, year, list);
			for (size_t i = 1; i < count; i++)
				CHECK(list[i].day.n > list[i - 1].day.n, "ascending, each once");
			CHECK(holiday_on((enum nation)nation, list[0].day) != NULL,
			      "found by its day");
			CHECK(!holiday_on((enum nation)nation, day_of(year, 2, 10)),
			      "February has none");
		}
}

/* A year of meetings that begins at the end of the calendar goes beyond it; people type what they type. */
TEST(a_day_of_any_year_may_be_asked)
{
	struct day day = day_of(2199, 12, 25);

	CHECK(holiday_on(ENGLAND_AND_WALES, day) != NULL, "the last Christmas that is known");
	CHECK(!holiday_on(ENGLAND_AND_WALES, day_add(day, 365)), "of 2200 nothing is known");
	CHECK(!holiday_on(ENGLAND_AND_WALES, day_of(1971, 12, 25)), "nor of 1971");
}

/* What the Local Government Association published for 2023 and 2024, and the rule for two years on. */
TEST(the_pre_election_period_begins_25_working_days_before_the_poll)
{
	static const int cases[][6] = { { 2023, 5, 4, 2023, 3, 27 },
		                        { 2024, 5, 2, 2024, 3, 26 },
		                        { 2026, 5, 7, 2026, 3, 30 },
		                        { 2027, 5, 6, 2027, 3, 31 },
		                        /* over Christmas: the 24th does not count either */
		                        { 2026, 1, 15, 2025, 12, 5 } };

	for (size_t i = 0; i < LEN(cases); i++) {
		const int *c = cases[i];
		CHECK_INT(holiday_pre_election(ENGLAND_AND_WALES, day_of(c[0], c[1], c[2])).n,
		          day_of(c[3], c[4], c[5]).n, "the notice of election");
	}
	CHECK_INT(holiday_working_days_before(SCOTLAND, day_of(2027, 1, 5), 1).n,
	          day_of(2026, 12, 31).n, "over the New Year of Scotland");
	CHECK_INT(holiday_working_days_after(SCOTLAND, day_of(2026, 12, 31), 1).n,
	          day_of(2027, 1, 5).n, "and back again");
	CHECK_INT(holiday_working_days_after(ENGLAND_AND_WALES, day_of(2026, 12, 19), 10).n,
	          day_of(2027, 1, 6).n, "over Christmas");
}

TESTS(a_day_of_any_year_may_be_asked,
      the_pre_election_period_begins_25_working_days_before_the_poll, the_published_years_are_met,
      easter_falls_where_it_fell, easter_is_the_sunday_after_the_full_moon_of_the_tables,
      no_year_gives_two_holidays_on_one_day)
