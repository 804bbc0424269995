/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What must never have a hint, in every combination of the ways it is said: permission, process, scales,
 * commitment, a tag alone, and anything on more than 40 words. */
#include "domain/question_read.h"
#include "support/check.h"

enum { PARTS = 4 };

static void check_calm(struct arena *arena, struct str text)
{
	struct question_kind kind;

	CHECK_OK(question_read(text, &kind));
	CHECK(kind.hint == 0,
	      str_z(arena, str_printf(arena, "%.*s: %s, %s", STR_ARG(text),
	                              question_form_name(kind.form), question_hint_id(kind.hint))));
}

/* One word list after the other; each list ends with NULL. */
static int check_all(const char *const *const lists[PARTS])
{
	struct arena *arena = arena_new(1 << 24);
	int n = 0;

	for (int a = 0; lists[0][a]; a++)
		for (int b = 0; lists[1][b]; b++)
			for (int c = 0; lists[2][c]; c++)
				for (int d = 0; lists[3][d]; d++, n++) {
					arena_reset(arena);
					check_calm(arena, str_printf(arena, "%s%s%s%s", lists[0][a],
					                             lists[1][b], lists[2][c],
					                             lists[3][d]));
				}
	arena_free(arena);
	return n;
}

#define LIST(...)                                                                                  \
	(const char *const[])                                                                      \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}

TEST(to_ask_leave_is_never_remarked_on)
{
	const char *const *const lists[PARTS] = {
		LIST("", "So, ", "Sorry, "),
		LIST("may I ", "can I ", "could I ", "shall I ", "can I just ", "could I perhaps "),
		LIST("ask you something", "offer a thought", "check I have that right",
		     "say what I noticed", "share an observation", "add something", "come in here"),
		LIST("?", " about the team?", " before we move on?"),
	};
	CHECK(check_all(lists) == 378, "every way");
}

TEST(how_the_meeting_goes_is_never_remarked_on)
{
	const char *const *const lists[PARTS] = {
		LIST("", "Right, ", "OK, "),
		LIST("shall we ", "are we ready to ", "do we need to ", "would everyone like to "),
		LIST("move on", "take a break", "stop", "carry on", "go on to questions",
		     "start the next round"),
		LIST("?", " now?", " at this point?"),
	};
	CHECK(check_all(lists) == 216, "every way");
}

TEST(a_scale_is_never_remarked_on)
{
	const char *const *const lists[PARTS] = {
		LIST("On a scale of one to ten, ", "From 1 to 10, ", "Between nought and ten, ",
		     "Out of ten, "),
		LIST("how "),
		LIST("confident are you", "sure are you", "important is this", "worried are you",
		     "ready do you feel", "likely is it"),
		LIST("?", " that it will work?", " today?"),
	};
	CHECK(check_all(lists) == 72, "every way");
}

TEST(a_commitment_is_never_remarked_on)
{
	const char *const *const lists[PARTS] = {
		LIST("Will you ", "Are you going to ", "Are you willing to ", "Can you commit to ",
		     "Do you intend to "),
		LIST("do it", "ring her", "tell the team", "speak to him", "write to the board"),
		LIST("", " yourself"),
		LIST(" by Friday?", " before we meet again?", " this week?", " tomorrow?"),
	};
	CHECK(check_all(lists) == 200, "every way");
}

TEST(a_tag_alone_is_never_remarked_on)
{
	const char *const *const lists[PARTS] = {
		LIST("It was "),
		LIST("three weeks", "last Monday", "in May", "the second site",
		     "on the third floor"),
		LIST(", wasn't it?", ", innit?", ", was it?", ", eh?"),
		LIST(""),
	};
	CHECK(check_all(lists) == 20, "every way");
}

TEST(many_words_are_never_remarked_on)
{
	static const char *const ends[] = {
		"have you tried asking them?",   "why don't you just tell him?",
		"don't you think it is unfair?", "you should write it down.",
		"is it the money or the time?",  "is there any support?",
		"why didn't you say so?",
	};
	struct arena *arena = arena_new(1 << 24);

	for (size_t i = 0; i < LEN(ends); i++)
		for (int words = 38; words < 80; words++) {
			struct str text = STR("");
			struct question_kind kind;
			arena_reset(arena);
			for (int w = 0; w < words; w++)
				text = str_printf(arena, "%.*s%s ", STR_ARG(text),
				                  w % 2 ? "rota" : "the");
			text = str_printf(arena, "%.*s. %s", STR_ARG(text), ends[i]);
			CHECK_OK(question_read(text, &kind));
			CHECK(kind.hint == 0, str_z(arena, text));
		}
	arena_free(arena);
}

TESTS(to_ask_leave_is_never_remarked_on, how_the_meeting_goes_is_never_remarked_on,
      a_scale_is_never_remarked_on, a_commitment_is_never_remarked_on,
      a_tag_alone_is_never_remarked_on, many_words_are_never_remarked_on)
