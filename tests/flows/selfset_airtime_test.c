/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Airtime over the year: kept when a meeting ends, seen by consent, said when people bid; and who hears
 * that somebody can't come. */
#include "flows/support_post.h"
#include "flows/support_room.h"

#include "store/airtime.h"
#include "store/meeting.h"

/* Amara and Ben have presented at meeting 1. */
static enum err run_year(struct tx *tx, void *with)
{
	struct hall *hall = with;
	struct flow *flow = hall->flow;
	meeting_id first = { flow->kept[0] };

	enum err err = store_meeting_open(tx, first, STR("BCDFGH"), flow->now);
	if (!err) err = store_meeting_end(tx, first, flow->now);
	if (!err) err = store_airtime_put(tx, first, 1, flow_person(flow, "Amara"), MINUTES(41));
	return err ? err : store_airtime_put(tx, first, 2, flow_person(flow, "Ben"), MINUTES(38));
}

static struct hall after_one(enum db_engine engine)
{
	struct hall hall = hall_open(engine, 2, true);

	hall.flow->kept[0] = flow_meeting(hall.flow, hall.set, 1, day_of(2026, 10, 15), "Helen").n;
	CHECK_OK(database_write(hall.flow->database, run_year, &hall));
	return hall;
}

TEST(each_decides_who_sees_theirs)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = after_one(engine);
		struct flow *flow = hall.flow;
		const char *set = flow_path(flow, "/sets/%s", hall.set.n);
		const char *airtime = flow_path(flow, "/sets/%s/airtime", hall.set.n);

		(void)flow_coordinator(flow, "Office");
		CHECK_INT(flow_get(flow, "Amara", set), 200, "");
		CHECK_SHOWS(flow, "Airtime this year");
		CHECK_SHOWS(flow, "41 min</text>");
		CHECK_SHOWS(flow, "Meeting 1, 6 weeks ago");
		CHECK_SHOWS(flow, "6 people keep theirs to themselves.");
		CHECK_HIDES(flow, "38 min");
		CHECK_INT(flow_get(flow, "Helen", set), 200, "the facilitator sees no more");
		CHECK_HIDES(flow, "41 min");
		CHECK_INT(flow_post(flow, "Amara", airtime, "do", "show", NULL), 303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Your set can see how much airtime you have had.");
		CHECK_INT(flow_get(flow, "Ben", set), 200, "another member");
		CHECK_SHOWS(flow, "41 min</text>");
		CHECK_SHOWS(flow, "38 min</text>");
		CHECK_INT(flow_get(flow, "Helen", set), 200, "whom Amara's page named");
		CHECK_SHOWS(flow, "41 min");
		CHECK_HIDES(flow, "38 min");
		CHECK_INT(flow_get(flow, "Office", set), 200, "the office has a page of its own");
		CHECK_HIDES(flow, "41 min");
		CHECK_INT(flow_post(flow, "Office", airtime, "do", "show", NULL), 404, "");
		CHECK_INT(flow_post(flow, "Helen", airtime, "do", "show", NULL), 404,
		          "a facilitator has none");
		CHECK_INT(flow_post(flow, "Amara", airtime, "do", "hide", NULL), 303, "and back");
		CHECK_INT(flow_get(flow, "Ben", set), 200, "");
		CHECK_HIDES(flow, "41 min");
		CHECK_INT(flow_get(flow, "Ben", "/account/data/setwise.txt"), 200,
		          "it is part of what is theirs");
		CHECK_SHOWS(flow, "Minutes you presented: 38");
		hall_close(&hall);
	}
}

