/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* health - see health.h. */
#include "web/health.h"

#include "store/mail.h"

/* GET /health - "ok" when the database answers; mail that waits is for `setwise doctor`. */
enum err page_health(struct request *rq, struct reply *reply)
{
	int waiting, given_up;

	const enum err err = store_mail_counts(rq->work.tx, &waiting, &given_up);
	if (err) return err;
	reply->type = STR("text/plain; charset=utf-8");
	buf_str(&reply->body, STR("ok\n"));
	return OK;
}
