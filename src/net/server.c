/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* server - listening, the loop, what other threads ask of it, and stopping. */
#include "net/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/time.h"

enum { CONNECTIONS_LEAST = 100, CONNECTIONS_MOST = 60000, OTHER_FILES = 300 };
enum { BACKLOG = 1024, SWEEP_MOST_MS = 1000, SWEEP_LEAST_MS = 10 };

int64_t now_ms(void)
{
	return time_monotonic_us() / 1000;
}

/* "Thu, 03 Dec 2026 09:30:00 GMT", made once a second. */
const char *server_date(struct http_server *server)
{
	static const char days[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	const int64_t now = time_now().ms / 1000;

	if (now == server->date_s) return server->date;
	const struct day day = { (int32_t)(now / 86400) };
	const struct date date = day_date(day);
	const int second = (int)(now % 86400);
	snprintf(server->date, sizeof server->date, "%s, %02d %s %04d %02d:%02d:%02d GMT",
	         days[day_weekday(day)], date.day, months[date.month - 1], date.year, second / 3600,
	         second / 60 % 60, second % 60);
	server->date_s = now;
	return server->date;
}

/* ---- visitors ------------------------------------------------------------------------------------- */

static struct visitor **visitor_slot(struct http_server *server, const struct address *home)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < sizeof home->at; i++) hash = (hash ^ home->at[i]) * 1099511628211u;
	struct visitor **slot = &server->visitors[(hash >> 32) % VISITOR_SLOTS];
	while (*slot && !address_eq(&(*slot)->home, home)) slot = &(*slot)->next;
	return slot;
}

struct visitor *visitor_find(struct http_server *server, const struct address *from)
{
	const struct address home = address_home(from);
	struct visitor **slot = visitor_slot(server, &home);

	if (!*slot) {
		*slot = calloc(1, sizeof **slot);
		if (!*slot) BUG("out of memory");
		(*slot)->home = home;
	}
	(*slot)->n++;
	return *slot;
}

void visitor_left(struct http_server *server, struct visitor *visitor)
{
	if (--visitor->n > 0) return;
	struct visitor **slot = visitor_slot(server, &visitor->home);
	*slot = visitor->next;
	free(visitor);
}

static bool has_room_for(struct http_server *server, const struct address *from)
{
	if (server->n_conns >= (size_t)server->limits.connections) return false;
	if (from->local || networks_have(server->trusted, server->n_trusted, from)) return true;
	const struct address home = address_home(from);
	struct visitor **slot = visitor_slot(server, &home);
	return !*slot || (*slot)->n < server->limits.per_address;
}

