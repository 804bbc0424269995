/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* remind - the office asks a facilitator for what only they can do. */
#ifndef APP_REMIND_H
#define APP_REMIND_H

#include "app/work.h"

/* Asks the set's facilitators to make the ground rules with their set.  ERR_REFUSED with a sentence: it has
 * rules, or no facilitator. */
MUST_USE enum err app_remind_rules(struct work *work, set_id set);
/* Asks who came.  ERR_REFUSED with a sentence: the meeting is not over, or nobody facilitated it. */
MUST_USE enum err app_remind_attendance(struct work *work, meeting_id meeting);

/* Nobody asks for this one: the host of each coming meeting that a set runs alone, or whoever has the next turn
 * as host, hears of what is due within two days and not done.  Once for each; by day. */
MUST_USE enum err app_remind_hosts(struct work *work);

#endif
