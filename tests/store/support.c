/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support - see support.h. */
#include "store/support.h"

#include "store/meeting.h"
#include "store/member.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/programme.h"
#include "store/set.h"

static enum err add_person(struct tx *tx, struct world *world, const char *name, person_id *out)
{
	struct arena *arena = tx_arena(tx);
	const struct str called = str_of(name);
	const struct person_new person = {
		.name = str_printf(arena, "%s Example", name),
		.called = called,
		.email = str_printf(arena, "%s@example.org", name),
		.job = STR("housing options"),
		.organisation = world->council,
		.is_coordinator = str_eq(called, STR("Olu")),
		.is_facilitator = str_eq(called, STR("Fay")) || str_eq(called, STR("Gus")),
		.sponsor_of = str_eq(called, STR("Sid")) ? world->council : (organisation_id){ 0 },
	};
	return store_person_add(tx, &person, world->now, out);
}

static enum err join(struct tx *tx, struct world *world, set_id set, person_id person,
                     const char *token, bool joins)
{
	member_id member;
	TRY(store_member_invite(tx, set, person, str_of(token), world->now,
	                        instant_add(world->now, HOURS(24)), &member));
	if (joins) TRY(store_member_join(tx, member, world->now));
	if (person.n == world->xan.n) TRY(store_member_leave(tx, member, world->now));
	return OK;
}

STORY(people)
{
	WORLD;
	TRY(store_organisation_add(tx, STR("Alder Council"), world->now, &world->council));
	TRY(add_person(tx, world, "Ann", &world->ann));
	TRY(add_person(tx, world, "Ben", &world->ben));
	TRY(add_person(tx, world, "Fay", &world->fay));
	TRY(add_person(tx, world, "Gus", &world->gus));
	TRY(add_person(tx, world, "Ivy", &world->ivy));
	TRY(add_person(tx, world, "Xan", &world->xan));
	TRY(add_person(tx, world, "Olu", &world->olu));
	TRY(add_person(tx, world, "Sid", &world->sid));
	TRY(add_person(tx, world, "Una", &world->una));
	return OK;
}

STORY(sets)
{
	WORLD;
	member_id member;
	struct programme_row programme = store_programme_defaults();
	programme.name = STR("Action learning 2026 to 2027");
	TRY(store_programme_add(tx, &programme, world->now, &world->programme));
	TRY(store_set_add(tx, world->programme, STR("Riverside"), world->now, &world->set));
	TRY(store_set_add(tx, world->programme, STR("Hilltop"), world->now, &world->other));
	TRY(join(tx, world, world->set, world->ann, "t-ann", true));
	TRY(join(tx, world, world->set, world->ben, "t-ben", true));
	TRY(join(tx, world, world->set, world->ivy, "t-ivy", false));
	TRY(join(tx, world, world->set, world->xan, "t-xan", true));
	TRY(join(tx, world, world->other, world->una, "t-una", true));
	TRY(store_member_appoint(tx, world->set, world->fay, world->now, &member));
	TRY(store_member_appoint(tx, world->other, world->gus, world->now, &member));
	return OK;
}

STORY(meetings)
{
	WORLD;
	struct meeting_plan plan = {
		.set = world->set,
		.number = 1,
		.held_on = day_of(2026, 3, 3),
		.start_min = 9 * 60 + 30,
		.length_min = 210,
		.facilitated = true,
		.facilitator = world->fay,
		.shell = STR("first-taster"),
		.round = STR("uk-classic"),
		.place = STR("Old Mill, room 2"),
	};
	TRY(store_meeting_add(tx, &plan, &world->first));
	plan.number = 2;
	plan.held_on = day_of(2026, 4, 14);
	plan.facilitated = false;
	plan.facilitator = (person_id){ 0 };
	plan.shell = STR("uk-halfday");
	TRY(store_meeting_add(tx, &plan, &world->second));
	return OK;
}

struct world *world_open(enum db_engine engine)
{
	struct world *world = calloc(1, sizeof(*world));
	CHECK(world != NULL, "memory");
	world->database = database_open(engine);
	world->now = (struct instant){ (int64_t)day_of(2026, 3, 3).n * HOURS(24) + HOURS(9) };
	story(world, people, OK, "people");
	story(world, sets, OK, "sets");
	story(world, meetings, OK, "meetings");
	return world;
}

void world_free(struct world *world)
{
	database_free(world->database);
	free(world);
}

void story(struct world *world, story_run run, enum err wanted, const char *why)
{
	world->line = 0;
	world->what = "";
	const enum err err = database_write(world->database, run, world);
	if (err == wanted) return;
	print_error("%s: line %d: %s\n  ended as %s, wanted %s\n", why, world->line, world->what,
	            err_name(err), err_name(wanted));
	fail();
}
