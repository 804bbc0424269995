/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue_form - the form in which an issue is written (issue.h). */
#include "app/issue.h"
#include "base/id.h"
#include "html/issue.h"
#include "store/issue.h"
#include "web/issue.h"
#include "web/site.h"

struct sent {
	struct str text, want;
	bool real, matters, work, wanted;
	issue_id issue;
};

/* How long words may be is the domain's to say. */
/* clang-format off */
static const struct field fields[] = {
	FIELD_LONG (struct sent, text, "what you are stuck on", 0, 1000000),
	FIELD_LONG (struct sent, want, "what you want from the set", 0, 1000000),
	FIELD_CHECK(struct sent, real),
	FIELD_CHECK(struct sent, matters),
	FIELD_CHECK(struct sent, work),
	FIELD_CHECK(struct sent, wanted),
	FIELD_ID_OR_NONE(struct sent, issue, "the issue you are working on"),
};
/* clang-format on */

static const char *const check_names[ISSUE_CHECK_COUNT] = { "real", "matters", "work", "wanted" };

static enum err read_draft(struct request *rq, struct issue_draft *out)
{
	struct sent sent = { 0 };
	int64_t seen = 0;

	enum err err = form_read(rq, fields, LEN(fields), &sent);
	if (err) return err;
	const enum issue_verdict verdict = issue_check_text(sent.text, sent.want);
	if (verdict)
		return form_fault(rq, verdict == ISSUE_NO_WANT_LONG ? "want" : "text", "%s",
		                  issue_verdict_text(verdict));
	if (!str_i64(request_field(rq, "seen"), 0, INT64_MAX, &seen)) seen = 0;
	*out = (struct issue_draft){
		.text = sent.text,
		.want = sent.want,
		.checks = (sent.real ? ISSUE_REAL : 0) | (sent.matters ? ISSUE_MATTERS : 0) |
		          (sent.work ? ISSUE_MY_WORK : 0) | (sent.wanted ? ISSUE_WANTED : 0),
		.issue = sent.issue,
		.seen = { seen },
	};
	return OK;
}

static void fill_checks(struct request *rq, int checks, struct issue_form_view *view)
{
	view->checks.at = NEW(rq->work.arena, struct check_view, ISSUE_CHECK_COUNT);
	view->checks.n = ISSUE_CHECK_COUNT;
	for (int i = 0; i < ISSUE_CHECK_COUNT; i++) {
		const struct issue_check_row *row = issue_check_row(i);
		view->checks.at[i] = form_check(rq, check_names[i], str_of(row->label),
		                                (checks & (int)row->bit) != 0);
		view->checks.at[i].hint = str_of(row->help);
	}
}

/* What a form that comes back had seen is no longer what is kept. */
static bool is_clash(const struct request *rq, const struct issue_mine_row *mine)
{
	int64_t seen;

	if (!rq->again) return false;
	return !str_i64(request_field(rq, "seen"), 0, INT64_MAX, &seen) ||
	       seen != mine->changed_at.ms;
}

enum err issue_form_fill(struct request *rq, const struct circle *circle, struct url to,
                         struct issue_form_view *out)
{
	struct arena *arena = rq->work.arena;
	struct issue_mine_row mine = { 0 };

	const enum err err =
		store_issue_current(rq->work.tx, circle->set.id, rq->work.viewer, &mine);
	if (err && err != ERR_ABSENT) return err;
	struct issue_form_view view = {
		.form = form_begin(rq),
		.to = to,
		.text = form_textarea(rq, "text", STR("What are you stuck on?"), mine.text,
		                      ISSUE_TEXT_MAX),
		.want = form_textarea(rq, "want", STR("What do you want from the set? (optional)"),
		                      mine.want, ISSUE_WANT_MAX),
		.readers = circle_readers(arena, circle),
	};
	view.text.hint = STR("Two or three sentences is plenty.");
	view.want.hint = STR("What do you want the others to help you think about?");
	view.text.is_voice = view.want.is_voice = true;
	view.want.rows = 3;
	if (!err) {
		view.issue = id_text(arena, mine.id.n);
		view.seen = str_printf(arena, "%lld", (long long)mine.changed_at.ms);
		view.gentle = str_of(issue_check_words(mine.checks));
		view.is_shared = mine.is_shared;
		view.is_clash = is_clash(rq, &mine);
		view.kept_text = mine.text;
		view.kept_want = mine.want;
	}
	fill_checks(rq, mine.checks, &view);
	*out = view;
	return OK;
}

static enum err saved(struct request *rq, struct reply *reply, issue_id issue, struct url back)
{
	struct issue_mine_row mine;

	if (form_does(rq, "share"))
		return reply_see_other(reply, path_issue_share(rq->work.arena, issue));
	const enum err err = store_issue_load_mine(rq->work.tx, issue, rq->work.viewer, &mine);
	if (err) return err;
	reply_say(rq, reply,
	          mine.is_shared
	                  ? STR("Your new words are saved for you alone. The set still reads "
	                        "the words you shared.")
	                  : STR("Your issue is saved. Only you can read it."));
	return reply_see_other(reply, back);
}

enum err issue_form_save(struct request *rq, struct reply *reply, set_id set, page_fn *page,
                         struct url back)
{
	struct issue_draft draft;
	issue_id issue;

	enum err err = read_draft(rq, &draft);
	if (!err) err = app_issue_write(&rq->work, set, &draft, &issue);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page);
	if (err == ERR_STALE) return form_clash(rq, reply, page);
	return err ? err : saved(rq, reply, issue, back);
}

/* GET /sets/:set/issue */
enum err page_issue_write(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct issue_write_view view = { 0 };
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err)
		err = issue_form_fill(rq, &circle, path_set_issue(arena, rq->path.set), &view.form);
	if (err) return err;
	view.heading = view.form.issue.n ? STR("Change my issue") : STR("Write my issue");
	view.page = page_begin(rq, view.heading);
	view.set_name = circle.set.name;
	view.set = path_set(arena, rq->path.set);
	html_issue_write(&reply->body, &view);
	return OK;
}

/* POST /sets/:set/issue */
enum err post_issue_write(struct request *rq, struct reply *reply)
{
	return issue_form_save(rq, reply, rq->path.set, page_issue_write,
	                       path_set_issue(rq->work.arena, rq->path.set));
}
