/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* account - what one is called, and how pages are shown. */
#ifndef WEB_ACCOUNT_H
#define WEB_ACCOUNT_H

#include "web/page.h"

struct account_view {
	struct page_view page;
	struct form_view form;
	struct url to, to_display, data;
	struct field_view name, called, job;
	struct choice_view theme, speak;
	struct check_view shortcuts;
	struct str email, employer; /* employer may be empty */
	bool is_coordinator;
	struct url person; /* of a coordinator: their own page in the office */
};

page_fn page_account, post_account, post_account_display, post_account_session;

#endif
