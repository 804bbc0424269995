/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Signing in by link and by code, what abuse meets, signing out, and joining by invitation. */
#include "flows/support_site.h"

#include "app/invite.h"
#include "app/sign_in.h"
#include "store/mail.h"

/* ---- the outbox, read as the mail job reads it ---- */

struct post {
	struct flow *flow;
	struct str kind, token, code;
	size_t n;       /* to somebody */
	size_t written; /* those to nobody too, which the job drops */
};

static enum err read_post(struct tx *tx, void *with)
{
	struct post *post = with;
	struct mail_rows rows = { 0 };

	const enum err err = store_mail_take(tx, post->flow->now, 1, &rows);
	if (err) return err;
	post->written = rows.n;
	for (size_t i = 0; i < rows.n; i++) {
		post->n += rows.at[i].person.n != 0;
		struct str secret = str_copy(post->flow->arena, rows.at[i].secret);
		post->kind = str_copy(post->flow->arena, rows.at[i].kind);
		(void)str_cut(&secret, ' ', &post->token);
		post->code = secret;
		const enum err sent = store_mail_sent(tx, rows.at[i].id, post->flow->now);
		if (sent) return sent;
	}
	return OK;
}

/* The newest mail; what waits is marked as sent. */
static struct post post_of(struct flow *flow)
{
	struct post post = { .flow = flow };

	CHECK_OK(database_write(flow->database, read_post, &post));
	return post;
}

static const char *link_of(struct flow *flow, const char *before, struct str token)
{
	return str_z(flow->arena, str_printf(flow->arena, "%s%.*s", before, STR_ARG(token)));
}

struct look {
	struct flow *flow;
	person_id person;
	struct str email;
};

static enum err read_email(struct tx *tx, void *with)
{
	struct look *look = with;
	struct person_row row = { 0 };

	const enum err err = store_person_load(tx, look->person, &row);
	if (!err) look->email = str_copy(look->flow->arena, row.email);
	return err;
}

static struct str email_of(struct flow *flow, const char *name)
{
	struct look look = { .flow = flow, .person = flow_person(flow, name) };

	CHECK_OK(database_read(flow->database, read_email, &look));
	return look.email;
}

/* A stranger's browser asks for a link. */
static int ask(struct flow *flow, const char *email)
{
	CHECK_INT(flow_get(flow, NULL, "/sign-in"), 200, "the door");
	return flow_post(flow, NULL, "/sign-in", "email", email, NULL);
}

TEST(a_link_signs_in_once)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const char *email = str_z(flow->arena, email_of(flow, "Amara Okafor"));

		CHECK_INT(ask(flow, email), 303, "asked");
		CHECK_STR(flow->location, "/sign-in/sent", "on to the page that says so");
		CHECK_INT(flow_follow(flow), 200, "which is there");
		CHECK_SHOWS(flow, "If that address is in a set, an email is on its way.");
		const struct post post = post_of(flow);
		CHECK_INT(post.n, 1, "one mail");
		const char *link = link_of(flow, "/sign-in/link/", post.token);
		CHECK_INT(flow_get(flow, NULL, link), 200, "a filter opens the link");
		CHECK_INT(flow_get(flow, NULL, link), 200, "and the person after it");
		CHECK_SHOWS(flow, "Hello ");
		CHECK_INT(flow_get(flow, NULL, "/account"), 303, "opening signs nobody in");
		CHECK_INT(flow_post(flow, NULL, link, NULL), 303, "pressing does");
		CHECK_STR(flow->location, "/home", "home");
		CHECK_INT(flow_get(flow, NULL, "/account"), 200, "this browser is hers now");
		CHECK_INT(flow_post(flow, NULL, link, NULL), 410, "the link is used up");
		CHECK_INT(flow_get(flow, NULL, link), 410, "for everybody");
		CHECK_INT(flow_post(flow, NULL, "/sign-out", NULL), 303, "she signs out");
		CHECK_INT(flow_get(flow, NULL, "/account"), 303, "a stranger again");
		flow_close(flow);
	}
}

