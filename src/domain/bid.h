/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* bid - asking for airtime, and an order to suggest.  The set decides; this only suggests. */
#ifndef DOMAIN_BID_H
#define DOMAIN_BID_H

#include <stddef.h>

#include "base/str.h"
#include "base/time.h"
#include "domain/ids.h"

/* Stored in bid.urgency. */
enum urgency { URGENCY_NONE, URGENCY_CAN_WAIT, URGENCY_SOON, URGENCY_NOW };
enum { URGENCY_COUNT = URGENCY_NOW + 1 };
const char *urgency_words(enum urgency urgency); /* "It can wait", "Soon", "Now" */

struct bid {
	person_id person;
	int seat;
	enum urgency urgency;      /* URGENCY_NONE: has not bid, comes last */
	struct instant airtime_at; /* when they last presented; 0 never */
	int64_t airtime_ms;        /* over the year; 0 where they keep it to themselves */
};

/* Puts `bids` in the order to suggest: the most urgent, then the longest since airtime (never first),
 * then the seat.  Stable and total. */
void bid_order(struct bid *bids, size_t count);
/* Why this one stands here: "Now, and has not presented yet.", "Soon, and last presented 6 weeks
 * ago. 82 minutes this year." */
struct str bid_words(struct arena *arena, const struct bid *bid, struct day airtime_day,
                     struct day today);

#endif
