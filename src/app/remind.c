/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* remind - see remind.h. */
#include "app/remind.h"

#include "app/meeting_plan.h"
#include "base/zone.h"
#include "domain/duty.h"
#include "store/duty.h"
#include "store/mail.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/programme.h"
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

/* ---- what hosts have to do ---- */

enum { DAY_BEGINS_MIN = 8 * 60, DAY_ENDS_MIN = 18 * 60 };
/* Duties are due a week apart or more: a mail so young was about the same one. */
#define HOST_REMINDED_MS HOURS((int64_t)24 * 4)

/* Mail at night is mail that wakes somebody. */
static enum err local_now(struct work *work, set_id set, struct day *today, bool *is_day)
{
	struct programme_row programme;
	struct zone *zone;

	enum err err = store_programme_of_set(work->tx, set, &programme);
	if (!err) err = zone_new(programme.zone, &zone);
	if (err) return err;
	const struct local local = zone_local(zone, work->now);
	zone_free(zone);
	*today = local.day;
	*is_day = local.minute >= DAY_BEGINS_MIN && local.minute < DAY_ENDS_MIN;
	return OK;
}

static enum err is_due(struct work *work, const struct meeting_row *meeting, struct day today,
                       bool *out)
{
	struct duty_rows done;

	const enum err err = store_duty_list(work->tx, meeting->id, &done);
	if (err) return err;
	*out = false;
	for (int duty = 0; duty < DUTY_COUNT; duty++) {
		bool is_done = false;
		for (size_t i = 0; i < done.n; i++) is_done |= (int)done.at[i].kind == duty;
		if (!is_done && duty_reminds((enum duty)duty, meeting->held_on, today)) *out = true;
	}
	return OK;
}

static enum err remind_host(struct work *work, const struct meeting_row *meeting)
{
	struct set_row set;
	struct day today;
	person_id host = { 0 };
	bool is_day = false, due = false;
	mail_id mail;

	enum err err = store_set_load(work->tx, meeting->set, &set);
	if (!err && !set.closed_at.ms) err = local_now(work, meeting->set, &today, &is_day);
	if (!err && is_day) err = is_due(work, meeting, today, &due);
	if (!err && due) err = app_plan_host(work, meeting, &host);
	if (err || !host.n) return err;
	return store_mail_add(work->tx, host, STR("host-duties"), meeting->id.n, (struct str){ 0 },
	                      work->now, &mail);
}

static bool is_asked(const struct mail_asked_rows *asked, meeting_id meeting)
{
	for (size_t i = 0; i < asked->n; i++)
		if (asked->at[i].subject == meeting.n) return true;
	return false;
}

enum err app_remind_hosts(struct work *work)
{
	struct mail_asked_rows asked;
	struct meeting_rows meetings;
	const int64_t reach = HOURS((int64_t)24 * (DUTY_FIRST_DAYS + DUTY_REMIND_DAYS + 1));

	enum err err = store_meeting_between(work->tx, work->now, instant_add(work->now, reach),
	                                     &meetings);
	if (!err)
		err = store_mail_asked(work->tx, STR("host-duties"),
		                       instant_add(work->now, -HOST_REMINDED_MS), &asked);
	for (size_t i = 0; !err && i < meetings.n; i++) {
		const struct meeting_row *meeting = &meetings.at[i];
		if (meeting->facilitated || meeting->state != MEETING_PLANNED) continue;
		if (!is_asked(&asked, meeting->id)) err = remind_host(work, meeting);
	}
	return err;
}
