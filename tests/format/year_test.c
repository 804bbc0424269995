/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A set's year for its members and for the planner. */
#include "format/year.h"

#include "format/support_drawing.h"
#include "support/check.h"

static const struct year_meeting riverside[] = {
	{ 1, STR_INIT("17 Jun"), YEAR_HELD, true, STR_INIT(""), STR_INIT(""), 0 },
	{ 2, STR_INIT("30 Jul"), YEAR_HELD, true, STR_INIT(""), STR_INIT(""), 0 },
	{ 3, STR_INIT("15 Oct"), YEAR_HELD, false, STR_INIT(""), STR_INIT(""), 0 },
	{ 4, STR_INIT("3 Dec"), YEAR_NEXT, true, STR_INIT(""), STR_INIT(""), 0 },
	{ 5, STR_INIT("14 Jan"), YEAR_PLANNED, false, STR_INIT(""), STR_INIT(""), 0 },
	{ 6, STR_INIT("25 Feb"), YEAR_PLANNED, true, STR_INIT(""), STR_INIT(""), 0 },
	{ 7, STR_INIT("15 Apr"), YEAR_PLANNED, true, STR_INIT(""), STR_INIT(""), 0 },
	{ 8, STR_INIT("27 May"), YEAR_CHOOSING, false, STR_INIT("/dates/8"),
	  STR_INIT("choose date"), 0 },
	{ 9, STR_INIT("8 Jul"), YEAR_PLANNED, true, STR_INIT(""), STR_INIT(""), 0 },
};

static const struct year_band bands[] = {
	{ 0.1507, 0.1647, false }, { 0.3041, 0.3372, false }, { 0.4575, 0.4715, false },
	{ 0.5616, 0.6797, true },  { 0.7452, 0.7592, false }, { 0.8877, 1, false },
};
static const struct year_month months[] = {
	{ STR_INIT("Sep"), 0 },      { STR_INIT("Oct"), 0.0822 }, { STR_INIT("Nov"), 0.1671 },
	{ STR_INIT("Dec"), 0.2493 }, { STR_INIT("Jan"), 0.3342 }, { STR_INIT("Feb"), 0.4192 },
	{ STR_INIT("Mar"), 0.4959 }, { STR_INIT("Apr"), 0.5808 }, { STR_INIT("May"), 0.663 },
	{ STR_INIT("Jun"), 0.7479 }, { STR_INIT("Jul"), 0.8301 }, { STR_INIT("Aug"), 0.9151 },
};
static const struct year_ground ground = { bands, LEN(bands), months, LEN(months), 0.2274 };

static const struct year_meeting planned[] = {
	{ 3, STR_INIT(""), YEAR_HELD, true, STR_INIT("/meetings/3"),
	  STR_INIT("Riverside set, meeting 3, Thursday 15 October 2026, held"), 0.1205 },
	{ 4, STR_INIT(""), YEAR_CLASH, true, STR_INIT("/meetings/4"),
	  STR_INIT("Riverside set, meeting 4, Thursday 3 December 2026, facilitator booked twice"),
	  0.2548 },
	{ 5, STR_INIT(""), YEAR_PLANNED, false, STR_INIT("/meetings/5"),
	  STR_INIT("Riverside set, meeting 5, Thursday 14 January 2027, planned"), 0.3699 },
	{ 8, STR_INIT(""), YEAR_CHOOSING, false, STR_INIT("/meetings/8"),
	  STR_INIT("Riverside set, meeting 8, Thursday 27 May 2027, dates being chosen"), 0.7342 },
};

static struct buf drawn;

static void start(void)
{
	buf_release(&drawn);
	buf_init(&drawn, 1 << 16);
}

TEST(the_gallery_shows_the_servers_year)
{
	start();
	year_strip(&drawn, &(struct year_meetings){ riverside, LEN(riverside) });
	drawing_same(&drawn, "year");
	start();
	year_months(&drawn, &ground);
	drawing_same(&drawn, "planner-months");
	start();
	year_row(&drawn, &ground, &(struct year_meetings){ planned, LEN(planned) });
	drawing_same(&drawn, "planner-row");
	buf_release(&drawn);
}

TEST(each_state_is_said_in_words_too)
{
	static const struct {
		enum year_state state;
		bool facilitated;
		const char *wanted;
	} cases[] = {
		{ YEAR_HELD, false,
		  "<li class=\"done\"><i>2</i><span>1 May<span class=\"vh\">, done</span>" },
		{ YEAR_NEXT, true,
		  "<li class=\"now fac\"><i>2</i><span>1 May<span class=\"vh\">, next, with a "
		  "facilitator</span>" },
		{ YEAR_PLANNED, false, "<li class=\"\"><i>2</i><span>1 May</span>" },
		{ YEAR_PLANNED, true,
		  "<li class=\"fac\"><i>2</i><span>1 May<span class=\"vh\">, with a "
		  "facilitator</span>" },
		{ YEAR_CHOOSING, false,
		  "<li class=\"tbc\"><i>2</i><span>1 May<span class=\"vh\">, date being "
		  "chosen</span>" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct year_meeting meeting = {
			2, STR("1 May"), cases[i].state, cases[i].facilitated, STR(""), STR(""), 0
		};
		start();
		year_strip(&drawn, &(struct year_meetings){ &meeting, 1 });
		CHECK_INT((int64_t)drawing_count(&drawn, cases[i].wanted), 1, cases[i].wanted);
		CHECK(drawing_nests(&drawn), "it nests");
	}
	buf_release(&drawn);
}

TEST(today_shows_only_within_the_year)
{
	struct year_ground other = ground;
	other.today = -0.1;
	start();
	year_months(&drawn, &other);
	year_row(&drawn, &other, &(struct year_meetings){ planned, LEN(planned) });
	CHECK_INT((int64_t)drawing_count(&drawn, "oday"), 0, "before the year there is no line");
	start();
	year_months(&drawn, &ground);
	year_row(&drawn, &ground, &(struct year_meetings){ planned, LEN(planned) });
	CHECK_INT((int64_t)drawing_count(&drawn, "oday"), 2, "word and line");
	CHECK_INT((int64_t)drawing_count(&drawn, "class=\"hit\""), (int64_t)LEN(planned),
	          "32 px to press, each");
	buf_release(&drawn);
}

TEST(words_cannot_break_out)
{
	struct year_meeting meeting = {
		1, STR("<i>"), YEAR_PLANNED, true, STR("/x?a=\"><script>"), STR("a & \"b\""), 0.5
	};
	start();
	year_row(&drawn, &ground, &(struct year_meetings){ &meeting, 1 });
	year_strip(&drawn, &(struct year_meetings){ &meeting, 1 });
	CHECK(drawing_nests(&drawn), "it nests");
	CHECK_INT((int64_t)drawing_count(&drawn, "<script"), 0, "no element comes from a value");
	buf_release(&drawn);
}

TESTS(the_gallery_shows_the_servers_year, each_state_is_said_in_words_too,
      today_shows_only_within_the_year, words_cannot_break_out)
