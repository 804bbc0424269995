/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set_office - see set_office.h. */
#include "web/set_office.h"

#include "base/zone.h"
#include "domain/attendance.h"
#include "domain/meeting.h"
#include "format/glyph.h"
#include "format/year.h"
#include "html/set_office.h"
#include "store/attendance.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/person.h"
#include "web/site.h"

/* ---- the list ---- */

/* "Meeting 4 of 9 is next, on Thursday 3 December", as far as there are dates. */
static struct str next_words(struct arena *arena, const struct set_overview_row *set,
                             const struct zone *zone)
{
	if (set->meetings == 0) return STR("No dates yet");
	if (set->next_at.ms == 0) return STR("All meetings held");
	return day_words_year(arena, zone_local(zone, set->next_at).day);
}

static enum err fill_lines(struct request *rq, const struct set_overview_rows *rows,
                           struct sets_view *view)
{
	struct arena *arena = rq->work.arena;

	view->sets.at = NEW(arena, struct set_line, rows->n);
	for (size_t i = 0; i < rows->n; i++) {
		const struct set_overview_row *row = &rows->at[i];
		const struct zone *zone = NULL;
		const enum err err = site_zone(rq->site, row->zone, &zone);
		if (err) return err;
		view->sets.at[view->sets.n++] = (struct set_line){
			.to = path_set(arena, row->id),
			.name = row->name,
			.programme = row->programme_name,
			.members = office_joined_words(arena, row->members, row->invited),
			.next = next_words(arena, row, zone),
			.held = row->meetings
			                ? str_printf(arena, "%d of %d", row->ended, row->meetings)
			                : STR(""),
		};
	}
	return OK;
}

/* GET /sets */
enum err page_sets(struct request *rq, struct reply *reply)
{
	struct set_overview_rows rows;

	enum err err = store_set_overview(rq->work.tx, (programme_id){ 0 }, &rows);
	if (err) return err;
	struct sets_view view = { .page = page_begin(rq, STR("Sets")), .new_to = path_sets_new() };
	view.is_cut = rows.n == SET_OVERVIEW_MAX;
	err = fill_lines(rq, &rows, &view);
	if (!err) html_set_office_list(&reply->body, &view);
	return err;
}

/* ---- one set ---- */

struct seen {
	struct request *rq;
	set_id set;
	struct set_overview_row row;
	struct programme_row programme;
	struct day today;
	struct meeting_rows meetings;      /* with places */
	struct meeting_office_rows counts; /* the same, with counts */
	struct member_rows members;
	struct attendance_total_rows totals;
};

static enum err load(struct seen *seen)
{
	struct tx *tx = seen->rq->work.tx;

	enum err err = store_set_overview_one(tx, seen->set, &seen->row);
	if (!err) err = store_programme_of_set(tx, seen->set, &seen->programme);
	if (!err) err = office_today(seen->rq, seen->programme.zone, &seen->today);
	if (!err) err = store_meeting_list(tx, seen->set, &seen->meetings);
	if (!err) err = store_meeting_office(tx, seen->set, (struct instant){ 0 }, &seen->counts);
	if (!err) err = store_member_list(tx, seen->set, &seen->members);
	if (!err) err = store_attendance_totals(tx, seen->set, &seen->totals);
	return err;
}

static struct str state_words(const struct seen *seen)
{
	struct arena *arena = seen->rq->work.arena;
	const struct meeting_row *next = NULL, *first = NULL;

	for (size_t i = 0; i < seen->meetings.n; i++) {
		const struct meeting_row *meeting = &seen->meetings.at[i];
		if (meeting->state == MEETING_CANCELLED) continue;
		if (!first) first = meeting;
		if (!next && meeting->state < MEETING_ENDED) next = meeting;
	}
	if (!first) return STR("No dates yet.");
	if (!next) return str_printf(arena, "All %d meetings have been held.", seen->row.meetings);
	if (seen->row.ended == 0)
		return str_printf(arena, "Starts on %.*s.",
		                  STR_ARG(day_words_year(arena, next->held_on)));
	return str_printf(arena, "Running since %.*s. Meeting %d of %d is next, %.*s.",
	                  STR_ARG(day_words_year(arena, first->held_on)), next->number,
	                  seen->row.meetings,
	                  STR_ARG(day_distance_words(arena, seen->today, next->held_on)));
}

