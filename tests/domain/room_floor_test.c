/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The eleven floor rules, held by the tool: what may be sent to everybody, by whom, and what is said if not. */
#include "domain/room.h"

#include "support/check.h"
#include "support_room.h"

enum { AMARA, BEN, PRIYA, TOM, HELEN };

/* A round of one stage by this rule, in which everything may be sent. */
static struct scene *stage_by(const char *floor)
{
	struct arena *arena = arena_new(16 << 20);
	const struct process *shell = NULL, *round = NULL;
	struct process_fault fault;
	const struct str text =
		str_printf(arena,
	                   "round r\ntitle R\nminutes 40\nstage questions\n title Q\n"
	                   " floor %s\n minutes 40\n"
	                   " may hand, question, line, action, issue, park\n",
	                   floor);

	CHECK_OK(process_parse(arena,
	                       STR("shell s\ntitle S\nminutes 50\npeople 4\nround-minutes 40\n"
	                           "stage welcome\n title W\n floor all\n minutes 5\nrounds 1\n"
	                           "stage close\n title C\n floor all\n minutes 5\n"),
	                       &shell, &fault));
	CHECK_OK(process_parse(arena, text, &round, &fault));
	struct scene *scene = scene_of(arena, shell, round, 4, 1);
	const int presenter = AMARA;
	scene_start(scene);
	CHECK_INT(scene_act(scene, HELEN, ROOM_ORDER, 0, room_order_pack(&presenter, 1), 1),
	          ROOM_OK, "Amara presents");
	scene_go_to(scene, STAGE_QUESTIONS);
	return scene;
}

/* clang-format off */
static const struct {
	const char *floor;
	enum room_verdict question, hand, line, action, issue; /* question and hand: a member's; the rest the presenter's */
} rules[] = {
	{ "turn",        ROOM_NO_FLOOR_TURN,        ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
	{ "presenter",   ROOM_NO_FLOOR_PRESENTER,   ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
	{ "ask",         ROOM_OK,                   ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
	{ "ask-turn",    ROOM_OK,                   ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
	{ "ask-any",     ROOM_OK,                   ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
	{ "without",     ROOM_NO_FLOOR_WITHOUT,     ROOM_OK, ROOM_NO_FLOOR_LISTEN, ROOM_NO_FLOOR_LISTEN, ROOM_NO_FLOOR_LISTEN },
	{ "reply",       ROOM_NO_FLOOR_REPLY,       ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
	{ "write",       ROOM_OK,                   ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
	{ "silence",     ROOM_NO_FLOOR_SILENCE,     ROOM_NO_FLOOR_SILENCE, ROOM_NO_FLOOR_SILENCE, ROOM_OK, ROOM_OK },
	{ "facilitator", ROOM_NO_FLOOR_FACILITATOR, ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
	{ "all",         ROOM_OK,                   ROOM_OK, ROOM_OK, ROOM_OK, ROOM_OK },
};
/* clang-format on */

TEST(each_rule_lets_through_what_it_says)
{
	CHECK_INT(LEN(rules), 11, "all eleven");
	for (size_t i = 0; i < LEN(rules); i++) {
		struct scene *scene = stage_by(rules[i].floor);
		CHECK_INT(scene_act(scene, BEN, ROOM_ASK, 7, 0, 0), rules[i].question,
		          rules[i].floor);
		CHECK_INT(scene_act(scene, PRIYA, ROOM_ALOUD, 0, 0, 0),
		          strcmp(rules[i].floor, "ask-turn") ? rules[i].question
		                                             : ROOM_NO_FLOOR_ASK_TURN,
		          "aloud, by the same rule");
		CHECK_INT(scene_act(scene, BEN, ROOM_HAND_UP, 0, 0, 0), rules[i].hand,
		          rules[i].floor);
		CHECK_INT(scene_act(scene, AMARA, ROOM_LINE, 8, 1, 0), rules[i].line,
		          rules[i].floor);
		CHECK_INT(scene_act(scene, AMARA, ROOM_ACTION, 9, 0, 0), rules[i].action,
		          rules[i].floor);
		CHECK_INT(scene_act(scene, AMARA, ROOM_ISSUE_ON, 5, 0, 0), rules[i].issue,
		          rules[i].floor);
		/* One's own is never in question, and whoever facilitates bends it by going on. */
		if (rules[i].issue == ROOM_OK)
			CHECK_INT(scene_act(scene, AMARA, ROOM_ISSUE_OFF, 0, 0, 0), ROOM_OK, "off");
		CHECK_INT(scene_act(scene, HELEN, ROOM_INVITE, person_at(PRIYA), 0, 0), ROOM_OK,
		          "invited all the same");
		scene_wait(scene, SECONDS(5));
		CHECK_INT(scene_act(scene, HELEN, ROOM_NEXT, 0, 0, 0), ROOM_OK, "on");
		scene_free(scene);
	}
}

TEST(where_turns_are_to_ask_each_asks_one_and_one_that_follows)
{
	struct scene *scene = stage_by("ask-turn");

	CHECK_INT(scene_act(scene, PRIYA, ROOM_ASK, 1, 0, 0), ROOM_NO_FLOOR_ASK_TURN, "Ben's turn");
	CHECK_INT(scene_act(scene, BEN, ROOM_ASK, 2, 0, 0), ROOM_OK, "one");
	CHECK_INT(scene_act(scene, BEN, ROOM_ASK, 3, 0, 0), ROOM_OK, "and one that follows");
	CHECK_INT(scene_act(scene, BEN, ROOM_ASK, 4, 0, 0), ROOM_NO_FLOOR_ASKED_TWO, "no third");
	CHECK_INT(scene_act(scene, BEN, ROOM_DONE, 0, 0, 0), ROOM_OK, "done");
	CHECK_INT(scene_act(scene, PRIYA, ROOM_ASK, 5, 0, 0), ROOM_OK, "Priya's turn");
	CHECK_INT(scene_act(scene, HELEN, ROOM_TURN_TO, person_at(BEN), 0, 0), ROOM_OK, "back");
	CHECK_INT(scene_act(scene, BEN, ROOM_ASK, 6, 0, 0), ROOM_OK, "a new turn, a new question");
	for (int i = 0; i < 3; i++) (void)scene_act(scene, HELEN, ROOM_TURN_NEXT, 0, 0, 0);
	CHECK_INT(scene_act(scene, TOM, ROOM_ASK, 7, 0, 0), ROOM_OK, "after all turns, anyone");
	scene_free(scene);
}

TESTS(each_rule_lets_through_what_it_says,
      where_turns_are_to_ask_each_asks_one_and_one_that_follows)
