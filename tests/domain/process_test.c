/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is shipped is what the method says; what is wrong is named with its place. */
#include "domain/process.h"

#include "base/buf.h"

#include "support/check.h"
#include "support_room.h"

struct line {
	enum stage_kind kind;
	int minutes;
	bool each;
	enum floor floor, then;
};

static void check_stages(const struct process *process, const struct line *lines, size_t count)
{
	CHECK_INT(process->stage_count, count, "every stage is there");
	for (size_t i = 0; i < count; i++) {
		const struct stage *stage = &process->stages[i];
		const char *why = stage_kind_name(lines[i].kind);
		CHECK_INT(stage->kind, lines[i].kind, why);
		CHECK_INT(stage->minutes, lines[i].minutes, why);
		CHECK_INT(stage->each, lines[i].each, why);
		CHECK_INT(stage->floor, lines[i].floor, why);
		CHECK_INT(stage->floor_then, lines[i].then, why);
		if (stage->kind == STAGE_ROUNDS) continue;
		CHECK(stage->say[SAY_ALL].n > 0, "every stage has words for everybody");
		CHECK(stage->min <= stage->minutes && stage->minutes <= stage->max, why);
	}
}

TEST(uk_classic_is_the_published_round)
{
	static const struct line lines[] = {
		{ STAGE_PRESENT, 5, false, FLOOR_PRESENTER, FLOOR_NONE },
		{ STAGE_CLARIFY, 5, false, FLOOR_ASK, FLOOR_NONE },
		{ STAGE_QUESTIONS, 15, false, FLOOR_ASK, FLOOR_NONE },
		{ STAGE_SUM_UP, 2, false, FLOOR_PRESENTER, FLOOR_NONE },
		{ STAGE_REFLECTION, 5, false, FLOOR_WITHOUT, FLOOR_TURN },
		{ STAGE_ACTIONS, 5, false, FLOOR_PRESENTER, FLOOR_NONE },
		{ STAGE_ROUND_REVIEW, 3, false, FLOOR_TURN, FLOOR_NONE },
	};
	struct arena *arena = arena_new(1 << 20);
	const struct process *process = shipped(arena, "uk-classic");

	check_stages(process, lines, LEN(lines));
	CHECK_INT(process_minutes(process, 8), 40, "forty minutes");
	CHECK(process->stages[4].optional && process->stages[4].is_choice,
	      "reflection is a choice");
	arena_free(arena);
}

TEST(uk_halfday_is_210_minutes_with_three_rounds)
{
	static const struct line lines[] = {
		{ STAGE_WELCOME, 5, false, FLOOR_FACILITATOR, FLOOR_NONE },
		{ STAGE_CHECK_IN, 2, true, FLOOR_TURN, FLOOR_NONE },
		{ STAGE_PROGRESS, 3, true, FLOOR_TURN, FLOOR_NONE },
		{ STAGE_BIDDING, 10, false, FLOOR_TURN, FLOOR_ALL },
		{ STAGE_ROUNDS, 0, false, FLOOR_NONE, FLOOR_NONE },
		{ STAGE_BREAK, 15, false, FLOOR_NONE, FLOOR_NONE },
		{ STAGE_ROUNDS, 0, false, FLOOR_NONE, FLOOR_NONE },
		{ STAGE_REVIEW, 10, false, FLOOR_WRITE, FLOOR_TURN },
		{ STAGE_CLOSE, 10, false, FLOOR_TURN, FLOOR_NONE },
	};
	static const struct {
		const char *why;
		int people, length, rounds;
	} fits[] = {
		{ "eight in half a day", 8, 210, 3 },
		{ "six in half a day", 6, 210, 3 },
		{ "eight in two hours: the one that is fixed", 8, 120, 1 },
		{ "eight in a whole day", 8, 390, 7 },
		{ "never more than the order can hold", 4, 480, 8 },
	};
	struct arena *arena = arena_new(1 << 20);
	const struct process *shell = shipped(arena, "uk-halfday");
	const struct process *round = shipped(arena, "uk-classic");

	check_stages(shell, lines, LEN(lines));
	CHECK_INT(process_minutes(shell, 8) + 3 * process_minutes(round, 8), 210, "half a day");
	CHECK_INT(process_rounds_fixed(shell), 0, "as many as fit");
	for (size_t i = 0; i < LEN(fits); i++)
		CHECK_INT(process_rounds(shell, round, fits[i].people, fits[i].length),
		          fits[i].rounds, fits[i].why);
	arena_free(arena);
}

