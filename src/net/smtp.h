/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* smtp - hands one composed message to a mail server.  Blocks: for a job thread. */
#ifndef NET_SMTP_H
#define NET_SMTP_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct smtp_server {
	struct str url;            /* "smtps://mail.example:465", "smtp://127.0.0.1:25" */
	struct str user, password; /* empty for none */
	/* Refuses to go on in plain text over smtp:// (STARTTLS).  Always so when there is a password,
	 * unless the server is on this machine. */
	bool need_tls;
	int64_t timeout_ms; /* in all; 0 takes 30 s */
	/* NULL, or: once true, a message that has not gone out whole is given back with ERR_SYSTEM.  One that has is
	 * waited for, since it would be sent a second time. */
	const atomic_bool *stop;
};

/* What became of it, for the outbox. */
struct smtp_outcome {
	int code;        /* the server's last reply, 0 if there was none */
	char reason[96]; /* for the log: terminated, without addresses or text of the message */
};

/* `from` and `to` are addresses without brackets or display names; `message` is RFC 5322 with CRLF.
 * ERR_SYSTEM: not now (no connection, timeout, 4xx, wrong password): try again later.
 * ERR_REFUSED: never (5xx for the sender, the recipient or the message).
 * ERR_INPUT: an address or the server's URL cannot be used.  *outcome is written in every case. */
MUST_USE enum err smtp_send(const struct smtp_server *server, struct str from, struct str to,
                            struct str message, struct smtp_outcome *outcome);

#endif
