/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* gate - see gate.h. */
#include "web/gate.h"

#include "store/ahead.h"
#include "store/meeting.h"
#include "store/question.h"
#include "store/standing.h"
#include "web/cookie.h"

static enum err load(struct request *rq, struct standing_row *row)
{
	struct tx *tx = rq->work.tx;
	const person_id viewer = rq->work.viewer;
	const struct path *path = &rq->path;

	switch (path->subject) {
	case SUBJECT_HOUSE:
		return store_standing_house(tx, viewer, row);
	case SUBJECT_SET:
		return store_standing_set(tx, viewer, path->set, row);
	case SUBJECT_MEETING:
		return store_standing_meeting(tx, viewer, path->meeting, row);
	case SUBJECT_PERSON:
		return store_standing_person(tx, viewer, path->person, row);
	case SUBJECT_PROGRAMME:
		return store_standing_programme(tx, viewer, path->programme, row);
	case SUBJECT_ORGANISATION:
		return store_standing_organisation(tx, viewer, path->organisation, row);
	case SUBJECT_ISSUE:
		return store_standing_issue(tx, viewer, path->issue, row);
	case SUBJECT_QUESTION:
		return store_standing_question(tx, viewer, path->question, row);
	case SUBJECT_ACTION:
		return store_standing_action(tx, viewer, path->action, row);
	case SUBJECT_RULE:
		return store_standing_rule(tx, viewer, path->rule, row);
	case SUBJECT_LOG:
		return store_standing_log(tx, viewer, path->log, row);
	case SUBJECT_PRACTICE:
		return store_standing_practice(tx, viewer, path->practice, row);
	}
	BUG("a subject without standings");
}

void gate_ahead(struct request *rq, person_id viewer)
{
	const struct path *path = &rq->path;
	const bool is_set = path->subject == SUBJECT_SET;
	const bool is_meeting = path->subject == SUBJECT_MEETING;

	if (is_set || is_meeting || path->subject == SUBJECT_HOUSE)
		store_ahead_viewer(rq->work.tx, viewer, is_set ? path->set : (set_id){ 0 },
		                   is_meeting ? path->meeting : (meeting_id){ 0 });
}

/* Of whom the question was asked: they alone may keep it. */
static enum err add_presenter(struct request *rq)
{
	struct question_row question;

	if (rq->path.subject != SUBJECT_QUESTION || !(rq->standings & SELF)) return OK;
	const enum err err = store_question_load(rq->work.tx, rq->path.question, &question);
	if (!err && question.presenter.n == rq->work.viewer.n) rq->standings |= PRESENTER;
	return err;
}

/* A big screen, opened by this meeting's code, may be nobody's browser. */
static enum err add_screen(struct request *rq)
{
	const struct str code = cookie_of(rq, COOKIE_SCREEN);
	meeting_id shown;

	if (rq->path.subject != SUBJECT_MEETING || code.n == 0 || code.n > 12) return OK;
	const enum err err = store_meeting_by_screen(rq->work.tx, code, &shown);
	if (!err && shown.n == rq->path.meeting.n) rq->standings |= SCREEN;
	return err == ERR_ABSENT ? OK : err;
}

enum err gate(struct request *rq)
{
	struct standing_row row = { 0 };
	enum err err = OK;

	rq->standings = STRANGER;
	if (rq->work.viewer.n != 0) {
		err = load(rq, &row);
		if (!err) rq->standings = store_standing_bits(&row);
		if (!err) err = add_presenter(rq);
		rq->set = row.set;
	}
	if (!err) err = add_screen(rq);
	if (err) return err;

	if (policy_allows(rq->route->right, rq->standings)) return OK;
	return rq->work.viewer.n == 0 ? ERR_SIGN_IN : ERR_ABSENT;
}
