/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* data - see data.h.  What others wrote is theirs: a question that one was asked is in it, since it was said
 * to them; who marked what, and others' lines, are not. */
#include "web/data.h"

#include "domain/bid.h"
#include "domain/noticed.h"
#include "html/data.h"
#include "store/action.h"
#include "store/airtime.h"
#include "store/attendance.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/note.h"
#include "store/noticed.h"
#include "store/practice.h"
#include "store/question.h"
#include "store/review.h"
#include "store/role.h"
#include "store/set.h"
#include "web/circle.h"
#include "web/data_paper.h"
#include "web/review.h"

struct taking {
	struct request *rq;
	struct paper paper;
	const struct zone *zone;
};

static struct str when(const struct taking *t, struct instant at)
{
	if (at.ms == 0) return STR("");
	const struct local local = zone_local(t->zone, at);
	return str_printf(t->rq->work.arena, "%.*s %02d:%02d",
	                  STR_ARG(day_iso(t->rq->work.arena, local.day)), local.minute / 60,
	                  local.minute % 60);
}

static struct str yes(bool is)
{
	return is ? STR("yes") : STR("no");
}

static enum err take_person(struct taking *t)
{
	const struct person_row *me = &t->rq->me;

	paper_section(&t->paper, "person", "About you");
	paper_item(&t->paper);
	paper_value(&t->paper, "name", "Name", me->name);
	paper_value(&t->paper, "called", "Called", me->called);
	paper_value(&t->paper, "email", "Email", me->email);
	paper_value(&t->paper, "work", "Work", me->job);
	paper_value(&t->paper, "employer", "Employer", me->organisation_name);
	return OK;
}

static enum err take_sets(struct taking *t)
{
	struct member_mine_rows rows;

	const enum err err = store_member_mine(t->rq->work.tx, t->rq->work.viewer, &rows);
	if (err) return err;
	paper_section(&t->paper, "sets", "Your sets");
	for (size_t i = 0; i < rows.n; i++) {
		const struct member_mine_row *row = &rows.at[i];
		paper_item(&t->paper);
		paper_value(&t->paper, "set", "Set", row->set_name);
		paper_value(&t->paper, "as", "As",
		            row->role == ROLE_FACILITATOR ? STR("facilitator") : STR("member"));
		paper_value(&t->paper, "invited", "Invited", when(t, row->invited_at));
		paper_value(&t->paper, "agreed", "Agreed to the commitment",
		            when(t, row->agreed_at));
		paper_value(&t->paper, "left", "Left", when(t, row->left_at));
	}
	return OK;
}

static enum err take_issues(struct taking *t)
{
	struct issue_mine_rows rows;

	const enum err err = store_issue_list_mine(t->rq->work.tx, t->rq->work.viewer, &rows);
	if (err) return err;
	paper_section(&t->paper, "issues", "Your issues");
	for (size_t i = 0; i < rows.n; i++) {
		const struct issue_mine_row *row = &rows.at[i];
		paper_item(&t->paper);
		paper_value(&t->paper, "set", "Set", row->set_name);
		paper_value(&t->paper, "written", "Written", when(t, row->made_at));
		paper_value(&t->paper, "issue", "Issue", row->text);
		paper_value(&t->paper, "want", "What you want", row->want);
		paper_value(&t->paper, "shared", "Shared", when(t, row->shared_at));
		paper_value(&t->paper, "shared_words", "As the set reads it", row->shared_text);
		paper_value(&t->paper, "set_aside", "Set aside", when(t, row->closed_at));
	}
	return OK;
}

static void question(struct taking *t, const struct question_row *row, bool asked_of_me)
{
	paper_item(&t->paper);
	paper_value(&t->paper, "asked", "Asked", when(t, row->asked_at));
	paper_value(&t->paper, "question", "Question", row->text);
	if (!asked_of_me) return;
	paper_value(&t->paper, "by", "By",
	            row->asker.n == row->presenter.n ? STR("noted on paper") : row->asker_called);
	paper_value(&t->paper, "kept", "You kept it", yes(row->is_kept));
	paper_value(&t->paper, "parked", "Parked", yes(row->is_parked));
	paper_value(&t->paper, "heat", "How near it came",
	            row->heat == HEAT_HOT    ? STR("hot")
	            : row->heat == HEAT_WARM ? STR("warm")
	            : row->heat == HEAT_COLD ? STR("cold")
	                                     : STR(""));
}

static enum err take_questions(struct taking *t)
{
	struct question_rows of_me, by_me;

