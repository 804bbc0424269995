/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What each writes alone is nobody else's until the writing is over, and everybody's from then on: over random
 * histories of every process, whatever people press in between, in the rows themselves. */
#include "flows/support_play.h"

#include "app/process.h"
#include "domain/room.h"
#include "store/action.h"
#include "store/question.h"
#include "store/review.h"

enum { HISTORIES = 60, ACTS = 60, ITEMS = ACTS * 2 };

enum item_kind { QUESTION, ACTION, LINE };

/* Something written, and where. */
struct item {
	enum item_kind kind;
	int64_t id;
	int step;      /* id of the stage */
	bool is_alone; /* while each wrote alone */
	bool is_over;  /* there was a moment since at which that was over */
};

struct watch {
	struct play *play;
	struct item items[ITEMS];
	int n, alone, shown;
};

static int pick(struct random *random, int below)
{
	return (int)random_below(random, (uint32_t)below);
}

/* ---- by the room alone: is it over? ---- */

static bool writes_alone(const struct room *room, enum item_kind kind)
{
	if (!room_step(room)) return false;
	if (kind == LINE) return room_may(room, MAY_LINE) && !room->lines_revealed;
	return room_floor(room) == FLOOR_WRITE;
}

static struct item *item_of(struct watch *watch, enum item_kind kind, int64_t id,
                            const struct room *before)
{
	for (int i = 0; i < watch->n; i++)
		if (watch->items[i].kind == kind && watch->items[i].id == id)
			return &watch->items[i];
	/* New: it was written by this very act, in the room as it was. */
	CHECK(watch->n < ITEMS, "an item an act, or two");
	const bool alone = writes_alone(before, kind);
	watch->items[watch->n] = (struct item){
		.kind = kind, .id = id, .step = room_step(before)->id, .is_alone = alone
	};
	watch->alone += alone;
	return &watch->items[watch->n++];
}

static void note_moment(struct watch *watch)
{
	const struct room *room = &watch->play->now->room;

	for (int i = 0; i < watch->n; i++) {
		struct item *item = &watch->items[i];
		const struct room_step *step = room_step(room);
		if (!step || step->id != item->step || !writes_alone(room, item->kind))
			item->is_over = true;
	}
}

/* ---- and by the rows: who could read it? ---- */

struct seen {
	struct watch *watch;
	const struct room *before;
};

static void check_item(struct watch *watch, enum item_kind kind, int64_t id, bool is_shown,
                       const struct room *before)
{
	struct item *item = item_of(watch, kind, id, before);

	note_moment(watch);
	if (is_shown != (!item->is_alone || item->is_over))
		print_error("%s: a %s\n", watch->play->name,
		            kind == QUESTION ? "question"
		            : kind == ACTION ? "action"
		                             : "line");
	if (is_shown)
		CHECK(!item->is_alone || item->is_over, "not before the writing is over");
	else
		CHECK(item->is_alone && !item->is_over, "and not a moment longer hidden");
	watch->shown += is_shown;
}

static bool is_shared(const struct review_rows *rows, review_id id)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].id.n == id.n) return true;
	return false;
}

static enum err look_at_one(struct tx *tx, const struct seen *seen, int seat,
                            const struct review_rows *shared)
{
	struct play *play = seen->watch->play;
	struct action_rows actions;
	struct review_rows mine;

	enum err err =
		store_action_of_meeting(tx, play->meeting, play_person(play, seat), &actions);
	if (!err) err = store_review_mine(tx, play->meeting, play_person(play, seat), &mine);
	if (err) return err;
	for (size_t i = 0; i < actions.n; i++)
		check_item(seen->watch, ACTION, actions.at[i].id.n, actions.at[i].is_shared,
		           seen->before);
	for (size_t i = 0; i < mine.n; i++)
		check_item(seen->watch, LINE, mine.at[i].id.n, is_shared(shared, mine.at[i].id),
		           seen->before);
	return OK;
}

static enum err run_look(struct tx *tx, void *with)
{
	const struct seen *seen = with;
	struct play *play = seen->watch->play;
	struct question_rows questions;
	struct review_rows shared;

