/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A log and notes are one person's. */
#include "store/support.h"

#include "store/log.h"
#include "store/note.h"
#include "store/noticed.h"

STORY(log_story)
{
	WORLD;
	struct log_row row;
	struct log_rows rows;
	log_entry_id one, two;
	TRY(store_log_add(tx, world->ann, world->first, STR("I talk too soon"), world->now, &one));
	TRY(store_log_add(tx, world->ann, (meeting_id){ 0 }, STR("And at home"),
	                  instant_add(world->now, 1), &two));
	TRY(store_log_load(tx, one, world->ann, &row));
	WANT_STR(row.text, "I talk too soon");
	WANT(row.meeting.n == world->first.n && row.about_number == 1);
	WANT_STR(row.about_set, "Riverside");
	WANT(store_log_load(tx, one, world->ben, &row) == ERR_ABSENT);
	TRY(store_log_list(tx, world->ann, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == two.n && rows.at[0].meeting.n == 0);
	WANT(rows.at[0].about_set.at == NULL && rows.at[1].about_number == 1);
	TRY(store_log_list(tx, world->ben, &rows));
	WANT(rows.n == 0);
	TRY(store_log_change(tx, one, world->ann, STR("I wait"), world->now, world->now));
	WANT(store_log_change(tx, one, world->ann, STR("lost"), world->now, world->now) ==
	     ERR_STALE);
	WANT(store_log_remove(tx, one, world->ben) == ERR_STALE);
	TRY(store_log_load(tx, one, world->ann, &row));
	WANT_STR(row.text, "I wait");
	TRY(store_log_remove(tx, one, world->ann));
	WANT(store_log_load(tx, one, world->ann, &row) == ERR_ABSENT);
	return OK;
}

STORY(notes)
{
	WORLD;
	struct note_rows rows;
	note_id one, two;
	TRY(store_note_add(tx, world->ann, world->first, STR("Ask about June"), world->now, &one));
	TRY(store_note_add(tx, world->ann, world->first, STR("Breathe"), instant_add(world->now, 1),
	                   &two));
	TRY(store_note_list(tx, world->ann, world->first, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == one.n);
	WANT_STR(rows.at[1].text, "Breathe");
	TRY(store_note_list(tx, world->ben, world->first, &rows));
	WANT(rows.n == 0);
	WANT(store_note_remove(tx, one, world->ben) == ERR_STALE);
	TRY(store_note_remove(tx, one, world->ann));
	TRY(store_note_list(tx, world->ann, world->first, &rows));
	WANT(rows.n == 1);
	return OK;
}

STORY(what_was_noticed)
{
	WORLD;
	struct noticed_rows rows;
	noticed_id one, two;
	TRY(store_noticed_add(tx, world->fay, world->first, STR("advice let-be "), world->now,
	                      &one));
	TRY(store_noticed_add(tx, world->fay, world->second, STR("time time "), world->now, &two));
	TRY(store_noticed_list(tx, world->fay, (meeting_id){ 0 }, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == two.n && rows.at[0].number == 2);
	WANT_STR(rows.at[1].what, "advice let-be ");
	TRY(store_noticed_list(tx, world->fay, world->first, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == one.n);
	TRY(store_noticed_list(tx, world->gus, (meeting_id){ 0 }, &rows));
	WANT(rows.n == 0);
	WANT(store_noticed_remove(tx, one, world->ann) == ERR_STALE);
	TRY(store_noticed_remove(tx, one, world->fay));
	TRY(store_noticed_list(tx, world->fay, (meeting_id){ 0 }, &rows));
	WANT(rows.n == 1);
	return OK;
}

TEST(what_is_ones_own)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, log_story, OK, "log");
		story(world, notes, OK, "notes");
		story(world, what_was_noticed, OK, "noticed");
		world_free(world);
	}
}

TESTS(what_is_ones_own)
