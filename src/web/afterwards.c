/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards - see afterwards.h.  What its owners find is in afterwards_yours.c. */
#include "web/afterwards.h"

#include "app/afterwards.h"
#include "app/room.h"
#include "base/id.h"
#include "domain/action.h"
#include "html/afterwards.h"
#include "store/afterwards.h"
#include "store/airtime.h"
#include "store/attendance.h"
#include "web/path.h"

enum { PARTS_SHOWN = 3 };

struct typing {
	struct meeting_row meeting;
	struct circle circle;
	struct attendance_rows people;
	struct airtime_rows airtime;
	struct handed_to_rows handed;
	const char *why_not;
};

static enum err load(struct request *rq, struct typing *out)
{
	const meeting_id meeting = rq->path.meeting;

	enum err err = app_afterwards_may(&rq->work, meeting, &out->meeting, &out->why_not);
	if (!err) err = circle_load(rq, out->meeting.set, &out->circle);
	if (!err) err = store_attendance_list(rq->work.tx, meeting, &out->people);
	if (!err) err = store_airtime_of_meeting(rq->work.tx, meeting, &out->airtime);
	if (!err) err = store_handed_of_meeting(rq->work.tx, meeting, &out->handed);
	return err;
}

/* "act-2-1": of part 2 the first. */
static const char *name_of(struct request *rq, const char *what, int part, int at)
{
	struct arena *arena = rq->work.arena;
	return str_z(arena, at ? str_printf(arena, "%s-%d-%d", what, part + 1, at)
	                       : str_printf(arena, "%s-%d", what, part + 1));
}

static const char *came_name(struct request *rq, person_id person)
{
	return str_z(rq->work.arena, str_printf(rq->work.arena, "came-%.*s",
	                                        STR_ARG(id_text(rq->work.arena, person.n))));
}

/* ---- the page ---- */

static void fill_came(struct request *rq, const struct typing *t, struct afterwards_view *view)
{
	const bool was_held = t->meeting.state == MEETING_ENDED;

	view->came.at = NEW(rq->work.arena, struct check_view, t->people.n);
	for (size_t i = 0; i < t->people.n; i++) {
		const struct attendance_row *row = &t->people.at[i];
		if (row->role != ROLE_MEMBER) continue;
		const bool came = was_held ? row->state == ATTENDANCE_CAME
		                           : row->state != ATTENDANCE_APOLOGIES;
		view->came.at[view->came.n++] =
			form_check(rq, came_name(rq, row->person), row->name, came);
	}
	for (size_t i = 0; i < rq->faults.n; i++)
		if (str_starts(rq->faults.at[i].field, STR("came-")))
			view->came_error = rq->faults.at[i].words;
}

static struct choice_view fill_who(struct request *rq, const struct typing *t, const char *name,
                                   person_id chosen)
{
	struct arena *arena = rq->work.arena;
	struct option_view *options = NEW(arena, struct option_view, t->circle.people.n + 1);
	size_t n = 0;

	options[n++] = (struct option_view){ .value = STR(""), .label = STR("Nobody") };
	for (size_t i = 0; i < t->circle.people.n; i++) {
		const struct member_row *row = &t->circle.people.at[i];
		if (row->role == ROLE_MEMBER)
			options[n++] = (struct option_view){ .value = id_text(arena, row->person.n),
				                             .label = row->name };
	}
	return form_options(rq, name, STR("Who"), options, n,
	                    chosen.n ? id_text(arena, chosen.n) : STR(""));
}

static struct afterwards_action_view fill_action(struct request *rq, int part, int at)
{
	struct afterwards_action_view view = {
		.text = form_textarea(rq, name_of(rq, "act", part, at), STR("I will …"), STR(""),
		                      0),
		.by = form_input(rq, name_of(rq, "by", part, at), STR("By when (optional)"),
		                 STR("")),
		.know = form_input(rq, name_of(rq, "know", part, at),
		                   STR("How they will know it worked (optional)"), STR("")),
	};

	view.text.is_voice = true;
	view.text.rows = 2;
	return view;
}

