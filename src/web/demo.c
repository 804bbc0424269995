/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo - see demo.h. */
#include "web/demo.h"

#include "app/sign_in.h"
#include "base/id.h"
#include "base/zone.h"
#include "html/demo.h"
#include "store/member.h"
#include "store/person.h"
#include "store/session.h"
#include "store/set.h"
#include "web/cast.h"
#include "web/form.h"
#include "web/path.h"
#include "web/set.h"
#include "web/site.h"

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

static struct str words_of(struct arena *arena, const struct person_row *person)
{
	if (person->is_coordinator) return STR("Coordinator: dates, people, totals");
	return str_printf(arena, "Employer’s contact at %.*s", STR_ARG(person->organisation_name));
}

static void person_add(struct arena *arena, struct demo_people_view *people, person_id person,
                       struct str name, struct str words, bool is_facilitator)
{
	people->at[people->n++] = (struct demo_person_view){
		.id = id_text(arena, person.n),
		.name = name,
		.initials = initials(arena, name),
		.words = words,
		.is_facilitator = is_facilitator,
	};
}

/* Those of a set who have joined, its facilitator first. */
static void people_of_set(struct arena *arena, const struct member_rows *members,
                          struct demo_people_view *out)
{
	out->at = NEW(arena, struct demo_person_view, members->n);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < members->n; i++) {
			const struct member_row *m = &members->at[i];
			const bool facilitates = m->role == ROLE_FACILITATOR;
			if (m->state != MEMBER_JOINED || facilitates != (pass == 0)) continue;
			person_add(arena, out, m->person, m->name,
			           facilitates ? STR("Facilitator") : set_work_words(arena, m),
			           facilitates);
		}
	}
}

static bool is_today(const struct request *rq, const struct zone *zone, struct instant at)
{
	return zone_local(zone, at).day.n == zone_local(zone, rq->work.now).day.n;
}

static struct str when_words(const struct request *rq, const struct zone *zone, struct instant at)
{
	if (is_today(rq, zone, at)) return STR("today");
	return str_printf(rq->work.arena, "on %.*s",
	                  STR_ARG(day_words(rq->work.arena, zone_local(zone, at).day)));
}

static enum err group_of_set(struct request *rq, const struct set_overview_row *set,
                             struct demo_group_view *out)
{
	struct arena *arena = rq->work.arena;
	struct member_rows members;
	struct zone *zone;

	enum err err = store_member_list(rq->work.tx, set->id, &members);
	if (!err) err = zone_new(rq->work.house->zone, &zone);
	if (err) return err;
	out->form = form_begin(rq);
	out->name = str_printf(arena, "%.*s set", STR_ARG(set->name));
	out->words = str_printf(arena, "%d members. Has met %d of %d times.", set->members,
	                        set->ended, set->meetings);
	if (set->next_at.ms)
		out->words = str_printf(arena, "%d members. Meeting %d of %d is %.*s.",
		                        set->members, set->ended + 1, set->meetings,
		                        STR_ARG(when_words(rq, zone, set->next_at)));
	out->is_today = set->next_at.ms && is_today(rq, zone, set->next_at);
	zone_free(zone);
	people_of_set(arena, &members, &out->people);
	return OK;
}

static enum err group_of_office(struct request *rq, struct demo_group_view *out)
{
	struct arena *arena = rq->work.arena;
	struct person_rows people;

	const enum err err = store_person_list(rq->work.tx, &people);
	if (err) return err;
	out->form = form_begin(rq);
	out->name = STR("The office and the employers");
	out->people.at = NEW(arena, struct demo_person_view, people.n);
	for (size_t i = 0; i < people.n; i++) {
		const struct person_row *person = &people.at[i];
		if (person->is_coordinator || person->sponsor_of.n)
			person_add(arena, &out->people, person->id, person->name,
			           words_of(arena, person), false);
	}
	return OK;
}

/* The set that meets soonest, and may be meeting now; sets->n when none will. */
static size_t meets_next(const struct set_overview_rows *sets)
{
	size_t next = sets->n;

	for (size_t i = 0; i < sets->n; i++) {
		const int64_t at = sets->at[i].next_at.ms;
		if (at && (next == sets->n || at < sets->at[next].next_at.ms)) next = i;
	}
	return next;
}

/* GET /demo - first the people of the set that meets now, so that a stranger is in a room soon. */
enum err page_demo(struct request *rq, struct reply *reply)
{
	struct set_overview_rows sets;

	if (!rq->work.house->is_demo) return ERR_ABSENT;
	enum err err = store_set_overview(rq->work.tx, (programme_id){ 0 }, &sets);
	if (err) return err;

	struct demo_view view = {
		.page = page_begin(rq, STR("Who would you like to be?")),
	};
	const size_t next = meets_next(&sets);
	view.others.at = NEW(rq->work.arena, struct demo_group_view, sets.n);
	for (size_t i = 0; !err && i < sets.n; i++)
		err = group_of_set(rq, &sets.at[i],
		                   i == next ? &view.now : &view.others.at[view.others.n++]);
	if (!err) err = group_of_office(rq, &view.office);
	if (err) return err;
	if (view.now.people.n > 1 && view.now.is_today) {
		view.start = view.now.people.at[0].name;
		view.join = view.now.people.at[1].name;
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

	const struct str token = app_token(rq->work.arena);
	err = store_session_add(rq->work.tx, person.id, token, rq->work.now,
	                        instant_add(rq->work.now, SECONDS(SESSION_S)), &session);
	if (err) return err;
	if (rq->site->cast) cast_become(rq->site->cast, rq->me.id, person.id);
	reply_signed_in(rq, reply, token, SESSION_S);
	reply_say(rq, reply, str_printf(rq->work.arena, "You are %.*s.", STR_ARG(person.name)));
	return reply_see_other(reply, path_home());
}
