/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invite - the first visit: which set, what one agrees to, a name. */
#ifndef WEB_INVITE_H
#define WEB_INVITE_H

#include "web/page.h"

struct invite_view {
	struct page_view page;
	struct form_view form;
	struct url to;
	struct str set_name;
	struct str next_words;              /* "First meeting", "Next meeting" */
	struct str next, more, facilitator; /* when it meets, who facilitates; each may be empty */
	struct field_view name, called;
	struct check_view own, others;
};

struct invite_gone_view {
	struct page_view page;
	struct url sign_in;
};

page_fn page_invite, post_invite;

#endif
