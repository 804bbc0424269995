/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* engine - what db.c asks of SQLite and PostgreSQL.  Only files of this folder include it. */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include <pthread.h>

#include "db/db.h"
#include "db/seal.h"

/* Statements of this folder itself have the indices -OWN_STATEMENTS .. -1. */
enum { OWN_STATEMENTS = 16 };
enum { UNIT_ARENA_MAX = 64 * 1024 * 1024 };
enum { TOPIC_MAX = 60, TOPICS_MAX = 64 };

struct connection;
struct engine;
struct opened; /* opened.h */

enum begin_how { BEGIN_READ, BEGIN_WRITE };

/* A data key opened in this transaction (seal.c).  Never kept longer: another connection may destroy
 * it at any moment. */
struct open_key {
	struct open_key *next;
	enum seal_scope scope;
	int64_t owner;
	uint8_t key[32];
};

struct tx {
	struct db *db;
	struct connection *connection;
	struct arena *arena; /* the connection's own unless tx_use_arena() said otherwise */
	struct open_key *keys;
	char topics[TOPICS_MAX][TOPIC_MAX + 1]; /* distinct, in order; told after the commit */
	int topic_count;
	bool conflict;  /* the database asked for another try */
	bool collision; /* a unique or foreign key refused; may be a race (PostgreSQL) */
	bool destroyed; /* a data key was destroyed: its bytes must leave the log too */
};

struct cursor {
	struct tx *tx;
	const struct statement *statement;
	void *prepared;      /* sqlite3_stmt */
	void *result;        /* PGresult, once run */
	int row;             /* the row at hand; -1 before the first */
	const char **values; /* PostgreSQL's parameters */
	int *lengths, *formats;
	int64_t changes;
};

struct engine {
	enum db_engine kind;
	enum err (*connect)(struct db *db, struct connection **out);
	void (*disconnect)(struct connection *connection);
	enum err (*begin)(struct connection *connection, enum begin_how how);
	/* OK, ERR_BUSY (run the unit again) or ERR_SYSTEM; the transaction is over in every case. */
	enum err (*commit)(struct connection *connection);
	void (*rollback)(struct connection *connection);
	/* False once the engine has ended a transaction by itself (a full disk, lost memory). */
	bool (*in_transaction)(const struct connection *connection);
	/* Overwrites what the log of changes still holds of older pages.  Best effort: ERR_BUSY while
	 * somebody reads them.  NULL where that is the administrator's business. */
	enum err (*forget)(struct connection *connection);
	/* Several statements without results, outside the cursors: migrations. */
	enum err (*script)(struct connection *connection, const char *sql);
	/* See tx_ahead(); NULL: nothing is gained by it. */
	void (*ahead)(struct tx *tx, const struct statement *statement, int64_t id, int64_t second);
	enum err (*open)(struct cursor *cursor);
	void (*bind_i64)(struct cursor *cursor, int at, int64_t value);
	void (*bind_bool)(struct cursor *cursor, int at, bool value);
	void (*bind_text)(struct cursor *cursor, int at, struct str value);
	void (*bind_blob)(struct cursor *cursor, int at, struct str value);
	void (*bind_null)(struct cursor *cursor, int at);
	enum err (*next)(struct cursor *cursor);
	int64_t (*i64)(struct cursor *cursor, int at);
	bool (*boolean)(struct cursor *cursor, int at);
	bool (*is_null)(struct cursor *cursor, int at);
	struct str (*bytes)(struct cursor *cursor, int at); /* valid until the next row */
	void (*close)(struct cursor *cursor);
};

extern const struct engine engine_sqlite, engine_postgres;

/* sqlite.c: makes the file, ours alone, if it is not there.  Never opens one that is: closing any
 * descriptor of a file drops every lock that this process has on it. */
MUST_USE enum err sqlite_make_file(const char *path);

struct db {
	const struct engine *engine;
	struct seal *seal;
	char *address; /* path, or the libpq URL */
	size_t batch_max;
	struct writer *writer;     /* SQLite only */
	struct listener *listener; /* PostgreSQL only */
	void (*heard)(struct str topic, void *with);
	void *heard_with;
};

struct connection {
	struct db *db;
	struct arena *arena; /* of units that bring none */
	void *handle;        /* sqlite3, or struct postgres */
	void **prepared;     /* by statement index + OWN_STATEMENTS */
	int prepared_room;
	struct opened *opened;    /* the house's words, opened lately */
	bool is_said, reads_only; /* SQLite: whether and what it was told of PRAGMA query_only */
};

struct db_reader {
	struct connection *connection;
};

/* What an engine adds its handle to. */
struct connection *connection_new(struct db *db);
void connection_free(struct connection *connection);
/* The place of a statement in connection->prepared, made large enough. */
void **connection_slot(struct connection *connection, const struct statement *statement);

void tx_begin(struct tx *tx, struct connection *connection);
void tx_end(struct tx *tx); /* wipes the keys */
/* Tells `heard` each topic of a transaction that has been committed. */
void tx_tell(struct tx *tx);

/* writer.c: the one thread that writes to SQLite. */
MUST_USE enum err writer_start(struct db *db, struct writer **out);
void writer_stop(struct writer *writer);
void writer_queue(struct writer *writer, const struct db_unit *unit);
/* Runs `work` on the writer's connection between two batches, and waits. */
MUST_USE enum err writer_borrow(struct writer *writer,
                                enum err (*work)(struct connection *connection, void *with),
                                void *with);

/* postgres_listen.c: hears other nodes. */
MUST_USE enum err listener_start(struct db *db, struct listener **out);
void listener_stop(struct listener *listener);

/* dialect.c: replaces @types of sql/schema.sql by the engine's. */
struct str dialect_expand(struct arena *arena, enum db_engine engine, struct str sql);

/* migrate.c: on a connection that nobody else writes through meanwhile. */
MUST_USE enum err migrate_on(struct connection *connection, int *applied);
MUST_USE enum err migrate_version(struct connection *connection, int *out);

#endif
