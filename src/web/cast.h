/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* cast - in the demo alone: which meetings have asked simulated members to join, and who is somebody's own.
 *
 * The facilitator's page switches them on and off; main/players.c plays them, by requests like everybody's.
 * Whoever a visitor of the demo has become is theirs, and is not played.  All of it lives in memory: a demo
 * is one process.  Any thread. */
#ifndef WEB_CAST_H
#define WEB_CAST_H

#include <stdbool.h>
#include <stddef.h>

#include "domain/ids.h"

enum { CAST_MEETINGS = 8, CAST_PEOPLE = 64 };

struct cast;

struct cast *cast_new(void);
void cast_free(struct cast *cast); /* NULL is harmless */

/* Beyond CAST_MEETINGS the one that was asked first is let go. */
void cast_call(struct cast *cast, meeting_id meeting, bool on);
bool cast_is_called(struct cast *cast, meeting_id meeting);
size_t cast_called(struct cast *cast, meeting_id out[CAST_MEETINGS]);

/* A visitor who was `before` is `now` somebody else; n == 0: nobody. */
void cast_become(struct cast *cast, person_id before, person_id now);
bool cast_is_taken(struct cast *cast, person_id person);

#endif
