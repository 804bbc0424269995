/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* db - units of work, whichever engine.  See db.h. */
#include "db/db.h"

#include <sodium.h>

#include "base/log.h"
#include "base/random.h"
#include "db/engine.h"
#include "db/opened.h"

/* How often PostgreSQL runs a unit before giving up, and how often when a key refused it: that may
 * be a race that the second run sees properly, or simply so. */
enum { TRIES = 12, COLLISION_TRIES = 3 };

static const struct str sqlite_prefix = STR_INIT("sqlite:");

static char *address_copy(struct str s)
{
	char *at = calloc(1, s.n + 1);
	if (!at) BUG("out of memory");
	if (s.n) memcpy(at, s.at, s.n);
	return at;
}

enum err db_open(const struct db_options *options, struct db **out)
{
	const bool sqlite = str_starts(options->url, sqlite_prefix);
	const bool postgres = str_starts(options->url, STR("postgres://")) ||
	                      str_starts(options->url, STR("postgresql://"));
	enum err err = OK;

	if (!sqlite && !postgres) return ERR_INPUT;
	struct db *db = calloc(1, sizeof *db);
	if (!db) BUG("out of memory");
	db->engine = sqlite ? &engine_sqlite : &engine_postgres;
	db->seal = options->seal;
	db->batch_max = options->batch_max ? options->batch_max : 64;
	db->address = address_copy(sqlite ? str_from(options->url, sqlite_prefix.n) : options->url);

	if (sqlite) {
		err = sqlite_make_file(db->address);
		if (!err) err = writer_start(db, &db->writer);
	} else {
		struct connection *trial =
			NULL; /* a wrong address is said now, not at the first page */
		err = db->engine->connect(db, &trial);
		if (!err) db->engine->disconnect(trial);
	}
	if (err) {
		db_close(db);
		return err;
	}
	*out = db;
	return OK;
}

void db_close(struct db *db)
{
	if (!db) return;
	writer_stop(db->writer);
	listener_stop(db->listener);
	free(db->address);
	free(db);
}

enum db_engine db_engine(const struct db *db)
{
	return db->engine->kind;
}

enum err db_reader_open(struct db *db, struct db_reader **out)
{
	struct connection *connection;

	const enum err err = db->engine->connect(db, &connection);
	if (err) return err;
	struct db_reader *reader = calloc(1, sizeof *reader);
	if (!reader) BUG("out of memory");
	reader->connection = connection;
	*out = reader;
	return OK;
}

void db_reader_close(struct db_reader *reader)
{
	if (!reader) return;
	reader->connection->db->engine->disconnect(reader->connection);
	free(reader);
}

/* ---- connections ---- */

struct connection *connection_new(struct db *db)
{
	struct connection *connection = calloc(1, sizeof *connection);

	if (!connection) BUG("out of memory");
	connection->db = db;
	connection->arena = arena_new(UNIT_ARENA_MAX);
	return connection;
}

void connection_free(struct connection *connection)
{
	free(connection->prepared);
	opened_free(connection->opened);
	arena_free(connection->arena);
	free(connection);
}

/* ---- transactions ---- */

void tx_begin(struct tx *tx, struct connection *connection)
{
	arena_reset(connection->arena);
	if (connection->opened) opened_age(connection->opened, time_monotonic_us());
	*tx = (struct tx){ .db = connection->db,
		           .connection = connection,
		           .arena = connection->arena };
}

void tx_end(struct tx *tx)
{
	for (struct open_key *key = tx->keys; key; key = key->next)
		sodium_memzero(key->key, sizeof key->key);
	tx->keys = NULL;
}

void tx_tell(struct tx *tx)
{
	if (!tx->db->heard) return;
	for (int i = 0; i < tx->topic_count; i++)
		tx->db->heard(str_of(tx->topics[i]), tx->db->heard_with);
}

struct arena *tx_arena(struct tx *tx)
{
	return tx->arena;
}

void tx_use_arena(struct tx *tx, struct arena *arena)
{
	tx->arena = arena;
}

struct seal *tx_seal(struct tx *tx)
{
	return tx->db->seal;
}

void tx_notify(struct tx *tx, struct str topic)
{
	ASSERT(topic.n > 0 && topic.n <= TOPIC_MAX);
	for (int i = 0; i < tx->topic_count; i++)
		if (str_eq(str_of(tx->topics[i]), topic)) return;
	if (tx->topic_count == TOPICS_MAX) BUG("a unit tells too many topics");
	memcpy(tx->topics[tx->topic_count++], topic.at, topic.n);
}

