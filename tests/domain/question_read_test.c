/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question_read: what is said of each kind, and what must never be said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "domain/question_read.h"

struct sample {
	const char *text;
	enum question_form form;
};

static const struct sample samples[] = {
	{ "What makes this hard to talk about?", QUESTION_OPEN },
	{ "How did the team take the news?", QUESTION_OPEN },
	{ "Can you say more about the parish clerk?", QUESTION_OPEN },
	{ "Tell us a bit more about that.", QUESTION_OPEN },
	{ "I'm curious how it looked from their side.", QUESTION_OPEN },
	{ "what do you want to happen", QUESTION_OPEN },
	{ "Is there a budget for it?", QUESTION_CLOSED },
	{ "How many of them came?", QUESTION_CLOSED },
	{ "When is the hearing?", QUESTION_CLOSED },
	{ "On a scale of one to ten, how sure are you?", QUESTION_CLOSED },
	{ "did they answer", QUESTION_CLOSED },
	{ "Is it ready or not?", QUESTION_CLOSED },
	{ "Is it the money or the people?", QUESTION_EITHER_OR },
	{ "What happened? Who was there?", QUESTION_MULTIPLE },
	{ "What happened and how did you feel?", QUESTION_MULTIPLE },
	{ "Don't you think it is too late?", QUESTION_LEADING },
	{ "Surely they saw it coming?", QUESTION_LEADING },
	{ "Why didn't you ring them?", QUESTION_LEADING },
	{ "Have you tried asking for more time?", QUESTION_DISGUISED },
	{ "Why don't you hold a drop-in?", QUESTION_DISGUISED },
	{ "What about moving the desk?", QUESTION_DISGUISED },
	{ "Have you thought of sharing the post?", QUESTION_DISGUISED },
	{ "I wonder if you should step down?", QUESTION_DISGUISED },
	{ "You should talk to the clerk.", QUESTION_ADVICE },
	{ "If I were you I'd say no.", QUESTION_ADVICE },
	{ "My advice is to wait.", QUESTION_ADVICE },
	{ "I'd speak to the clerk first.", QUESTION_ADVICE },
	{ "Try asking the clerk.", QUESTION_ADVICE },
	/* Held back by a veto. */
	{ "What have you tried so far?", QUESTION_OPEN },
	{ "She told me I should apply.", QUESTION_STATEMENT },
	{ "You should be proud of that.", QUESTION_STATEMENT },
	{ "You must be exhausted.", QUESTION_STATEMENT },
	{ "Thank you, that helps.", QUESTION_STATEMENT },
	{ "The board meets on Tuesday.", QUESTION_STATEMENT },
	{ "", QUESTION_STATEMENT },
	/* Said by somebody else, unless all of it stands in the marks. */
	{ "She said \"have you tried yoga?\" How did that land?", QUESTION_OPEN },
	{ "He wrote \"you should resign\" on the form.", QUESTION_STATEMENT },
	{ "\"Have you tried yoga?\"", QUESTION_DISGUISED },
	{ "Have you tried \"mediation\" with her?", QUESTION_DISGUISED },
	/* "I think" is a way to begin; a comma ends what holds a phrase back. */
	{ "I think you should talk to the clerk.", QUESTION_ADVICE },
	{ "Honestly, I reckon it would be better to wait.", QUESTION_ADVICE },
	{ "I think what you did was brave.", QUESTION_STATEMENT },
	{ "That sounds hard, but try asking the clerk.", QUESTION_ADVICE },
	/* A topic first, and the doors after the question. */
	{ "What about the residents, how do they see it?", QUESTION_OPEN },
	{ "Which is it, capacity or capability?", QUESTION_EITHER_OR },
	{ "So you're the only one who does it?", QUESTION_CLOSED },
	{ "My question is what would make it worth it.", QUESTION_OPEN },
	{ "Can I ask how you came to that view?", QUESTION_OPEN },
	{ "Thoughts?", QUESTION_OPEN },
	{ "Do you agree with the decision?", QUESTION_CLOSED },
	{ "Aren't you just avoiding him?", QUESTION_LEADING },
	{ "Couldn't HR do it?", QUESTION_DISGUISED },
	{ "Surely you could refuse?", QUESTION_DISGUISED },
	{ "You'll have to tell them some time.", QUESTION_ADVICE },
	{ "Mediation is the way to go.", QUESTION_ADVICE },
	/* Asked, though no mark says so. */
	{ "what is one small step you could take this week", QUESTION_OPEN },
	{ "do you think you should just leave", QUESTION_DISGUISED },
};

static struct question_kind read_of(struct str text)
{
	struct question_kind kind;

	assert_int_equal(question_read(text, &kind), OK);
	return kind;
}

static void forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(samples); i++) {
		const struct question_kind kind = read_of(str_of(samples[i].text));
		if (kind.form != samples[i].form)
			fail_msg("\"%s\" is %s, not %s (%s)", samples[i].text,
			         question_form_name(samples[i].form), question_form_name(kind.form),
			         kind.whys ? question_phrase_id(kind.why[0].phrase) : "");
	}
}

