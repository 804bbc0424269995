/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action - what a person said they would do, how it went, what they learnt. */
#ifndef STORE_ACTION_H
#define STORE_ACTION_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct action_row {
	action_id id;
	set_id set;
	struct str set_name;
	meeting_id meeting; /* may be none: added at home */
	issue_id issue;     /* may be none */
	person_id person;
	struct str called;
	struct str text;
	struct str by_words; /* may be none */
	struct day due_on;   /* may be DAY_NONE */
	struct str sign;     /* may be none */
	enum action_state state;
	struct str learnt; /* may be none */
	bool is_shared;
	struct instant made_at;
	struct instant told_at; /* ms == 0: not told */
};

struct action_rows {
	struct action_row *at;
	size_t n;
};

struct action_new {
	set_id set;
	meeting_id meeting; /* n == 0: at home */
	issue_id issue;     /* n == 0: none */
	person_id person;
	struct str text;
	struct str by_words, sign; /* at == NULL: none */
	struct day due_on;         /* DAY_NONE: none */
	bool is_shared;
	bool is_held; /* to be shared with the set by store_action_release */
};

MUST_USE enum err store_action_release(struct tx *tx, meeting_id meeting);
MUST_USE enum err store_action_add(struct tx *tx, const struct action_new *action,
                                   struct instant now, action_id *out);
/* Other words, while it is open.  ERR_STALE unless open and that person's. */
MUST_USE enum err store_action_change(struct tx *tx, action_id id, person_id person,
                                      const struct action_new *action);
/* How it went.  learnt.at == NULL: nothing said; meeting.n == 0: told at home. */
MUST_USE enum err store_action_tell(struct tx *tx, action_id id, person_id person,
                                    enum action_state state, struct str learnt, meeting_id meeting,
                                    struct instant now);
MUST_USE enum err store_action_share(struct tx *tx, action_id id, person_id person, bool shared);
MUST_USE enum err store_action_remove(struct tx *tx, action_id id, person_id person);
MUST_USE enum err store_action_load(struct tx *tx, action_id id, struct action_row *out);
/* A person's: open first, then newest first. */
MUST_USE enum err store_action_of_person(struct tx *tx, person_id person, struct action_rows *out);
MUST_USE enum err store_action_of_person_in_set(struct tx *tx, person_id person, set_id set,
                                                struct action_rows *out);
/* Of the set, only what each chose to share; newest first. */
MUST_USE enum err store_action_shared(struct tx *tx, set_id set, struct action_rows *out);
/* What of that a facilitator of the set reads: added at home, or chosen or told at a meeting of theirs. */
MUST_USE enum err store_action_shared_with(struct tx *tx, set_id set, person_id facilitator,
                                           struct action_rows *out);
/* Of each the part that is still carried (action_is_carried), and of a row only id, set, person, text, by when
 * and state. */
MUST_USE enum err store_action_carried(struct tx *tx, set_id set, struct action_rows *out);
MUST_USE enum err store_action_carried_with(struct tx *tx, set_id set, person_id facilitator,
                                            struct action_rows *out);
/* What was chosen at that meeting and shared, in order: for whoever may read the meeting. */
MUST_USE enum err store_action_shared_at(struct tx *tx, set_id set, meeting_id meeting,
                                         struct action_rows *out);
/* Chosen at this meeting by one person: shared or not. */
MUST_USE enum err store_action_of_meeting(struct tx *tx, meeting_id meeting, person_id person,
                                          struct action_rows *out);

#endif
