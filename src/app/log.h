/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* log - the viewer's learning log, which nobody else reads. */
#ifndef APP_LOG_H
#define APP_LOG_H

#include "app/work.h"

enum { LOG_TEXT_MAX = 5000 }; /* characters of an entry */

/* `meeting` n == 0: about none; else of a set that the viewer is in, or ERR_ABSENT. ERR_REFUSED with a
 * sentence when nothing is written, or too much. */
MUST_USE enum err app_log_write(struct work *work, meeting_id meeting, struct str text,
                                log_entry_id *out);
/* `seen`: its changed_at as the form showed it.  ERR_STALE with work->clash when it was changed in another
 * window meanwhile. */
MUST_USE enum err app_log_change(struct work *work, log_entry_id entry, struct str text,
                                 struct instant seen);
MUST_USE enum err app_log_remove(struct work *work, log_entry_id entry);
/* "" when it may be kept. */
const char *app_log_refusal(struct str text);

#endif
