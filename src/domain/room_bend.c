/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_bend - what whoever leads may change at any moment: leave out, do again, lengthen, bring in,
 * put in another order, and spread what is left over the time there is.
 *
 * Only what is still to come is touched; what has begun stays as it was. */
#include "domain/room.h"

#include "domain/room_clock.h"
#include "domain/room_parts.h"

/* clang-format off */
#define WORDS(s) { STR_INIT(s) }
static const struct stage inserts[ROOM_INSERT_COUNT] = {
	[INSERT_BREAK] = { .name = STR_INIT("a-break"), .title = STR_INIT("Break"), .kind = STAGE_BREAK,
		.floor = FLOOR_NONE, .floor_then = FLOOR_NONE, .minutes = 10, .min = 5, .max = 30, .passes = 1,
		.say = WORDS("A real break. Leave the issues in the room.") },
	[INSERT_WRITE] = { .name = STR_INIT("a-write"), .title = STR_INIT("Write"), .kind = STAGE_FOCUS,
		.floor = FLOOR_WRITE, .floor_then = FLOOR_NONE, .minutes = 3, .min = 1, .max = 10, .passes = 1,
		.may = MAY_LINE, .say = WORDS("Write what is on your mind. It is yours until you share it.") },
	[INSERT_SILENCE] = { .name = STR_INIT("a-silence"), .title = STR_INIT("Quiet"), .kind = STAGE_STILL,
		.floor = FLOOR_SILENCE, .floor_then = FLOOR_NONE, .minutes = 2, .min = 1, .max = 10, .passes = 1,
		.say = WORDS("Nobody speaks. Let it settle.") },
	[INSERT_GO_ROUND] = { .name = STR_INIT("a-round"), .title = STR_INIT("Go round"), .kind = STAGE_DEBRIEF,
		.floor = FLOOR_TURN, .floor_then = FLOOR_NONE, .minutes = 5, .min = 2, .max = 30, .passes = 1,
		.may = MAY_PASS, .say = WORDS("One turn each. Pass if you like.") },
	[INSERT_CHECK] = { .name = STR_INIT("a-check"), .title = STR_INIT("How are we doing?"), .kind = STAGE_CHECK,
		.floor = FLOOR_ALL, .floor_then = FLOOR_NONE, .minutes = 4, .min = 2, .max = 15, .passes = 1,
		.may = MAY_HAND, .say = WORDS("What are we doing well? What could we do better? What are we not saying?") },
	[INSERT_TECHNIQUE] = { .name = STR_INIT("a-technique"), .title = STR_INIT("A tool for thinking"), .kind = STAGE_TECHNIQUE,
		.floor = FLOOR_ALL, .floor_then = FLOOR_NONE, .minutes = 15, .min = 5, .max = 60, .passes = 1,
		.may = MAY_HAND, .writes = WRITES_OPTIONS,
		.say = WORDS("The presenter says what goes in. The others help only as they are asked.") },
	[INSERT_TALK] = { .name = STR_INIT("a-talk"), .title = STR_INIT("Talk"), .kind = STAGE_DIALOGUE,
		.floor = FLOOR_ALL, .floor_then = FLOOR_NONE, .minutes = 10, .min = 2, .max = 60, .passes = 1,
		.may = MAY_HAND, .say = WORDS("Anyone may speak.") },
	[INSERT_RULES] = { .name = STR_INIT("a-rules"), .title = STR_INIT("Ground rules"), .kind = STAGE_RULES,
		.floor = FLOOR_ALL, .floor_then = FLOOR_NONE, .minutes = 20, .min = 5, .max = 60, .passes = 1,
		.may = MAY_HAND | MAY_RULE, .writes = WRITES_RULES,
		.say = WORDS("What do you need from each other, so that you can be honest here?") },
};
/* clang-format on */

const struct stage *room_insert_stage(enum room_insert insert)
{
	return &inserts[insert];
}

int room_step_by_id(const struct room *room, int64_t id)
{
	for (int i = 0; i < room->step_count; i++)
		if (room->steps[i].id == id) return i;
	return -1;
}

/* ---- leave out, do again, lengthen, bring in, move ---- */

/* A step still to come, or why not. */
static enum room_verdict to_come(const struct room *room, int64_t id)
{
	const int at = room_step_by_id(room, id);

