/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rule - rows of ground rules. */
#include "store/rule.h"

#include "base/random.h"
#include "sql/rule.h"

enum err store_rule_propose(struct tx *tx, set_id set, person_id person, struct str text,
                            struct instant now, rule_id *out)
{
	struct sql_rule_next_place_row next;
	enum err err = sql_rule_next_place(tx, set, &next);
	if (err) return err;
	const struct sql_rule_add_in in = {
		.id = { random_id() },
		.set = set,
		.place = next.place,
		.text = text,
		.person = person,
		.now = now,
	};
	err = sql_rule_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_rule_word(struct tx *tx, rule_id id, set_id set, struct str text)
{
	return sql_rule_word(tx, id, set, text);
}

enum err store_rule_drop(struct tx *tx, rule_id id, set_id set)
{
	return sql_rule_drop(tx, id, set);
}

enum err store_rule_settle(struct tx *tx, set_id set, meeting_id meeting, struct instant now,
                           int *version)
{
	struct rule_rows proposed = { NULL, 0 };
	int last = 0;
	enum err err = store_rule_list(tx, set, 0, &proposed);
	if (!err && proposed.n == 0) err = ERR_ABSENT;
	if (!err) err = store_rule_version(tx, set, &last, NULL);
	if (err) return err;

	const struct sql_rule_settled_in in = {
		.set = set,
		.version = last + 1,
		.meeting = meeting,
		.now = now,
	};
	err = sql_rule_settled(tx, &in);
	if (!err) err = sql_rule_settle(tx, set, last + 1);
	if (!err) *version = last + 1;
	return err;
}

enum err store_rule_reopen(struct tx *tx, set_id set, struct instant now)
{
	struct rule_rows in_force = { NULL, 0 };
	int version = 0;
	enum err err = store_rule_version(tx, set, &version, NULL);
	if (!err && version == 0) return ERR_ABSENT;
	if (!err) err = store_rule_list(tx, set, version, &in_force);
	for (size_t i = 0; i < in_force.n && !err; i++) {
		rule_id copy;
		err = store_rule_propose(tx, set, in_force.at[i].person, in_force.at[i].text, now,
		                         &copy);
	}
	return err;
}

enum err store_rule_agree(struct tx *tx, set_id set, int version, person_id person,
                          struct instant now)
{
	const struct sql_rule_agree_in in = {
		.set = set,
		.version = version,
		.person = person,
		.now = now,
	};
	return sql_rule_agree(tx, &in);
}

enum err store_rule_version(struct tx *tx, set_id set, int *version, struct instant *at)
{
	struct sql_rule_version_row row = { 0 };
	enum err err = sql_rule_version(tx, set, &row);
	if (err && err != ERR_ABSENT) return err;
	*version = row.version;
	if (at != NULL) *at = row.made_at;
	return OK;
}

enum err store_rule_list(struct tx *tx, set_id set, int version, struct rule_rows *out)
{
	return sql_rule_list(tx, set, version, &out->at, &out->n);
}

enum err store_rule_lists(struct tx *tx, set_id set, struct rule_rows *out)
{
	return sql_rule_lists(tx, set, &out->at, &out->n);
}

enum err store_rule_load(struct tx *tx, rule_id id, struct rule_row *out)
{
	return sql_rule_by_id(tx, id, out);
}

enum err store_rule_agreed(struct tx *tx, set_id set, int version, struct rule_agreed_rows *out)
{
	return sql_rule_agreed(tx, set, version, &out->at, &out->n);
}

enum err store_rule_agreed_people(struct tx *tx, set_id set, int version,
                                  struct rule_agreed_rows *out)
{
	return sql_rule_agreed_people(tx, set, version, &out->at, &out->n);
}

enum err store_rule_versions(struct tx *tx, set_id set, struct rule_version_rows *out)
{
	return sql_rule_versions(tx, set, &out->at, &out->n);
}
