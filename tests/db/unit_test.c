/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Units of work on both engines: kept whole or not at all, alone, and told only when they are kept. */
#include <pthread.h>
#include <stdatomic.h>

#include "support/check.h"
#include "support/database.h"
#include "db/support_lost.h"

/* clang-format off */
static const struct statement put = { .name = "t_put", .inputs = 2, .index = 0, .writes = true,
	.sqlite   = "INSERT INTO thing (id, text) VALUES (?1, ?2)",
	.postgres = "INSERT INTO thing (id, text) VALUES ($1::bigint, $2::text)" };
static const struct statement count = { .name = "t_count", .outputs = 1, .index = 1,
	.sqlite   = "SELECT count(*) FROM thing",
	.postgres = "SELECT count(*) FROM thing" };
static const struct statement tally = { .name = "t_tally", .outputs = 1, .index = 2,
	.sqlite   = "SELECT n FROM tally", .postgres = "SELECT n FROM tally" };
static const struct statement tally_put = { .name = "t_tally_put", .inputs = 1, .index = 3, .writes = true,
	.sqlite   = "UPDATE tally SET n = ?1", .postgres = "UPDATE tally SET n = $1::bigint" };
static const struct statement kinds = { .name = "t_kinds", .inputs = 4, .outputs = 4, .index = 4,
	.sqlite   = "SELECT ?1, ?2, ?3, ?4",
	.postgres = "SELECT $1::bigint, $2::text, $3::bytea, $4::boolean" };
/* clang-format on */

static struct database *open_with_things(enum db_engine engine)
{
	struct database *database = database_open_empty(engine);
	CHECK(database_script(database,
	                      "CREATE TABLE thing (id bigint PRIMARY KEY, text text);"
	                      "CREATE TABLE tally (n bigint); INSERT INTO tally VALUES (0)"),
	      "tables");
	return database;
}

struct thing {
	int64_t id;
	const char *text;
	enum err then; /* what the unit returns after putting it */
};

static enum err put_thing(struct tx *tx, void *with)
{
	const struct thing *thing = with;
	struct cursor *cursor;

	enum err err = cursor_open(tx, &put, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, thing->id);
	cursor_bind_str(cursor, 1, str_of(thing->text));
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? thing->then : err;
}

static enum err count_things(struct tx *tx, void *with)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, &count, &cursor);
	if (err) return err;
	err = cursor_next(cursor);
	if (!err) *(int64_t *)with = cursor_i64(cursor, 0);
	cursor_close(cursor);
	return err;
}

static int64_t things(struct database *database)
{
	int64_t n = -1;
	CHECK_OK(database_read(database, count_things, &n));
	return n;
}

TEST(a_unit_is_kept_whole_or_not_at_all)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_things(engine);
		struct thing good = { 1, "kept", OK }, refused = { 2, "undone", ERR_REFUSED };

		CHECK_OK(database_write(database, put_thing, &good));
		CHECK(database_write(database, put_thing, &refused) == ERR_REFUSED,
		      "its own result");
		CHECK_INT(things(database), 1, "only the first");
		CHECK(database_write(database, put_thing, &good) == ERR_STALE, "the key is taken");
		CHECK_INT(things(database), 1, "still one");
		database_free(database);
	}
}

TEST(a_reading_unit_cannot_write)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_things(engine);
		struct thing thing = { 1, "no", OK };

		CHECK(database_read(database, put_thing, &thing) == ERR_SYSTEM,
		      "the engine refuses");
		CHECK_INT(things(database), 0, "nothing");
		CHECK_OK(database_write(database, put_thing, &thing));
		CHECK_INT(things(database), 1, "the connection is as good as before");
		database_free(database);
	}
}

/* ---- values of every kind ---- */

struct kind_case {
	bool nulls;
};

static enum err all_kinds(struct tx *tx, void *with)
{
	static const char zero_inside[] = "a\0b";
	const bool nulls = ((const struct kind_case *)with)->nulls;
	struct cursor *cursor;

