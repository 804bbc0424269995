/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* airtime - see airtime.h. */
#include "web/airtime.h"

#include "app/airtime.h"
#include "format/glyph.h"
#include "web/path.h"

enum { DRAWING_BYTES = 64 * 1024 };

static int64_t minutes_of(const struct airtime_line *line)
{
	return (line->of.ms + MINUTES(1) / 2) / MINUTES(1);
}

static struct airtime_line_view line_view(struct request *rq, const struct circle *circle,
                                          const struct airtime_line *line, struct str called)
{
	struct arena *arena = rq->work.arena;
	struct airtime_line_view view = {
		.called = called,
		.minutes = str_printf(arena, "%lld", (long long)minutes_of(line)),
		.rounds = str_printf(arena, "%d", line->of.rounds),
		.last = STR("None yet"),
	};

	if (line->of.last_meeting) {
		const struct day day = circle_day(circle, line->presented_at);
		const struct str ago = day_distance_words(arena, circle->today, day);
		view.last =
			str_printf(arena, "Meeting %d, %.*s", line->of.last_meeting, STR_ARG(ago));
	}
	return view;
}

static struct html drawing(struct request *rq, const struct minutes_row *rows, size_t n)
{
	struct buf buf;

	buf_init(&buf, DRAWING_BYTES);
	glyph_minutes(&buf, &(struct minutes_rows){ rows, n });
	return html_drawing(rq->work.arena, &buf);
}

/* Members by seat, as they are to be listed. */
static person_id *members_of(struct request *rq, const struct circle *circle, size_t *n)
{
	person_id *people = NEW(rq->work.arena, person_id, circle->people.n);

	*n = 0;
	for (size_t i = 0; i < circle->people.n; i++)
		if (circle->people.at[i].role == ROLE_MEMBER)
			people[(*n)++] = circle->people.at[i].person;
	return people;
}

static void show(struct request *rq, const struct circle *circle, const struct airtime_lines *lines,
                 struct airtime_view *out)
{
	struct minutes_row *bars = NEW(rq->work.arena, struct minutes_row, lines->n);
	size_t kept = 0;

	out->lines.at = NEW(rq->work.arena, struct airtime_line_view, lines->n);
	for (size_t i = 0; i < lines->n; i++) {
		const struct airtime_line *line = &lines->at[i];
		const struct member_row *who = circle_person(circle, line->of.person);
		const bool mine = line->of.person.n == rq->work.viewer.n;
		if (mine) out->is_shown = line->is_shown;
		if (!mine && !line->is_shown) {
			kept++;
			continue;
		}
		const struct str called = mine ? STR("You") : who->called;
		bars[out->lines.n] = (struct minutes_row){ called, minutes_of(line) };
		out->lines.at[out->lines.n++] = line_view(rq, circle, line, called);
	}
	out->bars = drawing(rq, bars, out->lines.n);
	if (kept)
		out->kept =
			str_printf(rq->work.arena, "%.*s to themselves.",
		                   STR_ARG(words_count(rq->work.arena, kept, "person keeps theirs",
		                                       "people keep theirs")));
}

enum err airtime_fill(struct request *rq, const struct circle *circle, struct airtime_view *out)
{
	struct airtime_lines lines;
	size_t n;
	person_id *people = members_of(rq, circle, &n);

	*out = (struct airtime_view){
		.form = form_begin(rq),
		.to = path_set_airtime(rq->work.arena, circle->set.id),
		.readers = circle_readers(rq->work.arena, circle),
		.is_member = (rq->standings & MEMBER) != 0,
	};
	const enum err err = app_airtime_ledger(&rq->work, circle->set.id, people, n, &lines);
	if (!err) show(rq, circle, &lines, out);
	return err;
}

/* POST /sets/:set/airtime - the viewer's own, for the set to see, or not any more. */
enum err post_set_airtime(struct request *rq, struct reply *reply)
{
	const bool shown = form_does(rq, "show");

	const enum err err = app_airtime_show(&rq->work, rq->path.set, shown);
	if (err) return err;
	reply_say(rq, reply,
	          shown ? STR("Your set can see how much airtime you have had.")
	                : STR("Only you see your airtime now."));
	return reply_see_other(reply, path_set(rq->work.arena, rq->path.set));
}
