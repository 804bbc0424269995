/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* words - see words.h. */
#include "web/words.h"

#include "embed/files.h"
#include "format/markdown.h"
#include "html/words.h"

/* The setting, or words that read well in its place. */
static struct str or_else(struct str value, struct str instead)
{
	return value.n ? value : instead;
}

/* "Joan Fairley, joan@example.org, 01632 960001": whom to ask and how, as far as the settings say. */
static struct str reach_words(struct arena *arena, const struct house *house)
{
	const struct str who = or_else(house->contact_name, STR("the programme office"));
	const struct str email = house->contact_email, phone = house->contact_phone;

	if (email.n == 0 && phone.n == 0)
		return str_printf(arena, "%.*s, by answering the email that invited you",
		                  STR_ARG(who));
	return str_printf(arena, "%.*s%s%.*s%s%.*s", STR_ARG(who), email.n ? ", " : "",
	                  STR_ARG(email), phone.n ? ", " : "", STR_ARG(phone));
}

static enum err show(struct request *rq, struct reply *reply, struct str path)
{
	const struct house *house = rq->work.house;
	const struct embedded *file = embedded_find(path);
	const struct markdown_word words[] = {
		{ .name = STR("host"), .value = or_else(house->host_body, STR("the host body")) },
		{ .name = STR("reach"), .value = reach_words(rq->work.arena, house) },
	};
	struct markdown text;

	if (!file) return ERR_ABSENT;
	const enum err err = markdown(rq->work.arena, (struct str){ file->bytes, file->n }, words,
	                              LEN(words), &text);
	if (err) return err;
	const struct words_view view = { .page = page_begin(rq, text.title),
		                         .heading = text.title,
		                         .body = text.body };
	html_words_show(&reply->body, &view);
	return OK;
}

enum err page_words_accessibility(struct request *rq, struct reply *reply)
{
	return show(rq, reply, STR("content/pages/accessibility.md"));
}

enum err page_words_cookies(struct request *rq, struct reply *reply)
{
	return show(rq, reply, STR("content/pages/cookies.md"));
}

enum err page_words_first_meeting(struct request *rq, struct reply *reply)
{
	return show(rq, reply, STR("content/pages/first-meeting.md"));
}

enum err page_words_help(struct request *rq, struct reply *reply)
{
	return show(rq, reply, STR("content/pages/help.md"));
}

enum err page_words_privacy(struct request *rq, struct reply *reply)
{
	return show(rq, reply, STR("content/pages/privacy.md"));
}
