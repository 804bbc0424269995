/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What everybody is towards everything: a table.  M member, F facilitator, I invited, S their own,
 * O of the office, P sponsor, R may facilitate. */
#include "store/support.h"

#include "store/action.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/question.h"
#include "store/room.h"
#include "store/rule.h"
#include "store/standing.h"

enum thing {
	HOUSE,
	SET,
	OTHER_SET,
	FIRST,
	SECOND,
	ANN,
	PROGRAMME,
	COUNCIL,
	ISSUE,
	QUESTION,
	ACTION,
	RULE,
	LOG
};
enum { ISSUE_AT, QUESTION_AT, ACTION_AT, RULE_AT, LOG_AT };

STORY(things)
{
	WORLD;
	issue_id issue;
	question_id question;
	action_id action;
	rule_id rule;
	log_entry_id entry;
	const struct question_new asked = { .set = world->set,
		                            .meeting = world->first,
		                            .presenter = world->ann,
		                            .asker = world->ben,
		                            .text = STR("Why?") };
	const struct action_new chosen = { .set = world->set,
		                           .person = world->ann,
		                           .text = STR("I will"),
		                           .due_on = { DAY_NONE } };
	TRY(store_issue_add(tx, world->set, world->ann, STR("text"), NONE, 0, world->now, &issue));
	TRY(store_question_add(tx, &asked, world->now, &question));
	TRY(store_action_add(tx, &chosen, world->now, &action));
	TRY(store_rule_propose(tx, world->set, world->ben, STR("rule"), world->now, &rule));
	TRY(store_log_add(tx, world->ann, world->first, STR("log"), world->now, &entry));
	world->kept[ISSUE_AT] = issue.n;
	world->kept[QUESTION_AT] = question.n;
	world->kept[ACTION_AT] = action.n;
	world->kept[RULE_AT] = rule.n;
	world->kept[LOG_AT] = entry.n;
	return OK;
}

static enum err standing_towards(struct tx *tx, const struct world *world, person_id viewer,
                                 enum thing thing, struct standing_row *out)
{
	switch (thing) {
	case HOUSE:
		return store_standing_house(tx, viewer, out);
	case SET:
		return store_standing_set(tx, viewer, world->set, out);
	case OTHER_SET:
		return store_standing_set(tx, viewer, world->other, out);
	case FIRST:
		return store_standing_meeting(tx, viewer, world->first, out);
	case SECOND:
		return store_standing_meeting(tx, viewer, world->second, out);
	case ANN:
		return store_standing_person(tx, viewer, world->ann, out);
	case PROGRAMME:
		return store_standing_programme(tx, viewer, world->programme, out);
	case COUNCIL:
		return store_standing_organisation(tx, viewer, world->council, out);
	case ISSUE:
		return store_standing_issue(tx, viewer, (issue_id){ world->kept[ISSUE_AT] }, out);
	case QUESTION:
		return store_standing_question(tx, viewer,
		                               (question_id){ world->kept[QUESTION_AT] }, out);
	case ACTION:
		return store_standing_action(tx, viewer, (action_id){ world->kept[ACTION_AT] },
		                             out);
	case RULE:
		return store_standing_rule(tx, viewer, (rule_id){ world->kept[RULE_AT] }, out);
	case LOG:
		return store_standing_log(tx, viewer, (log_entry_id){ world->kept[LOG_AT] }, out);
	}
	return ERR_ABSENT;
}

static struct str letters(struct arena *arena, const struct standing_row *row)
{
	return str_printf(arena, "%s%s%s%s%s%s%s", row->is_member ? "M" : "",
	                  row->is_facilitator ? "F" : "", row->is_invited ? "I" : "",
	                  row->is_self ? "S" : "", row->is_coordinator ? "O" : "",
	                  row->is_sponsor ? "P" : "", row->may_facilitate ? "R" : "");
}

