/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* needs - what needs the office, gathered from all sets, with the one button that puts it right. */
#ifndef WEB_NEEDS_H
#define WEB_NEEDS_H

#include "domain/need.h"
#include "web/office.h"
#include "web/page.h"

/* All that the office's pages of everything look at; loaded once a request. */
struct office_all {
	struct set_overview_rows sets;
	struct meeting_office_rows meetings; /* from OFFICE_YEAR_MS ago on */
	struct bookings bookings;
	struct str *facilitators; /* of each set: names, "Helen Marsh, Dev Patel"; may be empty */
	struct str *called;       /* what the first of them is called */
	struct day today;         /* by the house's clocks */
};
MUST_USE enum err office_load(struct request *rq, struct office_all *out);

/* One line of the list.  Exactly one of to and post is an address. */
struct need_line {
	struct str tag, what, more, button;
	bool is_bad, is_warn; /* colour of the tag; neither: quiet */
	bool is_alert, is_pin, is_person, is_book, is_people, is_mail, is_calendar;
	struct url to;   /* a link */
	struct url post; /* a form */
};

struct need_lines {
	struct need_line *at;
	size_t n;
};

/* Of all sets, or when only.n is not 0 of that one. */
MUST_USE enum err needs_fill(struct request *rq, const struct office_all *all, set_id only,
                             struct need_lines *out, size_t *left_out);

page_fn post_set_rules_remind, post_meeting_remind;

#endif
