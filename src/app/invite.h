/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invite - being asked to join a set, and joining it: name, the two-part commitment, signed in. */
#ifndef APP_INVITE_H
#define APP_INVITE_H

#include "app/work.h"
#include "store/member.h"
#include "store/person.h"

/* Asks a person to join, by a mail with a link that works for INVITATION_DAYS.  ERR_STALE if they have
 * joined already.  *token (may be NULL) is the link's, for a command that prints it. */
MUST_USE enum err app_invite(struct work *work, set_id set, person_id person, struct str *token);

struct invitation {
	struct invitation_row row;
	struct person_row person;
};

/* ERR_ABSENT: unknown, used, or over. */
MUST_USE enum err app_invite_look(struct work *work, struct str token, struct invitation *out);

struct invite_answer {
	struct str name, called;
	bool own,
		others; /* the two parts of the commitment; both must be ticked: the form sees to it */
};

/* Joins, keeps the names, and starts a session.  ERR_ABSENT as above; ERR_REFUSED with a sentence when a
 * part of the commitment is missing. */
MUST_USE enum err app_invite_join(struct work *work, struct str token,
                                  const struct invite_answer *answer, set_id *set,
                                  struct str *session);

#endif
