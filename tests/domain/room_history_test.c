/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whatever people try, in whatever order, by whatever clock: these things hold. */
#include "domain/room_clock.h"

#include "support/check.h"
#include "support_room.h"

static int pick(struct random *random, int below)
{
	return (int)random_below(random, (uint32_t)below);
}

static void check_seats(const struct room *room)
{
	const struct room_talk *talk = &room->talk;
	unsigned seen = 0;

	CHECK(talk->hand_count >= 0 && talk->hand_count <= ROOM_SEATS_MAX, "hands have room");
	for (int i = 0; i < talk->hand_count; i++) {
		const int seat = talk->hands[i];
		CHECK(seat >= 0 && seat < room->seat_count && room->seats[seat].is_member,
		      "a member's");
		CHECK(!(seen & 1u << seat), "a person has one hand");
		seen |= 1u << seat;
	}
	CHECK(talk->speaker < 0 || room->seats[talk->speaker].is_here, "who speaks is here");
	CHECK(talk->turn < 0 || room->seats[talk->turn].is_here, "whose turn it is, is here");
	CHECK(talk->turn < 0 || !(talk->had & 1u << talk->turn), "a turn is had once");
	CHECK((talk->passed & ~talk->had) == 0, "who passed has had their turn");
	CHECK(talk->screen != SCREEN_QUESTION || talk->question.n, "a question is shown");
	CHECK(talk->screen != SCREEN_ISSUE || room->issue.n, "an issue only with leave");
	CHECK(room->issue.n == 0 || room_presenter(room) >= 0 || room->state == ROOM_ENDED,
	      "an issue has its presenter");
	CHECK(room->holder < 0 || room->seats[room->holder].is_member, "a member holds the room");
}

static void check_order(const struct room *room)
{
	CHECK(room->step >= -1 && room->step < room->step_count, "a step of the order");
	CHECK(room->order_count <= ROUNDS_MAX && room->round_count <= ROUNDS_MAX, "rounds");
	for (int i = 0; i < room->order_count; i++) {
		CHECK(room->seats[room->order[i]].is_member, "members present");
		for (int j = 0; j < i; j++) CHECK(room->order[i] != room->order[j], "each once");
	}
	int rounds = 0;
	for (int i = 0; i < room->step_count; i++) {
		const struct room_step *step = &room->steps[i];
		CHECK(step->round == 0 || step->round == rounds || step->round == rounds + 1,
		      "in turn");
		if (step->round > rounds) rounds = step->round;
		CHECK(step->used_ms >= 0 && step->paused_ms >= 0 && step->added_ms >= 0,
		      "nobody gets negative time");
	}
	CHECK_INT(rounds, room->round_count, "as many rounds as the order says");
	CHECK(room->step < 0 || room->steps[room->step].began_at.ms, "the present has begun");
}

static void check_clock(const struct room *room, struct instant now)
{
	const struct room_clock clock = room_clock(room, now);
	CHECK(clock.used_ms >= 0 && clock.left_ms >= 0 && clock.over_ms >= 0, "no negative time");
	CHECK(clock.left_ms == 0 || clock.over_ms == 0, "either left or over");
	CHECK(!(clock.is_paused && clock.is_running), "paused or running");
	CHECK((room->state == ROOM_RUNNING) == (clock.is_paused || clock.is_running),
	      "a stage runs");
}

/* ---- what one act may change ---- */

static bool presents_alone(const struct room *room)
{
	return room_floor(room) == FLOOR_PRESENTER || room_floor(room) == FLOOR_REPLY;
}

/* Never two at once, and nobody else's issue becomes theirs without a choice. */
static void check_presenter(const struct room *before, const struct room *after,
                            enum room_kind kind)
{
	const int presenter = room_presenter(after);
	const struct room_step *was = room_step(before), *is = room_step(after);

	CHECK(presenter < 0 || after->seats[presenter].is_member, "a member presents");
	for (int i = 0; i < after->seat_count && presenter >= 0 && presents_alone(after); i++)
		CHECK(i == presenter || room_facilitates(after, i) || !room_can_speak(after, i),
		      "one presents, and only one");
	if (was && is && was->id == is->id && kind != ROOM_ORDER && kind != ROOM_PRESENTER)
		CHECK_INT(presenter, room_presenter(before), "the same until another is chosen");
}