static bool has_text(const struct afterwards_action_view *action)
{
	return action->text.value.n || action->by.value.n || action->know.value.n;
}

static struct str heading_of(struct request *rq, int part)
{
	static const char *const headings[PARTS_SHOWN] = { "First", "Second", "Third" };

	return part < PARTS_SHOWN ? str_of(headings[part])
	                          : str_printf(rq->work.arena, "Number %d", part + 1);
}

static struct afterwards_part_view fill_part(struct request *rq, const struct typing *t, int part)
{
	struct arena *arena = rq->work.arena;
	const struct airtime_row *row = (size_t)part < t->airtime.n ? &t->airtime.at[part] : NULL;
	const struct str minutes =
		row && row->ms ? str_printf(arena, "%lld", (long long)(row->ms / MINUTES(1)))
			       : STR("");
	struct afterwards_part_view view = {
		.heading = heading_of(rq, part),
		.h = str_printf(arena, "h-part-%d", part + 1),
		.who = fill_who(rq, t, name_of(rq, "who", part, 0),
		                row ? row->person : (person_id){ 0 }),
		.minutes = form_input(rq, name_of(rq, "minutes", part, 0),
		                      STR("Minutes they presented"), minutes),
		.focus = form_textarea(rq, name_of(rq, "focus", part, 0),
		                       STR("The question they brought (optional)"), STR(""), 0),
		.questions = form_textarea(rq, name_of(rq, "questions", part, 0),
		                           STR("Questions they keep (optional)"), STR(""), 0),
		.first = fill_action(rq, part, 1),
	};

	view.minutes.is_number = true;
	view.minutes.width = STR("govuk-input--width-4");
	view.minutes.hint = STR("Leave it empty if they only chose actions.");
	view.focus.is_voice = view.questions.is_voice = true;
	view.focus.hint = STR("As they put it to the set.");
	view.focus.rows = 3;
	view.questions.rows = 3;
	view.questions.hint = STR("Start a new line for each question.");
	view.more.at = NEW(arena, struct afterwards_action_view, AFTERWARDS_ACTIONS);
	for (int at = 2; at <= AFTERWARDS_ACTIONS; at++) {
		view.more.at[view.more.n] = fill_action(rq, part, at);
		view.has_more = view.has_more || has_text(&view.more.at[view.more.n]);
		view.more.n++;
	}
	return view;
}

static bool is_used(const struct afterwards_part_view *part)
{
	for (size_t i = 0; i < part->who.options.n; i++)
		if (part->who.options.at[i].is_chosen && part->who.options.at[i].value.n)
			return true;
	return part->minutes.value.n || part->focus.value.n || part->questions.value.n ||
	       has_text(&part->first) || part->has_more;
}

static void fill_parts(struct request *rq, const struct typing *t, struct afterwards_view *view)
{
	view->parts.at = NEW(rq->work.arena, struct afterwards_part_view, AFTERWARDS_PARTS);
	view->rest.at = NEW(rq->work.arena, struct afterwards_part_view, AFTERWARDS_PARTS);
	for (int i = 0; i < AFTERWARDS_PARTS; i++) {
		struct afterwards_parts *to = i < PARTS_SHOWN ? &view->parts : &view->rest;
		to->at[to->n] = fill_part(rq, t, i);
		if (i >= PARTS_SHOWN && is_used(&to->at[to->n])) view->rest_is_open = true;
		to->n++;
	}
}

static struct str called_of(const struct request *rq, const struct typing *t, person_id person)
{
	const struct member_row *row = circle_person(&t->circle, person);

	if (person.n == rq->work.viewer.n) return STR("you");
	return row ? row->called : STR("somebody");
}

/* "Amara has typed in what belongs to Ben and Priya." - the latest to do so, and all whom it went to. */
static struct str before_words(struct request *rq, const struct typing *t)
{
	struct arena *arena = rq->work.arena;
	struct str *names = NEW(arena, struct str, t->handed.n);

