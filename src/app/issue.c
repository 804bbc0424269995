/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue - see issue.h. */
#include "app/issue.h"

#include "store/issue.h"
#include "store/member.h"

static enum err clash(struct work *work)
{
	work->clash =
		STR("This was changed in another window while you were writing. Both versions "
	            "are below. Save what you want to keep.");
	return ERR_STALE;
}

static bool same(struct str a, struct str b)
{
	return str_eq(str_trim(a), str_trim(b));
}

static enum err change(struct work *work, set_id set, const struct issue_draft *draft,
                       struct str want, issue_id *out)
{
	struct issue_mine_row mine;

	enum err err = store_issue_load_mine(work->tx, draft->issue, work->viewer, &mine);
	if (!err && (mine.set.n != set.n || mine.closed_at.ms)) err = ERR_ABSENT;
	if (err) return err;
	*out = mine.id;
	/* Sent again unchanged: nothing is lost, whatever the form had seen. */
	if (same(mine.text, draft->text) && same(mine.want, want) && mine.checks == draft->checks)
		return OK;
	err = store_issue_change(work->tx, mine.id, work->viewer, draft->text, want, draft->checks,
	                         draft->seen, work->now);
	return err == ERR_STALE ? clash(work) : err;
}

enum err app_issue_write(struct work *work, set_id set, const struct issue_draft *draft,
                         issue_id *out)
{
	const enum issue_verdict verdict = issue_check_text(draft->text, draft->want);
	const struct str want = draft->want.n ? draft->want : (struct str){ 0 };
	struct issue_mine_row current;

	if (verdict) return work_refuse(work, issue_verdict_text(verdict));
	if (draft->issue.n) return change(work, set, draft, want, out);

	const enum err err = store_issue_current(work->tx, set, work->viewer, &current);
	if (!err) return clash(work); /* the first was written meanwhile */
	if (err != ERR_ABSENT) return err;
	return store_issue_add(work->tx, set, work->viewer, draft->text, want, draft->checks,
	                       work->now, out);
}

enum err app_issue_share(struct work *work, issue_id issue)
{
	struct issue_mine_row mine;
	struct member_row member;

	enum err err = store_issue_load_mine(work->tx, issue, work->viewer, &mine);
	if (!err) err = store_member_load(work->tx, mine.set, work->viewer, &member);
	if (err) return err;
	if (member.state != MEMBER_JOINED) return ERR_ABSENT;
	if (mine.closed_at.ms)
		return work_refuse(work,
		                   "You set this issue aside. Share the one you are working on.");
	return store_issue_share(work->tx, issue, work->viewer, work->now);
}

/* What is so already need not be done again. */
static enum err harmless(enum err err)
{
	return err == ERR_STALE ? OK : err;
}

enum err app_issue_take_back(struct work *work, issue_id issue)
{
	return harmless(store_issue_unshare(work->tx, issue, work->viewer));
}

enum err app_issue_set_aside(struct work *work, issue_id issue)
{
	return harmless(store_issue_close(work->tx, issue, work->viewer, work->now));
}
