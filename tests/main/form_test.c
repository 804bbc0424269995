/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `setwise form` from the outside: a folder in, tables out, and what the exit codes say. */
#include "main/support.h"
#include "support/check.h"
#include "support/golden.h"

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

/* What a run over the folder says, with one flag more. */
static struct run ask(const struct desk *desk, const char *flag, const char *value)
{
	const char *const words[] = {
		desk->folder.path, "--evaluations", "60000", flag, value, NULL
	};

	return run_command(command_form, words, NULL, 0);
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
	             "id,name,set,slot,pinned,moved_from,reason code,area,facilitator\r\n"),
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

TEST(a_command_line_that_does_not_fit_is_told_what_would)
{
	static const struct {
		const char *words[4];
		const char *says;
	} cases[] = {
		{ { NULL }, "Which folder? Write setwise form FOLDER" },
		{ { "a", "b" }, "One folder at a time: \"b\" comes after \"a\"." },
		{ { "a", "--mdgplib=b" }, "Either a folder or --mdgplib, not both." },
		{ { "a", "--colour", "red" }, "There is no --colour here." },
		{ { "a", "--seconds" }, "--seconds lacks its value: a number above 0" },
		{ { "a", "--seconds=1e3" }, "such as 10 or 0.5, not \"1e3\"." },
		{ { "a", "--seed", "-1" }, "--seed should be a whole number, not \"-1\"." },
		{ { "a", "--sets", "0" },
		  "--sets should be a whole number from 1 to 4000, not \"0\"." },
		{ { "a", "--least=8", "--most=7" }, "--least should not be above --most." },
		{ { "a", "--clock=sun" }, "--clock should be wall or cpu." },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct run run = run_command(command_form, cases[i].words, NULL, 0);
		CHECK_INT(run.code, 2, cases[i].says);
		CHECK(strstr(run.err, cases[i].says), cases[i].says);
	}
}

