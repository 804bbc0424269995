/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* overview - the office's first page: what needs it, the year, who came, the facilitators, what members
 * said a meeting was worth. */
#ifndef WEB_OVERVIEW_H
#define WEB_OVERVIEW_H

#include "web/person.h"
#include "web/planner.h"

struct overview_came {
	struct html seats;
	int came, of;
};

struct overview_attendance {
	struct url to;
	struct str name, members; /* "7 members" */
	struct {
		struct overview_came *at;
		size_t n;
	} meetings;
};

struct overview_answers {
	struct str name;
	bool is_shown;     /* five or more answered */
	int a, b, c, d, e; /* a great deal .. not at all */
};

/* One of the first steps of a house that has no set yet. */
struct overview_step {
	int number;
	struct url to;
	struct str title, words, button;
	bool is_done, is_next; /* at most one is next */
};

struct overview_view {
	struct page_view page;
	struct form_view form;
	struct url sets_new, print;
	struct need_lines needs;
	size_t left_out;
	struct planner_view planner;
	struct facilitator_lines facilitators;
	struct str answers_words; /* empty: nothing may be shown yet */
	struct html bars, key_a, key_b, key_c, key_d, key_e;
	struct {
		struct overview_answers *at;
		size_t n;
	} answers;
	struct {
		struct overview_attendance *at;
		size_t n;
	} attendance;
	struct {
		struct overview_step *at;
		size_t n;
	} steps; /* empty once there is a set */
	bool has_sets;
};

page_fn page_overview;

#endif
