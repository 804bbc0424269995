/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A whole half day in the room, by plain forms, on both engines: from opening to close by seven members
 * and their facilitator; and the next meeting opens with the actions. */
#include "flows/support_room.h"

/* Each in turn, until nobody is left. */
static void go_round(struct hall *hall)
{
	for (int i = 0; i < ROOM_MEMBERS; i++) hall_do(hall, room_members[i], "done", NULL);
}

static void check_in_and_progress(struct hall *hall)
{
	hall_until(hall, "Check-in");
	hall_says(hall, "Amara", "It’s your turn, Amara.");
	hall_hides(hall, "Ben", "It’s your turn");
	hall_do(hall, "Amara", "done", NULL);
	hall_says(hall, "Ben", "It’s your turn, Ben.");
	hall_do(hall, "Helen", "turn", "do", "skip", NULL);
	hall_says(hall, "Priya", "It’s your turn, Priya.");
	hall_says(hall, "Helen", "Ben, we come back");
	hall_do(hall, "Priya", "pass", NULL);
	hall_says(hall, "Helen", "Priya passed");
	hall_until(hall, "Progress");
	go_round(hall);
}

static void share_out_airtime(struct hall *hall)
{
	hall_until(hall, "Airtime");
	hall_do(hall, "Kofi", "bid", "urgency", "3", NULL);
	hall_do(hall, "Amara", "bid", "urgency", "2", NULL);
	hall_says(hall, "Ben", "Now, and has not presented yet.");
	hall_look(hall, "Helen");
	CHECK_SHOWS(hall->flow, "Kofi, then Amara");
	hall_refuses(hall, "Whoever facilitates does that.", "Kofi", "order", "seats", "5-0", NULL);
	hall_do(hall, "Helen", "order", "seats", "5-0", NULL);
	hall_says(hall, "Helen", "In this order: Kofi, then Amara.");
}

/* One round, with everything that belongs to it. */
static void work_on_an_issue(struct hall *hall)
{
	hall_until(hall, "Present");
	hall_says(hall, "Kofi", "This is your time, Kofi.");
	hall_do(hall, "Kofi", "issue", "text", "Two teams wait for each other.", NULL);
	hall_says(hall, "Ben", "Two teams wait for each other.");
	hall_do(hall, "Kofi", "screen", "do", "issue-on", NULL);
	hall_until(hall, "Questions");
	hall_do(hall, "Ben", "question", "text", "Who gains if nothing changes?", "do", "hand",
	        NULL);
	hall_says(hall, "Helen", "Invite Ben");
	hall_says(hall, "Helen", "Not asked yet");
	hall_refuses(hall, "Your hand is up already.", "Ben", "hand", NULL);
	hall_refuses(hall, "You are presenting. The others do that.", "Kofi", "hand", NULL);
}

static void ask_and_act(struct hall *hall)
{
	const struct str ben = hall_id(hall, flow_person(hall->flow, "Ben").n);
	const char *ben_id = str_z(hall->flow->arena, ben);

	hall_do(hall, "Helen", "invite", "person", ben_id, NULL);
	hall_says(hall, "Ben", "Go ahead, Ben.");
	hall_do(hall, "Ben", "done", NULL);
	hall_look(hall, "Helen");
	const char *question = str_z(
		hall->flow->arena, hall_id_near(hall, "id=\"q-", "Who gains if nothing changes?"));
	hall_do(hall, "Helen", "screen", "question", question, NULL);
	hall_says(hall, "Amara", "On the big screen");
	CHECK_INT(flow_count(hall->flow, "Who gains if nothing changes?"), 1, "it stands once");
	hall_says(hall, "Kofi", "Keep this one");
	hall_says(hall, "Kofi", "Park it");
	hall_do(hall, "Kofi", "keep", "question", question, NULL);
	hall_says(hall, "Kofi", "Kept, for you only");
	hall_hides(hall, "Ben", "Kept");
	hall_hides(hall, "Helen", "Kept");
	hall_do(hall, "Kofi", "park", "question", question, NULL);
	hall_says(hall, "Ben", "parked");
	hall_until(hall, "Reflection");
	hall_do(hall, "Helen", "floor", "do", "second", NULL);
	hall_says(hall, "Helen", "One turn each. Kofi listens.");
	hall_hides(hall, "Kofi", "It’s your turn");
	hall_until(hall, "Actions");
	hall_refuses(hall, "Only the presenter does that.", "Ben", "action", "text", "Ask", NULL);
	hall_do(hall, "Kofi", "action", "text", "Bring both teams to one table", "by",
	        "before we meet again", "know", "They say one date", NULL);
	hall_says(hall, "Amara", "Bring both teams to one table");
	hall_do(hall, "Kofi", "action", "text", "Second", NULL);
	hall_do(hall, "Kofi", "action", "text", "Third", NULL);
	hall_refuses(hall, "Three actions are enough", "Kofi", "action", "text", "Fourth", NULL);
}

