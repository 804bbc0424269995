/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_pack - see meeting_pack.h. */
#include "web/meeting_pack.h"

#include "app/meeting_plan.h"
#include "html/meeting_pack.h"
#include "store/issue.h"
#include "store/rule.h"
#include "web/meeting_card.h"

enum { BLANK_SHEETS = 1 };

static void add_words(struct request *rq, const struct process *process, struct pack_view *view)
{
	struct arena *arena = rq->work.arena;

	for (int i = 0; i < process->stage_count; i++) {
		const struct stage *stage = &process->stages[i];
		struct process_stage_words out = { .title = stage->title };
		if (stage->kind == STAGE_ROUNDS) continue;
		out.words.at = NEW(arena, struct process_words, SAY_COUNT);
		for (int role = 0; role < SAY_COUNT; role++)
			if (stage->say[role].n || stage->watch[role].n)
				out.words.at[out.words.n++] = (struct process_words){
					.who = str_of(process_role_title((enum process_role)role)),
					.say = stage->say[role],
					.watch = stage->watch[role],
				};
		if (out.words.n) view->stages.at[view->stages.n++] = out;
	}
}

static enum err fill_process(struct request *rq, const struct circle *circle,
                             const struct meeting_row *meeting, struct pack_view *view)
{
	const int people = circle->members < 1    ? 1
	                   : circle->members > 12 ? 12
	                                          : (int)circle->members;
	const struct process *shell, *round;

	enum err err = app_process_find(&rq->work, meeting->shell, &shell);
	if (!err) err = app_process_find(&rq->work, meeting->round, &round);
	if (!err) err = process_plan(rq, shell, round, people, meeting->length_min, &view->order);
	if (err) return err;
	view->stages.at = NEW(rq->work.arena, struct process_stage_words, 2 * PROCESS_STAGES_MAX);
	add_words(rq, shell, view);
	add_words(rq, round, view);
	return OK;
}

static enum err fill_roles(struct request *rq, const struct circle *circle,
                           const struct meeting_row *meeting, struct pack_view *view)
{
	struct plan_roles roles;

	const enum err err = app_plan_roles(&rq->work, meeting, &roles);
	if (err) return err;
	view->roles.at = NEW(rq->work.arena, struct pack_role_view, SAY_COUNT);
	for (int role = 0; role < SAY_COUNT; role++) {
		const struct member_row *who = circle_person(circle, roles.held[role]);
		if (!(roles.given_out & 1u << role)) continue;
		view->roles.at[view->roles.n++] = (struct pack_role_view){
			.role = str_of(process_role_title((enum process_role)role)),
			.who = who ? who->called : STR(""),
		};
	}
	return OK;
}

/* What each of the set is working on and has shown it, and a sheet to write on.  Rows come by seat, a
 * person's newest first. */
static enum err fill_issues(struct request *rq, set_id set, struct pack_view *view)
{
	struct issue_shared_rows rows;

	const enum err err = store_issue_list_shared(rq->work.tx, set, &rows);
	if (err) return err;
	view->issues.at = NEW(rq->work.arena, struct pack_issue_view, rows.n + BLANK_SHEETS);
	for (size_t i = 0; i < rows.n; i++) {
		if (i > 0 && rows.at[i].person.n == rows.at[i - 1].person.n) continue;
		view->issues.at[view->issues.n++] =
			(struct pack_issue_view){ rows.at[i].called, rows.at[i].text,
			                          rows.at[i].want };
	}
	view->issues.at[view->issues.n++] = (struct pack_issue_view){ 0 };
	return OK;
}

/* GET /meetings/:meeting/pack */
enum err page_meeting_pack(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct pack_view view = { .page = page_begin(rq, STR("The meeting on paper")) };
	struct meeting_row meeting;
	struct circle circle;
	int version = 0;

	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (!err) err = circle_load(rq, meeting.set, &circle);
	if (err) return err;
	view.plan = path_meeting_plan(arena, meeting.id);
	view.afterwards = path_meeting_afterwards(arena, meeting.id);
	view.set_name = circle.set.name;
	view.title =
		str_printf(arena, "Meeting %d of %d", meeting.number, circle.programme.meetings);
	view.when = meeting_when_words(arena, meeting.held_on, meeting.start_min,
	                               meeting.length_min, circle.today);
	view.place = meeting.place;
	view.sheet = str_printf(arena, "%.*s set, %.*s", STR_ARG(circle.set.name),
	                        STR_ARG(day_words_year(arena, meeting.held_on)));
	view.readers = circle_readers(arena, &circle);
	err = fill_process(rq, &circle, &meeting, &view);
	if (!err) err = fill_roles(rq, &circle, &meeting, &view);
	if (!err) err = rule_lines_now(rq, &circle, &version, &view.rules);
	if (!err) err = fill_issues(rq, meeting.set, &view);
	if (!err) html_meeting_pack_show(&reply->body, &view);
	return err;
}
