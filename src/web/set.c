/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set - see set.h. */
#include "web/set.h"

#include "domain/commitment.h"
#include "domain/programme.h"
#include "format/glyph.h"
#include "html/set.h"
#include "store/ahead.h"
#include "store/rule.h"
#include "web/set_office.h"

enum { GLYPH_BYTES = 16 * 1024 };

/* ---- who ---- */

struct str set_work_words(struct arena *arena, const struct member_row *row)
{
	const struct str job = row->job, employer = row->organisation_name;

	if (job.n == 0) return employer;
	const struct str upper = str_first(job, 1);
	const bool is_letter = upper.n == 1 && upper.at[0] >= 'a' && upper.at[0] <= 'z';
	const struct str first =
		is_letter ? str_printf(arena, "%c", upper.at[0] - ('a' - 'A')) : upper;
	return str_printf(arena, "%.*s%.*s%s%.*s", STR_ARG(first), STR_ARG(str_from(job, upper.n)),
	                  employer.n ? ", " : "", STR_ARG(employer));
}

static void fill_members(struct request *rq, const struct circle *circle, struct set_view *view)
{
	struct arena *arena = rq->work.arena;

	view->members.at = NEW(arena, struct set_member_view, circle->people.n);
	for (size_t i = 0; i < circle->people.n; i++) {
		const struct member_row *row = &circle->people.at[i];
		const bool helps = row->role == ROLE_FACILITATOR;
		const struct str about = set_work_words(arena, row);
		view->members.at[view->members.n++] = (struct set_member_view){
			.name = row->name,
			.initials = words_initials(arena, row->name),
			.called = str_starts(row->name, row->called)
			                  ? STR("")
			                  : str_printf(arena, "Called %.*s", STR_ARG(row->called)),
			.about = helps ? str_printf(arena, "Facilitator%s%.*s", about.n ? ". " : "",
			                            STR_ARG(about))
			               : about,
			.is_facilitator = helps,
		};
	}
}

/* ---- meetings ---- */

static struct html credits_glyph(struct request *rq, const struct credits *credits)
{
	const int left = credits_to_place(credits);
	struct buf buf;

	buf_init(&buf, GLYPH_BYTES);
	glyph_credits(&buf, (size_t)credits->used, (size_t)credits->booked, (size_t)left);
	const struct html html = { str_copy(rq->work.arena, buf_text(&buf)) };
	buf_release(&buf);
	return html;
}

static struct credits credits_of(const struct circle *circle, const struct meeting_rows *rows)
{
	struct credits credits = { .meetings = circle->programme.meetings,
		                   .entitlement = circle->programme.entitlement };

	for (size_t i = 0; i < rows->n; i++) {
		if (!rows->at[i].facilitated) continue;
		credits.used += rows->at[i].state == MEETING_ENDED;
		credits.booked +=
			rows->at[i].state == MEETING_PLANNED || rows->at[i].state == MEETING_OPEN;
	}
	return credits;
}

static struct set_meeting_view meeting_line(struct request *rq, const struct circle *circle,
                                            const struct attendance_held_rows *held,
                                            const struct meeting_row *row, bool is_next)
{
	struct arena *arena = rq->work.arena;
	const struct str with = meeting_with_words(rq, circle, row);
	const bool done = row->state == MEETING_ENDED;
	const struct str came = done ? circle_came_words(arena, circle, held, row->id) : STR("");

	return (struct set_meeting_view){
		.number = row->number,
		.day = meeting_when_words(arena, row->held_on, row->start_min, row->length_min,
		                          circle->today),
		.about = str_printf(arena, "%.*s.%s%.*s", STR_ARG(with), done ? " " : "",
		                    STR_ARG(came)),
		.tag = row->state == MEETING_CANCELLED ? STR("Cancelled")
		       : row->state == MEETING_OPEN    ? STR("Under way")
		       : done                          ? STR("Done")
		       : is_next                       ? STR("Next")
		                                       : STR(""),
		.key = done      ? STR("done")
		       : is_next ? STR("now")
		                 : STR(""),
		.to = path_meeting(arena, row->id),
		.is_done = done,
	};
}

/* On the set's own page: the last two, the next, and two to come. */
static bool is_near(const struct meeting_rows *rows, size_t i)
{
	size_t next = 0;

	while (next < rows->n && rows->at[next].state >= MEETING_ENDED) next++;
	return i + 2 >= next && i <= next + 2;
}

