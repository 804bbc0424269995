/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A meeting on paper, afterwards: one who was there types in what matters; each finds their own, and nobody
 * else does. */
#include "flows/support_room.h"

static const char *id_of(struct flow *flow, const char *who)
{
	return flow_path(flow, "%s", flow_person(flow, who).n);
}

static const char *came(struct flow *flow, const char *who)
{
	return flow_path(flow, "came-%s", flow_person(flow, who).n);
}

struct paper {
	struct flow *flow;
	set_id set;
	meeting_id meeting;
	const char *sheet, *yours, *page;
};

/* A set that met alone this morning, in a room without devices. */
static struct paper paper_open(enum db_engine engine)
{
	struct flow *flow = flow_open(engine);
	struct paper paper = { .flow = flow, .set = flow_set(flow, "Riverside") };

	(void)flow_coordinator(flow, "Joan");
	flow_member(flow, paper.set, "Amara");
	flow_member(flow, paper.set, "Ben");
	flow_member(flow, paper.set, "Priya");
	flow_facilitator(flow, paper.set, "Helen");
	paper.meeting = flow_meeting(flow, paper.set, 3, day_of(2026, 11, 26), NULL);
	paper.sheet = flow_path(flow, "/meetings/%s/afterwards", paper.meeting.n);
	paper.yours = flow_path(flow, "/meetings/%s/yours", paper.meeting.n);
	paper.page = flow_path(flow, "/meetings/%s", paper.meeting.n);
	return paper;
}

/* As Amara types it: Ben presented, she chose an action, Priya was away. */
static int type_in(struct paper *paper, const char *who)
{
	struct flow *flow = paper->flow;

	return flow_post(flow, who, paper->sheet, came(flow, "Amara"), "yes", came(flow, "Ben"),
	                 "yes", "who-1", id_of(flow, "Ben"), "minutes-1", "45", "focus-1",
	                 "How do I say no to my own chief?", "questions-1",
	                 "What would she lose?\n\nWho has said no to her?", "act-1-1",
	                 "Ask her for ten minutes", "by-1-1", "Friday", "know-1-1",
	                 "I have slept on it", "who-2", id_of(flow, "Amara"), "act-2-1",
	                 "Write the note at last", "learnt", "Silence helps us", NULL);
}

TEST(one_types_in_and_each_finds_their_own)
{
	FOR_ENGINES(engine)
	{
		struct paper paper = paper_open(engine);
		struct flow *flow = paper.flow;

		CHECK_INT(flow_get(flow, "Amara", paper.sheet), 200, "she may look before");
		CHECK_SHOWS(flow, "This meeting has not begun yet.");
		CHECK_INT(type_in(&paper, "Amara"), 422, "not before it begins");
		flow_wait(flow, HOURS(5));
		CHECK_INT(flow_get(flow, "Amara", "/home"), 200, "");
		CHECK_SHOWS(flow, "We met on paper");
		CHECK_INT(flow_get(flow, "Amara", paper.sheet), 200, "");
		CHECK_SHOWS(flow, "Words belong to whoever said them");
		CHECK_INT(type_in(&paper, "Amara"), 303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "Each of them finds what is theirs at home");
		CHECK_SHOWS(flow, "Silence helps us");
		CHECK_SHOWS(flow, "Write the note at last");
		CHECK_HIDES(flow, "Ask her for ten minutes");
		CHECK_HIDES(flow, "What would she lose?");

		CHECK_INT(flow_get(flow, "Amara", paper.sheet), 200, "what she typed for Ben");
		CHECK_HIDES(flow, "How do I say no");
		CHECK_SHOWS(flow, "You have typed in what belongs to Ben.");
		CHECK_SHOWS(flow, "value=\"45\"");
		CHECK_INT(flow_get(flow, "Amara", paper.yours), 404, "hers was not handed");

		CHECK_INT(flow_get(flow, "Ben", "/home"), 200, "");
		CHECK_SHOWS(flow, "Amara has typed in what is yours");
		CHECK_SHOWS(flow, "Ask her for ten minutes");
		CHECK_INT(flow_get(flow, "Ben", paper.yours), 200, "");
		CHECK_SHOWS(flow, "How do I say no to my own chief?");
		CHECK_SHOWS(flow, "Who has said no to her?");
		CHECK_SHOWS(flow, "You presented for 45 minutes.");
		CHECK_SHOWS(flow, "Only you can read this.");
		CHECK_INT(flow_get(flow, "Ben", flow_path(flow, "/sets/%s", paper.set.n)), 200, "");
		CHECK_SHOWS(flow, "<td class=\"n\">45</td>");

		CHECK_INT(flow_get(flow, "Ben", paper.page), 200, "");
		CHECK_SHOWS(flow, "Amara typed in what is yours from paper.");
		CHECK_SHOWS(flow, "Correct or add what was on paper");
		CHECK_INT(flow_get(flow, "Priya", paper.page), 200, "she was away");
		CHECK_HIDES(flow, "typed in what is yours");
		CHECK_SHOWS(flow, "Silence helps us");
		CHECK_HIDES(flow, "How do I say no");
		CHECK_HIDES(flow, "Ask her for ten minutes");
		CHECK_INT(flow_get(flow, "Priya", paper.yours), 404, "");
		CHECK_INT(flow_get(flow, "Helen", paper.sheet), 404, "the set met alone");
		CHECK_INT(flow_get(flow, "Joan", paper.sheet), 404, "nor the office");
		CHECK_INT(flow_get(flow, "Joan", paper.yours), 404, "");
		CHECK_INT(type_in(&paper, "Joan"), 404, "");
		CHECK_INT(flow_get(flow, "Joan", paper.page), 200, "the office sees who came");
		CHECK_HIDES(flow, "Silence helps us");
		flow_close(flow);
	}
}

