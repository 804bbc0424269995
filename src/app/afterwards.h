/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* afterwards - a meeting held on paper: one person who was there types in who came, who presented and for
 * how long, and hands to each what is theirs.  See domain/afterwards.h for who may. */
#ifndef APP_AFTERWARDS_H
#define APP_AFTERWARDS_H

#include "app/work.h"
#include "domain/afterwards.h"
#include "store/meeting.h"

/* The meeting, and "" if it may be typed in now; else the sentence why not. */
MUST_USE enum err app_afterwards_may(struct work *work, meeting_id meeting, struct meeting_row *out,
                                     const char **why_not);
/* Its room is under way: may the viewer end it, and was it forgotten? */
MUST_USE enum err app_afterwards_may_end(struct work *work, const struct meeting_row *meeting,
                                         bool *may, bool *is_left);
/* Keeps it, and the meeting counts as held.  Who came and minutes take the place of what was typed before;
 * words are added.  `leads`: the viewer facilitates this meeting.  ERR_REFUSED with a sentence. */
MUST_USE enum err app_afterwards_keep(struct work *work, meeting_id meeting, bool leads,
                                      const struct afterwards_sheet *sheet);

/* What was handed to the viewer, in their own words: empty takes it out. */
MUST_USE enum err app_afterwards_focus(struct work *work, meeting_id meeting, struct str text);
MUST_USE enum err app_afterwards_question(struct work *work, question_id question, struct str text);
/* They have looked: home does not say it any more. */
MUST_USE enum err app_afterwards_seen(struct work *work, meeting_id meeting);

#endif
