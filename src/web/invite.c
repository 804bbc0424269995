/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invite - see invite.h. */
#include "web/invite.h"

#include "app/invite.h"
#include "domain/commitment.h"
#include "html/invite.h"
#include "store/meeting.h"
#include "store/member.h"
#include "web/circle.h"
#include "web/sign_in.h"

enum { STATUS_GONE = 410 };

/* clang-format off */
static const struct field fields[] = {
	FIELD_TEXT (struct invite_answer, name,   "your full name", 1, 100),
	FIELD_TEXT (struct invite_answer, called, "what people call you", 1, 40),
	FIELD_CHECK(struct invite_answer, own),
	FIELD_CHECK(struct invite_answer, others),
};
/* clang-format on */

static enum err gone(struct request *rq, struct reply *reply)
{
	struct invite_gone_view view = {
		.page = page_begin(rq, STR("This invitation no longer works")),
		.sign_in = path_sign_in(rq->work.arena, STR("")),
	};

	view.page.main_class = STR("door");
	reply->status = STATUS_GONE;
	html_invite_gone(&reply->body, &view);
	return OK;
}

/* When it meets: who is asked to give nine half days wants to know which. */
static enum err fill_dates(struct request *rq, set_id set, struct invite_view *view)
{
	struct arena *arena = rq->work.arena;
	struct meeting_rows rows;
	const struct meeting_row *next = NULL, *last = NULL;
	int more = -1;

	const enum err err = store_meeting_dates(rq->work.tx, set, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.at[i].state != MEETING_PLANNED) continue;
		if (!next) next = &rows.at[i];
		last = &rows.at[i];
		more++;
	}
	if (!next) return OK;
	view->next_words = next->number == 1 ? STR("First meeting") : STR("Next meeting");
	view->next = str_printf(arena, "%.*s, %.*s", STR_ARG(day_words_year(arena, next->held_on)),
	                        STR_ARG(minute_range_words(arena, next->start_min,
	                                                   next->start_min + next->length_min)));
	if (more > 0)
		view->more = str_printf(arena, "%d more, the last on %.*s", more,
		                        STR_ARG(day_words_year(arena, last->held_on)));
	return OK;
}

static enum err fill_facilitator(struct request *rq, set_id set, struct invite_view *view)
{
	struct member_rows rows;
	size_t n = 0;

	const enum err err = store_member_list(rq->work.tx, set, &rows);
	if (err) return err;
	struct str *names = NEW(rq->work.arena, struct str, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].role == ROLE_FACILITATOR && rows.at[i].state == MEMBER_JOINED)
			names[n++] = rows.at[i].name;
	view->facilitator = words_list(rq->work.arena, names, n);
	return OK;
}

/* GET /invite/:word */
enum err page_invite(struct request *rq, struct reply *reply)
{
	struct invitation found = { 0 };

	enum err err = app_invite_look(&rq->work, rq->path.word, &found);
	if (err == ERR_ABSENT) return gone(rq, reply);
	if (err) return err;

	struct invite_view view = {
		.page = page_at_door(
			rq, str_printf(rq->work.arena, "Join %.*s", STR_ARG(found.row.set_name))),
		.form = form_begin(rq),
		.to = path_invite(rq->work.arena, rq->path.word),
		.set_name = found.row.set_name,
		.name = form_input(rq, "name", STR("Your full name"), found.person.name),
		.called = form_input(rq, "called", STR("What do people call you?"),
		                     found.person.called),
		.own = form_check(rq, "own", str_of(commitment_part(0)->text), false),
		.others = form_check(rq, "others", str_of(commitment_part(1)->text), false),
	};
	view.name.autocomplete = STR("name");
	view.called.autocomplete = STR("nickname");
	view.called.hint = STR("It is shown in the ring and beside your questions.");
	err = fill_dates(rq, found.row.set, &view);
	if (!err) err = fill_facilitator(rq, found.row.set, &view);
	if (!err) html_invite_show(&reply->body, &view);
	return err;
}

/* Both parts, or one that is missing is named. */
static enum err whole(struct request *rq, const struct invite_answer *answer)
{
	if (commitment_is_whole(answer->own, answer->others)) return OK;
	return form_fault(rq, answer->own ? "others" : "own", "%s",
	                  commitment_missing_text(answer->own, answer->others));
}

/* POST /invite/:word */
enum err post_invite(struct request *rq, struct reply *reply)
{
	struct invite_answer answer = { 0 };
	struct str session;
	set_id set;

	const enum err read = form_read(rq, fields, LEN(fields), &answer);
	if (read && read != ERR_INPUT) return read;
	enum err err = whole(rq, &answer);
	if (!err) err = read;
	if (!err) err = app_invite_join(&rq->work, rq->path.word, &answer, &set, &session);
	if (err == ERR_ABSENT) return gone(rq, reply);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_invite);
	if (!err) err = sign_in_here(rq, reply, session);
	if (err) return err;

	reply_say(rq, reply, STR("You have joined the set."));
	return reply_see_other(reply, path_set(rq->work.arena, set));
}
