/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The overview: what needs the office comes and goes as the office does it; the year; answers only
 * where five have given one; nothing that was said. */
#include "flows/support_post.h"

#include "store/attendance.h"
#include "store/meeting.h"
#include "store/pulse.h"

#define JOAN "Joan Fairley"

struct story {
	struct flow *flow;
	set_id set;
	meeting_id meeting;
	int answers;
};

static const char *members[] = { "Amara Okafor",  "Ben Hartley", "Priya Raman",
	                         "Tom Whitcombe", "Sioned Prys", "Kofi Mensah" };

static enum err run_hold(struct tx *tx, void *with)
{
	const struct story *s = with;
	struct attendance_rows people;

	tx_use_arena(tx, s->flow->arena);
	enum err err = store_meeting_open(tx, s->meeting, STR("ABCDEF"), s->flow->now);
	if (!err) err = store_meeting_end(tx, s->meeting, s->flow->now);
	if (!err) err = store_attendance_states(tx, s->meeting, &people);
	for (size_t i = 0; !err && i + 1 < people.n; i++)
		if (people.at[i].role == ROLE_MEMBER && i > 0)
			err = store_attendance_put(tx, s->meeting, s->set, people.at[i].person,
			                           ATTENDANCE_CAME, (struct str){ 0 },
			                           s->flow->now);
	return err;
}

static enum err run_answer(struct tx *tx, void *with)
{
	struct story *s = with;
	const person_id who = flow_person(s->flow, members[s->answers]);

	tx_use_arena(tx, s->flow->arena);
	return store_pulse_give(tx, s->set, s->meeting, who, 4, 5);
}

/* Riverside with six members; meeting 1 was held the day before yesterday, nobody knows of Amara. */
static struct story begin(enum db_engine engine)
{
	struct story s = { .flow = flow_open(engine) };

	(void)flow_coordinator(s.flow, JOAN);
	s.set = flow_set(s.flow, "Riverside");
	flow_facilitator(s.flow, s.set, "Helen Marsh");
	for (size_t i = 0; i < LEN(members); i++) flow_member(s.flow, s.set, members[i]);
	flow_wait(s.flow, HOURS(24 * 4)); /* Monday 30 November */
	s.meeting = flow_meeting(s.flow, s.set, 1, day_of(2026, 11, 28), "Helen Marsh");
	CHECK_OK(database_write(s.flow->database, run_hold, &s));
	return s;
}

TEST(an_empty_office_is_told_where_to_start)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		(void)flow_coordinator(flow, JOAN);
		CHECK_INT(flow_get(flow, JOAN, "/home"), 303, "home is the office");
		CHECK_STR(flow->location, "/overview", "there");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Four steps to your first set");
		CHECK_SHOWS(flow, "<a class=\"btn\" href=\"/programmes/new\">Make a programme</a>");
		CHECK_SHOWS(flow, "<a href=\"/overview\" aria-current=\"page\">Overview</a>");
		CHECK_INT(flow_get(flow, JOAN, "/planner/print"), 200, "an empty sheet");
		CHECK_INT(flow_get(flow, JOAN, "/sets/new"), 200, "");
		CHECK_SHOWS(flow, "Make a programme first.");
		CHECK_INT(flow_post(flow, JOAN, "/programmes/new", "name", "Across places",
		                    "meetings", "9", "entitlement", "6", "cadence_days", "42",
		                    "length_min", "210", "notice_days", "28", "size_min", "6",
		                    "size_max", "8", "zone", "Europe/London", NULL),
		          303, "the first step");
		CHECK_INT(flow_get(flow, JOAN, "/overview"), 200, "");
		CHECK_SHOWS(flow, "<a class=\"btn\" href=\"/people/new?facilitator=yes\">Add a "
		                  "facilitator</a>");
		CHECK_HIDES(flow, "<a class=\"btn\" href=\"/programmes/new\">");
		flow_close(flow);
	}
}

