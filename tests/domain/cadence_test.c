/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A year of meetings: nine, six weeks apart, clear of holidays. */
#include "domain/cadence.h"

#include "support/check.h"

static const struct cadence six_weeks = { ENGLAND_AND_WALES, CADENCE_DAYS, CADENCE_TOLERANCE };

TEST(nine_meetings_six_weeks_apart_keep_their_weekday)
{
	struct cadence_date dates[9];

	cadence_propose(&six_weeks, day_of(2026, 9, 17), 9, dates); /* a Thursday; none is closed */
	for (int i = 0; i < 9; i++) {
		CHECK_INT(dates[i].day.n, day_of(2026, 9, 17).n + 42 * i, "weeks 0, 6 ... 48");
		CHECK(!dates[i].closed && !dates[i].is_out_of_step, "as due");
	}
}

TEST(a_bank_holiday_moves_one_meeting_by_a_week_and_no_other)
{
	struct cadence_date dates[9];

	cadence_propose(&six_weeks, day_of(2026, 11, 16), 9, dates);
	CHECK_INT(dates[1].due.n, day_of(2026, 12, 28).n, "due on the substitute for Boxing Day");
	CHECK(dates[1].closed && strcmp(dates[1].closed, "Boxing Day") == 0, "and says why");
	CHECK_INT(dates[1].day.n, day_of(2027, 1, 4).n, "a week later, still a Monday");
	CHECK_INT(dates[2].day.n, day_of(2027, 2, 8).n, "the next is where it would have been");
}

TEST(a_start_at_a_weekend_moves_the_whole_year_to_its_weekday)
{
	struct cadence_date dates[3];

	cadence_propose(&six_weeks, day_of(2026, 9, 19), 3, dates); /* a Saturday */
	CHECK_INT(dates[0].day.n, day_of(2026, 9, 21).n, "the Monday after");
	CHECK_INT(dates[1].day.n, day_of(2026, 11, 2).n, "and six weeks from there");
}

TEST(every_start_of_ten_years_gives_a_year_that_holds)
{
	for (int n = day_of(2025, 1, 1).n; n < day_of(2035, 1, 1).n; n++) {
		struct cadence_date dates[9];
		cadence_propose(&six_weeks, (struct day){ n }, 9, dates);
		CHECK(dates[0].day.n >= n, "not before the start");
		for (int i = 0; i < 9; i++) {
			CHECK(day_weekday(dates[i].day) < SATURDAY, "a weekday");
			CHECK(!holiday_on(ENGLAND_AND_WALES, dates[i].day), "no holiday");
			const int gap = i ? dates[i].day.n - dates[i - 1].day.n : 42;
			CHECK(gap >= 35 && gap <= 49, "35 to 49 days");
			CHECK(!dates[i].is_out_of_step, "always to be had");
		}
	}
}

TEST(a_changed_date_is_answered_in_words)
{
	const struct day before = day_of(2027, 3, 1);
	const struct {
		struct day day;
		bool refused;
		const char *words;
	} cases[] = {
		{ day_of(2027, 4, 12), false, "" },
		{ day_of(2027, 3, 29), false, "Monday 29 March is a bank holiday: Easter Monday." },
		{ day_of(2027, 4, 10), false, "Saturday 10 April is at a weekend." },
		{ day_of(2027, 5, 7), false,
		  "That is 67 days after the meeting before it. Usual is 35 to 49." },
		{ day_of(2027, 3, 1), true,
		  "This must come after the meeting before it, Monday 1 March 2027." },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct arena *arena = arena_new(1 << 16);
		bool refused;
		const struct str words =
			cadence_check(arena, &six_weeks, before, cases[i].day, &refused);
		CHECK_STR(words, cases[i].words, "in words");
		CHECK(refused == cases[i].refused, "a warning or a wall");
		arena_free(arena);
	}
}

TEST(a_year_begins_soon)
{
	const struct day today = day_of(2026, 11, 29);
	const struct {
		struct day first;
		const char *words;
	} cases[] = {
		{ today, "" },
		{ day_of(2029, 11, 29), "" },
		{ day_of(2026, 11, 28), "Choose a first day that is still to come." },
		{ day_of(2062, 11, 30), "Choose a first day within the next three years." },
		{ day_of(2199, 12, 31), "Choose a first day within the next three years." },
	};
	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_STR(str_of(cadence_first_text(cases[i].first, today)), cases[i].words,
		          "in words");
}

TESTS(nine_meetings_six_weeks_apart_keep_their_weekday,
      a_bank_holiday_moves_one_meeting_by_a_week_and_no_other,
      a_start_at_a_weekend_moves_the_whole_year_to_its_weekday,
      every_start_of_ten_years_gives_a_year_that_holds, a_changed_date_is_answered_in_words,
      a_year_begins_soon)
