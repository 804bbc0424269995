/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* bid - asking for airtime before a meeting. */
#ifndef APP_BID_H
#define APP_BID_H

#include "app/work.h"
#include "domain/bid.h"

/* The viewer asks for airtime, in place of an earlier wish; URGENCY_NONE takes it back.  ERR_REFUSED with
 * a sentence once the room is open: from then on people ask in it. */
MUST_USE enum err app_bid_put(struct work *work, meeting_id meeting, enum urgency urgency);

#endif