TEST(needs_come_and_are_met)
{
	FOR_ENGINES(engine)
	{
		struct story s = begin(engine);
		struct flow *flow = s.flow;
		struct flow_letters letters;
		const meeting_id second =
			flow_meeting(flow, s.set, 2, day_of(2026, 12, 10), "Helen Marsh");
		const set_id moor = flow_set(flow, "Moorland");

		flow_facilitator(flow, moor, "Helen Marsh");
		(void)flow_meeting(flow, moor, 1, day_of(2026, 12, 10), "Helen Marsh");
		CHECK_INT(flow_get(flow, JOAN, "/overview"), 200, "");
		CHECK_SHOWS(flow, "Helen Marsh is down for two sets on Thursday 10 December.");
		CHECK_SHOWS(flow, "Riverside has no ground rules yet.");
		CHECK_SHOWS(flow, "Riverside, meeting 1: who came?");
		CHECK_SHOWS(flow, "Moorland has nobody yet.");
		CHECK_SHOWS(flow, "facilitator booked twice");
		CHECK_SHOWS(flow, "Remind Helen");
		CHECK_SHOWS(flow, "Thursday 10 December, with Helen Marsh");

		CHECK_INT(flow_get(flow, JOAN, flow_path(flow, "/sets/%s", s.set.n)), 200,
		          "its own page says what concerns it");
		CHECK_SHOWS(flow, "Helen Marsh is down for two sets on Thursday 10 December.");
		CHECK_HIDES(flow, "Moorland has nobody yet.");
		CHECK_INT(flow_post(flow, JOAN, flow_path(flow, "/sets/%s/rules/remind", s.set.n),
		                    NULL),
		          303, "the button");
		CHECK_INT(flow_again(flow), 303, "pressed twice");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "A reminder about the ground rules is on the way.");
		CHECK_HIDES(flow, "Riverside has no ground rules yet.");
		CHECK_INT(flow_post(flow, JOAN,
		                    flow_path(flow, "/meetings/%s/attendance/remind", s.meeting.n),
		                    NULL),
		          303, "the other");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_HIDES(flow, "Riverside, meeting 1: who came?");
		flow_letters(flow, &letters);
		CHECK_INT(flow_letters_of(&letters, "rules-wanted"), 1, "one letter");
		CHECK_INT(flow_letters_of(&letters, "attendance-wanted"), 1, "and one");
		flow_wait(flow, HOURS(24 * 4));
		CHECK_INT(flow_get(flow, JOAN, "/overview"), 200, "days later");
		CHECK_SHOWS(flow, "Riverside has no ground rules yet.");
		CHECK_INT(flow_post(flow, JOAN,
		                    flow_path(flow, "/meetings/%s/attendance/remind", second.n),
		                    NULL),
		          422, "it is not over");
		CHECK_INT(flow_get(flow, "Helen Marsh", "/overview"), 404, "the office only");
		CHECK_INT(flow_get(flow, "Amara Okafor", "/planner/print"), 404, "");
		flow_close(flow);
	}
}

TEST(the_year_of_all_sets)
{
	FOR_ENGINES(engine)
	{
		struct story s = begin(engine);
		struct flow *flow = s.flow;

		(void)flow_meeting(flow, s.set, 2, day_of(2027, 1, 14), NULL);
		CHECK_INT(flow_get(flow, JOAN, "/overview"), 200, "");
		CHECK_SHOWS(flow, "Year planner, July 2026 to June 2027.");
		CHECK_SHOWS(flow, "Riverside, meeting 1, Saturday 28 November 2026, held");
		CHECK_SHOWS(flow, "Riverside, meeting 2, Thursday 14 January 2027, they run it "
		                  "themselves");
		CHECK_INT(flow_get(flow, JOAN, "/overview?from=2027-06"), 200, "later");
		CHECK_SHOWS(flow, "Year planner, June 2027 to May 2028.");
		CHECK_HIDES(flow, "Riverside, meeting 1, Saturday");
		static const char *const odd[] = { "2027-13", "soon", "2027", "-1", "99999-01" };
		for (size_t i = 0; i < LEN(odd); i++) {
			CHECK_INT(flow_get(flow, JOAN,
			                   str_z(flow->arena,
			                         str_printf(flow->arena, "/overview?from=%s",
			                                    odd[i]))),
			          200, odd[i]);
			CHECK_SHOWS(flow, "Year planner, July 2026 to June 2027.");
		}
		CHECK_INT(flow_get(flow, JOAN, "/planner/print"), 200, "the sheet");
		CHECK_SHOWS(flow, "28 Nov, 9:30am");
		CHECK_SHOWS(flow, "14 Jan, 9:30am");
		flow_close(flow);
	}
}

TEST(four_answers_are_nobodys_business)
{
	FOR_ENGINES(engine)
	{
		struct story s = begin(engine);
		struct flow *flow = s.flow;

		for (; s.answers < 4; s.answers++)
			CHECK_OK(database_write(flow->database, run_answer, &s));
		CHECK_INT(flow_get(flow, JOAN, "/overview"), 200, "");
		CHECK_SHOWS(flow, "We show answers once five people of a set have replied");
		CHECK_HIDES(flow, "say quite a lot");
		CHECK_SHOWS(flow, " of 6 came");
		CHECK_OK(database_write(flow->database, run_answer, &s));
		CHECK_INT(flow_get(flow, JOAN, "/overview"), 200, "the fifth");
		CHECK_SHOWS(flow, "All 5 say quite a lot or more.");
		flow_close(flow);
	}
}

TESTS(an_empty_office_is_told_where_to_start, needs_come_and_are_met, the_year_of_all_sets,
      four_answers_are_nobodys_business)