TEST(numbers_that_make_no_sets_are_told_what_would)
{
	static const struct {
		int people;
		const char *says;
	} cases[] = {
		{ 1, "1 set holds 6 to 8 people, but there is 1. --sets 1 --least 1 would do." },
		{ 17, "--sets 2 --most 9, or --sets 3 --least 5 would do, or let some wait" },
	};
	struct desk desk;

	desk_begin(&desk);
	for (size_t i = 0; i < LEN(cases); i++) {
		people(&desk, cases[i].people, "");
		const struct run run = ask(&desk, "--seed", "1");
		CHECK_INT(run.code, 3, cases[i].says);
		CHECK(strstr(run.out, cases[i].says), cases[i].says);
	}
	people(&desk, 14, "");
	const struct run run = ask(&desk, "--sets", "9");
	CHECK(strstr(run.out, "9 sets hold 54 to 72 people, but there are 14. --sets 2 would do."),
	      "9 sets hold 54 to 72 people, but there are 14. --sets 2 would do.");
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

/* Two standing sets of seven; a name that nobody may see beside another. */
static void standing(const struct desk *desk, int n, const char *last)
{
	people(desk, n, last);
	desk_put(desk, "previous.csv",
	         "id,set,slot\np0,1,MonAM\np2,1,MonAM\np4,1,MonAM\np6,1,MonAM\np8,1,MonAM\n"
	         "p10,1,MonAM\np12,1,MonAM\np1,2,TueAM\np3,2,TueAM\np5,2,TueAM\np7,2,TueAM\n"
	         "p9,2,TueAM\np11,2,TueAM\np13,2,TueAM\n");
}

TEST(newcomers_join_and_nobody_else_moves)
{
	struct desk desk;

	desk_begin(&desk);
	standing(&desk, 14, "new,=Newcomer,org9,,TueAM\n");
	const struct run run = ask(&desk, "--mode", "join");
	CHECK_INT(run.code, 0, "good");
	CHECK(strstr(run.out, "=Newcomer joins set 2.\n0") || strstr(run.out, "joins set 2."),
	      "only set 2 meets when they can");
	CHECK(strstr(run.out, "0 of those who had a set have moved."), "nobody else moves");
	CHECK(strstr(desk_get(&desk, "members.csv"), "new,'=Newcomer,2,TueAM,,,placed"),
	      "and it is written");
	/* p1 of set 2 is in the way, and could change places with p0: told, not done silently. */
	desk_put(&desk, "pairs.csv", "id1,id2,kind\nnew,p1,apart\n");
	const struct run stuck = ask(&desk, "--mode", "join");
	CHECK_INT(stuck.code, 4, "a rule is broken");
	CHECK(strstr(stuck.out, "Not all rules hold while nobody else moves."), "said");
	const char *const words[] = { desk.folder.path, "--evaluations", "60000", "--mode",
		                      "join",           "--max-moves",   "2",     NULL };
	CHECK_INT(form(words), 0, "two moves make room");
	CHECK(strstr(desk_get(&desk, "result.json"), "\"moved\": 2"), "no more");
	desk_end(&desk);
}

TEST(leavers_leave_and_as_few_move_as_can)
{
	struct desk desk;

	desk_begin(&desk);
	standing(&desk, 14, "");
	struct run run = ask(&desk, "--leave", "p2");
	CHECK_INT(run.code, 0, "six are enough");
	CHECK(strstr(run.out, "Every set is still large enough.\n0 of those"), "nobody moves");
	run = ask(&desk, "--leave", "p99");
	CHECK_INT(run.code, 2, "who is that?");
	CHECK(strstr(run.err, "nobody has the id p99"), "named");
	/* Pairs may still name who leaves, or has declined. */
	desk_put(&desk, "pairs.csv", "id1,id2,kind\np1,p2,apart\np2,p4,together\np2,p2,apart\n");
	CHECK_INT(ask(&desk, "--leave", "p2").code, 0, "in nobody's way");
	desk_put(&desk, "pairs.csv", "id1,id2,kind\np1,p99,apart\n");
	run = ask(&desk, "--leave", "p2");
	CHECK(strstr(run.err, "pairs.csv:2:4: Nobody in people.csv has this id. It says \"p99\"."),
	      "pairs.csv:2:4: Nobody in people.csv has this id. It says \"p99\".");
	desk_drop(&desk, "pairs.csv");
	/* Two leave set 1; set 2 has eight. */
	people(&desk, 15, "");
	desk_put(&desk, "previous.csv",
	         "id,set,slot\np0,1,MonAM\np2,1,MonAM\np4,1,MonAM\np6,1,MonAM\np8,1,MonAM\n"
	         "p10,1,MonAM\np12,1,MonAM\np1,2,TueAM\np3,2,TueAM\np5,2,TueAM\np7,2,TueAM\n"
	         "p9,2,TueAM\np11,2,TueAM\np13,2,TueAM\np14,2,TueAM\n");
	run = ask(&desk, "--leave", "p2,p4");
	CHECK_INT(run.code, 0, "mended");
	CHECK(strstr(run.out, "Set 1 would be left with 5 people; it should have at least 6."),
	      "why");
	CHECK(strstr(run.out, "1 of those who had a set has moved."), "one move mends it");
	CHECK(strstr(run.out, "With fewer moves it cannot be done."), "and it is the fewest");
	desk_end(&desk);
}

TEST(questions_are_answered_about_the_draft_as_it_stands)
{
	struct desk desk;

	desk_begin(&desk);
	standing(&desk, 14, "");
	desk_drop(&desk, "members.csv");
	struct run run = ask(&desk, "--explain", "p3");
	CHECK_INT(run.code, 0, "good");
	CHECK(strstr(run.out, "Why =Name 3 is in set 2:\n"), "why here");
	CHECK(strstr(run.out, "Free TueAM with all 7."), "a fact");
	CHECK(strstr(run.out, "Set 1: =Name 3 could change places with =Name 2:"),
	      "their team-mate is the only one to change with");
	CHECK(strstr(run.out, "Of 2 sets: 2 possible."), "what ties hands");
	CHECK(strstr(run.out, "What if:\nThe best of all single changes: "), "what if");
	CHECK(!desk_get(&desk, "members.csv"), "and nothing is written");
	run = ask(&desk, "--check", "p3 on 1");
	CHECK(strstr(run.out, "1 rule would be broken.\n=Name 3 is of the same team as =Name 2.\n"),
	      "a hard break, by name");
	run = ask(&desk, "--check", "p3 on 9");
	CHECK_INT(run.code, 2, "no such set");
	CHECK(strstr(run.err, "sets are numbered from 1 to 2"), "said");
	CHECK_INT(ask(&desk, "--check", "p3").code, 2, "on what?");
	run = ask(&desk, "--what-if", "p3 in 1");
	CHECK_INT(run.code, 0, "good");
	CHECK(strstr(run.out, "rules broken                0        0\n2 people move:\n"),
	      "before and after");
	CHECK(strstr(run.out, "=Name 2 from set 1 to set 2.\n=Name 3 from set 2 to set 1.\n"),
	      "the two change places");
	run = ask(&desk, "--what-if", "p3 with p2");
	CHECK(strstr(run.out, "It cannot be. =Name 3 and =Name 2 are to be together, but they are "
	                      "of one team."),
	      "an impossible wish");
	CHECK_INT(ask(&desk, "--what-if", "p3 beside p2").code, 2, "no such wish");
	run = ask(&desk, "--mode", "trade-off");
	CHECK_INT(run.code, 0, "good");
	CHECK(strstr(run.out, "moves    mix  worst  rules broken\n    0 "),
	      "what moves would give");
	CHECK(!desk_get(&desk, "members.csv"), "and still nothing");
	desk_drop(&desk, "previous.csv");
	CHECK_INT(ask(&desk, "--mode", "keep").code, 2, "nothing stands");
	desk_end(&desk);
}

TEST(why_a_pair_is_sealed_is_told_nowhere)
{
	static const char *const flags[][2] = {
		{ "--mode", "fresh" },      { "--mode", "repair" },        { "--mode", "join" },
		{ "--explain", "p1" },      { "--explain", "p0" },         { "--check", "p1 on 1" },
		{ "--what-if", "p1 in 1" }, { "--what-if", "p1 with p0" }, { "--leave", "p2" },
		{ "--explain", "all" },
	};
	static const char *const files[] = { "members.csv",  "sets.csv",   "result.json",
		                             "explain.json", "report.txt", "report.html" };
	struct desk desk;

	desk_begin(&desk);
	standing(&desk, 14, "");
	/* No team: only the seal keeps the two apart. */
	desk_put(
		&desk, "people.csv",
		"id,name,slots\np0,Ann,\np1,Bob,\np2,C,\np3,D,\np4,E,\np5,F,\np6,G,\np7,H,\np8,I,\n"
		"p9,J,\np10,K,\np11,L,\np12,M,\np13,N,\n");
	desk_put(&desk, "pairs.csv", "id1,id2,kind,reason\np0,p1,sealed,CANARY grievance\n");
	for (size_t i = 0; i < LEN(flags); i++) {
		const struct run run = ask(&desk, flags[i][0], flags[i][1]);
		CHECK(!strstr(run.out, "CANARY") && !strstr(run.err, "CANARY"), "no reason");
		CHECK(!strstr(run.out, "seal") && !strstr(run.out, "kept apart"), "nor that it is");
		for (size_t f = 0; f < LEN(files); f++) {
			const char *text = desk_get(&desk, files[f]);
			if (!text) continue;
			CHECK(!strstr(text, "CANARY") && !strstr(text, "seal") &&
			              !strstr(text, "apart"),
			      "nor in a file");
		}
	}
	CHECK(strstr(ask(&desk, "--check", "p1 on 1").out, "Bob may not be in this set.\n"),
	      "only that it cannot be");
	desk_end(&desk);
}

/* Every kind of file, names that no page and no spreadsheet may run, and a seal. */
static void everything(const struct desk *desk)
{
	desk_put(desk, "people.csv",
	         "id,name,organisation,gender,years,team,line_manager_id,format,area,travel_limit_"
	         "min,slots\n"
	         "a,<b>Ann</b>,North & Co,F,3,t1,,either,Leeds,60,!MonAM;TuePM\n"
	         "b,=Ben,South,M,12,t1,,either,York,60,MonAM;!TuePM\n"
	         "c,Cy,East,M,1,,,either,Leeds,60,MonAM;TuePM\n"
	         "d,Di,West,F,15,,a,either,York,60,MonAM;!TuePM\n"
	         "e,Ed,North & Co,M,7,,,inperson,York,60,!MonAM;TuePM\n"
	         "f,Flo,South,F,9,,,either,Leeds,60,MonAM;TuePM\n"
	         "g,Gus,East,M,,,,either,Leeds,60,!MonAM;TuePM\n"
	         "h,Hal,West,M,2,,,either,York,60,MonAM;TuePM\n"
	         "i,Ivy,North & Co,F,4,,,either,York,60,TuePM\n"
	         "j,Jo,South,F,11,,,either,Leeds,60,MonAM\n"
	         "k,Kit,East,M,6,,,either,York,60,MonAM;TuePM\n"
	         "l,Lou,West,F,5,,,either,Leeds,60,MonAM;TuePM\n");
	desk_put(
		desk, "facilitators.csv",
		"id,name,max_sets,areas,formats,slots,team\nx,Xenia,2,Leeds,inperson,MonAM;TuePM,\n"
		"y,Yann,1,York,inperson;online,TuePM,\n");
	desk_put(desk, "travel.csv", "from_area,to_area,minutes\nLeeds,York,45\n");
	desk_put(desk, "pairs.csv",
	         "id1,id2,kind,hard,reason\nc,h,sealed,1,CANARY grievance\ne,k,met_before,0,\n"
	         "f,l,together,,\n");
	desk_put(desk, "config.json",
	         "{\"sets\": 2, \"sizes\": [5, 7], \"seed\": 3,\n"
	         " \"attributes\": {\"organisation\": 40, \"gender\": 20, "
	         "\"years\": {\"type\": \"numeric\", \"weight\": 10}},\n"
	         " \"levels\": [\"mix\", \"worst\", \"alone\", \"preferred\", \"travel\"],\n"
	         " \"quotas\": {\"gender\": {\"of\": \"F\", \"least\": 2, \"alone\": false}, "
	         "\"years\": {\"from\": 10, \"least\": 1}}}\n");
}

TEST(all_that_is_written_is_as_it_was)
{
	static const char *const files[] = { "sets.csv",     "members.csv", "result.json",
		                             "explain.json", "report.txt",  "report.html" };
	struct desk desk;
	struct str name;
	struct arena *arena = arena_new(1 << 20);

	desk_begin(&desk);
	everything(&desk);
	CHECK_INT(form_folder(&desk, "fresh"), 0, "good");
	for (size_t i = 0; i < LEN(files); i++) {
		const char *text = desk_get(&desk, files[i]);
		CHECK(text && !strstr(text, "CANARY") && !strstr(text, "sealed"), files[i]);
		CHECK(!strstr(text, "<b>Ann") || i != 5, "no markup of theirs in a page");
		name = str_printf(arena, "form-%s", files[i]);
		golden_same(str_of(text), str_z(arena, name));
	}
	arena_free(arena);
	desk_end(&desk);
}

TEST(facilitators_lead_where_they_can_and_stay_with_their_sets)
{
	struct desk desk;

	desk_begin(&desk);
	people(&desk, 14, "");
	/* In turn each would have a set; nobody is free when Wanda is. */
	desk_put(&desk, "facilitators.csv",
	         "id,name,max_sets,slots\nw,Wanda,2,WedAM\nv,Vic,2,MonAM;TueAM\nu,Uma,1,TueAM\n");
	CHECK_INT(form_folder(&desk, "fresh"), 0, "somebody else leads");
	CHECK(!strstr(desk_get(&desk, "sets.csv"), "Wanda"), "not she");
	char sets[4096], draft[8192];
	(void)snprintf(sets, sizeof(sets), "%s", desk_get(&desk, "sets.csv"));
	(void)snprintf(draft, sizeof(draft), "%s", desk_get(&desk, "members.csv"));
	desk_put(&desk, "previous.csv", draft);
	/* Another order of the table, and a run from that draft. */
	desk_put(&desk, "facilitators.csv",
	         "id,name,max_sets,slots\nu,Uma,1,TueAM\nw,Wanda,2,WedAM\nv,Vic,2,MonAM;TueAM\n");
	CHECK_INT(form_folder(&desk, "repair"), 0, "again");
	CHECK(strstr(desk_get(&desk, "result.json"), "\"moved\": 0"), "nobody moves");
	CHECK(strcmp(sets, desk_get(&desk, "sets.csv")) == 0, "and each set keeps who led it");
	desk_end(&desk);
}

TEST(what_is_proven_impossible_ends_with_three_and_its_rules)
{
	struct desk desk;

	desk_begin(&desk);
	people(&desk, 14, "");
	/* Five in a ring and two sets; nothing that is counted tells. */
	desk_put(
		&desk, "pairs.csv",
		"id1,id2,kind\np0,p2,apart\np2,p4,apart\np4,p6,apart\np6,p8,apart\np8,p0,sealed\n");
	const struct run run = ask(&desk, "--mode", "fresh");
	CHECK_INT(run.code, 3, "impossible");
	CHECK(strstr(run.out, "It cannot be done. These rules leave no way to form the sets; every "
	                      "one was tried:\n- =Name 0 and =Name 2 are to be kept apart.\n"),
	      "with reasons");
	CHECK(!strstr(run.out, "seal") &&
	              strstr(run.out, "There is a rule about =Name 8 that is not told here."),
	      "of the seal no more than this");
	/* Three of a team for two sets too; but that may bend, and the ring is what is left. */
	people(&desk, 14, "p14,Name 14,org0,t0,MonAM\n");
	CHECK(strstr(ask(&desk, "--mode", "fresh").out, "The team of Name 14 has more people than"),
	      "the team is counted first");
	const struct run bent = ask(&desk, "--relax", "team");
	CHECK_INT(bent.code, 3, "impossible all the same");
	CHECK(strstr(bent.out,
	             "It cannot be done, even with what may bend. These rules leave no way") &&
	              !strstr(bent.out, "team"),
	      "and what may bend is not among the reasons");
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
      a_command_line_that_does_not_fit_is_told_what_would,
      numbers_that_make_no_sets_are_told_what_would, a_draft_is_repaired_with_few_moves,
      newcomers_join_and_nobody_else_moves, leavers_leave_and_as_few_move_as_can,
      questions_are_answered_about_the_draft_as_it_stands, why_a_pair_is_sealed_is_told_nowhere,
      all_that_is_written_is_as_it_was, what_is_proven_impossible_ends_with_three_and_its_rules,
      facilitators_lead_where_they_can_and_stay_with_their_sets, a_benchmark_is_divided)
