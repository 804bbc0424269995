/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question - what a presenter does, at home, with the questions they were asked. */
#ifndef APP_QUESTION_H
#define APP_QUESTION_H

#include "app/work.h"

/* The viewer's private mark on a question they were asked.  ERR_ABSENT for anybody else's. */
MUST_USE enum err app_question_keep(struct work *work, question_id question, bool keep);
/* Parked: to be taken up later. */
MUST_USE enum err app_question_park(struct work *work, question_id question, bool park);

#endif
