/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* remind - see remind.h. */
#include "app/remind.h"

#include "store/mail.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/set.h"

enum err app_remind_rules(struct work *work, set_id set)
{
	struct set_overview_row row;
	struct member_rows members;
	mail_id mail;
	int told = 0;

	enum err err = store_set_overview_one(work->tx, set, &row);
	if (!err) err = store_member_list(work->tx, set, &members);
	if (err) return err;
	if (row.rules_version > 0) return work_refuse(work, "This set has its ground rules.");
	for (size_t i = 0; !err && i < members.n; i++) {
		if (members.at[i].role != ROLE_FACILITATOR) continue;
		err = store_mail_add(work->tx, members.at[i].person, STR("rules-wanted"), set.n,
		                     (struct str){ 0 }, work->now, &mail);
		told++;
	}
	if (!err && told == 0)
		return work_refuse(work, "This set has no facilitator yet. Choose one first.");
	return err;
}

enum err app_remind_attendance(struct work *work, meeting_id id)
{
	struct meeting_row meeting;
	mail_id mail;

	const enum err err = store_meeting_load(work->tx, id, &meeting);
	if (err) return err;
	if (meeting.state != MEETING_ENDED)
		return work_refuse(work, "This meeting has not ended yet.");
	if (meeting.facilitator.n == 0)
		return work_refuse(work, "Nobody facilitated this meeting.");
	return store_mail_add(work->tx, meeting.facilitator, STR("attendance-wanted"), id.n,
	                      (struct str){ 0 }, work->now, &mail);
}
