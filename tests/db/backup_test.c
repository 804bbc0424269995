/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A backup is one moment of the database, whatever is written meanwhile. */
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

#include "support/check.h"
#include "support/database.h"

/* clang-format off */
static const struct statement step_left = { .name = "t_left", .index = 0, .writes = true,
	.sqlite = "UPDATE pair SET left_n = left_n + 1" };
static const struct statement step_right = { .name = "t_right", .index = 1, .writes = true,
	.sqlite = "UPDATE pair SET right_n = right_n + 1" };
static const struct statement read_pair = { .name = "t_pair", .outputs = 3, .index = 2,
	.sqlite = "SELECT left_n, right_n, (SELECT count(*) FROM filling) FROM pair" };
/* clang-format on */

enum { ROWS = 800, MOST_WRITES = 5000 };
static const char tables[] = "CREATE TABLE pair (left_n INTEGER, right_n INTEGER);"
			     "INSERT INTO pair VALUES (0, 0);"
			     "CREATE TABLE filling (bytes BLOB);"
			     "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k"
			     " WHERE i < 800) INSERT INTO filling SELECT randomblob(20000) FROM k";

static enum err run_one(struct tx *tx, const struct statement *statement)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, statement, &cursor);
	if (err) return err;
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? OK : err;
}

static enum err step_both(struct tx *tx, void *with)
{
	(void)with;
	const enum err err = run_one(tx, &step_left);
	return err ? err : run_one(tx, &step_right);
}

struct load {
	struct db *db;
	atomic_bool over;
	atomic_int writes, failed;
};

static void *write_always(void *with)
{
	struct load *load = with;
	const struct db_unit unit = { .run = step_both };

	while (!load->over && load->writes < MOST_WRITES) {
		if (db_write_wait(load->db, NULL, &unit)) load->failed++;
		load->writes++;
	}
	return NULL;
}

struct pair {
	int64_t left, right, rows;
};

static enum err look(struct tx *tx, void *with)
{
	struct pair *pair = with;
	struct cursor *cursor;

	enum err err = cursor_open(tx, &read_pair, &cursor);
	if (err) return err;
	err = cursor_next(cursor);
	if (!err)
		*pair = (struct pair){ cursor_i64(cursor, 0), cursor_i64(cursor, 1),
			               cursor_i64(cursor, 2) };
	cursor_close(cursor);
	return err;
}

static struct pair pair_in(struct database *database, struct str path)
{
	const struct db_options options = { .url = str_printf(database->arena, "sqlite:%.*s",
		                                              STR_ARG(path)) };
	const struct db_unit unit = { .run = look };
	struct pair pair = { -1, -1, -1 };
	struct db_unit reading = unit;
	struct db_reader *reader;
	struct db *copy;

	reading.with = &pair;
	CHECK_OK(db_open(&options, &copy));
	CHECK_OK(db_reader_open(copy, &reader));
	CHECK_OK(db_read(reader, &reading));
	db_reader_close(reader);
	db_close(copy);
	return pair;
}

TEST(a_backup_ends_while_others_write_and_holds_one_moment)
{
	struct database *database = database_open_empty(DB_SQLITE);
	struct load load = { .db = database->db };
	const struct str path = str_printf(database->arena, "%s/copy.db", database->folder.path);
	pthread_t thread;

	CHECK(database_script(database, tables), "tables");
	CHECK(pthread_create(&thread, NULL, write_always, &load) == 0, "a thread");
	while (load.writes < 5) {
	} /* under way */
	const int before = load.writes;
	const enum err err = db_backup(database->db, path);
	const int after = load.writes;
	load.over = true;
	pthread_join(thread, NULL);

	CHECK_OK(err);
	CHECK(after < MOST_WRITES, "it did not wait for the writing to end");
	CHECK_INT(load.failed, 0, "nor was any write refused for it");
	const struct pair pair = pair_in(database, path);
	CHECK_INT(pair.left, pair.right, "no half of a unit");
	CHECK_INT(pair.rows, ROWS, "every row");
	CHECK(pair.left >= before && pair.left <= after + 1, "of a moment while it was made");
	database_free(database);
}

TEST(a_backup_is_ours_alone_and_replaces_nothing)
{
	struct database *database = database_open(DB_SQLITE);
	const struct str path = str_printf(database->arena, "%s/copy.db", database->folder.path);
	const struct str nowhere =
		str_printf(database->arena, "%s/no/copy.db", database->folder.path);
	struct stat found;

	CHECK_OK(db_backup(database->db, path));
	CHECK(stat(str_z(database->arena, path), &found) == 0, "there");
	CHECK_INT(found.st_mode & 0777, 0600, "nobody else reads it");
	CHECK(db_backup(database->db, path) == ERR_SYSTEM, "the first is not written over");
	CHECK(stat(str_z(database->arena, path), &found) == 0, "and not removed");
	CHECK(db_backup(database->db, nowhere) == ERR_SYSTEM, "no such folder");
	database_free(database);
}

TESTS(a_backup_ends_while_others_write_and_holds_one_moment,
      a_backup_is_ours_alone_and_replaces_nothing)
