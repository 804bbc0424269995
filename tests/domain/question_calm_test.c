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

/* Written one after another, each lot against the rules that the one before had left. */
/* Of the set's own half day, though it reads as advice or as a suggestion. */
TEST(what_is_said_to_the_room_has_none_whatever_its_form)
{
	static const char *const said[] = {
		"Take your time.",
		"Go ahead.",
		"Carry on, I'm listening.",
		"Let her finish.",
		"Put yourself on mute please.",
		"Speak up a bit please.",
		"Say that again?",
		"Take care all.",
		"Please keep it confidential.",
		"You could start whenever you like.",
		"You might want to unmute.",
		"Could you put that in the chat?",
		"Could you share your screen?",
		"Could you start from the beginning?",
		"Could somebody open a window?",
		"Would it help to stop there?",
		"Would it be useful to hear from Sam?",
		"Would it be better to come back to this after lunch?",
		"What about a break?",
		"How about we stop there?",
		"Why don't we pause?",
		"Why don't we hear from the others?",
		"What if we went round the group first?",
		"I suggest we take five minutes.",
		"I think we should stop there.",
		"It's time for a break.",
		"Isn't it time for coffee?",
		"Do you think you could say it in a sentence?",
		"Don't you want to carry on?",
		"Try and keep questions short everyone.",
		"Such as?",
		"And then?",
	};
	struct arena *arena = arena_new(1 << 20);

	for (size_t i = 0; i < LEN(said); i++) check_calm(arena, str_of(said[i]));
	arena_free(arena);
}

/* English only: of another language nothing is shown rather than guessed. */
TEST(another_language_is_left_alone)
{
	static const char *const said[] = {
		"Beth wyt ti'n feddwl am hynny?",
		"Wyt ti wedi siarad \xc3\xa2'r rheolwr?",
		"Ciamar a tha thu?",
		"Conas a bhraitheann t\xc3\xba?",
		"Wie geht es dir damit?",
		"Hast du mit deinem Chef gesprochen?",
		"Est-ce que tu as parl\xc3\xa9 \xc3\xa0 ton chef ?",
		"\xc2\xbfHas hablado con tu jefe?",
		"Czy rozmawiałaś z szefem?",
		"Do czego d\xc4\x85\xc5\xbcysz?",
		"Ai vorbit cu el?",
		"Dylet ti siarad \xc3\xa2 hi.",
	};
	struct arena *arena = arena_new(1 << 20);

	for (size_t i = 0; i < LEN(said); i++) {
		struct question_kind kind;
		check_calm(arena, str_of(said[i]));
		CHECK_OK(question_read(str_of(said[i]), &kind));
		CHECK(kind.strength == QUESTION_SURE_NOT, said[i]);
	}
	arena_free(arena);
}

