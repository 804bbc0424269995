/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action - see action.h. */
#include "app/action.h"

#include "app/today.h"
#include "store/action.h"
#include "store/issue.h"
#include "store/member.h"

static struct action_new row_of(const struct action_words *words)
{
	return (struct action_new){
		.issue = words->issue,
		.text = words->text,
		.by_words = str_or_none(words->by_words),
		.sign = str_or_none(words->sign),
		.due_on = words->due_on,
		.is_shared = words->is_shared,
	};
}

static enum err check(struct work *work, set_id set, const struct action_words *words)
{
	struct day today;

	const enum err err = app_today(work, set, &today);
	if (err) return err;
	const enum action_verdict verdict =
		action_write(words->text, words->by_words, words->sign, words->due_on, today);
	return verdict ? work_refuse(work, action_verdict_text(verdict)) : OK;
}

static enum err load_mine(struct work *work, action_id action, struct action_row *out)
{
	const enum err err = store_action_load(work->tx, action, out);
	if (err) return err;
	return out->person.n == work->viewer.n ? OK : ERR_ABSENT;
}

enum err app_action_add(struct work *work, set_id set, meeting_id meeting,
                        const struct action_words *words, action_id *out)
{
	struct action_new action = row_of(words);
	struct issue_mine_row issue;

	enum err err = check(work, set, words);
	if (!err && words->issue.n) {
		err = store_issue_load_mine(work->tx, words->issue, work->viewer, &issue);
		if (!err && issue.set.n != set.n) err = ERR_ABSENT;
	}
	if (err) return err;
	action.set = set;
	action.meeting = meeting;
	action.person = work->viewer;
	return store_action_add(work->tx, &action, work->now, out);
}

enum err app_action_change(struct work *work, action_id action, const struct action_words *words)
{
	const struct action_new changed = row_of(words);
	struct action_row row;

	enum err err = load_mine(work, action, &row);
	if (!err && row.state != ACTION_OPEN)
		return work_refuse(work,
		                   "You have said how this one went. Add another one for what "
		                   "is next.");
	if (!err) err = check(work, row.set, words);
	return err ? err : store_action_change(work->tx, action, work->viewer, &changed);
}

enum err app_action_tell(struct work *work, action_id action, enum action_state state,
                         struct str learnt, meeting_id meeting)
{
	struct action_row row;

	const enum err err = load_mine(work, action, &row);
	if (err) return err;
	const struct str words = learnt.at ? str_or_none(learnt) : row.learnt;
	const enum action_verdict verdict = action_tell(true, state, words);
	if (verdict) return work_refuse(work, action_verdict_text(verdict));
	return store_action_tell(work->tx, action, work->viewer, state, words, meeting, work->now);
}

enum err app_action_share(struct work *work, action_id action, bool shared)
{
	struct action_row row;
	struct member_row member;

	enum err err = load_mine(work, action, &row);
	if (!err && shared) err = store_member_load(work->tx, row.set, work->viewer, &member);
	if (err) return err;
	if (shared && member.state != MEMBER_JOINED) return ERR_ABSENT;
	return store_action_share(work->tx, action, work->viewer, shared);
}

enum err app_action_remove(struct work *work, action_id action)
{
	const enum err err = store_action_remove(work->tx, action, work->viewer);
	return err == ERR_STALE ? ERR_ABSENT : err;
}
