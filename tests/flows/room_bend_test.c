/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whoever leads bends the running order, by plain forms: and everything else stays as it was. */
#include "flows/support_room.h"

static void running(struct hall *hall, const char *who, const char *query)
{
	const char *path = str_z(hall->flow->arena, str_printf(hall->flow->arena, "%s%s",
	                                                       hall_path(hall, "/running"), query));
	CHECK_INT(flow_get(hall->flow, who, path), 200, who);
}

/* The id of the step whose line says this. */
static const char *step_of(struct hall *hall, const char *name)
{
	struct str body, found = { 0 };
	const struct str mark = STR("id=\"step-");
	const struct str wanted = str_printf(hall->flow->arena, "<b>%s</b>", name);

	running(hall, room_host, "");
	body = hall->flow->body;
	for (size_t i = 0; i < body.n; i++) {
		const struct str here = str_from(body, i);
		if (str_starts(here, mark)) {
			const struct str rest = str_from(here, mark.n);
			size_t n = 0;
			while (n < rest.n && rest.at[n] != '"') n++;
			found = str_first(rest, n);
		}
		if (found.n && str_starts(here, wanted)) return str_z(hall->flow->arena, found);
	}
	CHECK(false, name);
	return "";
}

static bool comes_before(const struct hall *hall, const char *first, const char *second)
{
	const char *body = str_z(hall->flow->arena, hall->flow->body);
	const char *a = strstr(body, first), *b = strstr(body, second);
	return a && b && a < b;
}

static struct hall at_check_in(enum db_engine engine)
{
	struct hall hall = hall_by(engine, 6, "uk-halfday", "uk-classic");

	hall_gather(&hall);
	hall_until(&hall, "Check-in");
	return hall;
}

/* The name of the box for a step's minutes. */
static const char *minutes_of(struct hall *hall, const char *step)
{
	return str_z(hall->flow->arena, str_printf(hall->flow->arena, "minutes-%s", step));
}

TEST(a_stage_is_left_out_taken_in_made_longer_and_moved)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = at_check_in(engine);
		const char *progress = step_of(&hall, "Progress");

		CHECK_SHOWS(hall.flow, "Now: Check-in, until");
		hall_do(&hall, "Helen", "skip", "step", progress, "do", "out", NULL);
		running(&hall, "Helen", "");
		CHECK_SHOWS(hall.flow, "The order is changed.");
		CHECK_SHOWS(hall.flow, "left out");
		hall_do(&hall, "Helen", "skip", "step", progress, "do", "in", NULL);
		hall_do(&hall, "Helen", "length", "step", progress, minutes_of(&hall, progress),
		        "9", NULL);
		running(&hall, "Helen", "");
		CHECK_SHOWS(hall.flow, ", 9 minutes</span>");
		hall_do(&hall, "Helen", "move", "step", progress, "before", "0", NULL);
		running(&hall, "Helen", "");
		CHECK(comes_before(&hall, "<b>Close</b>", "<b>Progress</b>"), "it is the last now");
		hall_do(&hall, "Helen", "next", NULL);
		hall_look(&hall, "Helen");
		CHECK_SHOWS(hall.flow, "<title id=\"title\">Airtime");
		hall_close(&hall);
	}
}

/* Several places at once, by one press and without script: each place with its time. */
TEST(a_stage_goes_several_places_at_once)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = at_check_in(engine);
		const char *pause = step_of(&hall, "Break");
		const char *end = step_of(&hall, "How did we work?");
		const char *place = str_z(hall.flow->arena,
		                          str_printf(hall.flow->arena, "id=\"place-%s\"", pause));

		CHECK(flow_shows(hall.flow, place), "there is a list of places");
		CHECK_SHOWS(hall.flow, ">before Airtime, ");
		CHECK_SHOWS(hall.flow, ">before round 3, ");
		CHECK_SHOWS(hall.flow, ">to the very end</option>");
		CHECK(comes_before(&hall, "<b>Break</b>", "<b>How did we work?</b>"), "as planned");
		hall_do(&hall, "Helen", "move", "step", pause, "before", step_of(&hall, "Airtime"),
		        NULL);
		running(&hall, "Helen", "");
		CHECK(comes_before(&hall, "<b>Break</b>", "<b>Airtime</b>"), "before the bids now");
		hall_do(&hall, "Helen", "move", "step", pause, "before", end, NULL);
		running(&hall, "Helen", "");
		CHECK(comes_before(&hall, "<b>Round review</b>", "<b>Break</b>"),
		      "after all rounds");
		hall_close(&hall);
	}
}

TEST(something_is_brought_in_and_a_stage_is_done_again)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = at_check_in(engine);

		hall_do(&hall, "Helen", "insert", "insert", "2", "insert-minutes", "4", NULL);
		hall_do(&hall, "Helen", "next", NULL);
		hall_look(&hall, "Amara");
		CHECK_SHOWS(hall.flow, "<title id=\"title\">Quiet");
		running(&hall, "Helen", "");
		CHECK_SHOWS(hall.flow, ">Check-in</option>");
		const char *again = str_z(hall.flow->arena, str_printf(hall.flow->arena, "%d", 2));
		hall_do(&hall, "Helen", "repeat", "again", again, NULL);
		hall_do(&hall, "Helen", "next", NULL);
		hall_look(&hall, "Amara");
		CHECK_SHOWS(hall.flow, "<title id=\"title\">Check-in");
		hall_close(&hall);
	}
}

