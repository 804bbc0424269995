/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_plan - "Plan the meeting": where and when, how it goes and how people fit, who presents, who has
 * which role, and what the host has still to do. */
#ifndef WEB_MEETING_PLAN_H
#define WEB_MEETING_PLAN_H

#include "web/circle.h"
#include "web/process.h"

struct plan_role_view {
	struct choice_view who;
};

struct plan_presenter_view {
	struct choice_view who;
};

struct plan_duty_view {
	struct str title, help, due, value,
		done; /* done: "Amara, Tuesday 3 November"; empty: not yet */
	bool is_late, is_reminder;
	struct form_view form;
	struct url to;
};

struct plan_view {
	struct page_view page;
	struct form_view form;
	struct url to, meeting, set, process, pack, shell, round, afterwards;
	struct str set_name, title, when, who_plans, readers;
	bool may_write, is_alone;
	struct str read_words;       /* why it may be read alone; empty: it may be changed */
	struct str place, call_link; /* for who may only read */
	struct field_view place_field, link_field, start_field;
	struct str shell_title, round_title;
	struct process_plan_view plan;
	struct {
		struct plan_presenter_view *at;
		size_t n;
	} presenters;
	struct str presenters_words; /* for who may only read */
	struct {
		struct plan_role_view *at;
		size_t n;
	} roles;
	bool has_offer;
	struct {
		struct plan_duty_view *at;
		size_t n;
	} duties;
	struct str host_words;
};

page_fn page_meeting_plan, post_meeting_plan;

#endif