	enum err err = store_question_of_presenter(t->rq->work.tx, t->rq->work.viewer,
	                                           (meeting_id){ 0 }, &of_me);
	if (!err) err = store_question_of_asker(t->rq->work.tx, t->rq->work.viewer, &by_me);
	if (err) return err;
	paper_section(&t->paper, "questions_asked_of_you", "Questions you were asked");
	for (size_t i = 0; i < of_me.n; i++) question(t, &of_me.at[i], true);
	paper_section(&t->paper, "questions_you_asked", "Questions you asked");
	for (size_t i = 0; i < by_me.n; i++) question(t, &by_me.at[i], false);
	return OK;
}

static enum err take_actions(struct taking *t)
{
	struct action_rows rows;

	const enum err err = store_action_of_person(t->rq->work.tx, t->rq->work.viewer, &rows);
	if (err) return err;
	paper_section(&t->paper, "actions", "Your actions");
	for (size_t i = 0; i < rows.n; i++) {
		const struct action_row *row = &rows.at[i];
		paper_item(&t->paper);
		paper_value(&t->paper, "set", "Set", row->set_name);
		paper_value(&t->paper, "chosen", "Chosen", when(t, row->made_at));
		paper_value(&t->paper, "action", "I will", row->text);
		paper_value(&t->paper, "by", "By", row->by_words);
		if (row->due_on.n != DAY_NONE)
			paper_value(&t->paper, "day", "Day",
			            day_iso(t->rq->work.arena, row->due_on));
		paper_value(&t->paper, "sign", "How I will know", row->sign);
		paper_value(&t->paper, "state", "How it went",
		            str_of(action_state_words(row->state)));
		paper_value(&t->paper, "told", "Told", when(t, row->told_at));
		paper_value(&t->paper, "learnt", "What I learnt", row->learnt);
		paper_value(&t->paper, "shared", "Shared with the set", yes(row->is_shared));
	}
	return OK;
}

static enum err take_log(struct taking *t)
{
	struct log_rows rows;

	const enum err err = store_log_list(t->rq->work.tx, t->rq->work.viewer, &rows);
	if (err) return err;
	paper_section(&t->paper, "learning_log", "Your learning log");
	for (size_t i = 0; i < rows.n; i++) {
		paper_item(&t->paper);
		paper_value(&t->paper, "written", "Written", when(t, rows.at[i].made_at));
		paper_value(&t->paper, "text", "Entry", rows.at[i].text);
	}
	return OK;
}

static enum err take_notes(struct taking *t)
{
	struct note_rows rows;

	const enum err err =
		store_note_list(t->rq->work.tx, t->rq->work.viewer, (meeting_id){ 0 }, &rows);
	if (err) return err;
	paper_section(&t->paper, "notes", "Your notes in the room");
	for (size_t i = 0; i < rows.n; i++) {
		paper_item(&t->paper);
		paper_value(&t->paper, "written", "Written", when(t, rows.at[i].made_at));
		paper_value(&t->paper, "text", "Note", rows.at[i].text);
	}
	return OK;
}

static enum err take_noticed(struct taking *t)
{
	struct noticed_rows rows;
	struct noticed noticed;

	const enum err err =
		store_noticed_list(t->rq->work.tx, t->rq->work.viewer, (meeting_id){ 0 }, &rows);
	if (err) return err;
	paper_section(&t->paper, "noticed", "What you noticed, when you led a meeting");
	for (size_t i = 0; i < rows.n; i++) {
		if (!noticed_read(rows.at[i].what, &noticed)) continue;
		paper_item(&t->paper);
		paper_value(&t->paper, "set", "Set", rows.at[i].set_name);
		paper_value(&t->paper, "at", "When", when(t, rows.at[i].made_at));
		paper_value(&t->paper, "words", "What", noticed_words(t->rq->work.arena, &noticed));
		paper_value(&t->paper, "stage", "Stage", noticed.stage);
	}
	return OK;
}

static enum err take_reviews(struct taking *t)
{
	struct review_rows rows;

	const enum err err = store_review_of_person(t->rq->work.tx, t->rq->work.viewer, &rows);
	if (err) return err;
	paper_section(&t->paper, "how_did_we_work", "Your lines of \"How did we work?\"");
	for (size_t i = 0; i < rows.n; i++) {
		paper_item(&t->paper);
		paper_value(&t->paper, "written", "Written", when(t, rows.at[i].made_at));
		paper_value(&t->paper, "about", "About", review_kind_words(rows.at[i].kind));
		paper_value(&t->paper, "text", "Line", rows.at[i].text);
		paper_value(&t->paper, "shared", "Shared with the set", yes(rows.at[i].is_shared));
	}
	return OK;
}

static enum err take_attendance(struct taking *t)
{
	struct attendance_mine_rows rows;

