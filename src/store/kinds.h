/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* kinds - the numbers that small columns hold (sql/schema.sql), by name: the domain's, and those
 * that no rule speaks of.  Never renumber: rows have been written with them. */
#ifndef STORE_KINDS_H
#define STORE_KINDS_H

#include "domain/action.h"
#include "domain/attendance.h"
#include "domain/issue.h"
#include "domain/meeting.h"
#include "domain/member.h"

enum review_kind {
	REVIEW_HELPED,
	REVIEW_HINDERED,
	REVIEW_TRY,
	REVIEW_HOPES,
	REVIEW_LINE,
	REVIEW_LEARNT, /* what the set learnt, at a meeting on paper */
	REVIEW_FOCUS   /* the question that its writer brought, likewise */
};
/* How near a question comes, by its presenter. */
enum question_heat { HEAT_NONE, HEAT_COLD, HEAT_WARM, HEAT_HOT };
enum mail_state { MAIL_WAITING, MAIL_SENT, MAIL_GIVEN_UP };
enum theme { THEME_DEVICE, THEME_LIGHT, THEME_DARK };
enum speak { SPEAK_EVERYTHING, SPEAK_MINE, SPEAK_NOTHING };

#endif
