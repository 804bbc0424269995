/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What each writes alone, nobody reads early: not in the room, not on the big screen, not through any
 * fragment, page or file; then all at once.  And with it: agreed or back again, ways to consult, small
 * groups, roles, the floor rule held. */
#include "flows/support_room.h"

static void choose(struct hall *hall, const char *seat)
{
	hall_do(hall, "Helen", "order", "seats", seat, NULL);
}

static const char *of_meeting(struct hall *hall, const char *after)
{
	return str_z(hall->flow->arena, str_printf(hall->flow->arena, "/meetings/%.*s%s",
	                                           STR_ARG(hall_id(hall, hall->meeting.n)), after));
}

/* Everything that `who` can fetch of this meeting and of what is theirs. */
static void nowhere(struct hall *hall, const char *who, const char *words)
{
	static const char *const of_room[] = {
		"",           "/since/0",    "/part/questions", "/part/asked",
		"/part/desk", "/part/shown", "/part/actions"
	};
	static const char *const others[] = { "/home", "/issues", "/actions", "/account/data",
		                              "/account/data/setwise.txt" };
	static const char *const pages[] = { "", "/review", "/screen" };

	for (size_t i = 0; i < LEN(of_room); i++) {
		(void)flow_get(hall->flow, who, hall_path(hall, of_room[i]));
		CHECK(!flow_shows(hall->flow, words), of_room[i]);
	}
	for (size_t i = 0; i < LEN(pages); i++) {
		(void)flow_get(hall->flow, who, of_meeting(hall, pages[i]));
		CHECK(!flow_shows(hall->flow, words), pages[i]);
	}
	for (size_t i = 0; i < LEN(others); i++) {
		(void)flow_get(hall->flow, who, others[i]);
		CHECK(!flow_shows(hall->flow, words), others[i]);
	}
}

static void nobody_but(struct hall *hall, const char *writer, const char *words)
{
	const char *const all[] = { "Amara", "Ben", "Priya", "Helen" };

	for (size_t i = 0; i < LEN(all); i++)
		if (strcmp(all[i], writer) != 0) nowhere(hall, all[i], words);
}

TEST(questions_written_alone_are_shown_when_the_writing_is_over)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 6, "uk-halfday", "tenstep");

		hall_gather(&hall);
		choose(&hall, "0");
		hall_until(&hall, "Write questions");
		hall_do(&hall, "Ben", "question", "text", "Whose silence is it?", NULL);
		hall_says(&hall, "Ben", "Whose silence is it?");
		nobody_but(&hall, "Ben", "Whose silence is it?");
		hall_look(&hall, "Ben");
		const char *question = str_z(
			hall.flow->arena, hall_id_near(&hall, "id=\"q-", "Whose silence is it?"));
		hall_refuses(&hall, "Nothing is shown before the writing is over.", "Helen",
		             "screen", "question", question, NULL);
		hall_refuses(&hall, "Nothing is shown before the writing is over.", "Amara", "park",
		             "question", question, NULL);
		hall_do(&hall, "Helen", "next", NULL);
		hall_says(&hall, "Amara", "Whose silence is it?");
		hall_says(&hall, "Priya", "Whose silence is it?");
		hall_says(&hall, "Helen", "Whose silence is it?");
		hall_close(&hall);
	}
}

/* Writes, shows with the others': held until whoever leads shows all together. */
static void all_write(struct hall *hall, const char *words)
{
	hall_do(hall, "Ben", "line", "written", words, "do", "show", NULL);
	hall_do(hall, "Priya", "line", "written", "Mine alone", "do", "save", NULL);
	hall_says(hall, "Ben", words);
	nobody_but(hall, "Ben", words);
	nobody_but(hall, "Priya", "Mine alone");
	hall_says(hall, "Helen", "1 line shared.");
	hall_refuses(hall, "Show what was written first.", "Ben", "agreed", "said", "yes", NULL);
	hall_do(hall, "Helen", "reveal", NULL);
	hall_says(hall, "Amara", words);
	nobody_but(hall, "Priya", "Mine alone");
}

