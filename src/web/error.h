/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* error - what is shown when there is no page to show: own words for each status, and what was written
 * given back. */
#ifndef WEB_ERROR_H
#define WEB_ERROR_H

#include "web/page.h"

struct error_view {
	struct page_view page;
	struct str heading, words, more; /* more: what this request's own rule said; may be empty */
	bool blames_us;                  /* what the reader does cannot help if it comes again */
	bool may_retry;                  /* the same form can be sent again from here */
	bool asks_sign_in;               /* sign in first, in another tab */
	struct url retry, sign_in;
	struct str csrf;
	struct pairs hidden, written; /* all that was sent; what of it people wrote */
};

/* What the person reads about an outcome: 400..503. */
struct str error_sentence(int status);

/* Fills the reply with the page of `status`.  The page of 404 is the same bytes whoever asks for
 * whatever. `more` may be empty. */
void error_reply(struct request *rq, struct reply *reply, int status, struct str more);
/* A stranger sent a form that needs somebody: they were signed out while writing. */
void error_signed_out(struct request *rq, struct reply *reply);

#endif