/* The first id on the page after these words. */
static const char *sent_with(struct flow *flow, const char *before)
{
	const char *at = memmem(flow->body.at, flow->body.n, before, strlen(before));

	CHECK(at != NULL, before);
	return str_z(flow->arena, (struct str){ at + strlen(before), 13 });
}

TEST(its_owner_words_it_better_or_takes_it_out)
{
	FOR_ENGINES(engine)
	{
		struct paper paper = paper_open(engine);
		struct flow *flow = paper.flow;

		flow_wait(flow, HOURS(5));
		CHECK_INT(type_in(&paper, "Amara"), 303, "");
		CHECK_INT(flow_get(flow, "Ben", paper.yours), 200, "");
		const char *id = sent_with(flow, "name=\"question\" value=\"");
		const char *field = str_z(flow->arena, str_printf(flow->arena, "q-%s", id));
		CHECK_INT(flow_post(flow, "Ben", paper.yours, "question", id, field, "", "do",
		                    "save", NULL),
		          422, "empty is not a change");
		CHECK_SHOWS(flow, "Write the question, or press Take it out");
		CHECK_INT(flow_post(flow, "Ben", paper.yours, "question", id, field,
		                    "What would she gain?", "do", "save", NULL),
		          303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "What would she gain?");
		CHECK_INT(flow_post(flow, "Amara", paper.yours, "question", id, field, "Mine", "do",
		                    "save", NULL),
		          404, "nobody else's");
		CHECK_INT(flow_post(flow, "Ben", paper.yours, "question", id, "do", "out", NULL),
		          303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_HIDES(flow, "What would she gain?");
		CHECK_INT(flow_post(flow, "Ben", paper.yours, "focus", "How do I say not yet?",
		                    "do", "save", NULL),
		          303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "How do I say not yet?");
		CHECK_INT(flow_post(flow, "Ben", paper.yours, "do", "out", NULL), 303, "");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_HIDES(flow, "How do I say not yet?");
		CHECK_INT(flow_post(flow, "Ben", paper.yours, "do", "right", NULL), 303, "");
		CHECK_INT(flow_get(flow, "Ben", "/home"), 200, "");
		CHECK_HIDES(flow, "Amara has typed in");
		flow_close(flow);
	}
}

TEST(a_fault_keeps_what_was_typed)
{
	FOR_ENGINES(engine)
	{
		struct paper paper = paper_open(engine);
		struct flow *flow = paper.flow;
		const char *ben = id_of(flow, "Ben"), *there = came(flow, "Ben");

		flow_wait(flow, HOURS(5));
		CHECK_INT(flow_post(flow, "Priya", paper.sheet, there, "yes", "who-1", ben, NULL),
		          422, "");
		CHECK_SHOWS(flow, "Somebody who was there types this in.");
		CHECK_INT(flow_post(flow, "Ben", paper.sheet, there, "yes", "who-1", ben,
		                    "minutes-1", "an hour", "focus-1", "A long story", NULL),
		          422, "");
		CHECK_SHOWS(flow, "First: minutes must be a whole number from 1 to 240");
		CHECK_SHOWS(flow, "A long story");
		CHECK_SHOWS(flow, "value=\"an hour\"");
		CHECK_INT(flow_post(flow, "Ben", paper.sheet, there, "yes", "who-4",
		                    id_of(flow, "Priya"), "minutes-4", "30", NULL),
		          422, "");
		CHECK_SHOWS(flow, "Number 4: This person is not ticked among those who came.");
		CHECK_INT(flow_post(flow, "Ben", paper.sheet, there, "yes", "who-1",
		                    id_of(flow, "Helen"), NULL),
		          422, "not one who came");
		CHECK_INT(flow_post(flow, "Ben", paper.sheet, there, "yes", "focus-1", "Whose?",
		                    NULL),
		          422, "");
		CHECK_SHOWS(flow, "Choose whose words these are");
		CHECK_INT(flow_post(flow, "Ben", paper.sheet, there, "yes", NULL), 303,
		          "who came is enough");
		flow_close(flow);
	}
}

/* The room was opened, and then the network was down. */
TEST(a_room_in_which_nobody_presented_is_no_record)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, false);
		struct flow *flow = hall.flow;
		const char *sheet = flow_path(flow, "/meetings/%s/afterwards", hall.meeting.n);
		const char *ben = id_of(flow, "Ben");

		flow_wait(flow, HOURS(1));
		hall_do(&hall, "Amara", "open", NULL);
		hall_look(&hall, "Amara");
		CHECK_INT(flow_get(flow, "Amara", sheet), 200, "");
		CHECK_SHOWS(flow, "The room of this meeting is open.");
		hall_do(&hall, "Amara", "start", NULL);
		hall_do(&hall, "Amara", "end", NULL);
		for (int i = 0; i < 2; i++) /* and once more, to add something */
			CHECK_INT(flow_post(flow, "Amara", sheet, came(flow, "Amara"), "yes",
			                    came(flow, "Ben"), "yes", "who-1", ben, "minutes-1",
			                    "30", "focus-1", "What now?", NULL),
			          303, "typed in all the same");
		hall_close(&hall);

		hall = hall_open(engine, 1, false);
		flow = hall.flow;
		sheet = flow_path(flow, "/meetings/%s/afterwards", hall.meeting.n);
		flow_wait(flow, HOURS(1));
		hall_do(&hall, "Amara", "open", NULL);
		for (int i = 0; i < ROOM_MEMBERS; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Amara", "start", NULL);
		hall_do(&hall, "Amara", "order", "seats", "1", NULL);
		for (int i = 0; i < 4; i++) {
			flow_wait(flow, 2000);
			hall_do(&hall, "Amara", "next", NULL);
		}
		flow_wait(flow, MINUTES(10));
		hall_do(&hall, "Amara", "end", NULL);
		CHECK_INT(flow_get(flow, "Amara", sheet), 200, "");
		CHECK_SHOWS(flow, "This meeting was held in its room");
		CHECK_INT(flow_post(flow, "Amara", sheet, came(flow, "Amara"), "yes", NULL), 422,
		          "");
		hall_close(&hall);
	}
}

