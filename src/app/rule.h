/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rule - agreeing to the set's ground rules. */
#ifndef APP_RULE_H
#define APP_RULE_H

#include "app/work.h"

/* The viewer agrees to `version`.  Harmless when they have.  ERR_REFUSED with a sentence when it is not the
 * version in force: what one agrees to is what one has read. */
MUST_USE enum err app_rule_agree(struct work *work, set_id set, int version);

#endif
