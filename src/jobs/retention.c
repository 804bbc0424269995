/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* retention - see retention.h. */
#include "jobs/retention.h"

#include "base/log.h"
#include "store/audit.h"
#include "store/mail.h"
#include "store/once.h"
#include "store/practice.h"
#include "store/rate.h"
#include "store/session.h"
#include "store/sign_in.h"

enum { EVERY_SECONDS = 60 * 60, ARENA_BYTES = 1024 * 1024 };

#define DAYS(n) HOURS((int64_t)24 * (n))
#define BY_SETTING (-1)

struct rule {
	const char *what;
	int64_t age_ms; /* after the instant that the statement looks at: sql/queries says which */
	enum err (*sweep)(struct tx *tx, struct instant before);
};

/* clang-format off */
static const struct rule rules[] = {
	{ "sessions",       0,          store_session_sweep },       /* since they ended */
	{ "sign-ins",       DAYS(1),    store_sign_in_sweep },       /* since the link ended */
	{ "keys of forms",  DAYS(2),    store_once_sweep },          /* a form left open over a day still counts once */
	{ "windows",        HOURS(2),   store_rate_sweep },          /* the longest window is an hour */
	{ "mail sent",      DAYS(7),    store_mail_sweep },
	{ "mail given up",  DAYS(30),   store_mail_sweep_given_up }, /* doctor counts it meanwhile */
	{ "practices",      DAYS(7),    store_practice_sweep },      /* since they began */
	{ "audit",          BY_SETTING, store_audit_sweep },
};
/* clang-format on */

struct sweep {
	const struct rule *rule;
	int64_t age_ms;
};

static enum err run(struct work *work, void *with)
{
	const struct sweep *sweep = with;
	return sweep->rule->sweep(work->tx, instant_add(work->now, -sweep->age_ms));
}

enum err retention_sweep(const struct retention_options *options, struct db_reader *reader)
{
	struct arena *arena = arena_new(ARENA_BYTES);
	enum err first = OK;

	for (size_t i = 0; i < LEN(rules); i++) {
		const struct rule *rule = &rules[i];
		struct sweep sweep = {
			.rule = rule,
			.age_ms = rule->age_ms == BY_SETTING ? DAYS(options->audit_days)
			                                     : rule->age_ms,
		};
		struct work_unit unit = {
			.work = { .arena = arena,
			          .house = &options->house,
			          .seal = options->seal,
			          .now = options->clock ? options->clock(options->clock_with)
			                                : time_now() },
			.run = run,
			.with = &sweep,
		};
		const enum err err = work_write_wait(options->db, reader, &unit);
		if (err) log_error("job=retention what=\"%s\" err=%s", rule->what, err_name(err));
		if (err && !first) first = err;
		arena_reset(arena);
	}
	arena_free(arena);
	return first;
}

/* ---- the thread ---- */

static void pass(const void *options, struct db_reader *reader)
{
	if (retention_sweep(options, reader)) log_warn("job=retention again=\"in an hour\"");
}

enum err retention_start(const struct retention_options *options, struct round **out)
{
	return round_start_on(options->db, EVERY_SECONDS, pass, options, sizeof *options, out);
}
