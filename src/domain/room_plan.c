/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_plan - the running order of a room: its shell with the rounds written out. */
#include "domain/room.h"

#include "domain/room_parts.h"

int plan_rounds(const struct room *room)
{
	if (room->order_is_set) return room->order_count;
	/* Once the meeting is under way, who comes and goes does not change how many there are. */
	if (room->step >= 0) return room->round_count;
	return process_rounds(room->shell, room->round, room_people(room), room->length_min);
}

int plan_rounds_begun(const struct room *room)
{
	int begun = 0;
	for (int i = 0; i < room->step_count; i++)
		if (room->steps[i].began_at.ms && room->steps[i].round > begun)
			begun = room->steps[i].round;
	return begun;
}

static const struct room_step *step_like(const struct room_step *steps, int count,
                                         const struct room_step *step)
{
	for (int i = 0; i < count; i++)
		if (steps[i].stage == step->stage && steps[i].round == step->round &&
		    steps[i].shell_at == step->shell_at)
			return &steps[i];
	return NULL;
}

/* Rounds at one of the shell's places for them. */
static int rounds_here(const struct stage *place, int left)
{
	if (place->rounds == ROUNDS_REST) return left;
	return place->rounds < left ? place->rounds : left;
}

static void put_step(struct room *room, struct room_step step)
{
	ASSERT(room->step_count < ROOM_STEPS_MAX);
	room->steps[room->step_count++] = step;
}

static void write_out(struct room *room)
{
	int round = 0;

	room->step_count = 0;
	for (int i = 0; i < room->shell->stage_count; i++) {
		const struct stage *stage = &room->shell->stages[i];
		if (stage->kind != STAGE_ROUNDS) {
			put_step(room, (struct room_step){ .stage = stage, .shell_at = i });
			continue;
		}
		for (int n = rounds_here(stage, room->round_count - round); n > 0; n--) {
			round++;
			for (int j = 0; j < room->round->stage_count; j++)
				put_step(room, (struct room_step){ .stage = &room->round->stages[j],
				                                   .round = round,
				                                   .shell_at = i });
		}
	}
}

void plan_build(struct room *room)
{
	struct room_step before[ROOM_STEPS_MAX];
	const int count = room->step_count;
	const int at = room->step;

	memcpy(before, room->steps, sizeof(before[0]) * (size_t)count);
	room->round_count = plan_rounds(room);
	write_out(room);
	for (int i = 0; i < room->step_count; i++) {
		struct room_step *step = &room->steps[i];
		const struct room_step *known = step_like(before, count, step);
		if (known) *step = *known;
		step->is_left_out = step->stage->optional && !step->began_at.ms && step->round &&
		                    (room->rounds_without & seat_bit(step->round)) != 0;
		if (at >= 0 && known == &before[at]) room->step = i;
	}
	/* "back" returns to the step just left only while that is the one before. */
	if (room->step_count != count) room->left_step = -1;
}

int plan_round_due(const struct room *room)
{
	for (int i = room->step < 0 ? 0 : room->step; i < room->step_count; i++)
		if (room->steps[i].round) return room->steps[i].round;
	return 0;
}

int plan_before(const struct room *room)
{
	for (int i = room->step - 1; i >= 0; i--)
		if (!room->steps[i].is_left_out) return i;
	return -1;
}

int room_next_step(const struct room *room)
{
	int next = room->step + 1;
	while (next < room->step_count && room->steps[next].is_left_out) next++;
	return next;
}

int room_step_minutes(const struct room *room, int step)
{
	const struct room_step *at = &room->steps[step];
	if (at->is_left_out) return 0;
	return at->minutes ? at->minutes : stage_minutes(at->stage, room_people(room));
}

int64_t room_order_pack(const int *seats, int count)
{
	uint64_t packed = 0;
	for (int i = 0; i < count; i++) packed |= (uint64_t)seats[i] << (4 * i);
	return (int64_t)packed;
}

bool room_order_unpack(int64_t packed, int count, int *seats)
{
	if (count < 0 || count > ROUNDS_MAX) return false;
	if ((uint64_t)packed >> (4 * count)) return false;
	for (int i = 0; i < count; i++) seats[i] = (int)((uint64_t)packed >> (4 * i) & 15);
	return true;
}

bool plan_order_fits(const struct room *room, int64_t packed, int64_t count)
{
	int seats[ROUNDS_MAX];
	unsigned seen = 0;
	const int fixed = process_rounds_fixed(room->shell);
	const int begun = plan_rounds_begun(room);

	if (count < 0 || count > (fixed ? fixed : ROUNDS_MAX)) return false;
	if (count > 0 && count < begun) return false;
	if (!room_order_unpack(packed, (int)count, seats)) return false;
	for (int i = 0; i < (int)count; i++) {
		if (!seat_is(room, seats[i]) || !room->seats[seats[i]].is_member) return false;
		if (seen & seat_bit(seats[i])) return false;
		seen |= seat_bit(seats[i]);
	}
	return true;
}
