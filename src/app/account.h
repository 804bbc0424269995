/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* account - what people change about themselves. */
#ifndef APP_ACCOUNT_H
#define APP_ACCOUNT_H

#include "app/work.h"

struct account_names {
	struct str name, called, job; /* job may be empty */
};

struct account_display {
	int theme, speak; /* enum theme, enum speak (store/kinds.h) */
	bool shortcuts;
};

/* Of the viewer. */
MUST_USE enum err app_account_rename(struct work *work, const struct account_names *names);
MUST_USE enum err app_account_display(struct work *work, const struct account_display *display);

#endif