/* Stages that stood before the act and stand after it are in the same order. */
static void check_sequence(const struct room *before, const struct room *after)
{
	int from = 0;

	for (int i = 0; i < before->step_count; i++) {
		const int id = before->steps[i].id;
		int at = from;
		while (at < after->step_count && after->steps[at].id != id) at++;
		if (at < after->step_count)
			from = at + 1;
		else
			CHECK(room_step_by_id(after, id) < 0, "in its place, or not there");
	}
}

static int first_after(const struct room *room, int step)
{
	for (step++; step < room->step_count && room->steps[step].is_left_out;) step++;
	return step;
}

/* A stage follows the one before it, unless somebody bends the order. */
static void check_course(const struct room *before, const struct room *after, enum room_kind kind)
{
	if (before->state != ROOM_RUNNING) return;
	for (int i = 0; i <= before->step; i++)
		CHECK_INT(after->steps[i].id, before->steps[i].id, "what is past stays");
	if (kind != ROOM_MOVE) check_sequence(before, after);
	if (kind == ROOM_NEXT || kind == ROOM_ADVANCE || kind == ROOM_SETTLE)
		CHECK_INT(after->step, first_after(after, before->step), "the very next");
	else if (kind == ROOM_BACK)
		CHECK(after->step < before->step, "back");
	else
		CHECK_INT(after->step, before->step, "nobody said to go on");
}

/* Written alone, shown together: by whoever leads and in no other way. */
static void check_lines(const struct room *before, const struct room *after, enum room_kind kind)
{
	const struct room_step *was = room_step(before), *is = room_step(after);

	if (!was || !is || was->id != is->id) return;
	if (after->lines_revealed && !before->lines_revealed)
		CHECK(kind == ROOM_REVEAL && room_may(after, MAY_LINE), "not by chance");
	if (is->stage->loops && room_may(after, MAY_LINE) && !after->lines_revealed)
		CHECK(!after->talk.yes && !after->talk.no, "nobody agrees to what is not shown");
}

/* Anything at all, more often what is likely to be allowed. */
static void try_something(struct scene *scene, struct random *random)
{
	static const enum room_kind often[] = { ROOM_NEXT,      ROOM_NEXT,      ROOM_BACK,
		                                ROOM_HAND_UP,   ROOM_TURN_NEXT, ROOM_PASS,
		                                ROOM_HERE,      ROOM_GONE,      ROOM_ORDER,
		                                ROOM_PRESENTER, ROOM_ISSUE_ON };
	const int people = (int)scene->people_count;
	const bool likely = pick(random, 2) == 0;
	const enum room_kind kind =
		likely ? often[pick(random, LEN(often))]
		       : (enum room_kind)(ROOM_KIND_FIRST + pick(random, ROOM_KIND_END - 1));
	const int by = pick(random, 3) == 0 ? people - 1 : pick(random, people + 2) - 1;
	int64_t a = pick(random, 4), b = 0;
	int64_t subject = pick(random, people + 2);

	/* Steps are many more than people. */
	if (kind >= ROOM_MODULE && kind != ROOM_ROLE && kind != ROOM_CO_HOLD)
		subject = pick(random, scene->room.step_ids + 2);
	if (kind == ROOM_ROLE) a = pick(random, SAY_COUNT + 1);
	if (kind == ROOM_MOVE) a = pick(random, scene->room.step_ids + 2);
	if (kind == ROOM_SPREAD) a = pick(random, 240);

	/* Ending is allowed and cuts a history short, so it is tried seldom. */
	if (kind == ROOM_END && pick(random, 20)) return;
	if (kind == ROOM_ORDER) {
		int seats[3];
		b = pick(random, 4);
		for (int i = 0; i < (int)b; i++) seats[i] = (pick(random, people) + i) % people;
		a = room_order_pack(seats, (int)b);
	}
	(void)scene_act(scene, by, kind, subject, a, b);
}

static void pass_time(struct scene *scene, struct random *random)
{
	const int what = pick(random, 40);
	if (what == 0)
		scene_wait(scene, -pick(random, 3600 * 1000));
	else if (what == 1)
		scene_wait(scene, pick(random, 7200 * 1000));
	else
		scene_wait(scene, pick(random, 90 * 1000));
}

