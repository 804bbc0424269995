/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The room's events are numbered once; questions are the presenter's to park and to keep. */
#include "store/support.h"

#include "store/meeting.h"
#include "store/member.h"
#include "store/presence.h"
#include "store/question.h"
#include "store/room.h"

STORY(events)
{
	WORLD;
	struct room_event_rows rows;
	for (int i = 1; i <= 40; i++) {
		const struct room_event event = { .number = i,
			                          .kind = (enum room_kind)(1 + i % 7),
			                          .by = { i % 2 ? world->ann.n : 0 },
			                          .subject = i % 3 ? world->ben.n : 0,
			                          .a = -i,
			                          .b = INT64_MAX - i,
			                          .at = instant_add(world->now, i) };
		TRY(store_room_append(tx, world->first, &event));
	}
	TRY(store_room_load(tx, world->first, 0, &rows));
	WANT(rows.n == 40);
	for (size_t i = 0; i < rows.n; i++) {
		const int n = (int)i + 1;
		WANT(rows.at[i].number == n && (int)rows.at[i].kind == 1 + n % 7);
		WANT(rows.at[i].by.n == (n % 2 ? world->ann.n : 0));
		WANT(rows.at[i].subject == (n % 3 ? world->ben.n : 0));
		WANT(rows.at[i].a == -n && rows.at[i].b == INT64_MAX - n);
		WANT(rows.at[i].at.ms == world->now.ms + n);
	}
	TRY(store_room_load(tx, world->first, 38, &rows));
	WANT(rows.n == 2 && rows.at[0].number == 39);
	TRY(store_room_load(tx, world->second, 0, &rows));
	WANT(rows.n == 0);
	return OK;
}

STORY(a_number_taken)
{
	WORLD;
	const struct room_event event = { .number = 40, .kind = ROOM_OPEN, .at = world->now };
	return store_room_append(tx, world->first, &event);
}

STORY(questions)
{
	WORLD;
	struct question_row row;
	struct question_rows rows;
	question_id one, two;
	struct question_new new = { .set = world->set,
		                    .meeting = world->first,
		                    .presenter = world->ann,
		                    .asker = world->ben,
		                    .text = STR("What have you not said to her yet?") };
	TRY(store_question_add(tx, &new, world->now, &one));
	new.text = STR("Who else knows?");
	TRY(store_question_add(tx, &new, instant_add(world->now, 1), &two));
	TRY(store_question_list(tx, world->first, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == one.n && !rows.at[0].is_parked);
	WANT_STR(rows.at[0].text, "What have you not said to her yet?");
	WANT_STR(rows.at[0].asker_called, "Ben");
	WANT(store_question_park(tx, one, world->ben, true) == ERR_STALE);
	TRY(store_question_park(tx, one, world->ann, true));
	WANT(store_question_keep(tx, two, world->ben, true, world->now) == ERR_ABSENT);
	TRY(store_question_keep(tx, two, world->ann, true, world->now));
	TRY(store_question_keep(tx, two, world->ann, true, world->now));
	TRY(store_question_list(tx, world->first, &rows));
	WANT(rows.at[0].is_parked && !rows.at[1].is_kept);
	TRY(store_question_of_presenter(tx, world->ann, (meeting_id){ 0 }, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == two.n && rows.at[0].is_kept && !rows.at[1].is_kept);
	TRY(store_question_of_presenter(tx, world->ann, world->second, &rows));
	WANT(rows.n == 0);
	TRY(store_question_keep(tx, two, world->ann, false, world->now));
	TRY(store_question_of_presenter(tx, world->ann, world->first, &rows));
	WANT(rows.n == 2 && !rows.at[0].is_kept);
	WANT(store_question_withdraw(tx, one, world->ann) == ERR_STALE);
	TRY(store_question_withdraw(tx, one, world->ben));
	WANT(store_question_load(tx, one, &row) == ERR_ABSENT);
	TRY(store_question_load(tx, two, &row));
	WANT(row.set.n == world->set.n && row.issue.n == 0);
	TRY(store_question_list(tx, world->first, &rows));
	WANT(rows.n == 1);
	return OK;
}

/* Heard again is heard later; gone and forgotten leave nothing. */
STORY(presence)
{
	WORLD;
	const struct instant later = instant_add(world->now, MINUTES(1));
	struct presence_rows rows;
	TRY(store_presence_heard(tx, world->first, world->ann, world->now));
	TRY(store_presence_heard(tx, world->first, world->ben, world->now));
	TRY(store_presence_heard(tx, world->first, world->ann, later));
	TRY(store_presence_list(tx, world->first, &rows));
	WANT(rows.n == 2);
	for (size_t i = 0; i < rows.n; i++)
		WANT(rows.at[i].heard_at.ms ==
		     (rows.at[i].person.n == world->ann.n ? later.ms : world->now.ms));
	TRY(store_presence_gone(tx, world->first, world->ben));
	TRY(store_presence_list(tx, world->first, &rows));
	WANT(rows.n == 1 && rows.at[0].person.n == world->ann.n);
	TRY(store_presence_forget(tx, world->first));
	TRY(store_presence_list(tx, world->first, &rows));
	WANT(rows.n == 0);
	return OK;
}

/* Ended by mistake: open again, under another code. */
STORY(opened_again)
{
	WORLD;
	struct meeting_row row;
	meeting_id shown;
	WANT(store_meeting_reopen(tx, world->first, STR("BCDFGH")) == ERR_STALE);
	TRY(store_meeting_open(tx, world->first, STR("BCDFGH"), world->now));
	TRY(store_meeting_end(tx, world->first, world->now));
	WANT(store_meeting_by_screen(tx, STR("bcdfgh"), &shown) == ERR_ABSENT);
	TRY(store_meeting_reopen(tx, world->first, STR("JKMNPQ")));
	TRY(store_meeting_load(tx, world->first, &row));
	WANT(row.state == MEETING_OPEN && row.ended_at.ms == 0);
	WANT_STR(row.screen_code, "JKMNPQ");
	TRY(store_meeting_by_screen(tx, STR("jkmnpq"), &shown));
	WANT(shown.n == world->first.n);
	return OK;
}

/* Whoever left has a seat still: events of a room may be theirs. */
STORY(ever)
{
	WORLD;
	struct member_rows rows;
	bool left = false;
	TRY(store_member_ever(tx, world->set, &rows));
	for (size_t i = 0; i < rows.n; i++) left |= rows.at[i].person.n == world->xan.n;
	WANT(left);
	TRY(store_member_list(tx, world->set, &rows));
	for (size_t i = 0; i < rows.n; i++) WANT(rows.at[i].person.n != world->xan.n);
	return OK;
}

TEST(rooms)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, events, OK, "events");
		story(world, a_number_taken, ERR_STALE, "a number is one event's");
		story(world, questions, OK, "questions");
		story(world, presence, OK, "presence");
		story(world, opened_again, OK, "opened again");
		story(world, ever, OK, "ever of the set");
		world_free(world);
	}
}

TESTS(rooms)
