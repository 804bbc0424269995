/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every sealed column gets a canary; none is found in the files of the database.  Moved ciphertext
 * does not open. */
#include <dirent.h>

#include "embed/files.h"
#include "store/support.h"

#include "store/action.h"
#include "store/attendance.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/mail.h"
#include "store/meeting.h"
#include "store/note.h"
#include "store/noticed.h"
#include "store/person.h"
#include "store/practice.h"
#include "store/question.h"
#include "store/review.h"
#include "store/rule.h"

#define CANARY "zanzibar-canary"
#define OPEN_WORD "openly-kept-word"

STORY(person_and_meeting_words)
{
	WORLD;
	person_id person;
	mail_id mail;
	const struct person_new new = {
		.name = STR(CANARY " name"),
		.called = STR(CANARY " called"),
		.email = STR(CANARY "@example.org"),
		.job = STR(CANARY " job"),
	};
	TRY(store_person_add(tx, &new, world->now, &person));
	TRY(store_mail_add(tx, person, STR(OPEN_WORD), 0, STR(CANARY), world->now, &mail));
	TRY(store_meeting_where(tx, world->first, STR(CANARY " place"), STR(CANARY " link")));
	TRY(store_meeting_open(tx, world->first, STR(CANARY " code"), world->now));
	return store_attendance_put(tx, world->first, world->set, world->ann, ATTENDANCE_APOLOGIES,
	                            STR(CANARY " note"), world->now);
}

STORY(words_of_the_set)
{
	WORLD;
	issue_id issue;
	question_id question;
	action_id action;
	rule_id rule;
	review_id review;
	const struct question_new asked = { .set = world->set,
		                            .meeting = world->first,
		                            .presenter = world->ann,
		                            .asker = world->ben,
		                            .text = STR(CANARY " question") };
	const struct action_new chosen = { .set = world->set,
		                           .person = world->ann,
		                           .text = STR(CANARY " action"),
		                           .by_words = STR(CANARY " by"),
		                           .sign = STR(CANARY " sign"),
		                           .due_on = { DAY_NONE } };
	TRY(store_issue_add(tx, world->set, world->ann, STR(CANARY " issue"), STR(CANARY " want"),
	                    0, world->now, &issue));
	TRY(store_issue_share(tx, issue, world->ann, world->now));
	TRY(store_question_add(tx, &asked, world->now, &question));
	TRY(store_action_add(tx, &chosen, world->now, &action));
	TRY(store_action_tell(tx, action, world->ann, ACTION_DONE, STR(CANARY " learnt"),
	                      (meeting_id){ 0 }, world->now));
	TRY(store_rule_propose(tx, world->set, world->ann, STR(CANARY " rule"), world->now, &rule));
	TRY(store_review_add(tx, world->set, world->first, world->ann, REVIEW_TRY,
	                     STR(CANARY " review"), world->now, &review));
	return store_review_share(tx, review, world->ann, false);
}

STORY(words_of_one_person)
{
	WORLD;
	log_entry_id entry;
	note_id note;
	TRY(store_log_add(tx, world->ann, world->first, STR(CANARY " log"), world->now, &entry));
	TRY(store_log_add(tx, world->ben, world->first, STR(CANARY " log"), world->now, &entry));
	return store_note_add(tx, world->ann, world->first, STR(CANARY " note"), world->now, &note);
}

STORY(words_of_who_leads)
{
	WORLD;
	noticed_id noticed;
	practice_id practice;
	const struct practice_row played = {
		.person = world->fay, .deck = STR("depot"), .length_min = 20, .began_at = world->now
	};
	const struct practice_press_row press = {
		.person = world->fay, .number = 1, .at = world->now, .what = STR(CANARY " press")
	};
	TRY(store_noticed_add(tx, world->fay, world->first, STR(CANARY " noticed"), world->now,
	                      &noticed));
	TRY(store_practice_add(tx, &played, &practice));
	return store_practice_press(tx, practice, &press);
}

static struct str word_of(struct str *line)
{
	struct str word;

	*line = str_trim(*line);
	(void)str_cut(line, ' ', &word);
	return word;
}

