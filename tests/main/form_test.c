/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `setwise form` from the outside: a folder in, tables out, and what the exit codes say. */
#include <unistd.h>

#include "main/command.h"
#include "support/check.h"

static char folder[] = "/tmp/setwise-form-XXXXXX";

static const char *path_of(const char *name)
{
	static char path[256];

	(void)snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void write_text(const char *name, const char *text)
{
	FILE *file = fopen(path_of(name), "wb");

	CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0, "written");
}

static const char *read_text(const char *name)
{
	static char text[65536];
	FILE *file = fopen(path_of(name), "rb");

	CHECK(file, name);
	const size_t n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = '\0';
	(void)fclose(file);
	return text;
}

static int run(const char *const *words, int n)
{
	struct arena *arena = arena_new(1 << 20);
	struct arguments arguments = { .n = n };
	const struct settings settings = { 0 };

	for (int i = 0; i < n; i++) arguments.at[i] = str_of(words[i]);
	const int code = (int)command_form(arena, &settings, &arguments);
	arena_free(arena);
	return code;
}

static int form_folder(const char *mode)
{
	const char *const words[] = { folder, "--evaluations", "60000", "--mode", mode };

	return run(words, LEN(words));
}

static void people(int n, const char *last)
{
	char text[4096] = "id,name,organisation,team,slots\n";
	size_t at = strlen(text);

	for (int i = 0; i < n; i++)
		at += (size_t)snprintf(text + at, sizeof(text) - at,
		                       "p%d,=Name %d,org%d,t%d,MonAM;TueAM\n", i, i, i % 5, i / 2);
	(void)snprintf(text + at, sizeof(text) - at, "%s", last);
	write_text("people.csv", text);
}

TEST(a_folder_becomes_sets)
{
	CHECK(mkdtemp(folder), "a folder");
	people(14, "");
	CHECK_INT(form_folder("fresh"), 0, "good");
	CHECK(strstr(read_text("members.csv"), "p13,'=Name 13,"), "no formula for a spreadsheet");
	CHECK(strstr(read_text("sets.csv"), "set,facilitator,slot,size,mix,lowest attribute\r\n"),
	      "the sets");
	CHECK(strstr(read_text("sets.csv"), ",organisation\r\n"),
	      "seven of five organisations: some are alike");
	CHECK(strstr(read_text("members.csv"), "id,name,set,slot,pinned,moved_from\r\n"),
	      "the members");
	CHECK(strstr(read_text("result.json"), "\"broken\": 0"), "the result");
}

TEST(the_same_again_gives_the_same)
{
	char first[65536];

	people(14, "");
	CHECK_INT(form_folder("fresh"), 0, "once");
	(void)snprintf(first, sizeof(first), "%s", read_text("members.csv"));
	CHECK_INT(form_folder("fresh"), 0, "twice");
	CHECK(strcmp(first, read_text("members.csv")) == 0, "byte for byte");
}

TEST(exit_codes_tell_what_was_wrong)
{
	const char *const unknown[] = { folder, "--colour", "red" };
	const char *const missing[] = { "--mdgplib", "/nowhere/at/all" };

	people(14, "p0,Twice,,,\n");
	CHECK_INT(form_folder("fresh"), 2, "an id twice");
	people(11, "");
	CHECK_INT(form_folder("fresh"), 3, "eleven do not make sets of six to eight");
	people(14, "");
	CHECK_INT(form_folder("repair"), 2, "nothing to repair");
	CHECK_INT(form_folder("sideways"), 2, "no such mode");
	CHECK_INT(run(unknown, LEN(unknown)), 2, "no such flag");
	CHECK_INT(run(missing, LEN(missing)), 2, "no such file");
}

TEST(a_draft_is_repaired_with_few_moves)
{
	people(15, "");
	write_text("previous.csv", "id,set\np0,1\np2,1\np4,1\np6,1\np8,1\np10,1\np12,1\np1,2\np3,"
	                           "2\np5,2\np7,2\np9,2\np11,2\np13,2\n");
	CHECK_INT(form_folder("repair"), 0, "good");
	CHECK(strstr(read_text("result.json"), "\"moved\": 0"), "the newcomer joins; nobody moves");
}

TEST(a_benchmark_is_divided)
{
	write_text("toy.txt", "4 2 ss 2 2 2 2\n0 1 9.5\n0 2 1\n0 3 1\n1 2 1\n1 3 1\n2 3 9.5\n");
	char path[256];
	(void)snprintf(path, sizeof(path), "%s", path_of("toy.txt"));
	const char *const words[] = { "--mdgplib", path, "--evaluations=200000", "--seed", "3",
		                      "--threads", "1" };
	CHECK_INT(run(words, LEN(words)), 0, "good");
	for (size_t i = 0; i < 6; i++)
		(void)unlink(path_of((const char *const[]){ "toy.txt", "people.csv", "previous.csv",
		                                            "sets.csv", "members.csv",
		                                            "result.json" }[i]));
	(void)rmdir(folder);
}

TESTS(a_folder_becomes_sets, the_same_again_gives_the_same, exit_codes_tell_what_was_wrong,
      a_draft_is_repaired_with_few_moves, a_benchmark_is_divided)