TEST(an_unknown_address_gets_the_same_answer)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);

		CHECK_INT(ask(flow, "nobody@example.org"), 303, "asked");
		CHECK_STR(flow->location, "/sign-in/sent", "the same page");
		const struct post post = post_of(flow);
		CHECK_INT(post.n, 0, "and no mail");
		CHECK_INT(post.written, 1, "though as much was written");
		CHECK_INT(flow_post(flow, NULL, link_of(flow, "/sign-in/link/", post.token), NULL),
		          410, "nor would its link sign anybody in");
		CHECK_INT(flow_post(flow, NULL, "/sign-in/sent", "code", "00000000", NULL), 422,
		          "no code works");
		CHECK_INT(ask(flow, "not an address"), 422, "this is none");
		flow_close(flow);
	}
}

TEST(a_link_ends_after_twenty_minutes)
{
	struct flow *flow = flow_open(DB_SQLITE);
	const char *email = str_z(flow->arena, email_of(flow, "Amara Okafor"));

	CHECK_INT(ask(flow, email), 303, "asked");
	const char *link = link_of(flow, "/sign-in/link/", post_of(flow).token);
	flow_wait(flow, MINUTES(SIGN_IN_MINUTES) - 1);
	CHECK_INT(flow_get(flow, NULL, link), 200, "the last moment");
	flow_wait(flow, 1);
	CHECK_INT(flow_post(flow, NULL, link, NULL), 410, "over");
	CHECK_INT(flow_get(flow, NULL, "/account"), 303, "nobody is signed in");
	flow_close(flow);
}

TEST(a_code_works_in_the_browser_that_asked)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const char *email = str_z(flow->arena, email_of(flow, "Amara Okafor"));

		CHECK_INT(ask(flow, email), 303, "asked");
		const struct post post = post_of(flow);
		CHECK_INT(post.code.n, SIGN_IN_DIGITS, "eight digits");
		const char *code = str_z(flow->arena, post.code);
		CHECK_INT(flow_post(flow, "Ben Hart", "/sign-in/sent", "code", code, NULL), 422,
		          "not in another browser");
		const char *spaced =
			str_z(flow->arena, str_printf(flow->arena, "%.4s %.4s", code, code + 4));
		CHECK_INT(flow_post(flow, NULL, "/sign-in/sent", "code", spaced, "next", "/account",
		                    NULL),
		          303, "here, as the mail writes it");
		CHECK_STR(flow->location, "/account", "on to where she was going");
		CHECK_INT(flow_follow(flow), 200, "signed in");
		flow_close(flow);
	}
}

TEST(five_wrong_codes_void_it)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		const char *email = str_z(flow->arena, email_of(flow, "Amara Okafor"));

		CHECK_INT(ask(flow, email), 303, "asked");
		const struct post post = post_of(flow);
		const char *wrong = str_eq(post.code, STR("11111111")) ? "22222222" : "11111111";
		for (int i = 0; i < 5; i++)
			CHECK_INT(flow_post(flow, NULL, "/sign-in/sent", "code", wrong, NULL), 422,
			          "wrong");
		CHECK_INT(flow_post(flow, NULL, "/sign-in/sent", "code",
		                    str_z(flow->arena, post.code), NULL),
		          422, "the right one comes too late");
		CHECK_INT(flow_get(flow, NULL, link_of(flow, "/sign-in/link/", post.token)), 410,
		          "and the link is void too");
		flow_close(flow);
	}
}