TEST(any_history_keeps_the_room_whole)
{
	int64_t events = 0, ended = 0, rounds = 0;

	FOR_SEEDS (random, 3000) {
		const char *shell = pick(&random, 4) ? "uk-halfday" : "first-taster";
		struct scene *scene = scene_new(shell, 4 + pick(&random, 5), pick(&random, 3));
		if (pick(&random, 10)) scene_start(scene);
		for (int i = 0; i < 150; i++) {
			pass_time(scene, &random);
			try_something(scene, &random);
			check_seats(&scene->room);
			check_order(&scene->room);
			check_clock(&scene->room, scene->now);
		}
		scene_check_replay(scene);
		events += scene->event_count;
		ended += scene->room.state == ROOM_ENDED;
		rounds += scene->room.step >= 0 && scene->room.steps[scene->room.step].round > 0;
		scene_free(scene);
	}
	/* The histories are worth something: most acts of many kinds were allowed. */
	CHECK(events > 3000 * 30, "much happens");
	CHECK(ended > 20 && rounds > 300, "also in rounds, also to the end");
}

/* The same for every process that is shipped, and what each single act changes. */
TEST(every_process_keeps_its_order_and_its_secrets)
{
	struct arena *arena = arena_new(1 << 20);
	struct str names[SHIPPED_MAX];
	const size_t n = shipped_names(arena, names);
	int64_t reached = 0, events = 0;
	struct room before;

	FOR_SEEDS (random, 2000) {
		const struct str name = names[pick(&random, (int)n)];
		struct scene *scene = scene_by(name, 4 + pick(&random, 9), pick(&random, 3));
		scene_start(scene);
		for (int i = 0; i < 150; i++) {
			const int had = scene->event_count;
			pass_time(scene, &random);
			memcpy(&before, &scene->room, sizeof before);
			try_something(scene, &random);
			check_seats(&scene->room);
			check_order(&scene->room);
			check_clock(&scene->room, scene->now);
			if (scene->event_count == had) continue;
			const enum room_kind kind = scene->history[had].kind;
			check_presenter(&before, &scene->room, kind);
			check_course(&before, &scene->room, kind);
			check_lines(&before, &scene->room, kind);
		}
		scene_check_replay(scene);
		reached += scene->room.step >= 0 && scene->room.steps[scene->room.step].round > 0;
		events += scene->event_count;
		scene_free(scene);
	}
	CHECK(reached > 500 && events > 2000 * 30, "into rounds, and much happens");
	arena_free(arena);
}

/* ---- 10,000 events ---- */

enum { LONG = 10000 };

/* Who bends the order all day long. */
static void bend(struct scene *scene, struct random *random)
{
	static const enum room_kind kinds[] = { ROOM_INSERT, ROOM_REPEAT, ROOM_MOVE,  ROOM_SKIP,
		                                ROOM_LENGTH, ROOM_NEXT,   ROOM_SPREAD };
	const enum room_kind kind = kinds[pick(random, LEN(kinds))];
	const int64_t step = 1 + pick(random, scene->room.step_ids + 1);
	const int64_t a = kind == ROOM_SPREAD ? 1 + pick(random, 240) : pick(random, 7);

	(void)scene_act(scene, (int)scene->people_count - 1, kind, step, a, 0);
}

/* An event's work is bounded by the room, and the room by its type: it holds no memory beside itself, and
 * however many events there were, it has room for no more steps.  So a fold costs as much as there are
 * events; how much that is says tests/bench/room_bench.c. */
TEST(ten_thousand_events_make_a_room_no_larger)
{
	struct random random;
	struct scene *scene = scene_new("uk-halfday", 8, 1);
	struct arena *arena = arena_new(4 << 20);
	struct room_event *events = NEW(arena, struct room_event, LONG);
	int count = 0, most = 0;

	random_seed(&random, 7);
	scene_start(scene);
	while (count < LONG) {
		scene_wait(scene, 1600);
		if (pick(&random, 3))
			bend(scene, &random);
		else
			try_something(scene, &random);
		if (scene->room.state == ROOM_ENDED)
			(void)scene_act(scene, 8, ROOM_REOPEN, 0, 0, 0);
		for (int i = 0; i < scene->event_count && count < LONG; i++)
			events[count++] = scene->history[i];
		scene->event_count = 0; /* kept in `events` */
		if (scene->room.step_count > most) most = scene->room.step_count;
	}
	CHECK(most > 50 && most <= ROOM_STEPS_MAX, "many steps, and never more than fit");

	struct room again;
	CHECK_OK(room_init(&again, scene->shell, scene->round, 210, 0, scene->people,
	                   scene->people_count));
	const size_t used = arena_used(scene->arena);
	for (int i = 0; i < count; i++) CHECK_OK(room_apply(&again, &events[i]));
	CHECK_INT(arena_used(scene->arena), used, "nothing beside the room");
	CHECK_INT(again.event_count, LONG, "all of them");
	CHECK(sizeof again < 16 * 1024, "a room is small");
	check_seats(&again);
	check_order(&again);
	arena_free(arena);
	scene_free(scene);
}

