/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* home - see home.h. */
#include "web/home.h"

#include "format/glyph.h"
#include "format/ring.h"
#include "html/home.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/organisation.h"
#include "store/question.h"
#include "store/rule.h"
#include "web/afterwards.h"
#include "web/log.h"

enum {
	LOOK_BACK_DAYS = 7, /* so long after a meeting, home asks how it was */
	RULES_SHOWN = 3,
	ACTIONS_SHOWN = 4,
	DRAWING_BYTES = 8192
};

/* ---- the front door ---- */

/* A set as a stranger should picture it: their own chair lit, and nobody beside them from the same place. */
static struct html set_of_strangers(struct request *rq)
{
	static const struct ring_seat seats[] = {
		{ STR_INIT("You"), RING_TURN },
		{ STR_INIT("Housing"), RING_HERE },
		{ STR_INIT("Nursing"), RING_HERE },
		{ STR_INIT("Finance"), RING_HERE },
		{ STR_INIT("Facilitator"), RING_FACILITATOR },
		{ STR_INIT("Charity"), RING_HERE },
		{ STR_INIT("Planning"), RING_HERE },
		{ STR_INIT("University"), RING_HERE },
	};
	const struct ring_time time = { .from = 0, .to = 100, .now = 30 };
	struct buf buf;
	buf_init(&buf, DRAWING_BYTES);
	ring_named(&buf, &(struct ring_seats){ seats, sizeof seats / sizeof seats[0] }, &time);
	return html_drawing(rq->work.arena, &buf);
}

/* The minutes are those of uk-halfday and uk-classic. */
static const struct front_part {
	enum halfday_part part;
	struct str name, time, about;
} front_day[] = {
	{ HALFDAY_CATCH_UP, STR_INIT("Catch up"), STR_INIT("Half an hour"),
	  STR_INIT("What did you do about last time’s actions, and what did you notice?") },
	{ HALFDAY_PRESENT, STR_INIT("Present"), STR_INIT("5 minutes"),
	  STR_INIT("One person says what they are stuck on. Nobody interrupts.") },
	{ HALFDAY_QUESTIONS, STR_INIT("Questions"), STR_INIT("20 minutes"),
	  STR_INIT("The others ask, to help that person think. No “have you tried”.") },
	{ HALFDAY_ACTIONS, STR_INIT("Actions"), STR_INIT("5 minutes"),
	  STR_INIT("The presenter says what they will do. Nobody else decides it.") },
	{ HALFDAY_LOOK_BACK, STR_INIT("Look back"), STR_INIT("10 minutes"),
	  STR_INIT("How did we work today? What helped, and what got in the way?") },
};
enum { FRONT_PARTS = sizeof front_day / sizeof front_day[0] };

/* GET / - people of the demo choose who to be; who is signed in goes home. */
enum err page_front(struct request *rq, struct reply *reply)
{
	if (rq->work.viewer.n) return reply_see_other(reply, path_home());

	struct front_part_view parts[FRONT_PARTS];
	for (size_t i = 0; i < FRONT_PARTS; i++) {
		const struct front_part *part = &front_day[i];
		struct buf glyph;
		buf_init(&glyph, DRAWING_BYTES);
		glyph_halfday(&glyph, part->part);
		parts[i] = (struct front_part_view){ html_drawing(rq->work.arena, &glyph),
			                             part->name, part->time, part->about };
	}
	struct front_view view = {
		.page = page_begin(rq, STR("Action learning, in confidence")),
		.ring = set_of_strangers(rq),
		.day = { parts, FRONT_PARTS },
	};
	view.page.main_class = STR("front");
	html_home_front(&reply->body, &view);
	return OK;
}

/* ---- the meeting on the card ---- */

static const struct meeting_row *last_held(const struct meeting_rows *meetings)
{
	for (size_t i = meetings->n; i-- > 0;)
		if (meetings->at[i].state == MEETING_ENDED) return &meetings->at[i];
	return NULL;
}

/* The last one for a week after it, unless the next is at the door. */
static const struct meeting_row *choose(const struct request *rq, const struct circle *circle,
                                        const struct meeting_row *last,
                                        const struct meeting_row *next)
{
	if (!last || circle->today.n - last->held_on.n > LOOK_BACK_DAYS) return next;
	if (!next) return last;
	const struct meeting_view view = { .state = next->state,
		                           .starts_at = next->starts_at,
		                           .length_min = next->length_min };
	return meeting_door_is_open(&view, rq->work.now) ? next : last;
}

static enum err fill_card(struct request *rq, const struct circle *circle,
                          const struct meeting_row *meeting, int number, struct home_set_view *view)
{
	struct attendance_rows people;
	const struct str h = str_printf(rq->work.arena, "h-next-%d", number);

	const enum err err = store_attendance_list(rq->work.tx, meeting->id, &people);
	if (err) return err;
	const struct meeting_card_of of = {
		.circle = circle,
		.meeting = meeting,
		.people = &people,
		.is_member = true,
		.may_place = true,
		.is_primary = number == 1,
	};
	view->has_card = true;
	return meeting_card_fill(rq, &of, h, &view->card);
}

