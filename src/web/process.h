/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - the ways of holding a meeting: what there is, how one goes, one of our own, and which of
 * them a meeting uses. */
#ifndef WEB_PROCESS_H
#define WEB_PROCESS_H

#include "app/process.h"
#include "domain/process_preview.h"
#include "web/page.h"

struct process_card {
	struct url to;
	struct str title, about, minutes, people, owner; /* the last two may be empty */
	struct html bar;
};

struct process_cards {
	struct process_card *at;
	size_t n;
};

struct processes_view {
	struct page_view page;
	struct url new_to; /* empty: may not */
	bool may_write;
	struct process_cards ours, meetings, rounds;
};

/* A line of the running order. */
struct process_line {
	struct str from, minutes, title, floor,
		more;     /* more: "Time 2", "If the presenter likes"... */
	struct str round; /* "Round 1", on its first line; else empty */
	bool in_round;
};

struct process_fit {
	struct str people, used, words;
};

struct process_words {
	struct str who, say, watch;
};

struct process_stage_words {
	struct str title, unknown;
	struct {
		struct process_words *at;
		size_t n;
	} words;
};

struct process_plan_view {
	struct html bar;
	struct str heading; /* "For 7 people: 205 minutes" */
	struct {
		struct process_line *at;
		size_t n;
	} lines;
	struct {
		struct process_fit *at;
		size_t n;
	} fits;
	struct str meant_for; /* empty: fits so many */
};

struct process_view {
	struct page_view page;
	struct url all, to, adapt, round_to;
	struct str round; /* the usual one of a meeting; empty for a round */
	struct str title, about, what, name, source, unknown, roles, text, people;
	bool may_adapt;
	struct process_plan_view plan;
	struct {
		struct process_stage_words *at;
		size_t n;
	} stages;
};

struct process_edit_view {
	struct page_view page;
	struct form_view form;
	struct url all, to;
	struct field_view text;
	struct choice_view programme;
	bool is_right; /* checked, and nothing is wrong */
	struct process_plan_view plan;
};

struct process_choose_view {
	struct page_view page;
	struct form_view form;
	struct url to, all;
	struct str when;
	struct choice_view shell, round;
	struct process_plan_view plan;
};

/* How `shell` with `round` (or, without a shell, the round alone) goes for so many. */
MUST_USE enum err process_plan(struct request *rq, const struct process *shell,
                               const struct process *round, int people, int length_min,
                               struct process_plan_view *out);
/* The usual round of a meeting; UK classic where it names none. */
MUST_USE enum err process_round_for(struct request *rq, const struct process *shell,
                                    const struct process **out);

page_fn page_processes, page_process, page_process_new, post_process_new, page_process_choose,
	post_process_choose;

#endif
