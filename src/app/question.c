/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question - see question.h. */
#include "app/question.h"

#include "store/question.h"

enum err app_question_keep(struct work *work, question_id question, bool keep)
{
	return store_question_keep(work->tx, question, work->viewer, keep, work->now);
}

enum err app_question_park(struct work *work, question_id question, bool park)
{
	const enum err err = store_question_park(work->tx, question, work->viewer, park);
	return err == ERR_STALE ? ERR_ABSENT : err;
}
