/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* gate - the only question of permission in the program. */
#ifndef WEB_GATE_H
#define WEB_GATE_H

#include "web/request.h"

/* Asks whether the viewer may what the route needs over the path's subject, and leaves the standings
 * in the request.  ERR_ABSENT: no, or there is no such thing; ERR_SIGN_IN: perhaps, but nobody is
 * signed in. */
MUST_USE enum err gate(struct request *rq);
/* Tells the database ahead who is going to be looked up, and for what (store/ahead.h). */
void gate_ahead(struct request *rq, person_id viewer);

#endif
