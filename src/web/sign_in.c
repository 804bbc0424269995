/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in - see sign_in.h. */
#include "web/sign_in.h"

#include "app/sign_in.h"
#include "html/sign_in.h"
#include "web/cast.h"
#include "web/site.h"

enum { STATUS_GONE = 410 };

struct email_form {
	struct str email;
};

struct code_form {
	struct str code;
};

/* clang-format off */
static const struct field email_fields[] = {
	FIELD_EMAIL(struct email_form, email, "your work email", 1),
};

static const struct field code_fields[] = {
	FIELD_TEXT(struct code_form, code, "the code in the email", 1, 20),
};
/* clang-format on */

/* A page of ours to go on to, sent along from form to form; empty when there is none. */
static struct str next_of(const struct request *rq)
{
	const struct str sent = request_field(rq, "next");
	struct url local;

	return url_local(sent.n ? sent : request_query(rq, "next"), &local) ? local.text : STR("");
}

static struct url onward(const struct request *rq)
{
	struct url local;

	return url_local(next_of(rq), &local) ? local : path_home();
}

enum err sign_in_here(struct request *rq, struct reply *reply, struct str session)
{
	const enum err err = app_sign_out(&rq->work, rq->session.id);
	if (!err)
		reply_signed_in(rq, reply, session,
		                (int64_t)SESSION_DAYS * 24 * 60 * 60 + COOKIE_SPARE_S);
	return err;
}

/* ---- asking ---- */

/* GET /sign-in */
enum err page_sign_in(struct request *rq, struct reply *reply)
{
	struct sign_in_view view = {
		.page = page_at_door(rq, STR("Sign in")),
		.form = form_begin(rq),
		.to = path_sign_in(rq->work.arena, STR("")),
		.email = form_input(rq, "email", STR("Work email"), STR("")),
		.next = next_of(rq),
	};

	(void)reply_browser(rq, reply); /* before it is needed: the form may be sent twice */
	view.email.type = STR("email");
	view.email.autocomplete = STR("email");
	html_sign_in_show(&reply->body, &view);
	return OK;
}

/* POST /sign-in */
enum err post_sign_in(struct request *rq, struct reply *reply)
{
	struct email_form form = { 0 };

	enum err err = form_read(rq, email_fields, LEN(email_fields), &form);
	if (err == ERR_INPUT) return form_again(rq, reply, page_sign_in);
	if (err) return err;

	const struct sign_in_ask ask = {
		.email = form.email,
		.browser = reply_browser(rq, reply),
		.peer = request_peer(rq),
	};
	err = app_sign_in_ask(&rq->work, &ask);
	if (err == ERR_REFUSED) {
		reply->keep = true; /* so that it counts */
		return form_again_at(rq, reply, page_sign_in, "email");
	}
	if (err) return err;
	return reply_see_other(reply, path_sign_in_sent(rq->work.arena, next_of(rq)));
}

/* ---- the code ---- */

/* GET /sign-in/sent */
enum err page_sign_in_sent(struct request *rq, struct reply *reply)
{
	struct sign_in_sent_view view = {
		.page = page_at_door(rq, STR("Look at your email")),
		.form = form_begin(rq),
		.to = path_sign_in_sent(rq->work.arena, STR("")),
		.again = path_sign_in(rq->work.arena, next_of(rq)),
		.code = form_input(rq, "code", STR("Code from the email"), STR("")),
		.next = next_of(rq),
	};

	view.code.hint = STR("8 digits, if you read the email on another device.");
	view.code.autocomplete = STR("one-time-code");
	view.code.width = STR("govuk-input--width-10");
	view.code.is_number = true;
	html_sign_in_sent(&reply->body, &view);
	return OK;
}

/* POST /sign-in/sent - the code. */
enum err post_sign_in_sent(struct request *rq, struct reply *reply)
{
	struct code_form form = { 0 };
	struct str session;

	enum err err = form_read(rq, code_fields, LEN(code_fields), &form);
	if (err == ERR_INPUT) return form_again(rq, reply, page_sign_in_sent);
	if (err) return err;

	const struct sign_in_code code = {
		.code = form.code,
		.browser = request_browser(rq),
		.peer = request_peer(rq),
	};
	err = app_sign_in_by_code(&rq->work, &code, &session);
	if (err == ERR_REFUSED) {
		reply->keep = true; /* so that it counts */
		return form_again_at(rq, reply, page_sign_in_sent, "code");
	}
	if (!err) err = sign_in_here(rq, reply, session);
	return err ? err : reply_see_other(reply, onward(rq));
}

/* ---- the link ---- */

static enum err gone(struct request *rq, struct reply *reply)
{
	struct sign_in_gone_view view = {
		.page = page_at_door(rq, STR("This link no longer works")),
		.again = path_sign_in(rq->work.arena, STR("")),
	};

	reply->status = STATUS_GONE;
	html_sign_in_gone(&reply->body, &view);
	return OK;
}

/* GET /sign-in/link/:word - a button only: mail filters open links before people do. */
enum err page_sign_in_link(struct request *rq, struct reply *reply)
{
	struct person_row person = { 0 };

	const enum err err = app_sign_in_look(&rq->work, rq->path.word, &person);
	if (err == ERR_ABSENT) return gone(rq, reply);
	if (err) return err;

	struct sign_in_link_view view = {
		.page = page_at_door(rq, STR("Sign in")),
		.form = form_begin(rq),
		.to = path_sign_in_link(rq->work.arena, rq->path.word),
		.called = person.called,
	};
	html_sign_in_link(&reply->body, &view);
	return OK;
}

/* POST /sign-in/link/:word */
enum err post_sign_in_link(struct request *rq, struct reply *reply)
{
	struct str session;

	enum err err = app_sign_in_by_token(&rq->work, rq->path.word, &session);
	if (err == ERR_ABSENT) return gone(rq, reply);
	if (!err) err = sign_in_here(rq, reply, session);
	return err ? err : reply_see_other(reply, path_home());
}

/* ---- leaving ---- */

/* POST /sign-out */
enum err post_sign_out(struct request *rq, struct reply *reply)
{
	const enum err err = app_sign_out(&rq->work, rq->session.id);
	if (err) return err;

	if (rq->site->cast) cast_become(rq->site->cast, rq->me.id, (person_id){ 0 });
	reply_signed_out(rq, reply);
	reply_say(rq, reply, STR("You are signed out."));
	return reply_see_other(reply, path_sign_in(rq->work.arena, STR("")));
}

/* POST /sign-out/everywhere */
enum err post_sign_out_everywhere(struct request *rq, struct reply *reply)
{
	const enum err err = app_sign_out_everywhere(&rq->work);
	if (err) return err;

	reply_signed_out(rq, reply);
	reply_say(rq, reply, STR("You are signed out on every device."));
	return reply_see_other(reply, path_sign_in(rq->work.arena, STR("")));
}
