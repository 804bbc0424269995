/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Practice meetings are one person's, in the order pressed, and are gone when they should be. */
#include "store/support.h"

#include "store/practice.h"
#include "store/standing.h"

static struct practice_press_row pressed(const struct world *world, int number, const char *what)
{
	return (struct practice_press_row){ .person = world->fay,
		                            .number = number,
		                            .at = instant_add(world->now, number),
		                            .heard = 10 * number,
		                            .what = str_of(what) };
}

STORY(kept)
{
	WORLD;
	const struct practice_row new = { .person = world->fay,
		                          .deck = STR("depot"),
		                          .seed = 41,
		                          .length_min = 20,
		                          .habits = 6,
		                          .began_at = world->now };
	struct practice_row row;
	struct practice_rows rows;
	struct practice_press_rows presses;
	practice_id one;
	const struct practice_press_row first = pressed(world, 1, "2 0 0 0"),
					second = pressed(world, 2, "0 3 0 0");
	TRY(store_practice_add(tx, &new, &one));
	TRY(store_practice_press(tx, one, &first));
	TRY(store_practice_press(tx, one, &second));
	TRY(store_practice_load(tx, one, world->fay, &row));
	WANT_STR(row.deck, "depot");
	WANT(row.seed == 41 && row.length_min == 20 && row.habits == 6 && row.ended_at.ms == 0);
	WANT(row.began_at.ms == world->now.ms);
	TRY(store_practice_presses(tx, one, world->fay, &presses));
	WANT(presses.n == 2 && presses.at[0].number == 1 && presses.at[1].heard == 20);
	WANT_STR(presses.at[0].what, "2 0 0 0");
	WANT_STR(presses.at[1].what, "0 3 0 0");
	TRY(store_practice_end(tx, one, world->fay, instant_add(world->now, 9)));
	TRY(store_practice_list(tx, world->fay, &rows));
	WANT(rows.n == 1 && rows.at[0].ended_at.ms == world->now.ms + 9);
	world->kept[0] = one.n;
	return OK;
}

STORY(a_number_is_given_once)
{
	WORLD;
	const struct practice_press_row again = pressed(world, 2, "3 0 0 0");
	return store_practice_press(tx, (practice_id){ world->kept[0] }, &again);
}

STORY(nobody_elses)
{
	WORLD;
	const practice_id one = { world->kept[0] };
	struct practice_row row;
	struct practice_rows rows;
	struct practice_press_rows presses;
	struct standing_row standing = { 0 };
	WANT(store_practice_load(tx, one, world->gus, &row) == ERR_ABSENT);
	TRY(store_practice_presses(tx, one, world->olu, &presses));
	WANT(presses.n == 0);
	TRY(store_practice_list(tx, world->olu, &rows));
	WANT(rows.n == 0);
	WANT(store_practice_end(tx, one, world->gus, world->now) == ERR_STALE);
	WANT(store_practice_remove(tx, one, world->gus) == ERR_STALE);
	TRY(store_practice_presses(tx, one, world->fay, &presses));
	WANT(presses.n == 2);
	TRY(store_standing_practice(tx, world->fay, one, &standing));
	WANT(standing.is_self && standing.set.n == 0);
	TRY(store_standing_practice(tx, world->olu, one, &standing));
	WANT(!standing.is_self && !standing.is_coordinator);
	WANT(store_standing_practice(tx, world->fay, (practice_id){ 1 }, &standing) == ERR_ABSENT);
	return OK;
}

STORY(removed)
{
	WORLD;
	const practice_id one = { world->kept[0] };
	struct practice_row row;
	struct practice_press_rows presses;
	TRY(store_practice_remove(tx, one, world->fay));
	WANT(store_practice_load(tx, one, world->fay, &row) == ERR_ABSENT);
	TRY(store_practice_presses(tx, one, world->fay, &presses));
	WANT(presses.n == 0);
	WANT(store_practice_remove(tx, one, world->fay) == ERR_STALE);
	return OK;
}

STORY(swept)
{
	WORLD;
	struct practice_row new = { .person = world->fay,
		                    .deck = STR("depot"),
		                    .seed = 1,
		                    .length_min = 45,
		                    .began_at = world->now };
	const struct practice_press_row press = pressed(world, 1, "2 0 0 0");
	struct practice_rows rows;
	struct practice_press_rows presses;
	practice_id old, young;
	TRY(store_practice_add(tx, &new, &old));
	new.began_at = instant_add(world->now, 1000);
	TRY(store_practice_add(tx, &new, &young));
	TRY(store_practice_press(tx, old, &press));
	TRY(store_practice_press(tx, young, &press));
	TRY(store_practice_sweep(tx, new.began_at));
	TRY(store_practice_list(tx, world->fay, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == young.n);
	TRY(store_practice_presses(tx, young, world->fay, &presses));
	WANT(presses.n == 1);
	return OK;
}

TEST(a_practice_is_one_persons)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, kept, OK, "kept");
		story(world, a_number_is_given_once, ERR_STALE, "pressed twice");
		story(world, nobody_elses, OK, "nobody else's");
		story(world, removed, OK, "removed");
		story(world, swept, OK, "swept");
		world_free(world);
	}
}

TESTS(a_practice_is_one_persons)
