/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables into a problem: what is read, and where a fault is said to be. */
#include "domain/form_files.h"
#include "support/check.h"

static enum err read_people(struct arena *arena, const char *people, const char *pairs,
                            struct form_case *out, enum form_file *file, struct form_fault *fault)
{
	const struct str text[FORM_FILES] = {
		[FORM_FILE_PEOPLE] = str_of(people), [FORM_FILE_PAIRS] = str_of(pairs)
	};
	const struct form_shape shape = { .sets = 2, .least = 2, .most = 3 };

	return form_case_read(arena, text, &shape, out, file, fault);
}

TEST(tables_become_a_problem)
{
	static const char people[] = "\xEF\xBB\xBFid;name;organisation;team;line_manager_id;years;"
				     "slots;keep_with;pin_set\r\n"
				     "a;\"Ashgrove; Ann\";North;t1;;3;\"MonAM;!TueAM\";;\r\n"
				     "b;Ben;South;t1;a;5;MonAM;;2\r\n"
				     "c;Cy;North;;;;TueAM;b;\r\n"
				     "\r\n"
				     "d;Di;;t2;zz;9;;;\r\n";
	struct arena *arena = arena_new(1 << 26);
	struct form_case c;
	enum form_file file;
	struct form_fault fault;

	CHECK_OK(read_people(arena, people,
	                     "id1,id2,kind,hard,reason\nd,a,sealed,1,x\na,c,met_before,1,\n", &c,
	                     &file, &fault));
	const struct form_problem *p = &c.problem;
	CHECK_INT(p->people, 4, "an empty row is nobody");
	CHECK_STR(c.person[0], "Ashgrove; Ann", "quotes keep a separator");
	CHECK_INT(c.slots, 2, "two half-days");
	CHECK(p->slots[0] == 3 && p->slots[1] == 1 && p->slots[2] == 2, "who is free when");
	CHECK(p->slots[3] == 3, "no word of half-days: always");
	CHECK(p->team[0] == p->team[1] && p->team[2] == 0, "teams");
	CHECK(p->manager[1] == 0 && p->manager[3] == FORM_NONE,
	      "a manager who has not applied is nobody");
	CHECK_INT(p->pin[1], 1, "sets count from 1 in files");
	CHECK_INT(p->links, 3, "one in the list, two in pairs");
	CHECK(p->link[0].kind == FORM_TOGETHER && p->link[1].kind == FORM_SEALED &&
	              p->link[2].kind == FORM_APART,
	      "a hard pair that met before is apart");
	CHECK_INT(p->attributes, 2, "organisation and years");
	CHECK(p->attribute[0].value[0] == p->attribute[0].value[2], "the same organisation");
	CHECK(p->attribute[0].value[3] == FORM_UNKNOWN && p->attribute[1].value[2] == FORM_UNKNOWN,
	      "empty is unknown");
	arena_free(arena);
}

TEST(faults_are_said_to_be_where_they_are)
{
	static const struct {
		const char *people, *pairs;
		enum form_file file;
		int line, column;
	} cases[] = {
		{ "", "", FORM_FILE_PEOPLE, 1, 1 },
		{ "name\nx\n", "", FORM_FILE_PEOPLE, 1, 1 },
		{ "id\n", "", FORM_FILE_PEOPLE, 1, 1 },
		{ "id,name\na,\"x\n", "", FORM_FILE_PEOPLE, 2, 3 },
		{ "id,name\na,b,c\n", "", FORM_FILE_PEOPLE, 2, 5 },
		{ "id,name\na,b\na,c\n", "", FORM_FILE_PEOPLE, 3, 1 },
		{ "id,pin_set\na,9\n", "", FORM_FILE_PEOPLE, 2, 3 },
		{ "id,status\na,perhaps\n", "", FORM_FILE_PEOPLE, 2, 3 },
		{ "id,years\na,x\n", "", FORM_FILE_PEOPLE, 2, 3 },
		{ "id,keep_with\na,q\n", "", FORM_FILE_PEOPLE, 2, 3 },
		{ "id,line_manager_id\na,a\n", "", FORM_FILE_PEOPLE, 2, 3 },
		{ "id\na\nb\n", "id1,id2\n", FORM_FILE_PAIRS, 1, 1 },
		{ "id\na\nb\n", "id1,id2,kind\na,b,near\n", FORM_FILE_PAIRS, 2, 5 },
		{ "id\na\nb\n", "id1,id2,kind\na,z,apart\n", FORM_FILE_PAIRS, 2, 3 },
		{ "id\na\xff\n", "", FORM_FILE_PEOPLE, 2, 1 },
	};
	struct arena *arena = arena_new(1 << 26);

	for (size_t i = 0; i < LEN(cases); i++) {
		struct form_case c;
		enum form_file file;
		struct form_fault fault = { 0 };
		CHECK(read_people(arena, cases[i].people, cases[i].pairs, &c, &file, &fault) ==
		              ERR_INPUT,
		      cases[i].people);
		CHECK_INT(file, cases[i].file, cases[i].people);
		CHECK_INT(fault.line * 100 + fault.column, cases[i].line * 100 + cases[i].column,
		          cases[i].people);
		CHECK(fault.why.n > 0, "says why");
	}
	arena_free(arena);
}