	if (at < 0) return ROOM_NO_STEP;
	return at <= room->step || room->steps[at].began_at.ms ? ROOM_NO_STEP_BEGUN : ROOM_OK;
}

static enum room_verdict decide_repeat(const struct room *room, int64_t id)
{
	const int at = room_step_by_id(room, id);

	if (at < 0) return ROOM_NO_STEP;
	if (!room->steps[at].began_at.ms) return ROOM_NO_STEP_NOT_BEGUN;
	if (room->steps[at].round != room_step(room)->round) return ROOM_NO_PLACE;
	return plan_has_room(room, 1) ? ROOM_OK : ROOM_NO_FULL;
}

/* Between two steps of one round there is only place for that round's; elsewhere for what belongs to
 * none. */
static enum room_verdict decide_move(const struct room *room, int64_t id, int64_t before)
{
	const int from = room_step_by_id(room, id);
	const int to = before ? room_step_by_id(room, before) : room->step_count;
	const enum room_verdict verdict = to_come(room, id);

	if (verdict) return verdict;
	if (to < 0) return ROOM_NO_STEP;
	if (to <= room->step) return ROOM_NO_STEP_BEGUN;
	if (to == from || to == from + 1) return ROOM_NO_SAME;

	const int round = room->steps[from].round;
	const int next = to < room->step_count ? room->steps[to].round : 0;
	const int last = to > 0 ? room->steps[to - 1].round : 0;
	const bool inside = next != 0 && next == last;
	if (round ? round != next && round != last : inside) return ROOM_NO_PLACE;
	return ROOM_OK;
}

static enum room_verdict decide_skip(const struct room *room, const struct room_event *event)
{
	const enum room_verdict verdict = to_come(room, event->subject);

	if (verdict) return verdict;
	if (event->a != 0 && event->a != 1) return ROOM_NO_INPUT;
	const unsigned out = room->steps[room_step_by_id(room, event->subject)].out;
	if (event->a == 1) return out & OUT_SKIPPED ? ROOM_NO_SAME : ROOM_OK;
	return out ? ROOM_OK : ROOM_NO_SAME;
}

static enum room_verdict decide_insert(const struct room *room, struct room_event *event)
{
	if (event->a < 0 || event->a >= ROOM_INSERT_COUNT) return ROOM_NO_INPUT;
	if (event->b == 0) event->b = inserts[event->a].minutes;
	if (event->b < 1 || event->b > 240) return ROOM_NO_INPUT;
	return plan_has_room(room, 1) ? ROOM_OK : ROOM_NO_FULL;
}

/* ---- spread ---- */

static int least_of(const struct room *room, int step, int minutes)
{
	const struct stage *stage = room->steps[step].stage;
	struct stage shortest = *stage;
	shortest.minutes = stage->min;
	const int least = stage_minutes(&shortest, room_people(room));
	return least < minutes ? least : minutes;
}

static int most_of(const struct room *room, int step, int minutes)
{
	const struct stage *stage = room->steps[step].stage;
	struct stage longest = *stage;
	longest.minutes = stage->max;
	const int most = stage_minutes(&longest, room_people(room));
	return most > minutes ? most : minutes;
}

/* Gives each step to come its share of `total`, in proportion to how far it can give way; whole
 * minutes, and together exactly `total` where the bounds allow. */
static void share_out(const struct room *room, int total, struct room_spread *out)
{
	int now = 0, least = 0, most = 0;

	for (int i = room->step + 1; i < room->step_count; i++) {
		const int minutes = room_step_minutes(room, i);
		if (room->steps[i].is_left_out) continue;
		now += minutes;
		least += least_of(room, i, minutes);
		most += most_of(room, i, minutes);
	}
	out->to_come_min = total < least ? least : total > most ? most : total;
	out->short_min = total < least ? least - total : 0;
	out->spare_min = total > most ? total - most : 0;

	const int64_t change = out->to_come_min - now;
	const int64_t give = change < 0 ? now - least : most - now;
	int64_t before = 0;
	for (int i = room->step + 1; i < room->step_count; i++) {
		const int minutes = room_step_minutes(room, i);
		out->minutes[i] = minutes;
		if (room->steps[i].is_left_out) continue; /* takes no share */
		const int own = change < 0 ? minutes - least_of(room, i, minutes)
		                           : most_of(room, i, minutes) - minutes;
		const int64_t after = before + own;
		if (give) out->minutes[i] += (int)(after * change / give - before * change / give);
		before = after;
	}
}