	if (t->meeting.state != MEETING_ENDED) return STR("");
	if (!t->handed.n) return STR("Who came and the minutes are typed in.");
	const person_id by = t->handed.at[t->handed.n - 1].typed_by;
	for (size_t i = 0; i < t->handed.n; i++)
		names[i] = called_of(rq, t, t->handed.at[i].person);
	const struct str whose = words_list(arena, names, t->handed.n);
	if (by.n == rq->work.viewer.n)
		return str_printf(arena, "You have typed in what belongs to %.*s.", STR_ARG(whose));
	return str_printf(arena, "%.*s has typed in what belongs to %.*s.",
	                  STR_ARG(called_of(rq, t, by)), STR_ARG(whose));
}

/* GET /meetings/:meeting/afterwards */
enum err page_afterwards(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct typing *t = NEW(arena, struct typing, 1);
	struct afterwards_view view = { .page = page_begin(rq, STR("What matters of the meeting")),
		                        .form = form_begin(rq) };

	bool is_left;
	enum err err = load(rq, t);
	if (!err) err = app_afterwards_may_end(&rq->work, &t->meeting, &view.may_end, &is_left);
	if (err) return err;
	view.to = path_meeting_afterwards(arena, t->meeting.id);
	view.meeting = path_meeting(arena, t->meeting.id);
	view.set = path_set(arena, t->meeting.set);
	view.set_name = t->circle.set.name;
	view.title = str_printf(arena, "Meeting %d of %d", t->meeting.number,
	                        t->circle.programme.meetings);
	view.when = meeting_when_words(arena, t->meeting.held_on, t->meeting.start_min,
	                               t->meeting.length_min, t->circle.today);
	view.why_not = str_of(t->why_not);
	view.before = before_words(rq, t);
	fill_came(rq, t, &view);
	fill_parts(rq, t, &view);
	view.learnt = form_textarea(rq, "learnt", STR("What did the set learn? (optional)"),
	                            STR(""), AFTERWARDS_LEARNT_MAX);
	view.learnt.hint = STR("The set reads this line, with your name.");
	view.learnt.is_voice = true;
	view.learnt.rows = 2;
	html_afterwards_show(&reply->body, &view);
	return OK;
}

/* ---- POST ---- */

/* One field that is named as the page is made; faults are gathered, and all are said at once. */
static void read_one(struct request *rq, enum field_kind kind, const char *name, const char *about,
                     int64_t least, int64_t most, void *into)
{
	const struct field field = {
		.kind = kind, .name = name, .about = about, .least = least, .most = most
	};
	const enum err err = form_read(rq, &field, 1, into);
	(void)err; /* rq->faults says so */
}

/* "first: minutes" becomes "First: minutes must be ...": there are several of each. */
static const char *about(struct request *rq, int part, const char *what)
{
	struct arena *arena = rq->work.arena;
	return str_z(arena, str_printf(arena, "%.*s: %s",
	                               STR_ARG(str_lower(arena, heading_of(rq, part))), what));
}

static void read_action(struct request *rq, int part, int at, struct afterwards_action *out)
{
	read_one(rq, FIELD_KIND_LONG, name_of(rq, "act", part, at),
	         about(rq, part, "what they will do"), 0, ACTION_TEXT_MAX, &out->text);
	read_one(rq, FIELD_KIND_TEXT, name_of(rq, "by", part, at), about(rq, part, "by when"), 0,
	         ACTION_TEXT_MAX, &out->by_words);
	read_one(rq, FIELD_KIND_TEXT, name_of(rq, "know", part, at),
	         about(rq, part, "how they will know"), 0, ACTION_TEXT_MAX, &out->sign);
}

static void read_part(struct request *rq, int part, struct afterwards_part *out)
{
	const char *minutes = name_of(rq, "minutes", part, 0);

	read_one(rq, FIELD_KIND_ID, name_of(rq, "who", part, 0), "somebody of the set", 0, 0,
	         &out->person);
	if (str_trim(request_field(rq, minutes)).n)
		read_one(rq, FIELD_KIND_INT, minutes, about(rq, part, "minutes"), 1,
		         AFTERWARDS_MINUTES_MAX, &out->minutes);
	read_one(rq, FIELD_KIND_LONG, name_of(rq, "focus", part, 0),
	         about(rq, part, "the question they brought"), 0, AFTERWARDS_FOCUS_MAX,
	         &out->focus);
	read_one(rq, FIELD_KIND_LONG, name_of(rq, "questions", part, 0),
	         about(rq, part, "the questions"), 0,
	         (int64_t)AFTERWARDS_QUESTIONS * (AFTERWARDS_QUESTION_MAX + 1), &out->questions);
	for (int at = 0; at < AFTERWARDS_ACTIONS; at++)
		read_action(rq, part, at + 1, &out->actions[at]);
}

