/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_give - two pages beside the room, for a moment away from it: a role is given to somebody by two taps,
 * and what was asked aloud is written down in its asker's name (room_manage.h). */
#include "base/id.h"
#include "html/room.h"
#include "web/path.h"
#include "web/room_manage.h"

/* ---- roles ---- */

struct giving {
	struct request *rq;
	const struct room_now *now;
	struct room_roles_view *view;
};

/* Those whom the viewer may give it to; `role` 0 is whoever takes over. */
static void add_people(const struct giving *g, enum process_role role, int has,
                       struct room_given_view *to)
{
	const struct room *room = &g->now->room;
	const enum room_kind kind = role ? ROOM_ROLE : ROOM_CO_HOLD;
	struct work *work = &g->rq->work;

	to->people.at = NEW(work->arena, struct room_give_view, ROOM_SEATS_MAX + 1);
	for (int i = 0; i < room->seat_count; i++) {
		if (i == has || !room->seats[i].is_member || !g->now->who[i].is_of_set) continue;
		if (app_room_may(work, g->now, kind, room->seats[i].person.n, (int64_t)role, 0))
			continue;
		to->people.at[to->people.n++] = (struct room_give_view){
			.value = id_text(work->arena, room->seats[i].person.n),
			.called = room->seats[i].is_here
			                  ? g->now->who[i].called
			                  : str_printf(work->arena, "%.*s, not here",
			                               STR_ARG(g->now->who[i].called)),
		};
	}
	if (has >= 0 && app_room_may(work, g->now, kind, 0, (int64_t)role, 0) == ROOM_OK)
		to->people.at[to->people.n++] =
			(struct room_give_view){ .value = STR(""), .called = STR("Nobody") };
}

static struct room_given_view given(const struct giving *g, const char *verb, int value,
                                    const char *title, int has)
{
	struct arena *arena = g->rq->work.arena;
	return (struct room_given_view){
		.value = str_printf(arena, "%d", value),
		.title = str_of(title),
		.h = str_printf(arena, "h-role-%d", value),
		.who = has < 0 ? STR("Nobody has it.")
		               : str_printf(arena, "%.*s has it.",
		                            STR_ARG(g->now->who[has].called)),
		.form = g->view->form,
		.to = g->view->room,
		.verb = str_of(verb),
	};
}

static bool is_of_meeting(const struct room *room, enum process_role role)
{
	const unsigned roles = room->shell->roles | room->round->roles;

	if (role == SAY_FACILITATOR) return room->self_facilitated;
	if (role == SAY_SECRETARY) return true; /* somebody may always note what is asked aloud */
	return (roles & 1u << role) != 0 || room->roles[role] >= 0;
}

static void fill_roles(const struct giving *g)
{
	static const enum process_role all[] = { SAY_FACILITATOR, SAY_HOST,      SAY_TIMEKEEPER,
		                                 SAY_OBSERVER,    SAY_SECRETARY, SAY_COACH };
	const struct room *room = &g->now->room;
	const struct stage *stage = room_stage(room);
	struct room_roles_view *view = g->view;

	view->roles.at = NEW(g->rq->work.arena, struct room_given_view, LEN(all) + 1);
	for (size_t i = 0; i < LEN(all); i++) {
		const int has = all[i] == SAY_FACILITATOR ? room->holder : room->roles[all[i]];
		if (!is_of_meeting(room, all[i])) continue;
		struct room_given_view *to = &view->roles.at[view->roles.n++];
		*to = given(g, "role", (int)all[i], process_role_title(all[i]), has);
		if (stage && stage->say[all[i]].n)
			to->words = str_printf(g->rq->work.arena, "Just now: %.*s",
			                       STR_ARG(stage->say[all[i]]));
		add_people(g, all[i], has, to);
	}
	struct room_given_view *to = &view->roles.at[view->roles.n++];
	*to = given(g, "co-hold", 0, "Takes over if a device drops", room->co_holder);
	to->words = STR("If whoever leads is not heard for 45 seconds, the clock goes on, and this "
	                "person may hold the room: pause it, and move to the next stage. Anybody "
	                "else may a little later.");
	add_people(g, SAY_ALL, room->co_holder, to);
}

