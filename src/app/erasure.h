/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* erasure - somebody asks the office to delete what is kept about them. */
#ifndef APP_ERASURE_H
#define APP_ERASURE_H

#include "app/work.h"

/* Takes them out of every set and signs them out, then deletes what they wrote (store/erasure.h).  It cannot be
 * undone.  ERR_ABSENT: there is no such person, or no longer; ERR_REFUSED with a sentence: nobody deletes
 * themselves, so that somebody is always in the office. */
MUST_USE enum err app_erasure(struct work *work, person_id person);

#endif
