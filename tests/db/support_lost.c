/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_lost - see support_lost.h. */
#include "db/support_lost.h"

#include "support/check.h"

/* Their places lie behind those of the tests' own statements. */
/* clang-format off */
static const struct statement whoami = { .name = "lost_whoami", .outputs = 1, .index = 20,
	.postgres = "SELECT pg_backend_pid()" };
static const struct statement end = { .name = "lost_end", .inputs = 1, .outputs = 1, .index = 21,
	.postgres = "SELECT pg_terminate_backend($1::integer, 5000)" };
/* clang-format on */

static enum err number_of(struct tx *tx, const struct statement *statement, int64_t *n)
{
	struct cursor *cursor;

	enum err err = cursor_open(tx, statement, &cursor);
	if (err) return err;
	if (statement->inputs) cursor_bind_i64(cursor, 0, *n);
	err = cursor_next(cursor);
	if (!err) *n = cursor_i64(cursor, 0);
	cursor_close(cursor);
	return err;
}

static enum err who_am_i(struct tx *tx, void *with)
{
	return number_of(tx, &whoami, with);
}

static enum err end_it(struct tx *tx, void *with)
{
	return number_of(tx, &end, with);
}

void lose_connection(struct database *database)
{
	struct db_reader *other;
	int64_t n = 0;

	CHECK_OK(database_read(database, who_am_i, &n));
	CHECK_OK(db_reader_open(database->db, &other));
	const struct db_unit unit = { end_it, NULL, &n };
	CHECK_OK(db_read(other, &unit));
	CHECK_INT(n, 1, "ended");
	db_reader_close(other);
}
