/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_live - what a room's streams say: every event once, the parts as they are after the last of them,
 * and a sentence for those who listen rather than look. */
#include "store/room.h"
#include "web/live.h"
#include "web/room_make.h"

enum { SPOKEN_EVENTS = 8, FRAME_MAX = 1024 * 1024 };

/* Of a batch, only the last few events are spoken: whoever comes back is not told an hour's news. */
struct telling {
	struct work *work;
	struct room_now *now;
	const int64_t *audiences;
	size_t n;
	struct str spoken[SPOKEN_EVENTS][LIVE_AUDIENCES]; /* frames without a number */
	bool was_hall[LIVE_AUDIENCES];
};

static int seat_of(int64_t audience)
{
	return audience == AUDIENCE_SCREEN ? SEAT_SCREEN : (int)(audience - AUDIENCE_SEAT);
}

static bool is_seat(const struct room_now *now, int seat)
{
	return seat >= 0 && seat < now->room.seat_count && now->who[seat].is_of_set;
}

/* ---- sentences ---- */

static struct str frame(struct arena *arena, const char *name, struct str words)
{
	struct buf buf;

	buf_init(&buf, FRAME_MAX);
	hub_frame(&buf, -1, str_of(name), words);
	const struct str made = str_copy(arena, buf_text(&buf));
	buf_release(&buf);
	return made;
}

/* "Stillness. 1 minute."; a title that asks keeps its question mark. */
static struct str stage_words(struct arena *arena, struct str title, int minutes)
{
	return str_printf(arena, "%.*s%s %d minute%s.", STR_ARG(title),
	                  str_ends(title, STR("?")) ? "" : ".", minutes, minutes == 1 ? "" : "s");
}

static struct str for_all(struct arena *arena, const struct room *room,
                          const struct room_event *event)
{
	const struct room_step *step = room_step(room);

	switch ((int)event->kind) {
	case ROOM_START:
	case ROOM_NEXT:
	case ROOM_BACK:
	case ROOM_SETTLE:
	case ROOM_ADVANCE:
		return stage_words(arena, step->stage->title, room_step_minutes(room, room->step));
	case ROOM_PAUSE:
		return STR("Paused.");
	case ROOM_RESUME:
		return STR("The clock is running again.");
	case ROOM_EXTEND:
		return str_printf(arena, "%lld minutes added.", (long long)event->a);
	case ROOM_FLOOR:
		return str_of(floor_words(room_floor(room)));
	case ROOM_MODULE:
		return str_printf(arena, "%.*s.", STR_ARG(step->stage->title));
	case ROOM_RULE_SETTLED:
		return str_printf(arena, "Ground rules, version %lld.", (long long)event->a);
	case ROOM_REVEAL:
		return STR("The lines are shown together.");
	case ROOM_END:
	case ROOM_PAPER:
		return STR("The meeting has ended.");
	case ROOM_REOPEN:
		return STR("The meeting goes on.");
	default:
		return STR("");
	}
}

/* Turns begin anew. */
static bool begins_turns(enum room_kind kind)
{
	return kind == ROOM_START || kind == ROOM_NEXT || kind == ROOM_BACK ||
	       kind == ROOM_SETTLE || kind == ROOM_ADVANCE || kind == ROOM_FLOOR;
}

