/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Actions: the owner's words, what each chose to share, how it went. */
#include "store/support.h"

#include "store/action.h"

static struct action_new chosen(const struct world *world, bool shared)
{
	return (struct action_new){
		.set = world->set,
		.meeting = world->first,
		.person = world->ann,
		.text = STR("I will ask her for an hour"),
		.by_words = STR("before Easter"),
		.due_on = day_of(2026, 4, 2),
		.is_shared = shared,
	};
}

STORY(chosen_and_changed)
{
	WORLD;
	struct action_row row;
	struct action_rows rows;
	action_id one, two;
	struct action_new new = chosen(world, true);
	TRY(store_action_add(tx, &new, world->now, &one));
	new.meeting = (meeting_id){ 0 };
	new.is_shared = false;
	new.due_on = (struct day){ DAY_NONE };
	new.by_words = NONE;
	TRY(store_action_add(tx, &new, instant_add(world->now, 1), &two));
	TRY(store_action_load(tx, one, &row));
	WANT_STR(row.text, "I will ask her for an hour");
	WANT_STR(row.by_words, "before Easter");
	WANT_STR(row.called, "Ann");
	WANT(row.due_on.n == day_of(2026, 4, 2).n && row.sign.at == NULL && row.learnt.at == NULL);
	WANT(row.state == ACTION_OPEN && row.told_at.ms == 0);
	TRY(store_action_load(tx, two, &row));
	WANT(row.due_on.n == DAY_NONE && row.by_words.at == NULL && row.meeting.n == 0);
	TRY(store_action_of_person(tx, world->ann, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == two.n);
	TRY(store_action_of_person_in_set(tx, world->ann, world->other, &rows));
	WANT(rows.n == 0);
	TRY(store_action_shared(tx, world->set, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == one.n);
	TRY(store_action_carried(tx, world->set, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == one.n && rows.at[0].sign.at == NULL);
	WANT_STR(rows.at[0].text, "I will ask her for an hour");
	WANT_STR(rows.at[0].by_words, "before Easter");
	TRY(store_action_carried(tx, world->other, &rows));
	WANT(rows.n == 0);
	TRY(store_action_of_meeting(tx, world->first, world->ann, &rows));
	WANT(rows.n == 1);
	TRY(store_action_share(tx, two, world->ann, true));
	WANT(store_action_share(tx, two, world->ben, false) == ERR_STALE);
	TRY(store_action_shared(tx, world->set, &rows));
	WANT(rows.n == 2);
	new.text = STR("I will write to her");
	new.sign = STR("We have talked");
	WANT(store_action_change(tx, one, world->ben, &new) == ERR_STALE);
	TRY(store_action_change(tx, one, world->ann, &new));
	TRY(store_action_load(tx, one, &row));
	WANT_STR(row.text, "I will write to her");
	WANT_STR(row.sign, "We have talked");
	world->kept[0] = one.n;
	world->kept[1] = two.n;
	return OK;
}

STORY(told)
{
	WORLD;
	const action_id one = { world->kept[0] }, two = { world->kept[1] };
	struct action_row row;
	struct action_rows rows;
	const struct action_new new = chosen(world, true);
	WANT(store_action_tell(tx, two, world->ben, ACTION_DONE, NONE, world->second, world->now) ==
	     ERR_ABSENT);
	TRY(store_action_tell(tx, two, world->ann, ACTION_PARTLY, STR("She was waiting for it"),
	                      world->second, world->now));
	TRY(store_action_load(tx, two, &row));
	WANT(row.state == ACTION_PARTLY && row.told_at.ms == world->now.ms);
	WANT_STR(row.learnt, "She was waiting for it");
	WANT(store_action_change(tx, two, world->ann, &new) == ERR_STALE);
	TRY(store_action_of_person(tx, world->ann, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == one.n); /* open ones first */
	WANT(store_action_remove(tx, one, world->ben) == ERR_STALE);
	TRY(store_action_remove(tx, one, world->ann));
	WANT(store_action_load(tx, one, &row) == ERR_ABSENT);
	return OK;
}

TEST(actions)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, chosen_and_changed, OK, "chosen and changed");
		story(world, told, OK, "told");
		world_free(world);
	}
}

TESTS(actions)
