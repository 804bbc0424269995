/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Versions of a process are kept beside each other and never changed. */
#include "store/process.h"

#include "store/support.h"

STORY(versions)
{
	WORLD;
	struct process_row row = { .name = STR("river-day"),
		                   .version = 1,
		                   .programme = world->programme,
		                   .text = STR("one"),
		                   .made_by = world->olu };
	struct process_row shipped = { .name = STR("uk-halfday"), .version = 1, .text = STR("s") };
	struct process_row found;
	struct process_rows rows;

	WANT(store_process_latest(tx, STR("river-day"), &found) == ERR_ABSENT);
	TRY(store_process_add(tx, &row, world->now));
	row.version = 2;
	row.text = STR("two");
	TRY(store_process_add(tx, &row, instant_add(world->now, 1)));
	TRY(store_process_add(tx, &shipped, world->now));

	TRY(store_process_load(tx, STR("river-day"), 1, &found));
	WANT_STR(found.text, "one");
	WANT(found.made_by.n == world->olu.n && found.made_at.ms == world->now.ms);
	WANT(store_process_load(tx, STR("river-day"), 3, &found) == ERR_ABSENT);
	TRY(store_process_latest(tx, STR("river-day"), &found));
	WANT(found.version == 2);
	WANT_STR(found.text, "two");
	TRY(store_process_load(tx, STR("uk-halfday"), 1, &found));
	WANT(found.programme.n == 0 && found.made_by.n == 0);

	TRY(store_process_list(tx, &rows));
	WANT(rows.n == 1 && rows.at[0].version == 2);
	WANT(rows.at[0].programme.n == world->programme.n);
	return OK;
}

STORY(twice_the_same_version)
{
	WORLD;
	const struct process_row row = { .name = STR("twice"), .version = 1, .text = STR("x") };
	TRY(store_process_add(tx, &row, world->now));
	return store_process_add(tx, &row, world->now);
}

TEST(processes_have_versions)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, versions, OK, "versions");
		story(world, twice_the_same_version, ERR_STALE, "a version is kept once");
		world_free(world);
	}
}

TESTS(processes_have_versions)
