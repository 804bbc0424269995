/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* mail - sends what waits in the outbox: by SMTP, or into a folder when there is no relay.
 *
 * A mail is taken for some minutes, sent outside of any transaction, then marked.  If the program dies in
 * between it is sent again later: twice is better than never.  What cannot be sent now is tried again
 * after growing pauses, and given up after a day; a link to sign in, once it has ended. */
#ifndef JOBS_MAIL_H
#define JOBS_MAIL_H

#include "app/work.h"
#include "jobs/round.h"
#include "net/smtp.h"

struct mail_options {
	struct db *db; /* borrowed, like all of these */
	struct seal *seal;
	struct house house;
	struct smtp_server relay; /* url empty: files */
	struct str folder;        /* of the files; made if it is not there, mode 0700 */
	struct str from;          /* sender's address */
	const atomic_bool *stop;  /* NULL, or: once true, what is not sent yet is put off */
	struct instant (*clock)(void *with); /* NULL: the real one */
	void *clock_with;
};

struct mail_pass {
	int sent, put_off, given_up;
};

/* One pass: takes up to 20 that are due and deals with each.  `reader` is the calling thread's. Blocks.
 * ERR_INPUT: the sender's address cannot be used (nothing was taken); database errors as they are. */
MUST_USE enum err mail_send_due(const struct mail_options *options, struct db_reader *reader,
                                struct mail_pass *out);

/* How long to wait after the try of that number, 1 and up: milliseconds. */
int64_t mail_pause(int tries);

/* The same on a thread of its own, every two seconds.  Texts of `options` are borrowed. */
MUST_USE enum err mail_start(const struct mail_options *options, struct round **out);

#endif
