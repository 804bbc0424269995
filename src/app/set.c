/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set - see set.h. */
#include "app/set.h"

#include "app/invite.h"
#include "app/person.h"
#include "domain/member.h"
#include "store/mail.h"
#include "store/meeting.h"
#include "store/organisation.h"
#include "store/set.h"

/* Two running sets of one name could not be told apart in any list. */
static enum err refuse_twin(struct work *work, set_id but, struct str name)
{
	struct set_name_rows rows;

	const enum err err = store_set_names(work->tx, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].id.n != but.n && str_eq_ci(rows.at[i].name, name))
			return work_refusef(work,
			                    "There is a set called %.*s. Choose another name.",
			                    STR_ARG(rows.at[i].name));
	return OK;
}

enum err app_set_make(struct work *work, programme_id programme, struct str name, set_id *out)
{
	const enum err err = refuse_twin(work, (set_id){ 0 }, name);
	return err ? err : store_set_add(work->tx, programme, name, work->now, out);
}

enum err app_set_rename(struct work *work, set_id set, struct str name)
{
	const enum err err = refuse_twin(work, set, name);
	return err ? err : store_set_rename(work->tx, set, name);
}

/* ---- its facilitator ---- */

/* Coming facilitated meetings of `from` (n == 0: of nobody) go to `to`. */
static enum err hand_over(struct work *work, set_id set, person_id from, person_id to)
{
	struct meeting_rows meetings;

	enum err err = store_meeting_dates(work->tx, set, &meetings);
	for (size_t i = 0; !err && i < meetings.n; i++) {
		const struct meeting_row *m = &meetings.at[i];
		if (m->state == MEETING_PLANNED && m->facilitated && m->facilitator.n == from.n)
			err = store_meeting_facilitate(work->tx, m->id, true, to);
	}
	return err;
}

enum err app_set_appoint(struct work *work, set_id set, person_id person)
{
	struct person_row who;
	struct member_row known;
	member_id member;
	mail_id mail;

	enum err err = store_person_load(work->tx, person, &who);
	if (err == ERR_ABSENT || (!err && !who.is_facilitator))
		return work_refuse(work, "Choose somebody from the register of facilitators.");
	if (!err) err = store_member_load(work->tx, set, person, &known);
	if (!err && known.state == MEMBER_JOINED)
		return work_refusef(work, "%.*s is in this set already.", STR_ARG(who.name));
	if (err && err != ERR_ABSENT) return err;
	err = store_member_appoint(work->tx, set, person, work->now, &member);
	if (!err) err = hand_over(work, set, (person_id){ 0 }, person);
	if (!err)
		err = store_mail_add(work->tx, person, STR("facilitator"), set.n, (struct str){ 0 },
		                     work->now, &mail);
	return err;
}

/* ---- its members ---- */

/* The employer by its name, as it stands on the office's list. */
static enum err organisation_named(struct work *work, struct str name, organisation_id *out)
{
	struct organisation_rows rows;

	const enum err err = store_organisation_list(work->tx, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++) {
		if (!str_eq_ci(rows.at[i].name, name)) continue;
		*out = rows.at[i].id;
		return OK;
	}
	return ERR_ABSENT;
}

/* ERR_ABSENT: their employer is on no list. */
static enum err find_or_add(struct work *work, const struct invitee *who,
                            organisation_id organisation, person_id *out)
{
	struct person_row row;

	enum err err = store_person_by_email(work->tx, who->email, &row);
	if (!err) {
		*out = row.id;
		return OK;
	}
	if (err != ERR_ABSENT) return err;
	struct person_new person = {
		.name = who->name,
		.email = who->email,
		.organisation = organisation,
	};
	if (who->job.n) person.job = str_first(who->job, INVITEE_NAME_MAX);
	if (who->employer.n) {
		err = organisation_named(work, who->employer, &person.organisation);
		if (err) return err;
	}
	return app_person_add(work, &person, out);
}

enum err app_set_invite(struct work *work, set_id set, const struct invitee *who,
                        organisation_id organisation, enum invited *out)
{
	struct member_row known = { 0 };
	person_id person;
	int seats;

	enum err err = find_or_add(work, who, organisation, &person);
	if (err == ERR_ABSENT) {
		*out = INVITED_EMPLOYER;
		return OK;
	}
	if (!err) err = store_member_seats_used(work->tx, set, &seats);
	if (err) return err;
	err = store_member_load(work->tx, set, person, &known);
	if (err && err != ERR_ABSENT) return err;
	switch (member_invite(!err, known.state, seats)) {
	case MEMBER_OK:
		*out = INVITED_NOW;
		return app_invite(work, set, person, NULL);
	case MEMBER_NO_FULL:
		*out = INVITED_FULL;
		return OK;
	case MEMBER_NO_INVITED:
	case MEMBER_NO_LEFT:
		*out = known.state == MEMBER_JOINED ? INVITED_JOINED : INVITED_BEFORE;
		return OK;
	}
	return OK;
}

enum err app_set_ask_again(struct work *work, const struct member_row *member)
{
	if (member->state != MEMBER_INVITED)
		return work_refusef(work, "%.*s has answered already.", STR_ARG(member->name));
	return app_invite(work, member->set, member->person, NULL);
}

enum err app_set_ask_all_again(struct work *work, set_id set, int *count)
{
	struct member_rows rows;
	int asked = 0;

	enum err err = store_member_list(work->tx, set, &rows);
	for (size_t i = 0; !err && i < rows.n; i++) {
		if (rows.at[i].state != MEMBER_INVITED) continue;
		err = app_set_ask_again(work, &rows.at[i]);
		asked++;
	}
	if (!err) *count = asked;
	return err;
}

enum err app_set_heir(struct work *work, const struct member_row *member, struct member_row *out)
{
	struct member_rows rows;
	size_t others = 0;

	*out = (struct member_row){ 0 };
	const enum err err = store_member_list(work->tx, member->set, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++) {
		const struct member_row *other = &rows.at[i];
		if (other->role != ROLE_FACILITATOR || other->state != MEMBER_JOINED ||
		    other->id.n == member->id.n)
			continue;
		*out = *other;
		others++;
	}
	if (others != 1) *out = (struct member_row){ 0 };
	return OK;
}

enum err app_set_remove(struct work *work, const struct member_row *member)
{
	struct member_row heir;

	if (member_leave(member->state) != MEMBER_OK)
		return work_refusef(work, "%.*s has left this set already.", STR_ARG(member->name));
	enum err err = app_set_heir(work, member, &heir);
	if (!err) err = store_member_leave(work->tx, member->id, work->now);
	work_tell_gone(work, member->person);
	if (!err && member->role == ROLE_FACILITATOR)
		err = hand_over(work, member->set, member->person, heir.person);
	return err;
}
