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
		"May I ask you something?",
		"Can I check one thing?",
		"Is that okay?",
		"Are we ready to move on?",
		"Do you want to carry on?",
		"From one to ten, how sure are you?",
		"Will you do it by Friday?",
		"Are you going to tell her?",
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

/* Labelled files, if the environment says where they are: bars on what a wrong hint costs most. */
static void labelled(void **state)
{
	const char *folder = getenv("QUESTION_DATA");
	char path[4096], line[8192];
	int genuine = 0, advice = 0, disguised = 0, right = 0, n = 0;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/handwritten-dev.tsv", folder ? folder : "");
	FILE *file = folder ? fopen(path, "r") : NULL;
	if (!file) {
		print_message("QUESTION_DATA is not set or lacks the file: labelled lines were not "
		              "read\n");
		return;
	}
	while (fgets(line, sizeof(line), file)) {
		struct str rest = str_of(line), text, label, form;
		if (!str_cut(&rest, '\t', &text) || !str_cut(&rest, '\t', &label)) continue;
		(void)str_cut(&label, '/', &form);
		const struct question_kind kind = read_of(text);
		n++;
		right += str_eq(form, str_of(question_form_name(kind.form)));
		if (!str_eq(form, STR("open")) && !str_eq(form, STR("closed"))) continue;
		genuine++;
		advice += kind.form == QUESTION_ADVICE;
		disguised += kind.form == QUESTION_DISGUISED;
	}
	(void)fclose(file);
	assert_true(n > 0 && right * 100 >= n * 90);
	assert_int_equal(advice, 0);
	assert_true(disguised * 100 <= genuine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
		cmocka_unit_test(dress),
		cmocka_unit_test(spans_lie_in_the_text),
		cmocka_unit_test(no_hint),
		cmocka_unit_test(functions),
		cmocka_unit_test(limits),
		cmocka_unit_test(labelled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
