/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set_dates - see set_dates.h. */
#include "web/set_dates.h"

#include "app/year.h"
#include "base/id.h"
#include "format/glyph.h"
#include "html/set_dates.h"
#include "store/member.h"
#include "web/office.h"

enum half { MORNING, AFTERNOON };

/* clang-format off */
static const struct choice halves[] = {
	{ "morning",   MORNING,   "Mornings, from 9:30am" },
	{ "afternoon", AFTERNOON, "Afternoons, from 1:30pm" },
};

struct first_form {
	struct day first;
	int half;
};

static const struct field fields[] = {
	FIELD_DAY   (struct first_form, first, "the day of the first meeting"),
	FIELD_CHOICE(struct first_form, half,  "mornings or afternoons", halves),
};
/* clang-format on */

static int start_of(int half)
{
	return half == AFTERNOON ? 13 * 60 + 30 : 9 * 60 + 30;
}

static bool half_of(struct str value, int *out)
{
	for (size_t i = 0; i < LEN(halves); i++)
		if (str_eq(value, str_of(halves[i].value))) {
			*out = halves[i].number;
			return true;
		}
	return false;
}

/* ---- proposing ---- */

static struct str why_words(struct arena *arena, const struct cadence *cadence, struct day before,
                            const struct cadence_date *date)
{
	bool refused;

	if (date->closed)
		return str_printf(arena, "Moved from %.*s: %s.%s",
		                  STR_ARG(day_words(arena, date->due)), date->closed,
		                  date->is_out_of_step ? " No free day is near; look at this one."
		                                       : "");
	return cadence_check(arena, cadence, before, date->day, &refused);
}

static enum err fill_proposal(struct request *rq, const struct programme_row *programme,
                              struct day first, int half, struct set_dates_view *view)
{
	struct arena *arena = rq->work.arena;
	const struct cadence cadence = app_year_cadence(programme);
	struct cadence_date dates[CADENCE_MEETINGS_MAX];
	const int start = start_of(half);
	struct day before = { DAY_NONE };

	cadence_propose(&cadence, first, programme->meetings, dates);
	view->proposed.at = NEW(arena, struct set_date_proposed, (size_t)programme->meetings);
	for (int i = 0; i < programme->meetings; i++) {
		view->proposed.at[view->proposed.n++] = (struct set_date_proposed){
			.number = i + 1,
			.when = day_words_year(arena, dates[i].day),
			.why = why_words(arena, &cadence, before, &dates[i]),
		};
		before = dates[i].day;
	}
	view->has_proposal = true;
	view->first_iso = day_iso(arena, first);
	view->half_value = str_of(halves[half].value);
	view->proposal_words = str_printf(
		arena, "%d meetings, %.*s, %.*s, clear of weekends and bank holidays.",
		programme->meetings,
		STR_ARG(programme_cadence_words(arena, programme->cadence_days)),
		STR_ARG(minute_range_words(arena, start, start + programme->length_min)));
	return OK;
}

/* The weeks when offices are half empty: nobody begins a year of meetings from 19 December to 3 January. */
static bool is_christmas(struct day day)
{
	const struct date date = day_date(day);

	return (date.month == 12 && date.day >= 19) || (date.month == 1 && date.day <= 3);
}

/* The same weekday three weeks on: time enough to ask people. */
static struct day usual_first(struct day today)
{
	struct day day = day_add(today, 21);

	while (day_weekday(day) >= SATURDAY || holiday_on(ENGLAND_AND_WALES, day) ||
	       is_christmas(day))
		day = day_add(day, 1);
	return day;
}

static enum err fill_form(struct request *rq, const struct programme_row *programme,
                          struct set_dates_view *view)
{
	const struct str asked = request_query(rq, "first");
	struct day first = { DAY_NONE }, today;
	int half = MORNING;

