/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The site behind sockets: workers, writer, loop, a graceful stop. */
#include "flows/support_site.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLIENTS = 6, ROUNDS = 15 };

struct running {
	struct flow *flow;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t listening;
	int port;
	enum err result;
};

static void ready(struct site *site, struct str address, void *with)
{
	struct running *running = with;
	struct str rest = address, host;
	int64_t port = 0;

	(void)site;
	(void)str_cut(&rest, ':', &host);
	const bool good = str_i64(rest, 1, 65535, &port);
	(void)pthread_mutex_lock(&running->lock);
	running->port = good ? (int)port : -1;
	(void)pthread_cond_signal(&running->listening);
	(void)pthread_mutex_unlock(&running->lock);
}

static void *serve(void *with)
{
	struct running *running = with;
	const struct site_serving serving = {
		.http = { .listen = STR("127.0.0.1:0") },
		.ready = ready,
		.with = running,
	};
	running->result = site_serve(running->flow->site, &serving);
	return NULL;
}

static void start(struct running *running, enum db_engine engine)
{
	*running = (struct running){ .flow = flow_open(engine) };
	running->flow->site->workers = 3;
	(void)pthread_mutex_init(&running->lock, NULL);
	(void)pthread_cond_init(&running->listening, NULL);
	CHECK_INT(pthread_create(&running->thread, NULL, serve, running), 0, "a thread");
	(void)pthread_mutex_lock(&running->lock);
	while (running->port == 0) (void)pthread_cond_wait(&running->listening, &running->lock);
	(void)pthread_mutex_unlock(&running->lock);
	CHECK(running->port > 0, "it listens");
}

static void stop(struct running *running)
{
	site_stop(running->flow->site);
	(void)pthread_join(running->thread, NULL);
	CHECK_OK(running->result);
	(void)pthread_cond_destroy(&running->listening);
	(void)pthread_mutex_destroy(&running->lock);
	flow_close(running->flow);
}

struct client {
	const struct running *running;
	pthread_t thread;
	struct str cookie;
	int n;
	int done, shown, other; /* answers by kind */
};

/* One request, one connection; the status. */
static int ask(int port, const char *text, size_t n)
{
	const struct sockaddr_in to = { .sin_family = AF_INET,
		                        .sin_port = htons((uint16_t)port),
		                        .sin_addr = { htonl(INADDR_LOOPBACK) } };
	char answer[64 * 1024];
	size_t got = 0;
	int status = 0;

	const int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0) return 0;
	if (connect(fd, (const struct sockaddr *)(const void *)&to, sizeof to) == 0 &&
	    send(fd, text, n, MSG_NOSIGNAL) == (ssize_t)n) {
		ssize_t more;
		while (got < sizeof answer - 1 &&
		       (more = recv(fd, answer + got, sizeof answer - 1 - got, 0)) > 0)
			got += (size_t)more;
		answer[got] = '\0';
		if (got > 12) status = (int)strtol(answer + 9, NULL, 10);
	}
	(void)close(fd);
	return status;
}

static void *run_client(void *with)
{
	struct client *client = with;
	const int port = client->running->port;
	char text[1024], body[256];

	for (int i = 0; i < ROUNDS; i++) {
		int n = snprintf(body, sizeof body, "name=Client+%d&called=Round+%d", client->n, i);
		n = snprintf(text, sizeof text,
		             "POST /account HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
		             "Sec-Fetch-Site: same-origin\r\nCookie: setwise=%.*s\r\n"
		             "Content-Type: application/x-www-form-urlencoded\r\n"
		             "Content-Length: %d\r\n\r\n%s",
		             STR_ARG(client->cookie), n, body);
		const int changed = ask(port, text, (size_t)n);
		n = snprintf(text, sizeof text,
		             "GET /account HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
		             "Cookie: setwise=%.*s\r\n\r\n",
		             STR_ARG(client->cookie));
		const int seen = ask(port, text, (size_t)n);
		client->done += changed == 303;
		client->shown += seen == 200;
		client->other += (changed != 303) + (seen != 200);
	}
	return NULL;
}

TEST(many_people_at_once_are_each_answered)
{
	FOR_ENGINES(engine)
	{
		struct running running;
		struct client clients[CLIENTS];

		start(&running, engine);
		for (int i = 0; i < CLIENTS; i++) {
			char name[32];
			(void)snprintf(name, sizeof name, "Client %d", i);
			clients[i] = (struct client){
				.running = &running,
				.n = i,
				.cookie = flow_browser_of(running.flow, name)->cookies[0].value,
			};
		}
		for (int i = 0; i < CLIENTS; i++)
			CHECK_INT(pthread_create(&clients[i].thread, NULL, run_client, &clients[i]),
			          0, "a thread");
		for (int i = 0; i < CLIENTS; i++) (void)pthread_join(clients[i].thread, NULL);
		for (int i = 0; i < CLIENTS; i++) {
			CHECK_INT(clients[i].done, ROUNDS, "every change was made");
			CHECK_INT(clients[i].shown, ROUNDS, "every page was shown");
		}
		CHECK_INT(flow_get(running.flow, "Client 3", "/account"), 200, "");
		CHECK_SHOWS(running.flow, "value=\"Round 14\"");
		stop(&running);
	}
}

TEST(what_needs_no_worker_is_answered_by_the_loop)
{
	static const struct {
		const char *path;
		int status;
	} cases[] = {
		{ "/clock", 200 },   { "/static/nothing.css", 404 },
		{ "/health", 200 },  { "/static/../x", 400 },
		{ "/static/", 404 },
	};
	struct running running;
	char text[256];

	start(&running, DB_SQLITE);
	for (size_t i = 0; i < LEN(cases); i++) {
		const int n = snprintf(text, sizeof text,
		                       "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
		                       cases[i].path);
		CHECK_INT(ask(running.port, text, (size_t)n), cases[i].status, cases[i].path);
	}
	const struct str css = running.flow->site->assets.css.text;
	const int n =
		snprintf(text, sizeof text,
	                 "GET %.*s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", STR_ARG(css));
	CHECK_INT(ask(running.port, text, (size_t)n), 200, "the stylesheet");
	stop(&running);
}

TESTS(many_people_at_once_are_each_answered, what_needs_no_worker_is_answered_by_the_loop)
