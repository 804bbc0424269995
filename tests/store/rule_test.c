/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ground rules become versions; reviews are shared line by line; a pulse has no name. */
#include "store/support.h"

#include "store/meeting.h"
#include "store/pulse.h"
#include "store/review.h"
#include "store/rule.h"
#include "store/set.h"

STORY(first_version)
{
	WORLD;
	struct rule_rows rows;
	struct rule_agreed_rows agreed;
	struct rule_row row;
	struct instant at = { 0 };
	rule_id one, two, three;
	int version = -1;
	WANT(store_rule_settle(tx, world->set, world->first, world->now, &version) == ERR_ABSENT);
	TRY(store_rule_version(tx, world->set, &version, NULL));
	WANT(version == 0);
	TRY(store_rule_propose(tx, world->set, world->ann, STR("What we say stays here"),
	                       world->now, &one));
	TRY(store_rule_propose(tx, world->set, world->ben, STR("Phones off"), world->now, &two));
	TRY(store_rule_propose(tx, world->set, world->fay, STR("One voice"), world->now, &three));
	TRY(store_rule_word(tx, two, world->set, STR("Phones away")));
	WANT(store_rule_word(tx, two, world->other, STR("x")) == ERR_STALE);
	TRY(store_rule_drop(tx, three, world->set));
	WANT(store_rule_drop(tx, three, world->set) == ERR_STALE);
	TRY(store_rule_list(tx, world->set, 0, &rows));
	WANT(rows.n == 2 && rows.at[0].id.n == one.n && rows.at[1].place > rows.at[0].place);
	WANT_STR(rows.at[1].text, "Phones away");
	TRY(store_rule_settle(tx, world->set, world->first, world->now, &version));
	WANT(version == 1);
	WANT(store_rule_word(tx, two, world->set, STR("x")) == ERR_STALE);
	TRY(store_rule_version(tx, world->set, &version, &at));
	WANT(version == 1 && at.ms == world->now.ms);
	TRY(store_rule_agree(tx, world->set, 1, world->ann, world->now));
	TRY(store_rule_agree(tx, world->set, 1, world->ann, instant_add(world->now, 9)));
	TRY(store_rule_agreed(tx, world->set, 1, &agreed));
	WANT(agreed.n == 1 && agreed.at[0].at.ms == world->now.ms);
	WANT_STR(agreed.at[0].called, "Ann");
	TRY(store_rule_agreed_people(tx, world->set, 1, &agreed));
	WANT(agreed.n == 1 && agreed.at[0].person.n == world->ann.n && agreed.at[0].called.n == 0);
	TRY(store_rule_load(tx, one, &row));
	WANT(row.version == 1 && row.person.n == world->ann.n);
	return OK;
}

STORY(second_version)
{
	WORLD;
	struct rule_rows rows;
	int version = 0;
	rule_id id;
	WANT(store_rule_reopen(tx, world->other, world->now) == ERR_ABSENT);
	TRY(store_rule_reopen(tx, world->set, world->now));
	TRY(store_rule_propose(tx, world->set, world->ann, STR("We start on time"), world->now,
	                       &id));
	TRY(store_rule_settle(tx, world->set, (meeting_id){ 0 }, world->now, &version));
	WANT(version == 2);
	TRY(store_rule_list(tx, world->set, 1, &rows));
	WANT(rows.n == 2);
	TRY(store_rule_list(tx, world->set, 2, &rows));
	WANT(rows.n == 3);
	WANT_STR(rows.at[1].text, "Phones away");
	return OK;
}

STORY(reviews)
{
	WORLD;
	struct review_rows rows;
	review_id id;
	TRY(store_review_add(tx, world->set, world->first, world->ann, REVIEW_HELPED,
	                     STR("The silence"), world->now, &id));
	TRY(store_review_shared(tx, world->first, &rows));
	WANT(rows.n == 0);
	TRY(store_review_mine(tx, world->first, world->ben, &rows));
	WANT(rows.n == 0);
	TRY(store_review_change(tx, id, world->ann, STR("The long silence")));
	WANT(store_review_change(tx, id, world->ben, STR("x")) == ERR_STALE);
	WANT(store_review_share(tx, id, world->ben, false) == ERR_ABSENT);
	TRY(store_review_mine(tx, world->first, world->ann, &rows));
	WANT(rows.n == 1 && !rows.at[0].is_shared);
	TRY(store_review_share(tx, id, world->ann, false));
	TRY(store_review_shared(tx, world->first, &rows));
	WANT(rows.n == 1 && rows.at[0].is_shared && rows.at[0].kind == REVIEW_HELPED);
	WANT_STR(rows.at[0].text, "The long silence");
	WANT_STR(rows.at[0].called, "Ann");
	TRY(store_review_shared_in(tx, world->set, &rows));
	WANT(rows.n == 0); /* it has not been held */
	TRY(store_review_mine(tx, world->first, world->ann, &rows));
	WANT(rows.at[0].is_shared);
	return OK;
}