TEST(what_is_said_in_a_room_is_never_remarked_on)
{
	static const char *const said[] = { "Would it help if I timed us?",
		                            "Would it help if we paused for a moment?",
		                            "Shall I repeat the question?",
		                            "Shall I write that down?",
		                            "Would you like me to read it back?",
		                            "Should we come back to this next time?",
		                            "Are we all right for time?",
		                            "Is everybody ready to go on?",
		                            "Do you want more time to think?",
		                            "Would you like another round?",
		                            "Can we stop there?",
		                            "Is there anything else you would like to bring today?",
		                            "Has everybody had a turn?",
		                            "Am I right that it is your turn?",
		                            "Do we have a quorum?",
		                            "Is now a good time?",
		                            "May I share something I noticed?",
		                            "Would you be willing to hear what I noticed?",
		                            "Are you open to an observation?",
		                            "Can I check that I understood?",
		                            "Is it all right to name what I see?",
		                            "Do you mind if I push a little?",
		                            "Would it be all right to ask about your father?",
		                            "Will you do it by Friday?",
		                            "Will you have spoken to her by the next meeting?",
		                            "Are you going to tell him this week?",
		                            "Do you commit to that?",
		                            "Is that something you will do before we meet again?",
		                            "Can you do that by Tuesday?",
		                            "Would you be happy to write that down as an action?",
		                            "Is that your action?",
		                            "Does that count as done?",
		                            "On a scale of 0 to 10, how ready are you?",
		                            "Where would you put yourself between one and ten?",
		                            "Is it a seven or an eight?",
		                            "Out of ten, how sure are you?",
		                            "What number would you give it?",
		                            "How many out of five?",
		                            "Is that nearer two or nearer nine?",
		                            "Can everyone see the screen?",
		                            "Have we finished with this question?",
		                            "Who would like to go first?",
		                            "Who is next?",
		                            "When shall we meet next?",
		                            "Do you need a break?",
		                            "Are you ready for questions?",
		                            "Did you want to add something?",
		                            "Could you say that again?",
		                            "Could you speak up a little?",
		                            "Did I get that right?",
		                            "Was that a question or a comment?",
		                            "Would you rather we waited until Ayesha is back?",
		                            "Is it all right if we skip the check-in?",
		                            "Do you need me to slow down?",
		                            "Shall we hear from someone who has not spoken?",
		                            "Has anyone got a question left?",
		                            "How long have we got?",
		                            "Are there any more questions before the actions?",
		                            "Could we go round once more?",
		                            "Is the presenter happy with that?",
		                            "Does anybody want to pass?",
		                            "Did you get that down?",
		                            "Is that what you meant?",
		                            "Have I understood you?",
		                            "Will that be done before the 12th?",
		                            "Can I hold you to that?",
		                            "By when will it be done?",
		                            "Which day will you ring her?",
		                            "Would you say yes to that today?",
		                            "Are you prepared to try it once?",
		                            "Is that a promise?",
		                            "If ten is certain, where are you?",
		                            "Is it closer to five than to six?",
		                            "How would you rate it, one to five?",
		                            "Has it moved up from a four?",
		                            "May we stay with silence for a minute?",
		                            "Would you allow me a hunch?",
		                            "Could I be direct with you?",
		                            "Is there room for one more question?",
		                            "Do we stop at noon?",
		                            "Is your camera off on purpose?",
		                            "Would it suit you if we started with your action?",
		                            "Do you want us to keep quiet while you think?",
		                            "Are we ready to hear the next bid?",
		                            "Is anyone short of time today?",
		                            "Has the half hour gone?",
		                            "Should I put that in the chat?",
		                            "Are you still with us?",
		                            "Would you prefer to pass?",
		                            "Is it fine to leave it there?",
		                            "Did we agree to come back at three?",
		                            "Can you live with stopping now?",
		                            "Did everybody have enough time?",
		                            "May I disagree with you for a moment?",
		                            "Would you tolerate a blunt question?",
		                            "Is this a place where I can ask about money?",
		                            "Will you tell us next time how it went?",
		                            "Can you promise yourself that?",
		                            "Have you written it down as an action?",
		                            "Will you let us know on Friday?",
		                            "Is the date fixed?",
		                            "Could you do it this week?",
		                            "Is it a six today?",
		                            "Would you still say four?",
		                            "And is your confidence above five?",
		                            "Have you gone from three to five?",
		                            "Do you fancy five minutes outside?",
		                            "Does this need a follow-up question?",
		                            "Would you hold that thought until Omar has spoken?",
		                            "Are we finished with your bid?",
		                            "Is somebody keeping time?",
		                            "Have you had the time you needed?",
		                            "Could I take you back to something?",
		                            "Is there something you would prefer we left alone?",
		                            "May I be the devil's advocate?",
		                            "Would you be comfortable with a harder question?",
		                            "Can I put it more strongly?",
		                            "Will Thursday do?",
		                            "Have you decided when you will do it?",
		                            "Is that a firm yes?",
		                            "Will you own that one?",
		                            "Do you see yourself finishing it before Easter?",
		                            "Could you commit to half of it?",
		                            "Is it more like a three?",
		                            "Are you at seven now?",
		                            "Would nine be too high?",
		                            "Did it drop from last time's eight?",
		                            "Does five feel right?",
		                            "Is everyone comfortable?",
		                            "May Dana go first?",
		                            "Does anyone object to stopping early?",
		                            "Is it clear whose turn it is?",
		                            "Are you happy for Sam to take notes?",
		                            "Is this confidential?",
		                            "Should Kim answer that before the rest of you speak?",
		                            "Has the group finished?",
		                            "Is silence fine?",
		                            "Do you consent to a short summary?",
		                            "Am I allowed to be curious about the money?",
		                            "Would you welcome a different kind of question?",
		                            "Is the plan to ring her on Monday?",
		                            "Have you put it in your diary?",
		                            "Is that a commitment?",
		                            "Are you definitely doing it this month?",
		                            "Could you finish half of it by June?",
		                            "Is there anything you can promise us?",
		                            "Did you keep last time's promise?",
		                            "Would it be an eight if she agreed?",
		                            "Are you higher than last month?",
		                            "Is ten possible?",
		                            "Does a four describe it?",
		                            "Was it lower yesterday?" };
	struct arena *arena = arena_new(1 << 24);

	for (size_t i = 0; i < LEN(said); i++) check_calm(arena, str_of(said[i]));
	arena_free(arena);
}

/* And what the presenter brought may still be opened up. */
TEST(a_closed_question_on_the_matter_has_a_hint)
{
	static const char *const said[] = {
		"Is there support?",         "Does he know?",
		"Did she agree with you?",   "Do you get on with your manager?",
		"Has the budget been cut?",  "Do you feel stuck?",
		"Have they told the staff?", "Is it the money or the hours?",
		"Who is your director?",
	};

	for (size_t i = 0; i < LEN(said); i++) {
		struct question_kind kind;
		CHECK_OK(question_read(str_of(said[i]), &kind));
		CHECK(kind.hint != 0, said[i]);
	}
}

TESTS(to_ask_leave_is_never_remarked_on, how_the_meeting_goes_is_never_remarked_on,
      a_scale_is_never_remarked_on, a_commitment_is_never_remarked_on,
      a_tag_alone_is_never_remarked_on, many_words_are_never_remarked_on,
      what_is_said_to_the_room_has_none_whatever_its_form, another_language_is_left_alone,
      what_is_said_in_a_room_is_never_remarked_on, a_closed_question_on_the_matter_has_a_hint)
