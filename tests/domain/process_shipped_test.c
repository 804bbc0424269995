/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every shipped process, held to its source: stages, minutes, bounds and floors in their order.
 *
 * The lines below were written from the published descriptions (each file names its own), not from the files.  A
 * "?" says that the source leaves the minutes or the stage open, which the file must admit. */
#include "domain/process.h"

#include <dirent.h>

#include "base/buf.h"
#include "support/check.h"
#include "support_room.h"

struct kept {
	const char *name;
	int minutes, people; /* people 0: the same for any number */
	const char *stages;
};

/* clang-format off */
static const struct kept kept[] = {
	{ "uk-classic", 40, 0,
	  "present 5 (2-10) presenter; clarify 5 (5-10) ask; questions 15 (10-30) ask; sum-up 2 presenter; "
	  "reflection 5 without or turn, optional; actions 5 (2-5) presenter; round-review 3 turn" },
	{ "uk-halfday", 210, 8,
	  "arrive 5 facilitator; check-in 2 each turn; progress 3 each turn; bidding 10 turn then all; rounds 1; "
	  "break 15 none; rounds rest; review 10 write then turn; close 10 turn" },
	{ "first-taster", 210, 8,
	  "welcome 20 facilitator then turn; explainer 20 facilitator; rounds 1; debrief 15 all; break 15 none; "
	  "hopes 10 write; rules 35 all; dates 25 all; issues 3 each turn; close 6 turn" },
	{ "postit", 30, 0,
	  "present 3 (2-3) presenter; clarify 5 ask ?; questions 15 ask ?; hand-over 2 write ?; actions 5 presenter ?" },
	{ "tententen", 35, 0,
	  "present 10 presenter; questions 10 ask; reflection 10 without ?; actions 5 reply" },
	{ "restate", 40, 0,
	  "present 5 presenter ?; clarify 5 ask ?; listen 5 turn ?; restate 5 turn; questions 15 ask; "
	  "actions 5 presenter" },
	{ "one-issue-90", 90, 8, "issues 1 each turn ?; choose 7 all ?; rounds 1" },
	{ "novice", 40, 0,
	  "present 5 presenter; questions 10 ask ?; focus 5 write then turn ?; consult 10 ask ?; "
	  "actions 5 presenter ?; round-review 5 turn ?" },
	{ "wial-90", 90, 8,
	  "welcome 3 facilitator; skills 5 turn; rounds 1; skill-feedback 8 turn; learning 6 turn" },
	{ "wial", 68, 8,
	  "problem 2 (2-3) presenter; questions 8 (8-12) ask-any; first-check 4 ask-any; "
	  "statement 3 write, back to questions, 2 passes; goal 3 ask-any ?; strategies 20 ask-any; "
	  "second-check 3 ask-any ?; actions 8 write; helped 2 presenter ?" },
	{ "self-fac", 210, 8,
	  "arrive 5 facilitator; roles 3 all ?; check-in 2 each turn; progress 3 each turn; bidding 7 turn then all; "
	  "rounds 1; break 15 none; rounds rest; review 10 write then turn; close 10 turn" },
	{ "heilsbronn-8", 65, 0,
	  "roles 5 all; present 5 presenter; interview 15 ask; hypotheses 10 without; statement 5 reply; "
	  "ideas 10 without; decision 10 reply; exchange 5 turn" },
	{ "heilsbronn-10", 90, 0,
	  "roles 10 (5-10) all; present 10 presenter ?; clarify 15 ask ?; feelings 10 without ?; "
	  "reply-feelings 5 reply ?; name-problem 10 without ?; reply-problem 5 reply ?; ideas 10 without ?; "
	  "decision 10 reply ?; sharing 5 turn ?" },
	{ "kb-uni", 45, 0,
	  "roles 2 all; present 10 presenter; feelings 5 (2-5) turn; clarify 5 ask; hypotheses 5 without; "
	  "statement 3 reply; ideas 7 without; decision 8 reply ?" },
	{ "tietze-6", 45, 0,
	  "casting 5 all; account 10 (5-10) presenter; key-question 5 ask; choose 5 all; "
	  "consult 15 (10-15) without, 4 modules; close 5 presenter ?" },
	{ "incident", 65, 0,
	  "progress 5 turn; pitch 10 turn; choose 5 all; clarify 15 ask; analysis 10 without, groups of 3; "
	  "advice 10 turn; follow-up 10 reply" },
	{ "tenstep", 120, 6,
	  "present 10 presenter ?; write-questions 10 write ?; value 10 presenter ?; answers 25 ask ?; "
	  "last-round 10 ask-turn ?; core 10 turn ?; redefine 10 presenter ?; approach 15 presenter ?; tips 10 turn ?; "
	  "insight 10 turn ?" },
	{ "gossip", 70, 7,
	  "choose 5 all ?; present 10 presenter ?; write-questions 5 write ?; questions 15 ask ?; "
	  "reformulate 10 presenter then ask, optional ?; gossip 10 without ?; feedback 5 reply ?; advice 5 write ?; "
	  "close 5 turn ?" },
	{ "fivestep", 60, 7,
	  "present 5 presenter ?; questions 20 ask ?; core 10 turn ?; advice 15 turn then reply ?; "
	  "evaluation 10 turn ?" },
	{ "case-clinic", 70, 5,
	  "roles 2 all; present 15 (10-15) presenter then ask; still 3 (2-3) silence; feelings 10 (5-10) turn then reply; "
	  "dialogue 30 all; close 8 turn ?; journal 2 write ?" },
	{ "case-clinic-lite", 33, 5,
	  "present 5 presenter; clarify 5 (3-5) ask; still 1 silence; feelings 1 each other turn; reply 1 reply; "
	  "dialogue 12 all; close 1 each turn" },
	{ "troika", 30, 3, "still 1 silence; rounds 3; close 2 all ?" },
	{ "troika-client", 9, 0,
	  "present 2 (1-2) presenter, advance; clarify 1 (1-2) ask, advance; consult 5 (4-5) without, advance; "
	  "feedback 1 (1-2) reply, advance" },
	{ "wise-crowds", 15, 0, "present 2 presenter; clarify 3 ask; consult 8 without; feedback 2 reply" },
	{ "hotseat", 90, 8, "check-in 1 each turn ?; rounds 2; commitments 2 each turn ?" },
	{ "hotseat-seat", 33, 0, "present 8 presenter ?; clarify 10 ask; perspectives 15 turn ?" },
	{ "learning-circle", 90, 4, "check-in 5 turn ?; rounds 4; close 5 turn ?" },
	{ "learning-circle-turn", 20, 4, "present 5 presenter ?; questions 5 (1-5) each other ask-turn" },
	{ "one-issue", 75, 0,
	  "present 10 (5-10) presenter; clarify 10 (5-10) ask; questions 35 (20-40) ask; sum-up 5 presenter; "
	  "actions 10 (5-10) presenter; round-review 5 turn" },
};
/* clang-format on */