static void on_accept(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *socket,
                      int socket_n, void *with)
{
	struct http_server *server = with;
	const struct address from = address_of(socket);
	struct buf out;
	(void)listener;
	(void)socket_n;

	if (has_room_for(server, &from)) {
		conn_new(server, fd, &from);
		return;
	}
	/* Not worth a connection of its own: one short answer, if the socket takes it. */
	buf_init(&out, 1024);
	refusal_print(&out, 503, server_date(server), true);
	if (send(fd, out.at, out.n, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0) shutdown(fd, SHUT_WR);
	buf_release(&out);
	close(fd);
}

static void on_accept_error(struct evconnlistener *listener, void *with)
{
	(void)with;
	/* Out of descriptors, most likely: the sweep begins to listen again. */
	log_warn("http accept errno=%d", EVUTIL_SOCKET_ERROR());
	evconnlistener_disable(listener);
}

static void on_sweep(evutil_socket_t fd, short what, void *with)
{
	struct http_server *server = with;
	const int64_t now = now_ms();
	(void)fd;
	(void)what;

	/* Timing out one connection never frees another one, except through a stream's `closed`,
	 * which must not close others (http.h). */
	for (struct conn *conn = server->conns, *next; conn; conn = next) {
		next = conn->next;
		conn_timeout(conn, now);
	}
	if (server->listener) evconnlistener_enable(server->listener);
}

/* ---- what other threads ask ----------------------------------------------------------------------- */

static void wake(struct http_server *server)
{
	const uint64_t one = 1;
	/* Fails only if the counter is full, that is if the loop is being woken anyway. */
	if (write(server->wake_fd, &one, sizeof one) < 0) return;
}

void server_post(struct http_server *server, struct posted *posted)
{
	posted->next = NULL;
	pthread_mutex_lock(&server->lock);
	const bool was_empty = !server->first;
	*server->end = posted;
	server->end = &posted->next;
	pthread_mutex_unlock(&server->lock);
	if (was_empty) wake(server);
}

void http_post(struct http_server *server, void (*fn)(void *with), void *with)
{
	struct posted *posted = malloc(sizeof *posted);
	if (!posted) BUG("out of memory");
	*posted = (struct posted){ .fn = fn, .with = with, .owned = true };
	server_post(server, posted);
}

/* Runs all that was posted before now, as one batch. */
static bool run_posted(struct http_server *server)
{
	pthread_mutex_lock(&server->lock);
	struct posted *posted = server->first;
	server->first = NULL;
	server->end = &server->first;
	pthread_mutex_unlock(&server->lock);
	if (!posted) return false;
	while (posted) {
		/* An answer's entry lies in its exchange, which the function may free. */
		struct posted *next = posted->next;
		void (*fn)(void *) = posted->fn;
		void *with = posted->with;
		if (posted->owned) free(posted);
		fn(with);
		posted = next;
	}
	return true;
}

static void begin_to_stop(struct http_server *server)
{
	const struct timeval wait = { server->limits.stop_ms / 1000,
		                      server->limits.stop_ms % 1000 * 1000 };
	server->stopping = true;
	evconnlistener_free(server->listener);
	server->listener = NULL;
	event_add(server->stop_deadline, &wait);
	for (struct conn *conn = server->conns, *next; conn; conn = next) {
		next = conn->next;
		conn_stop(conn);
	}
	if (!server->conns) event_base_loopbreak(server->base);
}

static void on_wake(evutil_socket_t fd, short what, void *with)
{
	struct http_server *server = with;
	uint64_t count;
	(void)what;

	if (read(fd, &count, sizeof count) < 0 && errno != EAGAIN) BUG("the wake descriptor");
	run_posted(server);
	if (atomic_load(&server->stop_asked) && !server->stopping) begin_to_stop(server);
}

void http_server_stop(struct http_server *server)
{
	/* Only what a signal handler may do. */
	atomic_store(&server->stop_asked, true);
	wake(server);
}

void server_closed_one(struct http_server *server)
{
	server->n_conns--;
	if (server->stopping && !server->conns) event_base_loopbreak(server->base);
}

static void on_signal(evutil_socket_t number, short what, void *with)
{
	(void)number;
	(void)what;
	http_server_stop(with);
}

static void on_stop_deadline(evutil_socket_t fd, short what, void *with)
{
	struct http_server *server = with;
	(void)fd;
	(void)what;
	log_warn("http stopping with %zu connections open", server->n_conns);
	event_base_loopbreak(server->base);
}

/* ---- timers --------------------------------------------------------------------------------------- */

static void on_timer(evutil_socket_t fd, short what, void *with)
{
	const struct timer *timer = with;
	(void)fd;
	(void)what;
	timer->fn(timer->with);
}

static struct event *every(struct http_server *server, int64_t ms, event_callback_fn fn, void *with)
{
	const struct timeval step = { ms / 1000, ms % 1000 * 1000 };
	struct event *event = event_new(server->base, -1, EV_PERSIST, fn, with);
	if (!event || event_add(event, &step) != 0) BUG("out of memory");
	return event;
}

void http_every(struct http_server *server, int64_t ms, void (*fn)(void *with), void *with)
{
	struct timer *timer = malloc(sizeof *timer);
	ASSERT(timer && ms > 0);
	*timer = (struct timer){ .next = server->timers, .fn = fn, .with = with };
	timer->event = every(server, ms, on_timer, timer);
	server->timers = timer;
}

/* ---- life ----------------------------------------------------------------------------------------- */

/* As many connections as there are descriptors, but for those that files and the database need. */
static int connections_for_descriptors(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0) return CONNECTIONS_LEAST;
	if (files.rlim_cur > CONNECTIONS_MOST + OTHER_FILES) return CONNECTIONS_MOST;
	const int fit = (int)files.rlim_cur - OTHER_FILES;
	return fit < CONNECTIONS_LEAST ? CONNECTIONS_LEAST : fit;
}

