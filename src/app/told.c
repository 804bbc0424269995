/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* told - see told.h. */
#include "app/told.h"

#include "store/attendance.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/standing.h"
#include "store/told.h"

static bool came(const struct attendance_rows *rows, person_id person)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].person.n == person.n)
			return rows->at[i].role == ROLE_MEMBER &&
			       rows->at[i].state == ATTENDANCE_CAME;
	return false;
}

enum err app_told_say(struct work *work, meeting_id id, person_id facilitator, bool yes)
{
	struct standing_row theirs = { 0 };
	struct attendance_rows people;
	struct meeting_row meeting;

	enum err err = store_meeting_load(work->tx, id, &meeting);
	if (!err) err = store_attendance_states(work->tx, id, &people);
	if (!err) err = store_standing_meeting(work->tx, facilitator, id, &theirs);
	if (err) return err;
	if (meeting.state != MEETING_ENDED)
		return work_refuse(work, "This meeting has not ended yet.");
	if (!came(&people, work->viewer))
		return work_refuse(work, "Only those who came can say so.");
	if (!theirs.is_adviser || theirs.is_facilitator)
		return work_refuse(work, "Choose a facilitator of your set who was not there.");
	return store_told_put(work->tx, id, facilitator, work->viewer, yes, work->now);
}
