/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* ring - chairs in a circle, seen from above, one of them lit; the arc inside is time.
 *
 * A seat is always a person.  The arc starts at the top and fills clockwise; when it closes the time
 * is reached, and it stays closed: time over changes words, not shapes.  The script of the room keeps
 * filling it from the two moments written beside it. */
#ifndef FORMAT_RING_H
#define FORMAT_RING_H

#include "base/buf.h"

enum ring_look {
	RING_HERE,        /* in the room; or coming */
	RING_TURN,        /* it is this person's turn: the lit chair */
	RING_SPOKE,       /* has had a turn this round */
	RING_SPEAKING,    /* speaking now in a round */
	RING_AWAY,        /* sent apologies */
	RING_DUE,         /* expected, not here yet */
	RING_FACILITATOR, /* square corners */
	RING_LOOKS
};

struct ring_seat {
	struct str name; /* how the person is called in this set; long ones are cut at 14 letters */
	enum ring_look look;
};

/* Seat 0 is at the top, then clockwise: presenter first, then the order of the round. */
struct ring_seats {
	const struct ring_seat *at;
	size_t n; /* up to RING_MOST */
};
enum { RING_MOST = 24 };

/* Milliseconds of the server's clock.  to <= from: no time is running, and there is no arc. */
struct ring_time {
	int64_t from, to, now;
	int64_t paused; /* when it was paused; 0 while it runs */
};

/* How much is used, 0 to 1; 0 without a time. */
double ring_used(const struct ring_time *time);

/* Seats with names round a track and arc.  `time` may be NULL: the track alone. */
void ring_named(struct buf *out, const struct ring_seats *seats, const struct ring_time *time);
/* Dots without names or track: who is coming. */
void ring_dots(struct buf *out, const struct ring_seats *seats);
/* The track and arc alone: the head of a member's room. */
void ring_clock(struct buf *out, const struct ring_time *time);

#endif
