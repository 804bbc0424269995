/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* postgres - the engine of large installations: serialisable units on the calling thread. */
#include <libpq-fe.h>

#include "base/log.h"
#include "db/engine.h"

/* Types of results, by their numbers in PostgreSQL's catalogue (pg_type.dat). */
enum { TYPE_BOOL = 16, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23 };

enum { ASKED_MOST = 16, ASKED_INPUTS = 2 };

/* A statement that was told ahead (tx_ahead), with its inputs. */
struct asked {
	const struct statement *statement;
	char ids[ASKED_INPUTS][24];
	PGresult *result; /* NULL: not sent yet */
};

struct postgres {
	PGconn *handle;
	const char *begin; /* not said yet: goes with the unit's first statement */
	bool reads;        /* the unit */
	struct asked asked[ASKED_MOST];
	size_t asked_n;
	bool has_unsent;
};

static struct postgres *postgres_of(const struct connection *connection)
{
	return connection->handle;
}

static PGconn *handle_of(const struct connection *connection)
{
	return postgres_of(connection)->handle;
}

/* What a failed result means; its message may quote values, so only the code is logged. */
static enum err failure_of(struct connection *connection, const PGresult *result, const char *name)
{
	const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const struct str code = str_of(state);

	/* A conflict; a deadlock; or no room to note what serialisable transactions have read, which there is
	 * again when those that run now have ended: after three thousand rooms have lost their line at once. */
	if (str_eq(code, STR("40001")) || str_eq(code, STR("40P01")) || str_eq(code, STR("53200")))
		return ERR_BUSY;
	if (str_starts(code, STR("23"))) return ERR_STALE;
	if (str_eq(code, STR("53100"))) {
		log_error("db=full engine=postgres why=\"the disk has no room\"");
		return ERR_FULL;
	}
	log_error("db=statement engine=postgres name=%s state=%s connected=%d", name,
	          state ? state : "none", PQstatus(handle_of(connection)) == CONNECTION_OK);
	return ERR_SYSTEM;
}

static enum err exec(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(handle_of(connection), sql);
	const ExecStatusType status = PQresultStatus(result);
	enum err err = OK;

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		err = failure_of(connection, result, "script");
	PQclear(result);
	return err;
}

static void quiet(void *with, const PGresult *result)
{
	(void)with; /* notices ("relation exists, skipping") are not for our log */
	(void)result;
}

static void forget_asked(struct postgres *postgres)
{
	for (size_t i = 0; i < postgres->asked_n; i++) PQclear(postgres->asked[i].result);
	postgres->asked_n = 0;
	postgres->has_unsent = false;
}

static void postgres_disconnect(struct connection *connection)
{
	forget_asked(postgres_of(connection));
	PQfinish(handle_of(connection));
	free(connection->handle);
	connection_free(connection);
}

static enum err settle(struct connection *connection)
{
	(void)PQsetNoticeReceiver(handle_of(connection), quiet, NULL);
	return exec(connection, "SET client_encoding = 'UTF8'; SET timezone = 'UTC';"
	                        "SET idle_in_transaction_session_timeout = '60s';"
	                        "SET lock_timeout = '10s'");
}

static enum err postgres_connect(struct db *db, struct connection **out)
{
	struct connection *connection = connection_new(db);
	struct postgres *postgres = calloc(1, sizeof *postgres);

	if (!postgres) BUG("out of memory");
	connection->handle = postgres;
	postgres->handle = PQconnectdb(db->address);
	enum err err = OK;
	if (PQstatus(handle_of(connection)) != CONNECTION_OK) {
		log_error("db=connect engine=postgres result=failed");
		err = ERR_SYSTEM;
	}
	if (!err) err = settle(connection);
	if (err) {
		postgres_disconnect(connection);
		return err;
	}
	*out = connection;
	return OK;
}

/* A connection that was lost is made again before the next unit; its prepared statements are gone. */
static enum err connect_again(struct connection *connection)
{
	log_warn("db=connect engine=postgres again=1");
	for (int i = 0; i < connection->prepared_room; i++) connection->prepared[i] = NULL;
	PQreset(handle_of(connection));
	if (PQstatus(handle_of(connection)) != CONNECTION_OK) return ERR_SYSTEM;
	return settle(connection);
}

/* ---- turns ----
 *
 * Each turn to the server's process and back costs more than most statements.  So a unit's BEGIN and what is told
 * ahead go in one message with its next statement, and the answer to ROLLBACK is read when the next unit begins. */

