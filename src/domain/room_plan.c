/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_plan - the running order of a room: its shell with the rounds written out. */
#include "domain/room.h"

#include "domain/room_parts.h"

/* How many there are to be. */
static int plan_rounds(const struct room *room)
{
	if (room->order_is_set) return room->order_count;
	/* Once the meeting is under way, who comes and goes does not change how many there are. */
	if (room->step >= 0) return room->round_count;
	const int fit =
		process_rounds(room->shell, room->round, room_people(room), room->length_min);
	return fit < room->rounds_most ? fit : room->rounds_most;
}

int plan_rounds_begun(const struct room *room)
{
	int begun = 0;
	for (int i = 0; i < room->step_count; i++)
		if (room->steps[i].began_at.ms && room->steps[i].round > begun)
			begun = room->steps[i].round;
	return begun;
}

const struct process *plan_process(const struct room *room, const struct room_step *step)
{
	return step->round ? room->round : room->shell;
}

int plan_stages(const struct process *process)
{
	int count = 0;
	for (int i = 0; i < process->stage_count; i++)
		if (process->stages[i].kind != STAGE_ROUNDS) count += process_passes(process, i);
	return count;
}

bool plan_has_room(const struct room *room, int steps)
{
	return room->extra_count + steps <= ROOM_STEPS_MAX - ROOM_PLANNED_MAX;
}

/* Rounds at one of the shell's places for them. */
static int rounds_here(const struct stage *place, int left)
{
	if (place->rounds == ROUNDS_REST) return left;
	return place->rounds < left ? place->rounds : left;
}

void plan_insert(struct room *room, int at, struct room_step step)
{
	ASSERT(room->step_count < ROOM_STEPS_MAX && at >= 0 && at <= room->step_count);
	memmove(&room->steps[at + 1], &room->steps[at],
	        sizeof(step) * (size_t)(room->step_count - at));
	step.id = ++room->step_ids;
	room->steps[at] = step;
	room->step_count++;
	if (room->step >= at) room->step++;
	if (room->left_step >= at) room->left_step++;
}

/* The stage at `i` of a process, and, where a loop ends with it, the loop as often as is reckoned.
 * Gives back where the next step goes. */
static int insert_stages(struct room *room, int to, const struct process *process, int from,
                         int until, int round, int shell_at)
{
	int pass = 1;
	for (int i = from; i < until; i++) {
		const struct stage *stage = &process->stages[i];
		plan_insert(room, to++,
		            (struct room_step){ .stage = stage,
		                                .round = round,
		                                .shell_at = shell_at,
		                                .at = i,
		                                .pass = pass });
		if (!stage->loops) continue;
		const bool again = pass < stage->passes;
		pass = again ? pass + 1 : 1;
		if (again) i = stage->loop_to - 1;
	}
	return to;
}

/* The shell's place for round `round`: those named by number first, then the rest. */
static int place_of(const struct room *room, int round)
{
	int before = 0;
	for (int i = 0; i < room->shell->stage_count; i++) {
		const struct stage *place = &room->shell->stages[i];
		if (place->kind != STAGE_ROUNDS) continue;
		before += rounds_here(place, ROUNDS_MAX);
		if (round <= before || place->rounds == ROUNDS_REST) return i;
	}
	return -1;
}

/* Behind the round before it, or where the shell has its place; never behind us. */
static int where_for(const struct room *room, int round, int place)
{
	int from = room->step + 1;

	for (int i = 0; i < room->step_count && round > 1; i++) {
		if (room->steps[i].round != round - 1 || i + 1 < from) continue;
		from = i + 1;
		if (i + 1 == room->step_count || room->steps[i + 1].round != round - 1)
			if (room->steps[i].shell_at == place) return from;
	}
	for (int i = from; i < room->step_count; i++)
		if (!room->steps[i].round && room->steps[i].shell_at > place) return i;
	return room->step_count;
}

static void insert_round(struct room *room, int round)
{
	const int place = place_of(room, round);

	ASSERT(place >= 0);
	(void)insert_stages(room, where_for(room, round, place), room->round, 0,
	                    room->round->stage_count, round, place);
}

static void remove_rounds_above(struct room *room, int round)
{
	int kept = 0, step = room->step, left_step = room->left_step;

	for (int i = 0; i < room->step_count; i++) {
		if (i == room->step) step = kept;
		if (i == room->left_step) left_step = kept;
		if (room->steps[i].round <= round) room->steps[kept++] = room->steps[i];
	}
	for (int i = kept; i < room->step_count; i++) room->steps[i] = (struct room_step){ 0 };
	room->step_count = kept;
	room->step = step;
	room->left_step = left_step;
}

/* The shell's own stages, before any round. */
static void write_shell(struct room *room)
{
	const struct process *shell = room->shell;
	int from = 0;

	for (int i = 0; i <= shell->stage_count; i++) {
		if (i < shell->stage_count && shell->stages[i].kind != STAGE_ROUNDS) continue;
		(void)insert_stages(room, room->step_count, shell, from, i, 0, 0);
		from = i + 1;
	}
	for (int i = 0; i < room->step_count; i++) room->steps[i].shell_at = room->steps[i].at;
}

void plan_mark(struct room *room)
{
	for (int i = 0; i < room->step_count; i++) {
		struct room_step *step = &room->steps[i];
		const bool unwanted = step->stage->optional && !step->began_at.ms && step->round &&
		                      (room->rounds_without & seat_bit(step->round)) != 0;
		step->out &= ~(unsigned)OUT_OPTION;
		if (unwanted) step->out |= OUT_OPTION;
		step->is_left_out = step->out != 0 && !step->began_at.ms;
	}
}

void plan_build(struct room *room)
{
	const int had = room->step_count ? room->round_count : 0;
	const int count = room->step_count;

	if (!count) write_shell(room);
	room->round_count = plan_rounds(room);
	if (room->round_count < had) remove_rounds_above(room, room->round_count);
	for (int round = had + 1; round <= room->round_count; round++) insert_round(room, round);
	plan_mark(room);
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
	if (at->minutes) return at->minutes;
	return at->bent_min ? at->bent_min : stage_minutes(at->stage, room_people(room));
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

	if (count < 0 || count > (fixed ? fixed : room->rounds_most)) return false;
	if (count > 0 && count < begun) return false;
	if (!room_order_unpack(packed, (int)count, seats)) return false;
	for (int i = 0; i < (int)count; i++) {
		if (!seat_is(room, seats[i]) || !room->seats[seats[i]].is_member) return false;
		if (seen & seat_bit(seats[i])) return false;
		seen |= seat_bit(seats[i]);
	}
	return true;
}
