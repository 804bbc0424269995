/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_page - GETs of a room: its page, its stream, the same news by polling, one part. */
#include "html/room.h"
#include "store/member.h"
#include "store/presence.h"
#include "web/path.h"
#include "web/room.h"
#include "web/room_make.h"
#include "web/site.h"

/* Their page has been fetched, so they are here; noted at most every twenty seconds. */
static enum err note_heard(struct request *rq)
{
	return app_room_present(&rq->work, rq->path.meeting, &rq->work.viewer, 1);
}

static enum err hear(struct request *rq, struct reply *reply, const struct room_now *now)
{
	struct presence_rows rows;

	if (now->room.state != ROOM_WAITING && now->room.state != ROOM_RUNNING) return OK;
	const enum err err = store_presence_list(rq->work.tx, rq->path.meeting, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].person.n == rq->work.viewer.n &&
		    instant_since(rq->work.now, rows.at[i].heard_at) < ROOM_HEARD_MS)
			return OK;
	reply->after = note_heard;
	return OK;
}

/* Loads what the viewer's seat sees.  `load` makes the whole page's view, or only what is live. */
static enum err view_of(struct request *rq, struct reply *reply, bool whole, struct room_view *out)
{
	struct room_data data;

	enum err err = room_data_load(&rq->work, rq->path.meeting, &data);
	if (!err) {
		const int seat = room_seat_of(&data.now->room, rq->work.viewer);
		if (seat < 0) err = ERR_ABSENT;
		if (!err && whole) err = room_make_page(rq, &data, seat, out);
		if (!err && !whole) err = room_make(&rq->work, &data, seat, out);
		if (!err && rq->route->method == GET) err = hear(rq, reply, data.now);
	}
	room_data_free(&data);
	return err;
}

/* GET /meetings/:meeting/room */
enum err page_room(struct request *rq, struct reply *reply)
{
	struct room_view *view = NEW(rq->work.arena, struct room_view, 1);

	const enum err err = view_of(rq, reply, true, view);
	if (err) return err;
	if (view->may_control || view->may_hold_only)
		html_room_hall(&reply->body, view);
	else
		html_room_seat(&reply->body, view);
	return OK;
}

enum err room_news(struct request *rq, struct reply *reply, int64_t audience)
{
	const meeting_id meeting = rq->path.meeting;
	struct str mark = request_query(rq, "looked");

	const enum err err = live_news(&rq->work, &room_live, topic_room(meeting), rq->path.number,
	                               audience, &reply->body);
	if (err) return err;
	if (looks_since(rq->site->looks, mark, meeting, rq->work.viewer))
		hub_frame(&reply->body, -1, STR("look"), STR("-"));
	reply->type = STR("text/plain; charset=utf-8");
	reply_field(rq, reply, STR("X-Looked"),
	            looks_mark(rq->site->looks, rq->work.arena, rq->looked));
	if (buf_text(&reply->body).n == 0) reply->status = 204;
	return OK;
}

/* GET /meetings/:meeting/room/since/:number */
enum err page_room_since(struct request *rq, struct reply *reply)
{
	struct room_now *now = NEW(rq->work.arena, struct room_now, 1);

	enum err err = app_room_load(&rq->work, rq->path.meeting, now);
	if (err) return err;
	const int seat = room_seat_of(&now->room, rq->work.viewer);
	if (seat < 0) return ERR_ABSENT;
	err = room_news(rq, reply, AUDIENCE_SEAT + seat);
	return err ? err : hear(rq, reply, now);
}

/* GET /meetings/:meeting/room/part/:word */
enum err page_room_part(struct request *rq, struct reply *reply)
{
	struct room_view *view = NEW(rq->work.arena, struct room_view, 1);

	const enum err err = view_of(rq, reply, false, view);
	if (err) return err;
	return room_write_part(&reply->body, view, rq->path.word) ? OK : ERR_ABSENT;
}

/* STREAM /meetings/:meeting/room/events */
enum err stream_room(struct request *rq, struct reply *reply)
{
	struct member_row member;

	const enum err err = store_member_load(rq->work.tx, rq->set, rq->work.viewer, &member);
	if (err) return err;
	return reply_stream(rq, reply, topic_room(rq->path.meeting), AUDIENCE_SEAT + member.seat,
	                    request_last(rq));
}

/* GET /clock - the server's milliseconds, for pages that keep their own time by it. */
enum err page_clock(struct request *rq, struct reply *reply)
{
	reply->type = STR("text/plain; charset=utf-8");
	buf_i64(&reply->body, site_now(rq->site).ms);
	return OK;
}
