/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* mail - one message in plain text, ready to be sent (RFC 5322, CRLF), composed by GMime.
 *
 * Names and subjects become one line and are encoded where they are not ASCII; addresses are checked;
 * so no value can begin a header.  Every message says that a machine wrote it, so that no
 * out-of-office answers it. */
#ifndef FORMAT_MAIL_H
#define FORMAT_MAIL_H

#include "base/buf.h"
#include "base/str.h"
#include "base/time.h"

struct mail_address {
	struct str name;    /* may be empty */
	struct str address; /* "amara@example.org" */
};

struct mail {
	struct mail_address from, to;
	struct mail_address reply_to; /* no address: none */
	struct str subject;
	struct str body;       /* UTF-8, lines ended by \n */
	struct str message_id; /* "0123456789abc@sets.example.org", without brackets */
	struct instant at;
};

/* Appends the message.  ERR_INPUT: an address or the id is none, or text is not UTF-8; ERR_LIMIT: it
 * did not fit into `out`.  Nothing is appended then. */
MUST_USE enum err mail_compose(struct arena *arena, const struct mail *mail, struct buf *out);

/* Is it one address, of the plain form that people have: name@host.domain, ASCII, no quotes? */
bool mail_is_address(struct str s);

#endif