	enum err err = cursor_open(tx, &kinds, &cursor);
	if (err) return err;
	if (nulls) {
		for (int i = 0; i < 4; i++) cursor_bind_null(cursor, i);
	} else {
		cursor_bind_i64(cursor, 0, INT64_MIN + 1);
		cursor_bind_str(cursor, 1, STR("Pr\xC5\xB7s"));
		cursor_bind_blob(cursor, 2, (struct str){ zero_inside, 3 });
		cursor_bind_bool(cursor, 3, true);
	}
	err = cursor_next(cursor);
	if (err) return err;
	for (int i = 0; i < 4; i++) CHECK(cursor_is_null(cursor, i) == nulls, "null or not");
	if (!nulls) {
		const struct str blob = cursor_blob(cursor, 2);
		CHECK(cursor_i64(cursor, 0) == INT64_MIN + 1, "a number");
		CHECK_STR(cursor_str(cursor, 1), "Pr\xC5\xB7s", "a text");
		CHECK(blob.n == 3 && memcmp(blob.at, zero_inside, 3) == 0, "bytes");
		CHECK(cursor_bool(cursor, 3), "a yes");
	} else {
		CHECK(cursor_str(cursor, 1).at == NULL, "no text");
		CHECK_INT(cursor_i64(cursor, 0), 0, "nought");
	}
	CHECK(cursor_next(cursor) == ERR_ABSENT, "one row");
	cursor_close(cursor);
	return OK;
}

TEST(values_come_back_as_they_went)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_things(engine);
		struct kind_case some = { false }, none = { true };
		CHECK_OK(database_read(database, all_kinds, &some));
		CHECK_OK(database_read(database, all_kinds, &none));
		CHECK_OK(database_read(database, all_kinds, &some));
		database_free(database);
	}
}

/* ---- many at once ---- */

enum { THREADS = 6, TIMES = 25 };

static enum err add_one(struct tx *tx, void *with)
{
	struct cursor *cursor;
	int64_t n = 0;

	(void)with;
	enum err err = cursor_open(tx, &tally, &cursor);
	if (err) return err;
	err = cursor_next(cursor);
	if (!err) n = cursor_i64(cursor, 0);
	cursor_close(cursor);
	if (!err) err = cursor_open(tx, &tally_put, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, n + 1);
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? OK : err;
}

struct adder {
	struct db *db;
	int kept;
};

static void *add_often(void *with)
{
	struct adder *adder = with;
	struct db_reader *reader;
	const struct db_unit unit = { .run = add_one };

	if (db_reader_open(adder->db, &reader)) return NULL;
	for (int i = 0; i < TIMES; i++)
		adder->kept += db_write_wait(adder->db, reader, &unit) == OK;
	db_reader_close(reader);
	return NULL;
}

static enum err read_tally(struct tx *tx, void *with)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, &tally, &cursor);
	if (err) return err;
	err = cursor_next(cursor);
	if (!err) *(int64_t *)with = cursor_i64(cursor, 0);
	cursor_close(cursor);
	return err;
}

TEST(nobody_s_change_is_lost_when_many_write)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_things(engine);
		struct adder adders[THREADS];
		pthread_t threads[THREADS];
		int kept = 0;
		int64_t n = -1;

		for (int i = 0; i < THREADS; i++) {
			adders[i] = (struct adder){ .db = database->db };
			CHECK(pthread_create(&threads[i], NULL, add_often, &adders[i]) == 0,
			      "thread");
		}
		for (int i = 0; i < THREADS; i++) {
			pthread_join(threads[i], NULL);
			kept += adders[i].kept;
		}
		CHECK_OK(database_read(database, read_tally, &n));
		CHECK_INT(n, kept, "each that was acknowledged counts once");
		if (engine == DB_SQLITE) CHECK_INT(n, THREADS * TIMES, "one writer refuses nobody");
		CHECK(kept > THREADS * TIMES / 2, "most conflicts are settled by trying again");
		database_free(database);
	}
}

/* A batch in which some are refused: the others are kept, each hears its own result once. */
struct told {
	_Atomic int good, refused;
};

struct batched {
	struct thing thing;
	struct told *told;
};

static enum err put_batched(struct tx *tx, void *with)
{
	struct batched *batched = with;
	return put_thing(tx, &batched->thing);
}

static void count_told(enum err result, void *with)
{
	struct batched *batched = with;
	if (result == OK)
		batched->told->good++;
	else
		batched->told->refused++;
}