static size_t held(const struct meeting_rows *meetings)
{
	size_t n = 0;

	for (size_t i = 0; i < meetings->n; i++) n += meetings->at[i].state == MEETING_ENDED;
	return n;
}

static enum err fill_meetings(struct request *rq, const struct circle *circle,
                              const struct meeting_rows *meetings, int number,
                              struct home_set_view *view)
{
	struct arena *arena = rq->work.arena;
	const struct meeting_row *next = meeting_next(meetings), *last = last_held(meetings);
	const struct meeting_row *shown = choose(rq, circle, last, next);

	enum err err = meeting_year(rq, meetings, next ? next->id : (meeting_id){ 0 }, &view->year);
	if (!err && shown) err = fill_card(rq, circle, shown, number, view);
	if (err) return err;
	if (last && !next)
		view->is_over =
			str_printf(arena, "The %.*s year is over: you have met %.*s.",
		                   STR_ARG(circle->set.name),
		                   STR_ARG(words_count(arena, held(meetings), "time", "times")));
	view->is_first = !last && next && shown == next && next->state == MEETING_PLANNED &&
	                 !view->card.has_main;
	if (!next || shown == next) return OK;
	const struct str when = meeting_when_words(arena, next->held_on, next->start_min,
	                                           next->length_min, circle->today);
	view->later = str_printf(arena, "Next: %.*s", STR_ARG(when));
	view->later_to = path_meeting(arena, next->id);
	return OK;
}

/* ---- what is mine ---- */

static enum err fill_issue(struct request *rq, set_id set, struct home_set_view *view)
{
	struct issue_mine_row issue;

	view->write_issue = path_set_issue(rq->work.arena, set);
	const enum err err = store_issue_current(rq->work.tx, set, rq->work.viewer, &issue);
	if (err) return err == ERR_ABSENT ? OK : err;
	view->has_issue = true;
	view->issue = issue.text;
	view->want = issue.want;
	view->is_shared = issue.is_shared;
	view->issue_to = path_issue(rq->work.arena, issue.id);
	return OK;
}

static enum err fill_actions(struct request *rq, set_id set, const struct meeting_row *last,
                             struct home_set_view *view)
{
	struct action_rows rows;
	size_t done = 0;

	const enum err err =
		store_action_of_person_in_set(rq->work.tx, rq->work.viewer, set, &rows);
	if (err) return err;
	view->add_action = path_set_action_new(rq->work.arena, set);
	view->actions.at = NEW(rq->work.arena, struct action_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct action_row *row = &rows.at[i];
		if (action_is_carried(row->state)) {
			if (view->actions.n < ACTIONS_SHOWN)
				view->actions.at[view->actions.n++] = action_line(rq, row);
		} else if (row->state == ACTION_DONE &&
		           (!last || row->told_at.ms > last->ended_at.ms)) {
			done++;
		}
	}
	if (done && last)
		view->done_words = str_printf(rq->work.arena, "%zu done since last time", done);
	return OK;
}

static enum err fill_rules(struct request *rq, const struct circle *circle,
                           struct home_set_view *view)
{
	struct rule_agreed_rows agreed;
	struct rule_rows rules;
	int version = 0;

	view->rules_to = path_set_rules(rq->work.arena, circle->set.id);
	enum err err = store_rule_version(rq->work.tx, circle->set.id, &version, NULL);
	if (err || version == 0) return err;
	err = store_rule_list(rq->work.tx, circle->set.id, version, &rules);
	if (!err) err = store_rule_agreed_people(rq->work.tx, circle->set.id, version, &agreed);
	if (err) return err;
	view->must_agree = true;
	for (size_t i = 0; i < agreed.n; i++)
		if (agreed.at[i].person.n == rq->work.viewer.n) view->must_agree = false;
	view->rules.at = NEW(rq->work.arena, struct home_rule_view, rules.n);
	for (size_t i = 0; i < rules.n && i < RULES_SHOWN; i++)
		view->rules.at[view->rules.n++].text = rules.at[i].text;
	view->rules_words = rules.n > RULES_SHOWN
	                            ? str_printf(rq->work.arena, "All %zu ground rules", rules.n)
	                            : STR("The ground rules");
	return OK;
}

/* ---- a set ---- */

/* The soonest meeting first. */
struct ranked {
	const struct set_mine_row *set;
	struct circle circle;
	struct meeting_rows meetings;
	int64_t soonest; /* ms; INT64_MAX: none is planned */
};

/* What the set asked them when it met last. */
static enum err fill_asked(struct request *rq, const struct meeting_row *last,
                           struct home_set_view *view)
{
	struct arena *arena = rq->work.arena;
	struct question_rows rows;

