/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* apologies - "I can't make it", and "I can come after all". */
#ifndef APP_APOLOGIES_H
#define APP_APOLOGIES_H

#include "app/work.h"

enum { APOLOGIES_NOTE_MAX = 300 };

/* The viewer will not come.  `note` is for the others to read; may be empty.  ERR_REFUSED with a sentence:
 * too long, they are in the room, or it is over. */
MUST_USE enum err app_apologies_send(struct work *work, meeting_id meeting, struct str note);
/* They will come after all; the note is gone.  Harmless when none were sent. */
MUST_USE enum err app_apologies_take_back(struct work *work, meeting_id meeting);

#endif
