/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* players - see players.h.  A play is one meeting's room as the players see it: its events folded one by one, as
 * they are stored.  Everything is done on one thread, a look at each room every second. */
#include "main/players.h"

#include <stdlib.h>

#include "app/room.h"
#include "app/sign_in.h"
#include "base/id.h"
#include "base/log.h"
#include "base/random.h"
#include "domain/rehearsal.h"
#include "embed/files.h"
#include "jobs/round.h"
#include "main/players_form.h"
#include "net/fetch.h"
#include "store/action.h"
#include "store/question.h"
#include "store/review.h"
#include "store/room.h"

enum {
	PACE = 40, /* quicker than people: a visitor of the demo has ten minutes */
	PLAY_BYTES = 32 * 1024 * 1024,
	SCRATCH_BYTES = 16 * 1024 * 1024,
	LOOK_SECONDS = 1,
	COOKIE_MAX = 96
};
#define HEARD_MS SECONDS(15) /* a page that polls; the room waits a minute */

struct player {
	struct rehearsal_member member;
	int seat;
	char cookie[COOKIE_MAX];
	struct instant heard_at;
	bool has_shown_issue, has_told, has_pulse;
};

struct play {
	meeting_id meeting; /* n == 0: a free place */
	struct arena *arena;
	struct room_now *now;
	bool is_new;
	struct player players[ROOM_SEATS_MAX];
	size_t n;
};

struct players {
	struct players_options options;
	struct db_reader *reader;
	struct arena *arena; /* the deck */
	struct arena *scratch;
	const struct rehearsal_deck *deck;
	struct fetch *fetch;
	struct play plays[CAST_MEETINGS];
	struct round *round;
};

static struct instant now_of(const struct players *p)
{
	return p->options.clock ? p->options.clock(p->options.clock_with) : time_now();
}

/* ---- units ---- */

static struct work_unit unit_of(struct players *p, enum err (*run)(struct work *, void *),
                                void *with)
{
	return (struct work_unit){
		.work = { .arena = p->scratch,
		          .house = &p->options.house,
		          .seal = p->options.seal,
		          .now = now_of(p) },
		.run = run,
		.with = with,
	};
}

struct sitting {
	person_id person;
	struct str session;
};

static enum err start_session(struct work *work, void *with)
{
	struct sitting *sitting = with;
	return app_session_start(work, sitting->person, &sitting->session);
}

/* ---- who plays ---- */

/* What kind of person sits there: good and clumsy, loud and quiet, in every set. */
static enum rehearsal_habit habit_of(int seat)
{
	static const enum rehearsal_habit habits[] = {
		HABIT_PLAIN,  HABIT_ADVISER, HABIT_PLAIN,       HABIT_DOMINANT,
		HABIT_SILENT, HABIT_PLAIN,   HABIT_STORYTELLER, HABIT_PLAIN,
	};
	return habits[(size_t)seat % LEN(habits)];
}

static struct player *player_at(struct play *play, int seat)
{
	for (size_t i = 0; i < play->n; i++)
		if (play->players[i].seat == seat) return &play->players[i];
	return NULL;
}

static enum err add_player(struct players *p, struct play *play, int seat)
{
	struct sitting sitting = { .person = play->now->who[seat].person };
	struct work_unit unit = unit_of(p, start_session, &sitting);
	const bool is_https = str_starts(p->options.house.base_url, STR("https://"));
	struct player *player = &play->players[play->n];

	const enum err err = work_write_wait(p->options.db, p->reader, &unit);
	if (err) return err;
	*player = (struct player){ .seat = seat };
	(void)snprintf(player->cookie, sizeof player->cookie, "%ssetwise=%.*s",
	               is_https ? "__Host-" : "", STR_ARG(sitting.session));
	rehearsal_member_init(&player->member, p->deck, habit_of(seat), false, sitting.person,
	                      p->options.seed, p->options.pace);
	play->n++;
	return OK;
}

/* Members whom nobody has become, and who are not here already by themselves. */
static void gather(struct players *p, struct play *play)
{
	const struct room *room = &play->now->room;

	for (int seat = 0; seat < room->seat_count; seat++) {
		const struct room_seat *at = &room->seats[seat];
		if (!at->is_member || !at->is_expected || !play->now->who[seat].is_of_set) continue;
		if (player_at(play, seat) || at->is_here) continue;
		if (cast_is_taken(p->options.cast, at->person)) continue;
		if (add_player(p, play, seat)) return; /* next time */
	}
}

/* ---- seeing ---- */

struct looking {
	struct play *play;
	struct room_event_rows events;
	struct str *words; /* of each event */
};

static enum err look(struct work *work, void *with)
{
	struct looking *looking = with;
	struct play *play = looking->play;
	struct arena *scratch = work->arena;
	enum err err = OK;

