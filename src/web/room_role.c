/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_role - in a view: who may speak now, in words for this seat; who has which role; what is asked of
 * this one's; and their presses. */
#include "web/path.h"
#include "web/room_make.h"
#include "web/room_manage.h"

/* ---- the floor rule, in words ---- */

bool presenter_listens(const struct room_make *make)
{
	const struct room *room = make->room;
	const int presenter = room_presenter(room);

	if (presenter < 0) return false;
	if (room_floor(room) == FLOOR_WITHOUT) return true;
	if (room_floor(room) != FLOOR_TURN) return false;
	switch ((int)room_stage(room)->kind) {
	case STAGE_REFLECTION:
	case STAGE_FEELINGS:
	case STAGE_HYPOTHESES:
	case STAGE_IDEAS:
		return true;
	default:
		return false;
	}
}

static struct str rule_of_round(const struct room_make *make)
{
	const struct str name = make->view->presenter;
	const bool is_theirs = make->view->is_presenter;

	switch ((int)room_floor(make->room)) {
	case FLOOR_PRESENTER:
		return is_theirs ? STR("You speak. The others listen.")
		                 : str_printf(make->arena, "Only %.*s speaks. Listen.",
		                              STR_ARG(name));
	case FLOOR_ASK:
		return is_theirs ? STR("The others ask. Answer, or park the question.")
		                 : str_printf(make->arena, "Ask, and %.*s answers. No advice.",
		                              STR_ARG(name));
	case FLOOR_ASK_TURN:
		return is_theirs
		               ? STR("One asks at a time, in turn. Answer, or park the question.")
		               : str_printf(make->arena,
		                            "Ask in turn: one question and one more. %.*s answers.",
		                            STR_ARG(name));
	case FLOOR_WITHOUT:
		return is_theirs ? STR("The others talk. You listen, and say nothing yet.")
		                 : str_printf(make->arena,
		                              "Talk among yourselves. %.*s only listens.",
		                              STR_ARG(name));
	case FLOOR_REPLY:
		return is_theirs ? STR("You reply. Nobody discusses it.")
		                 : str_printf(make->arena, "%.*s replies. Nobody discusses it.",
		                              STR_ARG(name));
	case FLOOR_WRITE:
		if (!make->room->lines_revealed) break;
		return STR("What was written is shown.");
	case FLOOR_TURN:
		if (!presenter_listens(make)) break;
		return is_theirs ? STR("One turn each for the others. You listen.")
		                 : str_printf(make->arena, "One turn each. %.*s listens.",
		                              STR_ARG(name));
	default:
		break;
	}
	return str_of(floor_words(room_floor(make->room)));
}

/* In a round the heading says whose issue it is, so that the rule needs a line of its own; else it is the
 * heading (room_stage.c). */
static void make_floor(struct room_make *make)
{
	struct room_view *view = make->view;

	if (view->in_round && room_stage(make->room) && !view->needs_presenter && !view->at_break)
		view->floor_rule = rule_of_round(make);
}

/* ---- what is asked of this seat's role ---- */

/* Where a coach holds the process, whoever facilitates is the coach, unless somebody else was chosen. */
static enum process_role role_now(const struct room_make *make)
{
	const struct room *room = make->room;
	const unsigned roles = room->shell->roles | room->round->roles;
	const enum process_role role = room_role_of(room, make->seat);

	if (role != SAY_FACILITATOR || !(roles & 1u << SAY_COACH)) return role;
	return room->roles[SAY_COACH] < 0 || room->roles[SAY_COACH] == make->seat ? SAY_COACH
	                                                                          : role;
}

/* Whoever has a part knows what comes, also in a stage that has no words of their own. */
static struct str part_next(const struct room_make *make)
{
	const struct str next = make->view->next_words;

	if (!next.n) return STR("After this the meeting is over.");
	return str_printf(make->arena, "Next: %.*s%s", STR_ARG(next),
	                  str_ends(next, STR("?")) ? "" : ".");
}

