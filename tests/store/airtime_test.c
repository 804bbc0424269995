/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a set shares out over its year: airtime, roles, a host's duties; and its yes to a facilitator who
 * was not there. */
#include "store/support.h"

#include "store/airtime.h"
#include "store/attendance.h"
#include "store/duty.h"
#include "store/meeting.h"
#include "store/role.h"
#include "store/standing.h"
#include "store/told.h"

STORY(airtime_counts_once_the_meeting_was_held)
{
	WORLD;
	struct airtime_rows rows;
	struct airtime_mine_rows mine;

	TRY(store_airtime_put(tx, world->first, 1, world->ann, 0));
	TRY(store_airtime_put(tx, world->first, 2, world->ben, 0));
	TRY(store_airtime_of_set(tx, world->set, &rows));
	WANT(rows.n == 0);
	TRY(store_airtime_of_meeting(tx, world->first, &rows));
	WANT(rows.n == 2 && rows.at[0].person.n == world->ann.n && rows.at[0].ms == 0);
	TRY(store_airtime_put(tx, world->first, 1, world->ann, 41 * 60000));
	TRY(store_meeting_open(tx, world->first, STR("BCDFGH"), world->now));
	TRY(store_meeting_end(tx, world->first, world->now));
	TRY(store_airtime_of_set(tx, world->set, &rows));
	WANT(rows.n == 1 && rows.at[0].number == 1 && rows.at[0].ms == 41 * 60000);
	TRY(store_airtime_of_set(tx, world->other, &rows));
	WANT(rows.n == 0);
	TRY(store_airtime_mine(tx, world->ann, &mine));
	WANT(mine.n == 1 && mine.at[0].ms == 41 * 60000);
	TRY(store_airtime_mine(tx, world->ben, &mine));
	WANT(mine.n == 0);
	TRY(store_airtime_clear(tx, world->first));
	TRY(store_airtime_of_meeting(tx, world->first, &rows));
	WANT(rows.n == 0);
	return OK;
}

STORY(each_says_whether_the_set_sees_it)
{
	WORLD;
	struct airtime_people people;

	TRY(store_airtime_shown(tx, world->set, &people));
	WANT(people.n == 0);
	TRY(store_airtime_show(tx, world->set, world->ben, true, world->now));
	TRY(store_airtime_show(tx, world->set, world->ben, true, world->now));
	TRY(store_airtime_shown(tx, world->set, &people));
	WANT(people.n == 1 && people.at[0].n == world->ben.n);
	TRY(store_airtime_shown(tx, world->other, &people));
	WANT(people.n == 0);
	TRY(store_airtime_show(tx, world->set, world->ben, false, world->now));
	TRY(store_airtime_shown(tx, world->set, &people));
	WANT(people.n == 0);
	return OK;
}

STORY(roles_before_and_after)
{
	WORLD;
	struct role_rows rows;
	struct role_mine_rows mine;

	TRY(store_role_put(tx, world->first, SAY_HOST, world->ann));
	TRY(store_role_put(tx, world->first, SAY_HOST, world->ben));
	TRY(store_role_put(tx, world->first, SAY_TIMEKEEPER, world->ann));
	TRY(store_role_put(tx, world->second, SAY_HOST, world->ann));
	TRY(store_role_before(tx, world->set, 2, &rows));
	WANT(rows.n == 2 && rows.at[0].role == SAY_HOST && rows.at[0].person.n == world->ben.n);
	TRY(store_role_before(tx, world->set, 1, &rows));
	WANT(rows.n == 0);
	TRY(store_role_put(tx, world->first, SAY_TIMEKEEPER, (person_id){ 0 }));
	TRY(store_role_of_meeting(tx, world->first, &rows));
	WANT(rows.n == 1);
	TRY(store_role_mine(tx, world->ann, &mine));
	WANT(mine.n == 1 && mine.at[0].role == SAY_HOST);
	TRY(store_role_clear(tx, world->first));
	TRY(store_role_of_meeting(tx, world->first, &rows));
	WANT(rows.n == 0);
	return OK;
}

STORY(duties_are_ticked_and_unticked)
{
	WORLD;
	struct duty_rows rows;

	TRY(store_duty_done(tx, world->second, DUTY_ROOM, world->ann, world->now));
	TRY(store_duty_done(tx, world->second, DUTY_ROOM, world->ben, world->now));
	TRY(store_duty_done(tx, world->second, DUTY_REMINDER, world->ann, world->now));
	TRY(store_duty_list(tx, world->second, &rows));
	WANT(rows.n == 2 && rows.at[0].person.n == world->ben.n &&
	     rows.at[1].person.n == world->ann.n);
	TRY(store_duty_undone(tx, world->second, DUTY_ROOM));
	TRY(store_duty_list(tx, world->second, &rows));
	WANT(rows.n == 1 && rows.at[0].kind == DUTY_REMINDER);
	return OK;
}

/* Fay facilitates the set; the second meeting it runs alone. */
STORY(all_who_came_must_say_yes)
{
	WORLD;
	struct standing_row standing;
	struct told_row told;

	TRY(store_attendance_put(tx, world->second, world->set, world->ann, ATTENDANCE_CAME, NONE,
	                         world->now));
	TRY(store_attendance_put(tx, world->second, world->set, world->ben, ATTENDANCE_CAME, NONE,
	                         world->now));
	TRY(store_told_put(tx, world->second, world->fay, world->ann, true, world->now));
	TRY(store_told_put(tx, world->second, world->fay, world->ann, true, world->now));
	TRY(store_told_count(tx, world->second, world->fay, world->ann, &told));
	WANT(told.came == 2 && told.said == 1 && told.mine);
	TRY(store_standing_meeting(tx, world->fay, world->second, &standing));
	WANT(!standing.is_told && !standing.is_facilitator);
	TRY(store_told_put(tx, world->second, world->fay, world->ben, true, world->now));
	TRY(store_standing_meeting(tx, world->fay, world->second, &standing));
	WANT(standing.is_told && !standing.is_facilitator && standing.is_adviser);
	WANT(store_standing_bits(&standing) & TOLD);
	TRY(store_standing_meeting(tx, world->gus, world->second, &standing));
	WANT(!standing.is_told);
	TRY(store_standing_meeting(tx, world->fay, world->first, &standing));
	WANT(!standing.is_told);
	TRY(store_told_put(tx, world->second, world->fay, world->ben, false, world->now));
	TRY(store_standing_meeting(tx, world->fay, world->second, &standing));
	WANT(!standing.is_told);
	return OK;
}

/* Nobody's yes is everybody's only where somebody came. */
STORY(nobody_came_is_no_yes)
{
	WORLD;
	struct standing_row standing;

	TRY(store_standing_meeting(tx, world->fay, world->second, &standing));
	WANT(!standing.is_told);
	return OK;
}

TEST(what_a_set_shares_out)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, airtime_counts_once_the_meeting_was_held, OK, "airtime");
		story(world, each_says_whether_the_set_sees_it, OK, "consent");
		story(world, roles_before_and_after, OK, "roles");
		story(world, duties_are_ticked_and_unticked, OK, "duties");
		story(world, nobody_came_is_no_yes, OK, "nobody came");
		story(world, all_who_came_must_say_yes, OK, "told");
		world_free(world);
	}
}

TESTS(what_a_set_shares_out)
