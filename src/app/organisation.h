/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* organisation - the office's list of employers. */
#ifndef APP_ORGANISATION_H
#define APP_ORGANISATION_H

#include "app/work.h"

/* ERR_REFUSED with a sentence if one is called that already, in whatever letters. */
MUST_USE enum err app_organisation_add(struct work *work, struct str name, organisation_id *out);
MUST_USE enum err app_organisation_rename(struct work *work, organisation_id id, struct str name);

#endif
