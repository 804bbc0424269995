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

/* ---- around a plan: two sets that share Fay ---- */

static const char shared_plan[] = "set,meeting,date,half,facilitated,facilitator,cannot_come\r\n"
				  "North,1,2026-09-29,morning,yes,Fay,\r\n"
				  "North,2,2026-11-10,morning,yes,Fay,\r\n"
				  "North,3,2026-12-22,morning,no,,\r\n"
				  "South,1,2026-09-15,morning,yes,Fay,\r\n"
				  "South,2,2026-10-27,morning,no,,\r\n"
				  "South,3,2026-12-09,morning,yes,Fay,\r\n";

static void put_shared(const struct desk *desk)
{
	desk_put(desk, "programme.csv", programme);
	desk_put(desk, "sets.csv",
	         "set,start_from,start_to\nNorth,2026-09-14,2026-10-02\n"
	         "South,2026-09-14,2026-10-02\n");
	desk_put(desk, "people.csv",
	         "person,set\nAda,North\nBo,North\nCleo,North\nEsme,South\nFinn,South\n");
	desk_put(desk, "availability.csv",
	         "who,from,to,weekday,half,answer\n"
	         "Ada,,,,,yes\nAda,,,monday,,no\nBo,,,,morning,yes\nBo,,,,afternoon,no\n"
	         "Bo,2026-11-05,2026-11-08,,,no\nCleo,,,,morning,yes\nEsme,,,,,yes\n"
	         "Finn,,,,,yes\nFay,,,tuesday,,yes\nFay,,,wednesday,,yes\n");
	desk_put(desk, "facilitators.csv", "facilitator,sets,week\nFay,2,2\n");
	desk_put(desk, "layers.csv", "layer,scope,from,kind\nFull council,all,2026-11-03,hard\n");
	desk_put(desk, "plan.csv", shared_plan);
}

static struct run ask(const struct desk *desk, const char *flag, const char *today)
{
	const char *const words[] = { desk->folder.path, flag, today, NULL };

	return run_command(command_plan, words, NULL, 0);
}