static enum err fill_near(struct request *rq, const struct circle *circle,
                          const struct meeting_rows *rows, struct set_view *view)
{
	const struct meeting_row *next = meeting_next(rows);
	struct attendance_held_rows held;
	size_t first = 0;

	while (first < rows->n && !is_near(rows, first)) first++;
	const int since = first < rows->n ? rows->at[first].number : 0;
	const enum err err = store_attendance_held(rq->work.tx, circle->set.id, since, &held);
	if (err) return err;
	view->meetings.at = NEW(rq->work.arena, struct set_meeting_view, rows->n);
	for (size_t i = first; i < rows->n; i++)
		if (is_near(rows, i))
			view->meetings.at[view->meetings.n++] =
				meeting_line(rq, circle, &held, &rows->at[i], &rows->at[i] == next);
	return OK;
}

static enum err fill_meetings(struct request *rq, const struct circle *circle,
                              struct set_view *view)
{
	struct meeting_rows rows;

	enum err err = store_meeting_dates(rq->work.tx, circle->set.id, &rows);
	if (!err) err = fill_near(rq, circle, &rows, view);
	if (err) return err;
	const struct meeting_row *next = meeting_next(&rows);
	const struct credits credits = credits_of(circle, &rows);
	view->credits = credits_glyph(rq, &credits);
	view->credits_words = credits_words(rq->work.arena, &credits);
	for (size_t i = 0; i < rows.n; i++)
		view->has_met |=
			rows.at[i].state == MEETING_OPEN || rows.at[i].state == MEETING_ENDED;
	if (next && view->is_member) {
		view->how = path_meeting_plan(rq->work.arena, next->id);
		view->has_how = true;
	}
	if (next && view->is_facilitator && next->facilitator.n == rq->work.viewer.n) {
		view->plan = url_printf(rq->work.arena, "%.*s/plan",
		                        STR_ARG(path_meeting(rq->work.arena, next->id).text));
		view->has_plan = map_has(view->plan);
	}
	return meeting_year(rq, &rows, next ? next->id : (meeting_id){ 0 }, &view->year);
}

/* ---- what people shared ---- */

static enum err shared_rows(struct request *rq, set_id set, bool carried_only,
                            struct action_rows *out)
{
	if (carried_only)
		return rq->standings & MEMBER
		               ? store_action_carried(rq->work.tx, set, out)
		               : store_action_carried_with(rq->work.tx, set, rq->work.viewer, out);
	return rq->standings & MEMBER
	               ? store_action_shared(rq->work.tx, set, out)
	               : store_action_shared_with(rq->work.tx, set, rq->work.viewer, out);
}

/* By person, in the order of their seats; `most` of each, the newest first. */
static enum err fill_actions(struct request *rq, const struct circle *circle, size_t most,
                             bool carried_only, struct set_actions *out)
{
	struct arena *arena = rq->work.arena;
	struct action_rows rows;

	const enum err err = shared_rows(rq, circle->set.id, carried_only, &rows);
	if (err) return err;
	out->at = NEW(arena, struct set_actions_view, circle->people.n);
	for (size_t p = 0; p < circle->people.n; p++) {
		const struct member_row *person = &circle->people.at[p];
		struct set_actions_view one = {
			.called = person->called,
			.h = str_printf(arena, "h-person-%zu", p + 1),
			.actions.at = NEW(arena, struct action_line_view, rows.n),
		};
		for (size_t i = 0; i < rows.n && one.actions.n < most; i++) {
			if (rows.at[i].person.n != person->person.n) continue;
			one.actions.at[one.actions.n] = action_line(rq, &rows.at[i]);
			one.actions.at[one.actions.n++].when =
				action_by_words(arena, rows.at[i].by_words, rows.at[i].due_on);
		}
		if (one.actions.n) out->at[out->n++] = one;
	}
	return OK;
}

/* ---- /sets/:set ---- */

static enum err fill_rules(struct request *rq, const struct circle *circle, struct set_view *view)
{
	bool have_agreed = false;
	int version = 0;

	enum err err = rule_lines_now(rq, circle, &version, &view->rules);
	if (!err) err = rule_agreement(rq, circle, version, &have_agreed, &view->rules_words);
	view->must_agree = view->is_member && version > 0 && !have_agreed;
	return err;
}

static void fill_commitment(struct request *rq, const struct circle *circle, struct set_view *view)
{
	const struct member_row *me = circle_person(circle, rq->work.viewer);

	view->commitment.at = NEW(rq->work.arena, struct set_commitment_view, COMMITMENT_PARTS);
	for (int i = 0; i < COMMITMENT_PARTS; i++)
		view->commitment.at[view->commitment.n++] =
			(struct set_commitment_view){ str_of(commitment_part(i)->title),
			                              str_of(commitment_part(i)->text) };
	if (me && me->role == ROLE_MEMBER && me->agreed_at.ms)
		view->agreed_when =
			day_words_year(rq->work.arena, circle_day(circle, me->agreed_at));
}