TEST(who_waits_is_told)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_case c;
	enum form_file file;
	struct form_fault fault;

	CHECK_OK(read_people(arena,
	                     "id,waitlist_priority,status\na,\nb,2\nc,1\nd,1\ne,1\nf,1\ng,1\nh,"
	                     "1\ni,1,declined\n",
	                     "", &c, &file, &fault));
	CHECK_INT(c.problem.people, 6, "two sets of three");
	CHECK_INT(c.n_waiting, 2, "two wait, and are named");
	CHECK(c.waiting[0] == 1 && c.waiting[1] == 2, "without a number first, then the highest");
	arena_free(arena);
}

static enum err read_config(struct arena *arena, const char *config, struct form_case *out,
                            enum form_file *file, struct form_fault *fault)
{
	const struct str text[FORM_FILES] = {
		[FORM_FILE_PEOPLE] = STR(
			"id,organisation,grade,years,skills,format,area,travel_limit_min\n"
			"a,North,low,1.5,x;y,either,Leeds,30\nb,North,high,3,y;z,online,Leeds,\n"
			"c,South,mid,,x,inperson,York,60\nd,South,low,9,,either,,10\n"),
		[FORM_FILE_TRAVEL] = STR("from_area,to_area,minutes\nLeeds,York,45\n"),
		[FORM_FILE_PREVIOUS] = STR("id,set\na,1\nb,2\nc,1\n"),
		[FORM_FILE_CONFIG] = str_of(config)
	};
	const struct form_shape shape = { .sets = 2 };

	return form_case_read(arena, text, &shape, out, file, fault);
}

TEST(a_configuration_is_kept_to)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_case c;
	enum form_file file;
	struct form_fault fault;

	CHECK_OK(read_config(
		arena,
		"{\"sets\": 2, \"sizes\": [1, 3], \"set_sizes\": {\"2\": {\"least\": 1, \"most\": "
		"2}},"
		" \"seed\": 7, \"time_limit\": 1.5, \"relax\": [\"team\"], \"locked\": [2],\n"
		" \"attributes\": {\"organisation\": 40, \"grade\": {\"direction\": \"band\", "
		"\"band\": 1,"
		" \"order\": [\"low\", \"mid\", \"high\"], \"weight\": 2.5},"
		" \"skills\": {\"type\": \"set\"}}, \"quotas\": {\"years\": 1}}",
		&c, &file, &fault));
	const struct form_problem *p = &c.problem;
	CHECK(p->sets == 2 && p->least[0] == 1 && p->most[0] == 3 && p->most[1] == 2, "sizes");
	CHECK(c.asked.seed == 7 && c.asked.seconds_us == 1500000 && c.asked.n_relax == 1,
	      "the run");
	CHECK_INT(p->attributes, 4, "three, and the one with a quota");
	CHECK(p->attribute[0].weight == 40000 && p->attribute[1].weight == 2500, "weights");
	CHECK(p->attribute[1].ordered && p->attribute[1].range == 2 &&
	              p->attribute[1].value[1] == 2 && p->attribute[1].value[2] == 1,
	      "words in their order");
	CHECK(__builtin_popcountll(p->attribute[2].bits[p->attribute[2].value[0]] &
	                           p->attribute[2].bits[p->attribute[2].value[1]]) == 1,
	      "y in common");
	CHECK(p->attribute[3].wish == FORM_IGNORE && p->attribute[3].quota == 1, "a quota alone");
	CHECK(p->pin[1] == 1 && p->locked[1] && !p->locked[0], "the second set is locked");
	/* Online, Leeds, York.  From Leeds to York it is too far for a; c may travel; d has no area. */
	CHECK_INT(c.places, 3, "online and two areas");
	CHECK(p->places[0] == 3 && p->places[1] == 1 && p->places[2] == 6 && p->places[3] == 1,
	      "who would meet where");
	arena_free(arena);
}