TEST(first_taster_is_210_minutes_with_one_round)
{
	static const struct line lines[] = {
		{ STAGE_WELCOME, 20, false, FLOOR_FACILITATOR, FLOOR_TURN },
		{ STAGE_EXPLAINER, 20, false, FLOOR_FACILITATOR, FLOOR_NONE },
		{ STAGE_ROUNDS, 0, false, FLOOR_NONE, FLOOR_NONE },
		{ STAGE_DEBRIEF, 15, false, FLOOR_ALL, FLOOR_NONE },
		{ STAGE_BREAK, 15, false, FLOOR_NONE, FLOOR_NONE },
		{ STAGE_HOPES, 10, false, FLOOR_WRITE, FLOOR_NONE },
		{ STAGE_RULES, 35, false, FLOOR_ALL, FLOOR_NONE },
		{ STAGE_DATES, 25, false, FLOOR_ALL, FLOOR_NONE },
		{ STAGE_ISSUES, 3, true, FLOOR_TURN, FLOOR_NONE },
		{ STAGE_CLOSE, 6, false, FLOOR_TURN, FLOOR_NONE },
	};
	struct arena *arena = arena_new(1 << 20);
	const struct process *shell = shipped(arena, "first-taster");

	check_stages(shell, lines, LEN(lines));
	CHECK_INT(process_minutes(shell, 8) + 40, 210, "half a day");
	CHECK_INT(process_rounds_fixed(shell), 1, "one round to feel it");
	arena_free(arena);
}

