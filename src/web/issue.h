/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue - what one is stuck on: written, shared with the set, and followed through the year.
 *
 * The writing form stands on two pages, /sets/:set/issue and /meetings/:meeting/prepare. */
#ifndef WEB_ISSUE_H
#define WEB_ISSUE_H

#include "format/html.h"
#include "web/circle.h"
#include "web/page.h"

/* ---- writing ---- */

/* issue/form.html */
struct issue_form_view {
	struct form_view form;
	struct url to;
	struct field_view text, want;
	struct {
		struct check_view *at;
		size_t n;
	} checks;
	struct str gentle;      /* a sentence about what is ticked; empty before the first saving */
	struct str issue, seen; /* hidden: which, and as it was when the form was shown */
	bool is_clash;          /* it was changed in another window meanwhile */
	struct str kept_text, kept_want;
	bool is_shared; /* the set reads some words of it */
	struct str readers;
};

MUST_USE enum err issue_form_fill(struct request *rq, const struct circle *circle, struct url to,
                                  struct issue_form_view *out);
/* The whole of a POST: keeps the words and goes to `back`, or to the share step. */
MUST_USE enum err issue_form_save(struct request *rq, struct reply *reply, set_id set,
                                  page_fn *page, struct url back);

struct issue_write_view {
	struct page_view page;
	struct issue_form_view form;
	struct str set_name, heading;
	struct url set;
	bool has_set_page;
};

/* ---- reading ---- */

struct issue_line_view {
	struct str text, made, shared;
	struct url to;
	bool is_shared;
};

/* One set's, on /issues. */
struct issue_set_view {
	struct str name, h;
	struct url write;
	bool has_current, may_write;
	struct issue_line_view current;
	struct {
		struct issue_line_view *at;
		size_t n;
	} aside;
};

struct issues_view {
	struct page_view page;
	struct {
		struct issue_set_view *at;
		size_t n;
	} sets;
};

struct thread_question_view {
	struct str text, by;
	bool is_parked;
};

struct thread_questions {
	struct thread_question_view *at;
	size_t n;
};

struct thread_action_view {
	struct str text, told, learnt; /* told: "Done, Thursday 9 July", "By Friday" */
};

struct thread_actions {
	struct thread_action_view *at;
	size_t n;
};

struct thread_note_view {
	struct str text;
};

/* What one meeting, or the time since, added. */
struct thread_part_view {
	struct str heading, others_words; /* "All 5 questions asked of you" */
	struct thread_questions kept, others;
	struct thread_actions actions;
	struct {
		struct thread_note_view *at;
		size_t n;
	} notes;
};

struct issue_view {
	struct page_view page;
	struct form_view form;
	struct str set_name, text, want, written, checks, checks_when;
	struct str shared_text, shared_want, shared_when, readers;
	struct url set, issues, write, share, take_back, aside;
	bool is_shared, differs, is_aside, may_share;
	struct {
		struct thread_part_view *at;
		size_t n;
	} parts;
};

/* Somebody else's, as the set reads it. */
struct issue_shared_view {
	struct page_view page;
	struct str called, set_name, text, want, when, readers;
	struct url set;
	struct thread_actions actions;
};

struct issue_share_view {
	struct page_view page;
	struct form_view form;
	struct url to, issue;
	struct str text, want, readers, names, set_name;
};

/* Fills view->parts (issue_thread.c). */
MUST_USE enum err issue_thread(struct request *rq, const struct circle *circle, issue_id issue,
                               person_id owner, struct issue_view *view);
/* "Done, Thursday 9 July"; "By Friday" while it is open. */
struct action_row;
struct thread_action_view thread_action(struct request *rq, const struct circle *circle,
                                        const struct action_row *action);

page_fn page_issue_write, post_issue_write;
page_fn page_issues, page_issue, page_issue_share, post_issue_share, post_issue_private,
	post_issue_aside;

#endif
