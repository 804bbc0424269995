/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo - see demo.h. */
#include "web/demo.h"

#include "base/id.h"
#include "html/demo.h"
#include "store/person.h"
#include "store/session.h"
#include "store/set.h"
#include "web/form.h"
#include "web/path.h"

enum { SESSION_S = 12 * 60 * 60 };

struct choice_of_person {
	person_id person;
};

/* clang-format off */
static const struct field demo_fields[] = {
	FIELD_ID(struct choice_of_person, person, "somebody"),
};
/* clang-format on */

/* First letters of the first and the last word: "Amara Okafor" is AO. */
static struct str initials(struct arena *arena, struct str name)
{
	size_t last = name.n;

	while (last > 0 && name.at[last - 1] != ' ') last--;
	const struct str first = str_first(name, 1);
	if (last == 0) return first;
	return str_printf(arena, "%.*s%.*s", STR_ARG(first),
	                  STR_ARG(str_first(str_from(name, last), 1)));
}

/* The group somebody is shown in: their set, or what they do. */
static enum err group_of(struct request *rq, const struct person_row *person, struct str *out)
{
	struct set_mine_rows sets;

	if (person->is_coordinator || person->sponsor_of.n) {
		*out = STR("The office and the employers");
		return OK;
	}
	if (person->is_facilitator) {
		*out = STR("Facilitators");
		return OK;
	}
	const enum err err = store_set_of_person(rq->work.tx, person->id, &sets);
	if (err) return err;
	*out = sets.n ? sets.at[0].name : STR("Not in a set");
	return OK;
}

static struct str words_of(struct arena *arena, const struct person_row *person)
{
	if (person->is_coordinator) return STR("Coordinator: dates, people, totals");
	if (person->sponsor_of.n)
		return str_printf(arena, "Employer’s contact at %.*s",
		                  STR_ARG(person->organisation_name));
	return str_printf(arena, "%.*s, %.*s", STR_ARG(person->job),
	                  STR_ARG(person->organisation_name));
}

/* The group of that name, made at the end if it is new. */
static struct demo_group_view *group_named(struct demo_view *view, struct arena *arena,
                                           struct str name, size_t most)
{
	for (size_t i = 0; i < view->groups.n; i++)
		if (str_eq(view->groups.at[i].name, name)) return &view->groups.at[i];
	struct demo_group_view *group = &view->groups.at[view->groups.n++];
	group->name = name;
	group->people.at = NEW(arena, struct demo_person_view, most);
	return group;
}

/* GET /demo */
enum err page_demo(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct person_rows people;

	if (!rq->work.house->is_demo) return ERR_ABSENT;
	enum err err = store_person_list(rq->work.tx, &people);
	if (err) return err;

	struct demo_view view = {
		.page = page_begin(rq, STR("Who would you like to be?")),
		.form = form_begin(rq),
	};
	view.groups.at = NEW(arena, struct demo_group_view, people.n);
	for (size_t i = 0; i < people.n; i++) {
		const struct person_row *person = &people.at[i];
		struct str name;
		err = group_of(rq, person, &name);
		if (err) return err;
		struct demo_group_view *group = group_named(&view, arena, name, people.n);
		group->people.at[group->people.n++] = (struct demo_person_view){
			.id = id_text(arena, person->id.n),
			.name = person->name,
			.initials = initials(arena, person->name),
			.words = words_of(arena, person),
			.is_facilitator = person->is_facilitator,
		};
	}
	html_demo_people(&reply->body, &view);
	return OK;
}

/* POST /demo - a session as that person, in place of the one before. */
enum err post_demo(struct request *rq, struct reply *reply)
{
	struct choice_of_person choice = { 0 };
	struct person_row person;
	session_id session;

	if (!rq->work.house->is_demo) return ERR_ABSENT;
	enum err err = form_read(rq, demo_fields, LEN(demo_fields), &choice);
	if (err == ERR_INPUT) return form_again(rq, reply, page_demo);
	if (!err) err = store_person_load(rq->work.tx, choice.person, &person);
	if (err) return err;

	const struct str token = session_token(rq->work.arena);
	err = store_session_add(rq->work.tx, person.id, token, rq->work.now,
	                        instant_add(rq->work.now, SECONDS(SESSION_S)), &session);
	if (err) return err;
	reply_signed_in(rq, reply, token, SESSION_S);
	reply_say(rq, reply, str_printf(rq->work.arena, "You are %.*s.", STR_ARG(person.name)));
	return reply_see_other(reply, path_home());
}