/* In a small set one person has several roles, and has the words of each; those of a host whom nobody has chosen yet
 * are whoever leads's, or the meeting would not be opened. */
static void make_also(struct room_make *make, enum process_role first)
{
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const struct stage *stage = room_stage(room);

	view->also.at = NEW(make->arena, struct room_also_view, SAY_COUNT);
	for (int role = SAY_HOST; role < SAY_COUNT; role++) {
		const bool theirs = room_has_role(room, make->seat, (enum process_role)role);
		const bool for_host = role == SAY_HOST && room->roles[role] < 0 &&
		                      room->self_facilitated && room_facilitates(room, make->seat);
		const struct str say = stage->say[role], watch = stage->watch[role];
		if (role == (int)first || !(theirs || for_host) || !(say.n || watch.n)) continue;
		const struct str called = lower_first(
			make->arena, str_of(process_role_title((enum process_role)role)));
		view->also.at[view->also.n++] = (struct room_also_view){
			.title = for_host ? STR("Nobody is host yet, so this is yours")
			                  : str_printf(make->arena, "As %.*s", STR_ARG(called)),
			.say = say,
			.watch = watch,
		};
	}
}

/* Whoever leads a round does not present in it, nor asks: the lead is handed over before. */
static void make_lead(struct room_make *make)
{
	const struct room *room = make->room;
	const int next = room_next_step(room);
	const int now = room_step(room)->round;
	const int coming = next < room->step_count ? room->steps[next].round : 0;

	if (!room->self_facilitated || !room_facilitates(room, make->seat)) return;
	if (now && room_presenter_of(room, now) == make->seat && coming == now)
		make->view->lead_words = STR("You present, and you lead. Whoever presents had "
		                             "better not lead as well.");
	else if (coming && coming != now && room_presenter_of(room, coming) == make->seat)
		make->view->lead_words =
			STR("You present next. Let somebody else lead that round.");
}

static void make_part(struct room_make *make)
{
	struct room_view *view = make->view;
	const struct stage *stage = room_stage(make->room);

	if (!stage || make->seat < 0) return;
	const enum process_role role = role_now(make);
	view->part_watch = stage_watch(stage, role);
	view->part_say = stage_say(stage, role);
	if (str_eq(view->part_say, stage->say[SAY_ALL])) view->part_say = STR("");
	view->may_lengthen = room_has_role(make->room, make->seat, SAY_TIMEKEEPER);
	make_also(make, role);
	make_lead(make);
	if (view->may_control || view->may_hold_only) {
		view->say = view->part_say;
		if (view->part_watch.n) view->advice = view->part_watch;
		return;
	}
	/* A presenter's words stand by their issue, a member's above the form. */
	if (role == SAY_PRESENTER || role == SAY_MEMBER) {
		if (role == SAY_MEMBER && view->part_say.n && !view->part_watch.n)
			view->hold = view->part_say;
		view->part_say = STR("");
		if (!view->part_watch.n && !view->also.n) return;
	} else if (view->is_running) {
		view->part_next = part_next(make);
	}
	view->part_title = str_of(process_role_title(role));
	view->has_part = view->part_say.n || view->part_watch.n || view->part_next.n ||
	                 view->may_lengthen || view->also.n;
}

/* ---- who has which ---- */

static bool is_given_out(const struct room *room, enum process_role role)
{
	const unsigned roles = room->shell->roles | room->round->roles;

	if (role == SAY_FACILITATOR) return room->self_facilitated;
	return (roles & 1u << role) != 0 || room->roles[role] >= 0;
}

static bool may_take(const struct room_make *make, enum process_role role, person_id who)
{
	struct work theirs = *make->work;

	theirs.viewer = make->person;
	return app_room_may(&theirs, make->now, ROOM_ROLE, who.n, (int64_t)role, 0) == ROOM_OK;
}

