/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting - its state, and what there is to do about it at each moment. */
#ifndef DOMAIN_MEETING_H
#define DOMAIN_MEETING_H

#include "base/str.h"
#include "base/time.h"

/* Stored in meeting.state. */
enum meeting_state { MEETING_PLANNED, MEETING_OPEN, MEETING_ENDED, MEETING_CANCELLED };

enum { MEETING_DOOR_MS = 30 * 60 * 1000 }; /* the room may be entered so long before the start */

/* The one main button of a member's home. */
enum meeting_button {
	MEETING_NOTHING, /* no button: the first meeting needs no preparing */
	MEETING_PRESENT, /* Get ready to present */
	MEETING_READ,    /* Read what's coming */
	MEETING_PREPARE, /* Get ready */
	MEETING_GO,      /* Go to the room */
	MEETING_REVIEW,  /* How did we work? */
	MEETING_ACTIONS, /* Look at my actions */
	MEETING_TYPE_IN, /* We met on paper: its time is over, and its room was never started */
	MEETING_END_IT   /* End the meeting: its time is over, and its room was forgotten */
};
enum { MEETING_BUTTON_COUNT = MEETING_END_IT + 1 };

struct meeting_view {
	enum meeting_state state;
	int number; /* 1.. */
	struct instant starts_at;
	int length_min;
	struct instant ended_at; /* 0 while it has not */
	bool is_unstarted;       /* its room is open, and nobody has started */
	bool is_left;            /* its room runs, and nobody does anything there any more */
	bool presents;           /* this person is in the running order, or has bid */
	bool has_issue;          /* has written one */
	bool has_given_pulse;
};

bool meeting_door_is_open(const struct meeting_view *meeting, struct instant now);
enum meeting_button meeting_button(const struct meeting_view *meeting, struct instant now);
const char *meeting_button_words(enum meeting_button button); /* "Go to the room"; "" for NOTHING */

/* "Today, 9:30am to 1pm", "Tomorrow, ...", "Thursday 3 December, 9:30am to 1pm". */
struct str meeting_when_words(struct arena *arena, struct day held_on, int start_min,
                              int length_min, struct day today);
/* Under a home's heading: "in 10 days", "It starts in 25 minutes.", "It has started." */
struct str meeting_soon_words(struct arena *arena, const struct meeting_view *meeting,
                              struct day held_on, struct day today, struct instant now);
/* The process that a meeting takes unless another is chosen: the first tells what it is about, and a set that
 * meets alone has its own roles. */
struct str meeting_usual_shell(int number, bool facilitated);

#endif
