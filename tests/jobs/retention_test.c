/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What has served its time is forgotten when it is old enough, and not before. */
#include "jobs/retention.h"

#include "store/audit.h"
#include "store/mail.h"
#include "store/once.h"
#include "store/person.h"
#include "store/practice.h"
#include "store/rate.h"
#include "store/session.h"
#include "store/sign_in.h"
#include "support/check.h"
#include "support/database.h"

#define DAYS(n) HOURS((int64_t)24 * (n))

struct desk {
	struct database *database;
	struct retention_options options;
	struct instant start, now;
};

static struct instant clock_of(void *with)
{
	return ((struct desk *)with)->now;
}

/* A row of each table: sent and given up, ended in an hour. */
static enum err fill(struct tx *tx, void *with)
{
	const struct desk *desk = with;
	const struct instant now = desk->now, end = instant_add(now, HOURS(1));
	const struct person_new ann = { .name = STR("Ann Lee"),
		                        .called = STR("Ann"),
		                        .email = STR("ann@example.org") };
	person_id person;
	session_id session;
	sign_in_id sign_in;
	mail_id mail;
	int used;

	enum err err = store_person_add(tx, &ann, now, &person);
	const struct sign_in_new ask = { .person = person,
		                         .token = STR("token"),
		                         .code = STR("12345678"),
		                         .browser = STR("browser"),
		                         .ends_at = end };
	const struct audit_row audit = { .at = now, .route = STR("POST /x"), .outcome = 303 };
	if (!err) err = store_session_add(tx, person, STR("session"), now, end, &session);
	if (!err) err = store_sign_in_add(tx, &ask, now, &sign_in);
	if (!err) err = store_once_keep(tx, STR("key"), STR("/home"), now);
	if (!err) err = store_rate_count(tx, STR("bucket"), now, HOURS(1), &used);
	if (!err) err = store_mail_add(tx, person, STR("sign-in"), 0, STR("s"), now, &mail);
	const struct practice_row practice = {
		.person = person, .deck = STR("depot"), .seed = 1, .length_min = 20, .began_at = now
	};
	const struct practice_press_row press = {
		.person = person, .number = 1, .at = now, .what = STR("2 0 0 0")
	};
	practice_id practised;
	if (!err) err = store_practice_add(tx, &practice, &practised);
	if (!err) err = store_practice_press(tx, practised, &press);
	return err ? err : store_audit_add(tx, &audit);
}

static enum err end_mail(struct tx *tx, void *with)
{
	const struct desk *desk = with;
	struct mail_rows rows;

	const enum err err = store_mail_take(tx, desk->now, MINUTES(15), &rows);
	return err ? err : store_mail_sent(tx, rows.at[0].id, desk->now);
}

static enum err give_mail_up(struct tx *tx, void *with)
{
	const struct desk *desk = with;
	struct mail_rows rows;

	const enum err err = store_mail_take(tx, desk->now, MINUTES(15), &rows);
	return err ? err : store_mail_give_up(tx, rows.at[0].id);
}

/* A row of the table would be copied without what a row must have, which both engines refuse. */
static bool is_empty(struct desk *desk, const char *table)
{
	const struct str sql = str_printf(desk->database->arena,
	                                  "INSERT INTO rate (bucket_hash, started_at, used) "
	                                  "SELECT NULL, NULL, NULL FROM %s",
	                                  table);
	return database_script(desk->database, str_z(desk->database->arena, sql));
}

static struct desk *desk_open(enum db_engine engine)
{
	struct database *database = database_open(engine);
	struct desk *desk = NEW(database->arena, struct desk, 1);

	desk->database = database;
	desk->start = desk->now = (struct instant){ 1772528400000 };
	desk->options = (struct retention_options){
		.db = database->db,
		.seal = database->seal,
		.audit_days = 30,
		.clock = clock_of,
		.clock_with = desk,
	};
	CHECK_OK(database_write(database, fill, desk));
	return desk;
}

static void sweep_at(struct desk *desk, int64_t after)
{
	desk->now = instant_add(desk->start, after);
	CHECK_OK(retention_sweep(&desk->options, desk->database->reader));
}

TEST(each_table_has_its_age)
{
	/* clang-format off */
	static const struct { const char *table; int64_t gone_after; } ages[] = {
		{ "session", HOURS(1) },
		{ "rate",    HOURS(2) },
		{ "sign_in", HOURS(1) + DAYS(1) },
		{ "once",    DAYS(2) },
		{ "practice", DAYS(7) },
		{ "mail",    DAYS(7) + MINUTES(15) }, /* it had been taken for that long */
		{ "audit",   DAYS(30) },
	};
	/* clang-format on */
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);

		CHECK_OK(database_write(desk->database, end_mail, desk));
		for (size_t i = 0; i < LEN(ages); i++) {
			sweep_at(desk, ages[i].gone_after - 1);
			CHECK(!is_empty(desk, ages[i].table), ages[i].table);
			sweep_at(desk, ages[i].gone_after + 1);
			CHECK(is_empty(desk, ages[i].table), ages[i].table);
		}
		CHECK(!is_empty(desk, "person"), "Ann is still there");
		CHECK(is_empty(desk, "practice_press"), "what was pressed went with its practice");
		database_free(desk->database);
	}
}

TEST(mail_that_waits_stays_and_what_was_given_up_stays_for_the_doctor)
{
	FOR_ENGINES(engine)
	{
		struct desk *desk = desk_open(engine);

		sweep_at(desk, DAYS(400));
		CHECK(!is_empty(desk, "mail"), "what waits is never swept");
		desk->now = desk->start;
		CHECK_OK(database_write(desk->database, give_mail_up, desk));
		sweep_at(desk, DAYS(30) - 1);
		CHECK(!is_empty(desk, "mail"), "a month");
		sweep_at(desk, DAYS(30) + 1);
		CHECK(is_empty(desk, "mail"), "and no more");
		database_free(desk->database);
	}
}

/* What a thread sees: the rows are there, it starts, it has swept them once it has stopped. */
TEST(the_thread_sweeps_when_it_starts)
{
	struct desk *desk = desk_open(DB_SQLITE);
	struct round *retention = NULL;

	desk->now = instant_add(desk->start, DAYS(400));
	CHECK_OK(retention_start(&desk->options, &retention));
	round_stop(retention);
	round_stop(NULL);
	CHECK(is_empty(desk, "session"), "swept");
	CHECK(is_empty(desk, "audit"), "likewise");
	database_free(desk->database);
}

TEST(one_table_that_is_damaged_does_not_keep_the_others)
{
	struct desk *desk = desk_open(DB_SQLITE);

	CHECK(database_script(desk->database, "ALTER TABLE sign_in RENAME TO elsewhere"), "gone");
	desk->now = instant_add(desk->start, DAYS(400));
	CHECK(retention_sweep(&desk->options, desk->database->reader) != OK, "it says so");
	CHECK(is_empty(desk, "once"), "what comes after it is swept");
	database_free(desk->database);
}

TESTS(each_table_has_its_age, mail_that_waits_stays_and_what_was_given_up_stays_for_the_doctor,
      the_thread_sweeps_when_it_starts, one_table_that_is_damaged_does_not_keep_the_others)
