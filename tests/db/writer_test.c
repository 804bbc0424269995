/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The writer of SQLite when a transaction ends under its hands: what was told is what is kept. */
#include <pthread.h>

#include "support/check.h"
#include "support/database.h"

/* clang-format off */
static const struct statement put = { .name = "t_put", .inputs = 2, .index = 0, .writes = true,
	.sqlite = "INSERT INTO thing (id, bytes) VALUES (?1, zeroblob(?2))" };
static const struct statement count = { .name = "t_count", .inputs = 1, .outputs = 1, .index = 1,
	.sqlite = "SELECT count(*) FROM thing WHERE id = ?1" };
/* The limit belongs to the connection of the writer: the same as a full disk. */
static const struct statement small_disk = { .name = "t_disk", .outputs = 1, .index = 2,
	.sqlite = "PRAGMA max_page_count = 40" };
/* clang-format on */

enum { SMALL = 1, TOO_MUCH = 9000000 };

static enum err put_row(struct tx *tx, int64_t id, int64_t bytes)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, &put, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, id);
	cursor_bind_i64(cursor, 1, bytes);
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? OK : err;
}

static enum err fill_disk(struct tx *tx, void *with)
{
	struct cursor *cursor;

	(void)with;
	enum err err = cursor_open(tx, &small_disk, &cursor);
	if (err) return err;
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err;
}

struct counting {
	int64_t id, n;
};

static enum err count_rows(struct tx *tx, void *with)
{
	struct counting *counting = with;
	struct cursor *cursor;

	enum err err = cursor_open(tx, &count, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, counting->id);
	err = cursor_next(cursor);
	if (!err) counting->n = cursor_i64(cursor, 0);
	cursor_close(cursor);
	return err;
}

static int64_t rows(struct database *database, int64_t id)
{
	struct counting counting = { id, -1 };
	CHECK_OK(database_read(database, count_rows, &counting));
	return counting.n;
}

static struct database *open_on_small_disk(void)
{
	struct database *database = database_open_empty(DB_SQLITE);
	CHECK(database_script(database, "CREATE TABLE thing (id INTEGER, bytes BLOB)"), "a table");
	CHECK_OK(database_write(database, fill_disk, NULL));
	return database;
}

struct unit {
	int64_t id, bytes;
	enum err told;
};

static enum err put_unit(struct tx *tx, void *with)
{
	const struct unit *unit = with;
	return put_row(tx, unit->id, unit->bytes);
}

static void hear(enum err result, void *with)
{
	struct unit *unit = with;
	unit->told = result;
}

/* Keeps the writer until the test has queued a whole batch. */
static enum err wait_for_test(struct tx *tx, void *with)
{
	(void)tx;
	pthread_mutex_lock(with);
	pthread_mutex_unlock(with);
	return OK;
}

TEST(what_was_told_is_what_is_kept_when_the_disk_is_full)
{
	struct database *database = open_on_small_disk();
	pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
	const struct db_unit wait = { .run = wait_for_test, .with = &gate };
	enum { ROUNDS = 12, EACH = 5, ALL = ROUNDS * EACH };
	struct unit units[ALL];
	int failed = 0;

	for (int round = 0; round < ROUNDS; round++) {
		pthread_mutex_lock(&gate);
		db_write(database->db, database->reader, &wait);
		for (int i = 0; i < EACH; i++) {
			struct unit *unit = &units[EACH * round + i];
			*unit = (struct unit){ EACH * round + i + 1, i == 2 ? TOO_MUCH : SMALL,
				               ERR_BUSY };
			const struct db_unit queued = { put_unit, hear, unit };
			db_write(database->db, database->reader, &queued);
		}
		pthread_mutex_unlock(&gate);
		const struct db_unit last = { .run = wait_for_test, .with = &gate };
		CHECK_OK(db_write_wait(database->db, database->reader, &last));
	}
	for (int i = 0; i < ALL; i++) {
		CHECK_INT(rows(database, units[i].id), units[i].told == OK, "told and kept agree");
		failed += units[i].told != OK;
		if (i % EACH == 2) CHECK(units[i].told != OK, "too much for the disk");
	}
	CHECK(failed >= ROUNDS && failed < ALL, "a full disk fails some, and the rest goes on");
	database_free(database);
}

/* A unit that overlooks the error, and goes on as if its transaction were still there. */
static enum err careless(struct tx *tx, void *with)
{
	enum err *results = with;

	results[0] = put_row(tx, 1, SMALL);
	results[1] = put_row(tx, 2, TOO_MUCH);
	results[2] = put_row(tx, 3, SMALL);
	return OK;
}

TEST(a_unit_that_overlooks_a_lost_transaction_keeps_nothing)
{
	struct database *database = open_on_small_disk();
	struct unit next = { 4, SMALL, OK };
	enum err results[3];

	CHECK(database_write(database, careless, results) == ERR_SYSTEM, "told that it failed");
	CHECK_OK(results[0]);
	CHECK(results[1] == ERR_FULL, "too much for the disk");
	CHECK(results[2] == ERR_SYSTEM, "no statement runs outside a transaction");
	for (int id = 1; id <= 3; id++) CHECK_INT(rows(database, id), 0, "nothing kept");
	CHECK_OK(database_write(database, put_unit, &next));
	CHECK_INT(rows(database, 4), 1, "the writer is as good as before");
	database_free(database);
}

TESTS(what_was_told_is_what_is_kept_when_the_disk_is_full,
      a_unit_that_overlooks_a_lost_transaction_keeps_nothing)
