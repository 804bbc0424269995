/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* error - see error.h. */
#include "web/error.h"

#include "base/id.h"
#include "html/error.h"
#include "web/csrf.h"
#include "web/site.h"

/* clang-format off */
static const struct words {
	int status;
	struct str heading, words;
	bool may_retry;
} table[] = {
	{ 400, STR_INIT("We can’t read that"),
	       STR_INIT("Something in what your browser sent was not as we expected. Go back, load the page again, and try once more."), false },
	{ 403, STR_INIT("We can’t tell where that came from"),
	       STR_INIT("That form did not come from one of our pages. Go back, load the page again, and try once more."), false },
	{ 404, STR_INIT("We can’t find that page"),
	       STR_INIT("It may have moved, or you may not be in that set."), false },
	{ 409, STR_INIT("This has changed"),
	       STR_INIT("Somebody changed this while you were writing. What you wrote is below. Look at what is there now before you send it again."), true },
	{ 413, STR_INIT("That is too much at once"),
	       STR_INIT("It is longer than we can keep. Go back and make it shorter."), false },
	{ 415, STR_INIT("We can’t read that"),
	       STR_INIT("We read forms from our own pages only."), false },
	{ 422, STR_INIT("That isn’t possible"),
	       STR_INIT("Go back and choose something else."), false },
	{ 429, STR_INIT("That is more often than we allow"),
	       STR_INIT("Wait a few minutes, then try again."), true },
	{ 500, STR_INIT("Something went wrong at our end"),
	       STR_INIT("Nothing you wrote is lost. Try again."), true },
	{ 507, STR_INIT("We can’t save anything just now"),
	       STR_INIT("The service’s disk is full. Nothing you wrote is lost: it is below. Leave this page open, tell whoever runs the service, and send it again once they have made room."), true },
	{ 503, STR_INIT("We are busy"),
	       STR_INIT("Nothing you wrote is lost. Wait a moment, then try again."), true },
};
/* clang-format on */

static const struct words *words_of(int status)
{
	for (size_t i = 0; i < LEN(table); i++)
		if (table[i].status == status) return &table[i];
	BUG("a status without words");
}

struct str error_sentence(int status)
{
	return words_of(status)->words;
}

static bool is_ours(struct str name)
{
	return str_eq(name, STR("key")) || str_eq(name, STR("csrf")) || str_eq(name, STR("me"));
}

/* Words, rather than an id or the name of a button. */
static bool is_written(const struct pair *pair)
{
	int64_t id;
	return pair->value.n > 1 && !is_ours(pair->name) && !str_eq(pair->name, STR("do")) &&
	       !id_parse(pair->value, &id);
}

static void give_back(struct request *rq, struct error_view *view)
{
	const struct pairs *form = &rq->form;

	view->hidden.at = NEW(rq->work.arena, struct pair, form->n);
	view->written.at = NEW(rq->work.arena, struct pair, form->n);
	for (size_t i = 0; i < form->n; i++) {
		const struct pair *pair = &form->at[i];
		if (!str_eq(pair->name, STR("csrf"))) view->hidden.at[view->hidden.n++] = *pair;
		if (is_written(pair)) view->written.at[view->written.n++] = *pair;
	}
	view->csrf = csrf_token(rq);
}

static struct error_view begin(struct request *rq, struct str heading, struct str words)
{
	return (struct error_view){
		.page = page_neutral(rq->site, rq->work.arena, heading),
		.heading = heading,
		.words = words,
	};
}

static void show(struct reply *reply, int status, const struct error_view *view)
{
	reply->status = status;
	reply->type = STR("text/html; charset=utf-8");
	buf_clear(&reply->body);
	html_error_show(&reply->body, view);
}

void error_reply(struct request *rq, struct reply *reply, int status, struct str more)
{
	const struct words *words = words_of(status);
	struct error_view view = begin(rq, words->heading, words->words);
	const bool sent = rq->http->method == HTTP_POST && rq->form.n > 0;

	view.more = more;
	view.blames_us = status == 400 || status == 403 || status >= 500;
	view.may_retry = sent && words->may_retry && url_local(rq->http->target, &view.retry);
	if (sent) give_back(rq, &view);
	show(reply, status, &view);
}

void error_signed_out(struct request *rq, struct reply *reply)
{
	const bool another = rq->me.id.n != 0;
	struct error_view view =
		another ? begin(rq, STR("Somebody else is signed in here now"),
	                        STR("Nothing you wrote is lost, and none of it has gone to them. "
	                            "In "
	                            "another tab sign out, sign in as yourself, then send it again "
	                            "from here."))
			: begin(rq, STR("You have been signed out"),
	                        STR("Nothing you wrote is lost. Sign in in another tab, then send "
	                            "it "
	                            "again from here."));

	view.asks_sign_in = !another;
	view.sign_in = path_sign_in(rq->work.arena, STR(""));
	view.may_retry = url_local(rq->http->target, &view.retry);
	if (view.may_retry) give_back(rq, &view);
	show(reply, 403, &view);
}
