/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action_write - adding an action at home, and finding other words for one (action.h). */
#include "app/action.h"
#include "app/today.h"
#include "base/id.h"
#include "html/action.h"
#include "store/issue.h"
#include "web/action.h"

enum { WHO_SET = 1, WHO_ME };

struct sent {
	struct str text, by_words, sign;
	struct day due_on;
	int who;
	issue_id issue;
};

/* How long words may be is the domain's to say. */
/* clang-format off */
static const struct choice whos[] = {
	{ "set", WHO_SET, "My set" },
	{ "me",  WHO_ME,  "Only me" },
};

static const struct field words_fields[] = {
	FIELD_LONG       (struct sent, text,     "what you will do", 0, 1000000),
	FIELD_TEXT       (struct sent, by_words, "by when", 0, 200),
	FIELD_DAY_OR_NONE(struct sent, due_on,   "the day"),
	FIELD_LONG       (struct sent, sign,     "how you will know", 0, 1000000),
};

static const struct field new_fields[] = {
	FIELD_CHOICE     (struct sent, who,   "who can see it", whos),
	FIELD_ID_OR_NONE (struct sent, issue, "the issue it is for"),
};
/* clang-format on */

static const char *field_of(enum action_verdict verdict, const struct sent *sent)
{
	if (verdict == ACTION_NO_PAST) return "due_on";
	if (verdict == ACTION_NO_LONG && str_points(sent->text) <= ACTION_TEXT_MAX) return "sign";
	return "text";
}

/* Every fault at once: those of the table, and what the rules say. */
static enum err read_words(struct request *rq, set_id set, struct sent *sent)
{
	struct day today;

	sent->due_on.n = DAY_NONE;
	enum err err = form_read(rq, words_fields, LEN(words_fields), sent);
	if (err && err != ERR_INPUT) return err;
	const enum err read = err;
	err = app_today(&rq->work, set, &today);
	if (err) return err;
	const enum action_verdict verdict =
		action_write(sent->text, sent->by_words, sent->sign, sent->due_on, today);
	if (verdict)
		return form_fault(rq, field_of(verdict, sent), "%s", action_verdict_text(verdict));
	return read;
}

static struct action_words words_of(const struct sent *sent)
{
	return (struct action_words){
		.text = sent->text,
		.by_words = sent->by_words,
		.sign = sent->sign,
		.due_on = sent->due_on,
		.issue = sent->issue,
		.is_shared = sent->who == WHO_SET,
	};
}

void action_fill_fields(struct request *rq, const struct action_row *row,
                        struct action_fields_view *out)
{
	struct action_fields_view view = {
		.text = form_textarea(rq, "text", STR("I will…"), row->text, ACTION_TEXT_MAX),
		.by_words = form_input(rq, "by_words", STR("By when? (optional)"), row->by_words),
		.sign = form_textarea(rq, "sign", STR("How will you know it worked? (optional)"),
		                      row->sign, 0),
		.due_on = form_day(rq, "due_on", STR("A day to aim for (optional)"), row->due_on),
	};

	view.text.is_voice = view.sign.is_voice = true;
	view.text.rows = view.sign.rows = 2;
	view.by_words.hint = STR("In your own words: by Friday, before we meet again.");
	*out = view;
}

/* ---- /sets/:set/actions/new ---- */

static enum err fill_issues(struct request *rq, struct action_new_view *view)
{
	struct issue_mine_row issue;
	struct option_view *options = NEW(rq->work.arena, struct option_view, 2);

	const enum err err =
		store_issue_current(rq->work.tx, rq->path.set, rq->work.viewer, &issue);
	if (err) return err == ERR_ABSENT ? OK : err;
	options[0].value = id_text(rq->work.arena, issue.id.n);
	options[0].label = STR("The issue I am working on");
	options[1].label = STR("Something else");
	view->issue =
		form_options(rq, "issue", STR("What is it for?"), options, 2, options[0].value);
	view->has_issues = true;
	return OK;
}

/* GET /sets/:set/actions/new */
enum err page_action_new(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	const struct action_row empty = { .due_on = { DAY_NONE } };
	struct action_new_view view = { .page = page_begin(rq, STR("Add an action")),
		                        .form = form_begin(rq) };
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err) err = fill_issues(rq, &view);
	if (err) return err;
	view.to = path_set_action_new(arena, rq->path.set);
	view.actions = path_actions();
	view.set_name = circle.set.name;
	action_fill_fields(rq, &empty, &view.fields);
	view.who = form_choice(rq, "who", STR("Who can see it?"), whos, LEN(whos), 0);
	const struct str readers = circle_readers(arena, &circle);
	view.who.options.at[0].label = str_printf(arena, "T%.*s", STR_ARG(str_from(readers, 1)));
	html_action_new(&reply->body, &view);
	return OK;
}

/* POST /sets/:set/actions/new */
enum err post_action_new(struct request *rq, struct reply *reply)
{
	struct sent sent = { 0 };
	action_id action;

	enum err err = read_words(rq, rq->path.set, &sent);
	if (err && err != ERR_INPUT) return err;
	if (form_read(rq, new_fields, LEN(new_fields), &sent)) err = ERR_INPUT;
	const struct action_words words = words_of(&sent);
	if (!err) err = app_action_add(&rq->work, rq->path.set, (meeting_id){ 0 }, &words, &action);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_action_new);
	if (err) return err;
	reply_say(rq, reply, STR("Your action is added."));
	return reply_see_other(reply, path_actions());
}

/* POST /actions/:action/words */
enum err post_action_words(struct request *rq, struct reply *reply)
{
	struct sent sent = { 0 };
	struct action_row row;

	enum err err = store_action_load(rq->work.tx, rq->path.action, &row);
	if (err) return err;
	err = read_words(rq, row.set, &sent);
	const struct action_words words = words_of(&sent);
	/* Told by now, its page has no such form any more: what was written is given back instead. */
	const bool is_told = row.state != ACTION_OPEN;
	if (!err || (err == ERR_INPUT && is_told))
		err = app_action_change(&rq->work, rq->path.action, &words);
	if (err == ERR_REFUSED && is_told) return err;
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_action);
	if (err) return err;
	reply_say(rq, reply, STR("Your action is changed."));
	return reply_see_other(reply, path_action(rq->work.arena, rq->path.action));
}
