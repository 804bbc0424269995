/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* told - on a meeting's page: whether facilitators who were not there may read it (meeting.h). */
#include "app/told.h"
#include "base/id.h"
#include "store/standing.h"
#include "store/told.h"
#include "web/meeting.h"

static struct str said_words(struct request *rq, const struct told_row *told, struct str called)
{
	struct arena *arena = rq->work.arena;

	if (told->said == told->came)
		return str_printf(
			arena,
			"All %d who came have said yes: %.*s can read the shared lines and "
			"actions on this page.",
			told->came, STR_ARG(called));
	return str_printf(arena,
	                  "%.*s was not there and sees nothing of it. %d of the %d who came have "
	                  "said that %.*s may; all must.",
	                  STR_ARG(called), told->said, told->came, STR_ARG(called));
}

static bool i_came(const struct request *rq, const struct attendance_rows *people)
{
	for (size_t i = 0; i < people->n; i++)
		if (people->at[i].person.n == rq->work.viewer.n)
			return people->at[i].state == ATTENDANCE_CAME;
	return false;
}

enum err told_fill(struct request *rq, const struct circle *circle,
                   const struct meeting_row *meeting, const struct attendance_rows *people,
                   struct meeting_page_view *view)
{
	enum err err = OK;

	view->told.at = NEW(rq->work.arena, struct meeting_told_view, circle->people.n);
	if (!view->is_member || !i_came(rq, people)) return OK;
	for (size_t i = 0; !err && i < circle->people.n; i++) {
		const struct member_row *who = &circle->people.at[i];
		struct standing_row standing;
		struct told_row told;
		if (who->role != ROLE_FACILITATOR) continue;
		err = store_standing_meeting(rq->work.tx, who->person, meeting->id, &standing);
		if (!err)
			err = store_told_count(rq->work.tx, meeting->id, who->person,
			                       rq->work.viewer, &told);
		if (err || standing.is_facilitator) continue;
		view->told.at[view->told.n++] = (struct meeting_told_view){
			.called = who->called,
			.id = id_text(rq->work.arena, who->person.n),
			.words = said_words(rq, &told, who->called),
			.is_mine = told.mine,
			.form = view->form,
			.to = path_meeting_told(rq->work.arena, meeting->id),
		};
	}
	return err;
}

struct sent {
	person_id facilitator;
};

/* clang-format off */
static const struct field fields[] = {
	FIELD_ID(struct sent, facilitator, "who may read it"),
};
/* clang-format on */

/* POST /meetings/:meeting/told */
enum err post_meeting_told(struct request *rq, struct reply *reply)
{
	const bool yes = form_does(rq, "yes");
	struct sent sent = { 0 };

	enum err err = form_read(rq, fields, LEN(fields), &sent);
	if (!err) err = app_told_say(&rq->work, rq->path.meeting, sent.facilitator, yes);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_meeting);
	if (err) return err;
	reply_say(rq, reply,
	          yes ? STR("You have said yes. You can take it back at any time.")
	              : STR("You have taken it back. The page is closed to them."));
	return reply_see_other(reply, path_meeting(rq->work.arena, rq->path.meeting));
}
