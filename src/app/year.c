/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* year - see year.h. */
#include "app/year.h"

#include "base/zone.h"
#include "domain/programme.h"
#include "store/mail.h"
#include "store/member.h"
#include "store/set.h"

enum { DAY_MINUTES = 24 * 60 };
/* An office places the credits of a year one by one: that is one mail. */
#define GATHER_MS MINUTES(10)

struct cadence app_year_cadence(const struct programme_row *programme)
{
	const int half = programme->cadence_days / 2;
	return (struct cadence){
		.nation = ENGLAND_AND_WALES,
		.days = programme->cadence_days,
		.tolerance = half < CADENCE_TOLERANCE ? half : CADENCE_TOLERANCE,
	};
}

static enum err today_of(struct work *work, const struct programme_row *programme, struct day *out)
{
	struct zone *zone = NULL;

	const enum err err = zone_new(programme->zone, &zone);
	if (err) return err;
	*out = zone_local(zone, work->now).day;
	zone_free(zone);
	return OK;
}

/* ---- a whole year ---- */

static enum err facilitator_of(struct work *work, set_id set, person_id *out)
{
	struct member_rows members;

	const enum err err = store_member_list(work->tx, set, &members);
	if (err) return err;
	*out = (person_id){ 0 };
	for (size_t i = 0; i < members.n && out->n == 0; i++)
		if (members.at[i].role == ROLE_FACILITATOR) *out = members.at[i].person;
	return OK;
}

static enum err add_meetings(struct work *work, set_id set, const struct programme_row *programme,
                             const struct cadence_date *dates, int start_min)
{
	person_id facilitator;
	meeting_id made;

	enum err err = facilitator_of(work, set, &facilitator);
	for (int i = 0; !err && i < programme->meetings; i++) {
		const bool facilitated = i == 0 && programme->entitlement > 0;
		const struct meeting_plan plan = {
			.set = set,
			.number = i + 1,
			.held_on = dates[i].day,
			.start_min = start_min,
			.length_min = programme->length_min,
			.facilitated = facilitated,
			.facilitator = facilitated ? facilitator : (person_id){ 0 },
			.shell = meeting_usual_shell(i + 1, facilitated),
			.round = STR("uk-classic"),
		};
		err = store_meeting_add(work->tx, &plan, &made);
	}
	return err;
}

enum err app_year_make(struct work *work, set_id set, struct day first, int start_min)
{
	struct cadence_date dates[CADENCE_MEETINGS_MAX];
	struct programme_row programme;
	struct meeting_rows meetings;
	struct day today;

	enum err err = store_programme_of_set(work->tx, set, &programme);
	if (!err) err = store_meeting_dates(work->tx, set, &meetings);
	if (!err) err = today_of(work, &programme, &today);
	if (err) return err;
	if (meetings.n > 0) return work_refuse(work, "This set has its dates already.");
	const char *wrong = cadence_first_text(first, today);
	if (*wrong) return work_refuse(work, wrong);
	if (start_min + programme.length_min > DAY_MINUTES)
		return work_refuse(work, "A meeting must end on the day it starts.");
	const struct cadence cadence = app_year_cadence(&programme);
	cadence_propose(&cadence, first, programme.meetings, dates);
	return add_meetings(work, set, &programme, dates, start_min);
}

/* ---- one meeting ---- */

struct known {
	struct meeting_row meeting;
	struct programme_row programme;
	struct set_overview_row set;
	struct day today;
};

/* With a facilitator or without, it goes the usual way, unless somebody chose another. */
static enum err follow_usual(struct work *work, const struct meeting_row *meeting, bool facilitated)
{
	const struct str was = meeting_usual_shell(meeting->number, meeting->facilitated);
	const struct str is = meeting_usual_shell(meeting->number, facilitated);

	if (!str_eq(meeting->shell, was) || str_eq(was, is)) return OK;
	return store_meeting_processes(work->tx, meeting->id, is, meeting->round);
}

static enum err load(struct work *work, meeting_id id, struct known *out)
{
	enum err err = store_meeting_load(work->tx, id, &out->meeting);
	if (!err) err = store_programme_of_set(work->tx, out->meeting.set, &out->programme);
	if (!err) err = store_set_overview_one(work->tx, out->meeting.set, &out->set);
	if (!err) err = today_of(work, &out->programme, &out->today);
	return err;
}

/* Those who have joined, but for one who has a mail of their own (n == 0: nobody has). */
static enum err tell_set(struct work *work, const struct meeting_row *meeting, person_id but)
{
	struct member_rows members;
	mail_id mail;

