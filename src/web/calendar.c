/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* calendar - meetings as files for people's calendars (meeting.h).  They say which meeting and when, and
 * where to look; neither place nor link, since calendars are read by others. */
#include "format/calendar.h"

#include "base/id.h"
#include "web/meeting.h"

/* "sets.example.org" of "https://sets.example.org:8080" */
static struct str host_of(struct str url)
{
	const struct str mark = STR("://");
	struct str rest = url, host;

	for (size_t i = 0; i + mark.n <= url.n; i++)
		if (str_eq(str_part(url, i, i + mark.n), mark)) rest = str_from(url, i + mark.n);
	return str_cut(&rest, ':', &host) && host.n ? host : STR("setwise");
}

static struct calendar_event event_of(struct request *rq, const struct circle *circle,
                                      const struct meeting_row *meeting)
{
	struct arena *arena = rq->work.arena;
	const struct str url = rq->work.house->base_url;
	const int to = meeting->start_min + meeting->length_min;

	return (struct calendar_event){
		.uid = str_printf(arena, "meeting-%.*s@%.*s",
		                  STR_ARG(id_text(arena, meeting->id.n)), STR_ARG(host_of(url))),
		.day = meeting->held_on,
		.from = meeting->start_min,
		.to = to < 24 * 60 ? to : 24 * 60,
		.summary = str_printf(arena, "%.*s set, meeting %d", STR_ARG(circle->set.name),
		                      meeting->number),
		.link = url_whole(arena, url, path_meeting(arena, meeting->id)),
		.changed = rq->work.now,
		.cancelled = meeting->state == MEETING_CANCELLED,
	};
}

static enum err write(struct request *rq, struct reply *reply, const struct circle *circle,
                      const struct meeting_row *meetings, size_t n, struct str file)
{
	struct calendar_event *events = NEW(rq->work.arena, struct calendar_event, n);

	for (size_t i = 0; i < n; i++) events[i] = event_of(rq, circle, &meetings[i]);
	const struct calendar calendar = {
		.name = circle->set.name,
		.zone = circle->zone,
		.now = rq->work.now,
		.organiser = rq->work.house->contact_email,
		.at = events,
		.n = n,
	};
	reply_file(rq, reply, STR("text/calendar; charset=utf-8"), file);
	calendar_write(&reply->body, &calendar);
	return OK;
}

/* GET /meetings/:meeting/calendar.ics */
enum err page_meeting_calendar(struct request *rq, struct reply *reply)
{
	struct meeting_row meeting;
	struct circle circle;

	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (!err) err = circle_load(rq, meeting.set, &circle);
	return err ? err : write(rq, reply, &circle, &meeting, 1, STR("meeting.ics"));
}

/* GET /sets/:set/calendar.ics */
enum err page_set_calendar(struct request *rq, struct reply *reply)
{
	struct meeting_rows meetings;
	struct circle circle;

	enum err err = store_meeting_dates(rq->work.tx, rq->path.set, &meetings);
	if (!err) err = circle_load(rq, rq->path.set, &circle);
	return err ? err : write(rq, reply, &circle, meetings.at, meetings.n, STR("meetings.ics"));
}
