/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in - links and codes sent by mail.  Single use; a code works in the browser that asked. */
#ifndef STORE_SIGN_IN_H
#define STORE_SIGN_IN_H

#include "db/db.h"
#include "domain/ids.h"

enum { SIGN_IN_TRIES = 5 }; /* wrong codes that void it */

struct sign_in_new {
	person_id person;   /* n == 0: the address is not known; nothing will ever match */
	struct str token;   /* of the link */
	struct str code;    /* 8 digits */
	struct str browser; /* the asking browser's cookie */
	struct instant ends_at;
};

struct sign_in_row {
	sign_in_id id;
	person_id person; /* may be none */
	struct instant ends_at;
};

MUST_USE enum err store_sign_in_add(struct tx *tx, const struct sign_in_new *sign_in,
                                    struct instant now, sign_in_id *out);
/* By the link's token.  ERR_ABSENT: unknown, used, ended, voided. */
MUST_USE enum err store_sign_in_by_token(struct tx *tx, struct str token, struct instant now,
                                         struct sign_in_row *out);
/* By code in this browser.  ERR_ABSENT: no.  A wrong code is to be counted with
 * store_sign_in_wrong() in a unit that is kept. */
MUST_USE enum err store_sign_in_by_code(struct tx *tx, struct str browser, struct str code,
                                        struct instant now, struct sign_in_row *out);
MUST_USE enum err store_sign_in_wrong(struct tx *tx, struct str browser, struct instant now);
/* ERR_STALE if it was used already. */
MUST_USE enum err store_sign_in_use(struct tx *tx, sign_in_id id, struct instant now);
MUST_USE enum err store_sign_in_sweep(struct tx *tx, struct instant before);

#endif
