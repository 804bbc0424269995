/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* database - a database of a test's own, on either engine, gone when it ends.
 *
 * SQLite: a file in a new folder.  PostgreSQL: a new schema of the database that SETWISE_TEST_POSTGRES
 * names; where that is not set, database_engines() leaves PostgreSQL out, and says so. */
#ifndef SUPPORT_DATABASE_H
#define SUPPORT_DATABASE_H

#include "db/db.h"
#include "db/seal.h"
#include "support/folder.h"

struct database {
	enum db_engine engine;
	struct folder folder; /* of the SQLite file, the key ring, whatever a test puts there */
	char schema[32];      /* PostgreSQL's */
	struct seal *seal;
	struct db *db;
	struct db_reader *reader;
	struct arena *arena; /* for the test's own texts and results */
};

/* The engines to run on: 1 or 2 of them. */
int database_engines(enum db_engine out[2]);
/* For each engine: FOR_ENGINES (engine) { ... } */
#define FOR_ENGINES(engine)                                                                        \
	for (enum db_engine engine##_all[2], engine,                                               \
	     *engine##_at = engine##_all,                                                          \
	     *engine##_end = engine##_all + database_engines(engine##_all);                        \
	     engine##_at < engine##_end && (engine = *engine##_at, true); engine##_at++)

/* Opened and migrated; stops the test if that cannot be.  Owner: the caller. */
struct database *database_open(enum db_engine engine);
/* The same without tables. */
struct database *database_open_empty(enum db_engine engine);
void database_free(struct database *database);

/* Its address, as for db_open(): to open it a second time, as another node would. */
struct str database_url(const struct database *database);

/* Runs a unit that changes something, or one that reads. */
enum err database_write(struct database *database, enum err (*run)(struct tx *, void *),
                        void *with);
enum err database_read(struct database *database, enum err (*run)(struct tx *, void *), void *with);

/* Runs SQL straight on the engine, one way or the other: to prepare, to damage.  False if it failed. */
bool database_script(struct database *database, const char *sql);

#endif