	enum err err = store_member_list(work->tx, meeting->set, &members);
	for (size_t i = 0; !err && i < members.n; i++) {
		if (members.at[i].state != MEMBER_JOINED || members.at[i].person.n == but.n)
			continue;
		err = store_mail_add(work->tx, members.at[i].person, STR("meeting-changed"),
		                     meeting->id.n, (struct str){ 0 }, work->now, &mail);
	}
	return err;
}

/* Meetings keep their order: `day` lies between those before and after by number. */
static enum err refuse_order(struct work *work, const struct meeting_row *meeting, struct day day)
{
	struct meeting_rows rows;

	const enum err err = store_meeting_dates(work->tx, meeting->set, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++) {
		const struct meeting_row *other = &rows.at[i];
		if (other->state == MEETING_CANCELLED) continue;
		const bool before = other->number < meeting->number && day.n <= other->held_on.n;
		const bool after = other->number > meeting->number && day.n >= other->held_on.n;
		if (!before && !after) continue;
		return work_refusef(work, "This must come %s meeting %d, %.*s.",
		                    before ? "after" : "before", other->number,
		                    STR_ARG(day_words_year(work->arena, other->held_on)));
	}
	return OK;
}

enum err app_year_change(struct work *work, meeting_id id, const struct year_change *change)
{
	struct known known;

	enum err err = load(work, id, &known);
	if (err) return err;
	const struct meeting_row *meeting = &known.meeting;
	const bool moves = change->held_on.n != meeting->held_on.n ||
	                   change->start_min != meeting->start_min ||
	                   change->length_min != meeting->length_min;
	const bool goes = !str_eq(change->place, meeting->place) ||
	                  !str_eq(change->call_link, meeting->call_link);
	if (meeting->state != MEETING_PLANNED)
		return work_refuse(work, "This meeting can’t be changed any more.");
	if (change->start_min + change->length_min > DAY_MINUTES)
		return work_refuse(work, "A meeting must end on the day it starts.");
	if (moves && change->held_on.n < known.today.n)
		return work_refuse(work, "Choose a day that is still to come.");
	err = refuse_order(work, meeting, change->held_on);
	if (!err && moves)
		err = store_meeting_move(work->tx, id, change->held_on, change->start_min,
		                         change->length_min);
	if (!err && goes)
		err = store_meeting_where(work->tx, id, str_or_none(change->place),
		                          str_or_none(change->call_link));
	if (!err && change->tell && (moves || goes))
		err = tell_set(work, meeting, (person_id){ 0 });
	return err;
}

static bool lacks_place(const struct meeting_row *meeting, int after)
{
	return meeting->state == MEETING_PLANNED && meeting->number > after &&
	       meeting->place.n == 0 && meeting->call_link.n == 0;
}

enum err app_year_later(struct work *work, const struct meeting_row *meeting, int *count)
{
	struct meeting_rows rows;

	*count = 0;
	const enum err err = store_meeting_list(work->tx, meeting->set, &rows);
	for (size_t i = 0; !err && i < rows.n; i++)
		*count += lacks_place(&rows.at[i], meeting->number);
	return err;
}

enum err app_year_place_later(struct work *work, meeting_id id, const struct year_change *change,
                              int *count)
{
	struct meeting_row meeting;
	struct meeting_rows rows;

	*count = 0;
	if (change->place.n == 0 && change->call_link.n == 0) return OK;
	enum err err = store_meeting_load(work->tx, id, &meeting);
	if (!err) err = store_meeting_list(work->tx, meeting.set, &rows);
	for (size_t i = 0; !err && i < rows.n; i++) {
		if (!lacks_place(&rows.at[i], meeting.number)) continue;
		err = store_meeting_where(work->tx, rows.at[i].id, str_or_none(change->place),
		                          str_or_none(change->call_link));
		++*count;
	}
	return err;
}

/* ---- who facilitates ---- */

static enum err refuse_stranger(struct work *work, set_id set, person_id who)
{
	struct member_row member;

	if (who.n == 0) return OK;
	const enum err err = store_member_load(work->tx, set, who, &member);
	if (err && err != ERR_ABSENT) return err;
	if (!err && member.role == ROLE_FACILITATOR && member.state == MEMBER_JOINED) return OK;
	return work_refuse(work, "Choose somebody who facilitates this set. Others can be added "
	                         "on its settings page.");
}

