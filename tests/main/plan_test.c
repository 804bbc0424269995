/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `setwise plan` from the outside: a folder of tables in; a table, words and an exit code out. */
#include "main/support.h"
#include "support/check.h"

static const char programme[] =
	"setting,value\nfirst_day,2026-09-07\nlast_day,2027-09-30\nmeetings,3\nfacilitated,2\n";
static const char one_set[] = "set,start_from,start_to\nNorth,2026-09-14,2026-10-02\n";
static const char two_people[] = "person,set,required\nAda,North,1 3\nBo,North,\n";
static const char they_can[] = "who,from,to,weekday,half,answer\n"
			       "Ada,,,,,yes\nAda,,,monday,,no\nBo,,,,morning,yes\n"
			       "Bo,,,,afternoon,no\n";

static void put_folder(const struct desk *desk)
{
	desk_put(desk, "programme.csv", programme);
	desk_put(desk, "sets.csv", one_set);
	desk_put(desk, "people.csv", two_people);
	desk_put(desk, "availability.csv", they_can);
}

static struct run plan(const struct desk *desk, const char *flag)
{
	const char *const words[] = { desk->folder.path, flag, NULL };

	return run_command(command_plan, words, NULL, 0);
}

TEST(a_year_comes_out_as_a_table_and_in_words)
{
	struct desk desk;

	desk_begin(&desk);
	put_folder(&desk);
	const struct run run = plan(&desk, NULL);
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	CHECK(strncmp(run.out, "North\n", strlen("North\n")) == 0, run.out);
	const char *table = desk_get(&desk, "plan.csv");
	CHECK(table != NULL, "the table is in the folder");
	int rows = 0;
	for (const char *at = table; at && (at = strchr(at, '\n')); at++) rows++;
	CHECK_INT(rows, 4, "a head and three meetings");
	CHECK(strstr(table, "set,meeting,date,half,facilitated,facilitator,cannot_come\r\n"),
	      "its columns");
	CHECK(strstr(table, "North,1,2026-09-") != NULL, "the first within its weeks");
	CHECK(strstr(table, ",afternoon,") == NULL, "Bo has mornings only");
	desk_end(&desk);
}

TEST(why_not_that_half_day_is_said)
{
	struct desk desk;

	desk_begin(&desk);
	put_folder(&desk);
	const struct run run = plan(&desk, "--why=North/2026-09-14/morning");
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	CHECK(strstr(run.out, "Ada") != NULL, run.out);
	CHECK_INT(plan(&desk, "--why=South/2026-09-14/morning").code, EXIT_USAGE, "no such set");
	desk_end(&desk);
}

TEST(who_can_never_meet_is_told_what_stands_in_the_way)
{
	struct desk desk;

	desk_begin(&desk);
	put_folder(&desk);
	desk_put(&desk, "availability.csv",
	         "who,from,to,weekday,half,answer\nAda,,,,,no\nBo,,,,,no\n");
	const struct run run = plan(&desk, NULL);
	CHECK_INT(run.code, EXIT_FINDINGS, run.out);
	CHECK(strstr(run.err, "1 of 1 sets have no plan under these rules.") != NULL, run.err);
	desk_end(&desk);
}

TEST(what_cannot_be_read_has_its_file_line_and_column)
{
	struct desk desk;

	desk_begin(&desk);
	put_folder(&desk);
	desk_put(&desk, "people.csv", "person,set,required\nAda,North,1\nBo,Nroth,\n");
	const struct run run = plan(&desk, NULL);
	CHECK_INT(run.code, EXIT_USAGE, "usage");
	CHECK(strstr(run.err, "people.csv:3:4: ") != NULL, run.err);
	desk_drop(&desk, "sets.csv");
	CHECK_INT(plan(&desk, NULL).code, EXIT_USAGE, "a table that is needed");
	desk_end(&desk);
}

TEST(the_family_als_1_is_planned_on_request_and_can_be_stopped)
{
	const char *const some[] = { "--als1", "--seed=20260907", "--sets=1000", NULL };
	const char *const many[] = { "--als1", "--seed=1", "--sets=900000", NULL };

	const struct run run = run_command(command_plan, some, NULL, 0);
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	CHECK(strstr(run.out, "166513") != NULL, run.out);
	const struct run stopped = run_command(command_plan, many, NULL, 300);
	CHECK(stopped.code < 128, "an interrupt ends it in order");
	CHECK(strstr(stopped.out, "feasible") != NULL, stopped.out);
}

TESTS(a_year_comes_out_as_a_table_and_in_words, why_not_that_half_day_is_said,
      who_can_never_meet_is_told_what_stands_in_the_way,
      what_cannot_be_read_has_its_file_line_and_column,
      the_family_als_1_is_planned_on_request_and_can_be_stopped)
