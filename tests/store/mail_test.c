/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The outbox, the keys of forms, counters, the audit. */
#include "store/support.h"

#include "store/audit.h"
#include "store/mail.h"
#include "store/once.h"
#include "store/rate.h"

STORY(outbox)
{
	WORLD;
	mail_id one, two;
	struct mail_rows rows, none;
	int waiting = 0, given_up = 0;
	TRY(store_mail_add(tx, world->ann, STR("sign-in"), 0, STR("token code"), world->now, &one));
	TRY(store_mail_add(tx, world->ben, STR("apologies"), world->first.n, NONE,
	                   instant_add(world->now, 1), &two));
	TRY(store_mail_take(tx, world->now, MINUTES(5), &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == one.n && rows.at[0].tries == 1);
	WANT_STR(rows.at[0].kind, "sign-in");
	WANT_STR(rows.at[0].secret, "token code");
	WANT(rows.at[0].subject == 0 && rows.at[0].person.n == world->ann.n);
	TRY(store_mail_take(tx, instant_add(world->now, MINUTES(1)), MINUTES(5), &rows));
	WANT(rows.n == 1 && rows.at[0].id.n == two.n && rows.at[0].subject == world->first.n);
	WANT(rows.at[0].secret.at == NULL);
	TRY(store_mail_sent(tx, one, world->now));
	WANT(store_mail_sent(tx, one, world->now) == ERR_STALE);
	TRY(store_mail_retry(tx, two, instant_add(world->now, HOURS(1))));
	TRY(store_mail_take(tx, instant_add(world->now, MINUTES(59)), MINUTES(5), &none));
	WANT(none.n == 0);
	TRY(store_mail_take(tx, instant_add(world->now, MINUTES(60)), MINUTES(5), &rows));
	WANT(rows.n == 1 && rows.at[0].tries == 2);
	TRY(store_mail_counts(tx, &waiting, &given_up));
	WANT(waiting == 1 && given_up == 0);
	TRY(store_mail_give_up(tx, two));
	TRY(store_mail_counts(tx, &waiting, &given_up));
	WANT(waiting == 0 && given_up == 1);
	struct mail_asked_rows asked;
	mail_id three;
	TRY(store_mail_add(tx, world->fay, STR("rules-wanted"), world->set.n, NONE, world->now,
	                   &three));
	TRY(store_mail_asked(tx, STR("rules-wanted"), world->now, &asked));
	WANT(asked.n == 1 && asked.at[0].subject == world->set.n);
	WANT(asked.at[0].made_at.ms == world->now.ms);
	TRY(store_mail_asked(tx, STR("rules-wanted"), instant_add(world->now, 1), &asked));
	WANT(asked.n == 0);
	TRY(store_mail_asked(tx, STR("attendance-wanted"), world->now, &asked));
	WANT(asked.n == 0);
	TRY(store_mail_give_up(tx, three));
	TRY(store_mail_sweep(tx, instant_add(world->now, HOURS(48))));
	TRY(store_mail_counts(tx, &waiting, &given_up));
	WANT(given_up == 2);
	return OK;
}

STORY(first_sending)
{
	WORLD;
	struct str location = NONE;
	WANT(store_once_find(tx, STR("key ann"), &location) == ERR_ABSENT);
	TRY(store_once_keep(tx, STR("key ann"), STR("/home"), world->now));
	TRY(store_once_find(tx, STR("key ann"), &location));
	WANT_STR(location, "/home");
	WANT(store_once_find(tx, STR("key ben"), &location) == ERR_ABSENT);
	return OK;
}

STORY(second_sending)
{
	WORLD;
	return store_once_keep(tx, STR("key ann"), STR("/elsewhere"), world->now);
}

STORY(forgotten)
{
	WORLD;
	struct str location = NONE;
	TRY(store_once_sweep(tx, instant_add(world->now, 1)));
	WANT(store_once_find(tx, STR("key ann"), &location) == ERR_ABSENT);
	return OK;
}

STORY(windows)
{
	WORLD;
	int used = 0;
	for (int i = 1; i <= 3; i++) {
		TRY(store_rate_count(tx, STR("link:a"), instant_add(world->now, MINUTES(i)),
		                     HOURS(1), &used));
		WANT(used == i);
	}
	TRY(store_rate_count(tx, STR("link:b"), world->now, HOURS(1), &used));
	WANT(used == 1);
	TRY(store_rate_count(tx, STR("link:a"), instant_add(world->now, MINUTES(60)), HOURS(1),
	                     &used));
	WANT(used == 4);
	TRY(store_rate_count(tx, STR("link:a"), instant_add(world->now, MINUTES(61)), HOURS(1),
	                     &used));
	WANT(used == 1);
	TRY(store_rate_sweep(tx, instant_add(world->now, HOURS(3))));
	TRY(store_rate_count(tx, STR("link:a"), instant_add(world->now, MINUTES(62)), HOURS(1),
	                     &used));
	WANT(used == 1);
	return OK;
}

STORY(audited)
{
	WORLD;
	struct audit_rows rows;
	const struct audit_row by_ann = { world->now, world->ann, STR("POST /sets/:set"),
		                          world->set.n, 303 };
	const struct audit_row by_nobody = {
		instant_add(world->now, 5), { 0 }, STR("POST /sign-in"), 0, 422
	};
	TRY(store_audit_add(tx, &by_ann));
	TRY(store_audit_add(tx, &by_nobody));
	TRY(store_audit_list(tx, instant_add(world->now, 6), &rows));
	WANT(rows.n == 2 && rows.at[0].outcome == 422 && rows.at[0].person.n == 0);
	WANT(rows.at[1].person.n == world->ann.n && rows.at[1].subject == world->set.n);
	WANT_STR(rows.at[1].route, "POST /sets/:set");
	TRY(store_audit_sweep(tx, instant_add(world->now, 5)));
	TRY(store_audit_list(tx, instant_add(world->now, 6), &rows));
	WANT(rows.n == 1);
	return OK;
}

TEST(what_the_machinery_keeps)
{
	FOR_ENGINES(engine)
	{
		struct world *world = world_open(engine);
		story(world, outbox, OK, "outbox");
		story(world, first_sending, OK, "first sending");
		story(world, second_sending, ERR_STALE, "a form works once");
		story(world, forgotten, OK, "forgotten after a time");
		story(world, windows, OK, "counters");
		story(world, audited, OK, "audit");
		world_free(world);
	}
}

TESTS(what_the_machinery_keeps)
