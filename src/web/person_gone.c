/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* person_gone - somebody asks to be deleted: what that means, and the press that does it. */
#include "app/erasure.h"
#include "html/person.h"
#include "store/person.h"
#include "store/set.h"
#include "web/circle.h"
#include "web/form.h"
#include "web/path.h"
#include "web/person.h"

static enum err set_words(struct request *rq, struct str *out)
{
	struct set_mine_rows sets;

	const enum err err = store_set_of_person(rq->work.tx, rq->path.person, &sets);
	if (err) return err;
	struct str *names = NEW(rq->work.arena, struct str, sets.n);
	for (size_t i = 0; i < sets.n; i++) names[i] = sets.at[i].name;
	*out = words_list(rq->work.arena, names, sets.n);
	return OK;
}

/* GET /people/:person/gone */
enum err page_person_gone(struct request *rq, struct reply *reply)
{
	struct person_row row;

	enum err err = store_person_load(rq->work.tx, rq->path.person, &row);
	if (err) return err;
	struct person_gone_view view = {
		.page = page_begin(rq, STR("Delete a person")),
		.form = form_begin(rq),
		.to = path_person_gone(rq->work.arena, row.id),
		.up = path_person(rq->work.arena, row.id),
		.name = row.name,
		.called = row.called,
	};
	err = set_words(rq, &view.sets);
	if (!err) html_person_gone(&reply->body, &view);
	return err;
}

/* POST /people/:person/gone */
enum err post_person_gone(struct request *rq, struct reply *reply)
{
	struct person_row row;

	enum err err = store_person_load(rq->work.tx, rq->path.person, &row);
	if (!err) err = app_erasure(&rq->work, row.id);
	if (err == ERR_REFUSED) return form_again(rq, reply, page_person_gone);
	if (err) return err;
	reply_sayf(rq, reply, "%.*s is deleted.", STR_ARG(row.called));
	return reply_see_other(reply, path_people());
}
