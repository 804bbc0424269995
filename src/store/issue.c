/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue - rows of issues: private words, and the copy that is shared. */
#include "store/issue.h"

#include "base/random.h"
#include "sql/issue.h"

enum err store_issue_add(struct tx *tx, set_id set, person_id person, struct str text,
                         struct str want, int checks, struct instant now, issue_id *out)
{
	const struct sql_issue_add_in in = {
		.id = { random_id() },
		.set = set,
		.person = person,
		.text = text,
		.want = want,
		.checks = checks,
		.now = now,
	};
	enum err err = sql_issue_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_issue_change(struct tx *tx, issue_id id, person_id person, struct str text,
                            struct str want, int checks, struct instant seen, struct instant now)
{
	/* Two changes within a millisecond differ all the same: the second's form is stale. */
	const struct sql_issue_change_in in = {
		.id = id,
		.person = person,
		.text = text,
		.want = want,
		.checks = checks,
		.seen = seen,
		.now = now.ms > seen.ms ? now : instant_add(seen, 1),
	};
	return sql_issue_change(tx, &in);
}

enum err store_issue_share(struct tx *tx, issue_id id, person_id person, struct instant now)
{
	struct issue_mine_row mine;
	enum err err = sql_issue_mine(tx, id, person, &mine);
	if (err) return err;
	const struct sql_issue_share_in in = {
		.id = id,
		.person = person,
		.set = mine.set,
		.text = mine.text,
		.want = mine.want,
		.now = now,
	};
	return sql_issue_share(tx, &in);
}

enum err store_issue_unshare(struct tx *tx, issue_id id, person_id person)
{
	return sql_issue_unshare(tx, id, person);
}

enum err store_issue_close(struct tx *tx, issue_id id, person_id person, struct instant now)
{
	return sql_issue_close(tx, id, person, now);
}

enum err store_issue_load_mine(struct tx *tx, issue_id id, person_id person,
                               struct issue_mine_row *out)
{
	return sql_issue_mine(tx, id, person, out);
}

enum err store_issue_current(struct tx *tx, set_id set, person_id person,
                             struct issue_mine_row *out)
{
	return sql_issue_current(tx, set, person, out);
}

enum err store_issue_list_mine(struct tx *tx, person_id person, struct issue_mine_rows *out)
{
	return sql_issue_list_mine(tx, person, &out->at, &out->n);
}

enum err store_issue_load_shared(struct tx *tx, issue_id id, struct issue_shared_row *out)
{
	return sql_issue_shared(tx, id, out);
}

enum err store_issue_list_shared(struct tx *tx, set_id set, struct issue_shared_rows *out)
{
	return sql_issue_list_shared(tx, set, &out->at, &out->n);
}
