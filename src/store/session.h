/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* session - browsers that are signed in.  The cookie's token is kept as a keyed hash only. */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include "db/db.h"
#include "domain/ids.h"

struct session_row {
	session_id id;
	person_id person;
	struct instant made_at, seen_at, ends_at;
};

MUST_USE enum err store_session_add(struct tx *tx, person_id person, struct str token,
                                    struct instant now, struct instant ends_at, session_id *out);
/* ERR_ABSENT when there is none, or it has ended. */
MUST_USE enum err store_session_by_token(struct tx *tx, struct str token, struct instant now,
                                         struct session_row *out);
MUST_USE enum err store_session_seen(struct tx *tx, session_id id, struct instant now);
/* Ends then; never sooner than before. */
MUST_USE enum err store_session_extend(struct tx *tx, session_id id, struct instant ends_at);
MUST_USE enum err store_session_end(struct tx *tx, session_id id);
MUST_USE enum err store_session_end_all(struct tx *tx, person_id person);
/* Forgets those that ended before `now`. */
MUST_USE enum err store_session_sweep(struct tx *tx, struct instant now);

#endif