TEST(a_fault_is_named_with_its_place_and_what_to_write)
{
#define HEAD "round x\ntitle X\nminutes 5\n"
	static const struct {
		const char *text;
		int line, column;
		const char *words; /* that the sentence contains */
	} cases[] = {
		{ "", 1, 1, "Begin with" },
		{ "# nothing\n", 1, 1, "Begin with" },
		{ "ring x\n", 1, 1, "\"round NAME\" or \"shell NAME\"" },
		{ "round Uk Classic\n", 1, 7, "small letters" },
		{ "round x\ncolour red\n", 2, 1, "Known words are title" },
		{ "round x\nstage questions\n", 2, 1, "a line like \"title" },
		{ "round x\ntitle X\nminutes many\n", 3, 9, "whole number from 1 to 600" },
		{ "round x\ntitle X\ntitle Y\n", 3, 1, "has been said already" },
		{ "round x\ntitle\n", 2, 1, "Write some words" },
		{ HEAD "rounds 1\n", 4, 1, "Only a shell holds rounds" },
		{ HEAD "stage talk\n  title T\n  floor all\n  minutes 5\n", 4, 1, "\"kind ...\"" },
		{ HEAD "stage close\n  floor all\n  minutes 5\n", 4, 1, "\"title ...\"" },
		{ HEAD "stage close\n  title T\n  minutes 5\n", 4, 1, "\"floor ...\"" },
		{ HEAD "stage close\n  title T\n  floor all\n", 4, 1, "\"minutes ...\"" },
		{ HEAD "stage close\n  floor some\n", 5, 9, "turn, presenter, ask" },
		{ HEAD "stage close\n  floor write and turn\n", 5, 15, "joined by" },
		{ HEAD "stage close\n  floor none then turn\n", 5, 14, "stands alone" },
		{ HEAD "stage close\n  floor\n", 5, 3, "A floor rule is one of" },
		{ HEAD "stage close\n  kind tea\n", 5, 8, "welcome, check-in" },
		{ HEAD "stage close\n  minutes 2 apiece\n", 5, 13, "\"each\"" },
		{ HEAD "stage close\n  minutes 241\n", 5, 11, "1 to 240" },
		{ HEAD "stage close\n  range 5\n", 5, 9, "range 5 to 10" },
		{ HEAD "stage close\n  range 5 to 4\n", 5, 14, "from 5 to 240" },
		{ HEAD "stage close\n  may hand, dance\n", 5, 12, "hand, question" },
		{ HEAD "stage close\n  may\n", 5, 3, "what members may do" },
		{ HEAD "stage close\n  say hello\n", 5, 3, "say all:" },
		{ HEAD "stage close\n  watch hello\n", 5, 3, "watch all:" },
		{ HEAD "stage close\n  kind rounds\n", 5, 8, "welcome, check-in" },
		{ HEAD "stage close\n  minutes 2 each one\n", 5, 13, "\"each other\"" },
		{ HEAD "stage close\n  writes options, songs\n", 5, 18, "focus-question" },
		{ HEAD "stage close\n  writes\n", 5, 3, "leaves behind" },
		{ HEAD "stage close\n  overrun stop\n", 5, 11, "warn, advance, facilitator" },
		{ HEAD "stage close\n  agree\n", 5, 3, "agree back to STAGE" },
		{ HEAD "stage close\n  agree back to tea\n", 5, 17, "Name an earlier stage" },
		{ HEAD "stage close\n  title T\n  floor all\n  minutes 5\n  passes 2\n", 4, 1,
		  "agree back to STAGE" },
		{ HEAD "stage close\n  passes 5\n", 5, 10, "1 to 4" },
		{ HEAD "stage close\n  groups 3\n", 5, 10, "groups of 3" },
		{ HEAD "stage close\n  groups of 1\n", 5, 13, "2 to 8" },
		{ HEAD "module x\n", 4, 1, "no meaning here" },
		{ HEAD "stage close\n  title T\n  floor all\n  minutes 5\n  module m\n", 8, 1,
		  "\"title ...\"" },
		{ HEAD "stage close\n title T\n floor all\n minutes 5\n module m\n  title M\n  "
		       "module m\n",
		  10, 10, "another name" },
		{ HEAD "stage close\n title T\n floor all\n minutes 5\n module m\n  optional\n", 9,
		  3, "Known words are title, floor" },
		{ HEAD "stage close\n title T\n floor all\n minutes 1 each\n", 7, 1,
		  "a line \"people 5\"" },
		{ HEAD "members 4\n", 4, 9, "members 4 to 8" },
		{ HEAD "roles host, king\n", 4, 12, "facilitator, host, timekeeper" },
		{ HEAD "roles\n", 4, 1, "facilitator, host, timekeeper" },
		{ HEAD "usual-round y\n", 4, 1, "Only a shell" },
		{ HEAD "stage close\n  say nobody: hello\n", 5, 7, "facilitator, presenter" },
		{ HEAD "stage close\n  say all: a\n  say all: b\n", 6, 3, "already says" },
		{ HEAD "stage close\n  optional maybe\n", 5, 12, "stands alone" },
		{ HEAD "stage close\n  title T\n  floor all\n  minutes 5\nstage close\n", 8, 7,
		  "another name" },
		{ HEAD "stage close\n  title T\n  floor all\n  minutes 5\n  range 6 to 9\n", 4, 1,
		  "lie outside the range" },
		{ HEAD "stage close\n  title T\n  floor all\n  minutes 4\n", 7, 1, "add up to 4" },
		{ HEAD, 3, 1, "needs a stage" },
		{ "round x\ntitle \xff\n", 1, 1, "not UTF-8" },
		{ "shell x\ntitle X\nminutes 60\npeople 6\nrounds rest\n", 5, 1,
		  "round-minutes 40" },
		{ "shell x\ntitle X\nminutes 60\npeople 6\nround-minutes 40\nrounds 1\n  title T\n",
		  7, 3, "a file of their own" },
		{ "shell x\ntitle X\nminutes 60\npeople 6\nround-minutes 40\nrounds rest\nrounds "
		  "1\n",
		  7, 1, "so it is the last" },
		{ "shell x\ntitle X\nminutes 60\npeople 6\nround-minutes 40\nrounds 9\n", 6, 8,
		  "\"rounds 1\" (to 8)" },
		{ "shell x\ntitle X\nminutes 60\npeople 6\nround-minutes 40\nrounds 1\nstage "
		  "close\n"
		  "title C\nfloor all\nminutes 5\n",
		  10, 1, "not filled by rounds of 40" },
		{ "shell x\ntitle X\nminutes 40\npeople 6\nround-minutes 40\nrounds 1\n", 6, 1,
		  "besides its rounds" },
	};
	struct arena *arena = arena_new(8 << 20);

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct process *process = NULL;
		struct process_fault fault = { 0 };
		const enum err err = process_parse(arena, str_of(cases[i].text), &process, &fault);
		CHECK_INT(err, ERR_INPUT, cases[i].text);
		CHECK(process == NULL, "the result is untouched");
		if (!str_has(fault.words, str_of(cases[i].words)))
			CHECK_STR(fault.words, cases[i].words, cases[i].text);
		CHECK_INT(fault.line, cases[i].line, cases[i].text);
		CHECK_INT(fault.column, cases[i].column, cases[i].text);
	}
	arena_free(arena);
}

static const struct process *read_text(struct arena *arena, const char *text)
{
	const struct process *process = NULL;
	struct process_fault fault = { 0 };
	if (process_parse(arena, str_of(text), &process, &fault))
		CHECK_STR(fault.words, "", "the text reads");
	return process;
}

/* A loop is counted as often as the head reckons with it, and only its own stages are. */
TEST(a_loop_is_counted_as_often_as_it_says)
{
	struct arena *arena = arena_new(1 << 20);
	const struct process *process =
		read_text(arena, "round x\ntitle X\nminutes 22\n"
	                         "stage present\n title P\n floor presenter\n minutes 2\n"
	                         "stage questions\n title Q\n floor ask-any\n minutes 7\n"
	                         "stage focus\n title F\n floor write\n minutes 3\n"
	                         " agree back to questions\n passes 2\n");

	CHECK_INT(process_minutes(process, 6), 22, "2, and twice 10");
	CHECK_INT(process_passes(process, 0), 1, "before the loop");
	CHECK_INT(process_passes(process, 1), 2, "in it");
	CHECK_INT(process->stages[2].loop_to, 1, "back to the questions");
	arena_free(arena);
}