/* ---- what was stored ---- */

/* Numbers are in databases: each means for ever what it meant. */
TEST(kinds_keep_their_numbers)
{
	static const char *const names[] = {
		"open",         "start",        "next",        "back",          "pause",
		"resume",       "extend",       "hand-up",     "hand-down",     "invite",
		"done",         "pass",         "turn-next",   "turn-skip",     "turn-to",
		"order",        "presenter",    "show",        "show-off",      "ask",
		"withdraw",     "park",         "action",      "rule-proposed", "rule-worded",
		"rule-dropped", "rule-settled", "rule-agreed", "bid",           "attend",
		"here",         "gone",         "issue-on",    "issue-off",     "actions-on",
		"line",         "reveal",       "curtain",     "end",           "reopen",
		"hold",         "floor",        "option",      "progress",      "card",
		"agree",        "settle",       "module",      "role",          "co-hold",
		"skip",         "repeat",       "length",      "insert",        "move",
		"spread",       "groups",       "advance",     "aloud",         "paper"
	};
	enum room_kind kind;

	CHECK_INT(LEN(names), ROOM_KIND_END - 1, "a name for each; new ones come last");
	for (size_t i = 0; i < LEN(names); i++) {
		CHECK(room_kind_parse(str_of(names[i]), &kind), names[i]);
		CHECK_INT(kind, (int64_t)i + 1, names[i]);
	}
}

/* From a later version, or from nowhere: refused, and the room is as it was. */
TEST(an_event_of_an_unknown_kind_is_refused)
{
	struct scene *scene = scene_new("uk-halfday", 6, 1);
	struct room before;

	scene_start(scene);
	memcpy(&before, &scene->room, sizeof before);
	for (int kind = -70; kind < 300; kind++) {
		if (kind >= ROOM_KIND_FIRST && kind < ROOM_KIND_END) continue;
		const struct room_event event = { .number = scene->room.event_count + 1,
			                          .kind = (enum room_kind)kind,
			                          .by = { person_at(6) },
			                          .at = scene->now };
		CHECK_INT(room_apply(&scene->room, &event), ERR_CORRUPT, "nobody knows it");
		CHECK(memcmp(&before, &scene->room, sizeof before) == 0, "untouched");
	}
	scene_free(scene);
}

/* Damaged rows: any change to any event is an error or a room that is still whole. */
TEST(damage_never_breaks_a_room)
{
	FOR_SEEDS (random, 1500) {
		struct scene *scene = scene_new("uk-halfday", 6, 1);
		struct room room;
		scene_start(scene);
		for (int i = 0; i < 60; i++) {
			pass_time(scene, &random);
			try_something(scene, &random);
		}
		struct room_event *event = &scene->history[pick(&random, scene->event_count)];
		const int64_t junk = (int64_t)random_next(&random);
		switch (pick(&random, 6)) {
		case 0:
			event->kind = (enum room_kind)(pick(&random, 80) - 5);
			break;
		case 1:
			event->a = junk;
			break;
		case 2:
			event->b = junk;
			break;
		case 3:
			event->subject = junk;
			break;
		case 4:
			event->by = (person_id){ pick(&random, 12) };
			break;
		default:
			event->at = (struct instant){ junk };
			break;
		}
		const enum err err = scene_replay(scene, &room);
		CHECK(err == OK || err == ERR_CORRUPT, "an error, or a room");
		scene_free(scene);
	}
}

TESTS(any_history_keeps_the_room_whole, every_process_keeps_its_order_and_its_secrets,
      ten_thousand_events_make_a_room_no_larger, kinds_keep_their_numbers,
      an_event_of_an_unknown_kind_is_refused, damage_never_breaks_a_room)
