/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set_settings - see set_settings.h. */
#include "web/set_settings.h"

#include "app/set.h"
#include "base/id.h"
#include "html/set_settings.h"
#include "store/person.h"
#include "web/office.h"

struct set_form {
	struct str name;
	programme_id programme;
	person_id facilitator;
};

/* clang-format off */
static const struct field new_fields[] = {
	FIELD_TEXT      (struct set_form, name,        "the set’s name", 1, 60),
	FIELD_ID        (struct set_form, programme,   "a programme"),
	FIELD_ID_OR_NONE(struct set_form, facilitator, "a facilitator from the list"),
};

static const struct field name_fields[] = {
	FIELD_TEXT(struct set_form, name, "the set’s name", 1, 60),
};

static const struct field facilitator_fields[] = {
	FIELD_ID(struct set_form, facilitator, "a facilitator"),
};
/* clang-format on */

static struct field_view name_field(struct request *rq, struct str stored)
{
	struct field_view name = form_input(rq, "name", STR("Name of the set"), stored);

	name.hint = STR("A place or a plain word, such as Riverside. Not what it talks about.");
	name.autocomplete = STR("off");
	return name;
}

/* Those on the register who are not in `members`; members may be NULL. */
static enum err facilitator_choice(struct request *rq, const struct member_rows *members,
                                   struct str label, struct str none, struct choice_view *out)
{
	struct arena *arena = rq->work.arena;
	struct person_rows rows;
	size_t n = 0;

	const enum err err = store_person_facilitators(rq->work.tx, &rows);
	if (err) return err;
	struct option_view *options = NEW(arena, struct option_view, rows.n + 1);
	options[n++].label = none;
	for (size_t i = 0; i < rows.n; i++) {
		bool is_in = false;
		for (size_t m = 0; members && m < members->n; m++)
			is_in |= members->at[m].person.n == rows.at[i].id.n &&
			         members->at[m].state == MEMBER_JOINED;
		if (is_in) continue;
		options[n].value = id_text(arena, rows.at[i].id.n);
		options[n++].label = rows.at[i].name;
	}
	*out = form_options(rq, "facilitator", label, options, n, STR(""));
	return OK;
}

/* ---- making one ---- */

static struct choice_view programme_choice(struct request *rq, const struct programme_rows *rows)
{
	struct arena *arena = rq->work.arena;
	struct option_view *options = NEW(arena, struct option_view, rows->n);

	for (size_t i = 0; i < rows->n; i++) {
		options[i].value = id_text(arena, rows->at[i].id.n);
		options[i].label = rows->at[i].name;
	}
	return form_options(rq, "programme", STR("Programme"), options, rows->n,
	                    rows->n ? options[0].value : STR(""));
}

/* GET /sets/new */
enum err page_set_new(struct request *rq, struct reply *reply)
{
	struct programme_rows rows;

	enum err err = store_programme_list(rq->work.tx, &rows);
	if (err) return err;
	struct set_new_view view = {
		.page = page_begin(rq, STR("Make a set")),
		.form = form_begin(rq),
		.to = path_sets_new(),
		.programmes_new = path_programmes_new(),
		.has_programmes = rows.n > 0,
		.name = name_field(rq, STR("")),
		.programme = programme_choice(rq, &rows),
	};
	view.programme.hint = STR("Its numbers hold for the set: meetings, days between, notice.");
	err = facilitator_choice(rq, NULL, STR("Facilitator (optional)"), STR("Choose later"),
	                         &view.facilitator);
	if (!err) html_set_settings_new(&reply->body, &view);
	return err;
}

/* Ids in a form have passed no gate. */
static enum err check_programme(struct request *rq, programme_id id)
{
	struct programme_row row;

	const enum err err = store_programme_load(rq->work.tx, id, &row);
	if (err != ERR_ABSENT) return err;
	return form_fault(rq, "programme", "Choose a programme");
}

