/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* review - "How did we work?" on a page of its own: three lines, and the two questions of the pulse. */
#ifndef WEB_REVIEW_H
#define WEB_REVIEW_H

#include "web/meeting.h"

struct review_line_view {
	struct field_view text;
	struct check_view share;
};

struct review_view {
	struct page_view page;
	struct form_view form;
	struct str when, set_name, readers;
	struct url to, pulse_to, meeting, actions;
	struct {
		struct review_line_view *at;
		size_t n;
	} mine;
	struct {
		struct meeting_line_view *at;
		size_t n;
	} lines;
	struct choice_view helped, safe;
	bool may_pulse, is_given;
};

/* Of the kind of a line: "What helped". */
struct str review_kind_words(enum review_kind kind);

page_fn page_review, post_review, post_pulse;

#endif