/* One's own press is confirmed at once; "" if what follows says it all. */
static struct str confirmed(const struct room_event *event)
{
	switch ((int)event->kind) {
	case ROOM_HAND_UP:
		return STR("Your hand is up.");
	case ROOM_HAND_DOWN:
		return event->subject == event->by.n ? STR("Your hand is down.") : STR("");
	case ROOM_PASS:
		return STR("You have passed.");
	case ROOM_BID:
		return event->a ? STR("You have asked for airtime.")
		                : STR("You have taken that back.");
	case ROOM_AGREE:
		return STR("Your answer is in.");
	case ROOM_ASK:
		return STR("Your question has been sent.");
	case ROOM_ALOUD:
		return STR("Noted: you asked aloud.");
	case ROOM_WITHDRAW:
		return STR("Your question is taken back.");
	case ROOM_PARK:
		return event->a ? STR("Parked. You take it home.") : STR("Taken up again.");
	case ROOM_SHOW:
		return STR("It is on the big screen.");
	case ROOM_SHOW_OFF:
		return STR("It is off the big screen.");
	case ROOM_ISSUE_ON:
		return STR("Your issue is on the big screen.");
	case ROOM_ISSUE_OFF:
		return STR("Your issue is off the big screen.");
	case ROOM_ACTION:
		return event->a == 0 ? STR("Your action is saved.") : STR("");
	case ROOM_LINE:
		return event->a ? STR("Your line is shared.") : STR("Your line is yours again.");
	default:
		return STR("");
	}
}

/* What is for one seat alone; "" if nothing is. */
static struct str for_one(const struct telling *telling, const struct room_event *event, int seat,
                          int turn_before)
{
	struct arena *arena = telling->work->arena;
	const struct room *room = &telling->now->room;
	const int by = room_seat_of(room, event->by);
	const int subject = room_seat_of(room, (person_id){ event->subject });

	const bool is_new = turn_before != seat || begins_turns(event->kind);
	if (room->talk.turn == seat && is_new) return STR("It’s your turn.");
	if (by == seat && confirmed(event).n) return confirmed(event);
	switch ((int)event->kind) {
	case ROOM_HAND_UP:
		if (!room_facilitates(room, seat)) return STR("");
		return str_printf(arena, "%.*s’s hand is up.",
		                  STR_ARG(telling->now->who[by].called));
	case ROOM_INVITE:
		if (subject != seat) return STR("");
		return str_printf(arena, "Go ahead, %.*s.",
		                  STR_ARG(telling->now->who[seat].called));
	case ROOM_ROLE:
		if (subject != seat) return STR("");
		return str_printf(arena, "Your role now: %s.",
		                  process_role_title((enum process_role)event->a));
	case ROOM_GROUPS:
		if (!room->talk.group[seat]) return STR("");
		return str_printf(arena, "You are in group %d.", room->talk.group[seat]);
	default:
		return STR("");
	}
}

static void speak(struct telling *telling, size_t at, const struct room_event *event,
                  int turn_before)
{
	struct arena *arena = telling->work->arena;
	const struct room *room = &telling->now->room;
	const struct str all = for_all(arena, room, event);
	const int by = room_seat_of(room, event->by);

	for (size_t i = 0; i < telling->n; i++) {
		const int seat = seat_of(telling->audiences[i]);
		struct str said = STR("");
		if (!is_seat(telling->now, seat)) continue;
		if (all.n) said = frame(arena, "say", all);
		if (event->kind == ROOM_ASK && by != seat && room_floor(room) != FLOOR_WRITE)
			said = frame(arena, "say", STR("1 new question."));
		const struct str own = for_one(telling, event, seat, turn_before);
		if (own.n)
			said = str_printf(arena, "%.*s%.*s", STR_ARG(said),
			                  STR_ARG(frame(arena, "tell", own)));
		telling->spoken[at % SPOKEN_EVENTS][i] = said;
	}
}

/* ---- frames ---- */

static enum err fold(struct telling *telling, const struct room_event_rows *rows, int64_t after)
{
	struct room *room = &telling->now->room;

	for (size_t i = 0; i < rows->n; i++) {
		const int turn = room->talk.turn;
		if (rows->at[i].number == after + 1)
			for (size_t j = 0; j < telling->n; j++)
				telling->was_hall[j] =
					is_seat(telling->now, seat_of(telling->audiences[j])) &&
					room_holds(room, seat_of(telling->audiences[j]));
		const enum err err = room_apply(room, &rows->at[i]);
		if (err) return err;
		if (rows->at[i].number > after && i + SPOKEN_EVENTS >= rows->n)
			speak(telling, i, &rows->at[i], turn);
	}
	return OK;
}