static struct str about_set(struct request *rq, const struct circle *circle)
{
	static const char *const months[] = { "January",   "February", "March",    "April",
		                              "May",       "June",     "July",     "August",
		                              "September", "October",  "November", "December" };
	struct arena *arena = rq->work.arena;
	const struct date made = day_date(circle_day(circle, circle->set.made_at));
	struct str *helpers = NEW(arena, struct str, circle->people.n);
	size_t n = 0;

	for (size_t i = 0; i < circle->people.n; i++)
		if (circle->people.at[i].role == ROLE_FACILITATOR)
			helpers[n++] = circle->people.at[i].called;
	const struct str names = words_list(arena, helpers, n);
	return str_printf(arena, "%.*s%s%.*s. Since %s %d.",
	                  STR_ARG(words_count(arena, circle->members, "member", "members")),
	                  n ? " and " : "", STR_ARG(names), months[made.month - 1], made.year);
}

static void fill_links(struct request *rq, set_id set, struct set_view *view)
{
	struct arena *arena = rq->work.arena;

	view->all_rules = path_set_rules(arena, set);
	view->all_meetings = path_set_meetings(arena, set);
	view->all_actions = path_set_actions(arena, set);
	view->mine = path_set_record_mine(arena, set);
	view->record = path_set_record(arena, set);
	view->calendar = path_set_calendar(arena, set);
	view->add_action = path_set_action_new(arena, set);
}

/* GET /sets/:set - who works in the office and has no part in the set is shown the office's page. */
enum err page_set(struct request *rq, struct reply *reply)
{
	struct set_view view = {
		.is_member = (rq->standings & MEMBER) != 0,
		.is_facilitator = (rq->standings & FACILITATOR) != 0,
	};
	struct circle circle;

	if (!request_may(rq, SEE_SET_WORDS)) return set_office_show(rq, reply, rq->path.set);
	store_ahead_set(rq->work.tx, rq->path.set, view.is_member);
	enum err err = circle_load(rq, rq->path.set, &circle);
	if (err) return err;
	view.page = page_begin(rq, circle.set.name);
	view.name = circle.set.name;
	view.about = about_set(rq, &circle);
	view.readers = circle_readers(rq->work.arena, &circle);
	fill_links(rq, circle.set.id, &view);
	fill_members(rq, &circle, &view);
	err = fill_meetings(rq, &circle, &view);
	fill_commitment(rq, &circle, &view);
	if (!err) err = fill_rules(rq, &circle, &view);
	if (!err) err = fill_actions(rq, &circle, 2, true, &view.actions);
	if (!err) err = airtime_fill(rq, &circle, &view.airtime);
	if (!err) html_set_show(&reply->body, &view);
	return err;
}

/* ---- /sets/:set/meetings ---- */

/* GET /sets/:set/meetings */
enum err page_set_meetings(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct set_meetings_view view = { .page = page_begin(rq, STR("Meetings")) };
	struct attendance_held_rows held;
	struct meeting_rows rows;
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err) err = store_meeting_dates(rq->work.tx, rq->path.set, &rows);
	if (!err) err = store_attendance_held(rq->work.tx, rq->path.set, 0, &held);
	if (err) return err;
	const struct meeting_row *next = meeting_next(&rows);
	const struct credits credits = credits_of(&circle, &rows);
	view.name = circle.set.name;
	view.set = path_set(arena, circle.set.id);
	view.calendar = path_set_calendar(arena, circle.set.id);
	view.credits = credits_glyph(rq, &credits);
	view.credits_words = credits_words(arena, &credits);
	view.to_come.at = NEW(arena, struct set_meeting_view, rows.n);
	view.past.at = NEW(arena, struct set_meeting_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		struct set_meetings *list =
			rows.at[i].state == MEETING_ENDED ? &view.past : &view.to_come;
		list->at[list->n++] =
			meeting_line(rq, &circle, &held, &rows.at[i], &rows.at[i] == next);
	}
	err = meeting_year(rq, &rows, next ? next->id : (meeting_id){ 0 }, &view.year);
	if (!err) html_set_meetings(&reply->body, &view);
	return err;
}

/* ---- /sets/:set/actions ---- */

/* GET /sets/:set/actions */
enum err page_set_actions(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct set_actions_page_view view = {
		.page = page_begin(rq, STR("Actions people shared")),
		.is_member = (rq->standings & MEMBER) != 0,
	};
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err) err = fill_actions(rq, &circle, SIZE_MAX, false, &view.people);
	if (err) return err;
	view.name = circle.set.name;
	view.sheet = str_printf(arena, "%.*s set, %.*s", STR_ARG(circle.set.name),
	                        STR_ARG(day_words_year(arena, circle.today)));
	view.readers = circle_readers(arena, &circle);
	view.set = path_set(arena, circle.set.id);
	view.add = path_set_action_new(arena, circle.set.id);
	html_set_actions(&reply->body, &view);
	return OK;
}
