/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_office - see meeting_office.h. */
#include "web/meeting_office.h"

#include "app/year.h"
#include "base/id.h"
#include "format/glyph.h"
#include "html/meeting_office.h"
#include "store/member.h"
#include "web/office.h"

/* clang-format off */
static const struct field fields[] = {
	FIELD_DAY  (struct year_change, held_on,    "the day"),
	FIELD_TIME (struct year_change, start_min,  "when it starts"),
	FIELD_INT  (struct year_change, length_min, "the minutes it lasts", 60, 480),
	FIELD_TEXT (struct year_change, place,      "the place", 0, YEAR_PLACE_CHARS),
	FIELD_TEXT (struct year_change, call_link,  "the address of the call", 0, YEAR_LINK_CHARS),
	FIELD_CHECK(struct year_change, tell),
	FIELD_CHECK(struct year_change, later_too),
};
/* clang-format on */

/* ---- what there is ---- */

struct shown {
	struct meeting_row meeting;
	struct programme_row programme;
	struct set_overview_row set;
	struct member_rows members;
	struct day today;
};

static enum err load(struct request *rq, struct shown *out)
{
	struct tx *tx = rq->work.tx;

	enum err err = store_meeting_load(tx, rq->path.meeting, &out->meeting);
	if (!err) err = store_programme_of_set(tx, out->meeting.set, &out->programme);
	if (!err) err = store_set_overview_one(tx, out->meeting.set, &out->set);
	if (!err) err = store_member_list(tx, out->meeting.set, &out->members);
	if (!err) err = office_today(rq, out->programme.zone, &out->today);
	return err;
}

static void note(struct meeting_office_view *view, struct str words)
{
	if (words.n) view->notes.at[view->notes.n++] = (struct meeting_office_note){ words };
}

/* Its day beside that of the meeting before, and of the one after. */
static enum err gap_notes(struct request *rq, const struct shown *shown,
                          struct meeting_office_view *view)
{
	const struct cadence cadence = app_year_cadence(&shown->programme);
	struct day before = { DAY_NONE }, after = { DAY_NONE };
	struct meeting_rows rows;
	bool refused;

	const enum err err = store_meeting_dates(rq->work.tx, shown->meeting.set, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++) {
		const struct meeting_row *other = &rows.at[i];
		if (other->state == MEETING_CANCELLED) continue;
		if (other->number < shown->meeting.number) before = other->held_on;
		if (other->number > shown->meeting.number && after.n == DAY_NONE)
			after = other->held_on;
	}
	note(view,
	     cadence_check(rq->work.arena, &cadence, before, shown->meeting.held_on, &refused));
	const int gap = after.n == DAY_NONE ? cadence.days : after.n - shown->meeting.held_on.n;
	if (gap < cadence.days - cadence.tolerance || gap > cadence.days + cadence.tolerance)
		note(view, str_printf(rq->work.arena,
		                      "The next meeting is %d days later. Usual is %d to %d.", gap,
		                      cadence.days - cadence.tolerance,
		                      cadence.days + cadence.tolerance));
	return OK;
}

static enum err fill_notes(struct request *rq, const struct shown *shown,
                           struct meeting_office_view *view)
{
	struct arena *arena = rq->work.arena;
	struct meeting_office_rows all;

	view->notes.at = NEW(arena, struct meeting_office_note, 4);
	const enum err err = store_meeting_office(rq->work.tx, (set_id){ 0 },
	                                          instant_add(rq->work.now, -OFFICE_YEAR_MS), &all);
	if (err) return err;
	const struct bookings bookings = office_bookings(arena, &all);
	const struct meeting_office_row *other = office_clash(&all, &bookings, &shown->meeting);
	if (other) note(view, office_clash_words(arena, other));
	return gap_notes(rq, shown, view);
}

/* ---- the forms ---- */

static enum err fill_when(struct request *rq, const struct meeting_row *m,
                          struct meeting_office_view *view)
{
	int later;

	const enum err err = app_year_later(&rq->work, m, &later);
	if (err) return err;
	view->has_later = later > 0;
	view->later_too = form_check(
		rq, "later_too",
		str_printf(rq->work.arena, "Use it for the %d later meeting%s with no place too",
	                   later, later == 1 ? "" : "s"),
		false);
	view->held_on = form_day(rq, "held_on", STR("Day"), m->held_on);
	view->start_min = form_time(rq, "start_min", STR("Starts at"), m->start_min);
	view->start_min.hint = STR("Like 9:30 or 13:00");
	view->length_min = form_number(rq, "length_min", STR("Minutes"), m->length_min);
	view->length_min.hint = STR("210 is half a day");
	view->place = form_input(rq, "place", STR("Place (optional)"), m->place);
	view->place.autocomplete = STR("off");
	view->call_link =
		form_input(rq, "call_link", STR("Address of the call (optional)"), m->call_link);
	view->call_link.type = STR("url");
	view->call_link.autocomplete = STR("off");
	view->call_link.hint = STR("Starts with https://");
	view->tell = form_check(rq, "tell", STR("Tell the set by email"), true);
	return OK;
}