static void says_of(struct hall *hall, const char *who, const char *path, const char *words)
{
	CHECK_INT(flow_get(hall->flow, who, path), 200, path);
	CHECK(flow_shows(hall->flow, words), words);
}

/* The room was opened and started, then the network went, and they met on paper; whoever leads is on the train. */
TEST(a_room_that_was_forgotten_is_ended_by_any_member)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		const char *sheet = flow_path(flow, "/meetings/%s/afterwards", hall.meeting.n);
		const char *page = flow_path(flow, "/meetings/%s", hall.meeting.n);
		const char *ben = id_of(flow, "Ben");

		flow_wait(flow, MINUTES(30));
		hall_do(&hall, "Helen", "open", NULL);
		for (int i = 0; i < 3; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Helen", "start", NULL);
		flow_wait(flow, MINUTES(59));
		says_of(&hall, "Amara", sheet, "whoever leads ends it first");
		CHECK_HIDES(flow, "value=\"end\"");
		CHECK_INT(flow_post(flow, "Amara", sheet, "do", "end", NULL), 422, "not yet");
		CHECK_SHOWS(flow, "Whoever facilitates does that.");
		says_of(&hall, "Helen", sheet, "End the meeting in its room");
		flow_wait(flow, MINUTES(180));
		hall_look(&hall, "Amara"); /* looking in there is not doing anything there */
		says_of(&hall, "Amara", page, "Nobody has ended it.");
		CHECK_SHOWS(flow, "End the meeting");
		says_of(&hall, "Amara", "/home", "End the meeting");
		says_of(&hall, "Helen", page, "End the meeting");
		says_of(&hall, "Amara", sheet, "nothing has happened in its room for an hour");
		CHECK_INT(flow_post(flow, "Amara", sheet, "do", "end", NULL), 303, "one press");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "The meeting has ended in its room.");
		CHECK_SHOWS(flow, "Who presented, or chose actions");
		CHECK_INT(flow_post(flow, "Amara", sheet, came(flow, "Amara"), "yes",
		                    came(flow, "Ben"), "yes", "who-1", ben, "minutes-1", "30",
		                    "focus-1", "What now?", NULL),
		          303, "and it is typed in");
		hall_look(&hall, "Helen");
		CHECK_SHOWS(flow, "The meeting has ended");
		hall_close(&hall);
	}
}

