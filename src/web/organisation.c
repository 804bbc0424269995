/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* organisation - see organisation.h. */
#include "web/organisation.h"

#include "app/organisation.h"
#include "html/organisation.h"
#include "store/organisation.h"
#include "store/person.h"

struct organisation_form {
	struct str name;
};

static const struct field fields[] = {
	FIELD_TEXT(struct organisation_form, name, "the organisation’s name", 1, 100),
};

static struct field_view name_field(struct request *rq, struct str stored)
{
	struct field_view name = form_input(rq, "name", STR("Name"), stored);

	name.autocomplete = STR("off");
	return name;
}

/* GET /organisations */
enum err page_organisations(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct organisation_rows rows;

	const enum err err = store_organisation_list(rq->work.tx, &rows);
	if (err) return err;
	struct organisations_view view = {
		.page = page_begin(rq, STR("Organisations")),
		.form = form_begin(rq),
		.to = path_organisations(),
		.name = name_field(rq, STR("")),
	};
	view.organisations.at = NEW(arena, struct organisation_line, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		view.organisations.at[view.organisations.n++] = (struct organisation_line){
			.to = path_organisation(arena, rows.at[i].id),
			.name = rows.at[i].name,
			.people = rows.at[i].people == 1
			                  ? STR("1 person")
			                  : str_printf(arena, "%d people", rows.at[i].people),
		};
	html_organisation_list(&reply->body, &view);
	return OK;
}

/* POST /organisations - one more. */
enum err post_organisations(struct request *rq, struct reply *reply)
{
	struct organisation_form form = { 0 };
	organisation_id made;

	enum err err = form_read(rq, fields, LEN(fields), &form);
	if (!err) err = app_organisation_add(&rq->work, form.name, &made);
	if (err == ERR_INPUT || err == ERR_REFUSED)
		return form_again(rq, reply, page_organisations);
	if (err) return err;

	reply_sayf(rq, reply, "%.*s is on the list.", STR_ARG(form.name));
	return reply_see_other(reply, path_organisations());
}

static enum err fill_people(struct request *rq, struct organisation_view *view)
{
	struct person_rows rows;

	const enum err err = store_person_list(rq->work.tx, &rows);
	if (err) return err;
	view->people.at = NEW(rq->work.arena, struct organisation_person, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.at[i].organisation.n != rq->path.organisation.n) continue;
		view->people.at[view->people.n++] = (struct organisation_person){
			.to = path_person(rq->work.arena, rows.at[i].id),
			.name = rows.at[i].name,
			.job = rows.at[i].job,
		};
	}
	return OK;
}

/* GET /organisations/:organisation */
enum err page_organisation(struct request *rq, struct reply *reply)
{
	struct organisation_row row;

	enum err err = store_organisation_load(rq->work.tx, rq->path.organisation, &row);
	if (err) return err;
	struct organisation_view view = {
		.page = page_begin(rq, row.name),
		.form = form_begin(rq),
		.to = path_organisation(rq->work.arena, row.id),
		.up = path_organisations(),
		.heading = row.name,
		.name = name_field(rq, row.name),
	};
	err = fill_people(rq, &view);
	if (!err) html_organisation_show(&reply->body, &view);
	return err;
}

/* POST /organisations/:organisation - another name. */
enum err post_organisation(struct request *rq, struct reply *reply)
{
	struct organisation_form form = { 0 };

	enum err err = form_read(rq, fields, LEN(fields), &form);
	if (!err) err = app_organisation_rename(&rq->work, rq->path.organisation, form.name);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_organisation);
	if (err) return err;

	reply_say(rq, reply, STR("The name is saved."));
	return reply_see_other(reply, path_organisation(rq->work.arena, rq->path.organisation));
}
