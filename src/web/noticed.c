/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* noticed - see noticed.h. */
#include "web/noticed.h"

#include "app/noticed.h"
#include "base/id.h"
#include "html/noticed.h"
#include "store/noticed.h"
#include "web/path.h"
#include "web/room_make.h"

/* ---- one's own list ---- */

static struct noticed_line_view line_of(struct request *rq, const struct zone *zone,
                                        const struct noticed_row *row)
{
	struct arena *arena = rq->work.arena;
	const struct str clock = minute_words(arena, zone_local(zone, row->made_at).minute);
	struct noticed noticed;

	if (!noticed_read(row->what, &noticed)) return (struct noticed_line_view){ 0 };
	return (struct noticed_line_view){
		.id = id_text(arena, row->id.n),
		.words = noticed_words(arena, &noticed),
		.when = noticed.stage.n ? str_printf(arena, "%.*s, %.*s", STR_ARG(clock),
		                                     STR_ARG(noticed.stage))
		                        : clock,
	};
}

enum err noticed_fill(struct request *rq, const struct zone *zone, meeting_id meeting,
                      struct noticed_lines *out)
{
	struct noticed_rows rows;

	const enum err err = store_noticed_list(rq->work.tx, rq->work.viewer, meeting, &rows);
	if (err) return err;
	out->at = NEW(rq->work.arena, struct noticed_line_view, rows.n);
	out->n = 0;
	for (size_t i = 0; i < rows.n; i++) out->at[out->n++] = line_of(rq, zone, &rows.at[i]);
	return OK;
}

/* What one might look for next time: a signal that came more than once. */
static struct str often_words(struct request *rq, const struct noticed_rows *rows)
{
	int counts[SIGNAL_COUNT] = { 0 }, most = SIGNAL_NONE;
	struct noticed noticed;

	for (size_t i = 0; i < rows->n; i++)
		if (noticed_read(rows->at[i].what, &noticed)) counts[noticed.signal]++;
	for (int i = 1; i < SIGNAL_COUNT; i++)
		if (counts[i] > counts[most]) most = i;
	if (counts[most] < 2) return STR("");
	return str_printf(rq->work.arena, "What you noted most often: %s, %d times.",
	                  noticed_title((enum room_signal)most), counts[most]);
}

static void add_meeting(struct request *rq, const struct noticed_row *row, size_t most,
                        struct noticed_view *view)
{
	struct arena *arena = rq->work.arena;
	struct noticed_meeting_view *to = &view->meetings.at[view->meetings.n++];

	to->title = str_printf(arena, "%.*s, meeting %d, %.*s", STR_ARG(row->set_name), row->number,
	                       STR_ARG(day_words_year(arena, row->held_on)));
	to->h = str_printf(arena, "h-meeting-%zu", view->meetings.n);
	to->to = path_meeting(arena, row->meeting);
	to->lines.at = NEW(arena, struct noticed_line_view, most);
}

/* GET /noticed */
enum err page_noticed(struct request *rq, struct reply *reply)
{
	struct noticed_view view = { .page = page_begin(rq, STR("What you noticed")) };
	struct noticed_rows rows;
	const struct zone *zone;

	enum err err = home_zone(rq, &zone);
	if (!err) err = store_noticed_list(rq->work.tx, rq->work.viewer, (meeting_id){ 0 }, &rows);
	if (err) return err;
	view.often = often_words(rq, &rows);
	view.meetings.at = NEW(rq->work.arena, struct noticed_meeting_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		if (i == 0 || rows.at[i].meeting.n != rows.at[i - 1].meeting.n)
			add_meeting(rq, &rows.at[i], rows.n - i, &view);
		struct noticed_lines *lines = &view.meetings.at[view.meetings.n - 1].lines;
		lines->at[lines->n++] = line_of(rq, zone, &rows.at[i]);
	}
	html_noticed_list(&reply->body, &view);
	return OK;
}

/* ---- one tap ---- */

static enum err press(struct request *rq)
{
	const struct str did = request_field(rq, "did");
	enum intervention intervention = INTERVENE_NONE;
	enum room_signal signal;
	noticed_id id;

	if (form_does(rq, "forget")) {
		if (!id_parse(request_field(rq, "noticed"), &id.n)) return ERR_ABSENT;
		return app_noticed_remove(&rq->work, id);
	}
	if (!noticed_parse(request_field(rq, "signal"), &signal))
		return form_fault(rq, "", "Choose what you noticed");
	if (!str_eq(did, STR("let-be")) && !intervention_parse(did, &intervention))
		return form_fault(rq, "", "Choose what you did");
	return app_noticed_add(&rq->work, rq->path.meeting, signal, intervention);
}

/* POST /meetings/:meeting/room/noticed */
enum err post_room_noticed(struct request *rq, struct reply *reply)
{
	const enum err err = press(rq);

	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_room);
	if (err) return err;
	if (rq->is_live) return room_private_parts(rq, reply);
	return reply_see_other(reply, path_room(rq->work.arena, rq->path.meeting));
}
