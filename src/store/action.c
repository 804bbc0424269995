/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action - rows of actions. */
#include "store/action.h"

#include "base/random.h"
#include "sql/action.h"

enum err store_action_add(struct tx *tx, const struct action_new *action, struct instant now,
                          action_id *out)
{
	const struct sql_action_add_in in = {
		.id = { random_id() },
		.set = action->set,
		.meeting = action->meeting,
		.issue = action->issue,
		.person = action->person,
		.text = action->text,
		.by_words = action->by_words,
		.due_on = action->due_on,
		.sign = action->sign,
		.is_shared = action->is_shared,
		.is_held = action->is_held,
		.now = now,
	};
	enum err err = sql_action_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_action_release(struct tx *tx, meeting_id meeting)
{
	return sql_action_release(tx, meeting);
}

enum err store_action_change(struct tx *tx, action_id id, person_id person,
                             const struct action_new *action)
{
	struct sql_action_set_row of;
	enum err err = sql_action_set(tx, id, person, &of);
	if (err == ERR_ABSENT) return ERR_STALE;
	if (err) return err;
	const struct sql_action_change_in in = {
		.id = id,
		.set = of.set,
		.person = person,
		.text = action->text,
		.by_words = action->by_words,
		.due_on = action->due_on,
		.sign = action->sign,
	};
	return sql_action_change(tx, &in);
}

enum err store_action_tell(struct tx *tx, action_id id, person_id person, enum action_state state,
                           struct str learnt, meeting_id meeting, struct instant now)
{
	struct sql_action_set_row of;
	enum err err = sql_action_set(tx, id, person, &of);
	if (err) return err;
	const struct sql_action_tell_in in = {
		.id = id,
		.set = of.set,
		.person = person,
		.state = (int)state,
		.learnt = learnt,
		.meeting = meeting,
		.now = now,
	};
	return sql_action_tell(tx, &in);
}

enum err store_action_share(struct tx *tx, action_id id, person_id person, bool shared)
{
	return sql_action_share(tx, id, person, shared);
}

enum err store_action_remove(struct tx *tx, action_id id, person_id person)
{
	return sql_action_remove(tx, id, person);
}

enum err store_action_load(struct tx *tx, action_id id, struct action_row *out)
{
	return sql_action_by_id(tx, id, out);
}

enum err store_action_of_person(struct tx *tx, person_id person, struct action_rows *out)
{
	return sql_action_of_person(tx, person, (set_id){ 0 }, &out->at, &out->n);
}

enum err store_action_of_person_in_set(struct tx *tx, person_id person, set_id set,
                                       struct action_rows *out)
{
	return sql_action_of_person(tx, person, set, &out->at, &out->n);
}

enum err store_action_shared(struct tx *tx, set_id set, struct action_rows *out)
{
	return sql_action_shared(tx, set, &out->at, &out->n);
}

enum err store_action_shared_with(struct tx *tx, set_id set, person_id facilitator,
                                  struct action_rows *out)
{
	return sql_action_shared_with(tx, set, facilitator, &out->at, &out->n);
}

enum err store_action_carried(struct tx *tx, set_id set, struct action_rows *out)
{
	return sql_action_carried(tx, set, &out->at, &out->n);
}

enum err store_action_carried_with(struct tx *tx, set_id set, person_id facilitator,
                                   struct action_rows *out)
{
	return sql_action_carried_with(tx, set, facilitator, &out->at, &out->n);
}

enum err store_action_of_meeting(struct tx *tx, meeting_id meeting, person_id person,
                                 struct action_rows *out)
{
	return sql_action_of_meeting(tx, meeting, person, &out->at, &out->n);
}

enum err store_action_shared_at(struct tx *tx, set_id set, meeting_id meeting,
                                struct action_rows *out)
{
	return sql_action_shared_at(tx, set, meeting, &out->at, &out->n);
}
