/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action - see action.h.  Writing new ones is in action_write.c. */
#include "web/action.h"

#include "app/action.h"
#include "html/action.h"

static struct str told_words(struct request *rq, const struct action_row *row)
{
	return row->state == ACTION_OPEN
	               ? STR("")
	               : str_printf(rq->work.arena, "%s", action_state_words(row->state));
}

struct str action_when_words(struct arena *arena, struct str by)
{
	if (by.n == 0) return STR("");
	if (str_starts(by, STR("by ")) || str_starts(by, STR("By ")))
		return str_printf(arena, "By%.*s", STR_ARG(str_from(by, 2)));
	return str_printf(arena, "By when: %.*s", STR_ARG(by));
}

struct action_line_view action_line(struct request *rq, const struct action_row *row)
{
	struct arena *arena = rq->work.arena;
	const struct str by = action_by_words(arena, row->by_words, row->due_on);

	return (struct action_line_view){
		.text = row->text,
		.when = action_when_words(arena, by),
		.state = told_words(rq, row),
		.learnt = row->learnt,
		.called = row->called,
		.to = path_action(arena, row->id),
		.told = path_action_told(arena, row->id),
		.form = form_begin(rq),
		.is_open = row->state == ACTION_OPEN,
		.is_shared = row->is_shared,
	};
}

/* ---- /actions ---- */

static void fill_lists(struct request *rq, const struct action_rows *rows,
                       struct actions_view *view)
{
	view->going.at = NEW(rq->work.arena, struct action_line_view, rows->n);
	view->past.at = NEW(rq->work.arena, struct action_line_view, rows->n);
	for (size_t i = 0; i < rows->n; i++) {
		struct action_lines *to =
			action_is_carried(rows->at[i].state) ? &view->going : &view->past;
		to->at[to->n++] = action_line(rq, &rows->at[i]);
	}
}

/* GET /actions */
enum err page_actions(struct request *rq, struct reply *reply)
{
	struct actions_view view = { .page = page_begin(rq, STR("My actions")) };
	struct action_rows rows;
	struct set_mine_rows sets;

	enum err err = store_action_of_person(rq->work.tx, rq->work.viewer, &rows);
	if (!err) err = store_set_of_person(rq->work.tx, rq->work.viewer, &sets);
	if (err) return err;
	fill_lists(rq, &rows, &view);
	view.add.at = NEW(rq->work.arena, struct action_add_view, sets.n);
	for (size_t i = 0; i < sets.n; i++) {
		if (sets.at[i].role != ROLE_MEMBER || sets.at[i].state != MEMBER_JOINED) continue;
		view.add.at[view.add.n++] = (struct action_add_view){
			sets.at[i].name, path_set_action_new(rq->work.arena, sets.at[i].id)
		};
	}
	view.has_many_sets = view.add.n > 1;
	html_action_list(&reply->body, &view);
	return OK;
}

/* ---- /actions/:action ---- */

/* clang-format off */
static const struct choice hows[] = {
	{ "done",    ACTION_DONE,    "Done" },
	{ "partly",  ACTION_PARTLY,  "Partly" },
	{ "changed", ACTION_CHANGED, "It has changed" },
	{ "let-go",  ACTION_LET_GO,  "I have let it go" },
};
/* clang-format on */

struct told {
	int state;
};

/* clang-format off */
static const struct field told_fields[] = {
	FIELD_CHOICE(struct told, state, "how it went", hows),
};
/* clang-format on */

static void fill_telling(struct request *rq, const struct action_row *row, struct action_view *view)
{
	view->how =
		form_choice(rq, "state", STR("How did it go?"), hows, LEN(hows), (int)row->state);
	view->what_learnt = form_textarea(rq, "learnt", STR("What did you learn? (optional)"),
	                                  row->learnt, ACTION_LEARNT_MAX);
	view->what_learnt.is_voice = true;
	view->what_learnt.rows = 3;
	if (row->state != ACTION_OPEN)
		view->what_learnt.hint = str_of(action_learnt_prompt(row->state));
}

static void fill_paths(struct request *rq, const struct action_row *row, struct action_view *view)
{
	struct arena *arena = rq->work.arena;

	view->actions = path_actions();
	view->told = path_action_told(arena, row->id);
	view->words = path_action_words(arena, row->id);
	view->shared = path_action_shared(arena, row->id);
	view->gone = path_action_gone(arena, row->id);
	view->add = path_set_action_new(arena, row->set);
}

static enum err show_mine(struct request *rq, struct reply *reply, const struct action_row *row)
{
	struct arena *arena = rq->work.arena;
	struct action_view view = { .page = page_begin(rq, STR("My action")),
		                    .form = form_begin(rq) };
	struct circle circle;

