/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* admin - the first coordinator, and a link that lets them in. */
#include "app/sign_in.h"
#include "format/mail.h"
#include "main/open.h"
#include "main/command.h"
#include "store/person.h"
#include "store/sign_in.h"

struct appointing {
	struct arena *arena; /* outlives the unit */
	struct str email, name;
	struct str token; /* out */
	bool is_new;      /* out; if not, `name` is what they are called here already */
};

/* What to call somebody: the name up to the first blank. */
static enum err find_or_add(struct tx *tx, struct appointing *a, struct instant now, person_id *out)
{
	struct person_row person;

	enum err err = store_person_by_email(tx, a->email, &person);
	a->is_new = err == ERR_ABSENT;
	if (a->is_new) {
		const struct person_new new = {
			.name = a->name,
			.called = str_word(a->name),
			.email = a->email,
			.is_coordinator = true,
		};
		return store_person_add(tx, &new, now, out);
	}
	if (err) return err;
	*out = person.id;
	a->name = str_copy(a->arena, person.name);
	return store_person_place(tx, person.id, person.organisation, true, person.is_facilitator,
	                          person.sponsor_of);
}

static enum err appoint(struct tx *tx, void *with)
{
	struct appointing *a = with;
	struct arena *arena = tx_arena(tx);
	const struct instant now = time_now();
	person_id person;
	sign_in_id id;

	enum err err = find_or_add(tx, a, now, &person);
	if (err) return err;
	/* A link only: no browser asked, so code and browser are tokens that nobody is told. */
	const struct sign_in_new sign_in = {
		.person = person,
		.token = a->token,
		.code = app_token(arena),
		.browser = app_token(arena),
		.ends_at = instant_add(now, MINUTES(SIGN_IN_MINUTES)),
	};
	return store_sign_in_add(tx, &sign_in, now, &id);
}

static enum err appoint_in(struct opened *opened, struct appointing *a)
{
	struct db_reader *reader = NULL;
	const struct db_unit unit = { .run = appoint, .with = a };

	enum err err = db_reader_open(opened->db, &reader);
	if (!err) err = db_write_wait(opened->db, reader, &unit);
	db_reader_close(reader);
	return err;
}

static bool is_name(struct str name)
{
	if (name.n == 0 || !str_is_utf8(name) || str_points(name) > 100) return false;
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.at[i] < ' ' || name.at[i] == 127) return false;
	return true;
}

enum exit_code command_admin(struct arena *arena, const struct settings *settings,
                             const struct arguments *arguments)
{
	struct opened opened;
	struct appointing a = {
		.arena = arena,
		.email = str_lower(arena, command_word(arguments, 0)),
		.name = str_trim(command_word(arguments, 1)),
		.token = app_token(arena),
	};

	const enum exit_code code = command_words(arguments, 2, 2, NULL);
	if (code) return code;
	if (!mail_is_address(a.email))
		return command_fail(EXIT_USAGE, "\"%.*s\" is not an email address.",
		                    STR_ARG(a.email));
	if (!is_name(a.name))
		return command_fail(EXIT_USAGE,
		                    "Write the name in quotes, on one line, at most 100 "
		                    "characters: \"Joan Fairley\".");
	if (open_all(arena, settings, OPEN_OR_MAKE, &opened)) return EXIT_WENT_WRONG;
	enum err err = db_migrate(opened.db, NULL);
	if (err) {
		open_release(&opened);
		return open_says_migration(err);
	}
	/* Sealed under another ring they would be a stranger to everybody else here. */
	if (open_words(&opened)) {
		open_release(&opened);
		return open_says_ring(settings);
	}
	err = appoint_in(&opened, &a);
	open_release(&opened);
	if (err) return command_fail(EXIT_WENT_WRONG, "It could not be done (%s).", err_name(err));
	printf("%.*s is a coordinator%s. This link signs them in once, within %d "
	       "minutes:\n%.*s/sign-in/link/%.*s\n",
	       STR_ARG(a.name), a.is_new ? "" : " now", SIGN_IN_MINUTES,
	       STR_ARG(settings->base_url), STR_ARG(a.token));
	return EXIT_GOOD;
}
