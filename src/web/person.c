/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* person - see person.h. */
#include "web/person.h"

#include "app/person.h"
#include "base/id.h"
#include "html/person.h"
#include "store/member.h"
#include "store/organisation.h"
#include "store/set.h"

struct person_form {
	struct str name, called, email, job;
	organisation_id organisation, sponsor_of;
	bool coordinator, facilitator;
};

/* clang-format off */
static const struct field fields[] = {
	FIELD_TEXT      (struct person_form, name,         "the full name", 1, 100),
	FIELD_TEXT      (struct person_form, called,       "what people call them", 0, 40),
	FIELD_EMAIL     (struct person_form, email,        "a work email", 1),
	FIELD_TEXT      (struct person_form, job,          "their work", 0, 100),
	FIELD_ID_OR_NONE(struct person_form, organisation, "an organisation from the list"),
	FIELD_CHECK     (struct person_form, coordinator),
	FIELD_CHECK     (struct person_form, facilitator),
	FIELD_ID_OR_NONE(struct person_form, sponsor_of,   "an organisation from the list"),
};
/* clang-format on */

/* ---- the form ---- */

static struct choice_view organisation_choice(struct request *rq, const char *name,
                                              struct str legend, struct str none,
                                              const struct organisation_rows *rows,
                                              organisation_id stored)
{
	struct arena *arena = rq->work.arena;
	struct option_view *options = NEW(arena, struct option_view, rows->n + 1);

	options[0].label = none;
	for (size_t i = 0; i < rows->n; i++) {
		options[i + 1].value = id_text(arena, rows->at[i].id.n);
		options[i + 1].label = rows->at[i].name;
	}
	return form_options(rq, name, legend, options, rows->n + 1,
	                    stored.n ? id_text(arena, stored.n) : STR(""));
}

static enum err fill_fields(struct request *rq, const struct person_row *row,
                            struct person_fields *out)
{
	struct organisation_rows rows;

	const enum err err = store_organisation_list(rq->work.tx, &rows);
	if (err) return err;
	*out = (struct person_fields){
		.name = form_input(rq, "name", STR("Full name"), row->name),
		.called = form_input(rq, "called", STR("What do people call them? (optional)"),
		                     row->called),
		.email = form_input(rq, "email", STR("Work email"), row->email),
		.job = form_input(rq, "job", STR("What is their work? (optional)"), row->job),
		.organisation =
			organisation_choice(rq, "organisation", STR("Organisation"),
		                            STR("None, or not known"), &rows, row->organisation),
		.coordinator = form_check(rq, "coordinator", STR("Works in the programme office"),
		                          row->is_coordinator),
		.facilitator =
			form_check(rq, "facilitator", STR("Facilitates sets"), row->is_facilitator),
		.sponsor_of = organisation_choice(rq, "sponsor_of", STR("Employer’s contact for"),
		                                  STR("No organisation"), &rows, row->sponsor_of),
	};
	out->name.autocomplete = STR("off");
	out->called.autocomplete = STR("off");
	out->called.hint = STR("Leave it empty for the first name.");
	out->email.type = STR("email");
	out->email.autocomplete = STR("off");
	out->email.hint = STR("Links to sign in go here.");
	out->job.autocomplete = STR("off");
	out->job.hint = STR("A few words, such as housing options.");
	out->coordinator.hint = STR("Sees names, dates, attendance and totals of every set.");
	out->facilitator.hint = STR("Is on the register, and can be given sets.");
	out->sponsor_of.hint =
		STR("May be told who of its people came, and totals. Sees nothing of a set.");
	return OK;
}

/* An id in a form has passed no gate. */
static enum err check_organisation(struct request *rq, const char *field, organisation_id id)
{
	struct organisation_row row;

	if (id.n == 0) return OK;
	const enum err err = store_organisation_load(rq->work.tx, id, &row);
	if (err != ERR_ABSENT) return err;
	return form_fault(rq, field, "Choose an organisation from the list");
}

