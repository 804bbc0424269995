/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* attendance - rows of who is expected and who came. */
#include "store/attendance.h"

#include "sql/attendance.h"

enum err store_attendance_put(struct tx *tx, meeting_id meeting, set_id set, person_id person,
                              enum attendance state, struct str note, struct instant now)
{
	const struct sql_attendance_put_in in = {
		.meeting = meeting,
		.set = set,
		.person = person,
		.state = (int)state,
		.note = note,
		.came_at = state == ATTENDANCE_CAME ? now : (struct instant){ 0 },
		.now = now,
	};
	return sql_attendance_put(tx, &in);
}

enum err store_attendance_list(struct tx *tx, meeting_id meeting, struct attendance_rows *out)
{
	return sql_attendance_list(tx, meeting, &out->at, &out->n);
}

enum err store_attendance_states(struct tx *tx, meeting_id meeting, struct attendance_rows *out)
{
	return sql_attendance_states(tx, meeting, &out->at, &out->n);
}

enum err store_attendance_held(struct tx *tx, set_id set, int since,
                               struct attendance_held_rows *out)
{
	return sql_attendance_held(tx, set, since, &out->at, &out->n);
}

enum attendance attendance_held_state(const struct attendance_held_rows *held, meeting_id meeting,
                                      person_id person)
{
	for (size_t i = 0; i < held->n; i++)
		if (held->at[i].meeting.n == meeting.n && held->at[i].person.n == person.n)
			return held->at[i].state;
	return ATTENDANCE_EXPECTED;
}

enum err store_attendance_totals(struct tx *tx, set_id set, struct attendance_total_rows *out)
{
	return sql_attendance_totals(tx, set, &out->at, &out->n);
}

enum err store_attendance_mine(struct tx *tx, person_id person, struct attendance_mine_rows *out)
{
	return sql_attendance_mine(tx, person, &out->at, &out->n);
}
