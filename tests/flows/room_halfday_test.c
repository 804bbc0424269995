/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A whole half day in the room, by plain forms, on both engines: from opening to close by seven members
 * and their facilitator, and the next meeting opens with the actions. */
#include "flows/support_room.h"

static void check_says(struct hall *hall, const char *who, const char *text)
{
	hall_look(hall, who);
	CHECK(flow_shows(hall->flow, text), text);
}

static void check_hides(struct hall *hall, const char *who, const char *text)
{
	hall_look(hall, who);
	CHECK(!flow_shows(hall->flow, text), text);
}

TEST(a_room_opens_and_fills)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		check_says(&hall, "Amara", "Helen opens the room.");
		hall_refuses(&hall, "Whoever facilitates does that.", "Amara", "open", NULL);
		hall_do(&hall, "Helen", "open", NULL);
		check_says(&hall, "Helen", "0 of 7 here");
		for (int i = 0; i < ROOM_MEMBERS; i++) hall_look(&hall, room_members[i]);
		check_says(&hall, "Helen", "7 here");
		hall_do(&hall, "Helen", "start", NULL);
		check_says(&hall, "Amara", "Welcome");
		hall_close(&hall);
	}
}

TEST(one_asks_by_hand_and_by_question)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_gather(&hall);
		hall_look(&hall, "Helen");
		hall_do(&hall, "Helen", "order", "seats", "0", NULL);
		hall_until(&hall, "Questions");
		hall_do(&hall, "Kofi", "question", "text", "Who gains if nothing changes?", "do",
		        "hand", NULL);
		check_says(&hall, "Helen", "Who gains if nothing changes?");
		CHECK_SHOWS(hall.flow, "Invite Kofi");
		check_says(&hall, "Amara", "Keep this one");
		check_says(&hall, "Kofi", "Your hand is up. Helen can see it.");
		check_hides(&hall, "Ben", "Invite Kofi");
		hall_close(&hall);
	}
}

TESTS(a_room_opens_and_fills, one_asks_by_hand_and_by_question)
