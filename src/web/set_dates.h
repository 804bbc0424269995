/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set_dates - a set's year: first proposed, then looked after. */
#ifndef WEB_SET_DATES_H
#define WEB_SET_DATES_H

#include "web/page.h"

struct set_date_proposed {
	int number;
	struct str when, why; /* why: it was moved, or stands out; may be empty */
};

struct set_date_line {
	int number;
	struct str when, where, who, warning; /* where and warning may be empty */
	struct url to;                        /* where it is changed */
	bool is_held, is_off, is_next, lacks_place;
	struct url credit; /* POST: spends a credit or gives it back; empty: not offered */
	struct str credit_value, credit_words;
};

struct set_dates_view {
	struct page_view page;
	struct form_view form;
	struct url to, up;
	struct str set_name;
	/* before there are any */
	struct day_view first;
	struct choice_view half;
	bool has_proposal, shows_form;
	struct str proposal_words, first_iso, half_value;
	struct {
		struct set_date_proposed *at;
		size_t n;
	} proposed;
	/* afterwards */
	struct str credits_words, notice_words;
	struct html credits;
	struct {
		struct set_date_line *at;
		size_t n;
	} meetings;
};

page_fn page_set_dates, post_set_dates;

#endif
