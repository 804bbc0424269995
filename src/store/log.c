/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* log - rows of learning logs. */
#include "store/log.h"

#include "base/random.h"
#include "sql/log.h"

enum err store_log_add(struct tx *tx, person_id person, meeting_id meeting, struct str text,
                       struct instant now, log_entry_id *out)
{
	const struct sql_log_add_in in = {
		.id = { random_id() },
		.person = person,
		.meeting = meeting,
		.text = text,
		.now = now,
	};
	enum err err = sql_log_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_log_change(struct tx *tx, log_entry_id id, person_id person, struct str text,
                          struct instant seen, struct instant now)
{
	/* Two changes within a millisecond differ all the same: the second's form is stale. */
	const struct sql_log_change_in in = {
		.id = id,
		.person = person,
		.text = text,
		.seen = seen,
		.now = now.ms > seen.ms ? now : instant_add(seen, 1),
	};
	return sql_log_change(tx, &in);
}

enum err store_log_remove(struct tx *tx, log_entry_id id, person_id person)
{
	return sql_log_remove(tx, id, person);
}

enum err store_log_load(struct tx *tx, log_entry_id id, person_id person, struct log_row *out)
{
	return sql_log_by_id(tx, id, person, out);
}

enum err store_log_list(struct tx *tx, person_id person, struct log_rows *out)
{
	return sql_log_list(tx, person, &out->at, &out->n);
}
