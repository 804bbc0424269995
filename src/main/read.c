/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* read - `setwise ask` and `setwise read`: what kind of question is each line of standard input?
 *
 * In words, the triggers in [brackets]; or with --tsv
 * form TAB openness TAB functions TAB strength TAB hint TAB spans (off+len:phrase, bytes). */
#include <stdio.h>

#include "domain/question_read.h"
#include "main/command.h"

static void print_functions(const struct question_kind *kind)
{
	for (int i = 0; i < kind->functions; i++)
		printf("%s%s", i ? "," : "", question_function_name(kind->function[i]));
}

static void print_row(const struct question_kind *kind)
{
	printf("%s\t%s\t", question_form_name(kind->form), question_openness_name(kind->openness));
	print_functions(kind);
	printf("\t%d\t%s\t", (int)kind->strength, question_hint_id(kind->hint));
	for (int i = 0; i < kind->whys; i++)
		printf("%s%d+%d:%s", i ? " " : "", kind->why[i].off, kind->why[i].len,
		       question_phrase_id(kind->why[i].phrase));
	putchar('\n');
}

/* The line with each stretch that decided in brackets. */
static void print_marked(struct str line, const struct question_kind *kind)
{
	bool inside = false;

	for (size_t i = 0; i < line.n; i++) {
		bool in = false;
		for (int k = 0; k < kind->whys; k++)
			in |= i >= kind->why[k].off &&
			      i < (size_t)kind->why[k].off + kind->why[k].len;
		if (in != inside) putchar(in ? '[' : ']');
		inside = in;
		putchar(line.at[i]);
	}
	if (inside) putchar(']');
	putchar('\n');
}

static void print_words(struct str line, const struct question_kind *kind)
{
	static const char *const forms[] = {
		"Reads as advice.",
		"Could this be a suggestion?",
		"May lead towards one answer.",
		"Several at once.",
		"Offers a choice of two.",
		"Reads as a closed question.",
		"Reads as an open question.",
		"Reads as something said, not asked.",
	};

	print_marked(line, kind);
	printf("  %s", forms[kind->form]);
	if (kind->functions) {
		printf(" It reaches for: ");
		print_functions(kind);
		putchar('.');
	}
	putchar('\n');
	if (kind->hint)
		printf("  %s\n  Could become: %s\n", question_hint_text(kind->hint),
		       question_hint_example(kind->hint));
}

enum exit_code command_read(struct arena *arena, const struct settings *settings,
                            const struct arguments *arguments)
{
	static const char *const flags[] = { "tsv", NULL };
	const bool rows = command_flag(arguments, "tsv").at != NULL;
	char line[8192];
	int at = 0;

	(void)arena;
	(void)settings;
	const enum exit_code fits = command_words(arguments, 0, 0, flags);
	if (fits != EXIT_GOOD) return fits;
	while (fgets(line, sizeof(line), stdin)) {
		struct str text = str_of(line);
		struct question_kind kind;
		at++;
		while (text.n && (text.at[text.n - 1] == '\n' || text.at[text.n - 1] == '\r'))
			text.n--;
		if (question_read(text, &kind) != OK)
			return command_fail(
				EXIT_WENT_WRONG,
				"Line %d is longer than %d bytes. Ask it in fewer words.", at,
				QUESTION_BYTES_MAX);
		if (rows)
			print_row(&kind);
		else
			print_words(text, &kind);
	}
	return EXIT_GOOD;
}
