/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `setwise process`: what it prints, and the code it ends with. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "main/command.h"
#include "support/check.h"

enum { PRINTED_MAX = 32 * 1024 };

/* Runs the command with its words; what it says on standard output is in *printed. */
static enum exit_code run(struct arena *arena, const char *const *words, int n, struct str *printed)
{
	static const struct settings settings;
	struct arguments arguments = { .n = n };
	char path[] = "/tmp/setwise-process-XXXXXX";
	char *text = NEW(arena, char, PRINTED_MAX);
	const int file = mkstemp(path), was = dup(STDOUT_FILENO);

	CHECK(file >= 0 && was >= 0 && !unlink(path), "a file for what is printed");
	for (int i = 0; i < n; i++) arguments.at[i] = str_of(words[i]);
	CHECK(fflush(stdout) == 0 && dup2(file, STDOUT_FILENO) >= 0, "printed into it");
	const enum exit_code code = command_process(arena, &settings, &arguments);
	CHECK(fflush(stdout) == 0 && dup2(was, STDOUT_FILENO) >= 0, "and back");
	const ssize_t got = pread(file, text, PRINTED_MAX, 0);
	CHECK(got >= 0 && close(file) == 0 && close(was) == 0, "read");
	*printed = (struct str){ text, (size_t)got };
	return code;
}

TEST(a_list_a_preview_and_what_is_missing)
{
	struct arena *arena = arena_new(16 << 20);
	struct str out;

	CHECK_INT(run(arena, (const char *const[]){ "list" }, 1, &out), EXIT_GOOD, "list");
	CHECK(str_has(out, STR("wial-90")) && str_has(out, STR("heilsbronn-8")), "names them");

	CHECK_INT(
		run(arena, (const char *const[]){ "show", "uk-halfday", "--people", "6" }, 4, &out),
		EXIT_GOOD, "show");
	CHECK(str_has(out, STR("Half a day (uk-halfday), a meeting for 6 people")), "for six");
	CHECK(str_has(out, STR("With 7: 205 minutes. 3 rounds of 40 minutes. 5 minutes are left")),
	      "and how others fit");
	CHECK(str_has(out, STR(" 0:05  Check-in                      12 min")), "by the minute");

	CHECK_INT(run(arena, (const char *const[]){ "show", "troika", "--people=3" }, 3, &out),
	          EXIT_GOOD, "show");
	CHECK(str_has(out, STR("It is meant for 3 people.")), "and for whom it is not");
	CHECK_INT(run(arena, (const char *const[]){ "show", "nothing" }, 2, &out), EXIT_USAGE,
	          "no such process");
	CHECK_INT(run(arena, (const char *const[]){ "show", "troika", "--people=40" }, 3, &out),
	          EXIT_USAGE, "too many people");
	CHECK_INT(run(arena, (const char *const[]){ "dance" }, 1, &out), EXIT_USAGE, "unknown");
	arena_free(arena);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");
	CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0, "written");
}

TEST(a_file_is_right_or_its_fault_is_named_with_the_place)
{
	static const char *const path = "/tmp/setwise-process-test.process";
	struct arena *arena = arena_new(16 << 20);
	struct str out;

	write_file(path, "round x\ntitle X\nminutes 5\nstage close\n  floor some\n");
	CHECK_INT(run(arena, (const char *const[]){ "check", path }, 2, &out), EXIT_FINDINGS,
	          "wrong");
	CHECK(str_has(out, STR(".process:5:9: A floor rule is one of turn, presenter")), "where");
	write_file(path, "round x\ntitle X\nminutes 5\nstage close\n title C\n floor all\n minutes "
	                 "5\n say all: Talk.\n");
	CHECK_INT(run(arena, (const char *const[]){ "check", path }, 2, &out), EXIT_GOOD, "right");
	CHECK(str_has(out, STR("is right.")), "and says so");
	CHECK(unlink(path) == 0, "tidied");
	CHECK_INT(run(arena, (const char *const[]){ "check", path }, 2, &out), EXIT_WENT_WRONG,
	          "not there");
	arena_free(arena);
}

TESTS(a_list_a_preview_and_what_is_missing, a_file_is_right_or_its_fault_is_named_with_the_place)