	const enum err err = office_today(rq, programme->zone, &today);
	if (err) return err;
	const bool has = asked.n && day_parse(asked, &first) &&
	                 !*cadence_first_text(first, today) &&
	                 half_of(request_query(rq, "half"), &half);
	view->shows_form = true;
	view->first = form_day(rq, "first", STR("When is the first meeting?"),
	                       has ? first : usual_first(today));
	view->half =
		form_choice(rq, "half", STR("Which half of the day?"), halves, LEN(halves), half);
	return has && !rq->again ? fill_proposal(rq, programme, first, half, view) : OK;
}

/* ---- looking after them ---- */

struct looking {
	struct request *rq;
	struct cadence cadence;
	struct credits credits;
	struct meeting_rows meetings;
	struct meeting_office_rows all; /* of every set, from now on */
	struct bookings bookings;
	person_id facilitator; /* the set's first; n == 0: none */
};

static enum err look(struct looking *l, const struct programme_row *programme)
{
	struct tx *tx = l->rq->work.tx;
	struct member_rows members;

	enum err err = store_meeting_list(tx, l->rq->path.set, &l->meetings);
	if (!err)
		err = store_meeting_office(tx, (set_id){ 0 },
		                           instant_add(l->rq->work.now, -OFFICE_YEAR_MS), &l->all);
	if (!err) err = store_member_list(tx, l->rq->path.set, &members);
	if (err) return err;
	for (size_t i = 0; i < members.n && l->facilitator.n == 0; i++)
		if (members.at[i].role == ROLE_FACILITATOR) l->facilitator = members.at[i].person;
	l->cadence = app_year_cadence(programme);
	l->bookings = office_bookings(l->rq->work.arena, &l->all);
	return OK;
}

static struct str who_words(const struct looking *l, const struct meeting_row *m)
{
	if (!m->facilitated) return STR("They run it themselves");
	for (size_t i = 0; i < l->all.n; i++)
		if (l->all.at[i].id.n == m->id.n && l->all.at[i].facilitator_name.n)
			return str_printf(l->rq->work.arena, "With %.*s",
			                  STR_ARG(l->all.at[i].facilitator_name));
	return m->state == MEETING_ENDED ? STR("With a facilitator")
	                                 : STR("With a facilitator, nobody named yet");
}

/* One sentence: the clash first, then what is odd about the day. */
static struct str warning(const struct looking *l, size_t i, struct day before)
{
	const struct meeting_row *m = &l->meetings.at[i];
	bool refused;

	if (m->state >= MEETING_ENDED) return STR("");
	const struct meeting_office_row *other = office_clash(&l->all, &l->bookings, m);
	if (other) return office_clash_words(l->rq->work.arena, other);
	return cadence_check(l->rq->work.arena, &l->cadence, before, m->held_on, &refused);
}

static void offer_credit(const struct looking *l, const struct meeting_row *m,
                         struct set_date_line *line)
{
	if (m->state != MEETING_PLANNED || m->number == 1) return;
	if (!m->facilitated && credits_to_place(&l->credits) == 0) return;
	line->credit = path_meeting_facilitator(l->rq->work.arena, m->id);
	line->credit_words =
		m->facilitated ? STR("Take the facilitator off") : STR("Give it a facilitator");
	line->credit_value = m->facilitated     ? STR("self")
	                     : l->facilitator.n ? id_text(l->rq->work.arena, l->facilitator.n)
	                                        : STR("later");
}

static enum err fill_meetings(struct looking *l, struct set_dates_view *view)
{
	struct arena *arena = l->rq->work.arena;
	struct day before = { DAY_NONE };
	bool has_next = false;

