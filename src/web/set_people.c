/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set_people - see set_people.h. */
#include "web/set_people.h"

#include "app/set.h"
#include "base/id.h"
#include "html/set_people.h"
#include "store/organisation.h"
#include "store/person.h"
#include "web/office.h"

enum { PEOPLE_CHARS = 8000 };

struct invite_form {
	struct str people;
	organisation_id organisation;
};

/* clang-format off */
static const struct field fields[] = {
	FIELD_LONG      (struct invite_form, people,       "at least one email address", 1, PEOPLE_CHARS),
	FIELD_ID_OR_NONE(struct invite_form, organisation, "an organisation from the list"),
};
/* clang-format on */

/* ---- the list, and the form ---- */

static enum err organisation_choice(struct request *rq, struct choice_view *out)
{
	struct arena *arena = rq->work.arena;
	struct organisation_rows rows;

	const enum err err = store_organisation_list(rq->work.tx, &rows);
	if (err) return err;
	struct option_view *options = NEW(arena, struct option_view, rows.n + 1);
	options[0].label = STR("Several, or not known");
	for (size_t i = 0; i < rows.n; i++) {
		options[i + 1].value = id_text(arena, rows.at[i].id.n);
		options[i + 1].label = rows.at[i].name;
	}
	*out = form_options(rq, "organisation", STR("Where do they work?"), options, rows.n + 1,
	                    STR(""));
	return OK;
}

static bool is_in(struct request *rq, struct str email, enum err *err)
{
	struct person_row person;
	struct member_row member;

	*err = store_person_by_email(rq->work.tx, email, &person);
	if (!*err) *err = store_member_load(rq->work.tx, rq->path.set, person.id, &member);
	if (*err == ERR_ABSENT) {
		*err = OK;
		return false;
	}
	return !*err && member.state != MEMBER_LEFT;
}

/* After a form with faults: those who have been asked meanwhile are taken out of what was typed. */
static enum err drop_asked(struct request *rq, struct field_view *people)
{
	struct arena *arena = rq->work.arena;
	struct invitees *read = NEW(arena, struct invitees, 1);
	enum err err = OK;

	if (!rq->again) return OK;
	invitees_read(arena, people->value, read);
	if (read->is_too_long) return OK;
	struct str left = read->heading;
	for (size_t i = 0; !err && i < read->n; i++) {
		const struct invitee *who = &read->at[i];
		if (who->email.n && is_in(rq, who->email, &err)) continue;
		left = str_printf(arena, "%.*s%s%.*s", STR_ARG(left), left.n ? "\n" : "",
		                  STR_ARG(who->text));
	}
	if (!err) people->value = left;
	return err;
}

static enum err fill_members(struct request *rq, struct set_people_view *view)
{
	struct arena *arena = rq->work.arena;
	struct member_rows rows;
	int joined = 0, asked = 0;

	const enum err err = store_member_list(rq->work.tx, rq->path.set, &rows);
	if (err) return err;
	view->members.at = NEW(arena, struct set_people_line, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct member_row *m = &rows.at[i];
		if (m->role == ROLE_FACILITATOR) continue;
		const bool is_asked = m->state == MEMBER_INVITED;
		*(is_asked ? &asked : &joined) += 1;
		view->members.at[view->members.n++] = (struct set_people_line){
			.to = path_set_member(arena, rq->path.set, m->id),
			.name = m->name,
			.organisation = m->organisation_name,
			.state = is_asked ? STR("Asked") : STR("Joined"),
			.is_asked = is_asked,
		};
	}
	view->count = office_joined_words(arena, joined, asked);
	if (asked)
		view->remind_words = asked == 1 ? STR("Remind the one who has not answered")
		                                : str_printf(arena, "Remind %d people", asked);
	return OK;
}

/* GET /sets/:set/members */
enum err page_set_members(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	const set_id set = rq->path.set;
	struct set_overview_row row;
	struct programme_row programme;

	enum err err = store_set_overview_one(rq->work.tx, set, &row);
	if (!err) err = store_programme_of_set(rq->work.tx, set, &programme);
	if (err) return err;
	const struct programme_numbers numbers = office_numbers(&programme);
	struct set_people_view view = {
		.page = page_begin(rq, str_printf(arena, "Members of %.*s", STR_ARG(row.name))),
		.form = form_begin(rq),
		.to = path_set_members(arena, set),
		.up = path_set(arena, set),
		.remind = path_set_members_remind(arena, set),
		.set_name = row.name,
		.size_note =
			row.members + row.invited
				? programme_size_words(arena, &numbers, row.members + row.invited)
				: STR(""),
		.people = form_textarea(rq, "people", STR("Who is invited?"), STR(""), 0),
	};
	view.people.hint = STR("One a line: an email address, or a name and an address, like "
	                       "Priya Nair <priya.nair@example.gov.uk>. You can paste rows of a "
	                       "spreadsheet: name, email, organisation.");
	view.people.rows = 8;
	err = drop_asked(rq, &view.people);
	if (!err) err = organisation_choice(rq, &view.organisation);
	view.organisation.hint = STR("For those we don’t know yet.");
	if (!err) err = fill_members(rq, &view);
	if (!err) html_set_people_list(&reply->body, &view);
	return err;
}

