/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in - links and codes by mail, and the sessions that they start.
 *
 * A link works once, for 20 minutes, in any browser; the 8 digits work once in the browser that asked.
 * Whether an address is known is never told: the same rows are written and the same answer given. */
#ifndef APP_SIGN_IN_H
#define APP_SIGN_IN_H

#include "app/work.h"
#include "store/person.h"

enum { SIGN_IN_MINUTES = 20, SIGN_IN_DIGITS = 8, SESSION_DAYS = 30 };

/* 256 random bits in 43 characters that may stand in an address. */
struct str app_token(struct arena *arena);

struct sign_in_ask {
	struct str email;   /* in lower case */
	struct str browser; /* random cookie of the asking browser: 43 characters */
	struct str peer;    /* its address, for limits */
};

/* Sends a link and a code, if somebody has that address.  OK too when nobody has, and when too many
 * were sent to it lately.  ERR_REFUSED with a sentence when the visitor's address asks too often; the
 * unit must be kept even so, that the count is. */
MUST_USE enum err app_sign_in_ask(struct work *work, const struct sign_in_ask *ask);

/* Whom a link would sign in.  ERR_ABSENT: it is unknown, used, over, or void.  Uses nothing up. */
MUST_USE enum err app_sign_in_look(struct work *work, struct str token, struct person_row *out);

/* Uses a link up and starts a session; *session is the new cookie's token, to be given to that browser
 * alone.  ERR_ABSENT as above. */
MUST_USE enum err app_sign_in_by_token(struct work *work, struct str token, struct str *session);

struct sign_in_code {
	struct str code; /* as typed: blanks and dashes between the digits are passed over */
	struct str browser, peer;
};

/* The same by code.  ERR_REFUSED with a sentence when it does not work: a wrong code has been counted,
 * five make it void, so the unit must be kept even so. */
MUST_USE enum err app_sign_in_by_code(struct work *work, const struct sign_in_code *code,
                                      struct str *session);

/* Starts a session for somebody who has shown who they are. */
MUST_USE enum err app_session_start(struct work *work, person_id person, struct str *session);
/* Ends one; n == 0: nothing to do. */
MUST_USE enum err app_sign_out(struct work *work, session_id session);
/* Ends all of the viewer's. */
MUST_USE enum err app_sign_out_everywhere(struct work *work);

#endif