	tx_use_arena(tx, play->arena);
	enum err err = store_question_list(tx, play->meeting, &questions);
	if (!err) err = store_review_shared(tx, play->meeting, &shared);
	for (size_t i = 0; !err && i < questions.n; i++)
		check_item(seen->watch, QUESTION, questions.at[i].id.n, !questions.at[i].is_held,
		           seen->before);
	for (int seat = 0; !err && seat < play->members; seat++)
		err = look_at_one(tx, seen, seat, &shared);
	return err;
}

/* ---- histories ---- */

static enum err write_something(struct play *play, struct random *random)
{
	static const enum room_kind kinds[] = { ROOM_ASK, ROOM_ACTION, ROOM_LINE, ROOM_LINE };
	const struct play_act act = { .kind = kinds[pick(random, LEN(kinds))],
		                      .a = REVIEW_LINE,
		                      .text = "Nobody knows who may decide" };

	return play_try(play, play_person(play, pick(random, play->members)), act);
}

static enum err press_something(struct play *play, struct random *random)
{
	static const enum room_kind kinds[] = { ROOM_NEXT,   ROOM_NEXT,      ROOM_NEXT,
		                                ROOM_BACK,   ROOM_FLOOR,     ROOM_REVEAL,
		                                ROOM_REVEAL, ROOM_SETTLE,    ROOM_REPEAT,
		                                ROOM_INSERT, ROOM_MOVE,      ROOM_MODULE,
		                                ROOM_SKIP,   ROOM_PRESENTER, ROOM_END };
	const struct room *room = &play->now->room;
	struct play_act act = { .kind = kinds[pick(random, LEN(kinds))],
		                .subject = pick(random, room->step_ids + 1),
		                .a = pick(random, 2) };

	if (act.kind == ROOM_END && pick(random, 10)) act.kind = ROOM_NEXT;
	if (act.kind == ROOM_INSERT) act.a = INSERT_WRITE;
	if (act.kind == ROOM_PRESENTER)
		act.subject = play_person(play, pick(random, play->members)).n;
	return play_try(play, play_person(play, play_leads(play)), act);
}

/* Straight to a stage in which something is written, by skipping what lies before it. */
static void come_near(struct play *play, struct random *random)
{
	const struct room *room = &play->now->room;
	const int presses = pick(random, 12), seats[] = { 0, 1 };
	const int fixed = process_rounds_fixed(room->shell);
	const int rounds = (fixed ? fixed : room->rounds_most) > 1 ? 2 : 1;

	play_act(play, play_leads(play), ROOM_ORDER, 0, room_order_pack(seats, rounds), rounds);
	for (int i = 0; i < presses; i++) {
		if (room_next_step(&play->now->room) >= play->now->room.step_count) return;
		flow_wait(play->flow, SECONDS(2));
		play_act(play, play_leads(play), ROOM_NEXT, 0, 0, 0);
	}
}

static void live_through(struct watch *watch, struct random *random)
{
	struct play *play = watch->play;
	struct seen seen = { .watch = watch };
	struct room before;

	play_gather(play);
	come_near(play, random);
	for (int i = 0; i < ACTS && play->now->room.state == ROOM_RUNNING; i++) {
		memcpy(&before, &play->now->room, sizeof before);
		seen.before = &before;
		flow_wait(play->flow, pick(random, 2) ? SECONDS(2) : SECONDS(70));
		if (pick(random, 3))
			(void)write_something(play, random);
		else
			(void)press_something(play, random);
		note_moment(watch);
		CHECK_OK(database_read(play->flow->database, run_look, &seen));
	}
}

TEST(what_is_written_alone_is_shown_when_the_writing_is_over_and_not_before)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		struct process_list list;
		struct day on = day_of(2026, 11, 26);
		int alone = 0, shown = 0;

		CHECK_OK(process_shipped_list(flow->arena, &list));
		FOR_SEEDS (random, HISTORIES) {
			const struct str name = list.at[pick(&random, (int)list.n)]->name;
			struct play play;
			play_begin(&play, flow, str_z(flow->arena, name), 4 + pick(&random, 3), on);
			struct watch *watch = NEW(play.arena, struct watch, 1);
			watch->play = &play;
			live_through(watch, &random);
			alone += watch->alone;
			shown += watch->shown;
			play_end(&play);
			on = day_add(on, 1);
		}
		CHECK(alone > 100 && shown > 1000, "much was written alone, and much was shown");
		flow_close(flow);
	}
}

TESTS(what_is_written_alone_is_shown_when_the_writing_is_over_and_not_before)
