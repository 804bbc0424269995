/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_pack - a meeting on paper, for a room without devices: the running order, the words to say, the
 * ground rules, a sheet for each issue that is shared, cards for actions. */
#ifndef WEB_MEETING_PACK_H
#define WEB_MEETING_PACK_H

#include "web/circle.h"
#include "web/process.h"
#include "web/rule.h"

struct pack_role_view {
	struct str role, who; /* who: empty: to be decided there */
};

struct pack_issue_view {
	struct str called, text, want; /* all empty: a sheet to write on */
};

struct pack_view {
	struct page_view page;
	struct url plan, afterwards;
	struct str title, set_name, when, place, sheet, readers;
	struct process_plan_view order;
	struct {
		struct process_stage_words *at;
		size_t n;
	} stages;
	struct {
		struct pack_role_view *at;
		size_t n;
	} roles;
	struct rule_lines rules;
	struct {
		struct pack_issue_view *at;
		size_t n;
	} issues;
};

page_fn page_meeting_pack;

#endif
