/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a durable change costs on SQLite: many in a commit against one in a commit, in one run.
 *
 * Usage: writes_bench [FOLDER]   A folder on the disk to be measured (default: here); a database is
 * made there and removed.  Each of the threads waits for its unit before it begins the next, as
 * requests do.  The two ways take turns, so that a slow moment of the disk falls on both. */
#include <pthread.h>
#include <unistd.h>

#include "base/log.h"
#include "base/time.h"
#include "db/db.h"

enum { THREADS = 64, UNITS = 25, TURNS = 4 };

static const struct statement make = { .name = "b_make",
	                               .sqlite = "CREATE TABLE IF NOT EXISTS thing"
	                                         " (id INTEGER PRIMARY KEY, text TEXT)",
	                               .index = 0,
	                               .writes = true };
static const struct statement put = { .name = "b_put",
	                              .sqlite = "INSERT INTO thing (text) VALUES (?1)",
	                              .inputs = 1,
	                              .index = 1,
	                              .writes = true };

static enum err run_one(struct tx *tx, const struct statement *statement)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, statement, &cursor);
	if (err) return err;
	if (statement->inputs) cursor_bind_str(cursor, 0, STR("I will ring her before Friday"));
	err = cursor_next(cursor);
	cursor_close(cursor);
	return err == ERR_ABSENT ? OK : err;
}

static enum err make_table(struct tx *tx, void *with)
{
	(void)with;
	return run_one(tx, &make);
}

static enum err put_row(struct tx *tx, void *with)
{
	(void)with;
	return run_one(tx, &put);
}

static void *write_some(void *with)
{
	const struct db_unit unit = { .run = put_row };

	for (int i = 0; i < UNITS; i++)
		if (db_write_wait(with, NULL, &unit)) BUG("a unit failed");
	return NULL;
}

/* Microseconds for THREADS x UNITS units. */
static int64_t turn(struct str url, size_t batch_max)
{
	const struct db_options options = { .url = url, .batch_max = batch_max };
	const struct db_unit unit = { .run = make_table };
	pthread_t threads[THREADS];
	struct db *db;

	if (db_open(&options, &db) || db_write_wait(db, NULL, &unit)) BUG("no database here");
	const int64_t started = time_monotonic_us();
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, write_some, db)) BUG("no thread");
	for (int i = 0; i < THREADS; i++) (void)pthread_join(threads[i], NULL);
	const int64_t took = time_monotonic_us() - started;
	db_close(db);
	return took;
}

static void say(const char *how, int64_t us)
{
	const double units = (double)THREADS * UNITS * TURNS;
	printf("%-28s %8.0f units/s   %7.1f us a unit\n", how, units / ((double)us / 1e6),
	       (double)us / units);
}

int main(int count, char **words)
{
	const char *folder = count > 1 ? words[1] : ".";
	char path[4096], url[4200];
	int64_t grouped = 0, single = 0;

	(void)snprintf(path, sizeof path, "%s/writes-bench-XXXXXX", folder);
	if (!mkdtemp(path)) BUG("no folder");
	(void)snprintf(url, sizeof url, "sqlite:%s/a.db", path);
	for (int i = 0; i < TURNS; i++) {
		grouped += turn(str_of(url), 0);
		single += turn(str_of(url), 1);
	}
	printf("durable writes, %d threads, %d units each way\n", THREADS, THREADS * UNITS * TURNS);
	say("up to 64 units a commit", grouped);
	say("one unit a commit", single);
	printf("ratio %.1f\n", (double)single / (double)grouped);
	(void)unlink(url + STR("sqlite:").n);
	(void)rmdir(path);
	return 0;
}
