/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question - what one was asked, kept or parked at home (meeting.h). */
#include "app/question.h"
#include "store/question.h"
#include "web/meeting.h"

static enum err back(struct request *rq, struct reply *reply)
{
	struct question_row row;

	const enum err err = store_question_load(rq->work.tx, rq->path.question, &row);
	if (err) return err;
	return reply_see_other(
		reply,
		url_at(rq->work.arena, path_meeting(rq->work.arena, row.meeting), STR("h-asked")));
}

struct str question_by_words(struct arena *arena, const struct question_row *row)
{
	static const char *const heats[] = { [HEAT_NONE] = "",
		                             [HEAT_COLD] = ". Cold",
		                             [HEAT_WARM] = ". Warm",
		                             [HEAT_HOT] = ". Hot" };

	if (row->asker.n == row->presenter.n) return STR("Noted on paper");
	return str_printf(arena, "%.*s%s", STR_ARG(row->asker_called), heats[row->heat]);
}

/* POST /questions/:question/kept */
enum err post_question_kept(struct request *rq, struct reply *reply)
{
	const enum err err = app_question_keep(&rq->work, rq->path.question, form_does(rq, "keep"));
	return err ? err : back(rq, reply);
}

/* POST /questions/:question/parked */
enum err post_question_parked(struct request *rq, struct reply *reply)
{
	const enum err err = app_question_park(&rq->work, rq->path.question, form_does(rq, "park"));
	return err ? err : back(rq, reply);
}
