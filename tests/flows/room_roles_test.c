/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who may do what in a room, who finds no room at all, and what befalls rooms: two who facilitate at once,
 * somebody late, a meeting ended by mistake, a facilitator who is lost. */
#include "flows/support_room.h"
#include "store/meeting.h"

/* ---- nobody else's room ---- */

TEST(outside_the_set_there_is_no_room)
{
	static const char *const outside[] = { "office", "sponsor", "moorland", "gone", "asked" };
	static const char *const paths[] = { "",           "/events", "/since/0",
		                             "/part/desk", "/order",  "/people" };

	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;
		const set_id other = flow_set(flow, "Moorland");

		(void)flow_coordinator(flow, "office");
		(void)flow_sponsor(flow, "sponsor");
		flow_member(flow, other, "moorland");
		flow_member(flow, hall.set, "gone");
		flow_left(flow, hall.set, "gone");
		flow_invited(flow, hall.set, "asked");
		hall_gather(&hall);
		for (size_t i = 0; i < LEN(outside); i++) {
			for (size_t j = 0; j < LEN(paths); j++)
				CHECK_INT(flow_get(flow, outside[i], hall_path(&hall, paths[j])),
				          404, outside[i]);
			CHECK_INT(flow_post(flow, outside[i], hall_path(&hall, "/hand"), NULL), 404,
			          "and no hand in it");
		}
		CHECK_INT(flow_get(flow, NULL, hall_path(&hall, "")), 303,
		          "a stranger signs in first");
		CHECK_INT(flow_get(flow, "Amara", hall_path(&hall, "/order")), 404,
		          "who does not lead has no order to change");
		CHECK_INT(flow_get(flow, "Helen", hall_path(&hall, "/order")), 200,
		          "who leads has");
		CHECK_INT(flow_get(flow, "Helen", hall_path(&hall, "/people")), 200,
		          "and the people");
		CHECK_INT(flow_get(flow, "Helen", hall_path(&hall, "/part/nothing")), 404,
		          "no part");
		CHECK_INT(flow_post(flow, "Amara", hall_path(&hall, "/fly"), NULL), 404, "no verb");
		hall_close(&hall);
	}
}

TEST(what_is_the_facilitators_is_refused_to_members)
{
	static const char *const verbs[] = { "next",  "back",    "pause",  "time", "end",
		                             "floor", "curtain", "reveal", "turn" };

	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_gather(&hall);
		for (size_t i = 0; i < LEN(verbs); i++) {
			flow_wait(hall.flow, 2000);
			CHECK_INT(flow_post(hall.flow, "Ben",
			                    hall_path(&hall, str_z(hall.flow->arena,
			                                           str_printf(hall.flow->arena,
			                                                      "/%s", verbs[i]))),
			                    NULL),
			          422, verbs[i]);
		}
		hall_refuses(&hall, "Only members of the set do that.", "Helen", "pass", NULL);
		hall_close(&hall);
	}
}

/* ---- two at once ---- */

TEST(a_second_press_of_next_is_a_slip)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 2, true);

		flow_facilitator(hall.flow, hall.set, "Joan");
		hall_do(&hall, "Helen", "open", "reason", "A late set", NULL);
		hall_look(&hall, "Amara");
		hall_do(&hall, "Helen", "start", NULL);
		hall_do(&hall, "Helen", "next", NULL);
		hall_says(&hall, "Helen", "Back to Arrive");
		CHECK_INT(flow_post(hall.flow, "Helen", hall_path(&hall, "/next"), NULL), 422,
		          "within a second and a half");
		CHECK_SHOWS(hall.flow, "The stage has only just changed.");
		hall_do(&hall, "Helen", "back", NULL);
		hall_says(&hall, "Amara", "Arrive");
		hall_close(&hall);
	}
}

static enum err run_unnamed(struct tx *tx, void *with)
{
	const struct hall *hall = with;
	return store_meeting_facilitate(tx, hall->meeting, true, (person_id){ 0 });
}

TEST(two_may_facilitate_at_once)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		flow_facilitator(hall.flow, hall.set, "Joan");
		CHECK_OK(database_write(hall.flow->database, run_unnamed, &hall));
		hall_gather(&hall);
		hall_do(&hall, "Joan", "pause", NULL);
		hall_refuses(&hall, "The clock is paused already.", "Helen", "pause", NULL);
		hall_do(&hall, "Helen", "resume", NULL);
		hall_do(&hall, "Joan", "time", NULL);
		hall_says(&hall, "Joan", "Start ");
		hall_close(&hall);
	}
}

