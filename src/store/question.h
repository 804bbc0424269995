/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question - questions asked of a presenter.  Which of them the presenter keeps only they may know. */
#ifndef STORE_QUESTION_H
#define STORE_QUESTION_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct question_row {
	question_id id;
	set_id set;
	meeting_id meeting;
	issue_id issue;             /* may be none */
	person_id presenter, asker; /* the same: noted on paper, nobody says by whom */
	struct str asker_called;
	struct str text;
	bool is_parked;
	bool is_held; /* written alone: only its asker reads it yet */
	/* Only in what store_question_of_presenter() gives. */
	bool is_kept;
	enum question_heat heat;
	struct instant asked_at;
};

struct question_rows {
	struct question_row *at;
	size_t n;
};

struct question_new {
	set_id set;
	meeting_id meeting;
	issue_id issue;
	person_id presenter, asker;
	struct str text;
	bool is_held;
};

MUST_USE enum err store_question_add(struct tx *tx, const struct question_new *question,
                                     struct instant now, question_id *out);
/* The writing is over: what was held is everybody's. */
MUST_USE enum err store_question_release(struct tx *tx, meeting_id meeting);
/* ERR_STALE unless the presenter's (park), the asker's (withdraw). */
MUST_USE enum err store_question_park(struct tx *tx, question_id id, person_id presenter,
                                      bool park);
MUST_USE enum err store_question_withdraw(struct tx *tx, question_id id, person_id asker);
/* Marks or unmarks; ERR_ABSENT unless the presenter's. */
MUST_USE enum err store_question_keep(struct tx *tx, question_id id, person_id presenter, bool keep,
                                      struct instant now);
/* HEAT_NONE takes the mark away; ERR_ABSENT unless the presenter's. */
MUST_USE enum err store_question_warm(struct tx *tx, question_id id, person_id presenter,
                                      enum question_heat heat);
/* Other words for one that was noted for the presenter; empty takes it out.  ERR_ABSENT unless theirs. */
MUST_USE enum err store_question_word_noted(struct tx *tx, question_id id, person_id presenter,
                                            struct str text);
MUST_USE enum err store_question_load(struct tx *tx, question_id id, struct question_row *out);
/* Not withdrawn, in the order asked. */
MUST_USE enum err store_question_list(struct tx *tx, meeting_id meeting, struct question_rows *out);
/* Those asked of this person at one meeting (or ever, newest first, when meeting.n is 0), with their
 * private marks. */
MUST_USE enum err store_question_of_presenter(struct tx *tx, person_id presenter,
                                              meeting_id meeting, struct question_rows *out);

/* When each of the set was last asked something, at another meeting than `except`. */
struct question_airtime_row {
	person_id person;
	struct instant at;
};

struct question_airtime_rows {
	struct question_airtime_row *at;
	size_t n;
};

MUST_USE enum err store_question_airtime(struct tx *tx, set_id set, meeting_id except,
                                         struct question_airtime_rows *out);
/* Those this person asked, in the order asked. */
MUST_USE enum err store_question_of_asker(struct tx *tx, person_id asker,
                                          struct question_rows *out);

#endif