static void read_answers(struct connection *connection)
{
	for (PGresult *result; (result = PQgetResult(handle_of(connection))) != NULL;)
		PQclear(result);
}

static enum err postgres_begin(struct connection *connection, enum begin_how how)
{
	struct postgres *postgres = postgres_of(connection);

	read_answers(connection);
	forget_asked(postgres);
	postgres->reads = how == BEGIN_READ;
	postgres->begin = postgres->reads ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
	                                  : "BEGIN ISOLATION LEVEL SERIALIZABLE";
	return OK;
}

/* Says by itself that a unit begins, if that has not been said.  If the connection was lost since the last unit, on
 * another one. */
static enum err begin_now(struct connection *connection)
{
	const char *sql = postgres_of(connection)->begin;

	if (!sql) return OK;
	postgres_of(connection)->begin = NULL;
	if (PQstatus(handle_of(connection)) != CONNECTION_OK && connect_again(connection))
		return ERR_SYSTEM;
	const enum err err = exec(connection, sql);
	if (!err || PQstatus(handle_of(connection)) == CONNECTION_OK) return err;
	return connect_again(connection) ? ERR_SYSTEM : exec(connection, sql);
}

static enum err postgres_script(struct connection *connection, const char *sql)
{
	const enum err err = begin_now(connection);
	return err ? err : exec(connection, sql);
}

static void postgres_rollback(struct connection *connection)
{
	struct postgres *postgres = postgres_of(connection);
	const bool is_open =
		!postgres->begin && PQtransactionStatus(postgres->handle) != PQTRANS_IDLE;

	postgres->begin = NULL;
	/* A lost connection has undone it already. */
	if (is_open) (void)PQsendQuery(postgres->handle, "ROLLBACK");
}

static enum err postgres_commit(struct connection *connection)
{
	enum err err = OK;

	if (postgres_of(connection)->begin) { /* a unit that said nothing */
		postgres_of(connection)->begin = NULL;
		return OK;
	}
	PGresult *result = PQexec(handle_of(connection), "COMMIT");
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		err = failure_of(connection, result, "commit");
	else if (!str_eq(str_of(PQcmdStatus(result)), STR("COMMIT")))
		err = ERR_SYSTEM; /* "ROLLBACK": a statement had failed, and the unit overlooked it */
	PQclear(result);
	if (err) postgres_rollback(connection);
	return err;
}

static bool postgres_in_transaction(const struct connection *connection)
{
	return postgres_of(connection)->begin ||
	       PQtransactionStatus(handle_of(connection)) == PQTRANS_INTRANS;
}

/* ---- cursors ---- */

/* At first need, kept as long as the connection. */
static enum err prepare(struct connection *connection, const struct statement *statement)
{
	void **slot = connection_slot(connection, statement);
	enum err err = OK;

	if (*slot) return OK;
	PGresult *result =
		PQprepare(handle_of(connection), statement->name, statement->postgres, 0, NULL);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		err = failure_of(connection, result, statement->name);
	else
		*slot = connection;
	PQclear(result);
	return err;
}

static enum err postgres_open(struct cursor *cursor)
{
	const struct statement *statement = cursor->statement;
	struct connection *connection = cursor->tx->connection;
	struct arena *arena = cursor->tx->arena;
	const size_t n = (size_t)statement->inputs;
	enum err err = OK;

	if (!*connection_slot(connection, statement)) err = begin_now(connection);
	if (!err) err = prepare(connection, statement);
	if (err) return err;
	cursor->values = NEW(arena, const char *, n);
	cursor->lengths = NEW(arena, int, n);
	cursor->formats = NEW(arena, int, n);
	return OK;
}

static void postgres_bind_i64(struct cursor *cursor, int at, int64_t value)
{
	cursor->values[at] = str_printf(cursor->tx->arena, "%lld", (long long)value).at;
}

static void postgres_bind_bool(struct cursor *cursor, int at, bool value)
{
	cursor->values[at] = value ? "t" : "f";
}

static void postgres_bind_text(struct cursor *cursor, int at, struct str value)
{
	cursor->values[at] = str_z(cursor->tx->arena, value);
}

static void postgres_bind_blob(struct cursor *cursor, int at, struct str value)
{
	cursor->values[at] = str_z(cursor->tx->arena, value);
	cursor->lengths[at] = (int)value.n;
	cursor->formats[at] = 1;
}