TEST(why_not_then_has_an_answer_for_every_half_day)
{
	static const char *const cases[][2] = {
		{ "--why=North/2026-12-25/morning", "Friday 25 December 2026 is a bank holiday "
		                                    "(Christmas Day): nobody meets then.\n" },
		{ "--why=North/2026-10-03/morning",
		  "Saturday 3 October 2026 is at the weekend: nobody meets then.\n" },
		{ "--why=North/2025-10-03/morning", "Friday 3 October 2025 is not between "
		                                    "first_day and last_day of programme.csv.\n" },
		{ "--why=North/2026-10-01/evening",
		  "Evenings are not used. To use them, write evenings,yes into programme.csv.\n" },
		{ "--why=North/2026-11-03/morning",
		  "Tuesday 3 November 2026, morning is closed to this set.\n"
		  "It is closed by the layer \"Full council\".\n" },
		{ "--why=North/2026-11-10/morning",
		  "Tuesday 10 November 2026, morning is meeting 2 of the plan.\n" },
		{ "--why=North/2026-11-09/afternoon",
		  "On Monday 9 November 2026, afternoon only 1 of 3 could come, and 2 are needed. "
		  "Cannot come: Ada and Bo.\n" },
		{ "--why=North/2027-06-01/morning",
		  "No plan with Tuesday 1 June 2027, morning keeps all the rules.\n"
		  "There would be one with it but for when the first meeting may be.\n"
		  "There would be one with it but for how many days may lie between meetings.\n" },
		{ "--why=North/2026-11-05/morning",
		  "With Thursday 5 November 2026, morning as meeting 2 the best plan costs 10 "
		  "points more.\n"
		  "Meeting 1 moves from Tuesday 29 September 2026, morning to Tuesday 22 "
		  "September 2026, morning.\n"
		  "Meeting 2 moves from Tuesday 10 November 2026, morning to Thursday 5 November "
		  "2026, morning. Cannot come any more: Bo.\n"
		  "Meeting 3 moves from Tuesday 22 December 2026, morning to Tuesday 15 December "
		  "2026, morning.\n"
		  "Meeting 2 is then self-facilitated.\nMeeting 3 is then facilitated.\n" },
	};
	struct desk desk;

	desk_begin(&desk);
	put_shared(&desk);
	for (size_t i = 0; i < LEN(cases); i++) {
		const struct run run = ask(&desk, cases[i][0], NULL);
		CHECK_INT(run.code, EXIT_GOOD, run.err);
		CHECK_STR(str_of(run.out), cases[i][1], cases[i][0]);
	}
	CHECK_STR(str_of(desk_get(&desk, "plan.csv")), shared_plan, "asking changes nothing");
	const struct run early = ask(&desk, "--why=North/2026-09-08/morning", NULL);
	CHECK_STR(str_of(early.out),
	          "Tuesday 8 September 2026, morning is not between Monday 14 September 2026 and "
	          "Thursday 30 September 2027, when the set may meet.\n",
	          "the year has begun, the set has not");
	desk_put(&desk, "pins.csv", "set,date,half,kind\nNorth,2026-11-11,morning,forbid\n");
	const struct run pinned = ask(&desk, "--why=North/2026-11-11/morning", NULL);
	CHECK_STR(str_of(pinned.out),
	          "Wednesday 11 November 2026, morning is closed to this set.\n"
	          "pins.csv forbids it, or pins all meetings elsewhere.\n",
	          "and by what");
	desk_drop(&desk, "pins.csv");
	CHECK_INT(ask(&desk, "--why=North/2026-11-05", NULL).code, EXIT_USAGE, "no half");
	desk_put(&desk, "pins.csv", "set,date,half,kind\nNorth,2026-11-10,morning,forbid\n");
	const struct run stale = ask(&desk, "--why=North/2026-11-11/morning", NULL);
	CHECK(strstr(stale.out,
	             "The dates of plan.csv do not keep all the rules of the tables any "
	             "more. The best plan with that half-day does:\n"
	             "Meeting 2 moves from Tuesday 10 November 2026, morning to Wednesday "
	             "11 November 2026, morning.") == stale.out,
	      stale.out);
	desk_end(&desk);
}

TEST(what_an_offer_costs_is_the_same_with_a_plan_and_without)
{
	struct desk desk;

	desk_begin(&desk);
	put_folder(&desk);
	desk_put(&desk, "facilitators.csv", "facilitator\nFay\n");
	desk_put(&desk, "offers.csv", "set,facilitator,price\nNorth,Fay,700\n");
	desk_put(&desk, "availability.csv",
	         "who,from,to,weekday,half,answer\nAda,,,,,if need be\nBo,,,,,yes\nFay,,,,,yes\n");
	const struct run first = plan(&desk, "--why=North/2026-09-14/morning");
	CHECK_STR(str_of(first.out),
	          "Monday 14 September 2026, morning is meeting 1 of the plan.\n", first.err);
	const struct run before = plan(&desk, "--why=North/2026-10-29/morning");
	CHECK(strstr(before.out, "With Thursday 29 October 2026, morning as meeting 2 the ") ==
	              before.out,
	      before.out);
	CHECK_INT(plan(&desk, NULL).code, EXIT_GOOD, "its plan is dear, and it has one");
	const struct run after = plan(&desk, "--why=North/2026-10-29/morning");
	CHECK_STR(str_of(after.out), before.out, "the same answer");
	/* Each date costs Ada a thousand points and more; the set is planned all the same. */
	desk_put(&desk, "programme.csv",
	         "setting,value\nfirst_day,2026-09-07\nlast_day,2027-09-30\nmeetings,3\n"
	         "facilitated,2\nif_need_be,800\nabsent,800\n");
	const struct run dear = plan(&desk, NULL);
	CHECK_INT(dear.code, EXIT_GOOD, dear.out);
	CHECK(strstr(dear.out, "North, with Fay\n") == dear.out, dear.out);
	desk_end(&desk);
}

