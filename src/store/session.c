/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* session - rows of browsers signed in. */
#include "store/session.h"

#include "base/random.h"
#include "sql/session.h"

enum err store_session_add(struct tx *tx, person_id person, struct str token, struct instant now,
                           struct instant ends_at, session_id *out)
{
	const struct sql_session_add_in in = {
		.id = { random_id() },
		.person = person,
		.token = token,
		.now = now,
		.ends_at = ends_at,
	};
	enum err err = sql_session_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_session_by_token(struct tx *tx, struct str token, struct instant now,
                                struct session_row *out)
{
	return sql_session_by_token(tx, token, now, out);
}

enum err store_session_seen(struct tx *tx, session_id id, struct instant now)
{
	return sql_session_seen(tx, id, now);
}

enum err store_session_extend(struct tx *tx, session_id id, struct instant ends_at)
{
	return sql_session_extend(tx, id, ends_at);
}

enum err store_session_end(struct tx *tx, session_id id)
{
	return sql_session_end(tx, id);
}

enum err store_session_end_all(struct tx *tx, person_id person)
{
	return sql_session_end_all(tx, person);
}

enum err store_session_sweep(struct tx *tx, struct instant now)
{
	return sql_session_sweep(tx, now);
}
