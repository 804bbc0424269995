/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_office - one meeting as the office looks after it: day, time, place, call, facilitator. */
#ifndef WEB_MEETING_OFFICE_H
#define WEB_MEETING_OFFICE_H

#include "web/page.h"

struct meeting_office_note {
	struct str words;
};

struct meeting_office_view {
	struct page_view page;
	struct form_view form;
	struct url to, facilitator_to, off_to, set_to, dates_to, people_to;
	struct str set_name, heading, state; /* state: empty while it is planned */
	bool is_planned, is_off, is_near;    /* near: within the notice */
	struct str back_words;               /* what comes back with it; empty: nothing to say */
	struct {
		struct meeting_office_note *at;
		size_t n;
	} notes;
	struct day_view held_on;
	struct field_view start_min, length_min, place, call_link;
	struct check_view tell, tell_who, is_agreed, later_too;
	bool has_later; /* meetings after it that have no place */
	struct choice_view who;
	struct str credits_words, first_words; /* first_words: why the facilitator stays */
	struct html credits;
};

struct meeting_off_view {
	struct page_view page;
	struct form_view form;
	struct url to, up;
	struct str set_name, heading, credit_words; /* credit_words may be empty */
};

page_fn page_meeting_off;
page_fn page_meeting_settings, post_meeting_settings, post_meeting_facilitator, post_meeting_off;

#endif