struct room_spread room_spread(const struct room *room, int until_min, struct instant now)
{
	const struct room_clock clock = room_clock(room, now);
	struct room_spread spread = { .present_min = room_minutes_left(&clock) };

	share_out(room, until_min - spread.present_min, &spread);
	return spread;
}

static enum room_verdict decide_spread(const struct room *room, struct instant now,
                                       struct room_event *event)
{
	const struct room_clock clock = room_clock(room, now);

	if (event->a < 1 || event->a > 600) return ROOM_NO_INPUT;
	event->b = event->a - room_minutes_left(&clock);
	if (event->b < 0) event->b = 0;
	return room_next_step(room) < room->step_count ? ROOM_OK : ROOM_NO_LAST_STAGE;
}

static void apply_spread(struct room *room, int total)
{
	struct room_spread spread = { 0 };

	share_out(room, total, &spread);
	for (int i = room->step + 1; i < room->step_count; i++)
		if (!room->steps[i].began_at.ms && spread.minutes[i])
			room->steps[i].bent_min = spread.minutes[i];
}

/* ---- acts ---- */

enum room_verdict decide_bend(const struct room *room, struct instant now, struct room_event *event)
{
	switch ((int)event->kind) {
	case ROOM_SKIP:
		return decide_skip(room, event);
	case ROOM_REPEAT:
		return decide_repeat(room, event->subject);
	case ROOM_LENGTH: {
		const enum room_verdict verdict = to_come(room, event->subject);
		if (verdict) return verdict;
		return event->a >= 1 && event->a <= 240 ? ROOM_OK : ROOM_NO_INPUT;
	}
	case ROOM_INSERT:
		return decide_insert(room, event);
	case ROOM_MOVE:
		return decide_move(room, event->subject, event->a);
	default:
		return decide_spread(room, now, event);
	}
}

bool bend_fits(const struct room *room, const struct room_event *event)
{
	struct room_event same = *event;

	if (event->kind == ROOM_SPREAD) return event->b >= 0 && event->b <= 600;
	if (event->kind == ROOM_INSERT && event->b == 0) return false;
	return decide_bend(room, event->at, &same) == ROOM_OK;
}

static void insert_after(struct room *room, const struct stage *stage, int minutes,
                         const struct room_step *like)
{
	const struct room_step *now = room_step(room);

	plan_insert(room, room->step + 1,
	            (struct room_step){ .stage = stage,
	                                .round = now->round,
	                                .shell_at = now->shell_at,
	                                .at = like ? like->at : -1,
	                                .pass = like ? like->pass : 1,
	                                .module = like ? like->module : 0,
	                                .bent_min = minutes,
	                                .is_extra = true,
	                                .is_repeat = like != NULL });
	room->extra_count++;
}

static void move_step(struct room *room, int from, int to)
{
	const struct room_step step = room->steps[from];

	if (to > from) to--;
	if (to < from)
		memmove(&room->steps[to + 1], &room->steps[to], sizeof(step) * (size_t)(from - to));
	else
		memmove(&room->steps[from], &room->steps[from + 1],
		        sizeof(step) * (size_t)(to - from));
	room->steps[to] = step;
}

void apply_bend(struct room *room, const struct room_event *event)
{
	const int at = room_step_by_id(room, event->subject);

	if (event->kind == ROOM_SKIP)
		room->steps[at].out = event->a ? room->steps[at].out | OUT_SKIPPED : 0;
	if (event->kind == ROOM_LENGTH) room->steps[at].bent_min = (int)event->a;
	if (event->kind == ROOM_REPEAT) {
		const struct room_step like = room->steps[at];
		insert_after(room, like.stage, 0, &like);
	}
	if (event->kind == ROOM_INSERT) insert_after(room, &inserts[event->a], (int)event->b, NULL);
	if (event->kind == ROOM_MOVE)
		move_step(room, at, event->a ? room_step_by_id(room, event->a) : room->step_count);
	if (event->kind == ROOM_SPREAD)
		apply_spread(room, (int)event->b);
	else
		room->bent_count++;
	plan_mark(room);
}