static void describe(struct buf *out, const struct process *process, const struct stage *stage)
{
	if (stage->kind == STAGE_ROUNDS) {
		buf_str(out, STR("rounds "));
		if (stage->rounds)
			buf_printf(out, "%d", stage->rounds);
		else
			buf_str(out, STR("rest"));
		return;
	}
	buf_printf(out, "%.*s %d", STR_ARG(stage->name), stage->minutes);
	if (stage->min != stage->max) buf_printf(out, " (%d-%d)", stage->min, stage->max);
	if (stage->each) buf_str(out, stage->others ? STR(" each other") : STR(" each"));
	buf_printf(out, " %s", floor_name(stage->floor));
	if (stage->floor_then != FLOOR_NONE)
		buf_printf(out, " %s %s", stage->is_choice ? "or" : "then",
		           floor_name(stage->floor_then));
	if (stage->optional) buf_str(out, STR(", optional"));
	if (stage->overrun == OVERRUN_ADVANCE) buf_str(out, STR(", advance"));
	if (stage->group_size) buf_printf(out, ", groups of %d", stage->group_size);
	if (stage->module_count) buf_printf(out, ", %d modules", stage->module_count);
	if (stage->loops)
		buf_printf(out, ", back to %.*s, %d passes",
		           STR_ARG(process->stages[stage->loop_to].name), stage->passes);
	if (stage->unknown.n) buf_str(out, STR(" ?"));
}