	const enum err err = circle_load(rq, row->set, &circle);
	if (err) return err;
	fill_paths(rq, row, &view);
	fill_telling(rq, row, &view);
	action_fill_fields(rq, row, &view.fields);
	view.text = row->text;
	view.when = action_when_words(arena, action_by_words(arena, row->by_words, row->due_on));
	view.sign = row->sign;
	view.state = told_words(rq, row);
	view.learnt = row->learnt;
	view.set_name = circle.set.name;
	view.readers = circle_readers(arena, &circle);
	view.chosen =
		str_printf(arena, "%s %.*s", row->meeting.n ? "Chosen at a meeting on" : "Added",
	                   STR_ARG(day_words(arena, circle_day(&circle, row->made_at))));
	view.is_open = row->state == ACTION_OPEN;
	view.is_shared = row->is_shared;
	view.may_share = circle_person(&circle, rq->work.viewer) != NULL;
	view.is_changed = row->state == ACTION_CHANGED && view.may_share;
	html_action_show(&reply->body, &view);
	return OK;
}

static enum err show_shared(struct request *rq, struct reply *reply, const struct action_row *row)
{
	struct arena *arena = rq->work.arena;
	struct circle circle;

	const enum err err = circle_load(rq, row->set, &circle);
	if (err) return err;
	const struct action_shared_view view = {
		.page = page_begin(rq, str_printf(arena, "%.*s’s action", STR_ARG(row->called))),
		.called = row->called,
		.text = row->text,
		.when = action_when_words(arena,
		                          action_by_words(arena, row->by_words, row->due_on)),
		.sign = row->sign,
		.state = told_words(rq, row),
		.learnt = row->learnt,
		.set_name = circle.set.name,
		.readers = circle_readers(arena, &circle),
		.set = path_set(arena, row->set),
	};
	html_action_shared(&reply->body, &view);
	return OK;
}

/* GET /actions/:action */
enum err page_action(struct request *rq, struct reply *reply)
{
	struct action_row row;

	const enum err err = store_action_load(rq->work.tx, rq->path.action, &row);
	if (err) return err;
	return row.person.n == rq->work.viewer.n ? show_mine(rq, reply, &row)
	                                         : show_shared(rq, reply, &row);
}

static void say_told(struct request *rq, struct reply *reply, int state, bool asked)
{
	if (state == ACTION_CHANGED)
		reply_say(rq, reply, STR("Noted. If there is something to do instead, add it."));
	else if (state == ACTION_LET_GO)
		reply_say(rq, reply, STR("Noted. It’s fine to let it go."));
	else if (asked)
		reply_say(rq, reply, STR("Noted."));
	else
		reply_say(rq, reply,
		          STR("Done. What did you learn? A line is plenty, or leave it."));
}

/* POST /actions/:action/told - the whole form, or "Mark as done" alone. */
enum err post_action_told(struct request *rq, struct reply *reply)
{
	struct told told = { 0 };
	const struct str sent = request_field(rq, "learnt");
	const struct str learnt = sent.at ? str_trim(sent) : sent;

	enum err err = form_read(rq, told_fields, LEN(told_fields), &told);
	if (str_points(learnt) > ACTION_LEARNT_MAX)
		err = form_fault(rq, "learnt", "%s", action_verdict_text(ACTION_NO_LEARNT_LONG));
	if (!err)
		err = app_action_tell(&rq->work, rq->path.action, (enum action_state)told.state,
		                      learnt, (meeting_id){ 0 });
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_action);
	if (err) return err;
	say_told(rq, reply, told.state, sent.at != NULL);
	return reply_see_other(reply, path_action(rq->work.arena, rq->path.action));
}

/* POST /actions/:action/shared */
enum err post_action_shared(struct request *rq, struct reply *reply)
{
	const bool shared = form_does(rq, "share");
	const enum err err = app_action_share(&rq->work, rq->path.action, shared);

	if (err) return err;
	reply_say(rq, reply,
	          shared ? STR("Your set can read this action now.")
	                 : STR("It is yours alone again. Nobody else can read it now."));
	return reply_see_other(reply, path_action(rq->work.arena, rq->path.action));
}

/* GET /actions/:action/gone */
enum err page_action_gone(struct request *rq, struct reply *reply)
{
	struct action_row row;

	const enum err err = store_action_load(rq->work.tx, rq->path.action, &row);
	if (err) return err;
	const struct action_gone_view view = {
		.page = page_begin(rq, STR("Delete this action")),
		.form = form_begin(rq),
		.to = path_action_gone(rq->work.arena, row.id),
		.action = path_action(rq->work.arena, row.id),
		.text = row.text,
	};
	html_action_gone(&reply->body, &view);
	return OK;
}

/* POST /actions/:action/gone */
enum err post_action_gone(struct request *rq, struct reply *reply)
{
	const enum err err = app_action_remove(&rq->work, rq->path.action);

	if (err) return err;
	reply_say(rq, reply, STR("The action is deleted."));
	return reply_see_other(reply, path_actions());
}
