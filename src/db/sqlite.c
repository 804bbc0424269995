/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sqlite - the embedded engine: WAL, synchronous=FULL, a connection a thread. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "db/engine.h"

enum { BUSY_MS = 10000, FORGET_BUSY_MS = 200 };

static sqlite3 *handle_of(const struct connection *connection)
{
	return connection->handle;
}

static enum err sqlite_script(struct connection *connection, const char *sql)
{
	const int rc = sqlite3_exec(handle_of(connection), sql, NULL, NULL, NULL);
	if (rc == SQLITE_OK) return OK;
	/* The message may quote values: only its code is logged. */
	log_error("db=script engine=sqlite code=%d",
	          sqlite3_extended_errcode(handle_of(connection)));
	return rc == SQLITE_FULL ? ERR_FULL : ERR_SYSTEM;
}

/* A new file is ours alone before the first byte is in it; -wal and -shm take its mode. */
enum err sqlite_make_file(const char *path)
{
	const int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST) return OK;
	if (fd < 0) {
		log_error("db=open engine=sqlite errno=%d", errno);
		return ERR_SYSTEM;
	}
	(void)close(fd);
	return OK;
}

static void sqlite_disconnect(struct connection *connection)
{
	for (int i = 0; i < connection->prepared_room; i++)
		(void)sqlite3_finalize(connection->prepared[i]);
	(void)sqlite3_close(handle_of(connection));
	connection_free(connection);
}

static enum err sqlite_connect(struct db *db, struct connection **out)
{
	sqlite3 *handle = NULL;

	enum err err = OK;
	/* Once for the process; refused, and harmless, when SQLite is in use already. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	const int rc = sqlite3_open_v2(db->address, &handle,
	                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	struct connection *connection = connection_new(db);
	connection->handle = handle;
	if (rc != SQLITE_OK) {
		log_error("db=open engine=sqlite code=%d", rc);
		err = ERR_SYSTEM;
	} else {
		(void)sqlite3_busy_timeout(handle, BUSY_MS);
		/* No mmap_size: whenever somebody has written, each connection would unmap the file and fault its
		 * pages in again, which cost a live room more than half of its time. */
		err = sqlite_script(connection,
		                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
		                    "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"
		                    "PRAGMA cache_size=-8000;"
		                    "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;");
	}
	if (err) {
		sqlite_disconnect(connection);
		return err;
	}
	*out = connection;
	return OK;
}

/* ---- turns ---- */

/* The words that each transaction begins and ends with, compiled once a connection like any other statement. */
static const struct statement turn_read = { .name = "own_begin", .sqlite = "BEGIN", .index = -7 };
static const struct statement turn_write = { .name = "own_begin_immediate",
	                                     .sqlite = "BEGIN IMMEDIATE",
	                                     .index = -8 };
static const struct statement turn_keep = { .name = "own_commit", .sqlite = "COMMIT", .index = -9 };
static const struct statement turn_undo = { .name = "own_rollback",
	                                    .sqlite = "ROLLBACK",
	                                    .index = -10 };

/* Compiled at first need, kept as long as the connection. */
static int compiled(struct connection *connection, const struct statement *statement,
                    sqlite3_stmt **out)
{
	void **slot = connection_slot(connection, statement);
	sqlite3_stmt *made = NULL;
	int rc = SQLITE_OK;

	if (!*slot) {
		rc = sqlite3_prepare_v3(handle_of(connection), statement->sqlite, -1,
		                        SQLITE_PREPARE_PERSISTENT, &made, NULL);
		*slot = made;
	}
	*out = *slot;
	return rc;
}

static enum err turn(struct connection *connection, const struct statement *statement)
{
	sqlite3_stmt *made;

	int rc = compiled(connection, statement, &made);
	if (rc == SQLITE_OK) {
		rc = sqlite3_step(made);
		const int again = sqlite3_reset(made); /* the same code, unless it was done */
		if (rc == SQLITE_DONE) rc = again;
	}
	if (rc == SQLITE_OK) return OK;
	log_error("db=%s engine=sqlite code=%d", statement->name,
	          sqlite3_extended_errcode(handle_of(connection)));
	return rc == SQLITE_FULL ? ERR_FULL : ERR_SYSTEM;
}

static enum err sqlite_begin(struct connection *connection, enum begin_how how)
{
	const bool reads = how == BEGIN_READ;

	/* Said only when it changes, which is hardly ever: a connection reads or writes all its life, and
	 * this pragma makes SQLite compile every kept statement again. */
	if (!connection->is_said || connection->reads_only != reads) {
		const enum err err = sqlite_script(connection, reads ? "PRAGMA query_only=1"
		                                                     : "PRAGMA query_only=0");
		if (err) return err;
		connection->is_said = true;
		connection->reads_only = reads;
	}
	return turn(connection, reads ? &turn_read : &turn_write);
}

static bool sqlite_in_transaction(const struct connection *connection)
{
	return !sqlite3_get_autocommit(handle_of(connection));
}

static void sqlite_rollback(struct connection *connection)
{
	if (!sqlite_in_transaction(connection)) return; /* an error ended it already */
	if (turn(connection, &turn_undo)) BUG("a transaction cannot be ended");
}