TEST(a_lost_date_has_at_most_three_ways_and_takes_nobody_twice)
{
	struct desk desk;

	desk_begin(&desk);
	put_shared(&desk);
	const struct run run = ask(&desk, "--lost=North/2", "--today=2026-10-05");
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	CHECK(strstr(run.out,
	             "Meeting 2 cannot be on Tuesday 10 November 2026, morning.\n"
	             "New dates are from Monday 19 October 2026 on; what comes before that "
	             "stays.\n\n1. Fewest changes: 1 date moves. No plan moves fewer.\n"
	             "Meeting 2 moves from Tuesday 10 November 2026, morning to ") != NULL,
	      run.out);
	CHECK(strstr(run.out, "Meeting 1 moves") == NULL, "that is over");
	CHECK(strstr(run.out, "\n4. ") == NULL, "three at most");

	/* Fay is with South on that Wednesday: North cannot have her then, and may have no other day. */
	desk_put(&desk, "availability.csv",
	         "who,from,to,weekday,half,answer\nAda,,,,,yes\nBo,,,,,yes\nCleo,,,,,yes\n"
	         "Esme,,,,,yes\nFinn,,,,,yes\nFay,2026-09-29,,,morning,yes\n"
	         "Fay,2026-09-15,,,morning,yes\nFay,2026-12-09,,,morning,yes\n"
	         "Fay,2026-11-10,,,morning,yes\n");
	const struct run none = ask(&desk, "--lost=North/2", "--today=2026-10-05");
	CHECK_INT(none.code, EXIT_FINDINGS, none.out);
	CHECK(strstr(none.out, "No plan keeps all the rules.\n") != NULL, none.out);
	CHECK(strstr(none.out, "another facilitator is needed.\n") != NULL, none.out);
	CHECK(strstr(none.out, "1. Tuesday 29 September 2026, morning, facilitated.\n2. ") != NULL,
	      none.out);
	CHECK_INT(ask(&desk, "--lost=North/2", "--today=2026-11-11").code, EXIT_USAGE, "over");
	CHECK_INT(ask(&desk, "--lost=North/4", NULL).code, EXIT_USAGE, "no such meeting");
	CHECK_INT(ask(&desk, "--lost=North/2", "--today=soon").code, EXIT_USAGE, "no day");
	desk_drop(&desk, "plan.csv");
	CHECK_INT(ask(&desk, "--lost=North/2", NULL).code, EXIT_USAGE, "nothing is published");
	desk_end(&desk);
}

TEST(an_ill_facilitator_is_replaced_first)
{
	struct desk desk;

	desk_begin(&desk);
	put_shared(&desk);
	const struct run alone = ask(&desk, "--ill=North/2", "--today=2026-10-05");
	CHECK_INT(alone.code, EXIT_GOOD, alone.err);
	CHECK(strstr(alone.out,
	             "Nobody else who offered is free then.\n"
	             "Or the set facilitates it itself, and meeting 3 on Tuesday 22 December 2026, "
	             "morning is facilitated instead.\n"
	             "Or the date moves. New dates are from Monday 19 October 2026 on; ") ==
	              alone.out,
	      alone.out);
	desk_put(&desk, "facilitators.csv", "facilitator,sets,week\nFay,2,2\nGuy,2,2\nHal,2,2\n");
	desk_put(&desk, "availability.csv",
	         "who,from,to,weekday,half,answer\nAda,,,,,yes\nBo,,,,,yes\nCleo,,,,,yes\n"
	         "Esme,,,,,yes\nFinn,,,,,yes\nFay,,,,,yes\nGuy,2026-11-10,,,morning,yes\n"
	         "Hal,2026-11-10,,,afternoon,yes\n");
	const struct run other = ask(&desk, "--ill=North/2", "--today=2026-10-05");
	CHECK(strstr(other.out, "Guy is free then, and could take it.\nOr ") == other.out,
	      other.out);
	CHECK_INT(ask(&desk, "--ill=North/3", "--today=2026-10-05").code, EXIT_USAGE,
	          "nobody facilitates that one");
	desk_end(&desk);
}

