/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meetings - sets whose meeting is under way, as many as a bench wants, everybody signed in. */
#ifndef SUPPORT_MEETINGS_H
#define SUPPORT_MEETINGS_H

#include "db/db.h"
#include "db/seal.h"
#include "domain/ids.h"

enum {
	MEETING_PEOPLE = 8,
	MEETING_HOST = MEETING_PEOPLE - 1
}; /* seven members, then the facilitator */

struct meeting_made {
	meeting_id meeting;
	set_id set;
	person_id people[MEETING_PEOPLE];
	struct str tokens[MEETING_PEOPLE]; /* of their sessions; in the arena given */
};

/* A programme, then `n` sets with a half-day under way, `stages` stages after its start: everybody has come and
 * asked for airtime.  A database that is migrated and empty; `out` has room for n.  Stops the program
 * if something is refused. */
void meetings_make(struct db *db, struct seal *seal, struct arena *arena, size_t n, int stages,
                   struct meeting_made *out);

#endif
