/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* review - rows of "how did we work?". */
#include "store/review.h"

#include "base/random.h"
#include "sql/review.h"

enum err store_review_add(struct tx *tx, set_id set, meeting_id meeting, person_id person,
                          enum review_kind kind, struct str text, struct instant now,
                          review_id *out)
{
	const struct sql_review_add_in in = {
		.id = { random_id() },
		.set = set,
		.meeting = meeting,
		.person = person,
		.kind = (int)kind,
		.text = text,
		.now = now,
	};
	enum err err = sql_review_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_review_change(struct tx *tx, review_id id, person_id person, struct str text)
{
	return sql_review_change(tx, id, person, text);
}

enum err store_review_release(struct tx *tx, meeting_id meeting)
{
	return sql_review_release(tx, meeting);
}

enum err store_review_share(struct tx *tx, review_id id, person_id person, bool hold)
{
	struct sql_review_by_id_row mine;
	enum err err = sql_review_by_id(tx, id, person, &mine);
	if (err) return err;
	const struct sql_review_share_in in = {
		.id = id,
		.set = mine.set,
		.person = person,
		.text = mine.text,
		.is_held = hold,
	};
	return sql_review_share(tx, &in);
}

enum err store_review_unshare(struct tx *tx, review_id id, person_id person)
{
	return sql_review_unshare(tx, id, person);
}

enum err store_review_remove(struct tx *tx, review_id id, person_id person)
{
	return sql_review_remove(tx, id, person);
}

enum err store_review_mine(struct tx *tx, meeting_id meeting, person_id person,
                           struct review_rows *out)
{
	return sql_review_mine(tx, meeting, person, &out->at, &out->n);
}

enum err store_review_shared(struct tx *tx, meeting_id meeting, struct review_rows *out)
{
	return sql_review_shared(tx, meeting, &out->at, &out->n);
}

enum err store_review_shared_in(struct tx *tx, set_id set, struct review_rows *out)
{
	return sql_review_shared_in(tx, set, &out->at, &out->n);
}

enum err store_review_of_person(struct tx *tx, person_id person, struct review_rows *out)
{
	return sql_review_of_person(tx, person, &out->at, &out->n);
}