static const struct meeting_office_row *counts_of(const struct seen *seen, meeting_id id)
{
	for (size_t i = 0; i < seen->counts.n; i++)
		if (seen->counts.at[i].id.n == id.n) return &seen->counts.at[i];
	return NULL;
}

static struct str came_words(const struct seen *seen, const struct meeting_row *meeting)
{
	const struct meeting_office_row *counts = counts_of(seen, meeting->id);
	struct arena *arena = seen->rq->work.arena;

	if (meeting->state == MEETING_CANCELLED || !counts) return STR("Called off");
	if (meeting->state == MEETING_ENDED)
		return str_printf(arena, "%d of %d came", counts->came,
		                  counts->came + counts->apologies + counts->missed +
		                          counts->unsaid);
	if (meeting->state == MEETING_OPEN) return STR("It is happening now");
	if (counts->apologies == 0) return STR("");
	return str_printf(arena, "%d can’t come", counts->apologies);
}

static struct str facilitator_words(const struct seen *seen, const struct meeting_row *meeting)
{
	const struct meeting_office_row *counts = counts_of(seen, meeting->id);

	if (!meeting->facilitated) return STR("None, they run it themselves");
	if (counts && counts->facilitator_name.n) return counts->facilitator_name;
	return STR("Nobody named yet");
}

static void fill_meetings(const struct seen *seen, struct set_office_view *view)
{
	struct arena *arena = seen->rq->work.arena;
	struct year_meeting *year = NEW(arena, struct year_meeting, seen->meetings.n);
	bool has_next = false;
	struct buf strip;

	view->meetings.at = NEW(arena, struct set_meeting_line, seen->meetings.n);
	for (size_t i = 0; i < seen->meetings.n; i++) {
		const struct meeting_row *m = &seen->meetings.at[i];
		const bool over = m->state >= MEETING_ENDED;
		const bool next = !over && !has_next;
		has_next |= next;
		year[i] = (struct year_meeting){
			.number = m->number,
			.day = day_words_short(arena, m->held_on),
			.state = next   ? YEAR_NEXT
			         : over ? YEAR_HELD
			                : YEAR_PLANNED,
			.facilitated = m->facilitated,
		};
		view->meetings.at[view->meetings.n++] = (struct set_meeting_line){
			.number = m->number,
			.to = path_meeting_settings(arena, m->id),
			.when = str_printf(arena, "%.*s, %.*s",
			                   STR_ARG(day_words_year(arena, m->held_on)),
			                   STR_ARG(minute_words(arena, m->start_min))),
			.where = m->place.n       ? m->place
			         : m->call_link.n ? STR("On a call")
			                          : STR(""),
			.who = facilitator_words(seen, m),
			.came = came_words(seen, m),
			.is_facilitated = m->facilitated,
			.lacks_who = m->facilitated && m->facilitator.n == 0 && !over,
			.is_over = over,
		};
	}
	buf_init(&strip, OFFICE_DRAWING_BYTES);
	year_strip(&strip, &(struct year_meetings){ year, seen->meetings.n });
	view->year = html_drawing(arena, &strip);
}

static struct str came_of(const struct seen *seen, person_id person)
{
	for (size_t i = 0; i < seen->totals.n; i++) {
		const struct attendance_total_row *t = &seen->totals.at[i];
		if (t->person.n != person.n) continue;
		return str_printf(seen->rq->work.arena, "%d of %d", t->came,
		                  t->came + t->apologies + t->missed);
	}
	return STR("");
}

static void fill_members(const struct seen *seen, struct set_office_view *view)
{
	struct arena *arena = seen->rq->work.arena;

	view->members.at = NEW(arena, struct set_member_line, seen->members.n);
	for (size_t i = 0; i < seen->members.n; i++) {
		const struct member_row *m = &seen->members.at[i];
		if (m->role == ROLE_FACILITATOR) {
			view->facilitators =
				str_printf(arena, "%.*s%s%.*s", STR_ARG(view->facilitators),
			                   view->facilitators.n ? ", " : "", STR_ARG(m->name));
			continue;
		}
		view->members.at[view->members.n++] = (struct set_member_line){
			.to = path_set_member(arena, seen->set, m->id),
			.name = m->name,
			.organisation = m->organisation_name,
			.came = came_of(seen, m->person),
			.is_asked = m->state == MEMBER_INVITED,
		};
	}
}

