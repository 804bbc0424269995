/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards - "What matters of the meeting": one who was there types it in from paper; and what was typed
 * in for somebody, as they alone find it. */
#ifndef WEB_AFTERWARDS_H
#define WEB_AFTERWARDS_H

#include "domain/afterwards.h"
#include "web/circle.h"
#include "web/page.h"

struct afterwards_action_view {
	struct field_view text, by, know;
};

struct afterwards_part_view {
	struct str heading, h; /* h: id of the heading */
	struct choice_view who;
	struct field_view minutes, focus, questions;
	struct afterwards_action_view first;
	struct {
		struct afterwards_action_view *at;
		size_t n;
	} more;        /* actions after the first */
	bool has_more; /* something stands in them */
};

struct afterwards_parts {
	struct afterwards_part_view *at;
	size_t n;
};

struct afterwards_view {
	struct page_view page;
	struct form_view form;
	struct url to, meeting, set;
	struct str set_name, title, when, sees_minutes;
	struct str why_not; /* nothing can be typed in; else empty */
	bool may_end;       /* its room is under way, and they may end it here */
	struct str before;  /* who typed in what before; may be empty */
	struct {
		struct check_view *at;
		size_t n;
	} came;
	struct str came_error;
	struct afterwards_parts parts, rest; /* rest: folded away */
	bool rest_is_open;
	struct field_view learnt;
};

struct yours_question_view {
	struct field_view text;
	struct str id;
	struct form_view form;
	struct url to;
};

struct yours_action_view {
	struct str text, by, sign;
	struct url to;
};

struct yours_view {
	struct page_view page;
	struct form_view form;
	struct url to, meeting, set;
	struct str set_name, title, typed, minutes; /* minutes: may be empty */
	struct field_view focus;
	bool is_seen, has_focus;
	struct {
		struct yours_question_view *at;
		size_t n;
	} questions;
	struct {
		struct yours_action_view *at;
		size_t n;
	} actions;
};

page_fn page_afterwards, post_afterwards;
page_fn page_yours, post_yours;

/* What one set's home says of what waits to be looked at; *words is empty if nothing does. */
MUST_USE enum err afterwards_waiting(struct request *rq, set_id set, struct str *words,
                                     struct url *to);

#endif