/* clang-format off */
static const struct { enum thing thing; const char *ann, *ben, *fay, *gus, *ivy, *xan, *olu, *sid, *una, *nobody; } table[] = {
	/*             ann   ben   fay   gus   ivy   xan  olu   sid   una  nobody */
	{ HOUSE,      "MS", "MS", "FSR","FSR","IS", "S",  "SO", "SP", "MS", "" },
	{ SET,        "M",  "M",  "F",  "",   "I",  "",   "O",  "",   "",   "" },
	{ OTHER_SET,  "",   "",   "",   "F",  "",   "",   "O",  "",   "M",  "" },
	{ FIRST,      "M",  "M",  "F",  "",   "I",  "",   "O",  "",   "",   "" },
	{ SECOND,     "M",  "M",  "",   "",   "I",  "",   "O",  "",   "",   "" },
	{ ANN,        "MS", "M",  "F",  "",   "",   "",   "O",  "",   "",   "" },
	{ PROGRAMME,  "M",  "M",  "F",  "F",  "",   "",   "O",  "",   "M",  "" },
	{ COUNCIL,    "S",  "S",  "S",  "S",  "S",  "S",  "SO", "SP", "S",  "" },
	{ ISSUE,      "MS", "M",  "F",  "",   "I",  "",   "O",  "",   "",   "" },
	{ QUESTION,   "MS", "MS", "F",  "",   "I",  "",   "O",  "",   "",   "" },
	{ ACTION,     "MS", "M",  "F",  "",   "I",  "",   "O",  "",   "",   "" },
	{ RULE,       "M",  "MS", "F",  "",   "I",  "",   "O",  "",   "",   "" },
	{ LOG,        "S",  "",   "",   "",   "",   "",   "",   "",   "",   "" },
};
/* clang-format on */

STORY(everybody_towards_everything)
{
	WORLD;
	for (size_t i = 0; i < LEN(table); i++) {
		const person_id viewers[] = { world->ann, world->ben, world->fay, world->gus,
			                      world->ivy, world->xan, world->olu, world->sid,
			                      world->una, { 0 } };
		const char *const wanted[] = { table[i].ann,   table[i].ben, table[i].fay,
			                       table[i].gus,   table[i].ivy, table[i].xan,
			                       table[i].olu,   table[i].sid, table[i].una,
			                       table[i].nobody };
		for (size_t v = 0; v < LEN(viewers); v++) {
			struct standing_row row;
			TRY(standing_towards(tx, world, viewers[v], table[i].thing, &row));
			const struct str got = letters(tx_arena(tx), &row);
			if (!str_eq(got, str_of(wanted[v])))
				print_error("thing %zu viewer %zu: %.*s, wanted %s\n", i, v,
				            STR_ARG(got), wanted[v]);
			WANT(str_eq(got, str_of(wanted[v])));
		}
	}
	return OK;
}

STORY(sharing_and_sets_are_told)
{
	WORLD;
	struct standing_row row;
	TRY(standing_towards(tx, world, world->ben, ISSUE, &row));
	WANT(!row.is_shared && row.set.n == world->set.n);
	TRY(store_issue_share(tx, (issue_id){ world->kept[ISSUE_AT] }, world->ann, world->now));
	TRY(standing_towards(tx, world, world->ben, ISSUE, &row));
	WANT(row.is_shared);
	TRY(standing_towards(tx, world, world->ben, ACTION, &row));
	WANT(!row.is_shared);
	TRY(standing_towards(tx, world, world->ben, FIRST, &row));
	WANT(row.set.n == world->set.n);
	WANT(store_standing_set(tx, world->ann, (set_id){ 1 }, &row) == ERR_ABSENT);
	WANT(store_standing_log(tx, world->ann, (log_entry_id){ 1 }, &row) == ERR_ABSENT);
	WANT(store_standing_meeting(tx, world->olu, (meeting_id){ 1 }, &row) == ERR_ABSENT);
	return OK;
}

STORY(bits_for_the_policy)
{
	WORLD;
	struct standing_row row;
	TRY(standing_towards(tx, world, world->ann, ACTION, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN | SELF));
	TRY(standing_towards(tx, world, world->ben, ACTION, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN));
	TRY(standing_towards(tx, world, world->fay, ACTION, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN));
	TRY(standing_towards(tx, world, world->ben, ISSUE, &row)); /* shared by now */
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN | MEMBER));
	TRY(standing_towards(tx, world, world->fay, FIRST, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN | FACILITATOR | SET_ADVISER));
	TRY(standing_towards(tx, world, world->fay, SECOND, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN | SET_ADVISER));
	TRY(standing_towards(tx, world, world->fay, ANN, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN | FACILITATOR));
	TRY(standing_towards(tx, world, world->ivy, SET, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN | INVITED));
	TRY(standing_towards(tx, world, world->xan, SET, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN));
	TRY(standing_towards(tx, world, world->olu, ISSUE, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN | COORDINATOR));
	TRY(standing_towards(tx, world, world->sid, COUNCIL, &row));
	WANT(store_standing_bits(&row) == (STRANGER | SIGNED_IN | SELF | SPONSOR));
	return OK;
}

