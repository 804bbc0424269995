/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* record - what a year leaves: each member's own, for them alone, to read, print and take away; and the
 * set's, for its members alone. */
#ifndef WEB_RECORD_H
#define WEB_RECORD_H

#include "store/meeting.h"
#include "web/circle.h"
#include "web/page.h"

/* ---- mine ---- */

struct record_issue_view {
	struct str text, want,
		when; /* want may be empty; when: "Written 17 June, set aside 3 March" */
};

struct record_question_view {
	struct str text, by; /* by: "Priya. Parked for later" */
};

struct record_questions {
	struct record_question_view *at;
	size_t n;
};

struct record_action_view {
	struct str text, by, sign, how, learnt; /* how: "Done, 3 December" or "Still open" */
};

struct record_line_view {
	struct str text, about; /* about: "What helped", "Note in the room", "Learning log" */
};

/* One meeting; the last part of all is what was between meetings. */
struct record_part_view {
	struct str heading, facts; /* facts: "I came. I presented for 45 minutes." */
	struct record_questions kept, others;
	struct {
		struct record_action_view *at;
		size_t n;
	} actions;
	struct {
		struct record_line_view *at;
		size_t n;
	} lines;
};

struct record_view {
	struct page_view page;
	struct str set_name, name, years, sheet; /* years: "June 2026 to May 2027" */
	struct url set, file, json;
	struct {
		struct record_issue_view *at;
		size_t n;
	} issues;
	struct {
		struct record_part_view *at;
		size_t n;
	} parts;
};

/* As a Markdown file (record_file.c). */
void record_write(struct buf *out, const struct record_view *view);

/* ---- the set's ---- */

struct record_date_view {
	struct str title, when, with, came;
	struct {
		struct record_line_view *at;
		size_t n;
	} lines; /* that people shared */
};

struct record_rule_view {
	struct str text;
};

struct record_rules_view {
	struct str heading;
	struct {
		struct record_rule_view *at;
		size_t n;
	} rules;
};

struct record_shared_view {
	struct str called, text, want;
};

struct record_airtime_view {
	struct str called, words;
};

struct record_date_views {
	struct record_date_view *at;
	size_t n;
};

struct record_set_view {
	struct page_view page;
	struct str name, years, sheet, people, kept;
	struct url set, mine, file;
	struct {
		struct record_rules_view *at;
		size_t n;
	} rules; /* versions, the one in force first */
	struct record_date_views held, ahead;
	struct {
		struct record_shared_view *at;
		size_t n;
	} issues;
	struct {
		struct record_airtime_view *at;
		size_t n;
	} airtime; /* of those who let the set see it */
};

/* "June 2026 to May 2027": of the meetings that stand. */
struct str record_years(struct arena *arena, const struct meeting_rows *meetings);

/* As a Markdown file (record_file.c). */
void record_set_write(struct buf *out, const struct record_set_view *view);

page_fn page_record, page_record_file, page_record_set, page_record_set_file;

#endif