TEST(every_process_is_as_its_source_says)
{
	struct arena *arena = arena_new(8 << 20);

	for (size_t i = 0; i < LEN(kept); i++) {
		const struct process *process = shipped(arena, kept[i].name);
		struct buf buf;
		buf_init(&buf, 4096);
		for (int j = 0; j < process->stage_count; j++) {
			if (j) buf_str(&buf, STR("; "));
			describe(&buf, process, &process->stages[j]);
		}
		CHECK_STR(buf_text(&buf), kept[i].stages, kept[i].name);
		CHECK_INT(process->minutes, kept[i].minutes, kept[i].name);
		CHECK_INT(process->people, kept[i].people, kept[i].name);
		CHECK_STR(process->name, kept[i].name, "named as its file");
		CHECK(process->source.n, "says where it comes from");
		buf_release(&buf);
	}
	arena_free(arena);
}

/* The sum once more, by hand: stages, loops as often as reckoned, and rounds. */
TEST(the_minutes_add_up_for_the_people_they_were_reckoned_with)
{
	struct arena *arena = arena_new(8 << 20);

	for (size_t i = 0; i < LEN(kept); i++) {
		const struct process *process = shipped(arena, kept[i].name);
		int sum = process_minutes(process, process->people);
		if (process->is_shell) {
			const struct process *round =
				shipped(arena, str_z(arena, process->usual_round));
			CHECK(!round->is_shell, "a round");
			CHECK_INT(process_minutes(round, process->people), process->round_minutes,
			          "its usual round is as long as it reckons with");
			sum += process->round_minutes *
			       process_rounds(process, round, process->people, process->minutes);
		}
		CHECK_INT(sum, kept[i].minutes, kept[i].name);
	}
	arena_free(arena);
}

TEST(no_file_is_forgotten_here)
{
	DIR *folder = opendir("content/processes");
	const struct dirent *entry;
	size_t files = 0;

	CHECK(folder != NULL, "the folder is there");
	while ((entry = readdir(folder)) != NULL)
		if (strstr(entry->d_name, ".process")) files++;
	CHECK_INT(closedir(folder), 0, "closed");
	CHECK_INT(files, LEN(kept), "every file has a line above");
}

/* ---- words: as for somebody of eleven ---- */

static void check_words(struct str words, const char *name)
{
	static const char *const never[] = { "participant", "session", "submit",  "user",
		                             "engage",      "empower", "journey", "leverage",
		                             "agenda",      "!" };
	int in_sentence = 0;

	for (size_t i = 0; i < LEN(never); i++)
		if (str_has(words, str_of(never[i]))) CHECK_STR(words, never[i], name);
	for (size_t i = 0; i < words.n; i++) {
		if (words.at[i] == ' ') in_sentence++;
		if (words.at[i] == '.' || words.at[i] == '?' || words.at[i] == ':') in_sentence = 0;
		if (in_sentence > 22) CHECK_STR(words, "shorter sentences", name);
	}
	const char last = words.at[words.n - 1];
	if (last != '.' && last != '?' && !str_ends(words, STR("”")))
		CHECK_STR(words, "an end", name);
}

static void check_stage_words(const struct stage *stage, const char *name)
{
	if (stage->kind == STAGE_ROUNDS) return;
	CHECK(stage->say[SAY_ALL].n, name);
	for (int role = 0; role < SAY_COUNT; role++) {
		if (stage->say[role].n) check_words(stage->say[role], name);
		if (stage->watch[role].n) check_words(stage->watch[role], name);
	}
	/* Whoever holds the floor alone is told what to do with it. */
	if (stage->floor == FLOOR_PRESENTER || stage->floor == FLOOR_REPLY)
		CHECK(stage->say[SAY_PRESENTER].n, name);
	if (stage->floor == FLOOR_WITHOUT) CHECK(stage->say[SAY_PRESENTER].n, name);
}

TEST(the_words_are_short_and_plain)
{
	struct arena *arena = arena_new(8 << 20);

	for (size_t i = 0; i < LEN(kept); i++) {
		const struct process *process = shipped(arena, kept[i].name);
		for (int j = 0; j < process->stage_count; j++)
			check_stage_words(&process->stages[j], kept[i].name);
		for (int j = 0; j < process->module_count; j++)
			check_stage_words(&process->modules[j], kept[i].name);
	}
	arena_free(arena);
}

TESTS(every_process_is_as_its_source_says,
      the_minutes_add_up_for_the_people_they_were_reckoned_with, no_file_is_forgotten_here,
      the_words_are_short_and_plain)
