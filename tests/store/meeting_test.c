/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Meetings: local time becomes an instant, states go forwards, screens open by their code; who comes. */
#include "store/support.h"

#include "store/attendance.h"
#include "store/bid.h"
#include "store/meeting.h"

STORY(half_past_nine_stays_half_past_nine)
{
	WORLD;
	struct meeting_row first, second;
	TRY(store_meeting_load(tx, world->first, &first));
	TRY(store_meeting_load(tx, world->second, &second));
	WANT(first.starts_at.ms == (int64_t)first.held_on.n * HOURS(24) + MINUTES(570));
	WANT(second.starts_at.ms ==
	     (int64_t)second.held_on.n * HOURS(24) + MINUTES(510)); /* summer time */
	WANT_STR(first.place, "Old Mill, room 2");
	WANT_STR(first.set_name, "Riverside");
	WANT_STR(first.shell, "first-taster");
	WANT(first.call_link.at == NULL && first.screen_code.at == NULL);
	WANT(first.facilitated && first.facilitator.n == world->fay.n && second.facilitator.n == 0);
	TRY(store_meeting_move(tx, world->second, day_of(2026, 11, 3), 13 * 60, 180));
	TRY(store_meeting_load(tx, world->second, &second));
	WANT(second.starts_at.ms == (int64_t)day_of(2026, 11, 3).n * HOURS(24) + HOURS(13));
	WANT(second.length_min == 180 && second.start_min == 780);
	TRY(store_meeting_where(tx, world->second, NONE, STR("https://call.example/1")));
	TRY(store_meeting_load(tx, world->second, &second));
	WANT(second.place.at == NULL);
	WANT_STR(second.call_link, "https://call.example/1");
	return OK;
}

STORY(number_taken)
{
	WORLD;
	const struct meeting_plan plan = { .set = world->set,
		                           .number = 2,
		                           .held_on = day_of(2026, 5, 1),
		                           .start_min = 600,
		                           .length_min = 210,
		                           .shell = STR("a"),
		                           .round = STR("b") };
	meeting_id id;
	return store_meeting_add(tx, &plan, &id);
}

