/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* session - see session.h. */
#include "app/session.h"

#include "store/session.h"

enum err app_session_extend(struct work *work, session_id session, struct instant *ends_at)
{
	const struct instant wanted = instant_add(work->now, SESSION_MORE_MS);

	const enum err err = store_session_extend(work->tx, session, wanted);
	if (!err && ends_at->ms < wanted.ms) *ends_at = wanted;
	return err;
}