/* Not only to take it oneself: the page of roles has somebody to give it to. */
static bool may_give(const struct room_make *make, enum process_role role, bool is_mine)
{
	const struct room *room = make->room;

	if (is_mine || room_facilitates(room, make->seat)) return true;
	return role != SAY_FACILITATOR && room->self_facilitated && make->view->is_member;
}

void make_roles(struct room_make *make)
{
	static const enum process_role given[] = { SAY_FACILITATOR, SAY_HOST,      SAY_TIMEKEEPER,
		                                   SAY_OBSERVER,    SAY_SECRETARY, SAY_COACH };
	struct room_view *view = make->view;
	const struct room *room = make->room;
	const person_id nobody = { 0 };

	make_floor(make);
	make_part(make);
	if (!view->is_waiting && !view->is_running) return;
	view->roles.at = NEW(make->arena, struct room_role_view, LEN(given));
	for (size_t i = 0; i < LEN(given); i++) {
		const enum process_role role = given[i];
		int seat = room->roles[role];
		if (!is_given_out(room, role)) continue;
		if (role == SAY_FACILITATOR) seat = room->holder;
		const bool coaches = role == SAY_COACH && seat < 0;
		if (coaches) seat = facilitator_seat(room);
		const bool mine = seat >= 0 && seat == make->seat;
		view->may_give = view->may_give || may_give(make, role, mine);
		view->roles.at[view->roles.n++] = (struct room_role_view){
			.value = str_printf(make->arena, "%d", (int)role),
			.title = str_of(process_role_title(role)),
			.who = seat < 0 ? STR("nobody yet") : called_at(make, seat),
			.is_mine = mine,
			.may_take = !mine && view->is_member && may_take(make, role, make->person),
			.may_leave = mine && !coaches && role != SAY_FACILITATOR &&
			             may_take(make, role, nobody),
		};
	}
}

/* ---- presses ---- */

struct role_form {
	int role;
	person_id person;
};

/* clang-format off */
static const struct field role_fields[] = {
	FIELD_INT(struct role_form, role, "a role", 1, SAY_COUNT - 1),
	FIELD_ID_OR_NONE(struct role_form, person, "a person"),
};
static const struct field co_hold_fields[] = { FIELD_ID_OR_NONE(struct role_form, person, "a person") };
/* clang-format on */

static enum err press_role(struct request *rq)
{
	struct role_form form = { 0 };

	const enum err err = form_read(rq, role_fields, LEN(role_fields), &form);
	if (err) return err;
	if (form_does(rq, "take")) form.person = rq->work.viewer;
	if (form_does(rq, "leave")) form.person = (person_id){ 0 };
	return app_room_act(&rq->work, rq->path.meeting, ROOM_ROLE, form.person.n, form.role, 0);
}

static enum err press_co_hold(struct request *rq)
{
	struct role_form form = { 0 };

	const enum err err = form_read(rq, co_hold_fields, LEN(co_hold_fields), &form);
	return err ? err
	           : app_room_act(&rq->work, rq->path.meeting, ROOM_CO_HOLD, form.person.n, 0, 0);
}

/* ROLE and CO-HOLD, from the room or from the page of roles. */
enum err room_role_press(struct request *rq, struct reply *reply)
{
	const bool from_page = str_eq(request_field(rq, "back"), STR("roles"));
	enum err err;

	if (str_eq(rq->path.word, STR("role")))
		err = press_role(rq);
	else if (str_eq(rq->path.word, STR("co-hold")))
		err = press_co_hold(rq);
	else
		return ERR_ABSENT;
	if (err == ERR_INPUT || err == ERR_REFUSED)
		return form_again(rq, reply, from_page ? page_room_roles : page_room);
	if (err) return err;
	return reply_see_other(reply, from_page ? path_room_roles(rq->work.arena, rq->path.meeting)
	                                        : path_room(rq->work.arena, rq->path.meeting));
}
