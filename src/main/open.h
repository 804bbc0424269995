/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* open - the installation's folder, keys and database, as every command needs them. */
#ifndef MAIN_OPEN_H
#define MAIN_OPEN_H

#include "db/db.h"
#include "db/seal.h"
#include "main/command.h"
#include "main/settings.h"

struct opened {
	struct seal *seal;
	struct db *db;
	int alone; /* the descriptor that holds open_alone()'s lock, 0 for none */
};

enum open_how {
	OPEN_EXISTING, /* key ring and database must be there */
	OPEN_OR_MAKE,  /* a first start makes folder, ring and database; never a ring beside rows */
	OPEN_ANEW, /* makes them whatever is there: for the demo, which refuses a database with people itself */
};

/* Opens what the settings name, without migrating.  On failure prints a sentence that says what to do.
 * Close with open_release(). */
MUST_USE enum err open_all(struct arena *arena, const struct settings *settings, enum open_how how,
                           struct opened *out);
void open_release(struct opened *opened);
/* For whoever serves: one program at a time may serve an SQLite database.  On failure says so.  The lock is the
 * kernel's, so it ends with a program that is killed; other commands may go on using the database. */
MUST_USE enum err open_alone(struct arena *arena, const struct settings *settings,
                             struct opened *opened);
/* Says why db_migrate() failed; EXIT_WENT_WRONG. */
enum exit_code open_says_migration(enum err err);

/* Whether the words in the database are of this key ring; OK while there are none.  The database must be up
 * to date. */
MUST_USE enum err open_words(struct opened *opened);

/* Says that open_words() failed; EXIT_WENT_WRONG. */
enum exit_code open_says_ring(const struct settings *settings);

/* The path of an SQLite database, empty on PostgreSQL. */
struct str open_sqlite_path(const struct settings *settings);

#endif
