/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* erasure - what somebody wrote, deleted; their name and address, replaced; their key, destroyed. */
#ifndef STORE_ERASURE_H
#define STORE_ERASURE_H

#include "base/time.h"
#include "db/db.h"
#include "domain/ids.h"

/* Deletes what they wrote and what they were asked, their mail, links and sessions; destroys their data key,
 * so that nothing sealed for them alone opens again; names them "Somebody" and gives them an address that
 * nobody has.  Rows that say no more than that somebody came or asked stay.  ERR_STALE: it was done before.
 * Memberships are the caller's to end first. */
MUST_USE enum err store_erasure(struct tx *tx, person_id person, struct instant now);

#endif