static enum err refuse_credit(struct work *work, const struct known *known,
                              const struct year_facilitator *wanted)
{
	const struct programme_row *p = &known->programme;
	const struct meeting_row *m = &known->meeting;
	const struct programme_numbers numbers = { .meetings = p->meetings,
		                                   .entitlement = p->entitlement,
		                                   .notice_days = p->notice_days };
	const struct credits credits = { .meetings = p->meetings,
		                         .entitlement = p->entitlement,
		                         .used = known->set.facilitated_ended,
		                         .booked = known->set.facilitated_planned };
	const struct credit_wish wish = { .number = m->number,
		                          .held_on = m->held_on,
		                          .is_held = m->state >= MEETING_ENDED,
		                          .is_facilitated = m->facilitated,
		                          .wants_facilitator = wanted->facilitated };
	const enum credit_verdict verdict = credit_change(&credits, &numbers, &wish, known->today);

	if (verdict == CREDIT_OK) return OK;
	if (verdict != CREDIT_NOTICE)
		return work_refusef(work, "%.*s",
		                    STR_ARG(credit_verdict_words(work->arena, verdict, &numbers)));
	if (wanted->is_agreed) return OK;
	return work_refusef(work,
	                    "That is less than %d days’ notice. Talk to the set first, then tick "
	                    "that it agrees.",
	                    p->notice_days);
}

enum err app_year_facilitate(struct work *work, meeting_id id,
                             const struct year_facilitator *wanted)
{
	const person_id who = wanted->facilitated ? wanted->who : (person_id){ 0 };
	struct known known;

	enum err err = load(work, id, &known);
	if (err) return err;
	const struct meeting_row *meeting = &known.meeting;
	if (meeting->state != MEETING_PLANNED)
		return work_refuse(work, "This meeting can’t be changed any more.");
	if (meeting->facilitated == wanted->facilitated && meeting->facilitator.n == who.n)
		return OK;
	err = refuse_stranger(work, meeting->set, who);
	if (!err) err = refuse_credit(work, &known, wanted);
	if (!err) err = store_meeting_facilitate(work->tx, id, wanted->facilitated, who);
	if (!err) err = follow_usual(work, meeting, wanted->facilitated);
	if (!err && who.n)
		err = store_mail_add_once(work->tx, who, STR("facilitates"), meeting->set.n,
		                          work->now, GATHER_MS);
	if (!err && wanted->tell) err = tell_set(work, meeting, who);
	return err;
}

enum err app_year_call_off(struct work *work, meeting_id id)
{
	struct known known;

	enum err err = load(work, id, &known);
	if (err) return err;
	if (known.meeting.state != MEETING_PLANNED)
		return work_refuse(work, "This meeting can’t be called off any more.");
	err = store_meeting_cancel(work->tx, id);
	return err ? err : tell_set(work, &known.meeting, (person_id){ 0 });
}

/* Who facilitated it, if they still do; else nobody is named. */
static enum err spend_again(struct work *work, const struct meeting_row *meeting)
{
	struct member_row member;
	person_id who = { 0 };
	enum err err = OK;

	if (meeting->facilitator.n) {
		err = store_member_load(work->tx, meeting->set, meeting->facilitator, &member);
		if (!err && member.role == ROLE_FACILITATOR && member.state == MEMBER_JOINED)
			who = meeting->facilitator;
		if (err == ERR_ABSENT) err = OK;
	}
	return err ? err : store_meeting_facilitate(work->tx, meeting->id, true, who);
}

bool app_year_keeps_credit(const struct meeting_row *meeting, const struct set_overview_row *set)
{
	const struct credits credits = { .entitlement = set->entitlement,
		                         .used = set->facilitated_ended,
		                         .booked = set->facilitated_planned };

	return meeting->facilitated && credits_to_place(&credits) > 0;
}

enum err app_year_restore(struct work *work, meeting_id id)
{
	struct known known;

	enum err err = load(work, id, &known);
	if (err) return err;
	if (known.meeting.state != MEETING_CANCELLED)
		return work_refuse(work, "This meeting has not been called off.");
	if (known.meeting.held_on.n < known.today.n)
		return work_refuse(work, "Its day is over, so it can’t be put back.");
	err = refuse_order(work, &known.meeting, known.meeting.held_on);
	if (!err) err = store_meeting_restore(work->tx, id);
	if (!err && app_year_keeps_credit(&known.meeting, &known.set))
		err = spend_again(work, &known.meeting);
	else if (!err)
		err = follow_usual(work, &known.meeting, false);
	return err ? err : tell_set(work, &known.meeting, (person_id){ 0 });
}