TEST(levels_and_quotas_of_a_kind_are_read)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_case c;
	enum form_file file;
	struct form_fault fault;

	CHECK_OK(read_config(
		arena,
		"{\"sizes\": [1, 3], \"levels\": [\"preferred\", \"mix\", \"alone\"],"
		" \"quotas\": {\"grade\": [{\"of\": \"low\", \"least\": 1}, {\"of\": [\"mid\", "
		"\"high\"], "
		"\"most\": 2, \"alone\": false}], \"years\": {\"from\": 3, \"least\": 1}}}",
		&c, &file, &fault));
	const struct form_problem *p = &c.problem;
	CHECK(p->strength[FORM_LEVEL_PREFERRED] == FORM_BEFORE_MIX &&
	              p->strength[FORM_LEVEL_ALONE] == FORM_AFTER_MIX &&
	              p->strength[FORM_LEVEL_TRAVEL] == FORM_NOT_COUNTED,
	      "before, after, and what is not named");
	CHECK_INT(p->traits, 3, "three kinds");
	CHECK_STR(p->trait[0].name, "grade low", "one word");
	CHECK_STR(p->trait[1].name, "grade mid or high", "two");
	CHECK_STR(p->trait[2].name, "years from 3", "a number");
	CHECK(p->trait[0].least == 1 && p->trait[1].most == 2 && p->trait[1].not_alone &&
	              !p->trait[0].not_alone,
	      "what is asked of each");
	CHECK(p->has[0] == 1 && p->has[1] == 6 && p->has[2] == 2 && p->has[3] == 5,
	      "who is of which");
	CHECK(p->minutes[0 * FORM_PLACES_MAX + 2] == 45 &&
	              p->minutes[0 * FORM_PLACES_MAX + 1] == 0 &&
	              p->minutes[3 * FORM_PLACES_MAX + 1] == FORM_UNKNOWN,
	      "the way to each place");
	arena_free(arena);
}

TEST(preferred_half_days_are_read)
{
	struct arena *arena = arena_new(1 << 26);
	struct form_case c;
	enum form_file file;
	struct form_fault fault;

	CHECK_OK(read_people(arena, "id,slots\na,!Mon;Tue\nb,Tue !;Mon\nc,Mon;Tue\n", "", &c, &file,
	                     &fault));
	CHECK_INT(c.slots, 2, "the mark is no part of a name");
	CHECK(c.problem.preferred[0] == 1 && c.problem.preferred[1] == 2 &&
	              c.problem.preferred[2] == 0,
	      "before or behind it");
	CHECK(c.problem.slots[0] == 3 && c.problem.slots[1] == 3, "all are possible");
	arena_free(arena);
}

TEST(faults_of_a_configuration_have_a_place)
{
	static const struct {
		const char *config;
		int line, column;
	} cases[] = {
		{ "[]", 1, 1 },
		{ "{\"sets\": 0}", 1, 10 },
		{ "{\"sets\": 2,\n \"colour\": 1}", 2, 12 },
		{ "{\"sets\": 2 \"seed\"", 1, 12 },
		{ "{\"sizes\": [8, 6]}", 1, 15 },
		{ "{\"attributes\": {\"shoe\": 1}}", 1, 25 },
		{ "{\"attributes\": {\"grade\": {\"direction\": \"up\"}}}", 1, 40 },
		{ "{\"relax\": [\"everything\"]}", 1, 12 },
		{ "{\"quotas\": {\"area\": \"x\"}}", 1, 21 },
		{ "{\"locked\": [9]}", 1, 13 },
		{ "{\"seed\": 1} 2", 1, 13 },
		{ "{\"seed\": tru}", 1, 10 },
		{ "{\"levels\": \"mix\"}", 1, 12 },
		{ "{\"levels\": [\"mix\", \"harmony\"]}", 1, 20 },
		{ "{\"levels\": [\"worst\"]}", 1, 12 },
		{ "{\"levels\": [\"mix\", \"mix\"]}", 1, 20 },
		{ "{\"quotas\": {\"grade\": {\"of\": \"low\"}}}", 1, 22 },
		{ "{\"quotas\": {\"grade\": {\"of\": \"low\", \"least\": -1}}}", 1, 45 },
		{ "{\"quotas\": {\"grade\": {\"of\": \"low\", \"alone\": true}}}", 1, 45 },
		{ "{\"quotas\": {\"shoe\": {\"of\": \"low\", \"least\": 1}}}", 1, 21 },
		{ "{\"quotas\": {\"years\": {\"from\": \"x\", \"least\": 1}}}", 1, 31 },
	};
	struct arena *arena = arena_new(1 << 26);

	for (size_t i = 0; i < LEN(cases); i++) {
		struct form_case c;
		enum form_file file;
		struct form_fault fault = { 0 };
		CHECK(read_config(arena, cases[i].config, &c, &file, &fault) == ERR_INPUT,
		      cases[i].config);
		CHECK_INT(file, FORM_FILE_CONFIG, cases[i].config);
		CHECK_INT(fault.line * 100 + fault.column, cases[i].line * 100 + cases[i].column,
		          cases[i].config);
	}
	arena_free(arena);
}

TESTS(a_configuration_is_kept_to, levels_and_quotas_of_a_kind_are_read,
      preferred_half_days_are_read, faults_of_a_configuration_have_a_place, tables_become_a_problem,
      faults_are_said_to_be_where_they_are, who_waits_is_told)
