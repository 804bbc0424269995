/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_plan - see meeting_plan.h. */
#include "web/meeting_plan.h"

#include "app/meeting_plan.h"
#include "base/id.h"
#include "html/meeting_plan.h"
#include "store/airtime.h"
#include "store/duty.h"
#include "web/meeting_card.h"
#include "web/path.h"

struct planning {
	struct meeting_row meeting;
	struct circle circle;
	struct plan_roles roles;
	struct airtime_rows presenters;
	struct duty_rows duties;
	const struct process *shell, *round;
};

static enum err load(struct request *rq, struct planning *out)
{
	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &out->meeting);
	if (!err) err = circle_load(rq, out->meeting.set, &out->circle);
	if (!err) err = app_plan_roles(&rq->work, &out->meeting, &out->roles);
	if (!err) err = store_airtime_of_meeting(rq->work.tx, out->meeting.id, &out->presenters);
	if (!err) err = store_duty_list(rq->work.tx, out->meeting.id, &out->duties);
	if (!err) err = app_process_find(&rq->work, out->meeting.shell, &out->shell);
	if (!err) err = app_process_find(&rq->work, out->meeting.round, &out->round);
	return err;
}

static bool may_write(const struct request *rq, const struct planning *p)
{
	if (p->meeting.state != MEETING_PLANNED) return false;
	return !p->meeting.facilitated || (rq->standings & FACILITATOR);
}

static struct str read_words(const struct request *rq, const struct planning *p)
{
	if (may_write(rq, p)) return STR("");
	switch (p->meeting.state) {
	case MEETING_PLANNED:
		return STR("Whoever facilitates plans this meeting. You can read what is "
		           "arranged.");
	case MEETING_OPEN:
		return STR("The meeting has begun. What comes next is changed in the room.");
	case MEETING_ENDED:
	case MEETING_CANCELLED:
		break;
	}
	return STR("This is how the meeting was planned.");
}

static struct str called_of(const struct planning *p, person_id person)
{
	const struct member_row *row = circle_person(&p->circle, person);
	return row ? row->called : STR("");
}

/* ---- people to choose from ---- */

/* Nobody, then the members by seat. */
static struct choice_view choose(struct request *rq, const struct planning *p, const char *name,
                                 struct str legend, const char *nobody, person_id chosen)
{
	struct option_view *options =
		NEW(rq->work.arena, struct option_view, p->circle.people.n + 1);
	size_t n = 0;

	options[n++] = (struct option_view){ .value = STR(""), .label = str_of(nobody) };
	for (size_t i = 0; i < p->circle.people.n; i++) {
		const struct member_row *row = &p->circle.people.at[i];
		if (row->role != ROLE_MEMBER) continue;
		options[n++] =
			(struct option_view){ .value = id_text(rq->work.arena, row->person.n),
			                      .label = row->name };
	}
	return form_options(rq, name, legend, options, n,
	                    chosen.n ? id_text(rq->work.arena, chosen.n) : STR(""));
}

static const char *field_name(struct request *rq, const char *what, int number)
{
	return str_z(rq->work.arena, str_printf(rq->work.arena, "%s-%d", what, number));
}

static void fill_roles(struct request *rq, const struct planning *p, struct plan_view *view)
{
	struct arena *arena = rq->work.arena;

	view->roles.at = NEW(arena, struct plan_role_view, SAY_COUNT);
	for (int role = 0; role < SAY_COUNT; role++) {
		const person_id held = p->roles.held[role], offered = p->roles.offered[role];
		if (!(p->roles.given_out & 1u << role)) continue;
		struct choice_view who = choose(rq, p, field_name(rq, "role", role),
		                                str_of(process_role_title((enum process_role)role)),
		                                "Nobody yet", held);
		if (!held.n && offered.n) {
			who.hint = str_printf(arena, "%.*s’s turn, by what was so far.",
			                      STR_ARG(called_of(p, offered)));
			view->has_offer = true;
		}
		view->roles.at[view->roles.n++].who = who;
	}
}

static void fill_presenters(struct request *rq, const struct planning *p, int rounds,
                            struct plan_view *view)
{
	struct arena *arena = rq->work.arena;
	struct str *names = NEW(arena, struct str, p->presenters.n);