TEST(what_is_written_is_read_again_whatever_the_names)
{
	struct desk desk;

	desk_begin(&desk);
	desk_put(&desk, "programme.csv", programme);
	desk_put(&desk, "sets.csv", "set\n=North\n");
	desk_put(&desk, "people.csv", "person,set\n\"Ada, the first\",=North\n+Bo,=North\n");
	desk_put(&desk, "availability.csv",
	         "who,answer\n\"Ada, the first\",yes\n+Bo,yes\n@Fay,yes\n");
	desk_put(&desk, "facilitators.csv", "facilitator\n@Fay\n");
	CHECK_INT(plan(&desk, NULL).code, EXIT_GOOD, "planned");
	const struct run run = ask(&desk, "--lost==North/2", "--today=2026-09-01");
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	desk_end(&desk);
}

TEST(who_stands_in_once_does_so_that_day_only)
{
	struct desk desk;

	desk_begin(&desk);
	put_shared(&desk);
	desk_put(&desk, "facilitators.csv", "facilitator,sets,week\nFay,2,2\nGuy,2,2\n");
	desk_put(&desk, "availability.csv",
	         "who,from,to,weekday,half,answer\nAda,,,,,yes\nBo,,,,,yes\nCleo,,,,,yes\n"
	         "Esme,,,,,yes\nFinn,,,,,yes\nFay,,,tuesday,,yes\nFay,,,wednesday,,yes\n"
	         "Fay,2026-12-22,,,,no\nGuy,2026-12-22,,,morning,yes\n");
	desk_put(&desk, "plan.csv",
	         "set,meeting,date,half,facilitated,facilitator\n"
	         "North,1,2026-09-29,morning,yes,Fay\nNorth,2,2026-11-10,morning,no,\n"
	         "North,3,2026-12-22,morning,yes,Guy\n"
	         "South,1,2026-09-15,morning,yes,Fay\nSouth,2,2026-10-27,morning,no,\n"
	         "South,3,2026-12-22,morning,yes,Fay\n");
	/* The plan stands, though Fay herself is away at the end. */
	const struct run why = ask(&desk, "--why=North/2026-11-09/morning", NULL);
	CHECK_STR(
		str_of(why.out),
		"With Monday 9 November 2026, morning as meeting 2 the plan is as good.\n"
		"Meeting 2 moves from Tuesday 10 November 2026, morning to Monday 9 November 2026, "
		"morning.\n",
		"a day less costs nothing");
	/* A new last date is one of Fay's days: Guy was there for the old one. */
	const struct run lost = ask(&desk, "--lost=North/3", "--today=2026-11-11");
	CHECK_INT(lost.code, EXIT_GOOD, lost.out);
	CHECK(strstr(lost.out,
	             "Meeting 3 moves from Tuesday 22 December 2026, morning to Tuesday ") ||
	              strstr(lost.out, "Meeting 3 moves from Tuesday 22 December 2026, morning to "
	                               "Wednesday "),
	      lost.out);
	/* And Guy, who is with North then, cannot take that morning for South. */
	const struct run ill = ask(&desk, "--ill=South/3", "--today=2026-11-01");
	CHECK(strstr(ill.out, "Nobody else who offered is free then.\n") == ill.out, ill.out);
	desk_end(&desk);
}

TEST(the_set_chooses_which_are_facilitated)
{
	struct desk desk;

	desk_begin(&desk);
	put_shared(&desk);
	desk_put(&desk, "votes.csv", "person,meeting,score\nAda,2,0\nBo,2,1\nAda,3,4\nCleo,3,4\n");
	const struct run run = ask(&desk, "--six=North", "--today=2026-09-01");
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	CHECK_STR(str_of(run.out),
	          "North: 2 of 3 are facilitated.\n"
	          "1. Tuesday 29 September 2026, morning: facilitated.\n"
	          "2. Tuesday 10 November 2026, morning: self-facilitated, was facilitated. "
	          "The set gave it 0.5 of 4 (2 votes).\n"
	          "3. Tuesday 22 December 2026, morning: facilitated, was self-facilitated. "
	          "The set gave it 4.0 of 4 (2 votes).\n",
	          "by their votes");
	const struct run wish = ask(&desk, "--six=North/+2", "--today=2026-09-01");
	CHECK(strstr(wish.out, "Nothing changes.") != NULL, wish.out);
	const struct run never = ask(&desk, "--six=North/-1", "--today=2026-09-01");
	CHECK_INT(never.code, EXIT_FINDINGS, "the first always is");
	CHECK(strstr(never.out, "2 of these dates cannot be facilitated with that.") != NULL,
	      never.out);
	CHECK_INT(ask(&desk, "--six=North/4", NULL).code, EXIT_USAGE, "neither + nor -");
	const struct run early = ask(&desk, "--six=North/+3", "--today=2026-10-05");
	CHECK(strstr(early.out, "morning: self-facilitated, was facilitated.") != NULL, early.out);
	const struct run late = ask(&desk, "--six=North/+3", "--today=2026-11-11");
	CHECK_INT(late.code, EXIT_FINDINGS, "both of them were facilitated by then");
	CHECK_INT(ask(&desk, "--six=North", "--today=soon").code, EXIT_USAGE, "no day");
	desk_end(&desk);
}

