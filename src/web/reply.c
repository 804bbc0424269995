/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* reply - see reply.h. */
#include "web/reply.h"

enum err reply_see_other(struct reply *reply, struct url to)
{
	ASSERT(to.text.n > 0);
	reply->status = 303;
	reply->location = to;
	buf_clear(&reply->body);
	return OK;
}

void reply_field(struct request *rq, struct reply *reply, struct str name, struct str value)
{
	ASSERT(reply->n_fields < REPLY_FIELDS);
	reply->fields[reply->n_fields++] =
		(struct http_field){ name, str_copy(rq->work.arena, value) };
}

void reply_number(struct request *rq, struct reply *reply, int64_t number)
{
	reply_field(rq, reply, STR("X-Number"),
	            str_printf(rq->work.arena, "%lld", (long long)number));
}

void reply_file(struct request *rq, struct reply *reply, struct str type, struct str name)
{
	reply->type = type;
	reply_field(rq, reply, STR("Content-Disposition"),
	            str_printf(rq->work.arena, "attachment; filename=\"%.*s\"", STR_ARG(name)));
}

enum err reply_stream(struct request *rq, struct reply *reply, struct topic topic, int64_t audience,
                      int64_t last)
{
	reply->is_stream = true;
	reply->seat = (struct hub_seat){
		.topic = topic.n,
		.audience = audience,
		.person = rq->work.viewer.n,
		.last = last,
	};
	return OK;
}

int64_t request_last(const struct request *rq)
{
	struct str text = http_field_of(rq->http, STR("last-event-id"));
	int64_t last;

	if (!text.at) text = request_query(rq, "after");
	if (text.at && str_i64(text, -1, INT64_MAX, &last)) return last;
	return -1;
}