	view->presenters.at = NEW(arena, struct plan_presenter_view, ROUNDS_MAX);
	for (int i = 0; i < rounds && i < ROUNDS_MAX; i++) {
		const person_id person =
			(size_t)i < p->presenters.n ? p->presenters.at[i].person : (person_id){ 0 };
		view->presenters.at[view->presenters.n++].who =
			choose(rq, p, field_name(rq, "presenter", i + 1),
		               str_printf(arena, "Round %d", i + 1), "Open: the set decides there",
		               person);
	}
	for (size_t i = 0; i < p->presenters.n; i++)
		names[i] = called_of(p, p->presenters.at[i].person);
	view->presenters_words = words_list(arena, names, p->presenters.n);
}

static const struct duty_row *done_of(const struct planning *p, enum duty duty)
{
	for (size_t i = 0; i < p->duties.n; i++)
		if (p->duties.at[i].kind == duty) return &p->duties.at[i];
	return NULL;
}

static void fill_duties(struct request *rq, const struct planning *p, struct plan_view *view)
{
	static const char *const values[DUTY_COUNT] = { "room", "date", "reminder" };
	struct arena *arena = rq->work.arena;
	const person_id host = p->roles.held[SAY_HOST];

	view->duties.at = NEW(arena, struct plan_duty_view, DUTY_COUNT);
	for (int i = 0; i < DUTY_COUNT; i++) {
		const enum duty duty = (enum duty)i;
		const struct duty_row *done = done_of(p, duty);
		struct plan_duty_view one = {
			.title = str_of(duty_title(duty)),
			.help = str_of(duty_help(duty)),
			.value = str_of(values[i]),
			.due = duty_due_words(arena, duty, p->meeting.held_on, p->circle.today),
			.is_late =
				!done && duty_due(duty, p->meeting.held_on).n < p->circle.today.n,
			.is_reminder = duty == DUTY_REMINDER,
			.form = view->form,
			.to = view->to,
		};
		if (done)
			one.done = str_printf(
				arena, "%.*s, %.*s", STR_ARG(called_of(p, done->person)),
				STR_ARG(day_words(arena, circle_day(&p->circle, done->done_at))));
		view->duties.at[view->duties.n++] = one;
	}
	view->host_words = host.n ? str_printf(arena, "%.*s hosts.", STR_ARG(called_of(p, host)))
	                          : STR("Nobody hosts yet. Whoever takes it does these three.");
}

static void fill_where(struct request *rq, const struct planning *p, struct plan_view *view)
{
	view->place = p->meeting.place;
	view->call_link = p->meeting.call_link;
	view->place_field = form_input(rq, "place", STR("Place (optional)"), p->meeting.place);
	view->place_field.autocomplete = STR("off");
	view->link_field = form_input(rq, "call_link", STR("Address of the call (optional)"),
	                              p->meeting.call_link);
	view->link_field.type = STR("url");
	view->link_field.autocomplete = STR("off");
	view->link_field.hint = STR("Starts with https://");
	view->start_field = form_time(rq, "start_min", STR("It starts at"), p->meeting.start_min);
	view->start_field.width = STR("govuk-input--width-5");
	view->start_field.hint = STR("Like 9:30. The day is changed by the programme office.");
}

static void fill_head(struct request *rq, const struct planning *p, struct plan_view *view)
{
	struct arena *arena = rq->work.arena;
	const struct meeting_row *m = &p->meeting;

	view->to = path_meeting_plan(arena, m->id);
	view->meeting = path_meeting(arena, m->id);
	view->set = path_set(arena, m->set);
	view->process = path_meeting_process(arena, m->id);
	view->pack = path_meeting_pack(arena, m->id);
	view->set_name = p->circle.set.name;
	view->when =
		meeting_when_words(arena, m->held_on, m->start_min, m->length_min, p->circle.today);
	view->title =
		str_printf(arena, "Meeting %d of %d", m->number, p->circle.programme.meetings);
	view->is_alone = !m->facilitated;
	view->may_write = may_write(rq, p);
	view->read_words = read_words(rq, p);
	view->readers = circle_readers(arena, &p->circle);
	view->who_plans = meeting_with_words(rq, &p->circle, m);
	view->shell_title = p->shell->title;
	view->round_title = p->round->title;
	view->shell = path_process(arena, p->shell->name);
	view->round = path_process(arena, p->round->name);
	view->afterwards = path_meeting_afterwards(arena, m->id);
}

/* GET /meetings/:meeting/plan */
enum err page_meeting_plan(struct request *rq, struct reply *reply)
{
	struct plan_view view = { .page = page_begin(rq, STR("Plan the meeting")),
		                  .form = form_begin(rq) };
	struct planning *p = NEW(rq->work.arena, struct planning, 1);
	int people;