	if (!last) return OK;
	const enum err err =
		store_question_of_presenter(rq->work.tx, rq->work.viewer, last->id, &rows);
	if (err || rows.n == 0) return err;
	view->asked = str_printf(arena, "%.*s you were asked at meeting %d",
	                         STR_ARG(words_count(arena, rows.n, "question", "questions")),
	                         last->number);
	view->asked_to = path_meeting(arena, last->id);
	return OK;
}

static int soonest_first(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;
	return (left->soonest > right->soonest) - (left->soonest < right->soonest);
}

static enum err rank(struct request *rq, const struct set_mine_row *set, struct ranked *out)
{
	out->set = set;
	enum err err = circle_load(rq, set->id, &out->circle);
	if (!err) err = store_meeting_list(rq->work.tx, set->id, &out->meetings);
	if (err) return err;
	const struct meeting_row *next = meeting_next(&out->meetings);
	out->soonest = next ? next->starts_at.ms : INT64_MAX;
	return OK;
}

static enum err fill_set(struct request *rq, const struct ranked *ranked, int number,
                         struct home_set_view *view)
{
	struct arena *arena = rq->work.arena;

	*view = (struct home_set_view){
		.name = ranked->set->name,
		.set_to = path_set(arena, ranked->set->id),
		.mine = path_set_record_mine(arena, ranked->set->id),
		.has_log = number == 1,
		.h_issue = str_printf(arena, "h-issue-%d", number),
		.h_actions = str_printf(arena, "h-actions-%d", number),
		.h_rules = str_printf(arena, "h-rules-%d", number),
		.h_year = str_printf(arena, "h-year-%d", number),
	};
	enum err err = fill_meetings(rq, &ranked->circle, &ranked->meetings, number, view);
	if (!err) err = fill_issue(rq, ranked->set->id, view);
	if (!err) err = fill_asked(rq, last_held(&ranked->meetings), view);
	if (!err) err = fill_actions(rq, ranked->set->id, last_held(&ranked->meetings), view);
	if (!err) err = afterwards_waiting(rq, ranked->set->id, &view->handed, &view->handed_to);
	return err ? err : fill_rules(rq, &ranked->circle, view);
}

static enum err fill_log(struct request *rq, struct home_view *view)
{
	struct log_rows rows;

	enum err err = log_prompt(rq, &view->log_prompt);
	if (!err) err = store_log_list(rq->work.tx, rq->work.viewer, &rows);
	if (!err && rows.n)
		view->log_back = str_printf(
			rq->work.arena, "Read back (%.*s)",
			STR_ARG(words_count(rq->work.arena, rows.n, "entry", "entries")));
	return err;
}

static enum err fill_sets(struct request *rq, const struct ranked *ranked, size_t n,
                          struct home_view *view)
{
	enum err err = OK;

	view->sets.at = NEW(rq->work.arena, struct home_set_view, n);
	for (size_t i = 0; !err && i < n; i++)
		err = fill_set(rq, &ranked[i], (int)i + 1, &view->sets.at[view->sets.n++]);
	return err;
}

static enum err fill_contact(struct request *rq, struct home_view *view)
{
	struct organisation_row row;

	const enum err err = store_organisation_load(rq->work.tx, rq->me.sponsor_of, &row);
	if (!err) view->contact_for = row.name;
	return err;
}

/* GET /home - who brings no issue to any set has another home. */
enum err page_home(struct request *rq, struct reply *reply)
{
	struct set_mine_rows sets;
	size_t n = 0;
	struct home_view view = { 0 };

	enum err err = store_set_of_person(rq->work.tx, rq->work.viewer, &sets);
	struct ranked *ranked = NEW(rq->work.arena, struct ranked, err ? 0 : sets.n);
	for (size_t i = 0; !err && i < sets.n; i++) {
		if (sets.at[i].state != MEMBER_JOINED) continue;
		if (sets.at[i].role == ROLE_FACILITATOR)
			view.also_facilitates = true;
		else
			err = rank(rq, &sets.at[i], &ranked[n++]);
	}
	if (err) return err;
	if (n == 0 && (view.also_facilitates || rq->me.is_facilitator))
		return reply_see_other(reply, path_facilitate());
	if (n == 0 && rq->me.is_coordinator) return reply_see_other(reply, path_overview());
	qsort(ranked, n, sizeof *ranked, soonest_first);

	view.page = page_begin(rq, STR("Home"));
	view.form = form_begin(rq);
	view.called = rq->me.called;
	view.log = path_log();
	view.actions = path_actions();
	view.facilitate = path_facilitate();
	err = fill_log(rq, &view);
	if (!err && rq->me.sponsor_of.n) err = fill_contact(rq, &view);
	if (!err) err = fill_sets(rq, ranked, n, &view);
	if (!err) html_home_show(&reply->body, &view);
	return err;
}