static enum err check_email(struct request *rq, struct str email, person_id self)
{
	struct person_row other;

	if (email.n == 0) return OK;
	const enum err err = app_person_has_email(&rq->work, email, self, &other);
	if (err == ERR_ABSENT) return OK;
	if (err) return err;
	return form_fault(rq, "email", "%.*s has this address. Look for them in the list",
	                  STR_ARG(other.name));
}

static enum err read_person(struct request *rq, person_id self, struct person_new *out)
{
	struct person_form form = { 0 };
	const struct str none = { 0 };

	enum err err = form_read(rq, fields, LEN(fields), &form);
	enum err more = check_organisation(rq, "organisation", form.organisation);
	if (!more || more == ERR_INPUT) {
		if (more) err = more;
		more = check_organisation(rq, "sponsor_of", form.sponsor_of);
	}
	if (!more || more == ERR_INPUT) {
		if (more) err = more;
		more = check_email(rq, form.email, self);
	}
	if (more) err = more;
	if (err) return err;
	*out = (struct person_new){
		.name = form.name,
		.called = form.called,
		.email = form.email,
		.job = form.job.n ? form.job : none,
		.organisation = form.organisation,
		.is_coordinator = form.coordinator,
		.is_facilitator = form.facilitator,
		.sponsor_of = form.sponsor_of,
	};
	return OK;
}

/* ---- the list ---- */

static struct str duties_of(struct arena *arena, const struct person_row *row)
{
	const struct str comma = STR(", "), nothing = STR("");
	const bool sponsors = row->sponsor_of.n != 0;
	const struct str one = row->is_coordinator ? STR("Office") : nothing;
	const struct str two = row->is_facilitator ? STR("Facilitator") : nothing;
	const struct str three = sponsors ? STR("Employer’s contact") : nothing;

	return str_printf(arena, "%.*s%.*s%.*s%.*s%.*s", STR_ARG(one),
	                  STR_ARG(one.n && (two.n || three.n) ? comma : nothing), STR_ARG(two),
	                  STR_ARG(two.n && three.n ? comma : nothing), STR_ARG(three));
}

static bool is_sought(struct arena *arena, const struct person_row *row, struct str q)
{
	return q.n == 0 || str_has(str_lower(arena, row->name), q) ||
	       str_has(str_lower(arena, row->called), q) ||
	       str_has(str_lower(arena, row->organisation_name), q) ||
	       str_has(str_lower(arena, row->email), q);
}

enum { SHOWN_MOST = 200 };

static struct str count_words(struct arena *arena, size_t shown, size_t found, size_t all,
                              bool seeks)
{
	if (shown < found)
		return str_printf(arena, "The first %zu of %zu. Look for a name to see others.",
		                  shown, found);
	if (seeks) return str_printf(arena, "%zu of %zu people", found, all);
	return all == 1 ? STR("1 person") : str_printf(arena, "%zu people", all);
}

/* GET /people?q= - names are sealed, so they are looked through here. */
enum err page_people(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	const struct str asked = str_first(str_trim(request_query(rq, "q")), 100);
	const struct str q = str_lower(arena, asked);
	struct person_rows rows;
	size_t found = 0;

	const enum err err = store_person_list(rq->work.tx, &rows);
	if (err) return err;
	struct people_view view = {
		.page = page_begin(rq, STR("People")),
		.to = path_people(),
		.new_to = path_people_new(),
		.organisations = path_organisations(),
		.facilitators = path_facilitators(),
		.q = asked,
	};
	view.people.at = NEW(arena, struct person_line, SHOWN_MOST);
	for (size_t i = 0; i < rows.n; i++) {
		const struct person_row *row = &rows.at[i];
		if (!is_sought(arena, row, q) || ++found > SHOWN_MOST) continue;
		view.people.at[view.people.n++] = (struct person_line){
			.to = path_person(arena, row->id),
			.name = row->name,
			.job = row->job,
			.organisation = row->organisation_name,
			.duties = duties_of(arena, row),
		};
	}
	view.count = count_words(arena, view.people.n, found, rows.n, q.n > 0);
	html_person_list(&reply->body, &view);
	return OK;
}

