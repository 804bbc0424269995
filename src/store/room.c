/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room - rows of what happened in a room. */
#include "store/room.h"

#include "sql/room.h"

enum err store_room_append(struct tx *tx, meeting_id meeting, const struct room_event *event)
{
	const struct sql_room_append_in in = {
		.meeting = meeting,
		.number = event->number,
		.kind = (int)event->kind,
		.by = event->by,
		.subject = event->subject,
		.a = event->a,
		.b = event->b,
		.at = event->at,
	};
	return sql_room_append(tx, &in);
}

enum err store_room_load(struct tx *tx, meeting_id meeting, int after, struct room_event_rows *out)
{
	return sql_room_events(tx, meeting, after, ROOM_EVENT_ROWS_MAX, &out->at, &out->n);
}