static void read_sheet(struct request *rq, const struct typing *t, struct afterwards_sheet *sheet)
{
	person_id *came = NEW(rq->work.arena, person_id, t->people.n);

	for (size_t i = 0; i < t->people.n; i++)
		if (t->people.at[i].role == ROLE_MEMBER &&
		    request_field(rq, came_name(rq, t->people.at[i].person)).at)
			came[sheet->came_count++] = t->people.at[i].person;
	sheet->came = came;
	for (int i = 0; i < AFTERWARDS_PARTS; i++) read_part(rq, i, &sheet->parts[i]);
	read_one(rq, FIELD_KIND_LONG, "learnt", "what the set learnt", 0, AFTERWARDS_LEARNT_MAX,
	         &sheet->learnt);
}

/* The field that a verdict is about. */
static const char *field_of(struct request *rq, const struct typing *t,
                            enum afterwards_verdict verdict, int part)
{
	if (part < 0) {
		for (size_t i = 0; i < t->people.n; i++)
			if (t->people.at[i].role == ROLE_MEMBER)
				return came_name(rq, t->people.at[i].person);
		return "";
	}
	if (verdict == AFTERWARDS_NO_MINUTES) return name_of(rq, "minutes", part, 0);
	if (verdict == AFTERWARDS_NO_MANY || verdict == AFTERWARDS_NO_LONG)
		return name_of(rq, "questions", part, 0);
	if (verdict == AFTERWARDS_NO_ACTION) return name_of(rq, "act", part, 1);
	return name_of(rq, "who", part, 0);
}

/* A room that nobody ended: from here, since here one is told so. */
static enum err end_it(struct request *rq, struct reply *reply)
{
	const enum err err = app_room_end(&rq->work, rq->path.meeting);

	if (err == ERR_REFUSED) return form_again(rq, reply, page_afterwards);
	if (err) return err;
	reply_say(rq, reply, STR("The meeting has ended in its room."));
	return reply_see_other(reply, path_meeting_afterwards(rq->work.arena, rq->path.meeting));
}

/* POST /meetings/:meeting/afterwards */
enum err post_afterwards(struct request *rq, struct reply *reply)
{
	struct typing *t = NEW(rq->work.arena, struct typing, 1);
	struct afterwards_sheet sheet = { 0 };
	const bool leads = (rq->standings & FACILITATOR) != 0;
	int part;

	enum err err = load(rq, t);
	if (!err && form_does(rq, "end")) return end_it(rq, reply);
	if (err) return err;
	read_sheet(rq, t, &sheet);
	if (rq->faults.n) return form_again(rq, reply, page_afterwards);
	const enum afterwards_verdict verdict =
		afterwards_check(&sheet, rq->work.viewer, leads, &part);
	if (verdict) {
		const struct str whose = part < 0 ? STR("") : heading_of(rq, part);
		err = form_fault(rq, field_of(rq, t, verdict, part), "%.*s%s%s", STR_ARG(whose),
		                 part < 0 ? "" : ": ", afterwards_verdict_text(verdict));
		return err == ERR_INPUT ? form_again(rq, reply, page_afterwards) : err;
	}
	err = app_afterwards_keep(&rq->work, rq->path.meeting, leads, &sheet);
	if (err == ERR_REFUSED) return form_again(rq, reply, page_afterwards);
	if (err) return err;
	reply_say(rq, reply,
	          STR("Saved. Each of them finds what is theirs at home, and nobody else can read "
	              "it."));
	return reply_see_other(reply, path_meeting(rq->work.arena, rq->path.meeting));
}