/* ---- what befalls a room ---- */

TEST(who_comes_late_is_told_where_we_are)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_do(&hall, "Helen", "open", NULL);
		for (int i = 0; i < ROOM_MEMBERS - 2; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Helen", "start", NULL);
		hall_do(&hall, "Helen", "order", "seats", "0", NULL);
		hall_until(&hall, "Questions");
		hall_look(&hall, "Kofi");
		CHECK_SHOWS(hall.flow, "Amara has presented. No questions yet.");
		hall_do(&hall, "Ben", "question", "text", "What is new?", "do", "send", NULL);
		hall_look(&hall, "Ruth");
		CHECK_SHOWS(hall.flow,
		            "You’ve joined during Questions. Amara has presented. 1 question so "
		            "far.");
		hall_look(&hall, "Ruth");
		CHECK_HIDES(hall.flow, "You’ve joined");
		hall_says(&hall, "Helen", "7 here");
		hall_close(&hall);
	}
}

TEST(ended_by_mistake_is_opened_again)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_gather(&hall);
		hall_do(&hall, "Helen", "end", NULL);
		hall_says(&hall, "Helen", "Open the meeting again");
		hall_refuses(&hall, "Whoever facilitates does that.", "Amara", "reopen", NULL);
		hall_do(&hall, "Helen", "reopen", NULL);
		hall_says(&hall, "Amara", "Welcome");
		hall_do(&hall, "Helen", "end", NULL);
		flow_wait(hall.flow, MINUTES(31));
		hall_refuses(&hall, "That time has passed.", "Helen", "reopen", NULL);
		hall_close(&hall);
	}
}

/* Members' pages go on refreshing; Helen's does not. */
TEST(a_lost_facilitator_is_stood_in_for)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_gather(&hall);
		hall_refuses(&hall, "You can take over when they have been gone for a minute.",
		             "Amara", "hold", NULL);
		for (int i = 0; i < 5; i++) {
			flow_wait(hall.flow, 30000);
			for (int j = 0; j < ROOM_MEMBERS; j++) hall_look(&hall, room_members[j]);
		}
		hall_says(&hall, "Amara", "Helen has been away for a minute.");
		hall_do(&hall, "Amara", "hold", NULL);
		hall_do(&hall, "Amara", "next", NULL);
		hall_refuses(&hall, "you can pause, go on and move to the next stage.", "Amara",
		             "end", NULL);
		hall_look(&hall, "Helen");
		hall_refuses(&hall, "Whoever facilitates does that.", "Amara", "pause", NULL);
		hall_close(&hall);
	}
}

/* Named before, Amara does not wait the minute that the others wait. */
TEST(whoever_was_named_takes_over_first)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_gather(&hall);
		hall_do(&hall, "Helen", "co-hold", "person",
		        str_z(hall.flow->arena, hall_id(&hall, flow_person(hall.flow, "Amara").n)),
		        NULL);
		flow_wait(hall.flow, 24000);
		hall_look(&hall, "Helen"); /* and then not again */
		flow_wait(hall.flow, 24000);
		hall_look(&hall, "Amara"); /* who looks says who was heard, at most each 20 s */
		flow_wait(hall.flow, 20000);
		hall_look(&hall, "Ben");
		hall_look(&hall, "Amara");
		CHECK_HIDES(hall.flow, "Hold the room");
		flow_wait(hall.flow, 2000);
		hall_look(&hall, "Priya");
		hall_says(&hall, "Amara",
		          "Helen is not heard just now. You were named to take over");
		hall_look(&hall, "Ben");
		CHECK_HIDES(hall.flow, "Hold the room");
		hall_refuses(&hall, "You can take over when they have been gone for a minute.",
		             "Ben", "hold", NULL);
		flow_wait(hall.flow, 15000);
		hall_says(&hall, "Ben", "Helen has been away for a minute.");
		hall_says(&hall, "Ben", "Hold the room");
		hall_do(&hall, "Amara", "hold", NULL);
		hall_do(&hall, "Amara", "next", NULL);
		hall_close(&hall);
	}
}

TEST(a_set_runs_a_meeting_by_itself)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, false);

		hall_says(&hall, "Priya", "Any of you can open the room.");
		hall_do(&hall, "Priya", "open", NULL);
		for (int i = 0; i < ROOM_MEMBERS; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Priya", "start", NULL);
		hall_says(&hall, "Priya", "Only you can see this");
		CHECK_INT(flow_get(hall.flow, "Helen", hall_path(&hall, "")), 404,
		          "whose meeting it is not, that facilitator has no room");
		hall_do(&hall, "Priya", "hold", "person",
		        str_z(hall.flow->arena, hall_id(&hall, flow_person(hall.flow, "Tom").n)),
		        NULL);
		hall_do(&hall, "Tom", "next", NULL);
		hall_refuses(&hall, "Whoever facilitates does that.", "Priya", "next", NULL);
		hall_close(&hall);
	}
}

