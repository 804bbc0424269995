/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* apologies - see apologies.h. */
#include "app/apologies.h"

#include "app/meeting_plan.h"
#include "store/attendance.h"
#include "store/mail.h"
#include "store/member.h"
#include "store/person.h"

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

static enum err mail_to(struct work *work, person_id who, struct str kind,
                        const struct meeting_row *meeting)
{
	mail_id mail;
	return store_mail_add(work->tx, who, kind, meeting->id.n, (struct str){ 0 }, work->now,
	                      &mail);
}

/* The facilitator can't come: the office finds another. */
static enum err tell_office(struct work *work, const struct meeting_row *meeting)
{
	struct person_ids office;

	enum err err = store_person_coordinators(work->tx, &office);
	for (size_t i = 0; !err && i < office.n; i++)
		err = mail_to(work, office.at[i], STR("apologies-office"), meeting);
	return err;
}

/* The host can't come: another of the set takes over. */
static enum err tell_set(struct work *work, const struct meeting_row *meeting)
{
	struct member_rows members;

	enum err err = store_member_list(work->tx, meeting->set, &members);
	for (size_t i = 0; !err && i < members.n; i++) {
		const struct member_row *member = &members.at[i];
		if (member->role != ROLE_MEMBER || member->state != MEMBER_JOINED) continue;
		if (member->person.n != work->viewer.n)
			err = mail_to(work, member->person, STR("apologies-host"), meeting);
	}
	return err;
}

/* Whoever holds the meeting hears that somebody can't come; who and why, only the set's pages say. */
static enum err tell(struct work *work, const struct meeting_row *meeting)
{
	person_id host;

	const enum err err = app_plan_host(work, meeting, &host);
	if (err || host.n == 0) return err;
	if (host.n != work->viewer.n) return mail_to(work, host, STR("apologies"), meeting);
	return meeting->facilitated ? tell_office(work, meeting) : tell_set(work, meeting);
}

/* Once the room is open, who is expected is what it says. */
static enum err put_in_room(struct work *work, const struct meeting_row *meeting,
                            enum attendance state)
{
	if (meeting->state != MEETING_OPEN) return OK;
	return app_room_act(work, meeting->id, ROOM_ATTEND, work->viewer.n, (int64_t)state, 0);
}

static enum err put(struct work *work, meeting_id meeting, enum attendance state, struct str note)
{
	struct meeting_row row;
	enum attendance now = ATTENDANCE_EXPECTED;

	enum err err = load(work, meeting, &row, &now);
	if (err) return err;
	if (row.state == MEETING_CANCELLED) return work_refuse(work, "This meeting is cancelled.");
	if (row.state == MEETING_ENDED) return work_refuse(work, "This meeting is over.");
	if (!attendance_may_change(now, false))
		return work_refuse(work, "You are in the room already.");
	err = store_attendance_put(work->tx, meeting, row.set, work->viewer, state, note,
	                           work->now);
	if (err || state == now) return err;
	err = put_in_room(work, &row, state);
	if (err || state != ATTENDANCE_APOLOGIES) return err;
	return tell(work, &row);
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
