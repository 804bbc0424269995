/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* apologies - see apologies.h. */
#include "app/apologies.h"

#include "store/attendance.h"
#include "store/meeting.h"

static enum err load(struct work *work, meeting_id meeting, struct meeting_row *row,
                     enum attendance *state)
{
	struct attendance_rows rows;

	enum err err = store_meeting_load(work->tx, meeting, row);
	if (!err) err = store_attendance_states(work->tx, meeting, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].person.n == work->viewer.n) {
			*state = rows.at[i].state;
			return OK;
		}
	return ERR_ABSENT;
}

static enum err put(struct work *work, meeting_id meeting, enum attendance state, struct str note)
{
	struct meeting_row row;
	enum attendance now = ATTENDANCE_EXPECTED;

	const enum err err = load(work, meeting, &row, &now);
	if (err) return err;
	if (row.state == MEETING_CANCELLED) return work_refuse(work, "This meeting is cancelled.");
	if (row.state == MEETING_ENDED) return work_refuse(work, "This meeting is over.");
	if (!attendance_may_change(now, false))
		return work_refuse(work, "You are in the room already.");
	return store_attendance_put(work->tx, meeting, row.set, work->viewer, state, note,
	                            work->now);
}

enum err app_apologies_send(struct work *work, meeting_id meeting, struct str note)
{
	const struct str words = str_trim(note);

	if (str_points(words) > APOLOGIES_NOTE_MAX)
		return work_refuse(work, "That is more than 300 letters. One line is enough.");
	return put(work, meeting, ATTENDANCE_APOLOGIES, words.n ? words : (struct str){ 0 });
}

enum err app_apologies_take_back(struct work *work, meeting_id meeting)
{
	return put(work, meeting, ATTENDANCE_EXPECTED, (struct str){ 0 });
}