/* Case, spaces, curly apostrophes and a missing apostrophe change nothing. */
static void dress(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(samples); i++) {
		char upper[512] = { 0 }, spaced[512] = { 0 }, bare[512] = { 0 }, curly[512] = { 0 };
		size_t s = 1, b = 0, c = 0;
		spaced[0] = ' ';
		for (const char *at = samples[i].text; *at; at++) {
			upper[at - samples[i].text] =
				(char)(*at >= 'a' && *at <= 'z' ? *at - 32 : *at);
			spaced[s++] = *at;
			if (*at == ' ') spaced[s++] = ' ';
			if (*at != '\'') bare[b++] = curly[c++] = *at;
			if (*at == '\'') memcpy(curly + c, "\xe2\x80\x99", 3), c += 3;
		}
		assert_int_equal(read_of(str_of(upper)).form, samples[i].form);
		assert_int_equal(read_of(str_of(spaced)).form, samples[i].form);
		assert_int_equal(read_of(str_of(bare)).form, samples[i].form);
		assert_int_equal(read_of(str_of(curly)).form, samples[i].form);
	}
}

static void spans_lie_in_the_text(void **state)
{
	static const char text[] = "So \xe2\x80\x93 don\xe2\x80\x99t you think it is late?";
	(void)state;
	for (size_t i = 0; i < LEN(samples); i++) {
		const struct str t = str_of(samples[i].text);
		const struct question_kind kind = read_of(t);
		for (int k = 0; k < kind.whys; k++) {
			assert_true(kind.why[k].len > 0);
			assert_true((size_t)kind.why[k].off + kind.why[k].len <= t.n);
		}
	}
	const struct question_kind kind = read_of(str_of(text));
	assert_int_equal(kind.form, QUESTION_LEADING);
	assert_true(kind.whys > 0);
	assert_true(str_starts(str_from(str_of(text), kind.why[0].off),
	                       STR("don\xe2\x80\x99t you think")));
}

/* Permission, process, scales, commitment, and long turns are left alone. */
static void no_hint(void **state)
{
	static const char *const calm[] = {
		"May I offer an observation?",
		"Can I ask you something about the team?",
		"Could I check I have understood?",
		"Shall we take five minutes?",
		"Shall I go next?",
		"Is it all right if I ask about your team?",
		"Would it be OK to stay with that a little longer?",
		"Are you happy to go on?",
		"Do you mind if I say what I noticed?",
		"Are we ready to move on to actions?",
		"Do we need a break?",
		"Has everyone had a turn?",
		"Does anyone have another question?",
		"Would you like to park that one?",
		"Do you want to stop there?",
		"Is that enough for now?",
		"Can everyone hear?",
		"How many minutes have we left?",
		"Have we got time for one more?",
		"On a scale of one to ten, how sure are you?",
		"How confident are you, out of ten, that you'll do it?",
		"Where are you between nought and ten?",
		"What number would you give it?",
		"From 0 to 10, how important is it?",
		"Will you do it by Friday?",
		"Are you going to tell her?",
		"Will you have told him by the next meeting?",
		"When will you do it?",
		"By when?",
		"Who will you tell?",
		"Are you willing to try that?",
		"Can you commit to that?",
		"Do you intend to speak to him this week?",
		"It was three weeks, wasn't it?",
		"You're in the same team, aren't you?",
		"It is getting late, isn't it?",
		"That's hard, innit?",
		"It starts in May, doesn't it?",
		"Are you safe?",
		"Did anyone get hurt?",
		"Do you feel safe at work?",
		"Is anyone at risk of harm?",
		"What would you like to happen?",
	};
	char longer[1024] = "Have you tried asking ";

	(void)state;
	for (size_t i = 0; i < LEN(calm); i++)
		if (read_of(str_of(calm[i])).hint) fail_msg("a hint for \"%s\"", calm[i]);
	assert_string_equal(question_hint_id(read_of(STR("Have you tried asking them?")).hint),
	                    "H1");
	for (int i = 0; i < 40; i++) memcpy(longer + strlen(longer), "them ", 6);
	assert_int_equal(read_of(str_of(longer)).form, QUESTION_DISGUISED);
	assert_int_equal(read_of(str_of(longer)).hint, 0);
	const struct question_kind tag = read_of(STR("It is getting late, isn't it?"));
	assert_int_equal(tag.form, QUESTION_LEADING);
	assert_int_equal(tag.hint, 0);
}

/* Remarks for training never stand beside a hint, and only where the text gives cause. */
static void quiet_remarks(void **state)
{
	(void)state;
	assert_string_equal(question_hint_id(read_of(STR("Why does it matter?")).quiet), "H27");
	assert_string_equal(question_hint_id(read_of(STR("We lost two people in May.")).quiet),
	                    "H26");
	assert_int_equal(read_of(STR("What matters most?")).quiet, 0);
	assert_int_equal(read_of(STR("")).quiet, 0);
	for (size_t i = 0; i < LEN(samples); i++) {
		const struct question_kind kind = read_of(str_of(samples[i].text));
		assert_true(!kind.hint || !kind.quiet);
	}
}

