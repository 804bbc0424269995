/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* page - the frame around every page: title, navigation, banner, display settings, assets. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/form.h"

struct nav_view {
	struct url to;
	struct str words;
	bool is_current; /* this very page */
	bool is_section; /* this page, or one below it */
};

struct page_view {
	struct str title;       /* "Your set – Setwise" */
	struct str main_class;  /* "wrap page"; "door" for sign-in */
	struct str body_class;  /* usually empty */
	bool is_light, is_dark; /* neither: as the device */
	bool has_nav;
	struct {
		struct nav_view *at;
		size_t n;
	} nav;
	struct url brand;     /* where the mark leads */
	struct str banner;    /* one-time notification; empty: none */
	struct str demo_name; /* the demo says who one is; empty: no strip */
	bool is_demo;
	bool may_sign_in; /* a stranger on a page: the link is shown */
	bool may_sign_out;
	/* Before the session ends: forms.js tells two minutes before, the page itself a quarter of an hour. */
	bool has_session, session_shown;
	int64_t session_left, session_more; /* ms */
	struct url session_to;
	struct str session_ends, session_back;
	struct form_view sign_out;                         /* the hidden fields of its form */
	struct str host_body, contact_name, contact_phone; /* any may be empty */
	struct url contact_mail;
	struct url css, font, icon, forms_js, room_js, screen_js;
};

/* The frame for this viewer; the title gains " – Setwise", and "Error: " before it when a form is
 * shown again.  What could not be loaded is noted in rq->page_err, which the dispatcher heeds. */
struct page_view page_begin(struct request *rq, struct str title);
/* The same for a page with one thing to do, before anybody is signed in: narrow, no other way in. */
struct page_view page_at_door(struct request *rq, struct str title);
/* The frame for nobody in particular: the same bytes whoever asks. */
struct page_view page_neutral(struct site *site, struct arena *arena, struct str title);

#endif