TEST(one_that_is_refused_leaves_the_rest_of_its_batch_alone)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_things(engine);
		struct batched all[60];
		struct told told = { 0 };

		for (int i = 0; i < 60; i++) {
			all[i].thing = (struct thing){ i + 1, "x", i % 3 == 0 ? ERR_REFUSED : OK };
			all[i].told = &told;
			const struct db_unit unit = { put_batched, count_told, &all[i] };
			db_write(database->db, database->reader, &unit);
		}
		struct thing last = { 100, "last", OK };
		CHECK_OK(database_write(database, put_thing, &last)); /* after all of them */
		CHECK_INT(told.good, 40, "told good");
		CHECK_INT(told.refused, 20, "told refused");
		CHECK_INT(things(database), 41, "kept");
		database_free(database);
	}
}

/* ---- telling ---- */

struct ears {
	pthread_mutex_t mutex;
	pthread_cond_t more;
	int heard;
	char last[64];
};

static void hear(struct str topic, void *with)
{
	struct ears *ears = with;

	if (str_eq(topic, STR("*"))) return;
	pthread_mutex_lock(&ears->mutex);
	ears->heard++;
	(void)snprintf(ears->last, sizeof ears->last, "%.*s", STR_ARG(topic));
	pthread_cond_signal(&ears->more);
	pthread_mutex_unlock(&ears->mutex);
}

static enum err tell_twice(struct tx *tx, void *with)
{
	tx_notify(tx, STR("room 7"));
	tx_notify(tx, STR("room 7"));
	return *(enum err *)with;
}

TEST(a_topic_is_heard_once_and_only_after_the_commit)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_things(engine);
		struct ears ears = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, "" };
		enum err undone = ERR_REFUSED, kept = OK;

		db_listen(database->db, hear, &ears);
		if (engine == DB_POSTGRES) { /* until somebody listens, telling is in vain */
			const struct timespec pause = { 0, 300 * 1000000L };
			(void)nanosleep(&pause, NULL);
		}
		CHECK(database_write(database, tell_twice, &undone) == ERR_REFUSED, "undone");
		CHECK_OK(database_write(database, tell_twice, &kept));
		pthread_mutex_lock(&ears.mutex);
		while (ears.heard == 0) pthread_cond_wait(&ears.more, &ears.mutex);
		CHECK_INT(ears.heard, 1, "once");
		CHECK(strcmp(ears.last, "room 7") == 0, "the topic");
		pthread_mutex_unlock(&ears.mutex);
		database_free(database);
	}
}

/* ---- a connection that is lost ---- */

static enum err says_nothing(struct tx *tx, void *with)
{
	(void)tx;
	return *(enum err *)with;
}

TEST(a_lost_connection_is_made_again_before_a_unit)
{
	FOR_ENGINES(engine)
	{
		if (engine != DB_POSTGRES) continue;
		struct database *database = open_with_things(engine);
		struct thing one = { 1, "one", OK }, two = { 2, "two", OK };
		int64_t n = 9;

		CHECK_INT(things(database), 0, "none yet");
		lose_connection(database);
		CHECK_INT(things(database), 0, "a statement that it had prepared");
		lose_connection(database);
		CHECK_OK(database_read(database, read_tally, &n));
		CHECK_INT(n, 0, "one that it had not");
		CHECK_OK(database_write(database, put_thing, &one));
		lose_connection(database);
		CHECK_OK(database_write(database, put_thing, &two));
		CHECK_INT(things(database), 2, "a unit that writes, kept once");
		database_free(database);
	}
}

TEST(a_unit_that_says_nothing_is_a_unit)
{
	FOR_ENGINES(engine)
	{
		struct database *database = open_with_things(engine);
		struct thing one = { 1, "one", OK };
		enum err undone = ERR_REFUSED, kept = OK;

		CHECK_OK(database_read(database, says_nothing, &kept));
		CHECK_OK(database_write(database, says_nothing, &kept));
		CHECK(database_write(database, says_nothing, &undone) == ERR_REFUSED, "undone");
		CHECK_OK(database_write(database, put_thing, &one));
		CHECK_INT(things(database), 1, "and so is the next");
		database_free(database);
	}
}

TESTS(a_unit_is_kept_whole_or_not_at_all, a_reading_unit_cannot_write,
      values_come_back_as_they_went, nobody_s_change_is_lost_when_many_write,
      one_that_is_refused_leaves_the_rest_of_its_batch_alone,
      a_topic_is_heard_once_and_only_after_the_commit,
      a_lost_connection_is_made_again_before_a_unit, a_unit_that_says_nothing_is_a_unit)
