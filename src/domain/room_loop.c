/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_loop - stages that end with "are we agreed?", stages that can be done in several ways, small
 * groups.
 *
 * A loop is written out in the running order as often as its process reckons with.  Agreed sooner,
 * the rest is left out; not agreed at the end of it, one more time through is added. */
#include "domain/room.h"

#include "domain/room_parts.h"

static bool in_loop(const struct room *room, const struct room_step *step)
{
	const struct room_step *now = room_step(room);
	return step->round == now->round && step->shell_at == now->shell_at && step->at >= 0 &&
	       step->at >= now->stage->loop_to && step->at <= now->at;
}

int room_pass(const struct room *room)
{
	const struct room_step *step = room_step(room);
	const struct process *process;

	if (!step || step->at < 0) return 0;
	process = plan_process(room, step);
	for (int i = step->at; i < process->stage_count; i++)
		if (process->stages[i].loops && process->stages[i].loop_to <= step->at)
			return step->pass;
	return 0;
}

static bool is_asked(const struct room *room)
{
	const struct stage *stage = room_stage(room);
	return stage && stage->loops && room_step(room)->at >= 0;
}

bool room_is_agreed(const struct room *room)
{
	if (!is_asked(room) || !room->talk.yes) return false;
	for (int i = 0; i < room->seat_count; i++) {
		const struct room_seat *seat = &room->seats[i];
		if (seat->is_member && seat->is_here && !(room->talk.yes & seat_bit(i)))
			return false;
	}
	return true;
}

bool loop_is_open(const struct room *room)
{
	return is_asked(room) && (room->talk.no | room->talk.unsure) != 0;
}

static void add_pass(struct room *room)
{
	const struct room_step now = *room_step(room);
	const struct process *process = plan_process(room, &now);
	int to = room->step + 1;

	if (!plan_has_room(room, now.at - now.stage->loop_to + 1)) return;
	for (int i = now.stage->loop_to; i <= now.at; i++) {
		plan_insert(room, to++,
		            (struct room_step){ .stage = &process->stages[i],
		                                .round = now.round,
		                                .shell_at = now.shell_at,
		                                .at = i,
		                                .pass = now.pass + 1,
		                                .is_extra = true,
		                                .is_more_pass = true });
		room->extra_count++;
	}
}

void loop_settle(struct room *room, bool is_agreed)
{
	bool is_planned = false;

	if (!is_asked(room)) return;
	for (int i = room->step + 1; i < room->step_count; i++) {
		struct room_step *step = &room->steps[i];
		if (!in_loop(room, step) || step->pass <= room->steps[room->step].pass) continue;
		if (is_agreed && !step->began_at.ms) step->out |= OUT_AGREED;
		is_planned = true;
	}
	if (!is_agreed && !is_planned) add_pass(room);
	plan_mark(room);
}

void loop_unsettle(struct room *room)
{
	if (!is_asked(room)) return;
	for (int i = room->step + 1; i < room->step_count; i++)
		if (in_loop(room, &room->steps[i])) room->steps[i].out &= ~(unsigned)OUT_AGREED;
	plan_mark(room);
}

/* ---- modules ---- */

int room_choice_step(const struct room *room)
{
	for (int i = room->step < 0 ? 0 : room->step; i < room->step_count; i++) {
		const struct room_step *step = &room->steps[i];
		if (step->is_left_out || step->at < 0) continue;
		if (plan_process(room, step)->stages[step->at].module_count) return i;
	}
	return -1;
}

static int choice_named(const struct room *room, int64_t id)
{
	const int at = id ? room_step_by_id(room, id) : room_choice_step(room);

	if (at < 0 || at < room->step || room->steps[at].at < 0) return -1;
	return at;
}

static int modules_of(const struct room *room, int at)
{
	const struct room_step *step = &room->steps[at];
	return plan_process(room, step)->stages[step->at].module_count;
}

static void choose_module(struct room *room, int at, int module)
{
	struct room_step *step = &room->steps[at];
	const struct process *process = plan_process(room, step);
	const struct stage *stage = &process->stages[step->at];

	step->module = module;
	step->stage = module ? &process->modules[stage->module_first + module - 1] : stage;
	if (at != room->step) return;
	room->talk.floor_at = 0;
	room->talk.speaker = -1;
	turn_begin(room);
	groups_deal(room, 0);
}

/* ---- small groups ---- */

