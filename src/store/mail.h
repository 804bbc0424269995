/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* mail - the outbox: what is to be sent is written in the transaction that caused it.  A mail names
 * a template and a subject; its only text is a link's token and code, forgotten once sent. */
#ifndef STORE_MAIL_H
#define STORE_MAIL_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct mail_row {
	mail_id id;
	person_id person;  /* may be none */
	struct str kind;   /* "sign-in" */
	int64_t subject;   /* id of the set or meeting; 0: none */
	struct str secret; /* may be none */
	int tries;
	struct instant next_at, made_at;
};

struct mail_rows {
	struct mail_row *at;
	size_t n;
};

struct mail_asked_row {
	int64_t subject;        /* a set or a meeting */
	struct instant made_at; /* of the latest */
};

struct mail_asked_rows {
	struct mail_asked_row *at;
	size_t n;
};

/* subject 0: none; secret.at == NULL: none. */
MUST_USE enum err store_mail_add(struct tx *tx, person_id person, struct str kind, int64_t subject,
                                 struct str secret, struct instant now, mail_id *out);
/* To be sent after a while, unless one to this person about this waits already: what is said when it is sent
 * is true then, so several changes are told in one. */
MUST_USE enum err store_mail_add_once(struct tx *tx, person_id person, struct str kind,
                                      int64_t subject, struct instant now, int64_t after_ms);
/* Takes up to 20 that are due, for `lease_ms`: nobody else takes them before that is over.  Counts
 * a try. */
MUST_USE enum err store_mail_take(struct tx *tx, struct instant now, int64_t lease_ms,
                                  struct mail_rows *out);
MUST_USE enum err store_mail_sent(struct tx *tx, mail_id id, struct instant now);
MUST_USE enum err store_mail_retry(struct tx *tx, mail_id id, struct instant next_at);
MUST_USE enum err store_mail_give_up(struct tx *tx, mail_id id);
/* How many wait, and how many were given up. */
MUST_USE enum err store_mail_counts(struct tx *tx, int *waiting, int *given_up);
/* About which subjects mails of this kind were written since. */
MUST_USE enum err store_mail_asked(struct tx *tx, struct str kind, struct instant since,
                                   struct mail_asked_rows *out);
/* Forgets those sent before. */
MUST_USE enum err store_mail_sweep(struct tx *tx, struct instant before);
/* Forgets those given up that were written before. */
MUST_USE enum err store_mail_sweep_given_up(struct tx *tx, struct instant before);

#endif
