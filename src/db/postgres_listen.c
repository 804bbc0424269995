/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* postgres_listen - one connection a node that hears what other nodes (and this one) have told. */
#include <libpq-fe.h>
#include <poll.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/log.h"
#include "db/engine.h"

enum { AGAIN_MS = 1000, LOOK_MS = 15000 };

struct listener {
	struct db *db;
	pthread_t thread;
	int wake[2]; /* a pipe: a byte means stop */
	_Atomic bool stop;
};

static void tell_all(struct listener *listener, PGconn *connection)
{
	for (PGnotify *told; (told = PQnotifies(connection)); PQfreemem(told))
		listener->db->heard(str_of(told->extra), listener->db->heard_with);
}

/* False if told to stop. */
static bool wait_for(struct listener *listener, int socket, int ms)
{
	struct pollfd fds[] = { { .fd = listener->wake[0], .events = POLLIN },
		                { .fd = socket, .events = POLLIN } };

	(void)poll(fds, socket < 0 ? 1 : 2, ms);
	return !atomic_load(&listener->stop);
}

static bool start_listening(PGconn *connection)
{
	if (PQstatus(connection) != CONNECTION_OK) return false;
	PGresult *result = PQexec(connection, "LISTEN setwise");
	const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
	PQclear(result);
	return good;
}

/* Until the connection is lost or the listener is told to stop. */
static void hear(struct listener *listener, PGconn *connection)
{
	while (wait_for(listener, PQsocket(connection), LOOK_MS)) {
		if (!PQconsumeInput(connection)) return;
		tell_all(listener, connection);
	}
}

static void *listener_main(void *with)
{
	struct listener *listener = with;

	while (!atomic_load(&listener->stop)) {
		PGconn *connection = PQconnectdb(listener->db->address);
		if (start_listening(connection)) {
			/* While nobody listened something may have been told: "*" means look at all. */
			listener->db->heard(STR("*"), listener->db->heard_with);
			hear(listener, connection);
		}
		PQfinish(connection);
		if (!wait_for(listener, -1, AGAIN_MS)) break;
		log_warn("db=listen again=1");
	}
	return NULL;
}

enum err listener_start(struct db *db, struct listener **out)
{
	struct listener *listener = calloc(1, sizeof *listener);

	if (!listener) BUG("out of memory");
	listener->db = db;
	if (pipe(listener->wake) != 0) {
		free(listener);
		return ERR_SYSTEM;
	}
	if (pthread_create(&listener->thread, NULL, listener_main, listener))
		BUG("no thread to listen on");
	*out = listener;
	return OK;
}

void listener_stop(struct listener *listener)
{
	if (!listener) return;
	atomic_store(&listener->stop, true);
	if (write(listener->wake[1], "", 1) != 1) log_warn("db=listen stop=late");
	pthread_join(listener->thread, NULL);
	(void)close(listener->wake[0]);
	(void)close(listener->wake[1]);
	free(listener);
}
