/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sessions end; links and codes work once, in time, in their browser, after few wrong tries. */
#include "store/support.h"

#include "store/session.h"
#include "store/sign_in.h"

STORY(sessions)
{
	WORLD;
	const struct instant later = instant_add(world->now, HOURS(1));
	session_id one, two;
	struct session_row row;
	TRY(store_session_add(tx, world->ann, STR("cookie-1"), world->now, later, &one));
	TRY(store_session_add(tx, world->ann, STR("cookie-2"), world->now, later, &two));
	TRY(store_session_by_token(tx, STR("cookie-1"), world->now, &row));
	WANT(row.id.n == one.n && row.person.n == world->ann.n && row.ends_at.ms == later.ms);
	WANT(store_session_by_token(tx, STR("cookie-1"), later, &row) == ERR_ABSENT);
	WANT(store_session_by_token(tx, STR("cookie-3"), world->now, &row) == ERR_ABSENT);
	TRY(store_session_seen(tx, one, instant_add(world->now, MINUTES(6))));
	TRY(store_session_by_token(tx, STR("cookie-1"), world->now, &row));
	WANT(row.seen_at.ms == world->now.ms + MINUTES(6));
	TRY(store_session_end(tx, one));
	WANT(store_session_by_token(tx, STR("cookie-1"), world->now, &row) == ERR_ABSENT);
	TRY(store_session_end_all(tx, world->ann));
	WANT(store_session_by_token(tx, STR("cookie-2"), world->now, &row) == ERR_ABSENT);
	TRY(store_session_add(tx, world->ben, STR("cookie-4"), world->now, later, &two));
	TRY(store_session_sweep(tx, later));
	WANT(store_session_by_token(tx, STR("cookie-4"), world->now, &row) == ERR_ABSENT);
	return OK;
}

static struct sign_in_new asked(const struct world *world, const char *token, const char *code)
{
	return (struct sign_in_new){
		.person = world->ann,
		.token = str_of(token),
		.code = str_of(code),
		.browser = STR("browser-a"),
		.ends_at = instant_add(world->now, MINUTES(20)),
	};
}

STORY(links)
{
	WORLD;
	const struct sign_in_new new = asked(world, "link-1", "11112222");
	sign_in_id id;
	struct sign_in_row row;
	TRY(store_sign_in_add(tx, &new, world->now, &id));
	TRY(store_sign_in_by_token(tx, STR("link-1"), world->now, &row));
	WANT(row.id.n == id.n && row.person.n == world->ann.n);
	WANT(store_sign_in_by_token(tx, STR("link-1"), new.ends_at, &row) == ERR_ABSENT);
	TRY(store_sign_in_use(tx, id, world->now));
	WANT(store_sign_in_use(tx, id, world->now) == ERR_STALE);
	WANT(store_sign_in_by_token(tx, STR("link-1"), world->now, &row) == ERR_ABSENT);
	WANT(store_sign_in_by_code(tx, STR("browser-a"), STR("11112222"), world->now, &row) ==
	     ERR_ABSENT);
	return OK;
}

STORY(codes)
{
	WORLD;
	const struct sign_in_new new = asked(world, "link-2", "33334444");
	sign_in_id id;
	struct sign_in_row row;
	TRY(store_sign_in_add(tx, &new, world->now, &id));
	TRY(store_sign_in_by_code(tx, STR("browser-a"), STR("33334444"), world->now, &row));
	WANT(row.id.n == id.n);
	WANT(store_sign_in_by_code(tx, STR("browser-b"), STR("33334444"), world->now, &row) ==
	     ERR_ABSENT);
	for (int i = 0; i < SIGN_IN_TRIES; i++) {
		TRY(store_sign_in_by_code(tx, STR("browser-a"), STR("33334444"), world->now, &row));
		WANT(store_sign_in_by_code(tx, STR("browser-a"), STR("00000000"), world->now,
		                           &row) == ERR_ABSENT);
		TRY(store_sign_in_wrong(tx, STR("browser-a"), world->now));
	}
	WANT(store_sign_in_by_code(tx, STR("browser-a"), STR("33334444"), world->now, &row) ==
	     ERR_ABSENT);
	WANT(store_sign_in_by_token(tx, STR("link-2"), world->now, &row) == ERR_ABSENT);
	return OK;
}

STORY(an_unknown_address_leaves_a_row_for_nobody)
{
	WORLD;
	struct sign_in_new new = asked(world, "link-3", "55556666");
	sign_in_id id;
	struct sign_in_row row;
	new.person = (person_id){ 0 };
	TRY(store_sign_in_add(tx, &new, world->now, &id));
	TRY(store_sign_in_by_token(tx, STR("link-3"), world->now, &row));
	WANT(row.person.n == 0);
	TRY(store_sign_in_sweep(tx, instant_add(world->now, HOURS(24))));
	WANT(store_sign_in_by_token(tx, STR("link-3"), world->now, &row) == ERR_ABSENT);
	return OK;
}

TEST(signing_in)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, sessions, OK, "sessions");
		story(world, links, OK, "links");
		story(world, codes, OK, "codes");
		story(world, an_unknown_address_leaves_a_row_for_nobody, OK, "unknown address");
		world_free(world);
	}
}

TESTS(signing_in)
