/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `setwise form` from the outside: a folder in, tables out, and what the exit codes say. */
#include "main/support.h"
#include "support/check.h"

static int form(const char *const *words)
{
	return run_command(command_form, words, NULL, 0).code;
}

static int form_folder(const struct desk *desk, const char *mode)
{
	const char *const words[] = {
		desk->folder.path, "--evaluations", "60000", "--mode", mode, NULL
	};

	return form(words);
}

static void people(const struct desk *desk, int n, const char *last)
{
	char text[4096] = "id,name,organisation,team,slots\n";
	size_t at = strlen(text);

	for (int i = 0; i < n; i++)
		at += (size_t)snprintf(text + at, sizeof(text) - at,
		                       "p%d,=Name %d,org%d,t%d,MonAM;TueAM\n", i, i, i % 5, i / 2);
	(void)snprintf(text + at, sizeof(text) - at, "%s", last);
	desk_put(desk, "people.csv", text);
}

TEST(a_folder_becomes_sets)
{
	struct desk desk;

	desk_begin(&desk);
	people(&desk, 14, "");
	CHECK_INT(form_folder(&desk, "fresh"), 0, "good");
	CHECK(strstr(desk_get(&desk, "members.csv"), "p13,'=Name 13,"),
	      "no formula for a spreadsheet");
	CHECK(strstr(desk_get(&desk, "sets.csv"),
	             "set,facilitator,slot,format,area,size,mix,lowest attribute\r\n"),
	      "the sets");
	CHECK(strstr(desk_get(&desk, "sets.csv"), ",organisation\r\n"),
	      "seven of five organisations: some are alike");
	CHECK(strstr(desk_get(&desk, "members.csv"),
	             "id,name,set,slot,pinned,moved_from,reason code\r\n"),
	      "the members");
	CHECK(strstr(desk_get(&desk, "result.json"), "\"broken\": 0"), "the result");
	desk_end(&desk);
}

TEST(the_same_again_gives_the_same)
{
	struct desk desk;
	char first[65536];

	desk_begin(&desk);
	people(&desk, 14, "");
	CHECK_INT(form_folder(&desk, "fresh"), 0, "once");
	(void)snprintf(first, sizeof(first), "%s", desk_get(&desk, "members.csv"));
	CHECK_INT(form_folder(&desk, "fresh"), 0, "twice");
	CHECK(strcmp(first, desk_get(&desk, "members.csv")) == 0, "byte for byte");
	desk_end(&desk);
}

TEST(exit_codes_tell_what_was_wrong)
{
	struct desk desk;
	const char *const unknown[] = { desk.folder.path, "--colour", "red", NULL };
	const char *const missing[] = { "--mdgplib", "/nowhere/at/all", NULL };

	desk_begin(&desk);
	people(&desk, 14, "p0,Twice,,,\n");
	CHECK_INT(form_folder(&desk, "fresh"), 2, "an id twice");
	people(&desk, 11, "");
	CHECK_INT(form_folder(&desk, "fresh"), 3, "eleven do not make sets of six to eight");
	people(&desk, 14, "");
	CHECK_INT(form_folder(&desk, "repair"), 2, "nothing to repair");
	CHECK_INT(form_folder(&desk, "sideways"), 2, "no such mode");
	CHECK_INT(form(unknown), 2, "no such flag");
	CHECK_INT(form(missing), 2, "no such file");
	desk_end(&desk);
}

TEST(a_draft_is_repaired_with_few_moves)
{
	struct desk desk;

	desk_begin(&desk);
	people(&desk, 15, "");
	desk_put(&desk, "previous.csv",
	         "id,set\np0,1\np2,1\np4,1\np6,1\np8,1\np10,1\np12,1\np1,2\np3,"
	         "2\np5,2\np7,2\np9,2\np11,2\np13,2\n");
	CHECK_INT(form_folder(&desk, "repair"), 0, "good");
	CHECK(strstr(desk_get(&desk, "result.json"), "\"moved\": 0"),
	      "the newcomer joins; nobody moves");
	desk_end(&desk);
}

TEST(a_benchmark_is_divided)
{
	struct desk desk;
	char path[256];
	desk_begin(&desk);
	desk_put(&desk, "toy.txt",
	         "4 2 ss 2 2 2 2\n0 1 9.5\n0 2 1\n0 3 1\n1 2 1\n1 3 1\n2 3 9.5\n");
	(void)snprintf(path, sizeof(path), "%s/toy.txt", desk.folder.path);
	const char *const words[] = { "--mdgplib", path, "--evaluations=200000",
		                      "--seed",    "3",  "--threads",
		                      "1",         NULL };
	CHECK_INT(form(words), 0, "good");
	desk_end(&desk);
}

TESTS(a_folder_becomes_sets, the_same_again_gives_the_same, exit_codes_tell_what_was_wrong,
      a_draft_is_repaired_with_few_moves, a_benchmark_is_divided)
