/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* review - see review.h. */
#include "web/review.h"

#include "app/review.h"
#include "html/review.h"
#include "store/pulse.h"
#include "store/review.h"

struct sent {
	struct str helped, hindered, next;
	bool share_helped, share_hindered, share_next;
};

struct pulse_sent {
	int pulse_helped, pulse_safe;
};

enum { LINES = 3 };

/* clang-format off */
static const struct {
	enum review_kind kind;
	const char *name, *share, *label;
} kinds[LINES] = {
	{ REVIEW_HELPED,   "helped",   "share_helped",   "What helped?" },
	{ REVIEW_HINDERED, "hindered", "share_hindered", "What got in the way?" },
	{ REVIEW_TRY,      "next",     "share_next",     "What shall we try next time?" },
};

static const struct field fields[] = {
	FIELD_TEXT (struct sent, helped,   "what helped", 0, REVIEW_TEXT_MAX),
	FIELD_TEXT (struct sent, hindered, "what got in the way", 0, REVIEW_TEXT_MAX),
	FIELD_TEXT (struct sent, next,     "what to try", 0, REVIEW_TEXT_MAX),
	FIELD_CHECK(struct sent, share_helped),
	FIELD_CHECK(struct sent, share_hindered),
	FIELD_CHECK(struct sent, share_next),
};

static const struct choice helps[] = {
	{ "5", 5, "A great deal" },
	{ "4", 4, "Quite a lot" },
	{ "3", 3, "Somewhat" },
	{ "2", 2, "A little" },
	{ "1", 1, "Not at all" },
};

static const struct choice safes[] = {
	{ "5", 5, "Yes, all of it" },
	{ "4", 4, "Most of it" },
	{ "3", 3, "Some of it" },
	{ "2", 2, "Not much of it" },
	{ "1", 1, "No" },
};

static const struct field pulse_fields[] = {
	FIELD_CHOICE(struct pulse_sent, pulse_helped, "how much it helped", helps),
	FIELD_CHOICE(struct pulse_sent, pulse_safe,   "whether you could say what you needed to", safes),
};
/* clang-format on */

struct str review_kind_words(enum review_kind kind)
{
	switch (kind) {
	case REVIEW_HELPED:
		return STR("What helped");
	case REVIEW_HINDERED:
		return STR("What got in the way");
	case REVIEW_TRY:
		return STR("What to try");
	case REVIEW_HOPES:
		return STR("Hopes and fears");
	case REVIEW_LINE:
		return STR("Written in the room");
	case REVIEW_LEARNT:
		return STR("What the set learnt");
	case REVIEW_FOCUS:
		return STR("The question they brought");
	}
	return STR("");
}

static enum err fill_mine(struct request *rq, struct review_view *view)
{
	struct review_rows rows;

	const enum err err =
		store_review_mine(rq->work.tx, rq->path.meeting, rq->work.viewer, &rows);
	if (err) return err;
	view->mine.at = NEW(rq->work.arena, struct review_line_view, LINES);
	view->mine.n = LINES;
	for (size_t k = 0; k < LINES; k++) {
		struct review_row mine = { 0 };
		for (size_t i = 0; i < rows.n; i++)
			if (rows.at[i].kind == kinds[k].kind) mine = rows.at[i];
		struct review_line_view *line = &view->mine.at[k];
		line->text = form_input(rq, kinds[k].name, str_of(kinds[k].label), mine.text);
		line->text.is_voice = true;
		line->share = form_check(rq, kinds[k].share, STR("Share this line with the set"),
		                         mine.is_shared);
	}
	return OK;
}

static enum err fill_lines(struct request *rq, struct review_view *view)
{
	struct review_rows rows;

	const enum err err = store_review_shared(rq->work.tx, rq->path.meeting, &rows);
	if (err) return err;
	view->lines.at = NEW(rq->work.arena, struct meeting_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].person.n != rq->work.viewer.n)
			view->lines.at[view->lines.n++] =
				(struct meeting_line_view){ rows.at[i].text, rows.at[i].called,
				                            review_kind_words(rows.at[i].kind) };
	return OK;
}

/* GET /meetings/:meeting/review */
enum err page_review(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct review_view view = { 0 };
	struct meeting_row meeting;
	struct circle circle;

	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (err) return err;
	if (meeting.state == MEETING_PLANNED || meeting.state == MEETING_CANCELLED)
		return reply_see_other(reply, path_meeting(arena, meeting.id));
	err = circle_load(rq, meeting.set, &circle);
	if (!err) err = fill_mine(rq, &view);
	if (!err) err = fill_lines(rq, &view);
	if (!err) err = store_pulse_given(rq->work.tx, meeting.id, rq->work.viewer, &view.is_given);
	if (err) return err;
	view.page = page_begin(rq, STR("How did we work?"));
	view.form = form_begin(rq);
	view.when = str_printf(arena, "%.*s, meeting %d, %.*s", STR_ARG(circle.set.name),
	                       meeting.number, STR_ARG(day_words(arena, meeting.held_on)));
	view.set_name = circle.set.name;
	view.readers = circle_readers(arena, &circle);
	view.to = path_meeting_review(arena, meeting.id);
	view.pulse_to = path_meeting_pulse(arena, meeting.id);
	view.meeting = path_meeting(arena, meeting.id);
	view.actions = path_actions();
	view.may_pulse = request_may(rq, GIVE_PULSE);
	view.helped = form_choice(rq, "pulse_helped", STR("How much did this meeting help?"), helps,
	                          LEN(helps), 0);
	view.safe = form_choice(rq, "pulse_safe", STR("Could you say what you needed to say?"),
	                        safes, LEN(safes), 0);
	html_review_show(&reply->body, &view);
	return OK;
}

/* POST /meetings/:meeting/review */
enum err post_review(struct request *rq, struct reply *reply)
{
	struct sent sent = { 0 };
	review_id id;

	enum err err = form_read(rq, fields, LEN(fields), &sent);
	const struct review_line lines[LINES] = {
		{ REVIEW_HELPED, sent.helped, sent.share_helped },
		{ REVIEW_HINDERED, sent.hindered, sent.share_hindered },
		{ REVIEW_TRY, sent.next, sent.share_next },
	};
	for (size_t i = 0; !err && i < LINES; i++)
		err = app_review_write(&rq->work, rq->path.meeting, &lines[i], &id);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_review);
	if (err) return err;
	reply_say(rq, reply, STR("Your lines are saved."));
	return reply_see_other(reply, path_meeting_review(rq->work.arena, rq->path.meeting));
}

/* POST /meetings/:meeting/pulse */
enum err post_pulse(struct request *rq, struct reply *reply)
{
	struct pulse_sent sent = { 0 };

	enum err err = form_read(rq, pulse_fields, LEN(pulse_fields), &sent);
	if (!err)
		err = app_pulse_give(&rq->work, rq->path.meeting, sent.pulse_helped,
		                     sent.pulse_safe);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_review);
	if (err) return err;
	reply_say(rq, reply, STR("Thank you. Your answers are in, without your name."));
	return reply_see_other(reply, path_meeting_review(rq->work.arena, rq->path.meeting));
}