	if (play->is_new) {
		work->arena = play->arena; /* it stays with the play */
		tx_use_arena(work->tx, play->arena);
		err = app_room_base(work, play->meeting, play->now);
		work->arena = scratch;
		tx_use_arena(work->tx, scratch);
	}
	if (err) return err;
	err = store_room_load(work->tx, play->meeting, play->now->room.event_count,
	                      &looking->events);
	looking->words = NEW(scratch, struct str, looking->events.n);
	for (size_t i = 0; !err && i < looking->events.n; i++) {
		struct question_row question;
		if (looking->events.at[i].kind != ROOM_ASK) continue;
		err = store_question_load(work->tx, (question_id){ looking->events.at[i].subject },
		                          &question);
		if (!err) looking->words[i] = str_copy(play->arena, question.text);
		if (err == ERR_ABSENT) err = OK;
	}
	return err;
}

/* Folds what is new, and lets each player notice it. */
static enum err see(struct players *p, struct play *play)
{
	struct looking looking = { .play = play };
	struct work_unit unit = unit_of(p, look, &looking);
	struct room *room = &play->now->room;

	enum err err = work_read(p->reader, &unit);
	for (size_t i = 0; !err && i < looking.events.n; i++) {
		err = room_apply(room, &looking.events.at[i]);
		for (size_t k = 0; !err && k < play->n; k++)
			rehearsal_notice(&play->players[k].member, room, &looking.events.at[i],
			                 looking.words[i]);
	}
	if (!err) play->is_new = false;
	return err;
}

/* ---- doing ---- */

static int ask(struct players *p, const struct play *play, struct player *player, const char *word,
               struct str form)
{
	int status = 0;
	const struct str path = str_printf(p->scratch, "/meetings/%.*s/room/%s",
	                                   STR_ARG(id_text(p->scratch, play->meeting.n)), word);

	if (fetch_ask(p->fetch, p->scratch, path, str_of(player->cookie), form, &status)) return 0;
	if (status >= 400)
		log_debug("player seat=%d verb=%s status=%d", player->seat, word, status);
	return status;
}

struct lines {
	meeting_id meeting;
	person_id person;
	review_id line; /* one that is not shared yet */
};

static enum err find_line(struct work *work, void *with)
{
	struct lines *lines = with;
	struct review_rows rows;

	const enum err err = store_review_mine(work->tx, lines->meeting, lines->person, &rows);
	for (size_t i = 0; !err && i < rows.n; i++)
		if (!rows.at[i].is_shared) lines->line = rows.at[i].id;
	return err;
}

/* A line is written for oneself, and shared by a second press. */
static void share_line(struct players *p, struct play *play, struct player *player)
{
	struct lines lines = { play->meeting, player->member.person, { 0 } };
	struct work_unit unit = unit_of(p, find_line, &lines);

	if (work_read(p->reader, &unit) || lines.line.n == 0) return;
	(void)ask(p, play, player, "line",
	          players_form(p->scratch, "do", STR("share"), "line",
	                       id_text(p->scratch, lines.line.n), NULL));
}

static void do_move(struct players *p, struct play *play, struct player *player,
                    const struct rehearsal_move *move)
{
	struct players_post post;

	if (!players_post(p->scratch, &play->now->room, player->seat, move, &post)) return;
	(void)ask(p, play, player, post.verb, post.form);
	if (move->kind == ROOM_LINE) share_line(p, play, player);
}

/* ---- what a rehearsal leaves out: showing an issue that is shared, last time's actions, the pulse ---- */

struct carried {
	person_id person;
	action_id action;
};

static enum err find_action(struct work *work, void *with)
{
	struct carried *carried = with;
	struct action_rows rows;

	const enum err err = store_action_of_person(work->tx, carried->person, &rows);
	for (size_t i = 0; !err && i < rows.n && carried->action.n == 0; i++)
		if (rows.at[i].state == ACTION_OPEN) carried->action = rows.at[i].id;
	return err;
}

static void tell_progress(struct players *p, struct play *play, struct player *player)
{
	static const char *const ways[] = { "done", "partly", "changed", "done", "partly" };
	struct carried carried = { .person = player->member.person };
	struct work_unit unit = unit_of(p, find_action, &carried);

	if (work_read(p->reader, &unit) || carried.action.n == 0) return;
	(void)ask(p, play, player, "progress",
	          players_form(p->scratch, "action", id_text(p->scratch, carried.action.n), "do",
	                       str_of(ways[(size_t)player->seat % LEN(ways)]), NULL));
}

static void do_besides(struct players *p, struct play *play, struct player *player)
{
	const struct room *room = &play->now->room;
	const struct stage *stage = room_stage(room);
	const struct str points[] = { STR("4"), STR("5"), STR("3") };

	if (!stage || room->is_paused || !room->seats[player->seat].is_here) return;
	if (stage->kind == STAGE_PRESENT && room_presenter(room) == player->seat &&
	    !room->issue.n && !player->has_shown_issue) {
		player->has_shown_issue = true;
		(void)ask(p, play, player, "screen",
		          players_form(p->scratch, "do", STR("issue-on"), NULL));
	}
	if (stage->kind == STAGE_PROGRESS && room->talk.turn == player->seat && !player->has_told) {
		player->has_told = true;
		tell_progress(p, play, player);
	}
	if (stage->kind == STAGE_CLOSE && !player->has_pulse) {
		player->has_pulse = true;
		(void)ask(p, play, player, "pulse",
		          players_form(p->scratch, "helped", points[player->seat % 3], "safe",
		                       points[player->seat % 2], NULL));
	}
}

