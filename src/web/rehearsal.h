/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal - the rehearsal room: choosing a scenario, holding a practice meeting with simulated members,
 * and looking in the mirror afterwards.
 *
 * The practice room is made of the parts of the live room (web/room.h), filled from a practice that is
 * played again for each answer instead of from rows.  The page asks for news by itself, since nothing
 * happens in it but by time and by its own presses. */
#ifndef WEB_REHEARSAL_H
#define WEB_REHEARSAL_H

#include "app/practice.h"
#include "web/room_make.h"

/* ---- choosing ---- */

struct deck_view {
	struct str id, value, title, about, with; /* with: "With Sioned, planning policy" */
	bool is_chosen;
};

struct practice_line_view {
	struct str title, when, state; /* "Today at 9:30"; "20 minutes, number 4711" */
	struct url room, mirror, gone;
	bool is_open;
	struct form_view form;
};

struct rehearsal_view {
	struct page_view page;
	struct form_view form;
	struct url to;
	struct str deck_error;
	LIST_OF(struct deck_view) decks;
	struct choice_view length, presenter;
	struct check_view adviser, storyteller, silent, dominant;
	struct field_view seed;
	bool is_seed_open;
	LIST_OF(struct practice_line_view) practices;
};

/* ---- the room ---- */

struct heard_view {
	struct str id, who, words; /* "Ben asks"; what was said */
	bool is_you, is_new;       /* the newest */
};

struct say_view {
	struct str name, label, words; /* words: what is said; empty: nothing */
};

struct practice_view {
	struct room_view room; /* what the live room's parts are given */
	LIST_OF(struct heard_view) heard;
	LIST_OF(struct say_view) says;
	struct str title, about, over; /* over: why it is; empty: it goes on */
	struct str own;                /* own words that were refused */
	struct url mirror, gone, rehearsal;
	bool may_end, may_say, may_round; /* may_round: one turn each may come next */
};

/* ---- the mirror ---- */

struct seen_view {
	struct str when, what, did,
		said; /* "4:12"; "Ben: “Have you tried ...?”"; "You paused"; what was said */
	bool is_pass;
};

struct mirror_signal_view {
	struct str id, seen, usual;
	LIST_OF(struct seen_view) times;
};

struct mirror_view {
	struct page_view page;
	struct form_view form;
	struct str title, when, seed;
	struct url room, rehearsal, gone, log, repeat;
	bool is_over, is_changed;
	LIST_OF(struct mirror_signal_view) signals;
	LIST_OF(struct seen_view) besides; /* said where nothing was waiting */
};

page_fn page_rehearsal, post_rehearsal, page_practice, page_practice_since, page_practice_mirror,
	post_practice_gone, post_practice;

#endif
