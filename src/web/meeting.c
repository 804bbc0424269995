/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting - see meeting.h.  What happened is in meeting_after.c. */
#include "web/meeting.h"

#include "base/id.h"
#include "html/meeting.h"
#include "store/issue.h"
#include "store/pulse.h"

static struct str person_state(const struct meeting_row *meeting, const struct attendance_row *row)
{
	if (meeting->state != MEETING_ENDED && row->state == ATTENDANCE_EXPECTED)
		return STR("Coming");
	if (row->state == ATTENDANCE_EXPECTED) return STR(""); /* nobody noted it */
	return str_of(attendance_words(row->state));
}

static void fill_people(struct request *rq, const struct meeting_row *meeting,
                        const struct attendance_rows *people, struct meeting_page_view *view)
{
	view->people.at = NEW(rq->work.arena, struct meeting_person_view, people->n);
	for (size_t i = 0; i < people->n; i++) {
		const struct attendance_row *row = &people->at[i];
		if (!meeting_has(meeting, row)) continue;
		view->people.at[view->people.n++] = (struct meeting_person_view){
			.name = row->name,
			.initials = words_initials(rq->work.arena, row->name),
			.state = row->role == ROLE_FACILITATOR && !row->state
			                 ? STR("Facilitator")
			                 : person_state(meeting, row),
			/* "They'll see only what you write": those of the meeting. */
			.note = view->sees_words ? row->note : STR(""),
			.is_away = row->state == ATTENDANCE_APOLOGIES ||
			           row->state == ATTENDANCE_MISSED,
			.is_facilitator = row->role == ROLE_FACILITATOR,
		};
	}
}

static enum err fill_coming(struct request *rq, const struct circle *circle,
                            struct meeting_page_view *view)
{
	struct issue_shared_rows rows;

	const enum err err = store_issue_list_shared(rq->work.tx, circle->set.id, &rows);
	if (err) return err;
	view->coming.at = NEW(rq->work.arena, struct coming_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		view->coming.at[view->coming.n++] = (struct coming_view){
			.called = rows.at[i].person.n == rq->work.viewer.n ? STR("You")
			                                                   : rows.at[i].called,
			.text = rows.at[i].text,
			.want = rows.at[i].want,
			.to = path_issue(rq->work.arena, rows.at[i].id),
		};
	return OK;
}

static void fill_head(struct request *rq, const struct circle *circle,
                      const struct meeting_row *meeting, struct meeting_page_view *view)
{
	struct arena *arena = rq->work.arena;

	view->form = form_begin(rq);
	view->set_name = circle->set.name;
	view->sheet = str_printf(arena, "%.*s set, %.*s", STR_ARG(circle->set.name),
	                         STR_ARG(day_words_year(arena, meeting->held_on)));
	view->set = path_set(arena, meeting->set);
	view->rules = path_set_rules(arena, meeting->set);
	view->review = path_meeting_review(arena, meeting->id);
	view->log = path_log();
	view->meeting_id = id_text(arena, meeting->id.n);
	view->is_member = (rq->standings & MEMBER) != 0;
	view->sees_words = request_may(rq, SEE_MEETING_WORDS);
	view->sees_issues = request_may(rq, SEE_RULES);
	view->is_outside = !view->sees_issues;
	view->is_told = !(rq->standings & (MEMBER | FACILITATOR)) && view->sees_words;
	view->is_after = meeting->state == MEETING_ENDED;
	view->is_cancelled = meeting->state == MEETING_CANCELLED;
	view->is_before = !view->is_after && !view->is_cancelled;
	view->is_first = meeting->number == 1;
	view->title =
		str_printf(arena, "Meeting %d of %d", meeting->number, circle->programme.meetings);
}

static enum err people_of(struct request *rq, meeting_id meeting, struct attendance_rows *out)
{
	return request_may(rq, SEE_MEETING_WORDS)
	               ? store_attendance_list(rq->work.tx, meeting, out)
	               : store_attendance_states(rq->work.tx, meeting, out);
}

/* GET /meetings/:meeting */
enum err page_meeting(struct request *rq, struct reply *reply)
{
	struct meeting_page_view view = { 0 };
	struct attendance_rows people;
	struct meeting_row meeting;
	struct circle circle;

	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (!err) err = circle_load(rq, meeting.set, &circle);
	if (!err) err = people_of(rq, meeting.id, &people);
	if (err) return err;
	fill_head(rq, &circle, &meeting, &view);
	view.page = page_begin(rq, str_printf(rq->work.arena, "%.*s, %.*s", STR_ARG(view.title),
	                                      STR_ARG(circle.set.name)));
	fill_people(rq, &meeting, &people, &view);
	const struct meeting_card_of of = {
		.circle = &circle,
		.meeting = &meeting,
		.people = &people,
		.is_member = view.is_member,
		.is_facilitator = (rq->standings & FACILITATOR) != 0,
		.may_place = request_may(rq, SEE_PLACE),
		.is_primary = true,
		.is_here = true,
	};
	err = meeting_card_fill(rq, &of, STR("h-next"), &view.card);
	if (!err && view.is_before && view.sees_issues) err = fill_coming(rq, &circle, &view);
	if (!err && view.is_after && view.sees_words)
		err = meeting_after(rq, &circle, &meeting, &view);
	if (!err && view.is_after) err = told_fill(rq, &circle, &meeting, &people, &view);
	if (!err) html_meeting_show(&reply->body, &view);
	return err;
}
