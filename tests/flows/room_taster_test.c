/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The first meeting, whole, on both engines: what action learning is, a round with a volunteer, hopes and
 * fears, and the set's own ground rules: proposed, worded together, settled, agreed by each. */
#include "flows/support_room.h"

static void explain(struct hall *hall)
{
	hall_until(hall, "What action learning is");
	hall_says(hall, "Amara", "What action learning is</h2>");
	hall_do(hall, "Helen", "card", "card", "1", NULL);
	hall_says(hall, "Amara", "How it works</h2>");
	hall_refuses(hall, "Whoever facilitates does that.", "Amara", "card", "card", "2", NULL);
	hall_do(hall, "Helen", "presenter", "person",
	        str_z(hall->flow->arena, hall_id(hall, flow_person(hall->flow, "Tom").n)), NULL);
}

static void taste(struct hall *hall)
{
	hall_until(hall, "Questions");
	hall_says(hall, "Tom", "Questions for you");
	hall_do(hall, "Ruth", "question", "text", "What would be good enough?", "do", "send", NULL);
	hall_until(hall, "Actions");
	hall_do(hall, "Tom", "action", "text", "Write the two dates down", NULL);
}

static void hope(struct hall *hall)
{
	hall_until(hall, "Hopes and fears");
	hall_do(hall, "Sioned", "line", "hopes", "That nobody laughs", NULL);
	hall_says(hall, "Sioned", "That nobody laughs");
	hall_hides(hall, "Helen", "That nobody laughs");
	hall_look(hall, "Sioned");
	const char *line =
		str_z(hall->flow->arena, hall_id_near(hall, "id=\"m-", "That nobody laughs"));
	hall_do(hall, "Sioned", "line", "line", line, "do", "share", NULL);
	hall_do(hall, "Sioned", "line", "line", line, "do", "take-back", NULL);
	hall_refuses(hall, "It is so already.", "Sioned", "line", "line", line, "do", "take-back",
	             NULL);
	hall_do(hall, "Sioned", "line", "line", line, "do", "share", NULL);
	hall_do(hall, "Helen", "reveal", NULL);
	hall_says(hall, "Tom", "That nobody laughs");
}

static const char *rule_of(struct hall *hall, const char *text)
{
	hall_look(hall, "Helen");
	return str_z(hall->flow->arena, hall_id_near(hall, "id=\"r-", text));
}

static void make_rules(struct hall *hall)
{
	hall_until(hall, "Ground rules");
	hall_refuses(hall, "There are no ground rules yet.", "Amara", "agree", "version", "1",
	             NULL);
	hall_do(hall, "Amara", "rule", "text", "What is said here stays", NULL);
	hall_do(hall, "Ben", "rule", "text", "No phones, ever", NULL);
	const char *first = rule_of(hall, "What is said here stays");
	CHECK_INT(
		flow_get(hall->flow, "Priya",
	                 hall_path(hall, str_z(hall->flow->arena,
	                                       str_printf(hall->flow->arena, "/rule/%s", first)))),
		200, "the words of one rule");
	hall_do(hall, "Priya", "rule", "rule", first, "text", "What is said here stays here", NULL);
	hall_do(hall, "Ben", "rule", "do", "drop", "rule", rule_of(hall, "No phones, ever"), NULL);
	hall_hides(hall, "Amara", "No phones, ever");
	hall_refuses(hall, "Whoever facilitates does that.", "Amara", "rule", "do", "settle", NULL);
	hall_do(hall, "Helen", "rule", "do", "settle", NULL);
	hall_says(hall, "Amara", "Agreed by 0 of 7.");
	for (int i = 0; i < ROOM_MEMBERS; i++)
		hall_do(hall, room_members[i], "agree", "version", "1", NULL);
	hall_says(hall, "Amara", "Everybody has agreed.");
	hall_refuses(hall, "You have agreed to these ground rules already.", "Amara", "agree",
	             "version", "1", NULL);
	hall_do(hall, "Helen", "rule", "do", "again", NULL);
	hall_says(hall, "Amara", "Proposed");
	hall_do(hall, "Amara", "rule", "text", "One person speaks", NULL);
	hall_do(hall, "Helen", "rule", "do", "settle", NULL);
	hall_says(hall, "Amara", "Version 2.");
	hall_refuses(hall, "Read them again first.", "Ben", "agree", "version", "1", NULL);
}

TEST(a_first_meeting_from_opening_to_close)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_open(engine, 1, true);

		hall_gather(&hall);
		hall_says(&hall, "Amara", "Who are you, and what brought you here?");
		hall_do(&hall, "Helen", "floor", "do", "second", NULL);
		hall_says(&hall, "Amara", "It’s your turn, Amara.");
		explain(&hall);
		taste(&hall);
		hall_until(&hall, "Looking back at the round");
		hall_do(&hall, "Ruth", "hand", NULL);
		hall_says(&hall, "Helen", "Invite Ruth");
		hall_do(&hall, "Ruth", "hand", "do", "down", NULL);
		hall_until(&hall, "Break");
		hall_says(&hall, "Amara", "Back at");
		hope(&hall);
		make_rules(&hall);
		hall_until(&hall, "Dates for the year");
		hall_says(&hall, "Amara", "Thursday 26 November");
		hall_until(&hall, "Name your issue");
		hall_do(&hall, "Amara", "issue", "text", "Nobody owns the bill", NULL);
		hall_refuses(&hall, "Write your issue first", "Ben", "issue", "text", "", NULL);
		hall_until(&hall, "Close");
		hall_do(&hall, "Helen", "end", NULL);
		hall_says(&hall, "Tom", "Write the two dates down");
		hall_says(&hall, "Amara", "Two questions about today");
		hall_close(&hall);
	}
}

TESTS(a_first_meeting_from_opening_to_close)
