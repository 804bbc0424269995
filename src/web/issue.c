/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue - see issue.h. */
#include "web/issue.h"

#include "app/issue.h"
#include "html/issue.h"
#include "store/action.h"
#include "store/issue.h"

/* ---- /issues ---- */

static struct issue_line_view line_of(struct request *rq, const struct circle *circle,
                                      const struct issue_mine_row *mine)
{
	struct arena *arena = rq->work.arena;
	const bool aside = mine->closed_at.ms != 0;

	return (struct issue_line_view){
		.text = mine->text,
		.made = str_printf(
			arena, "%s %.*s", aside ? "Set aside" : "Written",
			STR_ARG(day_words(arena, circle_day(circle, aside ? mine->closed_at
		                                                          : mine->made_at)))),
		.to = path_issue(arena, mine->id),
		.is_shared = mine->is_shared,
	};
}

/* One set's issues: the newest that is not set aside is the one under way. */
static enum err fill_set(struct request *rq, set_id set, bool may_write,
                         const struct issue_mine_rows *all, struct issue_set_view *out)
{
	struct arena *arena = rq->work.arena;
	struct circle circle;
	struct issue_set_view view = { .may_write = may_write };

	const enum err err = circle_load(rq, set, &circle);
	if (err) return err;
	view.name = circle.set.name;
	view.write = path_set_issue(arena, set);
	view.aside.at = NEW(arena, struct issue_line_view, all->n);
	for (size_t i = 0; i < all->n; i++) {
		if (all->at[i].set.n != set.n) continue;
		const struct issue_line_view line = line_of(rq, &circle, &all->at[i]);
		if (!view.has_current && all->at[i].closed_at.ms == 0) {
			view.current = line;
			view.has_current = true;
		} else {
			view.aside.at[view.aside.n++] = line;
		}
	}
	*out = view;
	return OK;
}

static bool has_set(const struct set_mine_rows *sets, set_id set)
{
	for (size_t i = 0; i < sets->n; i++)
		if (sets->at[i].id.n == set.n) return true;
	return false;
}

/* Sets that one is in, then those that one has left and brought an issue to. */
static enum err fill_sets(struct request *rq, const struct set_mine_rows *sets,
                          const struct issue_mine_rows *mine, struct issues_view *view)
{
	enum err err = OK;

	view->sets.at = NEW(rq->work.arena, struct issue_set_view, sets->n + mine->n);
	for (size_t i = 0; !err && i < sets->n; i++) {
		if (sets->at[i].role != ROLE_MEMBER || sets->at[i].state != MEMBER_JOINED) continue;
		err = fill_set(rq, sets->at[i].id, true, mine, &view->sets.at[view->sets.n++]);
	}
	for (size_t i = 0; !err && i < mine->n; i++) {
		bool known = has_set(sets, mine->at[i].set);
		for (size_t j = 0; !known && j < i; j++)
			known = mine->at[j].set.n == mine->at[i].set.n;
		if (known) continue;
		err = fill_set(rq, mine->at[i].set, false, mine, &view->sets.at[view->sets.n++]);
	}
	return err;
}

/* GET /issues */
enum err page_issues(struct request *rq, struct reply *reply)
{
	struct issues_view view = { .page = page_begin(rq, STR("My issues")) };
	struct set_mine_rows sets;
	struct issue_mine_rows mine;

	enum err err = store_set_of_person(rq->work.tx, rq->work.viewer, &sets);
	if (!err) err = store_issue_list_mine(rq->work.tx, rq->work.viewer, &mine);
	if (!err) err = fill_sets(rq, &sets, &mine, &view);
	if (err) return err;
	for (size_t i = 0; i < view.sets.n; i++)
		view.sets.at[i].h = str_printf(rq->work.arena, "h-set-%zu", i + 1);
	html_issue_list(&reply->body, &view);
	return OK;
}

/* ---- /issues/:issue ---- */

static struct str checks_words(struct arena *arena, int checks)
{
	static const struct {
		int bit;
		struct str words;
	} said[ISSUE_CHECK_COUNT] = {
		{ ISSUE_REAL, STR_INIT("real") },
		{ ISSUE_MATTERS, STR_INIT("matters to you") },
		{ ISSUE_MY_WORK, STR_INIT("part of your work") },
		{ ISSUE_WANTED, STR_INIT("you want to tackle it") },
	};
	struct str yes[ISSUE_CHECK_COUNT];
	size_t n = 0;

	for (size_t i = 0; i < LEN(said); i++)
		if (checks & said[i].bit) yes[n++] = said[i].words;
	if (n == 0) return STR("You have ticked none of the four points. You need not.");
	return str_printf(arena, "You ticked: %.*s.", STR_ARG(words_list(arena, yes, n)));
}

static bool differs(const struct issue_mine_row *mine)
{
	return mine->is_shared &&
	       (!str_eq(mine->text, mine->shared_text) || !str_eq(mine->want, mine->shared_want));
}

