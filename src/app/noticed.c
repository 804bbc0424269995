/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* noticed - see noticed.h. */
#include "app/noticed.h"

#include "app/room.h"
#include "store/noticed.h"

enum err app_noticed_add(struct work *work, meeting_id meeting, enum room_signal signal,
                         enum intervention did)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);
	noticed_id id;

	const enum err err = app_room_load(work, meeting, now);
	if (err) return err;
	if (!room_holds(&now->room, room_seat_of(&now->room, work->viewer)))
		return work_refuse(work, room_verdict_text(ROOM_NO_FACILITATOR));
	const struct stage *stage = room_stage(&now->room);
	const struct noticed noticed = { signal, did, stage ? stage->title : STR("") };
	return store_noticed_add(work->tx, work->viewer, meeting,
	                         noticed_keep(work->arena, &noticed), work->now, &id);
}

enum err app_noticed_remove(struct work *work, noticed_id noticed)
{
	const enum err err = store_noticed_remove(work->tx, noticed, work->viewer);
	return err == ERR_STALE ? ERR_ABSENT : err;
}