/* Three people, four roles: whoever has two has the words of both, and nobody waits for a host. */
TEST(who_has_two_roles_has_the_words_of_both)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, false);

		hall_shell(&hall, "self-fac");
		hall_do(&hall, "Amara", "open", NULL);
		for (int i = 0; i < 3; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Amara", "start", NULL);
		hall_look(&hall, "Amara");
		CHECK_SHOWS(hall.flow,
		            "Nobody is host yet, so this is yours:</b> Welcome everyone.");
		hall_do(&hall, "Ben", "role", "role", "4", "do", "take", NULL);
		hall_do(&hall, "Ben", "role", "role", "5", "do", "take", NULL);
		hall_look(&hall, "Amara");
		CHECK_HIDES(hall.flow, "Nobody is host yet");
		CHECK_HIDES(hall.flow, "Welcome everyone.");
		hall_look(&hall, "Ben");
		CHECK_SHOWS(hall.flow, "Your part: Timekeeper");
		CHECK_SHOWS(hall.flow, "Sit where you can see the screen.");
		CHECK_SHOWS(hall.flow, "As host:</b> Welcome everyone.");
		CHECK_SHOWS(hall.flow, "Look out for:</b> Somebody missing.");
		hall_look(&hall, "Priya");
		CHECK_HIDES(hall.flow, "Welcome everyone.");
		hall_close(&hall);
	}
}

/* Said before the round and in it, to the one who would do both, and gone once another leads. */
TEST(whoever_presents_is_asked_to_let_another_lead)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, false);

		hall_shell(&hall, "self-fac");
		hall_do(&hall, "Amara", "open", NULL);
		for (int i = 0; i < 4; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Amara", "start", NULL);
		hall_do(&hall, "Amara", "order", "seats", "0-1", NULL);
		for (int i = 0; i < 4; i++) hall_do(&hall, "Amara", "next", NULL);
		hall_says(&hall, "Amara", "<title id=\"title\">Airtime");
		CHECK_SHOWS(hall.flow, "You present next. Let somebody else lead that round.");
		hall_do(&hall, "Amara", "next", NULL);
		hall_says(&hall, "Amara", "You present, and you lead.");
		CHECK_SHOWS(hall.flow, "Hand over the lead");
		hall_do(&hall, "Priya", "role", "role", "1", "do", "take", NULL);
		hall_says(&hall, "Priya", "Only you can see this");
		CHECK_HIDES(hall.flow, "You present");
		hall_look(&hall, "Amara");
		CHECK_HIDES(hall.flow, "Hand over the lead");
		hall_close(&hall);
	}
}

/* ---- sent twice ---- */

TEST(what_is_sent_again_is_done_once)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		struct flow *flow = hall.flow;

		hall_gather(&hall);
		flow->is_live = true;
		CHECK_INT(flow_post(flow, "Ben", hall_path(&hall, "/note"), "text", "Remember this",
		                    NULL),
		          200, "a note is answered with the notes");
		CHECK_SHOWS(flow, "Remember this");
		CHECK_INT(flow_again(flow), 204, "the queue sends it again");
		CHECK_INT(flow_post(flow, "Helen", hall_path(&hall, "/order"), "seats", "0", NULL),
		          204, "");
		flow->is_live = false;
		hall_until(&hall, "Questions");
		flow->is_live = true;
		CHECK_INT(flow_post(flow, "Ben", hall_path(&hall, "/question"), "text",
		                    "Who else knows?", "do", "send", NULL),
		          200, "");
		CHECK_INT(flow_again(flow), 204, "and that");
		/* Written for Amara while the line was gone; it arrives when somebody else presents. */
		CHECK_INT(flow_post(flow, "Ben", hall_path(&hall, "/question"), "text", "Too late?",
		                    "presenter",
		                    str_z(flow->arena, hall_id(&hall, flow_person(flow, "Kofi").n)),
		                    "do", "hand", NULL),
		          409, "kept as a note");
		CHECK_SHOWS(flow, "That stage is over, so your question is kept in your notes.");
		CHECK_INT(flow_again(flow), 409, "and told again, not kept again");
		CHECK_SHOWS(flow, "kept in your notes.");
		flow->is_live = false;
		hall_look(&hall, "Ben");
		struct str left = flow->body, line;
		int notes = 0, questions = 0;
		while (str_cut(&left, '\n', &line)) {
			for (size_t i = 0; i + 7 < line.n; i++) {
				const struct str at = str_from(line, i);
				notes += str_starts(at, STR("<li id=\"n-"));
				questions += str_starts(at, STR("id=\"q-")) &&
				             !str_starts(at, STR("id=\"q-h"));
			}
		}
		CHECK_INT(notes, 2, "each note once");
		CHECK_INT(questions, 1, "the question once");
		hall_close(&hall);
	}
}

