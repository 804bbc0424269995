/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What was typed in from paper: whose it is, who has looked; a meeting that had no room; questions noted
 * for their presenter. */
#include "store/support.h"

#include "store/afterwards.h"
#include "store/meeting.h"
#include "store/question.h"

STORY(each_looks_at_their_own)
{
	WORLD;
	struct handed_rows waiting;
	struct handed_to_rows all;
	struct handed_row mine;

	WANT(store_handed_load(tx, world->first, world->ben, &mine) == ERR_ABSENT);
	TRY(store_handed_put(tx, world->first, world->ben, world->ann, world->now));
	TRY(store_handed_load(tx, world->first, world->ben, &mine));
	WANT(mine.typed_by.n == world->ann.n && mine.seen_at.ms == 0 && mine.called.n > 0);
	TRY(store_handed_waiting(tx, world->ben, world->set, &waiting));
	WANT(waiting.n == 1 && waiting.at[0].meeting.n == world->first.n);
	TRY(store_handed_waiting(tx, world->ben, world->other, &waiting));
	WANT(waiting.n == 0);
	TRY(store_handed_waiting(tx, world->ann, world->set, &waiting));
	WANT(waiting.n == 0);
	TRY(store_handed_seen(tx, world->first, world->ben, world->now));
	TRY(store_handed_waiting(tx, world->ben, world->set, &waiting));
	WANT(waiting.n == 0);
	TRY(store_handed_put(tx, world->first, world->ben, world->ann, world->now));
	TRY(store_handed_waiting(tx, world->ben, world->set, &waiting));
	WANT(waiting.n == 1); /* there is something new */
	TRY(store_handed_of_meeting(tx, world->first, &all));
	WANT(all.n == 1 && all.at[0].person.n == world->ben.n);
	return OK;
}

STORY(a_meeting_is_held_without_its_room)
{
	WORLD;
	struct meeting_row row;

	TRY(store_meeting_held(tx, world->first, world->now));
	TRY(store_meeting_load(tx, world->first, &row));
	WANT(row.state == MEETING_ENDED && row.opened_at.ms == 0 &&
	     row.ended_at.ms == world->now.ms);
	WANT(store_meeting_held(tx, world->first, world->now) == ERR_STALE);
	return OK;
}

STORY(a_noted_question_is_its_presenters)
{
	WORLD;
	struct question_new noted = { .set = world->set,
		                      .meeting = world->first,
		                      .presenter = world->ben,
		                      .asker = world->ben,
		                      .text = STR("Who else minds?") };
	struct question_new asked = noted;
	struct question_rows rows;
	question_id id, of_ann;

	asked.asker = world->ann;
	TRY(store_question_add(tx, &noted, world->now, &id));
	TRY(store_question_add(tx, &asked, world->now, &of_ann));
	TRY(store_question_word_noted(tx, id, world->ben, STR("Who minds?")));
	WANT(store_question_word_noted(tx, id, world->ann, STR("No")) == ERR_ABSENT);
	WANT(store_question_word_noted(tx, of_ann, world->ben, STR("No")) == ERR_ABSENT);
	TRY(store_question_of_asker(tx, world->ben, &rows));
	WANT(rows.n == 0); /* he did not ask it */
	TRY(store_question_of_presenter(tx, world->ben, world->first, &rows));
	WANT(rows.n == 2);
	TRY(store_question_word_noted(tx, id, world->ben, STR("")));
	TRY(store_question_of_presenter(tx, world->ben, world->first, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == of_ann.n);
	return OK;
}

STORY(how_near_a_question_comes_is_its_presenters)
{
	WORLD;
	const struct question_new asked = { .set = world->set,
		                            .meeting = world->first,
		                            .presenter = world->ann,
		                            .asker = world->ben,
		                            .text = STR("Who minds?") };
	struct question_rows rows;
	question_id id;

	TRY(store_question_add(tx, &asked, world->now, &id));
	TRY(store_question_warm(tx, id, world->ann, HEAT_WARM));
	TRY(store_question_warm(tx, id, world->ann, HEAT_HOT));
	WANT(store_question_warm(tx, id, world->ben, HEAT_COLD) == ERR_ABSENT);
	TRY(store_question_of_presenter(tx, world->ann, world->first, &rows));
	WANT(rows.n == 1 && rows.at[0].heat == HEAT_HOT && !rows.at[0].is_kept);
	TRY(store_question_list(tx, world->first, &rows));
	for (size_t i = 0; i < rows.n; i++) WANT(rows.at[i].heat == HEAT_NONE);
	TRY(store_question_warm(tx, id, world->ann, HEAT_NONE));
	TRY(store_question_of_presenter(tx, world->ann, world->first, &rows));
	WANT(rows.at[0].heat == HEAT_NONE);
	return OK;
}

TEST(what_is_typed_in_from_paper)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, each_looks_at_their_own, OK, "handed over");
		story(world, a_meeting_is_held_without_its_room, OK, "held");
		story(world, a_noted_question_is_its_presenters, OK, "noted");
		story(world, how_near_a_question_comes_is_its_presenters, OK, "heat");
		world_free(world);
	}
}

TESTS(what_is_typed_in_from_paper)