/* GET /meetings/:meeting/room/roles */
enum err page_room_roles(struct request *rq, struct reply *reply)
{
	struct room_now *now = NEW(rq->work.arena, struct room_now, 1);
	struct room_roles_view view = {
		.page = page_begin(rq, STR("Who does what")),
		.form = form_begin(rq),
		.room = path_room(rq->work.arena, rq->path.meeting),
	};
	const struct giving g = { rq, now, &view };

	const enum err err = app_room_load(&rq->work, rq->path.meeting, now);
	if (err) return err;
	view.set = now->meeting.set_name;
	if (now->room.state == ROOM_WAITING || now->room.state == ROOM_RUNNING)
		fill_roles(&g);
	else
		view.why_not = STR("Roles are given once the room is open, and until the meeting "
		                   "ends.");
	html_room_roles_page(&reply->body, &view);
	return OK;
}

/* ---- what was asked aloud ---- */

static void fill_who(struct request *rq, const struct room_now *now, struct room_scribe_view *view)
{
	const struct room *room = &now->room;
	struct option_view *options = NEW(rq->work.arena, struct option_view, ROOM_SEATS_MAX);
	size_t n = 0;

	for (int i = 0; i < room->seat_count; i++)
		if (room->seats[i].is_member && room->seats[i].is_here && i != room_presenter(room))
			options[n++] = (struct option_view){
				.value = id_text(rq->work.arena, room->seats[i].person.n),
				.label = now->who[i].called,
			};
	view->who = form_options(rq, "person", STR("Who asked it?"), options, n, STR(""));
}

/* GET /meetings/:meeting/room/scribe - absent for who does not note what is asked, and between rounds. */
enum err page_room_scribe(struct request *rq, struct reply *reply)
{
	struct room_now *now = NEW(rq->work.arena, struct room_now, 1);

	const enum err err = app_room_load(&rq->work, rq->path.meeting, now);
	if (err) return err;
	const struct room *room = &now->room;
	const int presenter = room_presenter(room);
	if (!app_room_is_scribe(room, room_seat_of(room, rq->work.viewer))) return ERR_ABSENT;
	if (presenter < 0)
		return reply_see_other(reply, path_room(rq->work.arena, rq->path.meeting));
	struct room_scribe_view view = {
		.page = page_begin(rq, STR("What somebody asked aloud")),
		.form = form_begin(rq),
		.room = path_room(rq->work.arena, rq->path.meeting),
		.to = path_room_scribe(rq->work.arena, rq->path.meeting),
		.set = now->meeting.set_name,
		.presenter = now->who[presenter].called,
		.text = form_textarea(rq, "text", STR("The question, as they said it"), STR(""),
		                      ROOM_QUESTION_MAX),
	};
	view.text.is_voice = true;
	view.text.rows = 3;
	fill_who(rq, now, &view);
	html_room_scribe_page(&reply->body, &view);
	return OK;
}

struct scribed {
	struct str text;
	person_id person;
};

/* POST /meetings/:meeting/room/scribe */
enum err post_room_scribe(struct request *rq, struct reply *reply)
{
	static const struct field fields[] = {
		FIELD_ID(struct scribed, person, "who asked it"),
		FIELD_LONG(struct scribed, text, "the question", 1, ROOM_QUESTION_MAX),
	};
	struct scribed sent = { 0 };

	enum err err = form_read(rq, fields, LEN(fields), &sent);
	if (!err) err = app_room_scribe(&rq->work, rq->path.meeting, sent.person, sent.text);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_room_scribe);
	if (err) return err;
	reply_say(rq, reply, STR("It is with the questions."));
	return reply_see_other(reply, path_room_scribe(rq->work.arena, rq->path.meeting));
}