TEST(a_hint_is_private_and_keeps_nothing)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_gather(&hall);
		hall.flow->is_live = true;
		CHECK_INT(flow_post(hall.flow, "Ben", hall_path(&hall, "/hint"), "text",
		                    "What would you do first if all three said yes?", NULL),
		          200, "");
		CHECK_STR(hall.flow->body, "Reads as an open question.", "open");
		CHECK_INT(flow_post(hall.flow, "Ben", hall_path(&hall, "/hint"), "text",
		                    "Have you tried talking to her?", NULL),
		          200, "");
		CHECK_STR(hall.flow->body, "Could this be a suggestion? Send it either way.",
		          "advice");
		CHECK_INT(
			flow_post(
				hall.flow, "Ben", hall_path(&hall, "/hint"), "text",
				"I have been thinking about the rota and the two people who left "
				"and "
				"the way the agency handled all of it, and about what was said in "
				"the room last time, and so what I want to know is this: have you "
				"tried talking to her?",
				NULL),
			200, "");
		CHECK_STR(hall.flow->body, "", "on so many words it says nothing");
		hall.flow->is_live = false;
		CHECK_INT(flow_post(hall.flow, "Ben", hall_path(&hall, "/hint"), "text",
		                    "Have you tried talking to her?", NULL),
		          200, "without script: the page, with the text kept");
		CHECK_SHOWS(hall.flow, "Have you tried talking to her?</textarea>");
		CHECK_SHOWS(hall.flow, "Could this be a suggestion?");
		hall_look(&hall, "Ben");
		CHECK_HIDES(hall.flow, "Have you tried");
		hall_close(&hall);
	}
}

/* A seat like the others, and the list says where they sit. */
TEST(who_is_on_the_call_has_a_seat)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);
		const char *plan = flow_path(hall.flow, "/meetings/%s/plan", hall.meeting.n);

		CHECK_INT(flow_post(hall.flow, "Helen", plan, "do", "where", "place", "",
		                    "call_link", "https://call.example/riverside", "start_min",
		                    "9:30", NULL),
		          303, "there is a call");
		hall_gather(&hall);
		hall_says(&hall, "Ben", "href=\"https://call.example/riverside\"");
		hall_says(&hall, "Ben", "I’m on the call");
		hall_do(&hall, "Ben", "come", "call", "yes", NULL);
		hall_says(&hall, "Helen", "Ben, here, on the call");
		hall_refuses(&hall, "You are here already.", "Ben", "come", "call", "yes", NULL);
		flow_wait(hall.flow, 30000);
		hall_says(&hall, "Ben", "I’m in the room after all");
		hall_says(&hall, "Helen", "Ben, here, on the call");
		hall_do(&hall, "Ben", "come", "call", "no", NULL);
		hall_says(&hall, "Ben", "I’m on the call");
		hall_says(&hall, "Helen", "I’m on the call"); /* so may who leads */
		CHECK_HIDES(hall.flow, "Ben, here, on the call");
		hall_do(&hall, "Helen", "end", NULL);
		hall_look(&hall, "Ben");
		CHECK_HIDES(hall.flow, "I’m on the call");
		hall_close(&hall);
	}
}

TESTS(outside_the_set_there_is_no_room, what_is_the_facilitators_is_refused_to_members,
      a_second_press_of_next_is_a_slip, two_may_facilitate_at_once,
      who_comes_late_is_told_where_we_are, ended_by_mistake_is_opened_again,
      a_lost_facilitator_is_stood_in_for, whoever_was_named_takes_over_first,
      a_set_runs_a_meeting_by_itself, who_is_on_the_call_has_a_seat,
      who_has_two_roles_has_the_words_of_both, whoever_presents_is_asked_to_let_another_lead,
      what_is_sent_again_is_done_once, a_hint_is_private_and_keeps_nothing)
