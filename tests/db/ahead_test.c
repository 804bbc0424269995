/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a unit tells ahead changes no answer, on either engine. */
#include "support/check.h"
#include "support/database.h"
#include "db/support_lost.h"

/* clang-format off */
static const struct statement put = { .name = "a_put", .inputs = 2, .index = 0, .writes = true,
	.sqlite   = "INSERT INTO thing (id, text) VALUES (?1, ?2)",
	.postgres = "INSERT INTO thing (id, text) VALUES ($1::bigint, $2::text)" };
static const struct statement text_of = { .name = "a_text_of", .inputs = 1, .outputs = 1, .index = 1,
	.sqlite   = "SELECT text FROM thing WHERE id = ?1",
	.postgres = "SELECT text FROM thing WHERE id = $1::bigint" };
static const struct statement between = { .name = "a_between", .inputs = 2, .outputs = 1, .index = 2,
	.sqlite   = "SELECT count(*) FROM thing WHERE id BETWEEN ?1 AND ?2",
	.postgres = "SELECT count(*) FROM thing WHERE id BETWEEN $1::bigint AND $2::bigint" };
/* clang-format on */

static enum err put_thing(struct tx *tx, int64_t id, struct str text)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, &put, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, id);
	cursor_bind_str(cursor, 1, text);
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? OK : err;
}

static void text_is(struct tx *tx, int64_t id, const char *wanted)
{
	struct cursor *cursor;

	CHECK_OK(cursor_open(tx, &text_of, &cursor));
	cursor_bind_i64(cursor, 0, id);
	if (wanted) {
		CHECK_OK(cursor_next(cursor));
		CHECK_STR(cursor_str(cursor, 0), wanted, "its own text");
	}
	CHECK(cursor_next(cursor) == ERR_ABSENT, "and no more");
	cursor_close(cursor);
}

static void count_is(struct tx *tx, int64_t from, int64_t to, int64_t wanted)
{
	struct cursor *cursor;

	CHECK_OK(cursor_open(tx, &between, &cursor));
	cursor_bind_i64(cursor, 0, from);
	cursor_bind_i64(cursor, 1, to);
	CHECK_OK(cursor_next(cursor));
	CHECK_INT(cursor_i64(cursor, 0), wanted, "counted");
	cursor_close(cursor);
}

static enum err put_three(struct tx *tx, void *with)
{
	(void)with;
	enum err err = put_thing(tx, 1, STR("one"));
	if (!err) err = put_thing(tx, 2, STR("two"));
	if (!err) err = put_thing(tx, 3, STR("three"));
	return err;
}

static struct database *open_with_three(enum db_engine engine)
{
	struct database *database = database_open_empty(engine);
	CHECK(database_script(database, "CREATE TABLE thing (id bigint PRIMARY KEY, text text)"),
	      "a table");
	CHECK_OK(database_write(database, put_three, NULL));
	return database;
}

/* Told before anything was asked, asked in another order, asked twice, told and never asked, asked untold. */
static enum err ask_told(struct tx *tx, void *with)
{
	(void)with;
	tx_ahead(tx, &text_of, 1, 0);
	tx_ahead(tx, &between, 1, 2);
	tx_ahead(tx, &text_of, 9, 0);
	tx_ahead(tx, &text_of, 3, 0);
	text_is(tx, 3, "three");
	text_is(tx, 2, "two");
	count_is(tx, 1, 2, 2);
	count_is(tx, 2, 2, 1);
	text_is(tx, 9, NULL);
	text_is(tx, 3, "three");
	tx_ahead(tx, &between, 0, 9);
	tx_ahead(tx, &text_of, 2, 0);
	text_is(tx, 2, "two");
	count_is(tx, 0, 9, 3);
	return OK;
}

TEST(what_is_told_ahead_is_answered_as_if_it_were_not)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_three(engine);
		for (int i = 0; i < 3; i++) /* nothing is prepared yet; then everything is */
			CHECK_OK(database_read(database, ask_told, NULL));
		database_free(database);
	}
}

static enum err tell_much(struct tx *tx, void *with)
{
	(void)with;
	for (int64_t from = 0; from < 40; from++) tx_ahead(tx, &between, from, 3);
	for (int64_t from = 0; from < 40; from++)
		count_is(tx, from, 3, from > 3 ? 0 : from ? 4 - from : 3);
	return OK;
}

TEST(however_much_is_told_all_is_answered)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_three(engine);
		for (int i = 0; i < 2; i++) CHECK_OK(database_read(database, tell_much, NULL));
		database_free(database);
	}
}

static enum err tell_and_write(struct tx *tx, void *with)
{
	const int64_t id = *(int64_t *)with;

	tx_ahead(tx, &between, 1, 100);
	tx_ahead(tx, &text_of, id, 0);
	const enum err err = put_thing(tx, id, STR("new"));
	if (err) return err;
	count_is(tx, 1, 100, id - 6); /* three, and one more each time from 10 on */
	text_is(tx, id, "new");
	return OK;
}

TEST(a_unit_that_writes_sees_what_it_wrote)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_three(engine);
		for (int64_t id = 10; id < 13; id++)
			CHECK_OK(database_write(database, tell_and_write, &id));
		database_free(database);
	}
}

TEST(what_was_told_to_a_lost_connection_is_asked_of_the_next)
{
	FOR_ENGINES(engine)
	{
		if (engine != DB_POSTGRES) continue;
		struct database *database = open_with_three(engine);

		CHECK_OK(database_read(database, ask_told, NULL));
		lose_connection(database);
		CHECK_OK(database_read(database, ask_told, NULL));
		database_free(database);
	}
}

TESTS(what_is_told_ahead_is_answered_as_if_it_were_not, however_much_is_told_all_is_answered,
      a_unit_that_writes_sees_what_it_wrote,
      what_was_told_to_a_lost_connection_is_asked_of_the_next)
