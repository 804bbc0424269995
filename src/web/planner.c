/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* planner - see planner.h. */
#include "web/planner.h"

#include "domain/holiday.h"
#include "format/year.h"
#include "html/planner.h"

enum { MONTHS = 12, MONTHS_BEFORE = 4, SHIFT = 6, LINES_MOST = 12, SHEET_COLUMNS_MOST = 26 };

/* ---- which twelve months ---- */

static struct day month_start(int year, int month)
{
	const int months = year * 12 + month - 1;
	return day_of(months / 12, months % 12 + 1, 1);
}

static struct day shifted(struct day start, int months)
{
	const struct date date = day_date(start);
	return month_start(date.year, date.month + months);
}

/* "2026-09" */
static bool read_month(struct str text, struct day *out)
{
	int64_t year, month;
	struct str rest = text, first;

	if (!str_cut(&rest, '-', &first) || !rest.at) return false;
	if (!str_i64(first, 2000, 2150, &year) || !str_i64(rest, 1, 12, &month)) return false;
	*out = day_of((int)year, (int)month, 1);
	return true;
}

static struct url from_url(struct request *rq, struct day start)
{
	const struct date date = day_date(start);
	const struct str text = str_printf(rq->work.arena, "%04d-%02d", date.year, date.month);

	return url_with(rq->work.arena, path_overview(), "from", text);
}

static struct str month_words(struct arena *arena, struct day day)
{
	static const char *const names[] = { "January",   "February", "March",    "April",
		                             "May",       "June",     "July",     "August",
		                             "September", "October",  "November", "December" };
	const struct date date = day_date(day);
	return str_printf(arena, "%s %d", names[date.month - 1], date.year);
}

/* ---- the ground: months, bank holidays, today ---- */

struct span {
	struct day from, to; /* to: the day after the last */
};

static double place(const struct span *span, struct day day)
{
	return (double)(day.n - span->from.n) / (double)(span->to.n - span->from.n);
}

static void fill_bands(struct arena *arena, const struct span *span, struct year_ground *ground)
{
	struct holiday holidays[HOLIDAYS_MAX];
	struct year_band *bands = NEW(arena, struct year_band, (size_t)3 * HOLIDAYS_MAX);
	const int first = day_date(span->from).year;
	size_t n = 0;

	for (int year = first; year <= first + 1; year++) {
		const size_t count = holiday_year(ENGLAND_AND_WALES, year, holidays);
		for (size_t i = 0; i < count; i++) {
			const struct day day = holidays[i].day;
			if (day.n < span->from.n || day.n >= span->to.n) continue;
			bands[n++] = (struct year_band){ .from = place(span, day),
				                         .to = place(span, day_add(day, 1)) };
		}
	}
	ground->bands = bands;
	ground->bands_n = n;
}

static void fill_months(struct arena *arena, const struct span *span, struct year_ground *ground)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct year_month *months = NEW(arena, struct year_month, MONTHS);

	for (int i = 0; i < MONTHS; i++) {
		const struct day start = shifted(span->from, i);
		months[i] = (struct year_month){ str_of(names[day_date(start).month - 1]),
			                         place(span, start) };
	}
	ground->months = months;
	ground->months_n = MONTHS;
}

/* ---- rows ---- */

static bool is_clash(const struct office_all *all, size_t i)
{
	return clash_find(&all->bookings.at[i], all->bookings.at, all->bookings.n) <
	       all->bookings.n;
}

static struct str who_words(struct arena *arena, const struct meeting_office_row *m)
{
	if (!m->facilitated) return STR("they run it themselves");
	if (m->facilitator_name.n)
		return str_printf(arena, "with %.*s", STR_ARG(m->facilitator_name));
	return STR("nobody named to facilitate");
}

static struct str sentence(struct arena *arena, const struct meeting_office_row *m, bool clash)
{
	return str_printf(arena, "%.*s, meeting %d, %.*s, %.*s%s", STR_ARG(m->set_name), m->number,
	                  STR_ARG(day_words_year(arena, m->held_on)),
	                  STR_ARG(m->state == MEETING_ENDED ? STR("held") : who_words(arena, m)),
	                  clash ? ", facilitator booked twice" : "");
}

static void fill_row(struct request *rq, const struct office_all *all, size_t set,
                     const struct span *span, const struct year_ground *ground,
                     struct planner_view *out)
{
	struct arena *arena = rq->work.arena;
	struct year_meeting *year = NEW(arena, struct year_meeting, all->meetings.n);
	size_t n = 0;
	struct buf drawing;

	for (size_t i = 0; i < all->meetings.n; i++) {
		const struct meeting_office_row *m = &all->meetings.at[i];
		if (m->set.n != all->sets.at[set].id.n) continue;
		if (m->held_on.n < span->from.n || m->held_on.n >= span->to.n) continue;
		const bool clash = is_clash(all, i);
		out->has_clash |= clash;
		year[n++] = (struct year_meeting){
			.number = m->number,
			.state = m->state == MEETING_ENDED ? YEAR_HELD
			         : clash                   ? YEAR_CLASH
			                                   : YEAR_PLANNED,
			.facilitated = m->facilitated,
			.href = path_meeting_settings(arena, m->id).text,
			.words = sentence(arena, m, clash),
			.place = place(span, m->held_on),
		};
	}
	buf_init(&drawing, OFFICE_DRAWING_BYTES);
	year_row(&drawing, ground, &(struct year_meetings){ year, n });
	out->rows.at[out->rows.n++] = (struct planner_row){
		.to = path_set(arena, all->sets.at[set].id),
		.name = all->sets.at[set].name,
		.facilitators = all->facilitators[set],
		.drawing = html_drawing(arena, &drawing),
	};
}