static void fill_limits(struct http_limits *limits)
{
	if (!limits->head) limits->head = 16 * 1024;
	if (!limits->body) limits->body = 1024 * 1024;
	if (!limits->stream_queue) limits->stream_queue = 256 * 1024;
	if (!limits->connections) limits->connections = connections_for_descriptors();
	if (!limits->per_address) limits->per_address = 200;
	if (!limits->head_ms) limits->head_ms = SECONDS(10);
	if (!limits->idle_ms) limits->idle_ms = SECONDS(60);
	if (!limits->body_grace_ms) limits->body_grace_ms = SECONDS(10);
	if (!limits->body_rate) limits->body_rate = 1024;
	if (!limits->stop_ms) limits->stop_ms = SECONDS(10);
	ASSERT(limits->head <= 60 * 1024 && limits->body_rate > 0);
}

/* Often enough to keep the shortest of the times to a quarter or so. */
static int64_t sweep_step(const struct http_limits *limits)
{
	int64_t step = limits->head_ms;
	if (limits->idle_ms < step) step = limits->idle_ms;
	if (limits->body_grace_ms < step) step = limits->body_grace_ms;
	step /= 4;
	return step > SWEEP_MOST_MS ? SWEEP_MOST_MS : step < SWEEP_LEAST_MS ? SWEEP_LEAST_MS : step;
}

/* The file of a unix socket that nobody serves any more is in the way. */
static void clear_stale(const char *path, const struct sockaddr *at, socklen_t at_n)
{
	struct stat info;
	if (lstat(path, &info) != 0 || !S_ISSOCK(info.st_mode)) return;
	const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0) return;
	if (connect(fd, at, at_n) != 0 && errno == ECONNREFUSED) unlink(path);
	close(fd);
}

static void remember_address(struct http_server *server, int fd, struct str listen_at)
{
	struct sockaddr_storage at;
	socklen_t at_n = sizeof at;
	char host[ADDRESS_TEXT], text[ADDRESS_TEXT + 16];

	if (server->socket_path || getsockname(fd, (struct sockaddr *)&at, &at_n) != 0) {
		server->address = str_z_new(listen_at);
		return;
	}
	const struct address address = address_of((const struct sockaddr *)&at);
	struct sockaddr_in in; /* the port is at the same place in both families */
	memcpy(&in, &at, sizeof in);
	address_print(&address, host);
	snprintf(text, sizeof text, at.ss_family == AF_INET6 ? "[%s]:%u" : "%s:%u", host,
	         (unsigned)ntohs(in.sin_port));
	server->address = strdup(text);
}

static enum err listen_on(struct http_server *server, struct str listen_at)
{
	struct sockaddr_storage at;
	socklen_t at_n;
	const int on = 1;

