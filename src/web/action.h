/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action - what one said one would do: a list, one of them, and how it went. */
#ifndef WEB_ACTION_H
#define WEB_ACTION_H

#include "store/action.h"
#include "web/circle.h"
#include "web/page.h"

/* One line of a list; also on home and on a meeting's page. */
struct action_line_view {
	struct str text, when, state, learnt, called; /* state: empty while it is open */
	struct url to, told;
	struct form_view form; /* of "Mark as done" */
	bool is_open, is_shared;
};

struct action_lines {
	struct action_line_view *at;
	size_t n;
};

struct action_line_view action_line(struct request *rq, const struct action_row *row);
/* "By when: before the next meeting", "By Friday"; empty for none. */
struct str action_when_words(struct arena *arena, struct str by);

struct action_add_view {
	struct str set_name;
	struct url to;
};

struct actions_view {
	struct page_view page;
	struct action_lines going, past;
	struct {
		struct action_add_view *at;
		size_t n;
	} add;
	bool has_many_sets;
};

/* action/fields.html */
struct action_fields_view {
	struct field_view text, by_words, sign;
	struct day_view due_on;
};

struct action_new_view {
	struct page_view page;
	struct form_view form;
	struct url to, actions;
	struct str set_name;
	struct action_fields_view fields;
	struct choice_view issue, who;
	bool has_issues;
};

struct action_view {
	struct page_view page;
	struct form_view form;
	struct url actions, told, words, shared, gone, add;
	struct str text, when, sign, state, learnt, set_name, readers, chosen;
	struct choice_view how;
	struct field_view what_learnt;
	struct action_fields_view fields;
	bool is_open, is_changed, is_shared, may_share;
};

struct action_shared_view {
	struct page_view page;
	struct str called, text, when, sign, state, learnt, set_name, readers;
	struct url set;
};

struct action_gone_view {
	struct page_view page;
	struct form_view form;
	struct url to, action;
	struct str text;
};

void action_fill_fields(struct request *rq, const struct action_row *row,
                        struct action_fields_view *out);

page_fn page_actions, page_action_new, post_action_new, page_action, post_action_told,
	post_action_words, post_action_shared, page_action_gone, post_action_gone;

#endif
