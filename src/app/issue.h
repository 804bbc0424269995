/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue - writing down what one is stuck on, sharing it with the set, taking it back, setting it aside. */
#ifndef APP_ISSUE_H
#define APP_ISSUE_H

#include "app/work.h"

struct issue_draft {
	struct str text, want; /* want may be empty */
	int checks;            /* enum issue_check, or-ed */
	issue_id issue;        /* the one the form showed; n == 0: it showed none */
	struct instant seen;   /* its changed_at, as the form showed it */
};

/* The viewer's issue in this set: the first, or other words for the one they have.  ERR_REFUSED with a
 * sentence; ERR_STALE with work->clash when it was written in another window meanwhile; ERR_ABSENT when
 * `draft->issue` is not theirs in this set. */
MUST_USE enum err app_issue_write(struct work *work, set_id set, const struct issue_draft *draft,
                                  issue_id *out);
/* The set reads the words as they are now.  ERR_ABSENT unless the viewer is in the set. */
MUST_USE enum err app_issue_share(struct work *work, issue_id issue);
/* Nobody but the viewer can read it any more.  Harmless when it was not shared. */
MUST_USE enum err app_issue_take_back(struct work *work, issue_id issue);
/* Makes room for another.  Harmless when it was set aside already. */
MUST_USE enum err app_issue_set_aside(struct work *work, issue_id issue);

#endif
