/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* writer - the one thread that changes an SQLite database, many units in a transaction.
 *
 * A commit costs a flush of the disk, whatever it holds.  So units that arrive while one is under way
 * are run together: each inside a SAVEPOINT, so that one that is refused leaves the others alone, and
 * all of them are told after the commit that made them durable. */
#include "base/log.h"
#include "db/engine.h"

enum { BATCH_US = 2000 }; /* a batch takes in no more units after this long, in microseconds */

struct queued {
	struct queued *next;
	struct db_unit unit;
	enum err result;
	struct tx *tx; /* kept for its topics until the commit */
};

struct borrowed {
	enum err (*work)(struct connection *connection, void *with);
	void *with;
	enum err result;
	bool has_ended;
};

struct writer {
	struct db *db;
	struct connection *connection;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake, ended;
	struct queued *first, **last; /* waiting, oldest first */
	struct borrowed *borrowed;    /* at most one at a time waits */
	bool must_forget; /* the writer's thread's own: a destroyed key is still in the log */
	bool stop;
};

/* The oldest waiting unit, or NULL. */
static struct queued *take(struct writer *writer)
{
	pthread_mutex_lock(&writer->mutex);
	struct queued *queued = writer->first;
	if (queued) {
		writer->first = queued->next;
		if (!writer->first) writer->last = &writer->first;
		queued->next = NULL;
	}
	pthread_mutex_unlock(&writer->mutex);
	return queued;
}

/* False if the whole transaction has gone, and with it the units that ran before. */
static bool run_in_savepoint(struct writer *writer, struct queued *queued)
{
	struct connection *connection = writer->connection;
	const struct engine *engine = connection->db->engine;
	enum err err;

	queued->tx = calloc(1, sizeof *queued->tx);
	if (!queued->tx) BUG("out of memory");
	queued->result = engine->script(connection, "SAVEPOINT unit");
	if (queued->result) return false;
	tx_begin(queued->tx, connection);
	queued->result = queued->unit.run(queued->tx, queued->unit.with);
	tx_end(queued->tx);
	if (!engine->in_transaction(connection)) /* whatever the unit made of it */
		err = queued->result == ERR_FULL ? ERR_FULL : ERR_SYSTEM;
	else if (queued->result == OK)
		err = engine->script(connection, "RELEASE unit");
	else
		err = engine->script(connection, "ROLLBACK TO unit; RELEASE unit");
	if (err && queued->result == OK) queued->result = err;
	return !err;
}

static void finish(struct queued *queued, enum err committed)
{
	while (queued) {
		struct queued *next = queued->next;
		if (committed && queued->result == OK) queued->result = committed;
		if (queued->result == OK) tx_tell(queued->tx);
		if (queued->unit.done) queued->unit.done(queued->result, queued->unit.with);
		free(queued->tx);
		free(queued);
		queued = next;
	}
}

/* A key that was destroyed is still in pages of the log that no longer count.  If a reader holds
 * them, the next batch tries again. */
static void forget_destroyed(struct writer *writer, const struct queued *batch)
{
	const struct engine *engine = writer->db->engine;

	for (const struct queued *queued = batch; queued; queued = queued->next)
		if (queued->result == OK && queued->tx->destroyed) writer->must_forget = true;
	if (writer->must_forget && engine->forget(writer->connection) == OK)
		writer->must_forget = false;
}

static void run_batch(struct writer *writer, struct queued *queued)
{
	const struct engine *engine = writer->db->engine;
	const int64_t started = time_monotonic_us();
	struct queued *batch = queued, **end = &batch;
	size_t count = 0;

	enum err err = engine->begin(writer->connection, BEGIN_WRITE);
	while (queued) {
		if (err) {
			queued->result = err;
		} else if (!run_in_savepoint(writer, queued)) {
			/* Those that wait begin another transaction; these have failed. */
			engine->rollback(writer->connection);
			log_error("db=batch result=undone units=%zu", count + 1);
			err = queued->result == ERR_FULL ? ERR_FULL : ERR_SYSTEM;
			break;
		}
		end = &queued->next;
		count++;
		if (count == writer->db->batch_max || time_monotonic_us() - started > BATCH_US)
			break;
		queued = take(writer);
		*end = queued;
	}
	if (!err) err = engine->commit(writer->connection);
	if (!err) forget_destroyed(writer, batch);
	finish(batch, err);
}

static void lend(struct writer *writer, struct borrowed *borrowed)
{
	const enum err result = borrowed->work(writer->connection, borrowed->with);

	pthread_mutex_lock(&writer->mutex);
	borrowed->result = result;
	borrowed->has_ended = true;
	writer->borrowed = NULL;
	pthread_cond_broadcast(&writer->ended);
	pthread_mutex_unlock(&writer->mutex);
}

static void *writer_main(void *with)
{
	struct writer *writer = with;

	for (;;) {
		pthread_mutex_lock(&writer->mutex);
		while (!writer->first && !writer->borrowed && !writer->stop)
			pthread_cond_wait(&writer->wake, &writer->mutex);
		const bool over = !writer->first && !writer->borrowed;
		struct borrowed *borrowed = writer->borrowed;
		pthread_mutex_unlock(&writer->mutex);
		if (over) return NULL; /* told to stop, and nothing waits */
		if (borrowed) lend(writer, borrowed);
		struct queued *queued = take(writer);
		if (queued) run_batch(writer, queued);
	}
}

enum err writer_start(struct db *db, struct writer **out)
{
	struct writer *writer = calloc(1, sizeof *writer);

	if (!writer) BUG("out of memory");
	writer->db = db;
	writer->last = &writer->first;
	const enum err err = db->engine->connect(db, &writer->connection);
	if (err) {
		free(writer);
		return err;
	}
	pthread_mutex_init(&writer->mutex, NULL);
	pthread_cond_init(&writer->wake, NULL);
	pthread_cond_init(&writer->ended, NULL);
	if (pthread_create(&writer->thread, NULL, writer_main, writer))
		BUG("no thread for the writer");
	*out = writer;
	return OK;
}

void writer_stop(struct writer *writer)
{
	if (!writer) return;
	pthread_mutex_lock(&writer->mutex);
	writer->stop = true;
	pthread_cond_signal(&writer->wake);
	pthread_mutex_unlock(&writer->mutex);
	pthread_join(writer->thread, NULL);
	writer->db->engine->disconnect(writer->connection);
	pthread_cond_destroy(&writer->wake);
	pthread_cond_destroy(&writer->ended);
	pthread_mutex_destroy(&writer->mutex);
	free(writer);
}

void writer_queue(struct writer *writer, const struct db_unit *unit)
{
	struct queued *queued = calloc(1, sizeof *queued);

	if (!queued) BUG("out of memory");
	queued->unit = *unit;
	pthread_mutex_lock(&writer->mutex);
	ASSERT(!writer->stop);
	*writer->last = queued;
	writer->last = &queued->next;
	pthread_cond_signal(&writer->wake);
	pthread_mutex_unlock(&writer->mutex);
}

enum err writer_borrow(struct writer *writer,
                       enum err (*work)(struct connection *connection, void *with), void *with)
{
	struct borrowed borrowed = { .work = work, .with = with };

	pthread_mutex_lock(&writer->mutex);
	while (writer->borrowed) pthread_cond_wait(&writer->ended, &writer->mutex);
	writer->borrowed = &borrowed;
	pthread_cond_signal(&writer->wake);
	while (!borrowed.has_ended) pthread_cond_wait(&writer->ended, &writer->mutex);
	pthread_mutex_unlock(&writer->mutex);
	return borrowed.result;
}