/* ---- asking ---- */

struct asking {
	struct request *rq;
	organisation_id organisation;
	int now, before; /* asked with this form; had been asked already */
};

static enum err ask(struct asking *asking, const struct invitee *who)
{
	struct request *rq = asking->rq;
	enum invited outcome;

	if (who->fault != INVITEE_OK)
		return form_fault(rq, "people", "%.*s",
		                  STR_ARG(invitee_fault_words(rq->work.arena, who)));
	const enum err err =
		app_set_invite(&rq->work, rq->path.set, who, asking->organisation, &outcome);
	if (err) return err;
	switch (outcome) {
	case INVITED_NOW:
		asking->now++;
		return OK;
	case INVITED_BEFORE:
		asking->before++;
		return OK;
	case INVITED_JOINED:
		return form_fault(rq, "people", "Line %d: %.*s is in this set already", who->line,
		                  STR_ARG(who->email));
	case INVITED_FULL:
		return form_fault(rq, "people", "Line %d, %.*s: there is no place left in this set",
		                  who->line, STR_ARG(who->email));
	case INVITED_EMPLOYER:
		return form_fault(
			rq, "people",
			"Line %d, %.*s: no organisation is called “%.*s”. Write it as on "
			"the list, add it under Organisations, or take it out of the line",
			who->line, STR_ARG(who->email), STR_ARG(str_first(who->employer, 60)));
	}
	return OK;
}

/* The good lines are asked, whatever the others are; each fault is told. */
static enum err ask_all(struct asking *asking, const struct invitees *people)
{
	enum err faulty = OK;

	for (size_t i = 0; i < people->n; i++) {
		const enum err err = ask(asking, &people->at[i]);
		if (err == ERR_INPUT)
			faulty = err;
		else if (err)
			return err;
	}
	return faulty;
}

static enum err check_organisation(struct request *rq, organisation_id id)
{
	struct organisation_row row;

	if (id.n == 0) return OK;
	const enum err err = store_organisation_load(rq->work.tx, id, &row);
	if (err != ERR_ABSENT) return err;
	return form_fault(rq, "organisation", "Choose an organisation from the list");
}

static struct str asked_words(struct arena *arena, const struct asking *asking)
{
	if (asking->now == 0) return STR("They have been asked already. Nothing was sent.");
	if (asking->before == 0)
		return str_printf(arena, "%d invitation%s on the way.", asking->now,
		                  asking->now == 1 ? " is" : "s are");
	return str_printf(arena, "%d invitation%s on the way. %d had been asked already.",
	                  asking->now, asking->now == 1 ? " is" : "s are", asking->before);
}

/* POST /sets/:set/members */
enum err post_set_members(struct request *rq, struct reply *reply)
{
	struct invitees *people = NEW(rq->work.arena, struct invitees, 1);
	struct asking asking = { .rq = rq };
	struct invite_form form = { 0 };

	enum err err = form_read(rq, fields, LEN(fields), &form);
	if (!err) err = check_organisation(rq, form.organisation);
	if (!err) {
		invitees_read(rq->work.arena, form.people, people);
		if (people->is_too_long)
			err = form_fault(rq, "people", "Ask at most %d people at once",
			                 INVITEES_MAX);
		else if (people->n == 0)
			err = form_fault(rq, "people", "Enter at least one email address");
	}
	if (err == ERR_INPUT) return form_again(rq, reply, page_set_members);
	if (err) return err;
	asking.organisation = form.organisation;
	err = ask_all(&asking, people);
	if (err == ERR_INPUT) {
		if (asking.now)
			rq->said = str_printf(rq->work.arena,
			                      "%.*s The lines that need another look are below, "
			                      "numbered as you sent them.",
			                      STR_ARG(asked_words(rq->work.arena, &asking)));
		reply->keep = true;
		return form_again(rq, reply, page_set_members);
	}
	if (err) return err;

