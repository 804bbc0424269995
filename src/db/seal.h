/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* seal - confidential columns are encrypted on the way in and opened on the way out.
 *
 * Key ring file (outside the database, mode 0400) -> wraps a data key per set and per person ->
 * XChaCha20-Poly1305 of each value, bound by associated data to table, column, scope and row, so
 * that a ciphertext moved anywhere else does not open.  Values are padded to hide their length
 * a little.  Destroying a scope's key is the end of its words in this database.  A backup made before
 * holds the wrapped key as well as the words: they end there only when that backup is let go, so keep
 * backups no longer than people were promised.  The interface is narrow on purpose: it could become a
 * process of its own. */
#ifndef DB_SEAL_H
#define DB_SEAL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct seal;
struct tx;

/* Whose key.  House is the installation's own (names, addresses, tokens in the outbox). */
enum seal_scope { SEAL_HOUSE, SEAL_SET, SEAL_PERSON };

enum { SEAL_HASH_BYTES = 32 };

/* Reads the key ring, or makes one if `path` is absent and `may_create`.  Refuses a file that
 * others may read (ERR_REFUSED) or that is damaged (ERR_CORRUPT).  Owner: the caller. */
enum seal_how { SEAL_MUST_EXIST, SEAL_MAY_CREATE };
MUST_USE enum err seal_new(struct str path, enum seal_how how, struct seal **out);
void seal_free(struct seal *seal);

/* Encrypts `plain` for `column` ("action.text") of row `row`, under the key of (scope, owner);
 * the key is made on first use (a row of data_key).  owner is 0 for SEAL_HOUSE.  Result in the
 * arena of tx.  ERR_ABSENT if the key was destroyed: it is never made again. */
MUST_USE enum err seal_close(struct tx *tx, const char *column, enum seal_scope scope,
                             int64_t owner, int64_t row, struct str plain, struct str *out);
/* ERR_CORRUPT if the bytes, the place or the owner do not fit, or the key's version is not known; ERR_ABSENT if
 * the key was destroyed or never made.  A house's word that the
 * connection has opened lately is not opened again (opened.h). */
MUST_USE enum err seal_open(struct tx *tx, const char *column, enum seal_scope scope, int64_t owner,
                            int64_t row, struct str sealed, struct str *out);

/* Tells that the key of (scope, owner) is going to be wanted: see tx_ahead(). */
void seal_ahead(struct tx *tx, enum seal_scope scope, int64_t owner);

/* Keyed hash for looking things up: e-mail addresses (lower-cased by the caller), tokens, codes.
 * `purpose` separates the uses ("email", "session", ...). */
void seal_hash(const struct seal *seal, const char *purpose, struct str value,
               uint8_t out[SEAL_HASH_BYTES]);

/* Destroys the data key of a scope: everything sealed under it is unreadable from the commit on, and
 * nothing is sealed for that owner again.  OK too if there was no key. */
MUST_USE enum err seal_destroy(struct tx *tx, enum seal_scope scope, int64_t owner);

#endif
