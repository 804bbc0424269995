/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_bench - how long it takes to build a room from its events, as every request to it does.
 *
 * Plays a busy meeting of eight with 10,000 events, and another whose order is bent all day, folds them again and
 * again, and prints the time of one fold, of one event, and of one decision; and what part a fold is of the 50 ms
 * that it may take. */
#include <stdio.h>

#include "base/random.h"
#include "domain/room.h"

enum { EVENTS = 10000, FOLDS = 200, FOLD_MAY_US = 50000, FACILITATOR = 8, TEXT = 64 * 1024 };

static const struct process *read_process(struct arena *arena, const char *path)
{
	char *text = NEW(arena, char, TEXT);
	const struct process *process;
	struct process_fault fault;
	FILE *file = fopen(path, "rb");

	if (!file) BUG("run from the top of the checkout");
	const size_t n = fread(text, 1, TEXT, file);
	if (fclose(file) || process_parse(arena, (struct str){ text, n }, &process, &fault))
		BUG("a shipped process is wrong");
	return process;
}

static struct room empty_room(const struct process *shell, const struct process *round)
{
	struct room_person people[9];
	struct room room;

	for (int i = 0; i < 9; i++)
		people[i] = (struct room_person){ .person = { i + 1 },
			                          .seat = i,
			                          .is_member = i < FACILITATOR,
			                          .is_facilitator = i == FACILITATOR };
	if (room_init(&room, shell, round, 210, 1, people, 9)) BUG("nine fit");
	return room;
}

/* Arrivals, a start, then hands, questions, invitations, pauses and stages, as fast as they come. */
static int play(struct room *room, struct random *random, struct room_event *events)
{
	static const enum room_kind busy[] = { ROOM_HAND_UP,   ROOM_HAND_DOWN, ROOM_ASK,
		                               ROOM_INVITE,    ROOM_SHOW,      ROOM_PAUSE,
		                               ROOM_RESUME,    ROOM_DONE,      ROOM_PASS,
		                               ROOM_TURN_NEXT, ROOM_GONE,      ROOM_HERE,
		                               ROOM_PRESENTER };
	struct instant now = { 1790000000000 };
	int count = 0;

	for (int tries = 0; count < EVENTS; tries++) {
		struct room_act act = {
			.kind = tries < 9 ? ROOM_HERE : busy[random_below(random, LEN(busy))],
			.by = { tries < 9 ? tries + 1 : 1 + (int64_t)random_below(random, 9) },
			.subject = 1 + random_below(random, 8)
		};
		if (tries == 9) act = (struct room_act){ .kind = ROOM_OPEN, .by = { 9 } };
		if (tries == 10) act = (struct room_act){ .kind = ROOM_START, .by = { 9 } };
		if (tries > 10 && tries % 900 == 0)
			act = (struct room_act){ .kind = ROOM_NEXT, .by = { 9 } };
		now = instant_add(now, 700);
		if (room_decide(room, &act, now, &events[count])) continue;
		if (room_apply(room, &events[count])) BUG("what was decided is applied");
		count++;
	}
	return count;
}

/* Stages brought in, moved, left out, done again: what touches every step of the order. */
static int bend(struct room *room, struct random *random, struct room_event *events)
{
	static const enum room_kind bends[] = { ROOM_INSERT, ROOM_REPEAT, ROOM_MOVE,  ROOM_SKIP,
		                                ROOM_LENGTH, ROOM_SPREAD, ROOM_ORDER, ROOM_GROUPS };
	struct instant now = { 1790000000000 };
	int count = 0;

	for (int tries = 0; count < EVENTS; tries++) {
		struct room_act act = { .kind = tries < 9 ? ROOM_HERE
			                                  : bends[random_below(random, LEN(bends))],
			                .by = { tries < 9 ? tries + 1 : 9 },
			                .subject = 1 + random_below(random, 70),
			                .a = 1 + random_below(random, 60) };
		if (tries == 9) act = (struct room_act){ .kind = ROOM_OPEN, .by = { 9 } };
		if (tries == 10) act = (struct room_act){ .kind = ROOM_START, .by = { 9 } };
		if (act.kind == ROOM_ORDER) {
			const int seats[] = { 0, 1, 2 };
			act.b = 1 + random_below(random, 3);
			act.a = room_order_pack(seats, (int)act.b);
		}
		if (act.kind == ROOM_SKIP) act.a = random_below(random, 2);
		if (act.kind == ROOM_MOVE) act.a = random_below(random, 70);
		if (act.kind == ROOM_INSERT) act.a = random_below(random, ROOM_INSERT_COUNT);
		now = instant_add(now, 700);
		if (room_decide(room, &act, now, &events[count])) continue;
		if (room_apply(room, &events[count])) BUG("what was decided is applied");
		count++;
	}
	return count;
}

/* Microseconds of one fold. */
static double fold(const struct process *shell, const struct process *round,
                   const struct room_event *events, int count)
{
	const int64_t began = time_monotonic_us();

	for (int i = 0; i < FOLDS; i++) {
		struct room again = empty_room(shell, round);
		for (int j = 0; j < count; j++)
			if (room_apply(&again, &events[j])) BUG("a stored event is applied");
		if (again.event_count != count) BUG("all of them");
	}
	return (double)(time_monotonic_us() - began) / FOLDS;
}

static void say(const char *what, double us, int count)
{
	printf("room: %s: a fold of %d events %.0f us, %.0f ns an event; %.1f %% of the %d ms it "
	       "may take\n",
	       what, count, us, us * 1000 / count, 100 * us / FOLD_MAY_US, FOLD_MAY_US / 1000);
}

int main(void)
{
	struct arena *arena = arena_new(16 << 20);
	const struct process *shell = read_process(arena, "content/processes/uk-halfday.process");
	const struct process *round = read_process(arena, "content/processes/uk-classic.process");
	struct room_event *events = NEW(arena, struct room_event, EVENTS);
	struct room room = empty_room(shell, round), bent = empty_room(shell, round);
	struct random random;
	int64_t allowed = 0;

	random_seed(&random, 1);
	int count = play(&room, &random, events);
	say("busy", fold(shell, round, events, count), count);
	count = bend(&bent, &random, events);
	say("bent all day", fold(shell, round, events, count), count);

	const int64_t began = time_monotonic_us();
	for (int i = 0; i < FOLDS * EVENTS; i++) {
		const struct room_act act = { .kind = ROOM_HAND_UP, .by = { 1 + i % 8 } };
		struct room_event event;
		allowed += room_decide(&room, &act, room.last_at, &event) == ROOM_OK;
	}
	printf("room: a decision %.0f ns (%lld allowed); a room is %zu bytes\n",
	       (double)(time_monotonic_us() - began) * 1000 / (FOLDS * EVENTS), (long long)allowed,
	       sizeof room);
	arena_free(arena);
	return 0;
}