static void postgres_bind_null(struct cursor *cursor, int at)
{
	cursor->values[at] = NULL;
}

static PGresult *result_of(const struct cursor *cursor)
{
	return cursor->result;
}

/* ---- running ---- */

static void postgres_ahead(struct tx *tx, const struct statement *statement, int64_t id,
                           int64_t second)
{
	struct postgres *postgres = postgres_of(tx->connection);
	const int64_t ids[ASKED_INPUTS] = { id, second };

	ASSERT(statement->inputs >= 1 && statement->inputs <= ASKED_INPUTS && !statement->writes);
	/* A unit that writes may change what it reads afterwards. */
	if (!postgres->reads || postgres->asked_n == ASKED_MOST) return;
	if (!*connection_slot(tx->connection, statement)) return;
	struct asked *asked = &postgres->asked[postgres->asked_n++];
	*asked = (struct asked){ .statement = statement };
	for (size_t i = 0; i < ASKED_INPUTS; i++)
		(void)snprintf(asked->ids[i], sizeof asked->ids[i], "%lld", (long long)ids[i]);
	postgres->has_unsent = true;
}

static bool is_answer_to(const struct asked *asked, const struct cursor *cursor)
{
	if (asked->statement != cursor->statement) return false;
	for (int i = 0; i < asked->statement->inputs; i++)
		if (!str_eq(str_of(cursor->values[i]), str_of(asked->ids[i]))) return false;
	return true;
}

static struct asked *asked_by(struct postgres *postgres, const struct cursor *cursor)
{
	for (size_t i = 0; i < postgres->asked_n; i++)
		if (is_answer_to(&postgres->asked[i], cursor)) return &postgres->asked[i];
	return NULL;
}

/* Each result is given once. */
static PGresult *take(struct postgres *postgres, struct asked *asked)
{
	PGresult *result = asked->result;

	*asked = postgres->asked[--postgres->asked_n];
	return result;
}

static bool send(PGconn *handle, const struct cursor *cursor)
{
	return PQsendQueryPrepared(handle, cursor->statement->name, cursor->statement->inputs,
	                           cursor->values, cursor->lengths, cursor->formats, 1);
}

static bool send_asked(PGconn *handle, const struct asked *asked)
{
	const char *const values[ASKED_INPUTS] = { asked->ids[0], asked->ids[1] };
	return PQsendQueryPrepared(handle, asked->statement->name, asked->statement->inputs, values,
	                           NULL, NULL, 1);
}

static bool send_message(struct postgres *postgres, const struct cursor *cursor, bool is_asked)
{
	PGconn *handle = postgres->handle;
	bool sent = PQenterPipelineMode(handle);

	if (sent && postgres->begin)
		sent = PQsendQueryParams(handle, postgres->begin, 0, NULL, NULL, NULL, NULL, 1);
	for (size_t i = 0; sent && i < postgres->asked_n; i++)
		if (!postgres->asked[i].result) sent = send_asked(handle, &postgres->asked[i]);
	if (sent && !is_asked) sent = send(handle, cursor);
	return sent && PQpipelineSync(handle);
}

/* Answers are in the order of what was sent. */
static PGresult *next_answer(PGconn *handle)
{
	PGresult *result = PQgetResult(handle);

	if (result) PQclear(PQgetResult(handle)); /* there is none: it ends this answer */
	return result;
}

/* All that waits to be said, and the statement.  NULL, or its result. */
static PGresult *run_with_all(struct postgres *postgres, struct cursor *cursor)
{
	const bool is_asked = asked_by(postgres, cursor) != NULL;
	PGresult *result = NULL;

	if (send_message(postgres, cursor, is_asked)) {
		/* Had BEGIN failed, so would all that follows. */
		if (postgres->begin) PQclear(next_answer(postgres->handle));
		for (size_t i = 0; i < postgres->asked_n; i++)
			if (!postgres->asked[i].result)
				postgres->asked[i].result = next_answer(postgres->handle);
		result = is_asked ? take(postgres, asked_by(postgres, cursor))
		                  : next_answer(postgres->handle);
		PQclear(next_answer(postgres->handle)); /* the end of the message */
	}
	postgres->has_unsent = false;
	if (PQstatus(postgres->handle) == CONNECTION_OK && !PQexitPipelineMode(postgres->handle))
		BUG("PostgreSQL answers more than it was asked");
	return result;
}

