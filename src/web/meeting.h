/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting - a meeting's own page: before it where and with whom, after it what happened, as this viewer
 * may read it; its line in a calendar; apologies. */
#ifndef WEB_MEETING_H
#define WEB_MEETING_H

#include "store/question.h"
#include "web/action.h"
#include "web/issue.h"
#include "web/meeting_card.h"
#include "web/noticed.h"
#include "web/prepare.h"

struct meeting_person_view {
	struct str name, initials, state, note; /* note: why, as they wrote it; may be empty */
	bool is_away, is_facilitator;
};

struct meeting_question_view {
	struct str text, by;
	struct url kept, parked;
	struct form_view form;
	bool is_kept, is_parked;
};

struct meeting_line_view {
	struct str text, called, kind;
};

struct meeting_note_view {
	struct str text;
};

/* A facilitator of the set who was not there. */
struct meeting_told_view {
	struct str called, id, words;
	bool is_mine; /* the viewer has said yes */
	struct form_view form;
	struct url to;
};

struct meeting_page_view {
	struct page_view page;
	struct form_view form;
	struct str title, set_name, sheet;
	struct url set, rules, review, log, issue, first_meeting;
	struct str meeting_id; /* hidden, for the log */
	struct meeting_card card;
	bool is_before, is_after, is_first, is_cancelled;
	bool sees_words;            /* of the meeting */
	bool is_member, is_outside; /* is_outside: of the office */
	struct {
		struct meeting_person_view *at;
		size_t n;
	} people;
	/* before */
	struct {
		struct coming_view *at;
		size_t n;
	} coming;
	bool sees_issues;
	/* after */
	bool has_issue, is_asked_review;
	struct str log_prompt, rules_made;
	struct {
		struct meeting_question_view *at;
		size_t n;
	} questions;
	struct str handed; /* "Zainab typed this in ..."; may be empty */
	struct url yours;
	struct noticed_lines noticed;
	struct action_lines mine, others;
	bool is_told; /* the viewer was not there, and may read it */
	struct {
		struct meeting_told_view *at;
		size_t n;
	} told;
	struct {
		struct meeting_line_view *at;
		size_t n;
	} lines;
	struct {
		struct meeting_note_view *at;
		size_t n;
	} notes;
};

/* Who asked, and how near its presenter marked it: "Priya. Hot", "Noted on paper".  For the presenter alone
 * (question.c). */
struct str question_by_words(struct arena *arena, const struct question_row *row);

/* Fills what happened (meeting_after.c). */
MUST_USE enum err meeting_after(struct request *rq, const struct circle *circle,
                                const struct meeting_row *meeting, struct meeting_page_view *view);

/* Fills who else may read it (told.c). */
MUST_USE enum err told_fill(struct request *rq, const struct circle *circle,
                            const struct meeting_row *meeting, const struct attendance_rows *people,
                            struct meeting_page_view *view);

struct apologies_view {
	struct page_view page;
	struct form_view form;
	struct str when, set_name, readers;
	struct url to, meeting;
	struct field_view note;
	bool are_sent;
	struct str sent_note;
};

page_fn page_meeting, page_meeting_calendar, page_set_calendar;
page_fn page_apologies, post_apologies, post_meeting_told;
page_fn post_question_kept, post_question_parked;

#endif