/* Nobody, not named yet, or one who facilitates this set. */
static void fill_who(struct request *rq, const struct shown *shown,
                     struct meeting_office_view *view)
{
	struct arena *arena = rq->work.arena;
	const struct meeting_row *m = &shown->meeting;
	struct option_view *options = NEW(arena, struct option_view, shown->members.n + 2);
	size_t n = 0;

	if (m->number != 1)
		options[n++] = (struct option_view){ .value = STR("self"),
			                             .label = STR("They run it themselves") };
	for (size_t i = 0; i < shown->members.n; i++)
		if (shown->members.at[i].role == ROLE_FACILITATOR)
			options[n++] = (struct option_view){
				.value = id_text(arena, shown->members.at[i].person.n),
				.label = shown->members.at[i].name,
			};
	options[n++] = (struct option_view){ .value = STR("later"),
		                             .label = STR("A facilitator, not named yet") };
	const struct str now = !m->facilitated    ? STR("self")
	                       : m->facilitator.n ? id_text(arena, m->facilitator.n)
	                                          : STR("later");
	view->who = form_options(rq, "who", STR("Who facilitates?"), options, n, now);
	if (m->number == 1) view->first_words = STR("The first meeting always has a facilitator.");
	view->tell_who = form_check(rq, "tell_who", STR("Tell the set by email"), true);
	view->is_agreed = form_check(rq, "is_agreed", STR("The set knows, and agrees"), false);
	view->is_agreed.hint = str_printf(arena, "The meeting is less than %d days away.",
	                                  shown->programme.notice_days);
	view->is_near = m->held_on.n - shown->today.n < shown->programme.notice_days;
}

static void fill_credits(struct arena *arena, const struct shown *shown,
                         struct meeting_office_view *view)
{
	const struct credits credits = office_credits(&shown->set);
	struct buf squares;

	view->credits_words = credits_words(arena, &credits);
	buf_init(&squares, OFFICE_DRAWING_BYTES);
	glyph_credits(&squares, (size_t)credits.used, (size_t)credits.booked,
	              (size_t)credits_to_place(&credits));
	view->credits = html_drawing(arena, &squares);
}

static struct str state_words(enum meeting_state state)
{
	switch (state) {
	case MEETING_PLANNED:
		return STR("");
	case MEETING_OPEN:
		return STR("It is happening now, so it can’t be changed.");
	case MEETING_ENDED:
		return STR("It has been held, so it can’t be changed.");
	case MEETING_CANCELLED:
		return STR("It has been called off.");
	}
	return STR("");
}

static struct str back_words(const struct shown *shown)
{
	if (!shown->meeting.facilitated) return STR("");
	if (app_year_keeps_credit(&shown->meeting, &shown->set))
		return STR("It has a facilitator again, and spends the same credit.");
	return STR("Its credit has been placed on another meeting, so they run it themselves.");
}

/* GET /meetings/:meeting/settings */
enum err page_meeting_settings(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct shown shown;

	enum err err = load(rq, &shown);
	if (err) return err;
	const struct meeting_row *m = &shown.meeting;
	struct meeting_office_view view = {
		.page = page_begin(
			rq, str_printf(arena, "%.*s, meeting %d", STR_ARG(m->set_name), m->number)),
		.form = form_begin(rq),
		.to = path_meeting_settings(arena, m->id),
		.facilitator_to = path_meeting_facilitator(arena, m->id),
		.off_to = path_meeting_off(arena, m->id),
		.set_to = path_set(arena, m->set),
		.dates_to = path_set_dates(arena, m->set),
		.people_to = path_set_settings(arena, m->set),
		.set_name = m->set_name,
		.heading = str_printf(arena, "Meeting %d, %.*s", m->number,
		                      STR_ARG(day_words_year(arena, m->held_on))),
		.state = state_words(m->state),
		/* What was typed stays in its form, though the meeting was called off meanwhile. */
		.is_planned = m->state == MEETING_PLANNED || rq->faults.n > 0,
		.is_off = m->state == MEETING_CANCELLED,
		.back_words = back_words(&shown),
	};
	if (m->state == MEETING_PLANNED) err = fill_notes(rq, &shown, &view);
	if (!err) err = fill_when(rq, m, &view);
	fill_who(rq, &shown, &view);
	fill_credits(arena, &shown, &view);
	if (!err) html_meeting_office_settings(&reply->body, &view);
	return err;
}