	const enum err err = store_attendance_mine(t->rq->work.tx, t->rq->work.viewer, &rows);
	if (err) return err;
	paper_section(&t->paper, "meetings", "The meetings you came to, or did not");
	for (size_t i = 0; i < rows.n; i++) {
		const struct attendance_mine_row *row = &rows.at[i];
		paper_item(&t->paper);
		paper_value(&t->paper, "set", "Set", row->set_name);
		paper_value(&t->paper, "day", "Day", day_iso(t->rq->work.arena, row->held_on));
		paper_value(&t->paper, "attendance", "You", str_of(attendance_words(row->state)));
		paper_value(&t->paper, "note", "What you wrote", row->note);
		if (row->urgency)
			paper_value(&t->paper, "airtime", "Airtime you asked for",
			            str_of(urgency_words((enum urgency)row->urgency)));
	}
	return OK;
}

static enum err take_airtime(struct taking *t)
{
	struct airtime_mine_rows rounds;
	struct role_mine_rows roles;

	enum err err = store_airtime_mine(t->rq->work.tx, t->rq->work.viewer, &rounds);
	if (!err) err = store_role_mine(t->rq->work.tx, t->rq->work.viewer, &roles);
	if (err) return err;
	paper_section(&t->paper, "airtime", "Your airtime");
	for (size_t i = 0; i < rounds.n; i++) {
		paper_item(&t->paper);
		paper_value(&t->paper, "set", "Set", rounds.at[i].set_name);
		paper_value(&t->paper, "day", "Day",
		            day_iso(t->rq->work.arena, rounds.at[i].held_on));
		paper_value(&t->paper, "minutes", "Minutes you presented",
		            str_printf(t->rq->work.arena, "%lld",
		                       (long long)(rounds.at[i].ms / MINUTES(1))));
	}
	paper_section(&t->paper, "roles", "Your roles at meetings");
	for (size_t i = 0; i < roles.n; i++) {
		paper_item(&t->paper);
		paper_value(&t->paper, "set", "Set", roles.at[i].set_name);
		paper_value(&t->paper, "day", "Day",
		            day_iso(t->rq->work.arena, roles.at[i].held_on));
		paper_value(&t->paper, "role", "Role",
		            str_of(process_role_title(roles.at[i].role)));
	}
	return OK;
}

static enum err take_practices(struct taking *t)
{
	struct practice_rows rows;

	const enum err err = store_practice_list(t->rq->work.tx, t->rq->work.viewer, &rows);
	if (err) return err;
	paper_section(&t->paper, "practices", "Your practice meetings of the last seven days");
	for (size_t i = 0; i < rows.n; i++) {
		paper_item(&t->paper);
		paper_value(&t->paper, "scenario", "Scenario", rows.at[i].deck);
		paper_value(&t->paper, "began", "Began", when(t, rows.at[i].began_at));
		paper_value(&t->paper, "minutes", "Minutes",
		            str_printf(t->rq->work.arena, "%d", rows.at[i].length_min));
		paper_value(&t->paper, "number", "Number",
		            str_printf(t->rq->work.arena, "%lld", (long long)rows.at[i].seed));
	}
	return OK;
}

static enum err take(struct request *rq, struct reply *reply, bool is_json)
{
	enum err (*const parts[])(struct taking *) = {
		take_person,  take_sets,       take_issues,  take_questions,
		take_actions, take_log,        take_notes,   take_noticed,
		take_reviews, take_attendance, take_airtime, take_practices,
	};
	struct taking t = { .rq = rq };

	enum err err = home_zone(rq, &t.zone);
	paper_begin(&t.paper, &reply->body, is_json);
	for (size_t i = 0; !err && i < LEN(parts); i++) err = parts[i](&t);
	if (!err) paper_end(&t.paper);
	return err;
}

/* GET /account/data */
enum err page_data(struct request *rq, struct reply *reply)
{
	const struct data_view view = {
		.page = page_begin(rq, STR("Take your words with you")),
		.as_text = path_account_data_text(),
		.as_json = path_account_data_json(),
		.account = path_account(),
	};
	html_data_show(&reply->body, &view);
	return OK;
}

/* GET /account/data/setwise.txt */
enum err page_data_text(struct request *rq, struct reply *reply)
{
	reply_file(rq, reply, STR("text/plain; charset=utf-8"), STR("setwise.txt"));
	return take(rq, reply, false);
}

/* GET /account/data/setwise.json */
enum err page_data_json(struct request *rq, struct reply *reply)
{
	reply_file(rq, reply, STR("application/json"), STR("setwise.json"));
	return take(rq, reply, true);
}
