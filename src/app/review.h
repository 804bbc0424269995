/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* review - "How did we work?": a line of each kind, private until its writer shares it; and the two
 * questions of the pulse, whose answers have no name. */
#ifndef APP_REVIEW_H
#define APP_REVIEW_H

#include "app/work.h"
#include "store/kinds.h"

enum { REVIEW_TEXT_MAX = 300, PULSE_LEAST = 1, PULSE_MOST = 5 };

struct review_line {
	enum review_kind kind;
	struct str text; /* empty: take the line out */
	bool is_shared;  /* the set reads it */
};

/* The viewer's line of that kind at this meeting, in place of an earlier one; *out.n is 0 if there is none
 * afterwards.  ERR_REFUSED with a sentence: too long, or the meeting has not begun. */
MUST_USE enum err app_review_write(struct work *work, meeting_id meeting,
                                   const struct review_line *line, review_id *out);
/* Once only, each 1..5.  Harmless when it was given already: the first answer stands. */
MUST_USE enum err app_pulse_give(struct work *work, meeting_id meeting, int helped, int safe);

#endif
