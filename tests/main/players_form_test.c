/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A simulated member's move is sent as the form that a person would send. */
#include "main/players_form.h"

#include "base/id.h"
#include "support/check.h"

/* Without the key, which is another each time. */
static struct str without_key(struct str form)
{
	struct str rest = form, piece, whole = form;
	size_t n = 0;

	while (str_cut(&rest, '&', &piece)) {
		if (str_starts(piece, STR("key="))) {
			int64_t key;
			CHECK(id_parse(str_from(piece, 4), &key), "a key that the site takes");
			return str_part(whole, 0, n ? n - 1 : 0);
		}
		n += piece.n + 1;
	}
	CHECK(false, "every form has a key");
	return form;
}

TEST(each_move_has_its_verb_and_fields)
{
	/* clang-format off */
	static const struct { struct rehearsal_move move; const char *verb, *form; } cases[] = {
		{ { .kind = ROOM_HERE },            "come",     "" },
		{ { .kind = ROOM_HERE, .a = 1 },    "come",     "call=yes" },
		{ { .kind = ROOM_BID, .a = 2 },     "bid",      "urgency=2" },
		{ { .kind = ROOM_HAND_UP },         "hand",     "" },
		{ { .kind = ROOM_HAND_DOWN },       "hand",     "do=down" },
		{ { .kind = ROOM_DONE },            "done",     "" },
		{ { .kind = ROOM_PASS },            "pass",     "" },
		{ { .kind = ROOM_RULE_AGREED, .a = 3 }, "agree", "version=3" },
		{ { .kind = ROOM_ASK, .words = STR_INIT("What's 5 + 5? \xc5\xb5 & so") },
		  "question", "text=What%27s%205%20%2B%205%3F%20%C5%B5%20%26%20so" },
		{ { .kind = ROOM_LINE, .words = STR_INIT("Quiet") }, "line", "helped=Quiet" },
		{ { .kind = ROOM_RULE_PROPOSED, .words = STR_INIT("Listen") }, "rule", "text=Listen" },
		{ { .kind = ROOM_ISSUE_ON, .words = STR_INIT("Stuck") }, "issue", "text=Stuck" },
		{ { .kind = ROOM_ACTION, .words = STR_INIT("Ring"), .by_when = STR_INIT("Friday"), .sign = STR_INIT("Talk") },
		  "action", "text=Ring&by=Friday&know=Talk" },
	};
	/* clang-format on */
	struct arena *arena = arena_new(1 << 20);
	struct room *room = NEW(arena, struct room, 1);

	room->step = -1;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct players_post post;
		CHECK(players_post(arena, room, 0, &cases[i].move, &post), "there is one");
		CHECK_STR(str_of(post.verb), cases[i].verb, "its verb");
		CHECK_STR(without_key(post.form), cases[i].form, "its fields");
	}
	arena_free(arena);
}

TEST(what_is_only_said_aloud_is_not_sent)
{
	struct arena *arena = arena_new(1 << 20);
	struct room *room = NEW(arena, struct room, 1);
	const struct rehearsal_move said = { .words = STR("Good morning") };
	struct players_post post;

	room->step = -1;
	CHECK(!players_post(arena, room, 0, &said, &post), "nothing to send");
	arena_free(arena);
}

TESTS(each_move_has_its_verb_and_fields, what_is_only_said_aloud_is_not_sent)