TEST(agreed_or_back_again_and_round_a_loop_nothing_is_left_over)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 4, "wial-90", "wial");

		hall_gather(&hall);
		choose(&hall, "0");
		hall_until(&hall, "The problem in one sentence");
		hall_says(&hall, "Helen", "Show what was written");
		hall_says(&hall, "Ben", "Nobody sees what anybody wrote before all is shown.");
		all_write(&hall, "Nobody owns it");
		/* Who has written reads what all wrote; who has not, still may. */
		hall_says(&hall, "Ben", "What was written is shown.");
		hall_says(&hall, "Ben", "class=\"mark off\" id=\"on-write\"");
		hall_says(&hall, "Amara", "class=\"mark\" id=\"on-write\"");
		hall_says(&hall, "Amara", "All is shown now. Show yours, and it stands there too.");
		hall_do(&hall, "Ben", "agreed", "said", "yes", NULL);
		hall_do(&hall, "Priya", "agreed", "said", "unsure", NULL);
		hall_says(&hall, "Amara", "Yes: Ben. Not sure: Priya.");
		hall_says(&hall, "Helen", "Not yet: back to questions");
		CHECK(!flow_shows(hall.flow, "id=\"do-back\""), "one way back stands there");
		hall_refuses(&hall, "Whoever facilitates does that.", "Ben", "settle", "do", "on",
		             NULL);
		hall_do(&hall, "Helen", "settle", "do", "back", NULL);
		hall_says(&hall, "Amara", "<title id=\"title\">Questions");
		hall_until(&hall, "The problem in one sentence");
		hall_look(&hall, "Amara");
		CHECK_HIDES(hall.flow, "Nobody owns it");
		all_write(&hall, "Three own a third each");
		for (int i = 0; i < hall.members; i++)
			hall_do(&hall, room_members[i], "agreed", "said", "yes", NULL);
		hall_says(&hall, "Helen", "Everyone here agrees.");
		hall_do(&hall, "Helen", "settle", "do", "on", NULL);
		hall_look(&hall, "Helen");
		CHECK_HIDES(hall.flow, "<title id=\"title\">The problem in one sentence");
		hall_close(&hall);
	}
}

TEST(actions_written_by_each_alone_are_the_sets_afterwards)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 4, "wial-90", "wial");

		hall_gather(&hall);
		choose(&hall, "0");
		hall_until(&hall, "Actions");
		hall_says(&hall, "Ben", "What will you do, and when?");
		hall_do(&hall, "Ben", "action", "text", "Ring the third director", NULL);
		hall_says(&hall, "Ben", "Ring the third director");
		nobody_but(&hall, "Ben", "Ring the third director");
		hall_do(&hall, "Helen", "next", NULL);
		(void)flow_get(hall.flow, "Amara", flow_path(hall.flow, "/sets/%s", hall.set.n));
		hall_do(&hall, "Helen", "end", NULL);
		CHECK_INT(flow_get(hall.flow, "Priya", of_meeting(&hall, "")), 200, "afterwards");
		CHECK_SHOWS(hall.flow, "Ring the third director");
		hall_close(&hall);
	}
}

TEST(the_presenter_chooses_the_way_and_the_others_see_it)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 6, "uk-halfday", "tietze-6");

		hall_gather(&hall);
		choose(&hall, "0");
		hall_until(&hall, "Choose a way");
		hall_says(&hall, "Amara", "Do it this way");
		hall_look(&hall, "Ben");
		CHECK_SHOWS(hall.flow, "Sounding board");
		CHECK_HIDES(hall.flow, "Do it this way");
		hall_look(&hall, "Amara");
		const char *mark =
			strstr(str_z(hall.flow->arena, hall.flow->body), "name=\"step\" value=\"");
		CHECK(mark != NULL, "which stage it is for");
		const struct str rest = str_of(mark + strlen("name=\"step\" value=\""));
		const char *step = str_z(hall.flow->arena, str_first(rest, strcspn(rest.at, "\"")));
		hall_refuses(&hall, "Only the presenter does that.", "Ben", "module", "module", "3",
		             "step", step, NULL);
		hall_do(&hall, "Amara", "module", "module", "3", "step", step, NULL);
		hall_do(&hall, "Helen", "next", NULL);
		hall_says(&hall, "Ben", "<title id=\"title\">Sounding board");
		hall_says(&hall, "Amara", "You listen now, Amara.");
		hall_close(&hall);
	}
}

TEST(who_is_in_which_group_is_drawn)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 7, "uk-halfday", "incident");

		hall_gather(&hall);
		choose(&hall, "0");
		hall_until(&hall, "Analysis");
		hall_says(&hall, "Ben", "You are in group 1.");
		hall_says(&hall, "Helen", "Mix the groups again");
		hall_do(&hall, "Helen", "groups", "shift", "3", NULL);
		hall_says(&hall, "Ben", "You are in group 2.");
		hall_refuses(&hall, "Whoever facilitates does that.", "Ben", "groups", "shift", "1",
		             NULL);
		hall_close(&hall);
	}
}

