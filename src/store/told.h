/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* told - a set lets a facilitator who was not at a meeting read what was said there
 * (docs/decisions/0007-who-lets-a-facilitator-read.md).  The gate reads it in sql/queries/standing.sql. */
#ifndef STORE_TOLD_H
#define STORE_TOLD_H

#include "db/db.h"
#include "domain/ids.h"

struct told_row {
	int came; /* members of the set who were there and are still of it */
	int said; /* of them, who say that the facilitator may read; all must */
	bool mine;
};

/* A member's yes (and back).  Says nothing by itself. */
MUST_USE enum err store_told_put(struct tx *tx, meeting_id meeting, person_id facilitator,
                                 person_id member, bool yes, struct instant now);
MUST_USE enum err store_told_count(struct tx *tx, meeting_id meeting, person_id facilitator,
                                   person_id viewer, struct told_row *out);

#endif
