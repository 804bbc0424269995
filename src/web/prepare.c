/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* prepare - see prepare.h. */
#include "web/prepare.h"

#include "app/bid.h"
#include "html/prepare.h"
#include "store/bid.h"
#include "store/issue.h"
#include "store/meeting.h"

struct bid_sent {
	int urgency;
};

/* clang-format off */
static const struct choice urgencies[] = {
	{ "none",     URGENCY_NONE,     "Not this time" },
	{ "can-wait", URGENCY_CAN_WAIT, "It can wait" },
	{ "soon",     URGENCY_SOON,     "Soon" },
	{ "now",      URGENCY_NOW,      "Now" },
};

static const struct field bid_fields[] = {
	FIELD_CHOICE(struct bid_sent, urgency, "how soon you need it", urgencies),
};
/* clang-format on */

/* What the others have shared, so that one can come with it in mind. */
static enum err fill_coming(struct request *rq, const struct circle *circle,
                            struct prepare_view *view)
{
	struct issue_shared_rows rows;

	const enum err err = store_issue_list_shared(rq->work.tx, circle->set.id, &rows);
	if (err) return err;
	view->coming.at = NEW(rq->work.arena, struct coming_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.at[i].person.n == rq->work.viewer.n) continue;
		view->coming.at[view->coming.n++] = (struct coming_view){
			.called = rows.at[i].called,
			.text = rows.at[i].text,
			.want = rows.at[i].want,
			.to = path_issue(rq->work.arena, rows.at[i].id),
		};
	}
	return OK;
}

static enum err fill_bid(struct request *rq, struct prepare_view *view)
{
	struct bid_row bid = { .urgency = URGENCY_NONE };

	const enum err err = store_bid_mine(rq->work.tx, rq->path.meeting, rq->work.viewer, &bid);
	if (err && err != ERR_ABSENT) return err;
	view->bid_form = form_begin(rq);
	view->bid_to = path_meeting_bid(rq->work.arena, rq->path.meeting);
	view->urgency = form_choice(rq, "urgency", STR("How soon do you need time for your issue?"),
	                            urgencies, LEN(urgencies), bid.urgency);
	return OK;
}

/* GET /meetings/:meeting/prepare */
enum err page_prepare(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct prepare_view view = { 0 };
	struct meeting_row meeting;
	struct circle circle;

	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (err) return err;
	if (meeting.state == MEETING_ENDED || meeting.state == MEETING_CANCELLED)
		return reply_see_other(reply, path_issues());
	err = circle_load(rq, meeting.set, &circle);
	if (!err)
		err = issue_form_fill(rq, &circle, path_meeting_prepare(arena, meeting.id),
		                      &view.form);
	if (!err) err = fill_bid(rq, &view);
	if (!err) err = fill_coming(rq, &circle, &view);
	if (err) return err;
	view.page = page_begin(rq, STR("Get ready"));
	view.set_name = circle.set.name;
	view.when = str_printf(arena, "%.*s set, meeting %d of %d, %.*s", STR_ARG(circle.set.name),
	                       meeting.number, circle.programme.meetings,
	                       STR_ARG(day_words(arena, meeting.held_on)));
	view.is_first = meeting.number == 1;
	html_prepare_show(&reply->body, &view);
	return OK;
}

/* POST /meetings/:meeting/prepare */
enum err post_prepare(struct request *rq, struct reply *reply)
{
	struct meeting_row meeting;

	const enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (err) return err;
	return issue_form_save(rq, reply, meeting.set, page_prepare,
	                       path_meeting_prepare(rq->work.arena, meeting.id));
}

/* POST /meetings/:meeting/bid */
enum err post_bid(struct request *rq, struct reply *reply)
{
	struct bid_sent sent = { 0 };

	enum err err = form_read(rq, bid_fields, LEN(bid_fields), &sent);
	if (!err) err = app_bid_put(&rq->work, rq->path.meeting, (enum urgency)sent.urgency);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_prepare);
	if (err) return err;
	reply_say(rq, reply,
	          sent.urgency == URGENCY_NONE
	                  ? STR("You are not asking for airtime at this meeting.")
	                  : STR("Your wish for airtime is saved. It stays private until the set "
	                        "shares out the time."));
	return reply_see_other(reply, path_meeting_prepare(rq->work.arena, rq->path.meeting));
}
