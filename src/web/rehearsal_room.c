/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal_room - the practice room: its page, its news, and every press of a button. */
#include "base/id.h"
#include "html/rehearsal.h"
#include "html/room.h"
#include "web/path.h"
#include "web/rehearsal.h"

enum { HEARD_SHOWN = 5, PARTS_MAX = 1024 * 1024 };

/* ---- the live room's data, of what was played ---- */

static void fill_people(const struct request *rq, const struct practice *p, struct room_now *now)
{
	for (int i = 0; i < p->people_count; i++)
		now->who[i] = (struct room_who){
			.person = p->people[i].person,
			.name = p->people[i].name,
			.called = p->people[i].name,
			.job = p->people[i].work,
			.is_of_set = true,
		};
	now->who[practice_facilitator(p)].name = rq->me.name;
	/* A made-up member may have the viewer's own name. */
	now->who[practice_facilitator(p)].called = STR("You");
}

static void fill_questions(struct arena *arena, const struct practice *p, struct room_data *data)
{
	struct question_row *rows = NEW(arena, struct question_row, (size_t)p->question_count);

	for (int i = 0; i < p->question_count; i++)
		rows[i] = (struct question_row){
			.id = { i + 1 },
			.presenter = p->people[0].person,
			.asker = p->people[p->questions[i].seat].person,
			.asker_called = p->people[p->questions[i].seat].name,
			.text = p->questions[i].words,
			.asked_at = p->questions[i].at,
		};
	data->questions = (struct question_rows){ rows, (size_t)p->question_count };
}

static void fill_actions(struct arena *arena, const struct practice *p, struct room_data *data)
{
	struct action_row *rows = NEW(arena, struct action_row, (size_t)p->action_count);

	for (int i = 0; i < p->action_count; i++) /* Newest first, as a set's are read. */
		rows[p->action_count - 1 - i] = (struct action_row){
			.id = { i + 1 },
			.person = p->people[0].person,
			.text = p->actions[i].words,
			.by_words = p->actions[i].by_when,
			.sign = p->actions[i].sign,
			.due_on = { DAY_NONE },
			.is_shared = true,
		};
	data->actions = (struct action_rows){ rows, (size_t)p->action_count };
}

static enum err fill_data(struct request *rq, const struct practice *p, struct room_data *out)
{
	struct arena *arena = rq->work.arena;
	const struct rehearsal_deck *deck = p->plan.deck;

	*out = (struct room_data){ .now = NEW(arena, struct room_now, 1) };
	out->now->room = p->room;
	out->now->meeting = (struct meeting_row){
		.set_name = STR("Practice"),
		.number = 1,
		.length_min = p->plan.length_min,
		.starts_at = p->plan.began,
		.facilitated = true,
		.facilitator = p->plan.facilitator,
	};
	out->now->meetings = 1;
	out->clock = room_clock(&p->room, rq->work.now);
	fill_people(rq, p, out->now);
	fill_questions(arena, p, out);
	fill_actions(arena, p, out);
	out->has_issue = p->room.issue.n != 0;
	out->issue = (struct issue_shared_row){ .person = p->people[0].person,
		                                .called = p->people[0].name,
		                                .text = deck->issue,
		                                .want = deck->want };
	return zone_new(rq->work.house->zone, &out->zone);
}

/* ---- what the practice room has besides ---- */

static struct str who_words(const struct practice *p, struct arena *arena,
                            const struct practice_line *line)
{
	static const char *const does[] = {
		[PRACTICE_SAID] = "says", [PRACTICE_ASKED] = "asks", [PRACTICE_WROTE] = "will"
	};

	if (line->sort == PRACTICE_YOU) return line->words.n ? STR("You say") : STR("You wait");
	return str_printf(arena, "%.*s %s", STR_ARG(p->people[line->seat].name), does[line->sort]);
}

/* The newest first. */
static void fill_heard(struct arena *arena, const struct practice *p, struct practice_view *view)
{
	view->heard.at = NEW(arena, struct heard_view, HEARD_SHOWN);
	for (int i = p->line_count - 1; i >= 0 && view->heard.n < HEARD_SHOWN; i--) {
		const struct practice_line *line = &p->lines[i];
		view->heard.at[view->heard.n++] = (struct heard_view){
			.id = str_printf(arena, "heard-%d", i + 1),
			.who = who_words(p, arena, line),
			.words = line->words,
			.is_you = line->sort == PRACTICE_YOU,
			.is_new = i == p->line_count - 1,
		};
	}
}

static void fill_says(struct arena *arena, const struct practice *p, struct practice_view *view)
{
	view->says.at = NEW(arena, struct say_view, INTERVENTION_COUNT);
	for (int i = 1; i < INTERVENTION_COUNT; i++) {
		const struct intervention_words *words = intervention_words((enum intervention)i);
		view->says.at[view->says.n++] =
			(struct say_view){ str_of(words->name), str_of(words->label),
			                   practice_words(p, (enum intervention)i) };
	}
}

