/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal_mirror - signals in the room, and what the facilitator did at each.  A mirror, no marks:
 * nothing is counted up, and letting be is something that one can do. */
#include "domain/question_read.h"
#include "domain/rehearsal_parts.h"
#include "domain/room_clock.h"
#include "domain/room_parts.h"

void rehearsal_mirror_init(struct rehearsal_mirror *mirror)
{
	*mirror = (struct rehearsal_mirror){ .last_asker = -1, .step = -2 };
}

void rehearsal_mirror_signal(struct rehearsal_mirror *mirror, enum room_signal signal, int seat,
                             struct str words, struct instant at)
{
	if (signal == SIGNAL_NONE || mirror->count == REHEARSAL_SEEN_MAX) return;
	for (int i = mirror->count - 1; i >= 0; i--) {
		const struct rehearsal_seen *seen = &mirror->seen[i];
		/* The same again, before anything could be done about it, is one signal. */
		if (instant_since(at, seen->at) > REHEARSAL_MINDED_MS / 3) break;
		if (seen->signal == signal && seen->seat == seat && !seen->did && !seen->did_say)
			return;
	}
	mirror->seen[mirror->count++] = (struct rehearsal_seen){
		.signal = signal, .at = at, .seat = seat, .words = words, .whom = -1
	};
}

/* Something was done.  It is what came next of every signal that waits, those too old left out; words that are
 * for a signal (`about`, bits) say more about it than what was done before them, and take its place. */
static void done(struct rehearsal_mirror *mirror, struct rehearsal_seen did, unsigned about,
                 struct instant at)
{
	for (int i = mirror->count - 1; i >= 0; i--) {
		struct rehearsal_seen *seen = &mirror->seen[i];
		const int64_t after = instant_since(at, seen->at);
		const bool is_for_it = (about >> seen->signal & 1) != 0;
		if (after > REHEARSAL_MINDED_MS) break;
		if (after < 0) continue;
		/* A silence is let be, and nothing else. */
		if (did.said == INTERVENE_SILENCE && !is_for_it) continue;
		if ((seen->did || seen->did_say) && (seen->is_for_it || !is_for_it)) continue;
		seen->did = did.did;
		seen->did_say = did.did_say;
		seen->said = did.said;
		seen->whom = did.whom;
		seen->is_for_it = is_for_it;
		seen->after_ms = after;
	}
}

void rehearsal_mirror_said(struct rehearsal_mirror *mirror, enum intervention said, unsigned about,
                           struct instant at)
{
	const struct rehearsal_seen did = { .did_say = true, .said = said, .whom = -1 };
	done(mirror, did, about, at);
}

bool rehearsal_mirror_shows(const struct rehearsal_mirror *mirror, enum intervention said,
                            struct instant at)
{
	for (int i = 0; i < mirror->count; i++) {
		const struct rehearsal_seen *seen = &mirror->seen[i];
		if (seen->did_say && seen->said == said &&
		    instant_since(at, seen->at) == seen->after_ms)
			return true;
	}
	return false;
}

/* What a facilitator does with the room itself counts; what only moves a page does not. */
static bool is_intervention(enum room_kind kind)
{
	switch ((int)kind) {
	case ROOM_NEXT:
	case ROOM_BACK:
	case ROOM_PAUSE:
	case ROOM_EXTEND:
	case ROOM_HAND_DOWN:
	case ROOM_INVITE:
	case ROOM_TURN_NEXT:
	case ROOM_TURN_SKIP:
	case ROOM_TURN_TO:
	case ROOM_SHOW:
	case ROOM_FLOOR:
	case ROOM_CARD:
	case ROOM_INSERT:
	case ROOM_SPREAD:
	case ROOM_LENGTH:
	case ROOM_SKIP:
	case ROOM_REPEAT:
	case ROOM_END:
		return true;
	default:
		return false;
	}
}

static void asked(struct rehearsal_mirror *mirror, int seat, struct str words, struct instant at)
{
	struct question_kind kind;

	mirror->in_a_row = seat == mirror->last_asker ? mirror->in_a_row + 1 : 1;
	mirror->last_asker = seat;
	if (question_read(words, &kind)) kind.form = QUESTION_MULTIPLE;
	mirror->narrow = kind.form == QUESTION_CLOSED || kind.form == QUESTION_EITHER_OR
	                         ? mirror->narrow + 1
	                         : 0;
	if (kind.form == QUESTION_ADVICE || kind.form == QUESTION_DISGUISED)
		rehearsal_mirror_signal(mirror, SIGNAL_ADVICE, seat, words, at);
	if (kind.form == QUESTION_MULTIPLE)
		rehearsal_mirror_signal(mirror, SIGNAL_STACKED, seat, words, at);
	if (mirror->narrow == 3) {
		rehearsal_mirror_signal(mirror, SIGNAL_FACTS, -1, words, at);
		mirror->narrow = 0;
	}
	if (mirror->in_a_row == 3) {
		rehearsal_mirror_signal(mirror, SIGNAL_DOMINANT, seat, words, at);
		mirror->in_a_row = 0;
	}
}

