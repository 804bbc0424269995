/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* facilitate - a facilitator's home: what needs them, their next meetings, their sets. */
#ifndef WEB_FACILITATE_H
#define WEB_FACILITATE_H

#include "web/meeting_card.h"
#include "web/page.h"

struct need_view {
	struct str tag, words, more; /* tag: one or two words for what it is */
	struct url to;
	struct str button;
	bool is_alert;
};

struct facilitate_meeting_view {
	int number;
	struct str set_name, day, about;
	struct url to, room, plan;
	bool may_room, has_plan;
};

struct facilitate_set_view {
	struct str name, about, next;
	struct url to;
};

struct facilitate_view {
	struct page_view page;
	struct str called;
	bool has_card, also_member;
	struct meeting_card card;
	struct url home;
	struct {
		struct need_view *at;
		size_t n;
	} needs;
	struct {
		struct facilitate_meeting_view *at;
		size_t n;
	} meetings;
	struct {
		struct facilitate_set_view *at;
		size_t n;
	} sets;
};

page_fn page_facilitate;

#endif
