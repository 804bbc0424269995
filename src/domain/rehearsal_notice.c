/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal_notice - what others do, as a simulated member takes it: questions to answer, and what a facilitator
 * does or says about a habit. */
#include "domain/rehearsal_parts.h"
#include "domain/room_parts.h"

struct instant member_soon(struct rehearsal_member *m, struct instant now, int seconds)
{
	const int64_t ms = SECONDS(seconds) * m->pace / 100;
	return instant_add(now, ms * (70 + random_below(&m->random, 61)) / 100);
}

/* An intervention lasts for so many turns. */
static void heed(struct rehearsal_member *m)
{
	static const int turns[HABIT_COUNT] = {
		[HABIT_PLAIN] = 1,  [HABIT_ADVISER] = 2,  [HABIT_STORYTELLER] = 2,
		[HABIT_SILENT] = 2, [HABIT_DOMINANT] = 2, [HABIT_ANXIOUS] = 3,
		[HABIT_SOLVED] = 3,
	};
	m->heeds = turns[m->habit];
}

void rehearsal_asked(struct rehearsal_member *m, const struct room *room, struct str words,
                     struct instant at)
{
	if (room_seat_of(room, m->person) != room_presenter(room)) return;
	if (m->waiting_count == REHEARSAL_WAITING_MAX) return;
	m->waiting[m->waiting_count++] = words;
	if (m->waiting_count == 1) m->due = member_soon(m, at, ANSWER_S);
}

static void notice_question(struct rehearsal_member *m, const struct room *room, bool is_mine,
                            struct str words, struct instant at)
{
	const int known = deck_ask_of(m->deck, words);

	if (known >= 0) m->used |= 1ull << known;
	m->in_a_row = is_mine ? m->in_a_row + 1 : 0;
	if (is_mine) {
		m->asked++;
		if (m->heeds > 0) m->heeds--;
	}
	rehearsal_asked(m, room, words, at);
}

/* A facilitator's act, and whether it means something to this habit. */
static bool is_minded(const struct rehearsal_member *m, const struct room *room,
                      const struct room_event *event)
{
	const bool me = event->subject == m->person.n;
	const bool talker = m->habit == HABIT_ADVISER || m->habit == HABIT_STORYTELLER ||
	                    m->habit == HABIT_DOMINANT;
	const bool presents = room_presenter(room) == room_seat_of(room, m->person);

	switch ((int)event->kind) {
	case ROOM_INVITE:
		return me ? m->habit == HABIT_SILENT : m->habit == HABIT_DOMINANT;
	case ROOM_HAND_DOWN:
		return me && talker;
	case ROOM_PAUSE:
		return presents && (m->habit == HABIT_ANXIOUS || m->habit == HABIT_SOLVED);
	case ROOM_CARD: /* a prompt is shown */
	case ROOM_SHOW:
		return talker || (presents && m->habit == HABIT_SOLVED);
	case ROOM_FLOOR:
	case ROOM_INSERT:
	case ROOM_TURN_TO:
		return m->habit == HABIT_SILENT || m->habit == HABIT_DOMINANT;
	default:
		return false;
	}
}

void rehearsal_notice(struct rehearsal_member *member, const struct room *room,
                      const struct room_event *event, struct str words)
{
	const int by = room_seat_of(room, event->by);

	if (member->asked_in != room->step) { /* what was not answered by then stays open */
		member->asked_in = room->step;
		member->waiting_count = 0;
	}
	if (event->kind == ROOM_ASK) {
		notice_question(member, room, event->by.n == member->person.n, words, event->at);
		return;
	}
	if (by < 0 || event->by.n == member->person.n || !room_facilitates(room, by)) return;
	if (is_minded(member, room, event)) heed(member);
}

void rehearsal_told(struct rehearsal_member *member, enum room_signal about, struct instant at)
{
	static const unsigned minded_by[SIGNAL_COUNT] = {
		[SIGNAL_ADVICE] = 1u << HABIT_ADVISER,
		[SIGNAL_STACKED] = 1u << HABIT_DOMINANT,
		[SIGNAL_FACTS] = 1u << HABIT_DOMINANT | 1u << HABIT_ADVISER,
		[SIGNAL_STORY] = 1u << HABIT_STORYTELLER,
		[SIGNAL_FLUENT] = 1u << HABIT_SOLVED,
		[SIGNAL_SILENCE] = 1u << HABIT_SILENT,
		[SIGNAL_DOMINANT] = 1u << HABIT_DOMINANT,
		[SIGNAL_QUIET] = 1u << HABIT_SILENT,
		[SIGNAL_SOLVED] = 1u << HABIT_SOLVED,
		[SIGNAL_TIME] = 1u << HABIT_DOMINANT,
		[SIGNAL_VAGUE] = 1u << HABIT_SOLVED | 1u << HABIT_ANXIOUS,
		[SIGNAL_EMOTION] = 1u << HABIT_ANXIOUS,
		[SIGNAL_OUTSIDE] = 1u << HABIT_SOLVED,
		[SIGNAL_STUCK] = 1u << HABIT_SOLVED | 1u << HABIT_STORYTELLER,
	};

	if ((unsigned)about >= SIGNAL_COUNT || !(minded_by[about] >> member->habit & 1)) return;
	heed(member);
	const bool asks_again =
		about == SIGNAL_ADVICE || about == SIGNAL_STACKED || about == SIGNAL_STORY;
	if (!asks_again || member->gave != about) return;
	member->owes = true;
	member->gave = SIGNAL_NONE;
	member->due = member_soon(member, at, SPEAK_S);
}