/* ---- a look ---- */

static void act(struct players *p, struct play *play, struct player *player, struct instant now)
{
	const struct room *room = &play->now->room;
	struct rehearsal_move move;

	if (cast_is_taken(p->options.cast, player->member.person)) return;
	if (room->seats[player->seat].is_here && instant_since(now, player->heard_at) >= HEARD_MS) {
		player->heard_at = now;
		const struct str since = str_printf(p->scratch, "since/%d", room->event_count);
		(void)ask(p, play, player, str_z(p->scratch, since), (struct str){ 0 });
	}
	if (rehearsal_next(&player->member, room, now, &move)) do_move(p, play, player, &move);
	do_besides(p, play, player);
}

static void leave_play(struct players *p, struct play *play)
{
	if (see(p, play)) log_warn("a play ends without a last look");
	for (size_t i = 0; i < play->n; i++)
		if (play->now->room.seats[play->players[i].seat].is_here &&
		    !cast_is_taken(p->options.cast, play->players[i].member.person))
			(void)ask(p, play, &play->players[i], "leave", STR(""));
	arena_free(play->arena);
	*play = (struct play){ 0 };
}

static void play_one(struct players *p, struct play *play)
{
	const struct room *room = &play->now->room;

	if (see(p, play)) return;
	if (room->state != ROOM_WAITING && room->state != ROOM_RUNNING) return;
	gather(p, play);
	for (size_t i = 0; i < play->n; i++) act(p, play, &play->players[i], now_of(p));
}

static struct play *begin_play(struct players *p, meeting_id meeting)
{
	struct play *free_place = NULL;

	for (size_t i = 0; i < CAST_MEETINGS; i++) {
		if (p->plays[i].meeting.n == meeting.n) return &p->plays[i];
		if (!free_place && p->plays[i].meeting.n == 0) free_place = &p->plays[i];
	}
	if (!free_place) return NULL;
	*free_place =
		(struct play){ .meeting = meeting, .arena = arena_new(PLAY_BYTES), .is_new = true };
	free_place->now = NEW(free_place->arena, struct room_now, 1);
	return free_place;
}

static void look_once(void *with)
{
	struct players *p = with;
	meeting_id called[CAST_MEETINGS];
	const size_t n = cast_called(p->options.cast, called);

	for (size_t i = 0; i < CAST_MEETINGS; i++)
		if (p->plays[i].meeting.n && !cast_is_called(p->options.cast, p->plays[i].meeting))
			leave_play(p, &p->plays[i]);
	for (size_t i = 0; i < n; i++) {
		struct play *play = begin_play(p, called[i]);
		if (play) play_one(p, play);
		arena_reset(p->scratch);
	}
}

/* ---- their life ---- */

static void release(struct players *p)
{
	for (size_t i = 0; i < CAST_MEETINGS; i++) arena_free(p->plays[i].arena);
	fetch_free(p->fetch);
	db_reader_close(p->reader);
	arena_free(p->scratch);
	arena_free(p->arena);
	free(p);
}

static enum err read_deck(struct players *p)
{
	const struct str path = STR("content/rehearsal/general.deck");
	const struct embedded *file = embedded_find(path);
	struct process_fault fault = { 0 };

	if (file &&
	    !rehearsal_deck_parse(p->arena, (struct str){ file->bytes, file->n }, &p->deck, &fault))
		return OK;
	log_error("deck=%.*s cannot be read", STR_ARG(path));
	return ERR_INPUT;
}

enum err players_start(const struct players_options *options, struct players **out)
{
	struct players *p = calloc(1, sizeof *p);
	if (!p) BUG("out of memory");

	p->options = *options;
	if (p->options.pace == 0) p->options.pace = PACE;
	if (p->options.seed == 0) p->options.seed = (uint64_t)random_id();
	p->arena = arena_new(SCRATCH_BYTES);
	p->scratch = arena_new(SCRATCH_BYTES);
	p->fetch = fetch_new(str_printf(p->arena, "http://%.*s", STR_ARG(options->address)),
	                     options->house.base_url);
	enum err err = read_deck(p);
	if (!err) err = db_reader_open(options->db, &p->reader);
	if (!err) err = round_start(LOOK_SECONDS, look_once, p, &p->round);
	if (err) {
		release(p);
		return err;
	}
	*out = p;
	return OK;
}

void players_stop(struct players *p)
{
	if (!p) return;
	round_stop(p->round);
	release(p);
}
