/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* standing - what a person is towards a thing. */
#include "store/standing.h"

#include "sql/standing.h"

enum err store_standing_house(struct tx *tx, person_id viewer, struct standing_row *out)
{
	enum err err = sql_standing_house(tx, viewer, out);
	if (err != ERR_ABSENT) return err;
	*out = (struct standing_row){ 0 }; /* a stranger */
	return OK;
}

enum err store_standing_set(struct tx *tx, person_id viewer, set_id id, struct standing_row *out)
{
	return sql_standing_set(tx, viewer, id, out);
}

enum err store_standing_meeting(struct tx *tx, person_id viewer, meeting_id id,
                                struct standing_row *out)
{
	return sql_standing_meeting(tx, viewer, id, out);
}

enum err store_standing_person(struct tx *tx, person_id viewer, person_id id,
                               struct standing_row *out)
{
	return sql_standing_person(tx, viewer, id, out);
}

enum err store_standing_programme(struct tx *tx, person_id viewer, programme_id id,
                                  struct standing_row *out)
{
	return sql_standing_programme(tx, viewer, id, out);
}

enum err store_standing_organisation(struct tx *tx, person_id viewer, organisation_id id,
                                     struct standing_row *out)
{
	return sql_standing_organisation(tx, viewer, id, out);
}

enum err store_standing_issue(struct tx *tx, person_id viewer, issue_id id,
                              struct standing_row *out)
{
	return sql_standing_issue(tx, viewer, id, out);
}

enum err store_standing_question(struct tx *tx, person_id viewer, question_id id,
                                 struct standing_row *out)
{
	return sql_standing_question(tx, viewer, id, out);
}

enum err store_standing_action(struct tx *tx, person_id viewer, action_id id,
                               struct standing_row *out)
{
	return sql_standing_action(tx, viewer, id, out);
}

enum err store_standing_rule(struct tx *tx, person_id viewer, rule_id id, struct standing_row *out)
{
	return sql_standing_rule(tx, viewer, id, out);
}

enum err store_standing_log(struct tx *tx, person_id viewer, log_entry_id id,
                            struct standing_row *out)
{
	return sql_standing_log(tx, viewer, id, out);
}

enum err store_standing_practice(struct tx *tx, person_id viewer, practice_id id,
                                 struct standing_row *out)
{
	return sql_standing_practice(tx, viewer, id, out);
}

unsigned store_standing_bits(const struct standing_row *row)
{
	unsigned bits = STRANGER | SIGNED_IN;

	if (row->is_self) bits |= SELF;
	if (row->is_member && row->is_shared) bits |= MEMBER;
	if ((row->is_facilitator && row->is_shared) || row->may_facilitate) bits |= FACILITATOR;
	if (row->is_adviser && row->is_shared) bits |= SET_ADVISER;
	if (row->is_told && row->is_shared) bits |= TOLD;
	if (row->is_invited && row->is_shared) bits |= INVITED;
	if (row->is_coordinator) bits |= COORDINATOR;
	if (row->is_sponsor) bits |= SPONSOR;
	return bits;
}