static struct str cell_words(enum attendance state)
{
	switch (state) {
	case ATTENDANCE_EXPECTED:
		return STR("Not known");
	case ATTENDANCE_APOLOGIES:
		return STR("Apologies");
	case ATTENDANCE_CAME:
		return STR("Came");
	case ATTENDANCE_MISSED:
		return STR("Missed");
	}
	return STR("");
}

/* A row a member, a column an ended meeting. */
static enum err fill_attendance(const struct seen *seen, struct set_office_view *view)
{
	struct arena *arena = seen->rq->work.arena;
	const size_t columns = (size_t)seen->row.ended;
	person_id *ids = NEW(arena, person_id, seen->members.n);
	struct attendance_held_rows held;

	const enum err err = store_attendance_held(seen->rq->work.tx, seen->set, 0, &held);
	if (err) return err;
	view->columns.at = NEW(arena, struct set_cell, columns);
	view->attendance.at = NEW(arena, struct set_attendance_row, seen->members.n);
	for (size_t i = 0; i < seen->members.n; i++) {
		const struct member_row *m = &seen->members.at[i];
		if (m->role == ROLE_FACILITATOR || m->state != MEMBER_JOINED) continue;
		ids[view->attendance.n] = m->person;
		struct set_attendance_row *row = &view->attendance.at[view->attendance.n++];
		row->name = m->name;
		row->cells.at = NEW(arena, struct set_cell, columns);
	}
	for (size_t i = 0; i < seen->meetings.n && view->columns.n < columns; i++) {
		if (seen->meetings.at[i].state != MEETING_ENDED) continue;
		view->columns.at[view->columns.n++].words =
			str_printf(arena, "%d", seen->meetings.at[i].number);
		for (size_t r = 0; r < view->attendance.n; r++) {
			struct set_attendance_row *row = &view->attendance.at[r];
			row->cells.at[row->cells.n++].words = cell_words(
				attendance_held_state(&held, seen->meetings.at[i].id, ids[r]));
		}
	}
	return OK;
}

static void fill_credits(const struct seen *seen, struct set_office_view *view)
{
	const struct credits credits = office_credits(&seen->row);
	struct buf squares;

	view->credits_words = credits_words(seen->rq->work.arena, &credits);
	buf_init(&squares, OFFICE_DRAWING_BYTES);
	glyph_credits(&squares, (size_t)credits.used, (size_t)credits.booked,
	              (size_t)credits_to_place(&credits));
	view->credits = html_drawing(seen->rq->work.arena, &squares);
}

enum err set_office_show(struct request *rq, struct reply *reply, set_id set)
{
	struct arena *arena = rq->work.arena;
	struct seen seen = { .rq = rq, .set = set };
	struct office_all all;
	size_t left_out;

	enum err err = load(&seen);
	if (!err) err = office_load(rq, &all);
	if (err) return err;
	const struct programme_numbers numbers = office_numbers(&seen.programme);
	const int people = seen.row.members + seen.row.invited;
	struct set_office_view view = {
		.page = page_begin(rq, seen.row.name),
		.form = form_begin(rq),
		.settings = path_set_settings(arena, set),
		.dates = path_set_dates(arena, set),
		.members_to = path_set_members(arena, set),
		.name = seen.row.name,
		.state = state_words(&seen),
		.size_note = people ? programme_size_words(arena, &numbers, people) : STR(""),
		.programme = seen.programme.name,
		.members_count = office_joined_words(arena, seen.row.members, seen.row.invited),
	};
	fill_meetings(&seen, &view);
	fill_members(&seen, &view);
	fill_credits(&seen, &view);
	err = fill_attendance(&seen, &view);
	if (!err) err = needs_fill(rq, &all, set, &view.needs, &left_out);
	if (!err) html_set_office_show(&reply->body, &view);
	return err;
}
