/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* action - what a person says they will do: chosen at home or in a room, told, shared, taken out.
 *
 * All are the viewer's own; ERR_ABSENT for anybody else's.  A rule's no is ERR_REFUSED with a sentence. */
#ifndef APP_ACTION_H
#define APP_ACTION_H

#include "app/work.h"
#include "domain/action.h"

struct action_words {
	struct str text, by_words, sign; /* the last two may be empty */
	struct day due_on;               /* DAY_NONE: none */
	issue_id issue;                  /* n == 0: none; else the viewer's, of that set */
	bool is_shared;                  /* with the set */
};

/* `meeting` n == 0: at home.  The viewer must be of the set: the gate has seen to it. */
MUST_USE enum err app_action_add(struct work *work, set_id set, meeting_id meeting,
                                 const struct action_words *words, action_id *out);
/* Other words, while nothing has been told of it; issue and sharing stay as they are. */
MUST_USE enum err app_action_change(struct work *work, action_id action,
                                    const struct action_words *words);
/* How it went.  learnt.at == NULL keeps what was said before; empty takes it out.  `meeting` n == 0: told
 * at home. */
MUST_USE enum err app_action_tell(struct work *work, action_id action, enum action_state state,
                                  struct str learnt, meeting_id meeting);
/* Shares it, or takes it back.  ERR_ABSENT for who has left the set and wants to share. */
MUST_USE enum err app_action_share(struct work *work, action_id action, bool shared);
MUST_USE enum err app_action_remove(struct work *work, action_id action);

#endif