static enum err sqlite_commit(struct connection *connection)
{
	const enum err err = turn(connection, &turn_keep);
	if (err) sqlite_rollback(connection);
	return err;
}

static enum err sqlite_forget(struct connection *connection)
{
	sqlite3 *handle = handle_of(connection);

	/* The writer does not stand still long for somebody who reads. */
	(void)sqlite3_busy_timeout(handle, FORGET_BUSY_MS);
	const int rc =
		sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	(void)sqlite3_busy_timeout(handle, BUSY_MS);
	if (rc == SQLITE_OK) return OK;
	return rc == SQLITE_BUSY || rc == SQLITE_LOCKED ? ERR_BUSY : ERR_SYSTEM;
}

/* ---- cursors ---- */

static enum err result_of(struct cursor *cursor, int rc)
{
	switch (rc & 0xff) {
	case SQLITE_ROW:
		return OK;
	case SQLITE_DONE:
		return ERR_ABSENT;
	case SQLITE_CONSTRAINT:
		cursor->tx->collision = true;
		return ERR_STALE;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		log_error("db=corrupt engine=sqlite");
		return ERR_CORRUPT;
	case SQLITE_FULL:
		log_error("db=full engine=sqlite why=\"the disk has no room\"");
		return ERR_FULL;
	default:
		log_error("db=statement name=%s code=%d", cursor->statement->name,
		          sqlite3_extended_errcode(handle_of(cursor->tx->connection)));
		return ERR_SYSTEM;
	}
}

static enum err sqlite_open(struct cursor *cursor)
{
	sqlite3_stmt *made;

	const int rc = compiled(cursor->tx->connection, cursor->statement, &made);
	if (rc != SQLITE_OK) {
		log_error("db=prepare name=%s code=%d", cursor->statement->name, rc);
		return ERR_SYSTEM;
	}
	ASSERT(!sqlite3_stmt_busy(made)); /* a statement is not used inside its own loop */
	cursor->prepared = made;
	return OK;
}

static void sqlite_bind_i64(struct cursor *cursor, int at, int64_t value)
{
	ASSERT(sqlite3_bind_int64(cursor->prepared, at + 1, value) == SQLITE_OK);
}

static void sqlite_bind_bool(struct cursor *cursor, int at, bool value)
{
	sqlite_bind_i64(cursor, at, value);
}

static void sqlite_bind_text(struct cursor *cursor, int at, struct str value)
{
	const int rc = sqlite3_bind_text64(cursor->prepared, at + 1, value.n ? value.at : "",
	                                   value.n, SQLITE_TRANSIENT, SQLITE_UTF8);
	ASSERT(rc == SQLITE_OK);
}

static void sqlite_bind_blob(struct cursor *cursor, int at, struct str value)
{
	const int rc = sqlite3_bind_blob64(cursor->prepared, at + 1, value.n ? value.at : "",
	                                   value.n, SQLITE_TRANSIENT);
	ASSERT(rc == SQLITE_OK);
}

static void sqlite_bind_null(struct cursor *cursor, int at)
{
	ASSERT(sqlite3_bind_null(cursor->prepared, at + 1) == SQLITE_OK);
}

static enum err sqlite_next(struct cursor *cursor)
{
	/* After an error that ended the transaction every statement would be one of its own. */
	if (!sqlite_in_transaction(cursor->tx->connection)) return ERR_SYSTEM;
	const enum err err = result_of(cursor, sqlite3_step(cursor->prepared));
	if (err == ERR_ABSENT)
		cursor->changes = sqlite3_changes64(handle_of(cursor->tx->connection));
	return err;
}

static int64_t sqlite_i64(struct cursor *cursor, int at)
{
	return sqlite3_column_int64(cursor->prepared, at);
}

static bool sqlite_boolean(struct cursor *cursor, int at)
{
	return sqlite3_column_int64(cursor->prepared, at) != 0;
}

static bool sqlite_is_null(struct cursor *cursor, int at)
{
	return sqlite3_column_type(cursor->prepared, at) == SQLITE_NULL;
}

static struct str sqlite_bytes(struct cursor *cursor, int at)
{
	const void *bytes = sqlite3_column_blob(cursor->prepared, at);
	return (struct str){ bytes, (size_t)sqlite3_column_bytes(cursor->prepared, at) };
}

static void sqlite_close(struct cursor *cursor)
{
	(void)sqlite3_reset(cursor->prepared); /* repeats the error that next() has given */
	(void)sqlite3_clear_bindings(cursor->prepared);
}

const struct engine engine_sqlite = {
	.kind = DB_SQLITE,
	.connect = sqlite_connect,
	.disconnect = sqlite_disconnect,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.in_transaction = sqlite_in_transaction,
	.forget = sqlite_forget,
	.script = sqlite_script,
	.open = sqlite_open,
	.bind_i64 = sqlite_bind_i64,
	.bind_bool = sqlite_bind_bool,
	.bind_text = sqlite_bind_text,
	.bind_blob = sqlite_bind_blob,
	.bind_null = sqlite_bind_null,
	.next = sqlite_next,
	.i64 = sqlite_i64,
	.boolean = sqlite_boolean,
	.is_null = sqlite_is_null,
	.bytes = sqlite_bytes,
	.close = sqlite_close,
};
