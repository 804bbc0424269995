/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - `setwise process check|list|show`: processes without a database. */
#include <errno.h>
#include <stdio.h>

#include "app/process.h"
#include "domain/process_preview.h"
#include "main/command.h"

enum { PEOPLE_LEAST = 1, PEOPLE_MOST = 12 };

static void say(struct str text)
{
	printf("%.*s", STR_ARG(text));
}

static enum exit_code read_file(struct arena *arena, struct str path, struct str *out)
{
	char *text = NEW(arena, char, PROCESS_TEXT_MAX + 2);
	FILE *file = fopen(str_z(arena, path), "rb");

	if (!file)
		return command_fail(EXIT_WENT_WRONG, "%.*s: %s.", STR_ARG(path), strerror(errno));
	const size_t n = fread(text, 1, PROCESS_TEXT_MAX + 1, file);
	const bool failed = ferror(file) != 0;
	if (fclose(file) || failed)
		return command_fail(EXIT_WENT_WRONG, "%.*s cannot be read.", STR_ARG(path));
	*out = (struct str){ text, n };
	return EXIT_GOOD;
}

/* The usual round of a meeting: shipped, or, if there is none of that name, UK classic. */
static const struct process *round_for(struct arena *arena, const struct process *shell)
{
	const struct process *round = NULL;

	if (!shell->usual_round.n || process_shipped(arena, shell->usual_round, &round) ||
	    round->is_shell)
		if (process_shipped(arena, STR("uk-classic"), &round)) BUG("uk-classic is shipped");
	return round;
}

static void print_floor(const struct stage *stage)
{
	say(str_of(floor_words(stage->floor)));
	if (stage->floor_then != FLOOR_NONE)
		printf(" %s %s",
		       stage->is_choice ? "Or:" : "Then:", floor_words(stage->floor_then));
	if (stage->optional) say(STR(" If the presenter likes."));
	if (stage->loops) say(STR(" Agreed? If not, back again."));
	if (stage->module_count) printf(" One of %d ways.", stage->module_count);
}

static void print_order(const struct preview *preview)
{
	int round = 0;

	for (size_t i = 0; i < preview->count; i++) {
		const struct preview_line *line = &preview->lines[i];
		if (line->round != round && line->round) printf("        Round %d\n", line->round);
		round = line->round;
		printf("%2d:%02d  %s%-28.*s %3d min  ", line->from_min / 60, line->from_min % 60,
		       line->round ? "  " : "", STR_ARG(line->stage->title), line->minutes);
		print_floor(line->stage);
		if (line->pass > 1) printf(" (time %d)", line->pass);
		putchar('\n');
	}
	printf("%2d:%02d  the end\n", preview->used_min / 60, preview->used_min % 60);
}

static void print_unknown(const struct process *process)
{
	if (process->source.n) printf("\nFrom: %.*s\n", STR_ARG(process->source));
	if (process->unknown.n) printf("Open: %.*s\n", STR_ARG(process->unknown));
	for (int i = 0; i < process->stage_count; i++)
		if (process->stages[i].unknown.n)
			printf("Open in %.*s: %.*s\n", STR_ARG(process->stages[i].title),
			       STR_ARG(process->stages[i].unknown));
}

static enum exit_code print_preview(struct arena *arena, const struct process *process, int people)
{
	static const int sizes[] = { 6, 7, 8 };
	const struct process *shell = process->is_shell ? process : NULL;
	const struct process *round = shell ? round_for(arena, shell) : process;
	struct preview preview;

	printf("%.*s (%.*s), %s for %d %s\n", STR_ARG(process->title), STR_ARG(process->name),
	       shell ? "a meeting" : "a round", people, people == 1 ? "person" : "people");
	if (process->about.n) printf("%.*s\n", STR_ARG(process->about));
	putchar('\n');
	if (process_preview(arena, shell, round, people, process->minutes, &preview))
		return command_fail(EXIT_WENT_WRONG, "That is longer than any meeting can be.");
	print_order(&preview);
	putchar('\n');
	for (size_t i = 0; i < LEN(sizes); i++) {
		if (process_preview(arena, shell, round, sizes[i], process->minutes, &preview))
			continue;
		printf("With %d: %d minutes. ", sizes[i], preview.used_min);
		if (shell) say(preview_words(arena, &preview));
		if (!preview.fits_people)
			printf(" It is meant for %.*s.",
			       STR_ARG(process_people_words(arena, process)));
		putchar('\n');
	}
	print_unknown(process);
	return EXIT_GOOD;
}

static enum exit_code check(struct arena *arena, struct str path)
{
	const struct process *process;
	struct process_fault fault;
	struct str text;

	const enum exit_code code = read_file(arena, path, &text);
	if (code) return code;
	if (process_parse(arena, text, &process, &fault)) {
		printf("%.*s:%d:%d: %.*s\n", STR_ARG(path), fault.line, fault.column,
		       STR_ARG(fault.words));
		return EXIT_FINDINGS;
	}
	printf("%.*s is right.\n\n", STR_ARG(path));
	return print_preview(arena, process, process->people ? process->people : 7);
}

static enum exit_code list(struct arena *arena)
{
	struct process_list all;

	if (process_shipped_list(arena, &all))
		return command_fail(EXIT_WENT_WRONG, "A process of this program cannot be read.");
	for (size_t i = 0; i < all.n; i++)
		printf("%-8s %-22.*s %3d min  %.*s\n", all.at[i]->is_shell ? "meeting" : "round",
		       STR_ARG(all.at[i]->name), all.at[i]->minutes, STR_ARG(all.at[i]->title));
	return EXIT_GOOD;
}

static enum exit_code show(struct arena *arena, struct str name, struct str number)
{
	const struct process *process;
	int64_t people = 7;

	if (number.n && !str_i64(number, PEOPLE_LEAST, PEOPLE_MOST, &people))
		return command_fail(EXIT_USAGE, "--people is a number from %d to %d.", PEOPLE_LEAST,
		                    PEOPLE_MOST);
	if (process_shipped(arena, name, &process))
		return command_fail(EXIT_USAGE,
		                    "There is no process \"%.*s\". `setwise process list` names "
		                    "them.",
		                    STR_ARG(name));
	return print_preview(arena, process, (int)people);
}

enum exit_code command_process(struct arena *arena, const struct settings *settings,
                               const struct arguments *arguments)
{
	static const char *const flags[] = { "people", NULL };
	const struct str what = command_word(arguments, 0), name = command_word(arguments, 1);
	struct str people = command_flag(arguments, "people");

	(void)settings;
	const enum exit_code code = command_words(arguments, 1, people.at ? 3 : 2, flags);
	if (code) return code;
	if (people.at && !people.n) people = command_word(arguments, 2);
	if (str_eq(what, STR("list")) && !name.n) return list(arena);
	if (str_eq(what, STR("check")) && name.n) return check(arena, name);
	if (str_eq(what, STR("show")) && name.n) return show(arena, name, people);
	return command_fail(EXIT_USAGE, "Say `process check FILE`, `process list` or "
	                                "`process show NAME --people 7`.");
}
