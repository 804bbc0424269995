/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The process is killed at any moment: what was acknowledged is there, once.
 *
 * A child writes and tells each row over a pipe once its unit is done; the test kills it without
 * warning and opens the file again.  This proves the order of commit and answer, and that a database
 * is whole after its writer has died; it cannot cut the power. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/check.h"
#include "support/database.h"

enum { KILLS = 25, THREADS = 6, ROUND_IDS = 1000000, ROWS_MAX = 200000 };

/* clang-format off */
static const struct statement put = { .name = "t_put", .inputs = 1, .index = 0, .writes = true,
	.sqlite = "INSERT INTO thing (id) VALUES (?1)" };
static const struct statement copy = { .name = "t_copy", .inputs = 1, .index = 1, .writes = true,
	.sqlite = "INSERT INTO same (id) VALUES (?1)" };
static const struct statement count = { .name = "t_count", .inputs = 1, .outputs = 1, .index = 2,
	.sqlite = "SELECT count(*) FROM thing WHERE id = ?1" };
static const struct statement totals = { .name = "t_totals", .outputs = 3, .index = 3,
	.sqlite = "SELECT (SELECT count(*) FROM thing), (SELECT count(DISTINCT id) FROM thing),"
		  " (SELECT count(*) FROM thing JOIN same USING (id))" };
static const struct statement whole = { .name = "t_whole", .outputs = 1, .index = 4,
	.sqlite = "SELECT integrity_check FROM pragma_integrity_check" };
/* clang-format on */

struct row {
	int64_t id;
	int told; /* the pipe */
};

static enum err run_with(struct tx *tx, const struct statement *statement, int64_t id)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, statement, &cursor);
	if (err) return err;
	cursor_bind_i64(cursor, 0, id);
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? OK : err;
}

static enum err put_row(struct tx *tx, void *with)
{
	const struct row *row = with;
	const enum err err = run_with(tx, &put, row->id);
	return err ? err : run_with(tx, &copy, row->id);
}

static void acknowledge(enum err result, void *with)
{
	const struct row *row = with;
	if (result == OK && write(row->told, &row->id, sizeof row->id) < 0) _exit(3);
}

struct child {
	struct db *db;
	int64_t first;
	int told;
};

static void *write_for_ever(void *with)
{
	const struct child *child = with;
	struct row row = { .id = child->first, .told = child->told };
	const struct db_unit unit = { put_row, acknowledge, &row };

	for (;; row.id += THREADS)
		if (db_write_wait(child->db, NULL, &unit)) _exit(4);
	return NULL;
}

static void be_the_child(struct str url, int64_t first, int told)
{
	const struct db_options options = { .url = url };
	struct child children[THREADS];
	pthread_t threads[THREADS];
	struct db *db;

	if (db_open(&options, &db)) _exit(5);
	for (int i = 0; i < THREADS; i++) {
		children[i] = (struct child){ db, first + i, told };
		if (pthread_create(&threads[i], NULL, write_for_ever, &children[i])) _exit(6);
	}
	(void)pthread_join(threads[0], NULL);
	_exit(7);
}

struct told {
	int64_t ids[ROWS_MAX];
	size_t n;
};

/* Hears of some rows, kills, and hears what was still in the pipe. */
static void write_and_kill(struct str url, int64_t first, struct random *random, struct told *told)
{
	const uint64_t after = random_below(random, 120);
	const struct timespec pause = { 0, (long)random_below(random, 3000000) };
	int ends[2], status;
	bool killed = false;
	uint64_t heard = 0;

	CHECK(pipe(ends) == 0, "a pipe");
	const pid_t child = fork();
	CHECK(child >= 0, "a child");
	if (child == 0) {
		(void)close(ends[0]);
		be_the_child(url, first, ends[1]);
	}
	(void)close(ends[1]);
	for (int64_t id;;) {
		if (!killed && heard == after) {
			(void)nanosleep(&pause, NULL); /* some moment, not a time to wait for */
			CHECK(kill(child, SIGKILL) == 0, "killed");
			killed = true;
		}
		const ssize_t n = read(ends[0], &id, sizeof id);
		if (n == 0) break;
		CHECK(n == sizeof id && told->n < ROWS_MAX, "an acknowledgement");
		told->ids[told->n++] = id;
		heard++;
	}
	(void)close(ends[0]);
	CHECK(waitpid(child, &status, 0) == child, "ended");
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "by us, not by a fault");
}

