/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* screen - a big screen finds its room by six letters, so that a room's own computer need not sign in. */
#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include "app/work.h"

enum { SCREEN_TRIES = 20 };       /* from one address ... */
#define SCREEN_WINDOW MINUTES(10) /* ... in this time */

/* `typed` in any case, with or without spaces.  *code is the code as it is kept, for the browser's
 * cookie.  ERR_REFUSED: no room has it now, or too many tries; keep the unit so that it counts. */
MUST_USE enum err app_screen_open(struct work *work, struct str typed, struct str peer,
                                  struct str *code, meeting_id *meeting);

#endif