static void look_back_and_close(struct hall *hall)
{
	hall_until(hall, "How did we work?");
	hall_do(hall, "Ben", "line", "helped", "The silence helped", "hindered", "My phone", NULL);
	hall_says(hall, "Ben", "My phone");
	hall_hides(hall, "Helen", "My phone");
	hall_look(hall, "Ben");
	const char *line =
		str_z(hall->flow->arena, hall_id_near(hall, "id=\"m-", "The silence helped"));
	hall_do(hall, "Ben", "line", "line", line, "do", "share", NULL);
	hall_hides(hall, "Helen", "The silence helped");
	hall_says(hall, "Helen", "1 line shared.");
	hall_do(hall, "Helen", "reveal", NULL);
	hall_says(hall, "Amara", "The silence helped");
	hall_hides(hall, "Amara", "My phone");
	hall_until(hall, "Close");
	hall_says(hall, "Amara", "id=\"on-pulse\" hidden");
	hall_says(hall, "Amara", "tabindex=\"-1\" hidden>Your two answers");
	/* Her page is told with the answer itself: thanks, and the form that is done with goes. */
	hall->flow->is_live = true;
	CHECK_INT(flow_post(hall->flow, "Amara", hall_path(hall, "/pulse"), "helped", "4", "safe",
	                    "5", NULL),
	          200, "sent as the page sends it");
	hall->flow->is_live = false;
	CHECK_SHOWS(hall->flow, "tabindex=\"-1\" >Your two answers have been sent. Thank you.");
	CHECK_SHOWS(hall->flow, "class=\"mark off\" id=\"on-pulse\"");
	hall_refuses(hall, "You have answered already.", "Amara", "pulse", "helped", "1", "safe",
	             "1", NULL);
	hall_do(hall, "Helen", "end", NULL);
	hall_says(hall, "Amara", "The meeting has ended");
	/* The order says what became of each stage, and when it was over. */
	hall_hides(hall, "Helen", "Finish</b>");
	hall_says(hall, "Helen", "Finished</b>");
	hall_hides(hall, "Helen", "aria-current=\"step\"");
	/* At home whoever presented finds the way to what they were asked, and nobody else does. */
	CHECK_INT(flow_get(hall->flow, "Kofi", "/home"), 200, "home");
	CHECK_SHOWS(hall->flow, "1 question you were asked at meeting 1");
	CHECK_INT(flow_get(hall->flow, "Ben", "/home"), 200, "home");
	CHECK_HIDES(hall->flow, "you were asked at meeting");
}

TEST(half_a_day_from_opening_to_close)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_shell(&hall, "uk-halfday");
		hall_gather(&hall);
		check_in_and_progress(&hall);
		share_out_airtime(&hall);
		work_on_an_issue(&hall);
		ask_and_act(&hall);
		look_back_and_close(&hall);
		hall_close(&hall);
	}
}