enum err db_read(struct db_reader *reader, const struct db_unit *unit)
{
	struct connection *connection = reader->connection;
	const struct engine *engine = connection->db->engine;
	struct tx tx;

	enum err err = engine->begin(connection, BEGIN_READ);
	if (!err) {
		tx_begin(&tx, connection);
		err = unit->run(&tx, unit->with);
		tx_end(&tx);
		if (!err && tx.conflict) err = ERR_BUSY;
		/* Nothing was changed, so how a read ends is of no consequence. */
		engine->rollback(connection);
	}
	if (unit->done) unit->done(err, unit->with);
	return err;
}

/* ---- writing on PostgreSQL: on the calling thread ---- */

static enum err notify_others(struct tx *tx)
{
	static const struct statement notify = {
		.name = "own_notify",
		.postgres = "SELECT pg_notify('setwise', $1)::text",
		.inputs = 1,
		.outputs = 1,
		.index = -1,
	};
	for (int i = 0; i < tx->topic_count; i++) {
		struct cursor *cursor;
		enum err err = cursor_open(tx, &notify, &cursor);
		if (err) return err;
		cursor_bind_str(cursor, 0, str_of(tx->topics[i]));
		err = cursor_next(cursor);
		cursor_close(cursor);
		if (err) return err;
	}
	return OK;
}

static enum err try_once(struct connection *connection, const struct db_unit *unit, bool *collision)
{
	const struct engine *engine = connection->db->engine;
	struct tx tx;

	enum err err = engine->begin(connection, BEGIN_WRITE);
	if (err) return err;
	tx_begin(&tx, connection);
	err = unit->run(&tx, unit->with);
	if (!err) err = notify_others(&tx);
	tx_end(&tx);
	*collision = tx.collision;
	if (tx.conflict) err = ERR_BUSY;
	if (err)
		engine->rollback(connection);
	else
		err = engine->commit(connection);
	return err;
}

static enum err write_here(struct connection *connection, const struct db_unit *unit)
{
	enum err err = ERR_BUSY;

	for (int i = 0; i < TRIES; i++) {
		bool collision = false;
		err = try_once(connection, unit, &collision);
		const bool again = err == ERR_BUSY || (err && collision && i + 1 < COLLISION_TRIES);
		if (!again) break;
		uint8_t jitter;
		random_bytes_secure(&jitter, 1);
		const struct timespec pause = { 0,
			                        (1 + jitter % (2 << (i < 5 ? i : 5))) * 500000L };
		(void)nanosleep(&pause, NULL);
	}
	if (unit->done) unit->done(err, unit->with);
	return err;
}

void db_write(struct db *db, struct db_reader *reader, const struct db_unit *unit)
{
	if (db->writer)
		writer_queue(db->writer, unit);
	else
		(void)write_here(reader->connection, unit); /* `done` has been told */
}

struct waiting {
	const struct db_unit *unit;
	pthread_mutex_t mutex;
	pthread_cond_t ended;
	bool has_ended;
	enum err result;
};

static enum err waiting_run(struct tx *tx, void *with)
{
	const struct waiting *waiting = with;
	return waiting->unit->run(tx, waiting->unit->with);
}

static void waiting_done(enum err result, void *with)
{
	struct waiting *waiting = with;

	if (waiting->unit->done) waiting->unit->done(result, waiting->unit->with);
	pthread_mutex_lock(&waiting->mutex);
	waiting->result = result;
	waiting->has_ended = true;
	pthread_cond_signal(&waiting->ended);
	pthread_mutex_unlock(&waiting->mutex);
}

enum err db_write_wait(struct db *db, struct db_reader *reader, const struct db_unit *unit)
{
	struct waiting waiting = { .unit = unit };

	if (!db->writer) return write_here(reader->connection, unit);
	pthread_mutex_init(&waiting.mutex, NULL);
	pthread_cond_init(&waiting.ended, NULL);
	const struct db_unit outer = { waiting_run, waiting_done, &waiting };
	writer_queue(db->writer, &outer);
	pthread_mutex_lock(&waiting.mutex);
	while (!waiting.has_ended) pthread_cond_wait(&waiting.ended, &waiting.mutex);
	pthread_mutex_unlock(&waiting.mutex);
	pthread_cond_destroy(&waiting.ended);
	pthread_mutex_destroy(&waiting.mutex);
	return waiting.result;
}