TEST(roles_are_taken_by_a_tap_and_have_their_own_words)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 6, "wial-90", "wial");

		hall_gather(&hall);
		hall_says(&hall, "Ben", "I’ll do it");
		hall_do(&hall, "Ben", "role", "role", "5", "do", "take", NULL);
		hall_says(&hall, "Ben", "Your part: Timekeeper");
		CHECK_SHOWS(hall.flow, "<p class=\"small\">Next: ");
		hall_says(&hall, "Amara", "Timekeeper:</b> Ben");
		hall_do(&hall, "Ben", "time", NULL);
		hall_do(&hall, "Ben", "pause", NULL);
		hall_do(&hall, "Ben", "resume", NULL);
		CHECK_INT(flow_get(hall.flow, "Ben", hall_path(&hall, "/running")), 200,
		          "the times are theirs");
		CHECK_HIDES(hall.flow, "Leave it out");
		hall_look(&hall, "Amara");
		CHECK_HIDES(hall.flow, "<p class=\"small\">Next: ");
		hall_refuses(&hall, "Whoever facilitates does that.", "Ben", "skip", "step", "3",
		             NULL);
		hall_do(&hall, "Ben", "role", "role", "5", "do", "leave", NULL);
		hall_look(&hall, "Ben");
		CHECK_HIDES(hall.flow, "Your part: Timekeeper");
		hall_refuses(&hall, "That is not a role to give out here.", "Ben", "role", "role",
		             "1", "do", "take", NULL);
		/* The facilitator is the coach, and has the coach's words. */
		hall_says(&hall, "Helen", "Say both rules in your own words.");
		hall_close(&hall);
	}
}

TEST(the_floor_rule_holds_and_keeps_what_was_typed)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 4, "learning-circle", "learning-circle-turn");

		hall_gather(&hall);
		choose(&hall, "0-1-2-3");
		hall_until(&hall, "Questions, one leads at a time");
		hall_says(&hall, "Ben", "Ask in turn: one question and one more. Amara answers.");
		hall_says(&hall, "Amara", "One asks at a time, in turn.");
		hall_refuses(&hall, "somebody else’s turn to ask", "Priya", "question", "text",
		             "Is it mine to ask?", NULL);
		CHECK_SHOWS(hall.flow, "Is it mine to ask?");
		hall_do(&hall, "Ben", "question", "text", "First", NULL);
		hall_do(&hall, "Ben", "question", "text", "Second", NULL);
		hall_refuses(&hall, "the next turn is somebody else’s", "Ben", "question", "text",
		             "A third one", NULL);
		CHECK_SHOWS(hall.flow, "A third one");
		hall_do(&hall, "Ben", "done", NULL);
		hall_do(&hall, "Priya", "question", "text", "Mine", NULL);
		hall_close(&hall);
	}
}

/* In a stillness there is nothing to ask and nobody's time; where the presenter listens, the rule says so once. */
TEST(quiet_is_nobodys_time_and_a_rule_is_said_once)
{
	FOR_ENGINES(engine)
	{
		struct hall hall = hall_by(engine, 4, "uk-halfday", "case-clinic");

		hall_gather(&hall);
		choose(&hall, "0");
		hall_until(&hall, "Intention");
		hall_says(&hall, "Amara", "This is your time, Amara.");
		hall_says(&hall, "Amara",
		          "Quiet is fine. The first question often takes a minute.");
		hall_until(&hall, "Stillness");
		hall_look(&hall, "Amara");
		CHECK_HIDES(hall.flow, "This is your time");
		CHECK_SHOWS(hall.flow, "aria-labelledby=\"h-e\" hidden>");
		hall_until(&hall, "Mirroring");
		hall_look(&hall, "Helen");
		CHECK_SHOWS(hall.flow, "<b>Amara’s issue</b>");
		const char *body = str_z(hall.flow->arena, hall.flow->body);
		const char *rule = strstr(body, "One turn each. Amara listens.");
		CHECK(rule && !strstr(rule + 1, "One turn each. Amara listens."), "once");
		hall_close(&hall);
	}
}

TESTS(quiet_is_nobodys_time_and_a_rule_is_said_once,
      questions_written_alone_are_shown_when_the_writing_is_over,
      agreed_or_back_again_and_round_a_loop_nothing_is_left_over,
      actions_written_by_each_alone_are_the_sets_afterwards,
      the_presenter_chooses_the_way_and_the_others_see_it, who_is_in_which_group_is_drawn,
      roles_are_taken_by_a_tap_and_have_their_own_words,
      the_floor_rule_holds_and_keeps_what_was_typed)
