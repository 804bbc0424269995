/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `setwise process`: what it prints, and the code it ends with. */
#include "main/support.h"
#include "support/check.h"

/* The words of one run, without the NULL that ends them. */
#define RUN(...) run_command(command_process, (const char *const[]){ __VA_ARGS__, NULL }, NULL, 0)

static void ends(struct run run, int code, const char *said, const char *why)
{
	CHECK_INT(run.code, code, why);
	CHECK(strstr(run.out, said), why);
}

TEST(a_list_a_preview_and_what_is_missing)
{
	struct run run = RUN("list");

	ends(run, EXIT_GOOD, "wial-90", "one of them");
	ends(run, EXIT_GOOD, "heilsbronn-8", "and another");
	run = RUN("show", "uk-halfday", "--people", "6");
	ends(run, EXIT_GOOD, "Half a day (uk-halfday), a meeting for 6 people", "for six");
	ends(run, EXIT_GOOD, "With 7: 205 minutes. 3 rounds of 40 minutes. 5 minutes are left",
	     "and how others fit");
	ends(run, EXIT_GOOD, " 0:05  Check-in                      12 min", "by the minute");
	ends(RUN("show", "troika", "--people=3"), EXIT_GOOD, "It is meant for 3 people.",
	     "and for whom it is not");
	CHECK_INT(RUN("show", "nothing").code, EXIT_USAGE, "no such process");
	CHECK_INT(RUN("show", "troika", "--people=40").code, EXIT_USAGE, "too many people");
	CHECK_INT(RUN("dance").code, EXIT_USAGE, "unknown");
}

TEST(a_file_is_right_or_its_fault_is_named_with_the_place)
{
	struct desk desk;
	char path[128];

	desk_begin(&desk);
	(void)snprintf(path, sizeof(path), "%s/mine.process", desk.folder.path);
	desk_put(&desk, "mine.process", "round x\ntitle X\nminutes 5\nstage close\n  floor some\n");
	ends(RUN("check", path), EXIT_FINDINGS,
	     ".process:5:9: A floor rule is one of turn, presenter", "wrong, and where");
	desk_put(&desk, "mine.process",
	         "round x\ntitle X\nminutes 5\nstage close\n title C\n floor all\n minutes 5\n"
	         " say all: Talk.\n");
	ends(RUN("check", path), EXIT_GOOD, "is right.", "right, and says so");
	desk_drop(&desk, "mine.process");
	CHECK_INT(RUN("check", path).code, EXIT_WENT_WRONG, "not there");
	desk_end(&desk);
}

TESTS(a_list_a_preview_and_what_is_missing, a_file_is_right_or_its_fault_is_named_with_the_place)
