/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal_fuzz - any bytes as a deck: it is refused with a place and a sentence, or it is one from which
 * members act as the room allows. */
#include "domain/rehearsal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct stage stages[] = {
	{ .name = STR_INIT("present"),
	  .title = STR_INIT("P"),
	  .kind = STAGE_PRESENT,
	  .floor = FLOOR_PRESENTER,
	  .floor_then = FLOOR_NONE,
	  .minutes = 5,
	  .may = MAY_ISSUE },
	{ .name = STR_INIT("questions"),
	  .title = STR_INIT("Q"),
	  .kind = STAGE_QUESTIONS,
	  .floor = FLOOR_ASK,
	  .floor_then = FLOOR_NONE,
	  .minutes = 5,
	  .may = MAY_HAND | MAY_QUESTION },
	{ .name = STR_INIT("actions"),
	  .title = STR_INIT("A"),
	  .kind = STAGE_ACTIONS,
	  .floor = FLOOR_PRESENTER,
	  .floor_then = FLOOR_NONE,
	  .minutes = 5,
	  .may = MAY_ACTION },
};

/* One stage after the other, with two members of each habit and nobody to lead them. */
static void hold(const struct rehearsal_deck *deck)
{
	static struct rehearsal_member members[HABIT_COUNT];
	static struct process round = { .name = STR_INIT("r"), .minutes = 15 };
	static struct process shell = { .name = STR_INIT("s"), .is_shell = true, .minutes = 60 };
	struct room_person people[HABIT_COUNT];
	struct rehearsal_move move;
	struct room_event event;
	static struct room room;
	struct instant now = { 1790000000000 };

	round.stage_count = 3;
	for (int i = 0; i < 3; i++) round.stages[i] = stages[i];
	shell.stage_count = 1;
	shell.stages[0] =
		(struct stage){ .kind = STAGE_ROUNDS, .rounds = 1, .name = STR("rounds") };
	for (int i = 0; i < HABIT_COUNT; i++) {
		people[i] = (struct room_person){
			.person = { i + 1 }, .seat = i, .is_member = true, .is_facilitator = i == 0
		};
		rehearsal_member_init(&members[i], deck, (enum rehearsal_habit)i, i == 5,
		                      people[i].person, 1, 20);
	}
	if (room_init(&room, &shell, &round, 60, 0, people, HABIT_COUNT)) return;
	for (int step = 0; step < 400; step++) {
		static const enum room_kind leads[] = { ROOM_HERE, ROOM_OPEN, ROOM_START,
			                                ROOM_ORDER, ROOM_NEXT };
		const enum room_kind lead = leads[step < 4 ? step : 4];
		const int seats[1] = { 5 };
		struct room_act act = { .kind = lead, .by = { 1 } };
		if (lead == ROOM_ORDER) act.a = room_order_pack(seats, 1), act.b = 1;
		if ((step < 4 || step % 100 == 0) && !room_decide(&room, &act, now, &event))
			ASSERT(room_apply(&room, &event) == OK);
		for (int i = 0; i < HABIT_COUNT; i++) {
			if (!rehearsal_next(&members[i], &room, now, &move)) continue;
			if (move.kind == 0) continue;
			act = (struct room_act){ .kind = move.kind,
				                 .by = people[i].person,
				                 .subject = move.words.n > 0,
				                 .a = move.a };
			ASSERT(room_decide(&room, &act, now, &event) == ROOM_OK);
			ASSERT(room_apply(&room, &event) == OK);
			for (int k = 0; k < HABIT_COUNT; k++)
				rehearsal_notice(&members[k], &room, &event, move.words);
		}
		now = instant_add(now, SECONDS(2));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *arena = arena_new(16 << 20);
	const struct rehearsal_deck *deck = NULL;
	struct process_fault fault = { 0 };
	const struct str text = { (const char *)data, n };

	const enum err err = rehearsal_deck_parse(arena, text, &deck, &fault);
	if (err == OK) {
		hold(deck);
	} else {
		ASSERT(err == ERR_INPUT && !deck);
		ASSERT(fault.line >= 1 && fault.column >= 1 && fault.words.n > 0);
		ASSERT(str_is_utf8(fault.words));
	}
	arena_free(arena);
	return 0;
}