/* A set that made none at its first meeting, or wants to change them. */
TEST(ground_rules_are_made_at_a_later_meeting)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = at_check_in(engine);

		hall_refuses(&hall, "", "Amara", "rule", "text", "One person speaks", NULL);
		running(&hall, "Helen", "");
		CHECK_SHOWS(hall.flow, ">Ground rules, 20 minutes</option>");
		hall_do(&hall, "Helen", "insert", "insert", "7", NULL);
		hall_do(&hall, "Helen", "next", NULL);
		hall_do(&hall, "Amara", "rule", "text", "One person speaks", NULL);
		hall_do(&hall, "Helen", "rule", "do", "settle", NULL);
		hall_look(&hall, "Ben");
		CHECK_SHOWS(hall.flow, "One person speaks");
		CHECK_SHOWS(hall.flow, "I agree to these");
		hall_close(&hall);
	}
}

TEST(what_is_left_is_seen_before_it_is_spread)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = at_check_in(engine);

		running(&hall, "Helen", "?until=12:30");
		CHECK_SHOWS(hall.flow, "To end at 12:30");
		CHECK_SHOWS(hall.flow, "Use these times");
		running(&hall, "Helen", "");
		CHECK_HIDES(hall.flow, "ends at 12:30");
		hall_do(&hall, "Helen", "spread", "until", "12:30", NULL);
		running(&hall, "Helen", "");
		CHECK_SHOWS(hall.flow, "ends at 12:30, with 30 minutes to spare");
		running(&hall, "Helen", "?until=13:05");
		CHECK_SHOWS(hall.flow, "To end at 1:05");
		running(&hall, "Helen", "?until=9:20");
		CHECK_SHOWS(hall.flow, "Even at their shortest");
		hall_close(&hall);
	}
}

/* In step with its order and late all the same: said so, and what is left can be spread to end as promised. */
TEST(a_meeting_that_began_late_says_so_and_ends_in_time)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 6, "uk-halfday", "uk-classic");

		flow_wait(hall.flow,
		          MINUTES(55)); /* it is 9:55, and the meeting was to start at 9:30 */
		hall_gather(&hall);
		hall_look(&hall, "Helen");
		CHECK_SHOWS(hall.flow,
		            "Began 25 minutes late. As it stands, it ends 15 minutes late.");
		CHECK_SHOWS(hall.flow, "by 1 o’clock");
		running(&hall, "Helen", "?until=13:00");
		CHECK_SHOWS(hall.flow, "To end at 1 o’clock");
		CHECK_HIDES(hall.flow, "Even at their shortest");
		hall_do(&hall, "Helen", "spread", "until", "13:00", NULL);
		running(&hall, "Helen", "");
		CHECK_SHOWS(hall.flow, "it ends at 1 o’clock, as planned.");
		hall_look(&hall, "Helen");
		CHECK_SHOWS(hall.flow, ">On time.<");
		hall_close(&hall);
	}
}

TEST(what_makes_no_sense_is_said_and_what_was_typed_stays)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = at_check_in(engine);
		const char *progress = step_of(&hall, "Progress");

		hall_refuses(&hall, "must be a whole number from 1 to 240", "Helen", "length",
		             "step", progress, minutes_of(&hall, progress), "900", NULL);
		CHECK_SHOWS(hall.flow, "value=\"900\"");
		hall_refuses(&hall, "That stage is not in the order.", "Helen", "skip", "step",
		             "999", NULL);
		hall_refuses(&hall, "That stage has begun already.", "Helen", "skip", "step", "1",
		             NULL);
		hall_refuses(&hall, "later than now, like 12:30", "Helen", "spread", "until",
		             "soon", NULL);
		CHECK_SHOWS(hall.flow, "value=\"soon\"");
		hall_refuses(&hall, "Minutes must be a whole number", "Helen", "insert", "insert",
		             "0", "insert-minutes", "long", NULL);
		running(&hall, "Helen", "?until=yesterday");
		CHECK_SHOWS(hall.flow, "Enter a time later than now");
		hall_close(&hall);
	}
}

TEST(nobody_else_bends_it)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = at_check_in(engine);

		CHECK_INT(flow_get(hall.flow, "Amara", hall_path(&hall, "/running")), 404,
		          "a member has no such page");
		CHECK_INT(flow_post(hall.flow, "Amara", hall_path(&hall, "/skip"), "step", "3",
		                    "do", "out", NULL),
		          404, "nor such a press");
		CHECK_INT(flow_post(hall.flow, "Helen", hall_path(&hall, "/bend"), NULL), 404,
		          "nor is there such a verb");
		hall_close(&hall);
	}
}

TESTS(a_stage_is_left_out_taken_in_made_longer_and_moved, a_stage_goes_several_places_at_once,
      something_is_brought_in_and_a_stage_is_done_again, ground_rules_are_made_at_a_later_meeting,
      what_is_left_is_seen_before_it_is_spread, a_meeting_that_began_late_says_so_and_ends_in_time,
      what_makes_no_sense_is_said_and_what_was_typed_stays, nobody_else_bends_it)
