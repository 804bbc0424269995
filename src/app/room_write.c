/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_write - what each writes alone, nobody else reads before the writing is over: neither in the room
 * nor on the big screen nor on any page or in any file.  So it is held in its rows, and let go here, by the
 * event that ends the writing, whichever that is. */
#include "app/room.h"
#include "store/action.h"
#include "store/question.h"
#include "store/review.h"

struct room_writing room_writing(const struct room *room)
{
	const struct room_step *step = room_step(room);

	if (!step) return (struct room_writing){ 0 };
	return (struct room_writing){
		.step = step->id,
		.is_written = room_floor(room) == FLOOR_WRITE,
		.has_lines = room_may(room, MAY_LINE) && !room->lines_revealed,
	};
}

enum err room_writing_over(struct work *work, const struct room_now *now,
                           const struct room_writing *before)
{
	const struct room_writing after = room_writing(&now->room);
	const bool same = after.step == before->step, ends = before->step && !after.step;
	const meeting_id meeting = now->meeting.id;
	enum err err = OK;

	if (ends || (before->is_written && !(same && after.is_written))) {
		err = store_question_release(work->tx, meeting);
		if (!err) err = store_action_release(work->tx, meeting);
	}
	if (!err && (ends || (before->has_lines && !(same && after.has_lines))))
		err = store_review_release(work->tx, meeting);
	return err;
}