static enum err whole_frame(struct work *work, const struct room_data *data, int seat,
                            int64_t number, struct str *out)
{
	struct room_view *view = NEW(work->arena, struct room_view, 1);
	struct buf parts, framed;

	const enum err err = room_make(work, data, seat, view);
	if (err) return err;
	buf_init(&parts, FRAME_MAX);
	buf_init(&framed, FRAME_MAX);
	if (seat == SEAT_SCREEN)
		screen_write_parts(&parts, view);
	else
		room_write_parts(&parts, view);
	hub_frame(&framed, number, STR("room"), buf_text(&parts));
	*out = str_copy(work->arena, buf_text(&framed));
	const bool ok = buf_ok(&parts) && buf_ok(&framed);
	buf_release(&parts);
	buf_release(&framed);
	return ok ? OK : ERR_LIMIT;
}

static struct str joined(struct arena *arena, struct str a, struct str b)
{
	return str_printf(arena, "%.*s%.*s", STR_ARG(a), STR_ARG(b));
}

/* An event before the last: its number, and what is said of it. */
static void emit_passing(struct telling *telling, const struct room_event *event, size_t at,
                         bool speaks, struct live_out *out)
{
	struct arena *arena = telling->work->arena;
	struct buf empty;

	buf_init(&empty, FRAME_MAX);
	hub_frame(&empty, event->number, STR("room"), STR(""));
	for (size_t i = 0; i < telling->n; i++) {
		const struct str said = speaks ? telling->spoken[at % SPOKEN_EVENTS][i] : STR("");
		live_emit(out, event->number, telling->audiences[i],
		          joined(arena, buf_text(&empty), said));
	}
	buf_release(&empty);
}

static enum err emit_last(struct telling *telling, const struct room_data *data, int64_t number,
                          size_t at, struct live_out *out)
{
	struct arena *arena = telling->work->arena;

	for (size_t i = 0; i < telling->n; i++) {
		const int seat = seat_of(telling->audiences[i]);
		struct str text;
		/* Whoever has left the set is shown nothing more. */
		if (seat != SEAT_SCREEN && !is_seat(telling->now, seat)) continue;
		const enum err err = whole_frame(telling->work, data, seat, number, &text);
		if (err) return err;
		text = joined(arena, text, telling->spoken[at % SPOKEN_EVENTS][i]);
		const bool is_hall = seat >= 0 && room_holds(&telling->now->room, seat);
		if (is_hall != telling->was_hall[i])
			text = joined(arena, text, frame(arena, "reset", STR("-")));
		live_emit(out, number, telling->audiences[i], text);
	}
	return OK;
}

static enum err render(struct work *work, struct topic topic, int64_t after,
                       const int64_t *audiences, size_t n, struct live_out *out)
{
	struct telling *telling = NEW(work->arena, struct telling, 1);
	struct room_data data = { .now = NEW(work->arena, struct room_now, 1) };
	struct room_event_rows rows;

	*telling =
		(struct telling){ .work = work, .now = data.now, .audiences = audiences, .n = n };
	enum err err = app_room_base(work, (meeting_id){ topic.n }, data.now);
	if (!err) err = store_room_load(work->tx, (meeting_id){ topic.n }, 0, &rows);
	if (err || rows.n == 0 || rows.at[rows.n - 1].number <= after) return err;
	if (after < 0) after = 0;
	err = fold(telling, &rows, after);
	if (!err) err = room_data_fill(work, &data);
	for (size_t i = 0; !err && i + 1 < rows.n; i++)
		if (rows.at[i].number > after)
			emit_passing(telling, &rows.at[i], i, i + SPOKEN_EVENTS >= rows.n, out);
	if (!err) err = emit_last(telling, &data, rows.at[rows.n - 1].number, rows.n - 1, out);
	room_data_free(&data);
	return err;
}

static enum err present(struct work *work, struct topic topic, const person_id *people, size_t n)
{
	return app_room_present(work, (meeting_id){ topic.n }, people, n);
}

const struct live_source room_live = { render, present };