TEST(a_bid_says_how_long_ago_and_the_end_keeps_the_minutes)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = after_one(engine);
		struct flow *flow = hall.flow;
		const char *set = flow_path(flow, "/sets/%s", hall.set.n);

		CHECK_INT(flow_post(flow, "Amara", flow_path(flow, "/sets/%s/airtime", hall.set.n),
		                    "do", "show", NULL),
		          303, "");

		hall_do(&hall, room_host, "open", "reason", "We make them today", NULL);
		for (int i = 0; i < ROOM_MEMBERS; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, room_host, "start", NULL);
		hall_until(&hall, "Airtime");
		hall_do(&hall, "Amara", "bid", "urgency", "3", NULL);
		hall_do(&hall, "Ben", "bid", "urgency", "3", NULL);
		hall_look(&hall, "Priya");
		CHECK_SHOWS(flow, "Now, and last presented 6 weeks ago. 41 minutes this year.");
		CHECK_HIDES(flow, "38 minutes this year");
		hall_do(&hall, room_host, "next", NULL);
		flow_wait(flow, MINUTES(12));
		hall_do(&hall, room_host, "end", NULL);
		CHECK_INT(flow_get(flow, "Amara", set), 200, "twelve minutes more");
		CHECK_SHOWS(flow, "53 min</text>");
		CHECK_SHOWS(flow, "Meeting 2");
		hall_close(&hall);
	}
}

/* ---- apologies ---- */

static void one_letter(struct flow *flow, const char *kind, const char *to)
{
	struct flow_letters letters;
	bool found = false;

	flow_letters(flow, &letters);
	for (size_t i = 0; i < letters.n; i++)
		found = found || (str_eq(letters.at[i].kind, str_of(kind)) &&
		                  letters.at[i].to.n == flow_person(flow, to).n &&
		                  letters.at[i].token.n == 0);
	CHECK(found, to);
	CHECK_INT((int64_t)flow_letters_of(&letters, kind), 1, "one, without a word of why");
}

TEST(who_holds_the_meeting_hears_of_apologies)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const set_id set = flow_set(flow, "Riverside");
		struct flow_letters letters;

		(void)flow_coordinator(flow, "Joan");
		flow_member(flow, set, "Amara");
		flow_member(flow, set, "Ben");
		flow_member(flow, set, "Priya");
		flow_facilitator(flow, set, "Helen");
		const char *with =
			flow_path(flow, "/meetings/%s/apologies",
		                  flow_meeting(flow, set, 2, day_of(2026, 12, 10), "Helen").n);
		const char *alone =
			flow_path(flow, "/meetings/%s/apologies",
		                  flow_meeting(flow, set, 3, day_of(2027, 1, 21), NULL).n);
		flow_letters(flow, &letters);
		CHECK_INT(flow_post(flow, "Ben", with, "note", "Dentist", NULL), 303, "");
		one_letter(flow, "apologies", "Helen");
		CHECK_INT(flow_post(flow, "Ben", with, "note", "The dentist", NULL), 303,
		          "other words");
		flow_letters(flow, &letters);
		CHECK_INT((int64_t)letters.n, 0, "are no news");
		CHECK_INT(flow_post(flow, "Helen", with, "note", "", NULL), 303, "");
		one_letter(flow, "apologies-office", "Joan");
		/* Nobody has a role yet: Amara has the first turn as host. */
		CHECK_INT(flow_post(flow, "Ben", alone, "note", "", NULL), 303, "");
		flow_letters(flow, &letters);
		CHECK_INT((int64_t)flow_letters_of(&letters, "apologies"), 1,
		          "whoever is offered to host");
		flow_close(flow);
	}
}

TEST(apologies_at_the_door_of_an_open_room)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		const char *apologies = flow_path(flow, "/meetings/%s/apologies", hall.meeting.n);

		hall_do(&hall, room_host, "open", NULL);
		hall_do(&hall, "Amara", "come", NULL);
		CHECK_INT(flow_post(flow, "Ben", apologies, "note", "The train stands still", NULL),
		          303, "");
		hall_look(&hall, "Amara");
		CHECK_SHOWS(flow, "sent apologies");
		CHECK_INT(flow_post(flow, "Amara", apologies, "note", "", NULL), 422, "");
		CHECK_SHOWS(flow, "You are in the room already.");
		CHECK_INT(flow_post(flow, "Ben", apologies, "do", "back", NULL), 303,
		          "it moves again");
		hall_do(&hall, "Ben", "come", NULL);
		hall_close(&hall);
	}
}

TESTS(each_decides_who_sees_theirs, a_bid_says_how_long_ago_and_the_end_keeps_the_minutes,
      who_holds_the_meeting_hears_of_apologies, apologies_at_the_door_of_an_open_room)