static void fill_lines(struct request *rq, const struct office_all *all, struct planner_view *out)
{
	struct arena *arena = rq->work.arena;

	out->lines.at = NEW(arena, struct planner_line, LINES_MOST);
	for (size_t i = 0; i < all->meetings.n && out->lines.n < LINES_MOST; i++) {
		const struct meeting_office_row *m = &all->meetings.at[i];
		if (m->state >= MEETING_ENDED || m->held_on.n < all->today.n) continue;
		out->lines.at[out->lines.n++] = (struct planner_line){
			.to = path_meeting_settings(arena, m->id),
			.what = str_printf(arena, "%.*s, meeting %d", STR_ARG(m->set_name),
			                   m->number),
			.when = str_printf(arena, "%.*s, %.*s",
			                   STR_ARG(day_words(arena, m->held_on)),
			                   STR_ARG(who_words(arena, m))),
			.warning = is_clash(all, i) ? STR("Clash") : STR(""),
		};
	}
}

enum err planner_fill(struct request *rq, const struct office_all *all, struct planner_view *out)
{
	struct arena *arena = rq->work.arena;
	const struct date now = day_date(all->today);
	struct span span = { .from = month_start(now.year, now.month - MONTHS_BEFORE) };
	struct year_ground ground = { 0 };
	struct buf months;

	(void)read_month(request_query(rq, "from"), &span.from);
	span.to = shifted(span.from, MONTHS);
	ground.today = place(&span, all->today);
	fill_bands(arena, &span, &ground);
	fill_months(arena, &span, &ground);
	buf_init(&months, OFFICE_DRAWING_BYTES);
	year_months(&months, &ground);
	*out = (struct planner_view){
		.months = html_drawing(arena, &months),
		.span = str_printf(arena, "%.*s to %.*s", STR_ARG(month_words(arena, span.from)),
		                   STR_ARG(month_words(arena, day_add(span.to, -1)))),
		.earlier = from_url(rq, shifted(span.from, -SHIFT)),
		.later = from_url(rq, shifted(span.from, SHIFT)),
	};
	out->rows.at = NEW(arena, struct planner_row, all->sets.n);
	for (size_t i = 0; i < all->sets.n; i++) fill_row(rq, all, i, &span, &ground, out);
	fill_lines(rq, all, out);
	return OK;
}

/* ---- the sheet ---- */

static void fill_sheet(struct request *rq, const struct office_all *all,
                       struct planner_print_view *view)
{
	struct arena *arena = rq->work.arena;
	int most = 0;

	for (size_t i = 0; i < all->meetings.n; i++)
		if (all->meetings.at[i].number > most) most = all->meetings.at[i].number;
	if (most > SHEET_COLUMNS_MOST) most = SHEET_COLUMNS_MOST;
	view->columns.at = NEW(arena, struct planner_number, (size_t)most);
	for (int n = 1; n <= most; n++) view->columns.at[view->columns.n++].number = n;
	view->sheet.at = NEW(arena, struct planner_sheet_row, all->sets.n);
	for (size_t s = 0; s < all->sets.n; s++) {
		struct planner_sheet_row *row = &view->sheet.at[view->sheet.n++];
		row->name = all->sets.at[s].name;
		row->facilitators = all->facilitators[s];
		row->dates.at = NEW(arena, struct planner_date, (size_t)most);
		row->dates.n = (size_t)most;
		for (size_t i = 0; i < all->meetings.n; i++) {
			const struct meeting_office_row *m = &all->meetings.at[i];
			if (m->set.n != all->sets.at[s].id.n || m->number > most) continue;
			row->dates.at[m->number - 1] = (struct planner_date){
				.words = str_printf(arena, "%.*s, %.*s",
				                    STR_ARG(day_words_short(arena, m->held_on)),
				                    STR_ARG(minute_words(arena, m->start_min))),
				.facilitated = m->facilitated,
			};
		}
	}
}

/* GET /planner/print - one landscape sheet for the wall. */
enum err page_planner_print(struct request *rq, struct reply *reply)
{
	struct office_all all;

	enum err err = office_load(rq, &all);
	if (err) return err;
	struct planner_print_view view = {
		.page = page_begin(rq, STR("Year planner, to print")),
		.up = path_overview(),
		.made = str_printf(rq->work.arena, "Made on %.*s",
		                   STR_ARG(day_words_year(rq->work.arena, all.today))),
	};
	view.page.body_class = STR("wide-sheet");
	err = planner_fill(rq, &all, &view.planner);
	fill_sheet(rq, &all, &view);
	if (!err) html_planner_print(&reply->body, &view);
	return err;
}