	reply_sayf(rq, reply, "%.*s", STR_ARG(asked_words(rq->work.arena, &asking)));
	return reply_see_other(reply, path_set_members(rq->work.arena, rq->path.set));
}

/* POST /sets/:set/members/remind */
enum err post_set_members_remind(struct request *rq, struct reply *reply)
{
	int count = 0;

	const enum err err = app_set_ask_all_again(&rq->work, rq->path.set, &count);
	if (err) return err;
	if (count == 0)
		reply_say(rq, reply, STR("Everybody has answered. Nothing was sent."));
	else
		reply_sayf(rq, reply, "%d reminder%s on the way.", count,
		           count == 1 ? " is" : "s are");
	return reply_see_other(reply, path_set_members(rq->work.arena, rq->path.set));
}

/* ---- one of them ---- */

/* The member of this set: the gate has asked about the set only. */
static enum err load_member(struct request *rq, struct member_row *out)
{
	struct member_row row;

	const enum err err = store_member_by_id(rq->work.tx, rq->path.member, &row);
	if (err) return err;
	if (row.set.n != rq->path.set.n || row.state == MEMBER_LEFT) return ERR_ABSENT;
	*out = row;
	return OK;
}

static void fill_words(struct arena *arena, const struct member_row *row,
                       const struct member_row *heir, struct set_person_view *view)
{
	const bool facilitates = row->role == ROLE_FACILITATOR;

	view->state = view->is_asked ? STR("Asked to join, no answer yet")
	              : facilitates  ? STR("Facilitates this set")
	                             : STR("Has joined this set");
	view->remove_button = view->is_asked ? STR("Take the invitation back")
	                                     : str_printf(arena, "Take %.*s out of the set",
	                                                  STR_ARG(row->called));
	if (view->is_asked)
		view->remove_words = STR("The link in the email stops working at once.");
	else if (facilitates && heir->person.n)
		view->remove_words = str_printf(
			arena,
			"From that moment %.*s can read nothing of this set. The "
			"meetings to come that had %.*s as facilitator go to %.*s.",
			STR_ARG(row->called), STR_ARG(row->called), STR_ARG(heir->called));
	else if (facilitates)
		view->remove_words =
			str_printf(arena,
		                   "From that moment %.*s can read nothing of this set. The "
		                   "meetings to come that had %.*s as facilitator need "
		                   "somebody else.",
		                   STR_ARG(row->called), STR_ARG(row->called));
	else
		view->remove_words = str_printf(
			arena,
			"From that moment %.*s can read nothing of this set. What was said stays "
			"with those who are in it. You can invite %.*s again later.",
			STR_ARG(row->called), STR_ARG(row->called));
}

/* GET /sets/:set/members/:member */
enum err page_set_member(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct member_row row, heir;
	struct set_row set;

	enum err err = load_member(rq, &row);
	if (!err) err = app_set_heir(&rq->work, &row, &heir);
	if (!err) err = store_set_load(rq->work.tx, rq->path.set, &set);
	if (err) return err;
	struct set_person_view view = {
		.page = page_begin(rq, row.name),
		.form = form_begin(rq),
		.up = path_set(arena, set.id),
		.members = path_set_members(arena, set.id),
		.person = path_person(arena, row.person),
		.again = path_set_member_again(arena, set.id, row.id),
		.remove = path_set_member_remove(arena, set.id, row.id),
		.set_name = set.name,
		.name = row.name,
		.is_asked = row.state == MEMBER_INVITED,
	};
	fill_words(arena, &row, &heir, &view);
	html_set_people_show(&reply->body, &view);
	return OK;
}

/* POST /sets/:set/members/:member/again */
enum err post_set_member_again(struct request *rq, struct reply *reply)
{
	struct member_row row;

	enum err err = load_member(rq, &row);
	if (!err) err = app_set_ask_again(&rq->work, &row);
	if (err == ERR_REFUSED) return form_again(rq, reply, page_set_member);
	if (err) return err;

	reply_sayf(rq, reply, "A new invitation to %.*s is on the way.", STR_ARG(row.name));
	return reply_see_other(reply, path_set_members(rq->work.arena, rq->path.set));
}

/* POST /sets/:set/members/:member/remove */
enum err post_set_member_remove(struct request *rq, struct reply *reply)
{
	struct member_row row;

	enum err err = load_member(rq, &row);
	if (!err) err = app_set_remove(&rq->work, &row);
	if (err == ERR_REFUSED) return form_again(rq, reply, page_set_member);
	if (err) return err;

	reply_sayf(rq, reply, "%.*s is no longer in this set.", STR_ARG(row.name));
	return reply_see_other(reply, path_set_members(rq->work.arena, rq->path.set));
}
