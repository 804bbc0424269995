/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* intervention - what a facilitator may notice in a set, and what is often said there.
 *
 * One list for the rehearsal room and for the facilitator's private page.  It offers words and forbids
 * none: letting something be is in it like the rest. */
#ifndef DOMAIN_INTERVENTION_H
#define DOMAIN_INTERVENTION_H

#include "base/str.h"

/* Stored by its number in nothing; decks name it by its word. */
enum room_signal {
	SIGNAL_NONE,
	SIGNAL_ADVICE,   /* advice, as such or as a question */
	SIGNAL_STACKED,  /* several questions at once */
	SIGNAL_FACTS,    /* three narrow questions one after the other */
	SIGNAL_STORY,    /* an anecdote of one's own */
	SIGNAL_FLUENT,   /* the presenter answers as an expert */
	SIGNAL_SILENCE,  /* nobody has said anything for a while */
	SIGNAL_DOMINANT, /* one person asks again and again */
	SIGNAL_QUIET,    /* one person has not been heard */
	SIGNAL_SOLVED,   /* the presenter has the answer already */
	SIGNAL_TIME,     /* a fifth of the stage is left */
	SIGNAL_VAGUE,    /* an action without what, by when, how we will know */
	SIGNAL_EMOTION,  /* it is getting hard for the presenter */
	SIGNAL_OUTSIDE,  /* the issue is not the presenter's to act on */
	SIGNAL_STUCK     /* cosy, or going round in circles */
};
enum { SIGNAL_COUNT = SIGNAL_STUCK + 1 };

/* Stored: never renumber, only append. */
enum intervention {
	INTERVENE_NONE,
	INTERVENE_QUESTION = 1,  /* turn it into a question */
	INTERVENE_ONE = 2,       /* which one question? */
	INTERVENE_WIDER = 3,     /* what haven't we asked about? */
	INTERVENE_PRESENTER = 4, /* back to the presenter */
	INTERVENE_SLOW = 5,      /* slow down: what is new in that? */
	INTERVENE_SILENCE = 6,   /* let the silence be */
	INTERVENE_OTHERS = 7,    /* hear others first */
	INTERVENE_QUIET = 8,     /* bring the quiet one in */
	INTERVENE_OPEN = 9,      /* how open are you to another answer? */
	INTERVENE_TIME = 10,     /* name the time */
	INTERVENE_EXACTLY = 11,  /* what exactly, by when, how will we know? */
	INTERVENE_CARE = 12,     /* pause: what would help now? */
	INTERVENE_YOURS = 13,    /* what part of this is yours to act on? */
	INTERVENE_NAME = 14,     /* name what is happening */
	INTERVENE_WRITE = 15     /* a minute of writing */
};
enum { INTERVENTION_COUNT = INTERVENE_WRITE + 1 };

/* How a signal is recognised, how a list names it, and what facilitators often do there. */
struct signal_words {
	const char *name;  /* "advice": in files */
	const char *seen;  /* "There was advice in the room." */
	const char *usual; /* "Some ask: can you turn that into a question, in their words?" */
};
const struct signal_words *signal_words(enum room_signal signal); /* empty words for SIGNAL_NONE */

struct intervention_words {
	const char *name;  /* "question": in forms */
	const char *label; /* on a button: "Turn it into a question" */
	const char *said;  /* aloud; "" for nothing.  "{presenter}" and "{quiet}" are names */
	unsigned at;       /* signals (bits) that it is often an answer to */
	bool asks;         /* the presenter is asked, and may answer */
};
const struct intervention_words *intervention_words(enum intervention intervention);
bool intervention_parse(struct str name, enum intervention *out);
bool intervention_answers(enum intervention intervention, enum room_signal signal);

/* Own words: which signals (bits) they are about; 0: none that is known. */
unsigned intervention_read(struct str words);
/* Is this person called by name in them? */
bool intervention_names(struct str words, struct str name);

#endif