static void new_step(struct rehearsal_mirror *mirror, const struct room *room, struct instant now)
{
	const struct room_step *step = room_step(room);
	const int round = step ? step->round : 0;

	if (mirror->step == room->step) return;
	mirror->step = room->step;
	mirror->is_time_seen = mirror->is_silence_seen = false;
	mirror->heard_at = now;
	mirror->narrow = 0;
	if (round != mirror->round) mirror->heard = 0;
	mirror->round = round;
	/* The questions are over: who was not heard in this round? */
	if (!step || step->stage->kind != STAGE_SUM_UP) return;
	for (int seat = 0; seat < room->seat_count; seat++) {
		const struct room_seat *at = &room->seats[seat];
		if (!at->is_member || !at->is_here || seat == room_presenter(room)) continue;
		if (!(mirror->heard & seat_bit(seat)))
			rehearsal_mirror_signal(mirror, SIGNAL_QUIET, seat, (struct str){ 0 }, now);
	}
}

void rehearsal_mirror_event(struct rehearsal_mirror *mirror, const struct room *room,
                            const struct room_event *event, struct str words)
{
	const int by = room_seat_of(room, event->by);

	/* A next stage answers what was before it, not what it brings. */
	if (by >= 0 && room_facilitates(room, by) && is_intervention(event->kind))
		done(mirror,
		     (struct rehearsal_seen){
			     .did = event->kind,
			     .whom = room_seat_of(room, (person_id){ event->subject }) },
		     0, event->at);
	new_step(mirror, room, event->at);
	if (event->kind == ROOM_ASK && by >= 0) asked(mirror, by, words, event->at);
	if (event->kind == ROOM_ASK || event->kind == ROOM_DONE || event->kind == ROOM_INVITE ||
	    event->kind == ROOM_HAND_UP || event->kind == ROOM_PAUSE ||
	    event->kind == ROOM_RESUME) {
		mirror->heard_at = event->at;
		mirror->is_silence_seen = false;
	}
	if (by >= 0 && (event->kind == ROOM_ASK || event->kind == ROOM_DONE))
		mirror->heard |= seat_bit(by);
}

void rehearsal_mirror_tick(struct rehearsal_mirror *mirror, const struct room *room,
                           struct instant now)
{
	const struct stage *stage = room_stage(room);

	new_step(mirror, room, now);
	if (!stage || room->is_paused || room->state != ROOM_RUNNING) return;
	const struct room_clock clock = room_clock(room, now);
	const bool asks = (stage->may & MAY_QUESTION) != 0;
	if (asks && !mirror->is_silence_seen &&
	    instant_since(now, mirror->heard_at) >= REHEARSAL_SILENCE_MS) {
		mirror->is_silence_seen = true;
		rehearsal_mirror_signal(mirror, SIGNAL_SILENCE, -1, (struct str){ 0 }, now);
	}
	if (asks && !mirror->is_time_seen && clock.left_ms * 5 <= clock.planned_ms) {
		mirror->is_time_seen = true;
		rehearsal_mirror_signal(mirror, SIGNAL_TIME, -1, (struct str){ 0 }, now);
	}
}

const char *rehearsal_did_words(const struct rehearsal_seen *seen)
{
	if (seen->said == INTERVENE_SILENCE) return "You let the silence be, on purpose.";
	if (seen->did_say) return "You said something.";
	switch ((int)seen->did) {
	case 0:
		return "You let it pass.";
	case ROOM_NEXT:
		return "You went on to the next stage.";
	case ROOM_BACK:
		return "You went back a stage.";
	case ROOM_PAUSE:
		return "You paused.";
	case ROOM_EXTEND:
	case ROOM_SPREAD:
	case ROOM_LENGTH:
		return "You changed the time.";
	case ROOM_HAND_DOWN:
		return "You took a hand down.";
	case ROOM_INVITE:
		return "You invited someone to speak.";
	case ROOM_TURN_NEXT:
	case ROOM_TURN_SKIP:
	case ROOM_TURN_TO:
	case ROOM_FLOOR:
		return "You went round.";
	case ROOM_SHOW:
	case ROOM_CARD:
		return "You put something on the screen.";
	case ROOM_INSERT:
		return "You brought something in.";
	case ROOM_END:
		return "You ended the meeting.";
	default:
		return "You changed the order of things.";
	}
}
