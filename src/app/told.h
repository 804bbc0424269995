/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* told - a member's yes that a facilitator who was not at a meeting may read what was said there
 * (docs/decisions/0007-who-lets-a-facilitator-read.md). */
#ifndef APP_TOLD_H
#define APP_TOLD_H

#include "app/work.h"

/* The viewer's yes, or back.  ERR_REFUSED with a sentence: it is not over, they did not come, or the person
 * does not facilitate the set or was there. */
MUST_USE enum err app_told_say(struct work *work, meeting_id meeting, person_id facilitator,
                               bool yes);

#endif