void groups_deal(struct room *room, int shift)
{
	const struct stage *stage = room_stage(room);
	int seats[ROOM_SEATS_MAX], count = 0;

	room->talk.group_count = 0;
	for (int i = 0; i < ROOM_SEATS_MAX; i++) room->talk.group[i] = 0;
	if (!stage || !stage->group_size) return;
	for (int i = 0; i < room->seat_count; i++)
		if (room->seats[i].is_member && room->seats[i].is_here && i != room_presenter(room))
			seats[count++] = i;
	if (!count) return;
	/* As near to the size as can be: seven in threes are four and three. */
	int groups = (count + stage->group_size / 2) / stage->group_size;
	if (groups < 1) groups = 1;
	room->talk.group_count = groups;
	for (int i = 0; i < count; i++)
		room->talk.group[seats[(i + shift) % count]] = i * groups / count + 1;
}

void groups_join(struct room *room, int seat)
{
	int sizes[ROOM_SEATS_MAX + 1] = { 0 }, least = 1;

	if (!room->seats[seat].is_member || seat == room_presenter(room)) return;
	if (room->talk.group[seat]) return;
	if (!room->talk.group_count) {
		groups_deal(room, 0);
		return;
	}
	for (int i = 0; i < ROOM_SEATS_MAX; i++) sizes[room->talk.group[i]]++;
	for (int i = 2; i <= room->talk.group_count; i++)
		if (sizes[i] < sizes[least]) least = i;
	room->talk.group[seat] = least;
}

/* ---- acts ---- */

static enum room_verdict decide_agree(const struct room *room, const struct room_event *event)
{
	if (!is_asked(room)) return ROOM_NO_LOOP;
	if (event->a < 0 || event->a > 3) return ROOM_NO_INPUT;
	if (room_may(room, MAY_LINE) && !room->lines_revealed) return ROOM_NO_WRITTEN;
	return ROOM_OK;
}

enum room_verdict decide_loop(const struct room *room, const struct room_event *event)
{
	switch ((int)event->kind) {
	case ROOM_AGREE:
		return decide_agree(room, event);
	case ROOM_SETTLE:
		if (!is_asked(room)) return ROOM_NO_LOOP;
		if (event->a != 0 && event->a != 1) return ROOM_NO_INPUT;
		if (event->a == 1 && room_next_step(room) >= room->step_count)
			return ROOM_NO_LAST_STAGE;
		if (event->a == 0 &&
		    !plan_has_room(room, room_step(room)->at - room_stage(room)->loop_to + 1))
			return ROOM_NO_FULL;
		return ROOM_OK;
	case ROOM_GROUPS:
		return room_stage(room)->group_size ? ROOM_OK : ROOM_NO_GROUPS;
	default: { /* ROOM_MODULE */
		const int at = choice_named(room, event->subject);
		if (at < 0 || event->a < 0 || event->a > modules_of(room, at))
			return ROOM_NO_MODULE;
		return event->a == room->steps[at].module ? ROOM_NO_SAME : ROOM_OK;
	}
	}
}

bool loop_fits(const struct room *room, const struct room_event *event)
{
	switch ((int)event->kind) {
	case ROOM_AGREE:
		return is_asked(room);
	case ROOM_SETTLE:
		return is_asked(room) && (event->a == 0 || room_next_step(room) < room->step_count);
	case ROOM_GROUPS:
		return room_stage(room)->group_size != 0;
	default: {
		const int at = choice_named(room, event->subject);
		return at >= 0 && event->a <= modules_of(room, at);
	}
	}
}

static void answer(struct room *room, int seat, int64_t a)
{
	struct room_talk *talk = &room->talk;

	talk->yes &= ~seat_bit(seat);
	talk->no &= ~seat_bit(seat);
	talk->unsure &= ~seat_bit(seat);
	if (a == 1) talk->yes |= seat_bit(seat);
	if (a == 2) talk->no |= seat_bit(seat);
	if (a == 3) talk->unsure |= seat_bit(seat);
}

void apply_loop(struct room *room, const struct room_event *event, int by)
{
	if (event->kind == ROOM_AGREE) answer(room, by, event->a);
	if (event->kind == ROOM_GROUPS) groups_deal(room, (int)event->a);
	if (event->kind == ROOM_MODULE)
		choose_module(room, choice_named(room, event->subject), (int)event->a);
	if (event->kind == ROOM_SETTLE) go_next_settled(room, event->a == 1, event->at);
}
