/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* prepare - before a meeting: one's issue, what others have shared, a private wish for airtime. */
#ifndef WEB_PREPARE_H
#define WEB_PREPARE_H

#include "web/issue.h"

struct coming_view {
	struct str called, text, want;
	struct url to;
};

struct prepare_view {
	struct page_view page;
	struct url meeting, bid_to, first_meeting;
	struct str set_name, when;
	bool is_first; /* there is nothing to prepare */
	struct issue_form_view form;
	struct form_view bid_form;
	struct choice_view urgency;
	struct {
		struct coming_view *at;
		size_t n;
	} coming;
};

page_fn page_prepare, post_prepare, post_bid;

#endif