STORY(pulse)
{
	WORLD;
	struct pulse_total total;
	bool given = true;
	TRY(store_pulse_given(tx, world->first, world->ann, &given));
	WANT(!given);
	TRY(store_pulse_give(tx, world->set, world->first, world->ann, 5, 3));
	TRY(store_pulse_give(tx, world->set, world->first, world->ben, 4, 4));
	TRY(store_pulse_given(tx, world->first, world->ann, &given));
	WANT(given);
	TRY(store_pulse_total(tx, world->first, &total));
	WANT(total.answers == 2 && total.helped == 9 && total.safe == 7);
	TRY(store_pulse_total(tx, world->second, &total));
	WANT(total.answers == 0 && total.helped == 0);
	return OK;
}

/* The office sees answers of the last meeting that was held, and only where there are enough. */
STORY(pulse_for_the_office)
{
	WORLD;
	struct pulse_latest_rows rows;
	struct set_overview_row set;
	TRY(store_pulse_latest(tx, 1, &rows));
	WANT(rows.n == 0); /* none has been held */
	TRY(store_meeting_open(tx, world->first, STR("ABCDEF"), world->now));
	TRY(store_meeting_end(tx, world->first, world->now));
	TRY(store_pulse_latest(tx, 2, &rows));
	WANT(rows.n == 1 && rows.at[0].set.n == world->set.n && rows.at[0].number == 1);
	WANT(rows.at[0].answers == 2 && rows.at[0].helped5 == 1 && rows.at[0].helped4 == 1);
	WANT(rows.at[0].helped3 + rows.at[0].helped2 + rows.at[0].helped1 == 0);
	TRY(store_pulse_latest(tx, 3, &rows));
	WANT(rows.n == 0); /* too few to tell */
	TRY(store_set_overview_one(tx, world->set, &set));
	WANT(set.rules_version == 2 && set.oldest_asked_at.ms > 0);
	TRY(store_set_overview_one(tx, world->other, &set));
	WANT(set.rules_version == 0 && set.oldest_asked_at.ms == 0);
	return OK;
}

/* After the story of the office: the first meeting has been held. */
STORY(lines_of_every_meeting)
{
	WORLD;
	struct review_rows rows;
	TRY(store_review_shared_in(tx, world->set, &rows));
	WANT(rows.n == 1 && rows.at[0].meeting.n == world->first.n);
	WANT_STR(rows.at[0].text, "The long silence");
	TRY(store_review_shared_in(tx, world->other, &rows));
	WANT(rows.n == 0);
	return OK;
}

STORY(pulse_twice)
{
	WORLD;
	return store_pulse_give(tx, world->set, world->first, world->ann, 1, 1);
}

STORY(history_and_lines_taken_back)
{
	WORLD;
	struct rule_version_rows versions;
	struct review_rows rows;
	review_id id;
	TRY(store_rule_versions(tx, world->set, &versions));
	WANT(versions.n == 2 && versions.at[0].version == 2 && versions.at[0].number == 0);
	WANT(versions.at[1].version == 1 && versions.at[1].number == 1);
	TRY(store_rule_versions(tx, world->other, &versions));
	WANT(versions.n == 0);
	TRY(store_review_add(tx, world->set, world->second, world->ann, REVIEW_TRY, STR("Breathe"),
	                     world->now, &id));
	TRY(store_review_share(tx, id, world->ann, false));
	WANT(store_review_unshare(tx, id, world->ben) == ERR_STALE);
	TRY(store_review_unshare(tx, id, world->ann));
	TRY(store_review_shared(tx, world->second, &rows));
	WANT(rows.n == 0);
	WANT(store_review_remove(tx, id, world->ben) == ERR_STALE);
	TRY(store_review_remove(tx, id, world->ann));
	TRY(store_review_mine(tx, world->second, world->ann, &rows));
	WANT(rows.n == 0);
	return OK;
}

TEST(rules_and_reviews)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, first_version, OK, "version 1");
		story(world, second_version, OK, "version 2");
		story(world, reviews, OK, "reviews");
		story(world, history_and_lines_taken_back, OK, "history");
		story(world, pulse, OK, "pulse");
		story(world, pulse_twice, ERR_STALE, "nobody answers twice");
		story(world, pulse_for_the_office, OK, "enough answers, or none");
		story(world, lines_of_every_meeting, OK, "lines of every meeting");
		world_free(world);
	}
}

TESTS(rules_and_reviews)