/* ---- one more ---- */

/* GET /people/new */
enum err page_person_new(struct request *rq, struct reply *reply)
{
	const struct person_row nobody = {
		.is_facilitator = str_eq(request_query(rq, "facilitator"), STR("yes")),
	};
	struct person_new_view view = {
		.page = page_begin(rq, STR("Add a person")),
		.form = form_begin(rq),
		.to = path_people_new(),
	};

	const enum err err = fill_fields(rq, &nobody, &view.fields);
	if (!err) html_person_new(&reply->body, &view);
	return err;
}

/* POST /people/new */
enum err post_person_new(struct request *rq, struct reply *reply)
{
	struct person_new person;
	person_id made;

	enum err err = read_person(rq, (person_id){ 0 }, &person);
	if (!err) err = app_person_add(&rq->work, &person, &made);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_person_new);
	if (err) return err;

	reply_sayf(rq, reply, "%.*s is on the list, and can sign in with that email.",
	           STR_ARG(person.name));
	return reply_see_other(reply, path_person(rq->work.arena, made));
}

/* ---- one person ---- */

static struct str under(struct arena *arena, const struct person_row *row)
{
	if (row->job.n && row->organisation_name.n)
		return str_printf(arena, "%.*s, %.*s", STR_ARG(row->job),
		                  STR_ARG(row->organisation_name));
	return row->job.n ? row->job : row->organisation_name;
}

static enum err fill_sets(struct request *rq, struct person_view *view)
{
	struct arena *arena = rq->work.arena;
	struct set_mine_rows sets;
	struct member_row member;

	enum err err = store_set_of_person(rq->work.tx, rq->path.person, &sets);
	if (err) return err;
	view->sets.at = NEW(arena, struct person_set_line, sets.n);
	for (size_t i = 0; !err && i < sets.n; i++) {
		const struct set_mine_row *set = &sets.at[i];
		const bool asked = set->state == MEMBER_INVITED;
		err = store_member_load(rq->work.tx, set->id, rq->path.person, &member);
		if (err) return err;
		view->sets.at[view->sets.n++] = (struct person_set_line){
			.to = path_set(arena, set->id),
			.member = path_set_member(arena, set->id, member.id),
			.name = set->name,
			.what = asked ? STR("Asked to join, no answer yet")
			        : set->role == ROLE_FACILITATOR ? STR("Facilitator")
			                                        : STR("Member"),
			.is_asked = asked,
			.again = path_set_member_again(arena, set->id, member.id),
		};
	}
	return OK;
}

/* GET /people/:person */
enum err page_person(struct request *rq, struct reply *reply)
{
	struct person_row row;

	enum err err = store_person_load(rq->work.tx, rq->path.person, &row);
	if (err) return err;
	struct person_view view = {
		.page = page_begin(rq, row.name),
		.form = form_begin(rq),
		.to = path_person(rq->work.arena, row.id),
		.heading = row.name,
		.under = under(rq->work.arena, &row),
		.called = row.called,
		.gone = path_person_gone(rq->work.arena, row.id),
		.may_delete = row.id.n != rq->work.viewer.n,
	};
	err = fill_fields(rq, &row, &view.fields);
	if (!err) err = fill_sets(rq, &view);
	if (!err) html_person_show(&reply->body, &view);
	return err;
}

/* POST /people/:person */
enum err post_person(struct request *rq, struct reply *reply)
{
	struct person_new person;

	enum err err = read_person(rq, rq->path.person, &person);
	if (!err) err = app_person_change(&rq->work, rq->path.person, &person);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_person);
	if (err) return err;

	reply_say(rq, reply, STR("The details are saved."));
	return reply_see_other(reply, path_person(rq->work.arena, rq->path.person));
}