/* POST /sets/new */
enum err post_set_new(struct request *rq, struct reply *reply)
{
	struct set_form form = { 0 };
	set_id set;

	enum err err = form_read(rq, new_fields, LEN(new_fields), &form);
	if (!err) err = check_programme(rq, form.programme);
	if (!err) err = app_set_make(&rq->work, form.programme, form.name, &set);
	if (!err && form.facilitator.n) err = app_set_appoint(&rq->work, set, form.facilitator);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_set_new);
	if (err) return err;

	reply_sayf(rq, reply, "%.*s is made. Now ask its members.", STR_ARG(form.name));
	return reply_see_other(reply, path_set_members(rq->work.arena, set));
}

/* ---- its settings ---- */

static enum err fill_people(struct request *rq, struct set_settings_view *view)
{
	const set_id set = rq->path.set;
	struct member_rows members;

	enum err err = store_member_list(rq->work.tx, set, &members);
	if (err) return err;
	view->facilitators.at = NEW(rq->work.arena, struct set_settings_facilitator, members.n);
	for (size_t i = 0; i < members.n; i++) {
		if (members.at[i].role != ROLE_FACILITATOR) continue;
		view->facilitators.at[view->facilitators.n++] = (struct set_settings_facilitator){
			.to = path_set_member(rq->work.arena, set, members.at[i].id),
			.name = members.at[i].name,
		};
	}
	err = facilitator_choice(rq, &members, STR("Somebody from the register"),
	                         STR("Choose somebody"), &view->facilitator);
	view->may_appoint = view->facilitator.options.n > 1;
	return err;
}

/* GET /sets/:set/settings */
enum err page_set_settings(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	const set_id set = rq->path.set;
	struct set_row row;
	struct programme_row programme;

	enum err err = store_set_load(rq->work.tx, set, &row);
	if (!err) err = store_programme_of_set(rq->work.tx, set, &programme);
	if (err) return err;
	const struct programme_numbers numbers = office_numbers(&programme);
	struct set_settings_view view = {
		.page = page_begin(rq, str_printf(arena, "Settings of %.*s", STR_ARG(row.name))),
		.form = form_begin(rq),
		.to = path_set_settings(arena, set),
		.appoint = path_set_facilitators(arena, set),
		.up = path_set(arena, set),
		.dates = path_set_dates(arena, set),
		.members = path_set_members(arena, set),
		.register_to = path_facilitators(),
		.set_name = row.name,
		.programme = programme.name,
		.programme_to = path_programme(arena, programme.id),
		.numbers = programme_words(arena, &numbers),
		.name = name_field(rq, row.name),
	};
	err = fill_people(rq, &view);
	if (!err) html_set_settings_show(&reply->body, &view);
	return err;
}

/* POST /sets/:set/settings */
enum err post_set_settings(struct request *rq, struct reply *reply)
{
	struct set_form form = { 0 };

	enum err err = form_read(rq, name_fields, LEN(name_fields), &form);
	if (!err) err = app_set_rename(&rq->work, rq->path.set, form.name);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_set_settings);
	if (err) return err;

	reply_say(rq, reply, STR("The name is saved."));
	return reply_see_other(reply, path_set_settings(rq->work.arena, rq->path.set));
}

/* POST /sets/:set/facilitators */
enum err post_set_facilitators(struct request *rq, struct reply *reply)
{
	struct set_form form = { 0 };
	struct person_row who;

	enum err err = form_read(rq, facilitator_fields, LEN(facilitator_fields), &form);
	if (!err) err = app_set_appoint(&rq->work, rq->path.set, form.facilitator);
	if (!err) err = store_person_load(rq->work.tx, form.facilitator, &who);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_set_settings);
	if (err) return err;

	reply_sayf(rq, reply, "%.*s facilitates this set, and is told by email.",
	           STR_ARG(who.name));
	return reply_see_other(reply, path_set_settings(rq->work.arena, rq->path.set));
}
