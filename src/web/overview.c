/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* overview - see overview.h. */
#include "web/overview.h"

#include "domain/pulse.h"
#include "format/glyph.h"
#include "html/overview.h"
#include "store/organisation.h"
#include "store/pulse.h"

enum { CAME_MOST = 3, SEATS_MOST = 24 };

/* ---- who came ---- */

static struct overview_came came_of(struct arena *arena, const struct meeting_office_row *m)
{
	const int of = m->came + m->apologies + m->missed + m->unsaid;
	struct buf seats;

	buf_init(&seats, OFFICE_DRAWING_BYTES);
	if (of > 0 && of <= SEATS_MOST) glyph_seats(&seats, (size_t)m->came, (size_t)of);
	return (struct overview_came){ html_drawing(arena, &seats), m->came, of };
}

/* The last three that each set held, oldest first. */
static void fill_attendance(struct arena *arena, const struct office_all *all,
                            struct overview_view *view)
{
	view->attendance.at = NEW(arena, struct overview_attendance, all->sets.n);
	for (size_t s = 0; s < all->sets.n; s++) {
		const struct set_overview_row *set = &all->sets.at[s];
		int skip = set->ended - CAME_MOST;
		struct overview_attendance row = {
			.to = path_set(arena, set->id),
			.name = set->name,
			.members = office_count(arena, set->members, "member", "members"),
		};
		row.meetings.at = NEW(arena, struct overview_came, CAME_MOST);
		for (size_t i = 0; i < all->meetings.n; i++) {
			const struct meeting_office_row *m = &all->meetings.at[i];
			if (m->set.n != set->id.n || m->state != MEETING_ENDED || skip-- > 0)
				continue;
			if (row.meetings.n < CAME_MOST)
				row.meetings.at[row.meetings.n++] = came_of(arena, m);
		}
		if (row.meetings.n) view->attendance.at[view->attendance.n++] = row;
	}
}

/* ---- answers ---- */

static struct html key_of(struct arena *arena, size_t step)
{
	struct buf key;

	buf_init(&key, OFFICE_DRAWING_BYTES);
	glyph_bars_key(&key, step);
	return html_drawing(arena, &key);
}

static const struct pulse_latest_row *latest_of(const struct pulse_latest_rows *rows, set_id set)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].set.n == set.n) return &rows->at[i];
	return NULL;
}

static enum err fill_answers(struct request *rq, const struct office_all *all,
                             struct overview_view *view)
{
	struct arena *arena = rq->work.arena;
	struct bars_row *bars = NEW(arena, struct bars_row, all->sets.n);
	struct pulse_counts *counts = NEW(arena, struct pulse_counts, all->sets.n);
	struct pulse_latest_rows rows;
	size_t shown = 0;
	struct buf drawing;

	const enum err err = store_pulse_latest(rq->work.tx, PULSE_LEAST, &rows);
	if (err) return err;
	view->answers.at = NEW(arena, struct overview_answers, all->sets.n);
	for (size_t i = 0; i < all->sets.n; i++) {
		const struct pulse_latest_row *row = latest_of(&rows, all->sets.at[i].id);
		struct overview_answers *line;
		if (all->sets.at[i].ended == 0) continue;
		line = &view->answers.at[view->answers.n++];
		*line = (struct overview_answers){ .name = all->sets.at[i].name };
		if (!row) continue;
		const struct pulse_counts count = { { row->helped5, row->helped4, row->helped3,
			                              row->helped2, row->helped1 } };
		line->is_shown = true;
		line->a = count.count[0];
		line->b = count.count[1];
		line->c = count.count[2];
		line->d = count.count[3];
		line->e = count.count[4];
		bars[shown].label = line->name;
		for (int step = 0; step < BARS_STEPS; step++)
			bars[shown].count[step] = count.count[step];
		counts[shown++] = count;
	}
	view->answers_words = pulse_words(arena, counts, shown);
	buf_init(&drawing, OFFICE_DRAWING_BYTES);
	glyph_bars(&drawing, &(struct bars_rows){ bars, shown });
	view->bars = html_drawing(arena, &drawing);
	view->key_a = key_of(arena, 0);
	view->key_b = key_of(arena, 1);
	view->key_c = key_of(arena, 2);
	view->key_d = key_of(arena, 3);
	view->key_e = key_of(arena, 4);
	return OK;
}

/* ---- the first steps ---- */

/* What a house does before its first set; the first that is not done has the button. */
static enum err fill_steps(struct request *rq, struct overview_view *view)
{
	struct programme_rows programmes;
	struct organisation_rows organisations;

	enum err err = store_programme_list(rq->work.tx, &programmes);
	if (!err) err = store_organisation_list(rq->work.tx, &organisations);
	if (err) return err;
	const struct overview_step steps[] = {
		{ .to = path_programmes_new(),
		  .title = STR("A programme and its numbers"),
		  .words = STR("How many meetings, how many of them with a facilitator, how far "
		               "apart. The usual numbers are filled in."),
		  .button = STR("Make a programme"),
		  .is_done = programmes.n > 0 },
		{ .to = path_organisations(),
		  .title = STR("The organisations that take part"),
		  .words = STR("People of one set usually work for different ones."),
		  .button = STR("Add organisations"),
		  .is_done = organisations.n > 0 },
		{ .to = path_people_new_facilitator(),
		  .title = STR("A facilitator"),
		  .words = STR("They see the sets that they facilitate. You never see what is "
		               "said there."),
		  .button = STR("Add a facilitator"),
		  .is_done = view->facilitators.n > 0 },
		{ .to = path_sets_new(),
		  .title = STR("A set"),
		  .words = STR("Give it a name, ask six to eight people by email, and take the "
		               "dates that we propose for its year."),
		  .button = STR("Make a set") },
	};
	view->steps.n = LEN(steps);
	view->steps.at = NEW(rq->work.arena, struct overview_step, LEN(steps));
	bool has_next = false;
	for (size_t i = 0; i < LEN(steps); i++) {
		struct overview_step *step = &view->steps.at[i];
		*step = steps[i];
		step->number = (int)i + 1;
		step->is_next = !step->is_done && !has_next;
		has_next = has_next || step->is_next;
	}
	return OK;
}

/* GET /overview */
enum err page_overview(struct request *rq, struct reply *reply)
{
	struct office_all all;

	enum err err = office_load(rq, &all);
	if (err) return err;
	struct overview_view view = {
		.page = page_begin(rq, STR("Overview")),
		.form = form_begin(rq),
		.sets_new = path_sets_new(),
		.print = path_planner_print(),
		.has_sets = all.sets.n > 0,
	};
	err = needs_fill(rq, &all, (set_id){ 0 }, &view.needs, &view.left_out);
	if (!err) err = planner_fill(rq, &all, &view.planner);
	if (!err) err = person_register(rq, &all.meetings, &view.facilitators);
	if (!err) err = fill_answers(rq, &all, &view);
	fill_attendance(rq->work.arena, &all, &view);
	if (!err && !view.has_sets) err = fill_steps(rq, &view);
	if (!err) html_overview_show(&reply->body, &view);
	return err;
}