/* Each column that the schema calls @sealed has a word in it now: one that is added later is not forgotten here. */
static int sealed_and_filled(struct world *world)
{
	const struct embedded *schema = embedded_find(STR("sql/schema.sql"));
	struct arena *arena = world->database->arena;
	struct str left, line, table = { 0 };
	int n = 0;

	CHECK(schema, "the schema is in the program");
	left = (struct str){ schema->bytes, schema->n };
	while (str_cut(&left, '\n', &line)) {
		const struct str first = word_of(&line), second = word_of(&line);
		if (str_eq(first, STR("CREATE")) && str_eq(second, STR("TABLE")))
			table = word_of(&line);
		if (!str_starts(second, STR("@sealed"))) continue;
		const struct str sql = str_printf(
			arena,
			"DROP TABLE IF EXISTS filled; CREATE TEMP TABLE filled (n CHECK (n > "
			"0)); INSERT INTO filled SELECT count(%.*s) FROM %.*s;",
			STR_ARG(first), STR_ARG(table));
		CHECK(database_script(world->database, str_z(arena, sql)),
		      str_z(arena, str_printf(arena, "%.*s.%.*s is empty", STR_ARG(table),
		                              STR_ARG(first))));
		n++;
	}
	return n;
}

/* Does a file of the database's folder hold these bytes?  *bytes gets how many were read. */
static bool folder_holds(struct world *world, const char *needle, size_t *bytes)
{
	struct arena *arena = arena_new(256 << 20);
	bool found = false;
	DIR *dir = opendir(world->database->folder.path);
	CHECK(dir != NULL, "the folder");
	for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
		const struct str path =
			str_printf(arena, "%s/%s", world->database->folder.path, entry->d_name);
		FILE *file = fopen(str_z(arena, path), "rb");
		if (file == NULL) continue;
		char *text = NEW(arena, char, 16 << 20);
		const size_t n = fread(text, 1, 16 << 20, file);
		found = found || str_has((struct str){ text, n }, str_of(needle));
		*bytes += n;
		fclose(file);
	}
	closedir(dir);
	arena_free(arena);
	return found;
}

TEST(no_confidence_is_in_the_files)
{
	struct world *world = world_open(DB_SQLITE);
	story(world, person_and_meeting_words, OK, "people, meetings");
	story(world, words_of_the_set, OK, "the set's");
	story(world, words_of_one_person, OK, "one's own");
	story(world, words_of_who_leads, OK, "a facilitator's own");
	CHECK(sealed_and_filled(world) >= 23, "the schema was read");
	size_t bytes = 0;
	CHECK(folder_holds(world, OPEN_WORD, &bytes),
	      "what is kept openly is found, so the search works");
	CHECK(bytes > 100000, "the database and its log were read");
	CHECK(!folder_holds(world, CANARY, &bytes), "a sealed word is not");
	CHECK(!folder_holds(world, "Ann Example", &bytes), "nor a name");
	CHECK(!folder_holds(world, "ann@example.org", &bytes), "nor an address");
	world_free(world);
}

STORY(anns_log)
{
	WORLD;
	struct log_rows rows;
	return store_log_list(tx, world->ann, &rows);
}

STORY(attendance_notes)
{
	WORLD;
	struct attendance_rows rows;
	return store_attendance_list(tx, world->first, &rows);
}

/* Another's words, another's row: neither opens, on either engine. */
TEST(moved_words_do_not_open)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, words_of_one_person, OK, "one's own");
		story(world, person_and_meeting_words, OK, "a note with apologies");
		story(world, anns_log, OK, "Ann reads her log");
		struct arena *arena = world->database->arena;
		const long long ann = (long long)world->ann.n, ben = (long long)world->ben.n;
		const char *sql =
			str_z(arena, str_printf(arena,
		                                "UPDATE log_entry SET text = (SELECT text FROM "
		                                "log_entry WHERE person_id = %lld) WHERE "
		                                "person_id = %lld",
		                                ben, ann));
		CHECK(database_script(world->database, sql), "Ben's words in Ann's log");
		story(world, anns_log, ERR_CORRUPT, "do not open");
		story(world, attendance_notes, OK, "the note opens where it was put");
		sql = str_z(arena,
		            str_printf(arena, "UPDATE attendance SET person_id = %lld", ben));
		CHECK(database_script(world->database, sql), "Ann's note under Ben's name");
		story(world, attendance_notes, ERR_CORRUPT, "does not open");
		world_free(world);
	}
}

TESTS(no_confidence_is_in_the_files, moved_words_do_not_open)
