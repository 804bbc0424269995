/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* home - the front door, and what a member sees first once inside: the one thing to do next, then what is
 * theirs. */
#ifndef WEB_HOME_H
#define WEB_HOME_H

#include "web/action.h"
#include "web/meeting_card.h"
#include "web/page.h"

struct front_part_view {
	struct html glyph;
	struct str name, time, about;
};

struct front_view {
	struct page_view page;
	struct html ring;
	struct {
		struct front_part_view *at;
		size_t n;
	} day; /* the parts of half a day */
};

struct home_rule_view {
	struct str text;
};

struct home_set_view {
	struct str name;
	struct meeting_card card;
	bool has_card;
	struct str later; /* "Next: Thursday 14 January", while the card looks back; may be empty */
	struct url later_to;
	bool is_first;      /* the set has not met yet */
	struct str is_over; /* "The Riverside year is over: you have met 9 times."; else empty */

	bool has_issue, is_shared;
	struct str issue, want;
	struct url issue_to, write_issue;
	struct str asked; /* "20 questions you were asked at meeting 4"; may be empty */
	struct url asked_to;

	struct action_lines actions; /* still going */
	struct str done_words;       /* "1 done since last time"; may be empty */
	struct url add_action;

	struct {
		struct home_rule_view *at;
		size_t n;
	} rules;                /* the first few */
	struct str rules_words; /* "All 6 ground rules" */
	struct url rules_to, set_to;
	bool must_agree;
	struct str handed; /* somebody typed in what is theirs; may be empty */
	struct url handed_to;

	struct html year;
	struct url mine; /* their own record */
	bool has_log;    /* the learning log stands beside the first set */
	struct str h_issue, h_actions, h_rules, h_year; /* ids of the headings */
};

struct home_view {
	struct page_view page;
	struct form_view form;
	struct str called;
	struct {
		struct home_set_view *at;
		size_t n;
	} sets;
	struct str log_prompt, log_back; /* "Read back (7 entries)" */
	struct url log, actions, facilitate;
	bool also_facilitates;
	struct str contact_for; /* the organisation whose contact they are; may be empty */
};

page_fn page_front, page_home;

#endif
