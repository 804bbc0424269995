/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The demo's region in a real database, on both engines, whatever day it is started on. */
#include "main/demo_load.h"

#include "embed/files.h"
#include "store/action.h"
#include "store/airtime.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/note.h"
#include "store/noticed.h"
#include "store/person.h"
#include "store/programme.h"
#include "store/role.h"
#include "store/rule.h"
#include "store/set.h"
#include "support/check.h"
#include "support/database.h"

struct scene {
	struct demo_load demo;
	struct arena *arena;
};

static enum err load(struct tx *tx, void *with)
{
	const struct scene *scene = with;
	return demo_load(tx, &scene->demo);
}

/* Pages that are one's own are alive too. */
static void look_at_own(struct tx *tx, const struct meeting_rows *meetings, person_id helen,
                        person_id ben)
{
	struct noticed_rows noticed;
	struct airtime_rows airtime;
	struct airtime_people shown;
	struct role_rows roles;
	struct log_rows log;
	struct note_rows notes;
	const set_id set = meetings->at[0].set;

	CHECK_OK(store_noticed_list(tx, helen, meetings->at[1].id, &noticed));
	CHECK(noticed.n >= 3, "Helen noticed things at meeting 2");
	CHECK_OK(store_airtime_of_set(tx, set, &airtime));
	CHECK_INT((int64_t)airtime.n, 5, "rounds presented");
	CHECK_OK(store_airtime_shown(tx, set, &shown));
	CHECK(shown.n >= 4 && shown.n < 7, "most let the set see theirs, not all");
	CHECK_OK(store_role_of_meeting(tx, meetings->at[2].id, &roles));
	CHECK_INT((int64_t)roles.n, 4, "roles at the meeting without a facilitator");
	CHECK_OK(store_log_list(tx, ben, &log));
	CHECK_OK(store_note_list(tx, ben, (meeting_id){ 0 }, &notes));
	CHECK(log.n >= 1 && notes.n >= 1, "Ben wrote for himself");
}

/* What a stranger finds: Amara's set, which meets now, has a past, and her actions are at home. */
static enum err look(struct tx *tx, void *with)
{
	const struct scene *scene = with;
	struct person_row helen, ben;
	struct set_mine_rows sets;
	struct meeting_rows meetings;
	struct action_rows actions;
	struct instant agreed_at;
	int version = 0, now = 0;
	const struct region *region = scene->demo.region;

	CHECK_OK(store_person_by_email(tx, demo_email(scene->arena, region, 2), &helen));
	CHECK_STR(helen.name, "Helen Marsh", "found by her address");
	CHECK_OK(store_set_of_person(tx, helen.id, &sets));
	CHECK(sets.n >= 1, "she has a set");
	CHECK_OK(store_person_by_email(tx, demo_email(scene->arena, region, 7), &ben));
	CHECK_OK(store_set_of_person(tx, ben.id, &sets));
	CHECK_INT((int64_t)sets.n, 1, "one set");
	CHECK_OK(store_meeting_list(tx, sets.at[0].id, &meetings));
	CHECK_INT((int64_t)meetings.n, 9, "nine meetings");
	for (size_t i = 0; i < meetings.n; i++) {
		const int64_t wait = instant_since(meetings.at[i].starts_at, scene->demo.now);
		now += wait <= 0 && wait > -HOURS(4) && meetings.at[i].state == MEETING_PLANNED;
		CHECK((meetings.at[i].state == MEETING_ENDED) == (i < 3), "three are over");
	}
	CHECK_INT(now, 1, "and one starts now");
	CHECK_OK(store_rule_version(tx, sets.at[0].id, &version, &agreed_at));
	CHECK_INT(version, 1, "ground rules, version 1");
	CHECK_OK(store_action_of_person(tx, ben.id, &actions));
	CHECK_INT((int64_t)actions.n, 2, "his actions");
	look_at_own(tx, &meetings, helen.id, ben.id);
	return OK;
}

TEST(a_stranger_finds_a_year_in_full_swing_on_any_day)
{
	static const int days[][4] = { { 2026, 11, 24, 620 },  /* a Tuesday morning */
		                       { 2026, 12, 27, 1430 }, /* a Sunday night at Christmas */
		                       { 2027, 3, 28, 30 } };  /* the night the clocks go forward */
	const struct embedded *file = embedded_find(STR("content/demo/region.txt"));

	FOR_ENGINES(engine)
	for (size_t i = 0; i < LEN(days); i++) {
		struct database *database = database_open(engine);
		struct region region;
		struct zone *zone = NULL;
		struct str why;
		CHECK_OK(region_read(database->arena, (struct str){ file->bytes, file->n }, &region,
		                     &why));
		CHECK_OK(zone_new(STR("Europe/London"), &zone));
		struct scene scene = { { &region, zone,
			                 zone_instant(zone,
			                              day_of(days[i][0], days[i][1], days[i][2]),
			                              days[i][3]) },
			               database->arena };
		CHECK_OK(database_write(database, load, &scene));
		CHECK_OK(database_read(database, look, &scene));
		zone_free(zone);
		database_free(database);
	}
}

TESTS(a_stranger_finds_a_year_in_full_swing_on_any_day)