	view->meetings.at = NEW(arena, struct set_date_line, l->meetings.n);
	for (size_t i = 0; i < l->meetings.n; i++) {
		const struct meeting_row *m = &l->meetings.at[i];
		struct set_date_line *line = &view->meetings.at[view->meetings.n++];
		*line = (struct set_date_line){
			.number = m->number,
			.when = str_printf(
				arena, "%.*s, %.*s", STR_ARG(day_words_year(arena, m->held_on)),
				STR_ARG(minute_range_words(arena, m->start_min,
			                                   m->start_min + m->length_min))),
			.where = m->place.n       ? m->place
			         : m->call_link.n ? STR("On a call")
			                          : STR(""),
			.who = who_words(l, m),
			.to = path_meeting_settings(arena, m->id),
			.is_held = m->state == MEETING_ENDED,
			.is_off = m->state == MEETING_CANCELLED,
			.is_next = m->state < MEETING_ENDED && !has_next,
			.lacks_place = m->place.n + m->call_link.n == 0 && m->state < MEETING_ENDED,
		};
		has_next |= line->is_next;
		if (line->is_off) continue;
		line->warning = warning(l, i, before);
		offer_credit(l, m, line);
		before = m->held_on;
	}
	return OK;
}

static void fill_credits(const struct looking *l, const struct programme_row *programme,
                         struct set_dates_view *view)
{
	struct buf squares;

	view->credits_words = credits_words(l->rq->work.arena, &l->credits);
	view->notice_words = str_printf(
		l->rq->work.arena,
		"The set decides which meetings have a facilitator. Changes need %d days’ notice, "
		"unless the set agrees.",
		programme->notice_days);
	buf_init(&squares, OFFICE_DRAWING_BYTES);
	glyph_credits(&squares, (size_t)l->credits.used, (size_t)l->credits.booked,
	              (size_t)credits_to_place(&l->credits));
	view->credits = html_drawing(l->rq->work.arena, &squares);
}

/* GET /sets/:set/dates?first=2027-01-14&half=morning */
enum err page_set_dates(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	const set_id set = rq->path.set;
	struct looking looking = { .rq = rq };
	struct set_overview_row row;
	struct programme_row programme;

	enum err err = store_set_overview_one(rq->work.tx, set, &row);
	if (!err) err = store_programme_of_set(rq->work.tx, set, &programme);
	if (!err) err = look(&looking, &programme);
	if (err) return err;
	struct set_dates_view view = {
		.page = page_begin(rq, str_printf(arena, "Dates of %.*s", STR_ARG(row.name))),
		.form = form_begin(rq),
		.to = path_set_dates(arena, set),
		.up = path_set(arena, set),
		.set_name = row.name,
	};
	looking.credits = office_credits(&row);
	if (looking.meetings.n == 0) {
		err = fill_form(rq, &programme, &view);
	} else {
		err = fill_meetings(&looking, &view);
		fill_credits(&looking, &programme, &view);
	}
	if (!err) html_set_dates_show(&reply->body, &view);
	return err;
}

/* POST /sets/:set/dates - look at a proposal, or use it. */
enum err post_set_dates(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	const struct url here = path_set_dates(arena, rq->path.set);
	struct first_form form = { .first = { DAY_NONE } };

	enum err err = form_read(rq, fields, LEN(fields), &form);
	if (!err && !form_does(rq, "use")) {
		const struct url first = url_with(arena, here, "first", day_iso(arena, form.first));
		struct programme_row programme;
		struct day today;
		err = store_programme_of_set(rq->work.tx, rq->path.set, &programme);
		if (!err) err = office_today(rq, programme.zone, &today);
		const char *wrong = err ? "" : cadence_first_text(form.first, today);
		if (*wrong) err = form_fault(rq, "first", "%s", wrong);
		if (!err)
			return reply_see_other(reply, url_with(arena, first, "half",
			                                       str_of(halves[form.half].value)));
	}
	if (!err) err = app_year_make(&rq->work, rq->path.set, form.first, start_of(form.half));
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_set_dates);
	if (err) return err;

	reply_say(rq, reply, STR("The year is planned. Add places as you book them."));
	return reply_see_other(reply, here);
}
