/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action - what a presenter commits to, and how it went: told in words, never scored. */
#ifndef DOMAIN_ACTION_H
#define DOMAIN_ACTION_H

#include <stdbool.h>

#include "base/str.h"
#include "base/time.h"

/* Stored in action.state. */
enum action_state { ACTION_OPEN, ACTION_DONE, ACTION_PARTLY, ACTION_CHANGED, ACTION_LET_GO };
enum { ACTION_STATE_COUNT = ACTION_LET_GO + 1, ACTION_TEXT_MAX = 500, ACTION_LEARNT_MAX = 1000 };

const char *
action_state_words(enum action_state state); /* "Open", "Done", "Partly", "Changed", "Let go" */
/* What it asks when that is chosen: "What did you learn?" ... */
const char *action_learnt_prompt(enum action_state state);
bool action_state_parse(struct str word, enum action_state *out); /* "done", "let-go" */
const char *action_state_name(enum action_state state);

enum action_verdict {
	ACTION_OK,
	ACTION_NO_TEXT,
	ACTION_NO_LONG,
	ACTION_NO_PAST,  /* a day already gone */
	ACTION_NO_OWNER, /* only its owner changes it */
	ACTION_NO_STATE,
	ACTION_NO_LEARNT_LONG
};
enum { ACTION_VERDICT_COUNT = ACTION_NO_LEARNT_LONG + 1 };

/* due_on may be DAY_NONE. */
enum action_verdict action_write(struct str text, struct str by_words, struct str sign,
                                 struct day due_on, struct day today);
/* How it went, said by its owner.  Any state may follow any: people change their minds.  Learning is
 * asked for and never demanded. */
enum action_verdict action_tell(bool is_owner, enum action_state to, struct str learnt);
const char *action_verdict_text(enum action_verdict verdict);

/* Is it still carried to the next meeting?  Open and partly are. */
bool action_is_carried(enum action_state state);
/* "by Thursday 3 December", the words given, or "". */
struct str action_by_words(struct arena *arena, struct str by_words, struct day due_on);

#endif