/* The room stood open, and nobody started it: there is nothing to start and end any more. */
TEST(a_room_that_nobody_started_leads_straight_to_paper)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		const char *sheet = flow_path(flow, "/meetings/%s/afterwards", hall.meeting.n);
		const char *page = flow_path(flow, "/meetings/%s", hall.meeting.n);
		const char *ben = id_of(flow, "Ben");

		flow_wait(flow, HOURS(1));
		hall_do(&hall, "Helen", "open", NULL);
		hall_look(&hall, "Amara");
		says_of(&hall, "Amara", "/home", "Go to the room");
		CHECK_HIDES(flow, "We met on paper");
		CHECK_INT(flow_post(flow, "Amara", sheet, came(flow, "Amara"), "yes", NULL), 422,
		          "it may still start");
		CHECK_SHOWS(flow, "come back when its time is over");
		flow_wait(flow, HOURS(4));
		says_of(&hall, "Amara", "/home", "We met on paper");
		says_of(&hall, "Helen", page, "We met on paper");
		CHECK_SHOWS(flow, "Go to the room");
		CHECK_INT(flow_get(flow, "Amara", sheet), 200, "");
		CHECK_HIDES(flow, "come back");
		CHECK_INT(flow_post(flow, "Amara", sheet, came(flow, "Amara"), "yes",
		                    came(flow, "Ben"), "yes", "who-1", ben, "minutes-1", "30",
		                    "focus-1", "What now?", "act-1-1", "Ask her for ten minutes",
		                    "by-1-1", "Friday", NULL),
		          303, "straight to it");
		CHECK_INT(flow_follow(flow), 200, "");
		CHECK_SHOWS(flow, "2 of 7 came");
		hall_look(&hall, "Priya");
		CHECK_SHOWS(flow, "The meeting has ended");
		hall_look(&hall, "Helen");
		CHECK_HIDES(flow, "Open the meeting again");
		hall_refuses(&hall, "The meeting has not started yet.", "Helen", "reopen", NULL);
		CHECK_INT(flow_post(flow, "Amara", sheet, came(flow, "Amara"), "yes",
		                    came(flow, "Ben"), "yes", "learnt", "Paper is fine", NULL),
		          303, "and once more, to add something");
		says_of(&hall, "Amara", page, "Paper is fine");
		hall_close(&hall);
	}
}

/* What they chose on paper is where the next meeting begins. */
TEST(the_next_meeting_opens_with_what_was_typed_in)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 2, true);
		struct flow *flow = hall.flow;
		const meeting_id on_paper =
			flow_meeting(flow, hall.set, 1, day_of(2026, 11, 25), NULL);

		CHECK_INT(flow_post(flow, "Amara",
		                    flow_path(flow, "/meetings/%s/afterwards", on_paper.n),
		                    came(flow, "Amara"), "yes", came(flow, "Ben"), "yes", "who-1",
		                    id_of(flow, "Ben"), "minutes-1", "30", "act-1-1",
		                    "Ask her for ten minutes", "by-1-1", "Friday", NULL),
		          303, "a meeting that was never opened");
		hall_shell(&hall, "uk-halfday");
		hall_do(&hall, "Helen", "open", "reason", "We met on paper", NULL);
		for (int i = 0; i < ROOM_MEMBERS; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Helen", "start", NULL);
		hall_until(&hall, "Progress");
		hall_look(&hall, "Ben");
		CHECK_SHOWS(flow, "Ask her for ten minutes");
		CHECK_SHOWS(flow, "What happened, and what did you learn?");
		hall_look(&hall, "Amara");
		CHECK_HIDES(flow, "Ask her for ten minutes");
		hall_close(&hall);
	}
}

TESTS(one_types_in_and_each_finds_their_own, its_owner_words_it_better_or_takes_it_out,
      a_fault_keeps_what_was_typed, a_room_in_which_nobody_presented_is_no_record,
      a_room_that_was_forgotten_is_ended_by_any_member,
      a_room_that_nobody_started_leads_straight_to_paper,
      the_next_meeting_opens_with_what_was_typed_in)