static enum err check_rows(struct tx *tx, void *with)
{
	const struct told *told = with;
	struct cursor *cursor;

	CHECK_OK(cursor_open(tx, &whole, &cursor));
	CHECK_OK(cursor_next(cursor));
	CHECK_STR(cursor_str(cursor, 0), "ok", "the file is whole");
	cursor_close(cursor);
	CHECK_OK(cursor_open(tx, &totals, &cursor));
	CHECK_OK(cursor_next(cursor));
	const int64_t all = cursor_i64(cursor, 0);
	CHECK_INT(cursor_i64(cursor, 1), all, "no row is there twice");
	CHECK_INT(cursor_i64(cursor, 2), all, "no half of a unit");
	cursor_close(cursor);
	CHECK((size_t)all >= told->n, "none is missing");
	for (size_t i = 0; i < told->n; i++) {
		CHECK_OK(cursor_open(tx, &count, &cursor));
		cursor_bind_i64(cursor, 0, told->ids[i]);
		CHECK_OK(cursor_next(cursor));
		CHECK_INT(cursor_i64(cursor, 0), 1, "acknowledged, and there once");
		cursor_close(cursor);
	}
	return OK;
}

/* Opened and closed between two children: a connection is not carried over a fork. */
static void with_database(struct str url, const struct db_unit *unit, bool writes)
{
	const struct db_options options = { .url = url };
	struct db_reader *reader;
	struct db *db;

	CHECK_OK(db_open(&options, &db));
	CHECK_OK(db_reader_open(db, &reader));
	CHECK_OK(writes ? db_write_wait(db, reader, unit) : db_read(reader, unit));
	db_reader_close(reader);
	db_close(db);
}

static enum err make_tables(struct tx *tx, void *with)
{
	/* No unique key: a row written twice must show. */
	static const struct statement steps[] = {
		{ .name = "t_1", .sqlite = "CREATE TABLE thing (id INTEGER)", .index = 5 },
		{ .name = "t_2", .sqlite = "CREATE TABLE same (id INTEGER)", .index = 6 },
		{ .name = "t_3", .sqlite = "CREATE INDEX thing_id ON thing (id)", .index = 7 },
		{ .name = "t_4", .sqlite = "CREATE INDEX same_id ON same (id)", .index = 8 },
	};
	(void)with;
	for (size_t i = 0; i < LEN(steps); i++) {
		struct cursor *cursor;
		enum err err = cursor_open(tx, &steps[i], &cursor);
		if (err) return err;
		err = cursor_next(cursor);
		cursor_close(cursor);
		if (err != ERR_ABSENT) return err;
	}
	return OK;
}

TEST(what_was_acknowledged_outlives_a_kill)
{
	struct folder folder;
	struct arena *arena = arena_new(1024 * 1024);
	struct told *told = calloc(1, sizeof *told);
	struct random random = check_random(25);

	CHECK(told, "memory");
	folder_make(&folder);
	const struct str url = str_printf(arena, "sqlite:%s/setwise.db", folder.path);
	const struct db_unit make = { .run = make_tables };
	const struct db_unit check = { .run = check_rows, .with = told };
	with_database(url, &make, true);
	for (int i = 0; i < KILLS; i++) {
		write_and_kill(url, 1 + (int64_t)i * ROUND_IDS, &random, told);
		with_database(url, &check, false);
	}
	CHECK(told->n > KILLS, "the children were writing");
	print_message("%d kills, %zu acknowledged rows, each there once\n", KILLS, told->n);
	folder_remove(&folder);
	free(told);
	arena_free(arena);
	check_seed = 0;
}

TESTS(what_was_acknowledged_outlives_a_kill)
