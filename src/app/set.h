/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set - what the office does with a set and its people. */
#ifndef APP_SET_H
#define APP_SET_H

#include "app/work.h"
#include "domain/invitee.h"
#include "store/member.h"

/* ERR_REFUSED with a sentence if a running set is called that. */
MUST_USE enum err app_set_make(struct work *work, programme_id programme, struct str name,
                               set_id *out);
MUST_USE enum err app_set_rename(struct work *work, set_id set, struct str name);

/* Gives the set a facilitator at once, and those of its coming facilitated meetings that have nobody; they
 * are told by mail.  ERR_REFUSED with a sentence: not on the register, or in the set already. */
MUST_USE enum err app_set_appoint(struct work *work, set_id set, person_id person);

enum invited {
	INVITED_NOW,
	INVITED_BEFORE,
	INVITED_JOINED,
	INVITED_FULL,
	INVITED_EMPLOYER /* not asked: no organisation is called as `who` says */
};

/* Asks somebody by their address: a person who is known keeps their name; who is not is added under the
 * employer given with them, else under `organisation` (n == 0: not known).  Whoever has been asked already is not asked twice. */
MUST_USE enum err app_set_invite(struct work *work, set_id set, const struct invitee *who,
                                 organisation_id organisation, enum invited *out);
/* Sends a new link to one, or to all, who have not answered; the old links end.  How many. */
MUST_USE enum err app_set_ask_again(struct work *work, const struct member_row *member);
MUST_USE enum err app_set_ask_all_again(struct work *work, set_id set, int *count);
/* Takes them out at once: they read nothing of the set from now on.  A facilitator's coming meetings go to
 * the other one of the set, or need somebody else. */
/* Who gets them: the one other facilitator; person.n == 0 if there is none, or more than one to choose from. */
MUST_USE enum err app_set_heir(struct work *work, const struct member_row *member,
                               struct member_row *out);
MUST_USE enum err app_set_remove(struct work *work, const struct member_row *member);

#endif
