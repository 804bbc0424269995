/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* opened - the house's words that a connection has opened lately: every page shows the same names.
 *
 * A word is found by its place and its sealed bytes together.  Whoever asks has just read those bytes from the
 * database, so nobody is shown what they could not open, and a word that was changed is opened anew.  Only the
 * house's key is never destroyed: what is sealed under any other is opened for one unit alone.  One connection's,
 * which one thread uses: no lock. */
#ifndef DB_OPENED_H
#define DB_OPENED_H

#include "base/str.h"
#include "base/time.h"

struct opened;

/* Locked in memory and wiped when freed, as keys are. */
struct opened *opened_new(void);
void opened_free(struct opened *opened);

/* As a unit begins: forgets everything once a minute, so that a name taken off the database is not kept for long
 * where pages are asked for.  It is found by nobody meanwhile. */
void opened_age(struct opened *opened, int64_t now_us);

enum { OPENED_SLOTS = 512, OPENED_SEALED_MOST = 105, OPENED_PLAIN_MOST = 63 };

/* The plain words, valid until anything is kept; `at` is NULL if they are not here. */
struct str opened_find(const struct opened *opened, const char *column, int64_t row,
                       struct str sealed);
/* Long words are not kept; of two that share a slot, the last is. */
void opened_keep(struct opened *opened, const char *column, int64_t row, struct str sealed,
                 struct str plain);

#endif