STORY(who_sees_which_meetings)
{
	WORLD;
	struct meeting_rows rows;
	const struct instant from = instant_add(world->now, -HOURS(1));
	TRY(store_meeting_upcoming(tx, world->ann, from, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == world->first.n);
	TRY(store_meeting_upcoming(tx, world->fay, from, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == world->first.n);
	const person_id outside[] = { world->gus, world->ivy, world->xan, world->olu, world->una };
	for (size_t i = 0; i < LEN(outside); i++) {
		TRY(store_meeting_upcoming(tx, outside[i], from, &rows));
		WANT(rows.n == 0);
	}
	TRY(store_meeting_list(tx, world->set, &rows));
	WANT(rows.n == 2 && rows.at[0].place.n > 0);
	TRY(store_meeting_dates(tx, world->set, &rows));
	WANT(rows.n == 2 && rows.at[0].place.n == 0 && rows.at[1].number == 2);
	TRY(store_meeting_between(tx, world->now, instant_add(world->now, HOURS(1)), &rows));
	WANT(rows.n == 1);
	TRY(store_meeting_facilitate(tx, world->second, true, (person_id){ 0 }));
	TRY(store_meeting_upcoming(tx, world->fay, from, &rows));
	WANT(rows.n == 2);
	TRY(store_meeting_facilitate(tx, world->second, true, world->gus));
	TRY(store_meeting_upcoming(tx, world->fay, from, &rows));
	WANT(rows.n == 1);
	TRY(store_meeting_facilitate(tx, world->second, false, (person_id){ 0 }));
	return OK;
}

STORY(states_go_forwards)
{
	WORLD;
	struct meeting_row row;
	meeting_id id;
	WANT(store_meeting_end(tx, world->first, world->now) == ERR_STALE);
	WANT(store_meeting_by_screen(tx, STR("ABCDEF"), &id) == ERR_ABSENT);
	TRY(store_meeting_open(tx, world->first, STR("ABCDEF"), world->now));
	WANT(store_meeting_open(tx, world->first, STR("GHIJKL"), world->now) == ERR_STALE);
	TRY(store_meeting_by_screen(tx, STR("abcDEF"), &id));
	WANT(id.n == world->first.n);
	TRY(store_meeting_load(tx, world->first, &row));
	WANT_STR(row.screen_code, "ABCDEF");
	WANT(row.state == MEETING_OPEN && row.opened_at.ms == world->now.ms);
	WANT(store_meeting_move(tx, world->first, row.held_on, 600, 210) == ERR_STALE);
	WANT(store_meeting_cancel(tx, world->first) == ERR_STALE);
	TRY(store_meeting_end(tx, world->first, instant_add(world->now, HOURS(3))));
	WANT(store_meeting_by_screen(tx, STR("ABCDEF"), &id) == ERR_ABSENT);
	TRY(store_meeting_load(tx, world->first, &row));
	WANT(row.id.n == world->first.n && row.screen_code.at == NULL);
	TRY(store_meeting_processes(tx, world->second, STR("uk-halfday"), STR("wial")));
	TRY(store_meeting_cancel(tx, world->second));
	WANT(store_meeting_load(tx, (meeting_id){ 1 }, &row) == ERR_ABSENT);
	return OK;
}

STORY(attendance_story)
{
	WORLD;
	struct attendance_rows rows;
	struct attendance_total_rows totals;
	struct attendance_held_rows held;
	TRY(store_attendance_list(tx, world->first, &rows));
	WANT(rows.n == 3 && rows.at[0].state == ATTENDANCE_EXPECTED);
	TRY(store_attendance_put(tx, world->first, world->set, world->ann, ATTENDANCE_APOLOGIES,
	                         STR("My train"), world->now));
	TRY(store_attendance_list(tx, world->first, &rows));
	WANT(rows.at[0].state == ATTENDANCE_APOLOGIES && rows.at[0].came_at.ms == 0);
	WANT_STR(rows.at[0].note, "My train");
	TRY(store_attendance_states(tx, world->first, &rows));
	WANT(rows.at[0].state == ATTENDANCE_APOLOGIES && rows.at[0].note.at == NULL);
	WANT_STR(rows.at[0].called, "Ann");
	const struct instant later = instant_add(world->now, MINUTES(9));
	TRY(store_attendance_put(tx, world->first, world->set, world->ann, ATTENDANCE_CAME, NONE,
	                         world->now));
	TRY(store_attendance_put(tx, world->first, world->set, world->ann, ATTENDANCE_CAME, NONE,
	                         later));
	TRY(store_attendance_put(tx, world->first, world->set, world->ben, ATTENDANCE_MISSED, NONE,
	                         later));
	TRY(store_attendance_list(tx, world->first, &rows));
	WANT(rows.at[0].came_at.ms == world->now.ms && rows.at[0].note.at == NULL);
	TRY(store_attendance_put(tx, world->second, world->set, world->ann, ATTENDANCE_EXPECTED,
	                         NONE, later)); /* it has not been held */
	TRY(store_attendance_held(tx, world->set, 1, &held));
	WANT(held.n == 2 && held.at[0].meeting.n == world->first.n);
	for (size_t i = 0; i < held.n; i++)
		WANT(held.at[i].state ==
		     (held.at[i].person.n == world->ann.n ? ATTENDANCE_CAME : ATTENDANCE_MISSED));
	TRY(store_attendance_held(tx, world->set, 2, &held));
	WANT(held.n == 0);
	TRY(store_attendance_held(tx, (set_id){ 1 }, 0, &held));
	WANT(held.n == 0);
	TRY(store_attendance_totals(tx, world->set, &totals));
	WANT(totals.n == 2 && totals.at[0].came + totals.at[1].came == 1);
	WANT(totals.at[0].missed + totals.at[1].missed == 1);
	return OK;
}

/* After the stories of states and attendance: meeting 1 is over, meeting 2 was called off. */
STORY(the_office_counts)
{
	WORLD;
	struct meeting_office_rows rows;
	struct meeting_row second;
	const struct instant ever = { 0 };
	TRY(store_meeting_office(tx, world->set, ever, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == world->first.n);
	const struct meeting_office_row *first = &rows.at[0];
	WANT(first->state == MEETING_ENDED && first->has_place && first->facilitated);
	WANT_STR(first->set_name, "Riverside");
	WANT_STR(first->facilitator_name, "Fay Example");
	WANT(first->came == 1 && first->missed == 1 && first->apologies == 0);
	WANT(first->unsaid == 0);
	TRY(store_meeting_restore(tx, world->second));
	WANT(store_meeting_restore(tx, world->second) == ERR_STALE);
	TRY(store_meeting_load(tx, world->second, &second));
	WANT(second.state == MEETING_PLANNED && !second.facilitated);
	TRY(store_meeting_where(tx, world->second, NONE, NONE));
	TRY(store_meeting_office(tx, world->set, ever, &rows));
	WANT(rows.n == 2 && !rows.at[1].has_place && rows.at[1].facilitator.n == 0);
	WANT(rows.at[1].facilitator_name.n == 0 && rows.at[1].unsaid == 2);
	TRY(store_meeting_office(tx, (set_id){ 0 }, instant_add(world->now, HOURS(24)), &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == world->second.n);
	TRY(store_meeting_office(tx, world->other, ever, &rows));
	WANT(rows.n == 0);
	return OK;
}

STORY(bids)
{
	WORLD;
	struct bid_rows rows;
	struct bid_row mine;
	WANT(store_bid_mine(tx, world->second, world->ann, &mine) == ERR_ABSENT);
	TRY(store_bid_put(tx, world->second, world->set, world->ann, 1, world->now));
	TRY(store_bid_put(tx, world->second, world->set, world->ben, 2, world->now));
	TRY(store_bid_list(tx, world->second, &rows));
	WANT(rows.n == 2 && rows.at[0].person.n == world->ben.n);
	TRY(store_bid_put(tx, world->second, world->set, world->ann, 3,
	                  instant_add(world->now, 5)));
	TRY(store_bid_mine(tx, world->second, world->ann, &mine));
	WANT(mine.urgency == 3);
	TRY(store_bid_list(tx, world->second, &rows));
	WANT(rows.n == 2 && rows.at[0].person.n == world->ann.n);
	TRY(store_bid_remove(tx, world->second, world->ann));
	TRY(store_bid_list(tx, world->second, &rows));
	WANT(rows.n == 1);
	return OK;
}

TEST(meetings_and_who_comes)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, who_sees_which_meetings, OK, "who sees which");
		story(world, half_past_nine_stays_half_past_nine, OK, "local time");
		story(world, number_taken, ERR_STALE, "a number is one meeting's");
		story(world, bids, OK, "bids");
		story(world, states_go_forwards, OK, "states");
		story(world, attendance_story, OK, "attendance");
		story(world, the_office_counts, OK, "what the office sees");
		world_free(world);
	}
}

TESTS(meetings_and_who_comes)