static struct str later_words(struct request *rq, int later)
{
	if (later == 0) return STR("");
	return str_printf(rq->work.arena, ", and %d later one%s there too", later,
	                  later == 1 ? " is" : "s are");
}

/* POST /meetings/:meeting/settings - when and where. */
enum err post_meeting_settings(struct request *rq, struct reply *reply)
{
	struct year_change change = { 0 };
	struct url link;
	int later = 0;

	enum err err = form_read(rq, fields, LEN(fields), &change);
	if ((!err || err == ERR_INPUT) && change.call_link.n && !url_https(change.call_link, &link))
		err = form_fault(rq, "call_link",
		                 "Paste the whole address of the call, which starts with https://");
	if (!err) err = app_year_change(&rq->work, rq->path.meeting, &change);
	if (!err && change.later_too)
		err = app_year_place_later(&rq->work, rq->path.meeting, &change, &later);
	if (err == ERR_INPUT || err == ERR_REFUSED)
		return form_again(rq, reply, page_meeting_settings);
	if (err == ERR_STALE) return form_clash(rq, reply, page_meeting_settings);
	if (err) return err;

	reply_sayf(rq, reply, "The meeting is saved%.*s.%s", STR_ARG(later_words(rq, later)),
	           change.tell ? " Those who have joined are told by email." : "");
	return reply_see_other(reply, path_meeting_settings(rq->work.arena, rq->path.meeting));
}

static enum err read_who(struct request *rq, struct year_facilitator *out)
{
	const struct str who = str_trim(request_field(rq, "who"));
	int64_t id = 0;

	out->is_agreed = request_field(rq, "is_agreed").at != NULL;
	out->tell = request_field(rq, "tell_who").at != NULL;
	out->facilitated = !str_eq(who, STR("self"));
	if (!out->facilitated || str_eq(who, STR("later"))) return OK;
	if (!id_parse(who, &id)) return form_fault(rq, "who", "Choose who facilitates");
	out->who = (person_id){ id };
	return OK;
}

/* POST /meetings/:meeting/facilitator */
enum err post_meeting_facilitator(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct year_facilitator wanted = { 0 };
	struct meeting_row meeting;

	enum err err = read_who(rq, &wanted);
	if (!err) err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (!err) err = app_year_facilitate(&rq->work, rq->path.meeting, &wanted);
	if (err == ERR_INPUT || err == ERR_REFUSED)
		return form_again(rq, reply, page_meeting_settings);
	if (err == ERR_STALE) return form_clash(rq, reply, page_meeting_settings);
	if (err) return err;

	reply_sayf(rq, reply,
	           wanted.facilitated ? "Meeting %d has a facilitator."
	                              : "The set runs meeting %d itself. The credit can be placed "
	                                "on another meeting.",
	           meeting.number);
	if (str_eq(request_field(rq, "back"), STR("dates")))
		return reply_see_other(reply, path_set_dates(arena, meeting.set));
	return reply_see_other(reply, path_meeting_settings(arena, meeting.id));
}

/* GET /meetings/:meeting/off - are you sure? */
enum err page_meeting_off(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct meeting_row m;

	const enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &m);
	if (err) return err;
	if (m.state != MEETING_PLANNED)
		return reply_see_other(reply, path_meeting_settings(arena, m.id));
	const struct meeting_off_view view = {
		.page = page_begin(rq, STR("Call a meeting off")),
		.form = form_begin(rq),
		.to = path_meeting_off(arena, m.id),
		.up = path_meeting_settings(arena, m.id),
		.set_name = m.set_name,
		.heading = str_printf(arena, "Call off meeting %d, %.*s?", m.number,
		                      STR_ARG(day_words_year(arena, m.held_on))),
		.credit_words = m.facilitated ? STR("Its credit goes back, to be placed on another "
		                                    "meeting.")
		                              : STR(""),
	};
	html_meeting_office_off(&reply->body, &view);
	return OK;
}

/* POST /meetings/:meeting/off - called off, or put back. */
enum err post_meeting_off(struct request *rq, struct reply *reply)
{
	const meeting_id meeting = rq->path.meeting;
	const bool back = form_does(rq, "restore");

	enum err err =
		back ? app_year_restore(&rq->work, meeting) : app_year_call_off(&rq->work, meeting);
	if (err == ERR_REFUSED) return form_again(rq, reply, page_meeting_settings);
	if (err) return err;

	reply_say(
		rq, reply,
		back ? STR("The meeting takes place after all. Those who have joined are told by "
	                   "email.")
		     : STR("The meeting is called off. Those who have joined are told by email."));
	return reply_see_other(reply, path_meeting_settings(rq->work.arena, meeting));
}
