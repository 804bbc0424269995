/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A log and notes are one person's. */
#include "store/support.h"

#include "store/log.h"
#include "store/note.h"

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
	WANT(row.meeting.n == world->first.n);
	WANT(store_log_load(tx, one, world->ben, &row) == ERR_ABSENT);
	TRY(store_log_list(tx, world->ann, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == two.n && rows.at[0].meeting.n == 0);
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

TEST(what_is_ones_own)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, log_story, OK, "log");
		story(world, notes, OK, "notes");
		world_free(world);
	}
}

TESTS(what_is_ones_own)
