/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Issues: private until shared, a copy for the set, no lost updates. */
#include "store/support.h"

#include "store/issue.h"

STORY(private_until_shared)
{
	WORLD;
	struct issue_mine_row mine;
	struct issue_shared_row shared;
	struct issue_shared_rows list;
	issue_id id;
	WANT(store_issue_current(tx, world->set, world->ann, &mine) == ERR_ABSENT);
	TRY(store_issue_add(tx, world->set, world->ann, STR("My deputy and I no longer speak."),
	                    NONE, ISSUE_REAL | ISSUE_WANTED, world->now, &id));
	world->kept[0] = id.n;
	TRY(store_issue_current(tx, world->set, world->ann, &mine));
	WANT(mine.id.n == id.n && mine.checks == 9 && !mine.is_shared && mine.want.at == NULL);
	WANT_STR(mine.text, "My deputy and I no longer speak.");
	WANT(mine.shared_text.at == NULL && mine.shared_at.ms == 0);
	WANT(store_issue_load_mine(tx, id, world->ben, &mine) == ERR_ABSENT);
	WANT(store_issue_load_shared(tx, id, &shared) == ERR_ABSENT);
	TRY(store_issue_list_shared(tx, world->set, &list));
	WANT(list.n == 0);
	WANT(store_issue_share(tx, id, world->ben, world->now) == ERR_ABSENT);
	TRY(store_issue_share(tx, id, world->ann, world->now));
	TRY(store_issue_load_shared(tx, id, &shared));
	WANT_STR(shared.text, "My deputy and I no longer speak.");
	WANT_STR(shared.called, "Ann");
	TRY(store_issue_list_shared(tx, world->set, &list));
	WANT(list.n == 1);
	TRY(store_issue_list_shared(tx, world->other, &list));
	WANT(list.n == 0);
	return OK;
}

STORY(changes_stay_private_and_are_not_lost)
{
	WORLD;
	const issue_id id = { world->kept[0] };
	struct issue_mine_row mine;
	struct issue_shared_row shared;
	TRY(store_issue_load_mine(tx, id, world->ann, &mine));
	const struct instant seen = mine.changed_at;
	TRY(store_issue_change(tx, id, world->ann, STR("New words"), STR("Be patient"), 15, seen,
	                       world->now));
	WANT(store_issue_change(tx, id, world->ann, STR("Late words"), NONE, 0, seen, world->now) ==
	     ERR_STALE);
	WANT(store_issue_change(tx, id, world->ben, STR("x"), NONE, 0, seen, world->now) ==
	     ERR_STALE);
	TRY(store_issue_load_mine(tx, id, world->ann, &mine));
	WANT_STR(mine.text, "New words");
	WANT_STR(mine.want, "Be patient");
	WANT_STR(mine.shared_text, "My deputy and I no longer speak.");
	TRY(store_issue_load_shared(tx, id, &shared));
	WANT_STR(shared.text, "My deputy and I no longer speak.");
	TRY(store_issue_share(tx, id, world->ann, world->now));
	TRY(store_issue_load_shared(tx, id, &shared));
	WANT_STR(shared.text, "New words");
	WANT_STR(shared.want, "Be patient");
	TRY(store_issue_unshare(tx, id, world->ann));
	WANT(store_issue_load_shared(tx, id, &shared) == ERR_ABSENT);
	TRY(store_issue_load_mine(tx, id, world->ann, &mine));
	WANT(mine.shared_text.at == NULL && !mine.is_shared);
	return OK;
}

STORY(another_issue)
{
	WORLD;
	const issue_id id = { world->kept[0] };
	struct issue_mine_rows list;
	struct issue_mine_row mine;
	issue_id second;
	TRY(store_issue_close(tx, id, world->ann, world->now));
	WANT(store_issue_close(tx, id, world->ann, world->now) == ERR_STALE);
	WANT(store_issue_current(tx, world->set, world->ann, &mine) == ERR_ABSENT);
	TRY(store_issue_add(tx, world->set, world->ann, STR("Another"), STR("Time"), 0,
	                    instant_add(world->now, 1), &second));
	TRY(store_issue_list_mine(tx, world->ann, &list));
	WANT(list.n == 2 && list.at[0].id.n == second.n && list.at[1].closed_at.ms != 0);
	WANT_STR(list.at[0].set_name, "Riverside");
	return OK;
}

TEST(issues)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, private_until_shared, OK, "private until shared");
		story(world, changes_stay_private_and_are_not_lost, OK, "changes");
		story(world, another_issue, OK, "another issue");
		world_free(world);
	}
}

TESTS(issues)
