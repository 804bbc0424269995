/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - the numbers by which the office runs its sets. */
#ifndef APP_PROGRAMME_H
#define APP_PROGRAMME_H

#include "app/work.h"
#include "store/programme.h"

/* The numbers have passed programme_check() (domain/programme.h), and the zone is one. */
MUST_USE enum err app_programme_add(struct work *work, const struct programme_row *programme,
                                    programme_id *out);
/* Meetings that have dates keep them.  ERR_REFUSED with a sentence: another zone while sets run, for
 * their starts were worked out by the old one. */
MUST_USE enum err app_programme_change(struct work *work, const struct programme_row *programme);

#endif
