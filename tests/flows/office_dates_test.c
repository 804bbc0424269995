/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The first day of a set's year, as the office chooses it: what is proposed, and what is refused in words. */
#include "flows/support_post.h"

#define JOAN "Joan Fairley"

TEST(a_first_day_that_cannot_be_is_told)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		(void)flow_coordinator(flow, JOAN);
		const set_id moor = flow_set(flow, "Moorland");
		const char *dates = flow_path(flow, "/sets/%s/dates", moor.n);
		CHECK_INT(flow_post(flow, JOAN, dates, "first-d", "1", "first-m", "1", "first-y",
		                    "2020", "half", "evening", "do", "look", NULL),
		          422, "");
		CHECK_SHOWS(flow, "Choose mornings or afternoons");
		CHECK_INT(flow_post(flow, JOAN, dates, "first-d", "1", "first-m", "1", "first-y",
		                    "2020", "half", "morning", "do", "look", NULL),
		          422, "");
		CHECK_SHOWS(flow, "Choose a first day that is still to come");
		CHECK_INT(flow_post(flow, JOAN, dates, "first", "2020-01-01", "half", "morning",
		                    "do", "use", NULL),
		          422, "");
		CHECK_INT(flow_get(flow, JOAN,
		                   flow_path(flow, "/sets/%s/dates?first=soon&half=x", moor.n)),
		          200, "");
		CHECK_INT(flow_post(flow, JOAN, dates, "first", "2199-12-30", "half", "morning",
		                    "do", "look", NULL),
		          422, "a slip of the pen");
		CHECK_SHOWS(flow, "Choose a first day within the next three years.");
		CHECK_INT(flow_get(flow, JOAN,
		                   flow_path(flow, "/sets/%s/dates?first=2199-12-30&half=morning",
		                             moor.n)),
		          200, "the usual day is offered instead");
		CHECK_HIDES(flow, "2199");
		CHECK_INT(flow_get(flow, JOAN,
		                   flow_path(flow, "/sets/%s/dates?first=2020-01-06&half=morning",
		                             moor.n)),
		          200, "nor is a year that has gone proposed");
		CHECK_HIDES(flow, "2020");
		CHECK_INT(flow_post(flow, JOAN, dates, "first", "2027-01-21", "first-d", "1",
		                    "first-m", "2", "first-y", "2027", "half", "morning", "do",
		                    "look", NULL),
		          303, "a day in one piece and in three");
		CHECK(str_has(flow->location, STR("2027-01-21")), "the whole one counts");
		flow_close(flow);
	}
}

/* Three weeks from the Tuesday before Christmas 2028 is 2 January. */
TEST(no_year_begins_in_the_days_after_new_year)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const set_id set = flow_set(flow, "Riverside");

		flow_wait(flow, HOURS(24 * (day_of(2028, 12, 12).n - day_of(2026, 11, 26).n)));
		(void)flow_coordinator(flow, JOAN);
		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/sets/%s/dates", set.n)), 200, "");
		CHECK_SHOWS(flow, "name=\"first-d\" inputmode=\"numeric\" value=\"4\"");
		flow_close(flow);
	}
}

TESTS(a_first_day_that_cannot_be_is_told, no_year_begins_in_the_days_after_new_year)
