/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* home - the front door, and what a person sees first once inside. */
#ifndef WEB_HOME_H
#define WEB_HOME_H

#include "format/html.h"
#include "web/page.h"
#include "web/reply.h"

struct front_view {
	struct page_view page;
};

struct home_action_view {
	struct str text, when, state;
	bool is_open;
};

struct home_rule_view {
	struct str text;
};

struct home_set_view {
	struct str name;
	bool has_next, has_issue, is_shared, is_member;
	struct str next_when, next_words, place, coming;
	struct str issue, want;
	struct {
		struct home_action_view *at;
		size_t n;
	} actions;
	struct {
		struct home_rule_view *at;
		size_t n;
	} rules;
	struct html year;
	struct str h_next, h_issue, h_actions, h_rules, h_year; /* ids of the headings */
};

struct home_view {
	struct page_view page;
	struct str called;
	struct {
		struct home_set_view *at;
		size_t n;
	} sets;
};

enum err page_front(struct request *rq, struct reply *reply);
enum err page_home(struct request *rq, struct reply *reply);

#endif
