/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_hint - the quiet sentence beside a question that is being written: for its writer alone. */
#include "domain/question_read.h"
#include "web/room_make.h"

struct str room_hint(struct str text)
{
	struct question_kind kind;
	const struct str words = str_trim(text);

	if (words.n < 8 || question_read(words, &kind)) return STR("");
	/* No hint where the reader gives none: on many words it is never sure enough. */
	if ((kind.form == QUESTION_ADVICE || kind.form == QUESTION_DISGUISED) && kind.hint)
		return STR("Could this be a suggestion? Send it either way.");
	if (kind.form == QUESTION_OPEN && kind.strength == QUESTION_SURE)
		return STR("Reads as an open question.");
	return STR("");
}

/* Nothing is kept: the sentence beside a question as it stands. */
enum err post_room_hint(struct request *rq, struct reply *reply)
{
	const struct str text = request_field(rq, "text");

	if (!rq->is_live) return page_room(rq, reply);
	reply->type = STR("text/plain; charset=utf-8");
	buf_str(&reply->body, room_hint(text));
	return OK;
}