TEST(who_has_not_answered_is_named_with_what_hangs_on_it)
{
	struct desk desk;

	desk_begin(&desk);
	put_shared(&desk);
	const struct run run = ask(&desk, "--remind=all", NULL);
	CHECK_INT(run.code, EXIT_GOOD, run.err);
	CHECK(strstr(run.out, "North\nCleo has not answered ") == run.out, run.out);
	CHECK(strstr(run.out, "South\nEverybody has answered.\n") != NULL, run.out);
	CHECK_INT(ask(&desk, "--remind=West", NULL).code, EXIT_USAGE, "no such set");
	CHECK_INT(ask(&desk, "--remind=all", "--six=North").code, EXIT_USAGE, "one at a time");
	desk_end(&desk);
}

TEST(where_days_do_not_do_evenings_and_layers_are_named)
{
	struct desk desk;

	desk_begin(&desk);
	put_folder(&desk);
	desk_put(&desk, "people.csv", "person,set\nAda,North\nBo,North\n");
	desk_put(&desk, "availability.csv",
	         "who,from,to,weekday,half,answer\nAda,,,,morning,no\nBo,,,,morning,no\n"
	         "Ada,,,,afternoon,no\nBo,,,,afternoon,no\n"
	         "Ada,,,,evening,yes\nBo,,,tuesday,evening,yes\n");
	const struct run evening = plan(&desk, NULL);
	CHECK_INT(evening.code, EXIT_FINDINGS, evening.err);
	CHECK(strstr(evening.out, "Meetings 1, 2 and 3 are in the evening.\n") != NULL,
	      evening.out);
	CHECK(strstr(evening.out, ", evening, facilitated.") != NULL, evening.out);
	desk_put(&desk, "availability.csv", they_can);
	desk_put(&desk, "layers.csv",
	         "layer,scope,from,to,kind\nMove of the office,all,2026-10-05,2027-09-30,hard\n"
	         "Half term,all,2026-10-26,2026-10-30,hard\n");
	const struct run layer = plan(&desk, NULL);
	CHECK_INT(layer.code, EXIT_FINDINGS, layer.err);
	CHECK(strstr(layer.out, "Without the layer \"Move of the office\" there would be a "
	                        "plan.\n") != NULL,
	      layer.out);
	CHECK(strstr(layer.out, "Half term") == NULL, "that one is not in the way");
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

TESTS(what_is_written_is_read_again_whatever_the_names, who_stands_in_once_does_so_that_day_only,
      what_an_offer_costs_is_the_same_with_a_plan_and_without,
      why_not_then_has_an_answer_for_every_half_day,
      a_lost_date_has_at_most_three_ways_and_takes_nobody_twice,
      an_ill_facilitator_is_replaced_first, the_set_chooses_which_are_facilitated,
      who_has_not_answered_is_named_with_what_hangs_on_it,
      where_days_do_not_do_evenings_and_layers_are_named, a_year_comes_out_as_a_table_and_in_words,
      why_not_that_half_day_is_said, who_can_never_meet_is_told_what_stands_in_the_way,
      what_cannot_be_read_has_its_file_line_and_column,
      the_family_als_1_is_planned_on_request_and_can_be_stopped)
