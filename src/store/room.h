/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room - the events of a meeting's room, numbered 1.. without gaps. */
#ifndef STORE_ROOM_H
#define STORE_ROOM_H

#include "db/db.h"
#include "domain/ids.h"
#include "domain/room.h"

enum { ROOM_EVENT_ROWS_MAX = 20000 }; /* no meeting comes near */

struct room_event_rows {
	struct room_event *at;
	size_t n;
};

/* ERR_STALE: an event of that number is there already; load again and decide again. */
MUST_USE enum err store_room_append(struct tx *tx, meeting_id meeting,
                                    const struct room_event *event);
/* Those with a number above `after` (0: all), in order. */
MUST_USE enum err store_room_load(struct tx *tx, meeting_id meeting, int after,
                                  struct room_event_rows *out);

#endif
