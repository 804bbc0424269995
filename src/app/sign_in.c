/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in - see sign_in.h. */
#include "app/sign_in.h"

#include <sodium.h>

#include "base/random.h"
#include "store/mail.h"
#include "store/rate.h"
#include "store/session.h"
#include "store/sign_in.h"

enum {
	TOKEN_BYTES = 32,
	CODES = 100000000,   /* of SIGN_IN_DIGITS digits */
	ASKS_OF_ADDRESS = 5, /* links sent to one address in a window */
	ASKS_OF_PEER = 60,   /* a council's people share one address */
	CODES_OF_PEER = 120
};
#define ADDRESS_WINDOW MINUTES(20)
#define PEER_WINDOW HOURS(1)
#define SESSION_MS HOURS(24 * SESSION_DAYS)

static const char too_often[] =
	"Too many people have tried to sign in from your network. Wait an hour, then try again.";
static const char wrong_code[] =
	"That code does not work. Look at the newest email, or ask for another link.";

struct str app_token(struct arena *arena)
{
	enum {
		TEXT = sodium_base64_ENCODED_LEN(TOKEN_BYTES,
		                                 sodium_base64_VARIANT_URLSAFE_NO_PADDING)
	};
	uint8_t bytes[TOKEN_BYTES];
	char text[TEXT];

	random_bytes_secure(bytes, sizeof bytes);
	sodium_bin2base64(text, sizeof text, bytes, sizeof bytes,
	                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_copy(arena, str_of(text));
}

/* 64 bits against 10^8 codes: none is likelier than another by more than one in 10^11. */
static struct str new_code(struct arena *arena)
{
	uint8_t bytes[8];
	uint64_t n = 0;

	random_bytes_secure(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++) n = n << 8 | bytes[i];
	return str_printf(arena, "%08llu", (unsigned long long)(n % CODES));
}

/* Counts one more, and says whether that was within `most`. */
static enum err count(struct work *work, const char *what, struct str who, int64_t window, int most,
                      bool *within)
{
	int used = 0;

	const enum err err =
		store_rate_count(work->tx, str_printf(work->arena, "%s:%.*s", what, STR_ARG(who)),
	                         work->now, window, &used);
	if (!err) *within = used <= most;
	return err;
}

/* ---- asking ---- */

/* n == 0: nobody has the address, or too many links went to it. */
static enum err find_person(struct work *work, struct str email, person_id *out)
{
	person_id person = { 0 };
	bool within = false;

	enum err err = count(work, "sign-in", email, ADDRESS_WINDOW, ASKS_OF_ADDRESS, &within);
	if (!err) err = store_person_id_by_email(work->tx, email, &person);
	if (err) return err;
	*out = within ? person : (person_id){ 0 };
	return OK;
}

/* Does the same work whether or not somebody has the address, mail included: a mail to nobody is dropped when
 * it is due.  So the time that the answer takes tells no more than the answer (docs/decisions/0006). */
enum err app_sign_in_ask(struct work *work, const struct sign_in_ask *ask)
{
	const struct str token = app_token(work->arena), code = new_code(work->arena);
	struct sign_in_new row = {
		.token = token,
		.code = code,
		.browser = ask->browser,
		.ends_at = instant_add(work->now, MINUTES(SIGN_IN_MINUTES)),
	};
	sign_in_id id;
	mail_id mail;
	bool within = false;

	enum err err = count(work, "sign-in-peer", ask->peer, PEER_WINDOW, ASKS_OF_PEER, &within);
	if (!err && !within) return work_refuse(work, too_often);
	if (!err) err = find_person(work, ask->email, &row.person);
	if (!err) err = store_sign_in_add(work->tx, &row, work->now, &id);
	if (err) return err;

	const struct str secret =
		str_printf(work->arena, "%.*s %.*s", STR_ARG(token), STR_ARG(code));
	return store_mail_add(work->tx, row.person, STR("sign-in"), 0, secret, work->now, &mail);
}

/* ---- using ---- */

enum err app_session_start(struct work *work, person_id person, struct str *session)
{
	const struct str token = app_token(work->arena);
	session_id id;

	const enum err err = store_session_add(work->tx, person, token, work->now,
	                                       instant_add(work->now, SESSION_MS), &id);
	if (!err) *session = token;
	return err;
}

enum err app_sign_in_look(struct work *work, struct str token, struct person_row *out)
{
	struct sign_in_row row = { 0 };

	const enum err err = store_sign_in_by_token(work->tx, token, work->now, &row);
	if (err) return err;
	if (row.person.n == 0) return ERR_ABSENT;
	return store_person_load(work->tx, row.person, out);
}

/* Of two that press at once, one comes too late. */
static enum err use(struct work *work, const struct sign_in_row *row, struct str *session)
{
	if (row->person.n == 0) return ERR_ABSENT;
	const enum err err = store_sign_in_use(work->tx, row->id, work->now);
	if (err == ERR_STALE) return ERR_ABSENT;
	return err ? err : app_session_start(work, row->person, session);
}

enum err app_sign_in_by_token(struct work *work, struct str token, struct str *session)
{
	struct sign_in_row row = { 0 };

	const enum err err = store_sign_in_by_token(work->tx, token, work->now, &row);
	return err ? err : use(work, &row, session);
}

/* The digits alone; empty when something else stands among them. */
static struct str digits_of(struct arena *arena, struct str typed)
{
	char *at = NEW(arena, char, typed.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < typed.n; i++) {
		const char c = typed.at[i];
		if (c == ' ' || c == '-') continue;
		if (c < '0' || c > '9') return (struct str){ 0 };
		at[n++] = c;
	}
	return (struct str){ at, n };
}

enum err app_sign_in_by_code(struct work *work, const struct sign_in_code *code,
                             struct str *session)
{
	const struct str digits = digits_of(work->arena, code->code);
	struct sign_in_row row = { 0 };
	bool within = false;

	enum err err = count(work, "code-peer", code->peer, PEER_WINDOW, CODES_OF_PEER, &within);
	if (err) return err;
	if (!within) return work_refuse(work, too_often);
	if (digits.n != SIGN_IN_DIGITS)
		return work_refuse(work, "The code in the email has 8 digits.");

	err = store_sign_in_by_code(work->tx, code->browser, digits, work->now, &row);
	if (!err) err = use(work, &row, session);
	if (err != ERR_ABSENT) return err;
	err = store_sign_in_wrong(work->tx, code->browser, work->now);
	return err ? err : work_refuse(work, wrong_code);
}

/* ---- leaving ---- */

enum err app_sign_out(struct work *work, session_id session)
{
	if (session.n == 0) return OK;
	const enum err err = store_session_end(work->tx, session);
	work_tell_gone(work, work->viewer); /* other devices come back */
	return err == ERR_ABSENT || err == ERR_STALE ? OK : err;
}

enum err app_sign_out_everywhere(struct work *work)
{
	work_tell_gone(work, work->viewer);
	return store_session_end_all(work->tx, work->viewer);
}