TEST(a_module_takes_from_its_stage_what_it_does_not_say)
{
	struct arena *arena = arena_new(1 << 20);
	const struct process *process = read_text(
		arena, "round x\ntitle X\nminutes 10\n"
		       "stage ideas\n title Ideas\n floor without\n minutes 10\n range 5 to 15\n"
		       " may hand\n say all: Talk.\n say presenter: Listen.\n"
		       " module board\n  title Board\n  floor turn\n  say all: One each.\n"
		       " module short\n  title Short\n  minutes 6\n  watch facilitator: Haste.\n");
	const struct stage *stage = &process->stages[0], *board = &process->modules[0];

	CHECK_INT(process->stage_count, 1, "modules are no stages");
	CHECK(stage->module_first == 0 && stage->module_count == 2, "it has two");
	CHECK(board->floor == FLOOR_TURN && board->minutes == 10 && board->max == 15, "as said");
	CHECK(board->may == MAY_HAND && board->kind == STAGE_IDEAS, "as its stage");
	CHECK_STR(board->say[SAY_ALL], "One each.", "its own words");
	CHECK_STR(board->say[SAY_PRESENTER], "Listen.", "its stage's words");
	CHECK(process->modules[1].min == 6 && process->modules[1].max == 6, "its own minutes");
	CHECK_INT(process_minutes(process, 6), 10, "the stage's minutes count");
	arena_free(arena);
}

TEST(each_other_leaves_the_presenter_out_and_words_fall_back)
{
	struct arena *arena = arena_new(1 << 20);
	const struct process *process = read_text(
		arena,
		"round x\ntitle X\nminutes 8\npeople 5\nmembers 4 to 5\nroles timekeeper, coach\n"
		"stage feelings\n title F\n floor turn\n minutes 2 each other\n"
		" say all: A.\n say facilitator: F.\n watch member: M.\n writes feelings\n");
	const struct stage *stage = &process->stages[0];

	CHECK_INT(stage_minutes(stage, 5), 8, "four of five");
	CHECK_INT(stage_minutes(stage, 1), 2, "never none");
	CHECK_STR(stage_say(stage, SAY_COACH), "F.", "a coach is a facilitator");
	CHECK_STR(stage_say(stage, SAY_TIMEKEEPER), "A.", "everybody's");
	CHECK_STR(stage_watch(stage, SAY_TIMEKEEPER), "M.", "a member's");
	CHECK_INT(process->roles, 1 << SAY_TIMEKEEPER | 1 << SAY_COACH, "two roles");
	CHECK(process->least_people == 4 && process->most_people == 5, "for four or five");
	CHECK_INT(stage->writes, WRITES_FEELINGS, "feelings stay");
	arena_free(arena);
}

TEST(limits_hold)
{
	struct arena *arena = arena_new(8 << 20);
	struct process_fault fault;
	const struct process *process;
	struct buf buf;

	buf_init(&buf, 4 * PROCESS_TEXT_MAX);
	buf_str(&buf, STR(HEAD));
	for (int i = 0; i <= PROCESS_STAGES_MAX; i++)
		buf_printf(&buf, "stage s%d\n kind close\n title T\n floor all\n minutes 1\n", i);
	CHECK_INT(process_parse(arena, buf_text(&buf), &process, &fault), ERR_INPUT,
	          "too many stages");
	CHECK(str_has(fault.words, STR("at most 24 stages")), "and says so");
	while (buf.n <= PROCESS_TEXT_MAX) buf_str(&buf, STR("# and on, and on, and on\n"));
	CHECK_INT(process_parse(arena, buf_text(&buf), &process, &fault), ERR_INPUT, "too long");
	CHECK(str_has(fault.words, STR("too long")), "and says so");
	buf_release(&buf);
	arena_free(arena);
}

TEST(every_floor_and_kind_has_a_name)
{
	for (int i = 0; i < FLOOR_COUNT; i++) {
		CHECK(floor_name((enum floor)i) && floor_name((enum floor)i)[0], "a name");
		CHECK(floor_words((enum floor)i) != NULL, "words");
	}
	for (int i = 0; i < STAGE_KIND_COUNT; i++)
		CHECK(stage_kind_name((enum stage_kind)i), "a name");
}

TESTS(uk_classic_is_the_published_round, uk_halfday_is_210_minutes_with_three_rounds,
      first_taster_is_210_minutes_with_one_round, a_fault_is_named_with_its_place_and_what_to_write,
      a_loop_is_counted_as_often_as_it_says, a_module_takes_from_its_stage_what_it_does_not_say,
      each_other_leaves_the_presenter_out_and_words_fall_back, limits_hold,
      every_floor_and_kind_has_a_name)