/* What a live room has and a practice has not; and the other way round. */
static void put_right(struct request *rq, const struct practice_now *now,
                      struct practice_view *view)
{
	struct arena *arena = rq->work.arena;
	const struct rehearsal_deck *deck = now->practice->plan.deck;
	struct room_view *room = &view->room;

	room->is_practice = true;
	room->set = STR("Practice");
	room->meeting_words = deck->title;
	room->heading = str_printf(arena, "Practice: %.*s", STR_ARG(deck->title));
	room->title = str_printf(arena, "%.*s – Practice", STR_ARG(room->stage));
	room->room = path_practice(arena, now->row.id);
	room->home = path_rehearsal();
	room->number = practice_number(now->practice) + now->is_over;
	room->may_reopen = room->may_scribe = room->may_aloud = false;
	for (size_t i = 0; i < room->questions.n; i++) room->questions.at[i].room = room->room;
	if (now->is_over && !room->is_ended) {
		/* Left alone, or overtaken by an upgrade: nothing can be pressed. */
		room->is_running = room->is_waiting = room->may_control = room->may_back = false;
		room->skip.is_there = room->turn.is_there = room->next.is_there = false;
		room->hands.n = 0;
		if (room->time.is_running) room->time.paused = now->practice->at.ms;
	}
}

static struct str over_words(const struct practice_now *now)
{
	if (now->is_changed)
		return STR("Setwise has been renewed since this practice began, so it can’t be "
		           "played again as it was. Begin another.");
	if (now->practice->is_left) return STR("It was left alone for half an hour, and stopped.");
	if (now->is_over) return STR("The practice has ended.");
	return STR("");
}

static bool goes_round_next(const struct practice *p)
{
	const int next = room_next_step(&p->room);
	return next < p->room.step_count &&
	       p->room.steps[next].stage == room_insert_stage(INSERT_GO_ROUND);
}

static enum err make_view(struct request *rq, const struct practice_now *now,
                          struct practice_view *out)
{
	const struct practice *p = now->practice;
	struct arena *arena = rq->work.arena;
	struct room_data data;

	enum err err = fill_data(rq, p, &data);
	if (!err) err = room_make(&rq->work, &data, practice_facilitator(p), &out->room);
	room_data_free(&data);
	if (err) return err;
	put_right(rq, now, out);
	fill_heard(arena, p, out);
	fill_says(arena, p, out);
	out->title = p->plan.deck->title;
	out->about = p->plan.deck->about;
	out->over = over_words(now);
	out->mirror = path_practice_mirror(arena, now->row.id);
	out->gone = path_practice_gone(arena, now->row.id);
	out->rehearsal = path_rehearsal();
	out->may_say = out->room.is_running;
	out->may_end = out->room.is_running;
	out->may_round = out->room.is_running && out->room.at_questions && !goes_round_next(p);
	return OK;
}

static enum err load_view(struct request *rq, struct practice_view *out)
{
	struct practice_now now;

	const enum err err = app_practice_load(&rq->work, rq->path.practice, &now);
	return err ? err : make_view(rq, &now, out);
}

/* Everything that may have changed. */
static void write_parts(struct buf *out, const struct practice_view *view)
{
	html_room_title(out, &view->room);
	html_rehearsal_where(out, view);
	html_room_link(out, &view->room);
	html_rehearsal_over(out, view);
	html_rehearsal_heard(out, view);
	html_rehearsal_say(out, view);
	html_rehearsal_mark_own(out, view);
	html_room_questions(out, &view->room);
	html_room_desk(out, &view->room);
	html_rehearsal_tools(out, view);
	html_room_order(out, &view->room);
	html_room_stage(out, &view->room);
}

/* GET /rehearsal/:practice */
enum err page_practice(struct request *rq, struct reply *reply)
{
	struct practice_view *view = NEW(rq->work.arena, struct practice_view, 1);

	const enum err err = load_view(rq, view);
	if (err) return err;
	room_make_frame(rq, &view->room);
	view->own = request_field(rq, "words");
	html_rehearsal_room(&reply->body, view);
	return OK;
}

/* GET /rehearsal/:practice/since/:number */
enum err page_practice_since(struct request *rq, struct reply *reply)
{
	struct practice_view *view = NEW(rq->work.arena, struct practice_view, 1);
	struct buf parts;

	const enum err err = load_view(rq, view);
	if (err) return err;
	if (view->room.number <= rq->path.number) {
		reply->status = 204;
		return OK;
	}
	buf_init(&parts, PARTS_MAX);
	write_parts(&parts, view);
	hub_frame(&reply->body, view->room.number, STR("room"), buf_text(&parts));
	const bool ok = buf_ok(&parts);
	buf_release(&parts);
	reply->type = STR("text/plain; charset=utf-8");
	return ok ? OK : ERR_LIMIT;
}