TEST(the_next_meeting_opens_with_the_actions)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_gather(&hall);
		hall_do(&hall, "Helen", "order", "seats", "0", NULL);
		hall_until(&hall, "Actions");
		hall_do(&hall, "Amara", "action", "text", "Ask the director", "by", "in May", NULL);
		hall_do(&hall, "Helen", "end", NULL);

		flow_wait(hall.flow, HOURS(24) * 42);
		hall.meeting = flow_meeting(hall.flow, hall.set, 2, day_of(2027, 1, 7), "Helen");
		hall_refuses(&hall, "ground rules", "Helen", "open", NULL);
		hall_do(&hall, "Helen", "open", "reason", "We ran out of time", NULL);
		for (int i = 0; i < ROOM_MEMBERS; i++) hall_look(&hall, room_members[i]);
		hall_do(&hall, "Helen", "start", NULL);
		hall_refuses(&hall, "Choose a person", "Helen", "invite", NULL);
		hall_until(&hall, "Progress");
		hall_says(&hall, "Amara", "Ask the director");
		hall_says(&hall, "Ben", "Amara said last time");
		CHECK_SHOWS(hall.flow, "Ask the director");
		hall_look(&hall, "Amara");
		const char *action = str_z(hall.flow->arena,
		                           hall_id_near(&hall, "id=\"tell-", "Ask the director"));
		hall_refuses(&hall, "Choose how it went", "Amara", "progress", "action", action,
		             "learnt", "Half a thought", NULL);
		CHECK_SHOWS(hall.flow, "Half a thought</textarea>");
		CHECK_HIDES(hall.flow, "Save them as a note");
		/* Told on another device meanwhile: there is no box for it, and nothing is lost. */
		hall_refuses(&hall, "Choose how it went", "Amara", "progress", "action",
		             "0000000000009", "learnt", "A whole thought", NULL);
		CHECK_SHOWS(hall.flow, "Save them as a note");
		CHECK_SHOWS(hall.flow, "A whole thought</textarea>");
		hall_do(&hall, "Amara", "progress", "action", action, "do", "let-go", "learnt",
		        "It was mine to ask", NULL);
		hall_says(&hall, "Ben", "It was mine to ask");
		hall_says(&hall, "Ben", "Let go");
		CHECK_INT(flow_post(hall.flow, "Ben", hall_path(&hall, "/progress"), "action",
		                    action, "do", "done", NULL),
		          404, "whose action it is not, there is none");
		hall_close(&hall);
	}
}

/* Nobody was chosen: pressing on takes whoever asked; and where nobody asked, the room says so. */
TEST(pressing_on_takes_whoever_asked)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_shell(&hall, "uk-halfday");
		hall_gather(&hall);
		hall_until(&hall, "Airtime");
		hall_do(&hall, "Priya", "bid", "urgency", "1", NULL);
		hall_until(&hall, "Present");
		hall_says(&hall, "Priya", "This is your time, Priya.");
		hall_until(&hall, "Break");
		hall_do(&hall, "Helen", "next", NULL);
		hall_says(&hall, "Helen", "Who presents?");
		hall_says(&hall, "Ben", "Helen is choosing who presents.");
		hall_do(&hall, "Helen", "presenter", "person",
		        str_z(hall.flow->arena, hall_id(&hall, flow_person(hall.flow, "Tom").n)),
		        NULL);
		hall_says(&hall, "Tom", "This is your time, Tom.");
		hall_close(&hall);
	}
}

/* Two rounds without a break between them: whoever is chosen for the second leaves the first alone. */
TEST(each_who_asked_has_a_round_of_their_own)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_shell(&hall, "uk-halfday");
		hall_gather(&hall);
		hall_until(&hall, "Airtime");
		hall_do(&hall, "Amara", "bid", "urgency", "3", NULL);
		hall_do(&hall, "Kofi", "bid", "urgency", "2", NULL);
		hall_do(&hall, "Sioned", "bid", "urgency", "1", NULL);
		hall_until(&hall, "Break");
		hall_until(&hall, "Present");
		hall_says(&hall, "Kofi", "This is your time, Kofi.");
		hall_until(&hall, "Round review");
		hall_until(&hall, "Present");
		hall_says(&hall, "Sioned", "This is your time, Sioned.");
		hall_says(&hall, "Helen", "Amara’s issue");
		CHECK_SHOWS(hall.flow, "Kofi’s issue");
		CHECK_SHOWS(hall.flow, "Sioned’s issue");
		hall_close(&hall);
	}
}

TESTS(half_a_day_from_opening_to_close, each_who_asked_has_a_round_of_their_own,
      the_next_meeting_opens_with_the_actions, pressing_on_takes_whoever_asked)
