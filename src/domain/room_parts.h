/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_parts - what the parts of room share; nobody else includes it. */
#ifndef DOMAIN_ROOM_PARTS_H
#define DOMAIN_ROOM_PARTS_H

#include "domain/room.h"

static inline unsigned seat_bit(int seat)
{
	return 1u << seat;
}

static inline bool seat_is(const struct room *room, int seat)
{
	return seat >= 0 && seat < room->seat_count && room->seats[seat].person.n != 0;
}

struct room_talk talk_none(void);

/* room_plan.c: the running order written out for room->round_count rounds, with what is known of
 * steps already begun; the present step stays the present one. */
void plan_build(struct room *room);
int plan_rounds(const struct room *room);       /* how many there are to be */
int plan_rounds_begun(const struct room *room); /* the last round that has begun; 0 none */
/* The round to which a change of presenter now applies; 0 when none is left. */
int plan_round_due(const struct room *room);
int plan_before(const struct room *room); /* the step to go back to; -1 none */

/* Can the order be so: seats that are, each once, as many as the meeting holds, and those rounds that
 * have begun among them? */
bool plan_order_fits(const struct room *room, int64_t packed, int64_t count);

/* room_turn.c: the turns of the present stage. */
bool turn_is_for(const struct room *room, int seat); /* takes part in these turns, is here */
void turn_begin(struct room *room);
void turn_take(struct room *room);  /* the present one has been had; on to the next */
void turn_leave(struct room *room); /* come back to the present one later */

#endif
