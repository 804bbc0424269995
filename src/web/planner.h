/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* planner - twelve months of all sets: drawn for wide windows, a list for narrow ones, a sheet for walls. */
#ifndef WEB_PLANNER_H
#define WEB_PLANNER_H

#include "format/html.h"
#include "web/needs.h"

struct planner_row {
	struct url to;
	struct str name, facilitators; /* the latter may be empty */
	struct html drawing;
};

/* A meeting to come, for phones. */
struct planner_line {
	struct url to;
	struct str what, when, warning; /* "Riverside, meeting 4"; warning may be empty */
};

struct planner_date {
	struct str words; /* "3 Dec"; empty: there is none */
	bool facilitated, is_off_beat;
};

struct planner_sheet_row {
	struct str name, facilitators;
	struct {
		struct planner_date *at;
		size_t n;
	} dates;
};

struct planner_view {
	struct html months;
	struct str span; /* "September 2026 to August 2027" */
	struct url earlier, later;
	struct {
		struct planner_row *at;
		size_t n;
	} rows;
	struct {
		struct planner_line *at;
		size_t n;
	} lines;
	bool has_clash;
};

struct planner_number {
	int number;
};

struct planner_print_view {
	struct page_view page;
	struct url up;
	struct str made; /* "Made on Wednesday 25 November 2026" */
	struct planner_view planner;
	struct {
		struct planner_number *at;
		size_t n;
	} columns;
	struct {
		struct planner_sheet_row *at;
		size_t n;
	} sheet;
};

/* The year that ?from=2026-09 asks for, else one that began four months ago. */
MUST_USE enum err planner_fill(struct request *rq, const struct office_all *all,
                               struct planner_view *out);

page_fn page_planner_print;

#endif
