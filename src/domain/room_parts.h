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
int plan_rounds_begun(const struct room *room); /* the last round that has begun; 0 none */
/* The round to which a change of presenter now applies; 0 when none is left. */
int plan_round_due(const struct room *room);
int plan_before(const struct room *room); /* the step to go back to; -1 none */

/* Can the order be so: seats that are, each once, as many as the meeting holds, and those rounds that
 * have begun among them? */
bool plan_order_fits(const struct room *room, int64_t packed, int64_t count);

void plan_mark(struct room *room); /* which steps are left out */
/* Puts a step in at index `at`; the present step stays the present one. */
void plan_insert(struct room *room, int at, struct room_step step);
bool plan_has_room(const struct room *room, int steps); /* for so many extra ones */
const struct process *plan_process(const struct room *room, const struct room_step *step);
int plan_stages(const struct process *process); /* steps it is written out to, all passes counted */

/* room_loop.c: the loop that ends with the present stage. */
void loop_settle(struct room *room, bool is_agreed); /* before going on to the next step */
void loop_unsettle(struct room *room);               /* after coming back to it */
bool loop_is_open(const struct room *room);          /* somebody said no, or is unsure */
void groups_deal(struct room *room, int shift);
void groups_join(struct room *room, int seat); /* a latecomer */
enum room_verdict decide_loop(const struct room *room, const struct room_event *event);
void apply_loop(struct room *room, const struct room_event *event, int by);
bool loop_fits(const struct room *room, const struct room_event *event);

/* room_floor.c: does the floor rule let them send this?  Whoever facilitates bends it by going on. */
enum room_verdict floor_lets(const struct room *room, int by, const struct room_event *event);

/* room_role.c */
enum room_verdict decide_role(const struct room *room, int by, int subject,
                              const struct room_event *event);
void apply_role(struct room *room, const struct room_event *event, int subject);

/* room_bend.c */
enum room_verdict decide_bend(const struct room *room, struct instant now,
                              struct room_event *event);
void apply_bend(struct room *room, const struct room_event *event);
bool bend_fits(const struct room *room, const struct room_event *event);

/* room_event.c: can the room take this event?  `by` and `subject` as seats, -1 none. */
bool event_fits(const struct room *room, const struct room_event *event, int by, int subject);

/* room_apply.c: on to the next step; of a loop, as is agreed or not. */
void go_next_settled(struct room *room, bool is_agreed, struct instant at);

/* room_turn.c: the turns of the present stage. */
bool turn_is_for(const struct room *room, int seat); /* takes part in these turns, is here */
void turn_begin(struct room *room);
void turn_take(struct room *room);  /* the present one has been had; on to the next */
void turn_leave(struct room *room); /* come back to the present one later */

#endif