void db_listen(struct db *db, void (*heard)(struct str topic, void *with), void *with)
{
	db->heard = heard;
	db->heard_with = with;
	if (db->writer || db->listener) return;
	if (listener_start(db, &db->listener)) log_error("db=listen result=failed");
}

void db_listen_end(struct db *db)
{
	listener_stop(db->listener);
	db->listener = NULL;
}

/* ---- migrations ---- */

static enum err migrate_work(struct connection *connection, void *with)
{
	return migrate_on(connection, with);
}

static enum err version_work(struct connection *connection, void *with)
{
	return migrate_version(connection, with);
}

static enum err on_one_connection(struct db *db, enum err (*work)(struct connection *, void *),
                                  void *with)
{
	struct connection *connection;

	if (db->writer) return writer_borrow(db->writer, work, with);
	enum err err = db->engine->connect(db, &connection);
	if (err) return err;
	err = work(connection, with);
	db->engine->disconnect(connection);
	return err;
}

enum err db_migrate(struct db *db, int *applied)
{
	int count = 0;
	const enum err err = on_one_connection(db, migrate_work, &count);
	if (!err && applied) *applied = count;
	return err;
}

enum err db_version(struct db *db, int *out)
{
	return on_one_connection(db, version_work, out);
}

/* ---- cursors ---- */

void **connection_slot(struct connection *connection, const struct statement *statement)
{
	const int at = statement->index + OWN_STATEMENTS;

	ASSERT(at >= 0);
	if (at >= connection->prepared_room) {
		const int room = at + 64;
		void **slots = realloc(connection->prepared, (size_t)room * sizeof *slots);
		if (!slots) BUG("out of memory");
		for (int i = connection->prepared_room; i < room; i++) slots[i] = NULL;
		connection->prepared = slots;
		connection->prepared_room = room;
	}
	return &connection->prepared[at];
}

static const struct engine *engine_of(const struct cursor *cursor)
{
	return cursor->tx->db->engine;
}

void tx_ahead(struct tx *tx, const struct statement *statement, int64_t id, int64_t second)
{
	if (tx->db->engine->ahead) tx->db->engine->ahead(tx, statement, id, second);
}

enum err cursor_open(struct tx *tx, const struct statement *statement, struct cursor **out)
{
	struct cursor *cursor = NEW(tx->arena, struct cursor, 1);

	*cursor = (struct cursor){ .tx = tx, .statement = statement, .row = -1 };
	const enum err err = tx->db->engine->open(cursor);
	if (!err) *out = cursor;
	return err;
}

void cursor_bind_i64(struct cursor *cursor, int at, int64_t value)
{
	engine_of(cursor)->bind_i64(cursor, at, value);
}

void cursor_bind_bool(struct cursor *cursor, int at, bool value)
{
	engine_of(cursor)->bind_bool(cursor, at, value);
}

void cursor_bind_str(struct cursor *cursor, int at, struct str value)
{
	engine_of(cursor)->bind_text(cursor, at, value);
}

void cursor_bind_blob(struct cursor *cursor, int at, struct str value)
{
	engine_of(cursor)->bind_blob(cursor, at, value);
}

void cursor_bind_null(struct cursor *cursor, int at)
{
	engine_of(cursor)->bind_null(cursor, at);
}

enum err cursor_next(struct cursor *cursor)
{
	return engine_of(cursor)->next(cursor);
}

int64_t cursor_i64(struct cursor *cursor, int at)
{
	return engine_of(cursor)->i64(cursor, at);
}

bool cursor_bool(struct cursor *cursor, int at)
{
	return engine_of(cursor)->boolean(cursor, at);
}

bool cursor_is_null(struct cursor *cursor, int at)
{
	return engine_of(cursor)->is_null(cursor, at);
}

struct str cursor_str(struct cursor *cursor, int at)
{
	const struct str bytes = engine_of(cursor)->bytes(cursor, at);

	/* What is there is not null: that need not be asked. */
	if (bytes.n == 0 && cursor_is_null(cursor, at)) return (struct str){ 0 };
	return str_copy(cursor->tx->arena, bytes);
}

struct str cursor_blob(struct cursor *cursor, int at)
{
	return cursor_str(cursor, at);
}

int64_t cursor_changes(struct cursor *cursor)
{
	return cursor->changes;
}

void cursor_close(struct cursor *cursor)
{
	if (cursor) engine_of(cursor)->close(cursor);
}
