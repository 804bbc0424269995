/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set - the set's own space: who is in it, when it meets, what was agreed, what people shared. */
#ifndef WEB_SET_H
#define WEB_SET_H

#include "web/action.h"
#include "web/airtime.h"
#include "web/meeting_card.h"
#include "web/rule.h"

struct set_member_view {
	struct str name, initials, called, about; /* called: "called Ben", or empty */
	bool is_facilitator;
};

struct set_meeting_view {
	int number;
	struct str day, about, tag, key; /* key: the class of its circle */
	struct url to;
	bool is_done;
};

struct set_meetings {
	struct set_meeting_view *at;
	size_t n;
};

/* One person's shared actions. */
struct set_actions_view {
	struct str called, h;
	struct action_lines actions;
};

struct set_actions {
	struct set_actions_view *at;
	size_t n;
};

struct set_commitment_view {
	struct str title, text;
};

struct set_view {
	struct page_view page;
	struct str name, about, readers, credits_words, agreed_when;
	struct html credits, year;
	struct url all_rules, all_meetings, all_actions, calendar, add_action, plan, facilitate,
		mine, record;
	struct {
		struct set_member_view *at;
		size_t n;
	} members;
	struct set_meetings meetings;
	struct rule_lines rules;
	struct str rules_words; /* "Version 2. Agreed by 5 of 7." */
	struct set_actions actions;
	struct airtime_view airtime;
	struct {
		struct set_commitment_view *at;
		size_t n;
	} commitment;
	struct url how; /* the next meeting goes, stage by stage */
	bool has_how;
	bool has_met; /* a meeting has been opened: there may be airtime, and actions */
	bool is_member, must_agree, has_plan, is_facilitator;
};

struct set_meetings_view {
	struct page_view page;
	struct str name, credits_words;
	struct html credits, year;
	struct url set, calendar;
	struct set_meetings to_come, past;
};

struct set_actions_page_view {
	struct page_view page;
	struct str name, readers, sheet;
	struct url set, add;
	struct set_actions people;
	bool is_member;
};

/* "Housing options, Wyreham Borough Council": what one does and where, as far as it is known. */
struct str set_work_words(struct arena *arena, const struct member_row *row);

page_fn page_set, page_set_meetings, page_set_actions;

#endif