	if (!endpoint_parse(listen_at, &at, &at_n)) return ERR_INPUT;
	const struct sockaddr *socket_at = (const struct sockaddr *)&at;
	const bool local = at.ss_family == AF_UNIX;
	char *path = local ? str_z_new(str_from(listen_at, 5)) : NULL;
	if (path) clear_stale(path, socket_at, at_n);
	const int fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && !local) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (fd < 0 || bind(fd, socket_at, at_n) != 0) {
		log_error("http listen errno=%d", errno);
		free(path);
		if (fd >= 0) close(fd);
		return ERR_SYSTEM;
	}
	server->socket_path = path; /* from here on the file is ours to remove */
	/* A proxy in the same group may connect; nobody else. */
	if ((path && chmod(path, 0660) != 0) || listen(fd, BACKLOG) != 0) {
		log_error("http listen errno=%d", errno);
		close(fd);
		return ERR_SYSTEM;
	}
	remember_address(server, fd, listen_at);
	server->listener = evconnlistener_new(server->base, on_accept, server,
	                                      LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, 0, fd);
	if (!server->listener) BUG("out of memory");
	evconnlistener_set_error_cb(server->listener, on_accept_error);
	return OK;
}

static bool is_ignored(int number)
{
	struct sigaction now;

	return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void make_events(struct http_server *server, bool signals)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

	_Static_assert(LEN(numbers) == LEN(((struct http_server *)0)->signals), "an event each");
	server->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	ASSERT(server->wake_fd >= 0);
	server->wake =
		event_new(server->base, server->wake_fd, EV_READ | EV_PERSIST, on_wake, server);
	server->stop_deadline = event_new(server->base, -1, 0, on_stop_deadline, server);
	if (!server->wake || !server->stop_deadline || event_add(server->wake, NULL) != 0)
		BUG("out of memory");
	server->sweep = every(server, sweep_step(&server->limits), on_sweep, server);
	for (size_t i = 0; signals && i < LEN(server->signals); i++) {
		/* A terminal that is closed stops what it started, unless that is to outlive it (nohup). */
		if (numbers[i] == SIGHUP && is_ignored(SIGHUP)) continue;
		server->signals[i] = evsignal_new(server->base, numbers[i], on_signal, server);
		if (!server->signals[i] || event_add(server->signals[i], NULL) != 0) BUG("signals");
	}
}

enum err http_server_new(const struct http_options *options, struct http_server **out)
{
	struct http_server *server = calloc(1, sizeof *server);
	enum err err = OK;

	if (!server) BUG("out of memory");
	server->limits = options->limits;
	fill_limits(&server->limits);
	server->handle = options->handle;
	server->with = options->with;
	server->date_s = -1;
	server->end = &server->first;
	pthread_mutex_init(&server->lock, NULL);
	signal(SIGPIPE, SIG_IGN);
	server->trusted = calloc(options->n_trusted + 1, sizeof server->trusted[0]);
	server->base = event_base_new();
	if (!server->trusted || !server->base) BUG("out of memory");
	make_events(server, options->stop_on_signals);
	for (size_t i = 0; i < options->n_trusted; i++)
		if (!network_parse(options->trusted[i], &server->trusted[server->n_trusted++]))
			err = ERR_INPUT;
	if (!err) err = listen_on(server, options->listen);
	if (err) {
		http_server_free(server);
		return err;
	}
	*out = server;
	return OK;
}

void http_server_run(struct http_server *server)
{
	event_base_dispatch(server->base);
}

void http_server_free(struct http_server *server)
{
	if (!server) return;
	server->stopping = true; /* no posted function begins a stream any more */
	while (server->conns) conn_free(server->conns);
	while (run_posted(server)) continue;
	if (server->listener) evconnlistener_free(server->listener);
	while (server->timers) {
		struct timer *next = server->timers->next;
		event_free(server->timers->event);
		free(server->timers);
		server->timers = next;
	}
	for (size_t i = 0; i < LEN(server->signals); i++)
		if (server->signals[i]) event_free(server->signals[i]);
	event_free(server->sweep);
	event_free(server->stop_deadline);
	event_free(server->wake);
	close(server->wake_fd);
	event_base_free(server->base);
	if (server->socket_path) unlink(server->socket_path);
	free(server->socket_path);
	free(server->address);
	free(server->trusted);
	pthread_mutex_destroy(&server->lock);
	free(server);
}

struct str http_server_address(const struct http_server *server)
{
	return str_of(server->address);
}

size_t http_connections(const struct http_server *server)
{
	return server->n_conns;
}
