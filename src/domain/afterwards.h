/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards - a meeting held on paper, typed in by one person who was there.
 *
 * Who came and who presented for how long are facts that the set shares.  Words are their owner's: what is
 * typed for somebody is handed to them alone (docs/decisions/0009-what-one-types-for-another.md). */
#ifndef DOMAIN_AFTERWARDS_H
#define DOMAIN_AFTERWARDS_H

#include "domain/ids.h"
#include "domain/meeting.h"

enum {
	AFTERWARDS_PARTS = 8,          /* people with words or minutes, at most */
	AFTERWARDS_ACTIONS = 3,        /* of each */
	AFTERWARDS_QUESTIONS = 12,     /* of each */
	AFTERWARDS_FOCUS_MAX = 500,    /* characters */
	AFTERWARDS_QUESTION_MAX = 500, /* of one question */
	AFTERWARDS_LEARNT_MAX = 300,
	AFTERWARDS_MINUTES_MAX = 240
};

struct afterwards_action {
	struct str text, by_words, sign; /* the last two may be empty */
};

/* What one person takes home. */
struct afterwards_part {
	person_id person;     /* n 0: nobody is chosen */
	int minutes;          /* they presented; 0: they did not */
	struct str focus;     /* the question they brought; may be empty */
	struct str questions; /* that stayed with them, a line each; may be empty */
	struct afterwards_action actions[AFTERWARDS_ACTIONS];
};

struct afterwards_sheet {
	const person_id *came;
	size_t came_count;
	struct afterwards_part parts[AFTERWARDS_PARTS];
	struct str learnt; /* by the set; may be empty */
};

enum afterwards_verdict {
	AFTERWARDS_OK,
	AFTERWARDS_NO_EARLY,
	AFTERWARDS_NO_ROOM,
	AFTERWARDS_NO_OPEN,
	AFTERWARDS_NO_LEFT,
	AFTERWARDS_NO_WAITS,
	AFTERWARDS_NO_CANCELLED,
	AFTERWARDS_NO_NOBODY,
	AFTERWARDS_NO_NOT_THERE,
	AFTERWARDS_NO_PERSON,
	AFTERWARDS_NO_AWAY,
	AFTERWARDS_NO_TWICE,
	AFTERWARDS_NO_MINUTES,
	AFTERWARDS_NO_MANY,
	AFTERWARDS_NO_LONG,
	AFTERWARDS_NO_ACTION
};
enum { AFTERWARDS_VERDICT_COUNT = AFTERWARDS_NO_ACTION + 1 };

/* What became of its room. */
enum afterwards_room {
	AFTERWARDS_ROOM_NONE,  /* it was never opened, or nobody presented there */
	AFTERWARDS_ROOM_WAITS, /* it was opened, and nobody has started */
	AFTERWARDS_ROOM_RUNS,
	AFTERWARDS_ROOM_LEFT, /* it runs, and nobody has done anything there for long */
	AFTERWARDS_ROOM_KEPT  /* somebody presented there */
};
/* May this meeting be typed in now? */
enum afterwards_verdict afterwards_may(enum meeting_state state, enum afterwards_room room,
                                       struct instant starts_at, int length_min,
                                       struct instant now);
/* Is this sheet whole, typed in by `by`?  `leads`: by facilitated it, and so was there.  *part is the part
 * that the verdict speaks of; -1: none. */
enum afterwards_verdict afterwards_check(const struct afterwards_sheet *sheet, person_id by,
                                         bool leads, int *part);
/* Is that person ticked among those who came? */
bool afterwards_came(const struct afterwards_sheet *sheet, person_id person);
/* Does anything stand in it but a name? */
bool afterwards_has_words(const struct afterwards_part *part);
/* The next question of `*lines`, trimmed; false when there is none left. */
bool afterwards_question(struct str *lines, struct str *out);
const char *afterwards_verdict_text(enum afterwards_verdict verdict);

#endif