/* A meeting held without them, its action told at one of theirs; a meeting with nobody named. */
STORY(a_facilitator_is_one_of_the_meetings_that_are_theirs)
{
	WORLD;
	struct action_new action = { .set = world->set,
		                     .meeting = world->second,
		                     .person = world->ann,
		                     .text = STR("Ask her"),
		                     .due_on = { DAY_NONE },
		                     .is_shared = true };
	const struct room_event came = {
		.number = 1, .kind = ROOM_HERE, .by = world->fay, .at = world->now
	};
	struct standing_row row;
	struct action_rows rows;
	action_id alone, home;
	TRY(store_action_add(tx, &action, world->now, &alone));
	action.meeting.n = 0;
	TRY(store_action_add(tx, &action, world->now, &home));
	TRY(store_standing_action(tx, world->fay, alone, &row));
	WANT(!row.is_facilitator && row.is_adviser);
	WANT(!policy_allows(SEE_ACTION, store_standing_bits(&row)));
	TRY(store_standing_action(tx, world->fay, home, &row));
	WANT(policy_allows(SEE_ACTION, store_standing_bits(&row)));
	TRY(store_action_shared(tx, world->set, &rows));
	WANT(rows.n == 2);
	TRY(store_action_shared_with(tx, world->set, world->fay, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == home.n);
	TRY(store_action_tell(tx, alone, world->ann, ACTION_DONE, NONE, world->first, world->now));
	TRY(store_standing_action(tx, world->fay, alone, &row));
	WANT(row.is_facilitator);
	TRY(store_action_shared_with(tx, world->set, world->fay, &rows));
	WANT(rows.n == 2);
	TRY(store_action_carried_with(tx, world->set, world->fay, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == home.n && rows.at[0].person.n == world->ann.n);
	TRY(store_action_carried(tx, world->set, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == home.n);
	TRY(store_action_tell(tx, alone, world->ann, ACTION_PARTLY, NONE, world->second,
	                      world->now));
	TRY(store_action_carried(tx, world->set, &rows));
	WANT(rows.n == 2);
	TRY(store_action_carried_with(tx, world->set, world->fay, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == home.n); /* told where fay has no part */
	TRY(store_action_tell(tx, alone, world->ann, ACTION_PARTLY, NONE, world->first,
	                      world->now));
	TRY(store_action_carried_with(tx, world->set, world->fay, &rows));
	WANT(rows.n == 2);
	TRY(store_action_share(tx, alone, world->ann, false));
	TRY(store_action_carried(tx, world->set, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == home.n);
	TRY(store_action_carried_with(tx, world->set, world->fay, &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == home.n);

	TRY(store_meeting_facilitate(tx, world->second, true, (person_id){ 0 }));
	TRY(store_standing_meeting(tx, world->fay, world->second, &row));
	WANT(row.is_facilitator);
	TRY(store_meeting_open(tx, world->second, STR("QWERTY"), world->now));
	TRY(store_meeting_end(tx, world->second, world->now));
	TRY(store_standing_meeting(tx, world->fay, world->second, &row));
	WANT(!row.is_facilitator && row.is_adviser);
	TRY(store_room_append(tx, world->second, &came));
	TRY(store_standing_meeting(tx, world->fay, world->second, &row));
	WANT(row.is_facilitator);
	return OK;
}

TEST(standings)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, things, OK, "things");
		story(world, everybody_towards_everything, OK, "the table");
		story(world, sharing_and_sets_are_told, OK, "sharing");
		story(world, bits_for_the_policy, OK, "bits");
		story(world, a_facilitator_is_one_of_the_meetings_that_are_theirs, OK,
		      "whose meeting it was");
		world_free(world);
	}
}

TESTS(standings)
