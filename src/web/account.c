/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* account - see account.h. */
#include "web/account.h"

#include "app/account.h"
#include "app/session.h"
#include "html/account.h"

/* clang-format off */
static const struct field name_fields[] = {
	FIELD_TEXT(struct account_names, name,   "your name", 1, 100),
	FIELD_TEXT(struct account_names, called, "what people call you", 1, 40),
	FIELD_TEXT(struct account_names, job,    "your work", 0, 100),
};

static const struct choice themes[] = {
	{ "device", THEME_DEVICE, "The same as my device" },
	{ "light",  THEME_LIGHT,  "Light" },
	{ "dark",   THEME_DARK,   "Dark" },
};

static const struct choice speaks[] = {
	{ "everything", SPEAK_EVERYTHING, "Everything" },
	{ "mine",       SPEAK_MINE,       "Only what’s mine" },
	{ "nothing",    SPEAK_NOTHING,    "Nothing" },
};

static const struct field display_fields[] = {
	FIELD_CHOICE(struct account_display, theme, "how pages look", themes),
	FIELD_CHOICE(struct account_display, speak, "what a screen reader hears in the room", speaks),
	FIELD_CHECK (struct account_display, shortcuts),
};
/* clang-format on */

/* GET /account */
enum err page_account(struct request *rq, struct reply *reply)
{
	struct person_row me;

	const enum err err = store_person_load(rq->work.tx, rq->work.viewer, &me);
	if (err) return err;
	struct account_view view = {
		.page = page_begin(rq, STR("Your account")),
		.form = form_begin(rq),
		.to = path_account(),
		.to_display = path_account_display(),
		.data = path_account_data(),
		.name = form_input(rq, "name", STR("Your full name"), me.name),
		.called = form_input(rq, "called", STR("What do people call you?"), me.called),
		.job = form_input(rq, "job", STR("What is your work? (optional)"), me.job),
		.theme = form_choice(rq, "theme", STR("How should pages look?"), themes,
		                     LEN(themes), (int)me.theme),
		.speak = form_choice(rq, "speak",
		                     STR("What should a screen reader say in the room?"), speaks,
		                     LEN(speaks), (int)me.speak),
		.shortcuts = form_check(rq, "shortcuts", STR("Use one-letter keys in the room"),
		                        me.shortcuts),
		.email = me.email,
		.employer = me.organisation_name,
		.is_coordinator = me.is_coordinator,
		.person = path_person(rq->work.arena, me.id),
	};

	view.name.autocomplete = STR("name");
	view.called.autocomplete = STR("nickname");
	view.called.hint = STR("It is shown in the ring and beside your questions.");
	view.job.autocomplete = STR("organization-title");
	view.job.hint = STR("A few words, such as housing options.");
	view.shortcuts.hint =
		STR("P pauses, N goes on, + adds two minutes. Never while you write.");
	html_account_show(&reply->body, &view);
	return OK;
}

/* POST /account - names and work. */
enum err post_account(struct request *rq, struct reply *reply)
{
	struct account_names names = { 0 };

	enum err err = form_read(rq, name_fields, LEN(name_fields), &names);
	if (!err) err = app_account_rename(&rq->work, &names);
	if (err == ERR_INPUT) return form_again(rq, reply, page_account);
	if (err) return err;

	reply_say(rq, reply, STR("Your name is saved."));
	return reply_see_other(reply, path_account());
}

/* POST /account/display */
enum err post_account_display(struct request *rq, struct reply *reply)
{
	struct account_display display = { 0 };

	enum err err = form_read(rq, display_fields, LEN(display_fields), &display);
	if (!err) err = app_account_display(&rq->work, &display);
	if (err == ERR_INPUT) return form_again(rq, reply, page_account);
	if (err) return err;

	reply_say(rq, reply, STR("Your display settings are saved."));
	return reply_see_other(reply, path_account());
}

/* POST /account/session - stays signed in a while longer. */
enum err post_account_session(struct request *rq, struct reply *reply)
{
	struct instant ends_at = rq->session.ends_at;
	struct url back;

	const enum err err = app_session_extend(&rq->work, rq->session.id, &ends_at);
	if (err) return err;
	reply_signed_in(rq, reply, rq->token,
	                instant_since(ends_at, rq->work.now) / SECONDS(1) + COOKIE_SPARE_S);
	reply_say(rq, reply, STR("You stay signed in."));
	return reply_see_other(reply,
	                       url_local(request_field(rq, "back"), &back) ? back : path_home());
}