TEST(one_address_is_sent_five_links_in_a_while)
{
	struct flow *flow = flow_open(DB_SQLITE);
	const char *email = str_z(flow->arena, email_of(flow, "Amara Okafor"));

	for (int i = 0; i < 8; i++) {
		CHECK_INT(ask(flow, email), 303, "the answer is always the same");
		CHECK_INT(post_of(flow).n, i < 5 ? 1 : 0, "but the sixth is not sent");
	}
	flow_wait(flow, MINUTES(21));
	CHECK_INT(ask(flow, email), 303, "later");
	CHECK_INT(post_of(flow).n, 1, "it is sent again");
	for (int i = 0; i < 60; i++) (void)ask(flow, "nobody@example.org");
	CHECK_INT(ask(flow, email), 422, "a network that asks without end is told to wait");
	CHECK_SHOWS(flow, "Wait an hour");
	flow_close(flow);
}

TEST(signing_out_everywhere_ends_other_browsers)
{
	struct flow *flow = flow_open(DB_SQLITE);
	const char *email = str_z(flow->arena, email_of(flow, "Amara Okafor"));

	CHECK_INT(ask(flow, email), 303, "a second browser");
	CHECK_INT(flow_post(flow, NULL, link_of(flow, "/sign-in/link/", post_of(flow).token), NULL),
	          303, "is signed in");
	CHECK_INT(flow_get(flow, NULL, "/account"), 200, "there");
	CHECK_INT(flow_post(flow, "Amara Okafor", "/sign-out/everywhere", NULL), 303, "everywhere");
	CHECK_INT(flow_get(flow, NULL, "/account"), 303, "ended there");
	flow_close(flow);
}

/* ---- invitations ---- */

struct asking {
	struct flow *flow;
	set_id set;
	person_id person;
};

static enum err invite(struct tx *tx, void *with)
{
	struct asking *asking = with;
	struct work work = { .tx = tx, .arena = asking->flow->arena, .now = asking->flow->now };

	return app_invite(&work, asking->set, asking->person, NULL);
}

TEST(an_invitation_is_agreed_to_and_joins)
{
	FOR_ENGINES(engine)
	{
		struct flow *flow = flow_open(engine);
		struct asking asking = { .flow = flow,
			                 .set = flow_set(flow, "Riverside"),
			                 .person = flow_person(flow, "Kofi Mensah") };

		(void)flow_meeting(flow, asking.set, 1, day_of(2027, 1, 7), NULL);
		(void)flow_meeting(flow, asking.set, 2, day_of(2027, 2, 18), NULL);
		CHECK_OK(database_write(flow->database, invite, &asking));
		const struct post post = post_of(flow);
		CHECK_STR(post.kind, "invitation", "a mail is written");
		const char *link = link_of(flow, "/invite/", post.token);
		CHECK_INT(flow_get(flow, NULL, link), 200, "it opens");
		CHECK_SHOWS(flow, "Join Riverside");
		CHECK_SHOWS(flow, "Thursday 7 January 2027, 9:30am to 1pm");
		CHECK_SHOWS(flow, "1 more, the last on Thursday 18 February 2027");
		CHECK_INT(flow_post(flow, NULL, link, "name", "Kofi A. Mensah", "called", "", "own",
		                    "yes", NULL),
		          422, "a name and half of the agreement are missing");
		CHECK_SHOWS(flow, "Kofi A. Mensah");
		CHECK_INT(flow_get(flow, NULL, "/account"), 303, "nobody has joined");
		CHECK_INT(flow_post(flow, NULL, link, "name", "Kofi A. Mensah", "called", "Kofi",
		                    "own", "yes", "others", "yes", NULL),
		          303, "all there");
		CHECK_INT(flow_get(flow, NULL, "/account"), 200, "and signed in");
		CHECK_SHOWS(flow, "Kofi A. Mensah");
		CHECK_INT(flow_get(flow, NULL, link), 410, "the invitation is used up");
		flow_close(flow);
	}
}

TESTS(a_link_signs_in_once, an_unknown_address_gets_the_same_answer,
      a_link_ends_after_twenty_minutes, a_code_works_in_the_browser_that_asked,
      five_wrong_codes_void_it, one_address_is_sent_five_links_in_a_while,
      signing_out_everywhere_ends_other_browsers, an_invitation_is_agreed_to_and_joins)
