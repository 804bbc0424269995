/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* apologies - "I can't make it", and back (meeting.h). */
#include "app/apologies.h"
#include "html/meeting.h"
#include "web/meeting.h"

struct sent {
	struct str note;
};

/* clang-format off */
static const struct field fields[] = {
	FIELD_TEXT(struct sent, note, "what you tell the others", 0, APOLOGIES_NOTE_MAX),
};
/* clang-format on */

/* GET /meetings/:meeting/apologies */
enum err page_apologies(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct attendance_rows people;
	struct meeting_row meeting;
	struct circle circle;

	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (!err) err = circle_load(rq, meeting.set, &circle);
	if (!err) err = store_attendance_list(rq->work.tx, meeting.id, &people);
	if (err) return err;
	struct apologies_view view = {
		.page = page_begin(rq, STR("I can’t make it")),
		.form = form_begin(rq),
		.when = meeting_when_words(arena, meeting.held_on, meeting.start_min,
		                           meeting.length_min, circle.today),
		.set_name = circle.set.name,
		.to = path_meeting_apologies(arena, meeting.id),
		.meeting = path_meeting(arena, meeting.id),
	};
	for (size_t i = 0; i < people.n; i++)
		if (people.at[i].person.n == rq->work.viewer.n) {
			view.are_sent = people.at[i].state == ATTENDANCE_APOLOGIES;
			view.sent_note = people.at[i].note;
		}
	view.note =
		form_input(rq, "note", STR("Tell the others why, if you want to"), view.sent_note);
	view.note.hint = STR("They’ll see only what you write.");
	view.note.is_voice = true;
	html_meeting_apologies(&reply->body, &view);
	return OK;
}

/* POST /meetings/:meeting/apologies */
enum err post_apologies(struct request *rq, struct reply *reply)
{
	const bool back = form_does(rq, "back");
	struct sent sent = { 0 };

	enum err err = back ? OK : form_read(rq, fields, LEN(fields), &sent);
	if (!err)
		err = back ? app_apologies_take_back(&rq->work, rq->path.meeting)
		           : app_apologies_send(&rq->work, rq->path.meeting, sent.note);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_apologies);
	if (err) return err;
	reply_say(rq, reply,
	          back ? STR("Good. You are coming after all.")
	               : STR("Your apologies are sent. If things change, say that you can come "
	                     "after all."));
	return reply_see_other(reply, path_meeting(rq->work.arena, rq->path.meeting));
}
