/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* db - one small interface over SQLite and PostgreSQL.
 *
 * A *unit* is a function that runs inside one transaction.  Reading units run on a `db_reader`, a
 * connection that one thread owns.  Writing units are handed to db_write(): on SQLite one writer
 * thread runs them one after another, each in a SAVEPOINT, many in a transaction, and calls
 * `done` after the durable commit; on PostgreSQL the calling thread runs them, serialisable, again
 * on a conflict.  A unit cannot tell which.  It may run more than once, so it must not let anything
 * leave the process; `done` runs once. */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/time.h"

struct db;
struct db_reader;
struct tx; /* an open transaction: what generated statements take */
struct seal;

enum db_engine { DB_SQLITE, DB_POSTGRES };

struct db_options {
	struct str url;    /* "sqlite:/path/to/file.db" or "postgres://..." (a libpq URL) */
	struct seal *seal; /* borrowed; opens and closes sealed columns.  Outlives the db */
	size_t batch_max; /* most units in one SQLite commit; 0: 64.  1 turns grouping off (bench) */
};

/* Opens, and creates an SQLite file that is not there (mode 0600).  Does not migrate. */
MUST_USE enum err db_open(const struct db_options *options, struct db **out);
/* Waits for queued units, stops the writer, closes.  Readers must be closed first. */
void db_close(struct db *db);
enum db_engine db_engine(const struct db *db);

MUST_USE enum err db_reader_open(struct db *db, struct db_reader **out);
void db_reader_close(struct db_reader *reader);

struct db_unit {
	/* OK keeps what it changed, any other result undoes all of it. */
	enum err (*run)(struct tx *tx, void *with);
	/* Once, after the commit or the undoing; on any thread.  May be NULL for db_write_wait. */
	void (*done)(enum err result, void *with);
	void *with;
};

/* Runs unit->run in a read-only transaction: a statement that writes fails with ERR_SYSTEM. */
MUST_USE enum err db_read(struct db_reader *reader, const struct db_unit *unit);

/* Runs a unit that changes something.  `reader` is the calling thread's (used by PostgreSQL only).
 * Returns at once on SQLite; has called `done` on PostgreSQL. */
void db_write(struct db *db, struct db_reader *reader, const struct db_unit *unit);

/* The same, and waits for the result.  Never call it on the loop thread. */
MUST_USE enum err db_write_wait(struct db *db, struct db_reader *reader,
                                const struct db_unit *unit);

/* Applies the numbered migrations that are missing, each in a transaction.  `applied` (may be NULL)
 * gets how many. */
MUST_USE enum err db_migrate(struct db *db, int *applied);
/* The number of the newest migration applied, 0 for an empty database. */
MUST_USE enum err db_version(struct db *db, int *out);
/* SQLite: a consistent copy while others write, verified by opening it and by integrity_check. */
MUST_USE enum err db_backup(struct db *db, struct str path);
/* SQLite: whether a file that nobody else has open is a database without a damaged page (integrity_check). */
MUST_USE enum err db_is_whole(const char *path);

/* PostgreSQL: tells other nodes after commit, and hears them.  SQLite: db_notify hears itself only
 * through `heard`.  topic is at most 60 ASCII characters.  Called inside a writing unit. */
void tx_notify(struct tx *tx, struct str topic);
/* `heard` is called on a thread of the db's own, once a topic, after the commit; "*" means that
 * topics may have been missed (a connection was lost): look at all.  Set once, before
 * the first unit. */
void db_listen(struct db *db, void (*heard)(struct str topic, void *with), void *with);
/* Nothing is heard from elsewhere once it has returned: `with` may go, if nobody writes any more. */
void db_listen_end(struct db *db);

/* ---- what generated code uses: sql/NOUN.c and tests of statements, nobody else ---- */

struct arena *tx_arena(struct tx *tx); /* results live here; set by tx_use_arena */
/* An arena once used stays, and is not reset, until the unit has ended. */
void tx_use_arena(struct tx *tx, struct arena *arena);
struct seal *tx_seal(struct tx *tx);

/* One named statement, as sqlgen makes it: a constant, so its address is its identity. */
struct statement {
	const char *name;     /* "action_list_open" */
	const char *sqlite;   /* with ?1 ?2 ... */
	const char *postgres; /* with $1 $2 ... and casts where sqlgen knows the type */
	int inputs, outputs;
	int index; /* dense, 0..statement_count-1, over all query files */
	bool writes;
};
extern const struct statement *const statements[]; /* $(GEN)/sql/all.c */
extern const int statement_count;

/* Tells that the unit is going to run a reading statement, whose one input or two are these ids.  What was told goes
 * to PostgreSQL in one message with the next statement, and waits to be asked for: a turn to the server's process
 * costs more than most statements.  It changes no answer; SQLite, which has no turns, does nothing. */
void tx_ahead(struct tx *tx, const struct statement *statement, int64_t id, int64_t second);

/* Begins a statement on a transaction: prepared once a connection, then kept. */
struct cursor;
MUST_USE enum err cursor_open(struct tx *tx, const struct statement *statement,
                              struct cursor **out);
void cursor_bind_i64(struct cursor *cursor, int at, int64_t value); /* at counts from 0 */
void cursor_bind_bool(struct cursor *cursor, int at, bool value);
void cursor_bind_str(struct cursor *cursor, int at, struct str value); /* copied if need be */
void cursor_bind_blob(struct cursor *cursor, int at, struct str value);
void cursor_bind_null(struct cursor *cursor, int at);
/* OK: a row is at hand; ERR_ABSENT: no more rows; ERR_BUSY, ERR_STALE (a unique or foreign key
 * refused it), ERR_SYSTEM. */
MUST_USE enum err cursor_next(struct cursor *cursor);
int64_t cursor_i64(struct cursor *cursor, int at); /* NULL reads as 0 */
bool cursor_bool(struct cursor *cursor, int at);
bool cursor_is_null(struct cursor *cursor, int at);
/* Copied into tx_arena; `at` is NULL for NULL alone, not for nothing. */
struct str cursor_str(struct cursor *cursor, int at);
struct str cursor_blob(struct cursor *cursor, int at);
/* Rows changed by a statement without outputs that has been run to its end. */
int64_t cursor_changes(struct cursor *cursor);
void cursor_close(struct cursor *cursor);

#endif
