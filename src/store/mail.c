/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* mail - rows of the outbox. */
#include "store/mail.h"

#include "base/random.h"
#include "sql/mail.h"

enum err store_mail_add_once(struct tx *tx, person_id person, struct str kind, int64_t subject,
                             struct instant now, int64_t after_ms)
{
	struct sql_mail_waiting_row row;

	const enum err err = sql_mail_waiting(tx, person, kind, subject, &row);
	if (err || row.waiting) return err;
	const struct sql_mail_add_in in = {
		.id = { random_id() },
		.person = person,
		.kind = kind,
		.subject = subject,
		.now = now,
		.next_at = instant_add(now, after_ms),
	};
	return sql_mail_add(tx, &in);
}

enum err store_mail_add(struct tx *tx, person_id person, struct str kind, int64_t subject,
                        struct str secret, struct instant now, mail_id *out)
{
	const struct sql_mail_add_in in = {
		.id = { random_id() },
		.person = person,
		.kind = kind,
		.subject = subject,
		.secret = secret,
		.now = now,
		.next_at = now,
	};
	enum err err = sql_mail_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_mail_take(struct tx *tx, struct instant now, int64_t lease_ms, struct mail_rows *out)
{
	struct mail_rows due = { NULL, 0 };
	enum err err = sql_mail_due(tx, now, &due.at, &due.n);
	if (err) return err;

	const struct instant until = instant_add(now, lease_ms);
	size_t taken = 0;
	for (size_t i = 0; i < due.n; i++) {
		err = sql_mail_take(tx, due.at[i].id, due.at[i].next_at, until);
		if (err == ERR_STALE) continue; /* another took it */
		if (err) return err;
		due.at[taken] = due.at[i];
		due.at[taken].next_at = until;
		due.at[taken++].tries++;
	}
	*out = (struct mail_rows){ due.at, taken };
	return OK;
}

enum err store_mail_sent(struct tx *tx, mail_id id, struct instant now)
{
	return sql_mail_sent(tx, id, now);
}

enum err store_mail_retry(struct tx *tx, mail_id id, struct instant next_at)
{
	return sql_mail_retry(tx, id, next_at);
}

enum err store_mail_give_up(struct tx *tx, mail_id id)
{
	return sql_mail_give_up(tx, id);
}

enum err store_mail_counts(struct tx *tx, int *waiting, int *given_up)
{
	struct sql_mail_counts_row row;
	enum err err = sql_mail_counts(tx, &row);
	if (err) return err;
	*waiting = row.waiting;
	*given_up = row.given_up;
	return OK;
}

enum err store_mail_sweep(struct tx *tx, struct instant before)
{
	return sql_mail_sweep(tx, before);
}

enum err store_mail_sweep_given_up(struct tx *tx, struct instant before)
{
	return sql_mail_sweep_given_up(tx, before);
}

enum err store_mail_asked(struct tx *tx, struct str kind, struct instant since,
                          struct mail_asked_rows *out)
{
	return sql_mail_asked(tx, kind, since, &out->at, &out->n);
}