static PGresult *run_alone(struct cursor *cursor)
{
	return PQexecPrepared(handle_of(cursor->tx->connection), cursor->statement->name,
	                      cursor->statement->inputs, cursor->values, cursor->lengths,
	                      cursor->formats, 1);
}

/* If the connection was lost since the last unit, all of this one is said again on another. */
static PGresult *run_first(struct cursor *cursor)
{
	struct connection *connection = cursor->tx->connection;
	struct postgres *postgres = postgres_of(connection);
	PGresult *result = run_with_all(postgres, cursor);

	if (PQstatus(postgres->handle) == CONNECTION_OK) {
		postgres->begin = NULL;
		return result;
	}
	PQclear(result);
	forget_asked(postgres);
	if (begin_now(connection) || prepare(connection, cursor->statement)) return NULL;
	return run_alone(cursor);
}

static PGresult *result_for(struct cursor *cursor)
{
	struct postgres *postgres = postgres_of(cursor->tx->connection);

	if (postgres->begin) return run_first(cursor);
	if (postgres->has_unsent) return run_with_all(postgres, cursor);
	struct asked *asked = asked_by(postgres, cursor);
	return asked ? take(postgres, asked) : run_alone(cursor);
}

static enum err run(struct cursor *cursor)
{
	struct connection *connection = cursor->tx->connection;
	const struct statement *statement = cursor->statement;
	enum err err;

	cursor->result = result_for(cursor);
	const ExecStatusType status = PQresultStatus(result_of(cursor));
	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
		int64_t changes;
		if (str_i64(str_of(PQcmdTuples(result_of(cursor))), 0, INT64_MAX, &changes))
			cursor->changes = changes;
		return OK;
	}
	err = failure_of(connection, cursor->result, statement->name);
	if (err == ERR_BUSY) cursor->tx->conflict = true;
	if (err == ERR_STALE) cursor->tx->collision = true;
	return err;
}

static enum err postgres_next(struct cursor *cursor)
{
	if (!cursor->result) {
		const enum err err = run(cursor);
		if (err) return err;
	}
	if (++cursor->row < PQntuples(result_of(cursor))) return OK;
	return ERR_ABSENT;
}

static bool postgres_is_null(struct cursor *cursor, int at)
{
	return PQgetisnull(result_of(cursor), cursor->row, at);
}

/* Results are binary: numbers stand with their highest byte first. */
static int64_t postgres_i64(struct cursor *cursor, int at)
{
	const unsigned type = PQftype(result_of(cursor), at);
	const int n = PQgetlength(result_of(cursor), cursor->row, at);
	const unsigned char *bytes =
		(const unsigned char *)PQgetvalue(result_of(cursor), cursor->row, at);

	if (postgres_is_null(cursor, at)) return 0;
	if (type == TYPE_BOOL) return bytes[0] != 0;
	ASSERT(type == TYPE_INT8 || type == TYPE_INT4 || type == TYPE_INT2);
	uint64_t value = bytes[0] & 0x80 ? UINT64_MAX : 0;
	for (int i = 0; i < n; i++) value = value << 8 | bytes[i];
	return (int64_t)value;
}

static bool postgres_boolean(struct cursor *cursor, int at)
{
	return postgres_i64(cursor, at) != 0;
}

static struct str postgres_bytes(struct cursor *cursor, int at)
{
	return (struct str){ PQgetvalue(result_of(cursor), cursor->row, at),
		             (size_t)PQgetlength(result_of(cursor), cursor->row, at) };
}

static void postgres_close(struct cursor *cursor)
{
	PQclear(result_of(cursor));
	cursor->result = NULL;
}

const struct engine engine_postgres = {
	.kind = DB_POSTGRES,
	.connect = postgres_connect,
	.disconnect = postgres_disconnect,
	.begin = postgres_begin,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.in_transaction = postgres_in_transaction,
	.script = postgres_script,
	.ahead = postgres_ahead,
	.open = postgres_open,
	.bind_i64 = postgres_bind_i64,
	.bind_bool = postgres_bind_bool,
	.bind_text = postgres_bind_text,
	.bind_blob = postgres_bind_blob,
	.bind_null = postgres_bind_null,
	.next = postgres_next,
	.i64 = postgres_i64,
	.boolean = postgres_boolean,
	.is_null = postgres_is_null,
	.bytes = postgres_bytes,
	.close = postgres_close,
};
