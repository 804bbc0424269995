/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* session - staying signed in a while longer. */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/work.h"

/* How long a session lasts from now on when its owner asks, or is in a room: long enough for any meeting. */
#define SESSION_MORE_MS HOURS(12)

/* *ends_at: when it ends from now on; never sooner than before. */
MUST_USE enum err app_session_extend(struct work *work, session_id session,
                                     struct instant *ends_at);

#endif