static enum err show_mine(struct request *rq, struct reply *reply,
                          const struct issue_mine_row *mine)
{
	struct arena *arena = rq->work.arena;
	struct circle circle;
	struct issue_view view = { .page = page_begin(rq, STR("My issue")),
		                   .form = form_begin(rq) };

	enum err err = circle_load(rq, mine->set, &circle);
	if (!err) err = issue_thread(rq, &circle, mine->id, rq->work.viewer, &view);
	if (err) return err;
	const struct member_row *me = circle_person(&circle, rq->work.viewer);

	view.set_name = circle.set.name;
	view.text = mine->text;
	view.want = mine->want;
	view.written = day_words(arena, circle_day(&circle, mine->made_at));
	view.checks = checks_words(arena, mine->checks);
	view.checks_when = str_of(issue_check_words(mine->checks));
	view.shared_text = mine->shared_text;
	view.shared_want = mine->shared_want;
	if (mine->is_shared)
		view.shared_when = day_words(arena, circle_day(&circle, mine->shared_at));
	view.readers = circle_readers(arena, &circle);
	view.issues = path_issues();
	view.write = path_set_issue(arena, mine->set);
	view.share = path_issue_share(arena, mine->id);
	view.take_back = path_issue_private(arena, mine->id);
	view.aside = path_issue_aside(arena, mine->id);
	view.is_shared = mine->is_shared;
	view.differs = differs(mine);
	view.is_aside = mine->closed_at.ms != 0 || !me;
	view.may_share = !view.is_aside;
	html_issue_show(&reply->body, &view);
	return OK;
}

/* What of a person's actions for this issue they shared, and this viewer may read. */
static enum err shared_actions(struct request *rq, const struct circle *circle, issue_id issue,
                               struct thread_actions *out)
{
	struct action_rows rows;

	const enum err err = request_may(rq, AGREE_RULES) /* a member */
	                             ? store_action_shared(rq->work.tx, circle->set.id, &rows)
	                             : store_action_shared_with(rq->work.tx, circle->set.id,
	                                                        rq->work.viewer, &rows);
	if (err) return err;
	*out = (struct thread_actions){ NEW(rq->work.arena, struct thread_action_view, rows.n), 0 };
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].issue.n == issue.n)
			out->at[out->n++] = thread_action(rq, circle, &rows.at[i]);
	return OK;
}

static enum err show_shared(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct issue_shared_row row;
	struct circle circle;
	struct issue_shared_view view = { 0 };

	enum err err = store_issue_load_shared(rq->work.tx, rq->path.issue, &row);
	if (!err) err = circle_load(rq, row.set, &circle);
	if (!err) err = shared_actions(rq, &circle, row.id, &view.actions);
	if (err) return err;
	view.page = page_begin(rq, str_printf(arena, "%.*s’s issue", STR_ARG(row.called)));
	view.called = row.called;
	view.set_name = circle.set.name;
	view.text = row.text;
	view.want = row.want;
	view.when = day_words(arena, circle_day(&circle, row.shared_at));
	view.readers = circle_readers(arena, &circle);
	view.set = path_set(arena, row.set);
	html_issue_shared(&reply->body, &view);
	return OK;
}

/* GET /issues/:issue - the thread to its owner, the shared words to the set. */
enum err page_issue(struct request *rq, struct reply *reply)
{
	struct issue_mine_row mine;

	const enum err err =
		store_issue_load_mine(rq->work.tx, rq->path.issue, rq->work.viewer, &mine);
	if (!err) return show_mine(rq, reply, &mine);
	return err == ERR_ABSENT ? show_shared(rq, reply) : err;
}

/* ---- who reads it ---- */

/* GET /issues/:issue/share */
enum err page_issue_share(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct issue_mine_row mine;
	struct circle circle;

	enum err err = store_issue_load_mine(rq->work.tx, rq->path.issue, rq->work.viewer, &mine);
	if (!err) err = circle_load(rq, mine.set, &circle);
	if (err) return err;
	if (!circle_person(&circle, rq->work.viewer)) return ERR_ABSENT;
	struct str *names = NEW(arena, struct str, circle.people.n);
	size_t n = 0;
	for (size_t i = 0; i < circle.people.n; i++)
		if (circle.people.at[i].person.n != rq->work.viewer.n)
			names[n++] = circle.people.at[i].name;
	const struct issue_share_view view = {
		.page = page_begin(rq, STR("Share my issue")),
		.form = form_begin(rq),
		.to = path_issue_share(arena, mine.id),
		.issue = path_issue(arena, mine.id),
		.text = mine.text,
		.want = mine.want,
		.readers = circle_readers(arena, &circle),
		.names = n ? str_printf(arena, "you, %.*s", STR_ARG(words_list(arena, names, n)))
		           : STR("you alone, for now"),
		.set_name = circle.set.name,
	};
	html_issue_share(&reply->body, &view);
	return OK;
}

/* POST /issues/:issue/share */
enum err post_issue_share(struct request *rq, struct reply *reply)
{
	const enum err err = app_issue_share(&rq->work, rq->path.issue);

	if (err == ERR_REFUSED) return form_again(rq, reply, page_issue_share);
	if (err) return err;
	reply_say(rq, reply, STR("Your issue is shared with your set."));
	return reply_see_other(reply, path_issue(rq->work.arena, rq->path.issue));
}

/* POST /issues/:issue/private */
enum err post_issue_private(struct request *rq, struct reply *reply)
{
	const enum err err = app_issue_take_back(&rq->work, rq->path.issue);

	if (err) return err;
	reply_say(rq, reply, STR("It is yours alone again. Nobody else can read it now."));
	return reply_see_other(reply, path_issue(rq->work.arena, rq->path.issue));
}

/* POST /issues/:issue/aside */
enum err post_issue_aside(struct request *rq, struct reply *reply)
{
	const enum err err = app_issue_set_aside(&rq->work, rq->path.issue);

	if (err) return err;
	reply_say(rq, reply, STR("It is set aside. You can read it under My issues."));
	return reply_see_other(reply, path_issues());
}
