/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* read - `setwise ask` and `setwise read`: what kind of question is each line of standard input?
 *
 * What follows a tab is left, so that a labelled table can be given as it is; one line gives one answer.
 * In words, the triggers in [brackets]; or with --tsv
 * form TAB openness TAB functions TAB strength TAB hint TAB spans (off+len:phrase, bytes). */
#include <stdio.h>
#include <stdlib.h>

#include "domain/question_read.h"
#include "main/command.h"

static void print_functions(const struct question_kind *kind, const char *between)
{
	for (int i = 0; i < kind->functions; i++)
		printf("%s%s", i ? between : "", question_function_name(kind->function[i]));
}

static void print_row(const struct question_kind *kind)
{
	printf("%s\t%s\t", question_form_name(kind->form), question_openness_name(kind->openness));
	print_functions(kind, ",");
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
		print_functions(kind, ", ");
		putchar('.');
	}
	putchar('\n');
	if (kind->hint)
		printf("  %s\n  Could become: %s\n", question_hint_text(kind->hint),
		       question_hint_example(kind->hint));
}

/* What is asked on a line: it ends with the line, and a table's first column is enough. */
static struct str question_of(struct str line)
{
	struct str rest = line, question;

	if (line.n && line.at[line.n - 1] == '\n') rest.n--;
	if (rest.n && rest.at[rest.n - 1] == '\r') rest.n--;
	(void)str_cut(&rest, '\t', &question);
	return question;
}

/* So much of a long text as is read, up to the end of a word. */
static struct str beginning_of(struct str text)
{
	size_t n = QUESTION_BYTES_MAX;

	while (n > 0 && text.at[n] != ' ') n--;
	return str_part(text, 0, n ? n : QUESTION_BYTES_MAX);
}

enum exit_code command_read(struct arena *arena, const struct settings *settings,
                            const struct arguments *arguments)
{
	static const char *const flags[] = { "tsv", NULL };
	const bool rows = command_flag(arguments, "tsv").at != NULL;
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	(void)arena;
	(void)settings;
	const enum exit_code fits = command_words(arguments, 0, 0, flags);
	if (fits != EXIT_GOOD) return fits;
	for (int at = 1; (n = getline(&line, &room, stdin)) > 0; at++) {
		struct str text = question_of((struct str){ line, (size_t)n });
		struct question_kind kind;
		if (text.n > QUESTION_BYTES_MAX) {
			text = beginning_of(text);
			fprintf(stderr, "Of line %d only the first %zu bytes were read.\n", at,
			        text.n);
		}
		const enum err err = question_read(text, &kind);
		ASSERT(err == OK);
		if (rows)
			print_row(&kind);
		else
			print_words(text, &kind);
	}
	free(line);
	return ferror(stdin) ? command_fail(EXIT_WENT_WRONG, "The input cannot be read.")
	                     : EXIT_GOOD;
}