/* ---- presses ---- */

struct sent {
	person_id person;
	question_id question;
};

/* clang-format off */
static const struct field person_fields[] = { FIELD_ID(struct sent, person, "a person") };
static const struct field question_fields[] = { FIELD_ID(struct sent, question, "a question") };

/* As in the live room (web/room_post.c): the same buttons, so the same words. */
static const struct verb {
	const char *word, *when; /* when: what `do` says; NULL: whatever it says */
	enum room_kind kind;
	enum { NOTHING, PERSON, QUESTION } names;
	int64_t a;
} verbs[] = {
	{ "start",  NULL,     ROOM_START,     NOTHING,  0 },
	{ "next",   NULL,     ROOM_NEXT,      NOTHING,  0 },
	{ "back",   NULL,     ROOM_BACK,      NOTHING,  0 },
	{ "pause",  NULL,     ROOM_PAUSE,     NOTHING,  0 },
	{ "resume", NULL,     ROOM_RESUME,    NOTHING,  0 },
	{ "time",   NULL,     ROOM_EXTEND,    NOTHING,  ROOM_EXTEND_MIN },
	{ "invite", NULL,     ROOM_INVITE,    PERSON,   0 },
	{ "hand",   "down",   ROOM_HAND_DOWN, PERSON,   0 },
	{ "turn",   "skip",   ROOM_TURN_SKIP, NOTHING,  0 },
	{ "turn",   "to",     ROOM_TURN_TO,   PERSON,   0 },
	{ "turn",   NULL,     ROOM_TURN_NEXT, NOTHING,  0 },
	{ "screen", "off",    ROOM_SHOW_OFF,  NOTHING,  0 },
	{ "screen", NULL,     ROOM_SHOW,      QUESTION, 0 },
	{ "floor",  "second", ROOM_FLOOR,     NOTHING,  1 },
	{ "floor",  NULL,     ROOM_FLOOR,     NOTHING,  0 },
	{ "round",  NULL,     ROOM_INSERT,    NOTHING,  INSERT_GO_ROUND },
	{ "option", "with",   ROOM_OPTION,    NOTHING,  1 },
	{ "option", NULL,     ROOM_OPTION,    NOTHING,  0 },
	{ "end",    NULL,     ROOM_END,       NOTHING,  0 },
};
/* clang-format on */

static enum err read_own(struct request *rq, struct practice_press *out)
{
	out->words = str_trim(request_field(rq, "words"));
	if (!out->words.n) return form_fault(rq, "own", "Write what you would say");
	if (str_points(out->words) > PRACTICE_OWN_MAX)
		return form_fault(rq, "own", "Say it in %d letters at most", PRACTICE_OWN_MAX);
	return OK;
}

static enum err read_press(struct request *rq, struct practice_press *out)
{
	struct sent sent = { 0 };

	if (str_eq(rq->path.word, STR("own"))) return read_own(rq, out);
	if (str_eq(rq->path.word, STR("say")))
		return intervention_parse(request_field(rq, "say"), &out->said)
		               ? OK
		               : form_fault(rq, "", "Choose what to say");
	for (size_t i = 0; i < LEN(verbs); i++) {
		enum err err = OK;
		if (!str_eq(rq->path.word, str_of(verbs[i].word))) continue;
		if (verbs[i].when && !form_does(rq, verbs[i].when)) continue;
		if (verbs[i].names == PERSON)
			err = form_read(rq, person_fields, LEN(person_fields), &sent);
		if (verbs[i].names == QUESTION)
			err = form_read(rq, question_fields, LEN(question_fields), &sent);
		out->kind = verbs[i].kind;
		out->subject = verbs[i].names == PERSON ? sent.person.n : sent.question.n;
		out->a = verbs[i].a;
		return err;
	}
	return ERR_ABSENT;
}

/* What has come of it, at once, for the page that pressed. */
static enum err answer_live(struct request *rq, struct reply *reply)
{
	struct practice_view *view = NEW(rq->work.arena, struct practice_view, 1);

	const enum err err = load_view(rq, view);
	if (err) return err;
	reply_number(rq, reply, view->room.number);
	write_parts(&reply->body, view);
	return OK;
}

/* POST /rehearsal/:practice/:word */
enum err post_practice(struct request *rq, struct reply *reply)
{
	struct practice_press press = { .kind = (enum room_kind)0 };

	enum err err = read_press(rq, &press);
	if (!err) err = app_practice_press(&rq->work, rq->path.practice, &press);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_practice);
	if (err) return err;
	if (rq->is_live) return answer_live(rq, reply);
	return reply_see_other(reply,
	                       press.kind == ROOM_END
	                               ? path_practice_mirror(rq->work.arena, rq->path.practice)
	                               : path_practice(rq->work.arena, rq->path.practice));
}
