/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set_office - the sets as the office sees them: who, when, where, who came, and no word of it. */
#ifndef WEB_SET_OFFICE_H
#define WEB_SET_OFFICE_H

#include "web/needs.h"
#include "web/office.h"
#include "web/page.h"

struct set_line {
	struct url to;
	struct str name, programme, members, next, held;
};

struct sets_view {
	struct page_view page;
	struct url new_to;
	bool is_cut; /* there are more than a page can list */
	struct {
		struct set_line *at;
		size_t n;
	} sets;
};

struct set_meeting_line {
	int number;
	struct url to;                           /* where it is changed */
	struct str when, where, who, came;       /* where may be empty */
	bool is_facilitated, lacks_who, is_over; /* lacks_who: facilitated, and nobody named */
};

struct set_member_line {
	struct url to;
	struct str name, organisation, came;
	bool is_asked;
};

struct set_cell {
	struct str words; /* "Came", "Apologies", "Missed", "" */
};

struct set_attendance_row {
	struct str name;
	struct {
		struct set_cell *at;
		size_t n;
	} cells;
};

struct set_office_view {
	struct page_view page;
	struct form_view form;
	struct need_lines needs;
	struct url settings, dates, members_to;
	struct str name, state, size_note, credits_words;
	struct html credits, year;
	struct str programme, facilitators, members_count;
	struct {
		struct set_meeting_line *at;
		size_t n;
	} meetings;
	struct {
		struct set_member_line *at;
		size_t n;
	} members;
	struct {
		struct set_cell *at; /* "1", "2": the numbers of the ended meetings */
		size_t n;
	} columns;
	struct {
		struct set_attendance_row *at;
		size_t n;
	} attendance;
};

/* GET /sets */
page_fn page_sets;
/* GET /sets/:set for who works in the office and has no part in the set: names, dates, attendance.
 * Called by the page of the set once the gate has let them through. */
MUST_USE enum err set_office_show(struct request *rq, struct reply *reply, set_id set);

#endif