	enum err err = load(rq, p);
	if (err) return err;
	people = p->circle.members < 1 ? 1 : p->circle.members > 12 ? 12 : (int)p->circle.members;
	fill_head(rq, p, &view);
	err = process_plan(rq, p->shell, p->round, people, p->meeting.length_min, &view.plan);
	if (err) return err;
	fill_where(rq, p, &view);
	fill_roles(rq, p, &view);
	fill_presenters(rq, p, process_rounds(p->shell, p->round, people, p->meeting.length_min),
	                &view);
	if (view.is_alone) fill_duties(rq, p, &view);
	html_meeting_plan_show(&reply->body, &view);
	return OK;
}

/* ---- POST ---- */

/* clang-format off */
static const struct field where_fields[] = {
	FIELD_TEXT(struct plan_where, place,     "the place", 0, PLAN_PLACE_MAX),
	FIELD_TEXT(struct plan_where, call_link, "the address of the call", 0, PLAN_LINK_MAX),
	FIELD_TIME(struct plan_where, start_min, "the time it starts"),
};
/* clang-format on */

static enum err save_where(struct request *rq)
{
	struct plan_where where = { 0 };
	struct url link;

	enum err err = form_read(rq, where_fields, LEN(where_fields), &where);
	if ((!err || err == ERR_INPUT) && where.call_link.n && !url_https(where.call_link, &link))
		err = form_fault(rq, "call_link",
		                 "Paste the whole address of the call, which starts with https://");
	return err ? err : app_plan_where(&rq->work, rq->path.meeting, &where);
}

/* A person's id as a form sends it; empty: nobody.  Whether they are of the set is asked by the act. */
static enum err person_in(struct request *rq, const char *field, person_id *out)
{
	const struct str sent = request_field(rq, field);

	*out = (person_id){ 0 };
	if (sent.n == 0 || id_parse(sent, &out->n)) return OK;
	return form_fault(rq, field, "Choose somebody of the set");
}

static enum err save_roles(struct request *rq)
{
	enum err err = OK;

	for (int role = 0; !err && role < SAY_COUNT; role++) {
		const char *field = field_name(rq, "role", role);
		person_id person;
		if (!request_field(rq, field).at) continue;
		err = person_in(rq, field, &person);
		if (!err)
			err = app_plan_role(&rq->work, rq->path.meeting, (enum process_role)role,
			                    person);
	}
	return err;
}

static enum err save_presenters(struct request *rq)
{
	person_id people[ROUNDS_MAX];
	size_t n = 0;

	for (int i = 1; i <= ROUNDS_MAX; i++) {
		const enum err err = person_in(rq, field_name(rq, "presenter", i), &people[n]);
		if (err) return err;
		n += people[n].n != 0;
	}
	return app_plan_presenters(&rq->work, rq->path.meeting, people, n);
}

static enum err save_duty(struct request *rq, bool done)
{
	const struct str which = request_field(rq, "duty");
	const enum duty duty = str_eq(which, STR("room"))   ? DUTY_ROOM
	                       : str_eq(which, STR("date")) ? DUTY_DATE
	                                                    : DUTY_REMINDER;
	return app_plan_duty(&rq->work, rq->path.meeting, duty, done);
}

static enum err do_one(struct request *rq, struct str *said)
{
	if (form_does(rq, "roles")) {
		*said = STR("The roles are saved. They can be changed by a tap in the room.");
		return save_roles(rq);
	}
	if (form_does(rq, "offer")) {
		*said = STR("Everybody has the role whose turn it was.");
		return app_plan_take_offer(&rq->work, rq->path.meeting);
	}
	if (form_does(rq, "presenters")) {
		*said = STR("Who presents is saved. The room suggests them in this order.");
		return save_presenters(rq);
	}
	if (form_does(rq, "remind")) {
		*said = STR("The reminder is on its way to everybody in the set.");
		return app_plan_remind(&rq->work, rq->path.meeting);
	}
	if (form_does(rq, "done") || form_does(rq, "undone")) {
		*said = form_does(rq, "done") ? STR("Ticked off.") : STR("It is open again.");
		return save_duty(rq, form_does(rq, "done"));
	}
	*said = STR("Time and place are saved.");
	return save_where(rq);
}

/* POST /meetings/:meeting/plan */
enum err post_meeting_plan(struct request *rq, struct reply *reply)
{
	struct str said = { 0 };

	const enum err err = do_one(rq, &said);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_meeting_plan);
	if (err) return err;
	reply_say(rq, reply, said);
	return reply_see_other(reply, path_meeting_plan(rq->work.arena, rq->path.meeting));
}
