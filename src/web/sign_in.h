/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in - the door: asking for a link, using it or its code, signing out. */
#ifndef WEB_SIGN_IN_H
#define WEB_SIGN_IN_H

#include "web/page.h"

struct sign_in_view {
	struct page_view page;
	struct form_view form;
	struct url to;
	struct field_view email;
	struct str next; /* where to go afterwards; may be empty */
};

struct sign_in_sent_view {
	struct page_view page;
	struct form_view form;
	struct url to, again;
	struct field_view code;
	struct str next;
};

struct sign_in_link_view {
	struct page_view page;
	struct form_view form;
	struct url to;
	struct str called;
};

struct sign_in_gone_view {
	struct page_view page;
	struct url again;
};

page_fn page_sign_in, post_sign_in;
page_fn page_sign_in_sent, post_sign_in_sent;
page_fn page_sign_in_link, post_sign_in_link;
page_fn post_sign_out, post_sign_out_everywhere;

/* The session's cookie, for as long as the session lasts; the one that this browser had is ended. */
MUST_USE enum err sign_in_here(struct request *rq, struct reply *reply, struct str session);

#endif
