/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* home - see home.h. */
#include "web/home.h"

#include "base/zone.h"
#include "format/year.h"
#include "html/home.h"
#include "store/action.h"
#include "store/attendance.h"
#include "store/issue.h"
#include "store/meeting.h"
#include "store/programme.h"
#include "store/rule.h"
#include "store/set.h"
#include "web/path.h"

enum { YEAR_BYTES = 64 * 1024 };

/* GET / - people of the demo choose who to be; who is signed in goes home. */
enum err page_front(struct request *rq, struct reply *reply)
{
	if (rq->work.viewer.n) return reply_see_other(reply, path_home());

	const struct front_view view = {
		.page = page_begin(rq, STR("Action learning, in confidence")),
	};
	html_home_front(&reply->body, &view);
	return OK;
}

/* ---- one set ---- */

static struct str state_words(enum action_state state)
{
	switch (state) {
	case ACTION_OPEN:
		return STR("");
	case ACTION_DONE:
		return STR("Done");
	case ACTION_PARTLY:
		return STR("Partly done");
	case ACTION_CHANGED:
		return STR("Changed");
	case ACTION_LET_GO:
		return STR("Let go");
	}
	return STR("");
}

static enum err fill_next(struct request *rq, const struct meeting_row *meeting, int of,
                          struct day today, struct home_set_view *view)
{
	struct arena *arena = rq->work.arena;
	struct attendance_rows people;
	size_t coming = 0;

	const enum err err = store_attendance_list(rq->work.tx, meeting->id, &people);
	if (err) return err;
	for (size_t i = 0; i < people.n; i++) coming += people.at[i].state != ATTENDANCE_APOLOGIES;
	view->has_next = true;
	view->next_when = str_printf(arena, "%.*s set, meeting %d of %d, %.*s", STR_ARG(view->name),
	                             meeting->number, of,
	                             STR_ARG(day_distance_words(arena, today, meeting->held_on)));
	view->next_words =
		str_printf(arena, "%.*s, %.*s", STR_ARG(day_words(arena, meeting->held_on)),
	                   STR_ARG(minute_range_words(arena, meeting->start_min,
	                                              meeting->start_min + meeting->length_min)));
	view->place = meeting->place;
	view->coming = str_printf(arena, "%zu of %zu are coming", coming, people.n);
	return OK;
}

/* The strip of the year, and the next meeting on the way. */
static enum err fill_year(struct request *rq, set_id set, struct home_set_view *view)
{
	struct arena *arena = rq->work.arena;
	struct meeting_rows meetings;
	struct programme_row programme;
	struct zone *zone;
	struct buf strip;

	enum err err = store_meeting_list(rq->work.tx, set, &meetings);
	if (!err) err = store_programme_of_set(rq->work.tx, set, &programme);
	if (!err) err = zone_new(programme.zone, &zone);
	if (err) return err;
	const struct day today = zone_local(zone, rq->work.now).day;
	zone_free(zone);

	struct year_meeting *year = NEW(arena, struct year_meeting, meetings.n);
	for (size_t i = 0; !err && i < meetings.n; i++) {
		const struct meeting_row *meeting = &meetings.at[i];
		const bool open =
			meeting->state == MEETING_PLANNED || meeting->state == MEETING_OPEN;
		const bool next = open && !view->has_next;
		year[i] = (struct year_meeting){
			.number = meeting->number,
			.day = day_words_short(arena, meeting->held_on),
			.state = next   ? YEAR_NEXT
			         : open ? YEAR_PLANNED
			                : YEAR_HELD,
			.facilitated = meeting->facilitated,
		};
		if (next) err = fill_next(rq, meeting, programme.meetings, today, view);
	}
	if (err) return err;
	buf_init(&strip, YEAR_BYTES);
	year_strip(&strip, &(struct year_meetings){ year, meetings.n });
	view->year = (struct html){ str_copy(arena, buf_text(&strip)) };
	buf_release(&strip);
	return OK;
}

static enum err fill_words(struct request *rq, set_id set, struct home_set_view *view)
{
	struct tx *tx = rq->work.tx;
	struct issue_mine_row issue;
	struct action_rows actions;
	struct rule_rows rules;
	struct instant settled;
	int version = 0;

	enum err err = store_issue_current(tx, set, rq->work.viewer, &issue);
	if (!err) {
		view->has_issue = true;
		view->issue = issue.text;
		view->want = issue.want;
		view->is_shared = issue.is_shared;
	} else if (err != ERR_ABSENT) {
		return err;
	}
	err = store_action_of_person_in_set(tx, rq->work.viewer, set, &actions);
	if (err) return err;
	view->actions.at = NEW(rq->work.arena, struct home_action_view, actions.n);
	for (size_t i = 0; i < actions.n; i++)
		view->actions.at[view->actions.n++] = (struct home_action_view){
			.text = actions.at[i].text,
			.when = actions.at[i].by_words,
			.state = state_words(actions.at[i].state),
			.is_open = actions.at[i].state == ACTION_OPEN,
		};
	err = store_rule_version(tx, set, &version, &settled);
	if (err == ERR_ABSENT || (!err && version == 0)) return OK;
	if (!err) err = store_rule_list(tx, set, version, &rules);
	if (err) return err;
	view->rules.at = NEW(rq->work.arena, struct home_rule_view, rules.n);
	for (size_t i = 0; i < rules.n; i++)
		view->rules.at[view->rules.n++] = (struct home_rule_view){ rules.at[i].text };
	return OK;
}

static enum err fill_set(struct request *rq, const struct set_mine_row *set, int number,
                         struct home_set_view *view)
{
	struct arena *arena = rq->work.arena;

	*view = (struct home_set_view){
		.name = set->name,
		.is_member = set->role == ROLE_MEMBER,
		.h_next = str_printf(arena, "h-next-%d", number),
		.h_issue = str_printf(arena, "h-issue-%d", number),
		.h_actions = str_printf(arena, "h-actions-%d", number),
		.h_rules = str_printf(arena, "h-rules-%d", number),
		.h_year = str_printf(arena, "h-year-%d", number),
	};
	const enum err err = fill_year(rq, set->id, view);
	return err ? err : fill_words(rq, set->id, view);
}

/* GET /home */
enum err page_home(struct request *rq, struct reply *reply)
{
	struct set_mine_rows sets;

	enum err err = store_set_of_person(rq->work.tx, rq->work.viewer, &sets);
	if (err) return err;
	if (sets.n == 0 && rq->me.is_coordinator) return reply_see_other(reply, path_overview());
	struct home_view view = {
		.page = page_begin(rq, STR("Home")),
		.called = rq->me.called,
	};
	view.sets.at = NEW(rq->work.arena, struct home_set_view, sets.n);
	for (size_t i = 0; i < sets.n; i++) {
		if (sets.at[i].state != MEMBER_JOINED) continue;
		err = fill_set(rq, &sets.at[i], (int)i, &view.sets.at[view.sets.n++]);
		if (err) return err;
	}
	html_home_show(&reply->body, &view);
	return OK;
}
