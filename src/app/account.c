/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* account - see account.h. */
#include "app/account.h"

#include "store/person.h"

enum err app_account_rename(struct work *work, const struct account_names *names)
{
	const struct str none = { 0 };
	return store_person_rename(work->tx, work->viewer, names->name, names->called,
	                           names->job.n ? names->job : none);
}

enum err app_account_display(struct work *work, const struct account_display *display)
{
	return store_person_display(work->tx, work->viewer, (enum theme)display->theme,
	                            display->shortcuts, (enum speak)display->speak);
}
