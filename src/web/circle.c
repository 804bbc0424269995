/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* circle - see circle.h. */
#include "web/circle.h"

#include "store/ahead.h"
#include "web/site.h"

/* Those asked to join are not of the circle yet. */
static void keep_joined(struct arena *arena, const struct member_rows *all, struct circle *out)
{
	out->people = (struct member_rows){ NEW(arena, struct member_row, all->n), 0 };
	for (size_t i = 0; i < all->n; i++) {
		const struct member_row *one = &all->at[i];
		if (one->state != MEMBER_JOINED) continue;
		out->people.at[out->people.n++] = *one;
		if (one->role == ROLE_MEMBER)
			out->members++;
		else
			out->facilitators++;
	}
}

enum err circle_load(struct request *rq, set_id set, struct circle *out)
{
	struct tx *tx = rq->work.tx;
	struct circle circle = { 0 };
	struct member_rows all;

	store_ahead_circle(tx, set);
	store_ahead_page(tx, rq->work.viewer);
	enum err err = store_set_load(tx, set, &circle.set);
	if (!err) err = store_programme_of_set(tx, set, &circle.programme);
	if (!err) err = store_member_list(tx, set, &all);
	if (!err) err = site_zone(rq->site, circle.programme.zone, &circle.zone);
	if (err) return err;

	keep_joined(rq->work.arena, &all, &circle);
	circle.today = zone_local(circle.zone, rq->work.now).day;
	*out = circle;
	return OK;
}

enum err home_zone(struct request *rq, const struct zone **out)
{
	const struct str zone = rq->work.house->zone;
	return site_zone(rq->site, zone.n ? zone : STR("Europe/London"), out);
}

struct day circle_day(const struct circle *circle, struct instant at)
{
	return zone_local(circle->zone, at).day;
}

const struct member_row *circle_person(const struct circle *circle, person_id person)
{
	for (size_t i = 0; i < circle->people.n; i++)
		if (circle->people.at[i].person.n == person.n) return &circle->people.at[i];
	return NULL;
}

struct str circle_came_words(struct arena *arena, const struct circle *circle,
                             const struct attendance_held_rows *held, meeting_id meeting)
{
	enum attendance *states = NEW(arena, enum attendance, circle->people.n);
	size_t n = 0;

	for (size_t i = 0; i < circle->people.n; i++) {
		const struct member_row *person = &circle->people.at[i];
		if (person->role == ROLE_MEMBER)
			states[n++] = attendance_held_state(held, meeting, person->person);
	}
	const struct attendance_totals totals = attendance_count(states, n);
	return attendance_totals_words(arena, &totals, true);
}

struct str circle_readers(struct arena *arena, const struct circle *circle)
{
	struct str *helpers = NEW(arena, struct str, circle->people.n);
	const struct str set = circle->set.name;
	size_t n = 0;

	for (size_t i = 0; i < circle->people.n; i++)
		if (circle->people.at[i].role == ROLE_FACILITATOR)
			helpers[n++] = circle->people.at[i].called;
	const struct str names = words_list(arena, helpers, n);
	const struct str people =
		circle->members == 1 ? str_printf(arena, "the one person in %.*s", STR_ARG(set))
				     : str_printf(arena, "the %zu people in %.*s", circle->members,
	                                          STR_ARG(set));
	if (n == 0) return people;
	return str_printf(arena, "%.*s and %.*s", STR_ARG(people), STR_ARG(names));
}

struct str words_list(struct arena *arena, const struct str *words, size_t n)
{
	struct str list = n ? words[0] : STR("");

	for (size_t i = 1; i < n; i++)
		list = str_printf(arena, "%.*s%s%.*s", STR_ARG(list), i + 1 == n ? " and " : ", ",
		                  STR_ARG(words[i]));
	return list;
}

struct str words_initials(struct arena *arena, struct str name)
{
	struct str left = name, piece, first = { 0 }, last = { 0 };

	while (str_cut(&left, ' ', &piece)) {
		if (piece.n == 0) continue;
		if (first.n)
			last = str_first(piece, 1);
		else
			first = str_first(piece, 1);
	}
	return str_printf(arena, "%.*s%.*s", STR_ARG(first), STR_ARG(last));
}

struct str words_count(struct arena *arena, size_t n, const char *one, const char *many)
{
	return str_printf(arena, "%zu %s", n, n == 1 ? one : many);
}