/* Each row of hints is given to somebody, says itself in one gentle line, and never grades. */
static void hints(void **state)
{
	static const struct {
		const char *text, *hint;
	} table[] = {
		{ "Have you tried asking them?", "H1" },
		{ "Why don't you hold a drop-in?", "H2" },
		{ "Shouldn't you tell the chair?", "H3" },
		{ "Could you not ask the clerk?", "H4" },
		{ "What about moving the desk?", "H5" },
		{ "Would it help to write it down?", "H6" },
		{ "Wouldn't you be better off leaving?", "H6b" },
		{ "What if you moved the meeting?", "H7" },
		{ "Is there any reason you couldn't share the post?", "H8" },
		{ "I wonder if you should step down?", "H9" },
		{ "Has anyone suggested mediation?", "H10" },
		{ "Don't you think it is too late?", "H11" },
		{ "Aren't you being hard on yourself?", "H12" },
		{ "It's really about control, isn't it?", "H13" },
		{ "Why didn't you ring them?", "H14" },
		{ "How could you let it go on?", "H15" },
		{ "What happened? Who was there?", "H16" },
		{ "Is it the money or the people?", "H17" },
		{ "Is there a budget for it?", "H18" },
		{ "Are you worried about it?", "H19" },
		{ "How many of them came?", "H20" },
		{ "You should talk to the clerk.", "H21" },
		{ "If I were you I'd say no.", "H22" },
		{ "Try asking the clerk.", "H23" },
		{ "You could always ask for more time.", "H24" },
		{ "We had a drop-in, so just do that.", "H25" },
		{ "Do you think a written agreement would help?", "H28" },
		{ "Isn't it time you had a word with him?", "H29" },
		{ "Surely they saw it coming?", "H30" },
		{ "Why do you always give in?", "H31" },
	};
	(void)state;
	for (size_t i = 0; i < LEN(table); i++) {
		const struct question_kind kind = read_of(str_of(table[i].text));
		if (!str_eq(str_of(question_hint_id(kind.hint)), str_of(table[i].hint)))
			fail_msg("\"%s\" gets %s, not %s", table[i].text,
			         question_hint_id(kind.hint), table[i].hint);
		const struct str words = str_of(question_hint_text(kind.hint));
		assert_true(words.n > 10 && words.n < 100);
		assert_false(str_has(words, STR("wrong")) || str_has(words, STR("should not")));
		assert_true(question_hint_example(kind.hint)[0]);
		/* What it could become needs no hint itself. */
		const struct question_kind better =
			read_of(str_of(question_hint_example(kind.hint)));
		if (better.hint)
			fail_msg("\"%s\" would get %s", question_hint_example(kind.hint),
			         question_hint_id(better.hint));
	}
}

static void functions(void **state)
{
	static const struct {
		const char *text;
		enum question_function function;
	} table[] = {
		{ "What if the grant had come through?", QUESTION_HYPOTHETICAL },
		{ "What are you assuming about them?", QUESTION_CHALLENGING },
		{ "How do you feel about it?", QUESTION_REFLECTIVE },
		{ "What will you do next?", QUESTION_FORWARD },
		{ "Why did it start then?", QUESTION_PROBING },
		{ "How many came?", QUESTION_CLARIFYING },
	};
	(void)state;
	for (size_t i = 0; i < LEN(table); i++) {
		const struct question_kind kind = read_of(str_of(table[i].text));
		assert_true(kind.functions > 0);
		assert_string_equal(question_function_name(kind.function[0]),
		                    question_function_name(table[i].function));
	}
}

static void limits(void **state)
{
	static char text[QUESTION_BYTES_MAX + 1];
	struct question_kind kind = { .asked = 77 };

	(void)state;
	memset(text, '?', sizeof(text));
	assert_int_equal(question_read((struct str){ text, sizeof(text) }, &kind), ERR_LIMIT);
	assert_int_equal(kind.asked, 77);
	assert_int_equal(question_read((struct str){ text, sizeof(text) - 1 }, &kind), OK);
	for (size_t i = 0; i < sizeof(text); i++) text[i] = "a ,.i "[i % 6];
	assert_int_equal(question_read((struct str){ text, sizeof(text) - 1 }, &kind), OK);
	assert_int_equal(question_read((struct str){ NULL, 0 }, &kind), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
		cmocka_unit_test(dress),
		cmocka_unit_test(spans_lie_in_the_text),
		cmocka_unit_test(no_hint),
		cmocka_unit_test(quiet_remarks),
		cmocka_unit_test(hints),
		cmocka_unit_test(functions),
		cmocka_unit_test(limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
