/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* noticed - one tap of whoever leads a room: what they noticed, and what they did. */
#ifndef APP_NOTICED_H
#define APP_NOTICED_H

#include "app/work.h"
#include "domain/noticed.h"

/* In the stage that the room is in.  ERR_REFUSED: the viewer does not lead it. */
MUST_USE enum err app_noticed_add(struct work *work, meeting_id meeting, enum room_signal signal,
                                  enum intervention did);
/* ERR_ABSENT: not theirs. */
MUST_USE enum err app_noticed_remove(struct work *work, noticed_id noticed);

#endif
