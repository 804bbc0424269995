/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* streams_bench [STREAMS [SECONDS]] - what an idle stream costs, and how late frames arrive.
 *
 * A forked client opens the streams (10,000; rooms of eight); then 250 events a second are published,
 * each to one room, each with the time of its publishing in it.  Prints figures; asserts nothing but
 * that everything arrived. */
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/time.h"
#include "live/hub.h"
#include "net/address.h"

enum { ROOM_OF = 8, EVENTS_A_SECOND = 250, FRAME = 600 };

struct bench {
	struct http_server *server;
	struct hub *hub;
	int streams, seconds;
	int to_client;
	_Atomic int listening;
	long rss_before, rss_after; /* KiB */
	size_t heap_before, heap_after;
	bool failed;
};

/* ---- the client, a process of its own --------------------------------------------------------------- */

struct client {
	int streams, epoll;
	int64_t *delays;
	size_t n, room;
};

static void client_connect(struct client *client, const struct sockaddr_storage *at, socklen_t at_n,
                           int i)
{
	char request[128];
	const int fd = socket(at->ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct sockaddr_storage from = *at;
	struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

	if (fd < 0 || connect(fd, (const struct sockaddr *)&from, at_n) != 0) {
		perror("connect");
		_exit(1);
	}
	const int n =
		snprintf(request, sizeof request, "GET /%d/%d HTTP/1.1\r\nHost: bench\r\n\r\n",
	                 i / ROOM_OF + 1, i + 1);
	if (send(fd, request, (size_t)n, 0) != n) _exit(1);
	epoll_ctl(client->epoll, EPOLL_CTL_ADD, fd, &event);
}

static void client_take(struct client *client, int fd)
{
	char bytes[8192];
	const ssize_t n = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
	const int64_t now = time_monotonic_us();
	struct str rest = { bytes, n > 0 ? (size_t)n : 0 };

	if (n == 0 || (n < 0 && errno != EAGAIN)) {
		epoll_ctl(client->epoll, EPOLL_CTL_DEL, fd, NULL);
		return;
	}
	/* Frames are far smaller than a segment on this machine, so one is never cut in two. */
	while (rest.n) {
		const char *mark = memmem(rest.at, rest.n, "at=", 3);
		int64_t at;
		if (!mark) return;
		rest = str_from(rest, (size_t)(mark - rest.at) + 3);
		if (!str_i64(str_part(rest, 0, 16), 0, INT64_MAX, &at)) continue;
		if (client->n < client->room) client->delays[client->n++] = now - at;
	}
}

static int by_size(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static void client_report(struct client *client, size_t wanted)
{
	const size_t n = client->n;
	qsort(client->delays, n, sizeof client->delays[0], by_size);
	printf("frames delivered      %10zu of %zu\n", n, wanted);
	if (n) {
		printf("delay p50             %10.2f ms\n", (double)client->delays[n / 2] / 1000);
		printf("delay p99             %10.2f ms\n",
		       (double)client->delays[n * 99 / 100] / 1000);
		printf("delay max             %10.2f ms\n", (double)client->delays[n - 1] / 1000);
	}
	fflush(stdout);
	if (n != wanted) _exit(1);
}

static void client_main(const struct bench *bench, struct str address, int from_server)
{
	struct client client = { .streams = bench->streams, .epoll = epoll_create1(0) };
	const size_t wanted = (size_t)bench->seconds * EVENTS_A_SECOND * ROOM_OF;
	struct epoll_event events[256], ended = { .events = EPOLLIN, .data.fd = from_server };
	struct sockaddr_storage at;
	socklen_t at_n;

	client.room = wanted;
	client.delays = calloc(wanted + 1, sizeof client.delays[0]);
	if (!client.delays || !endpoint_parse(address, &at, &at_n)) _exit(1);
	for (int i = 0; i < client.streams; i++) client_connect(&client, &at, at_n, i);
	epoll_ctl(client.epoll, EPOLL_CTL_ADD, from_server, &ended);
	for (bool going = true; going;) {
		const int n = epoll_wait(client.epoll, events, 256, -1);
		for (int i = 0; i < n; i++)
			if (events[i].data.fd == from_server)
				going = false; /* the server says that all has been published */
			else
				client_take(&client, events[i].data.fd);
	}
	client_report(&client, wanted);
	_exit(0);
}

/* ---- the server ------------------------------------------------------------------------------------- */

static long rss_kib(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	long all = 0, resident = 0;
	if (!file || fscanf(file, "%ld %ld", &all, &resident) != 2) resident = 0;
	if (file) fclose(file);
	return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static void handle(struct exchange *exchange, void *with)
{
	struct bench *bench = with;
	struct str rest = str_from(exchange_request(exchange)->path, 1), room, person;
	int64_t topic = 0, who = 0;

	if (!str_cut(&rest, '/', &room) || !str_cut(&rest, '/', &person) ||
	    !str_i64(room, 1, INT64_MAX, &topic) || !str_i64(person, 1, INT64_MAX, &who))
		BUG("the bench's own request");
	if (hub_listen(bench->hub, exchange, &(struct hub_seat){ topic, 1, who, 0 }))
		bench->listening++;
}

static void publish(struct bench *bench, int64_t event, int64_t topic)
{
	char data[FRAME];
	struct buf frame;
	const int n = snprintf(data, sizeof data, "at=%016lld <li id=\"event\">",
	                       (long long)time_monotonic_us());
	memset(data + n, 'x', sizeof data - (size_t)n);
	buf_init(&frame, 2 * FRAME);
	hub_frame(&frame, event, STR("room"), (struct str){ data, sizeof data });
	const struct hub_text text = { 1, buf_text(&frame) };
	hub_publish_soon(bench->hub, topic, event, &text, 1);
	buf_release(&frame);
}

static void *conduct(void *with)
{
	struct bench *bench = with;
	const int rooms = bench->streams / ROOM_OF, events = bench->seconds * EVENTS_A_SECOND;

	while (bench->listening < bench->streams) usleep(10 * 1000);
	sleep(1); /* the heads have been sent */
	bench->rss_after = rss_kib();
	bench->heap_after = mallinfo2().uordblks;
	const int64_t start = time_monotonic_us();
	for (int i = 0; i < events; i++) {
		const int64_t due = start + (int64_t)i * 1000000 / EVENTS_A_SECOND;
		const int64_t now = time_monotonic_us();
		if (due > now) usleep((useconds_t)(due - now));
		publish(bench, i + 1, (int64_t)i * 7919 % rooms + 1);
	}
	sleep(1);
	close(bench->to_client);
	int status = 0;
	if (wait(&status) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		bench->failed = true;
	http_server_stop(bench->server);
	return NULL;
}

static void raise_descriptors(int wanted)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_cur < (rlim_t)wanted + 100)
		fprintf(stderr, "only %llu descriptors\n", (unsigned long long)limit.rlim_cur);
}

static int number(int argc, char **argv, int at, int usual)
{
	int64_t n = usual;
	if (argc > at && !str_i64(str_of(argv[at]), 1, 1000000, &n)) BUG("a number is wanted");
	return (int)n;
}

int main(int argc, char **argv)
{
	struct bench bench = { .streams = number(argc, argv, 1, 10000) / ROOM_OF * ROOM_OF,
		               .seconds = number(argc, argv, 2, 10) };
	const struct http_options options = { .listen = STR("127.0.0.1:0"),
		                              .limits = { .connections = bench.streams + 10,
		                                          .per_address = bench.streams + 10 },
		                              .handle = handle,
		                              .with = &bench };
	int to_client[2];
	pthread_t conductor;

	raise_descriptors(bench.streams);
	if (http_server_new(&options, &bench.server) || pipe(to_client) != 0) return 1;
	bench.hub = hub_new(bench.server, &(struct hub_options){ 0 });
	bench.rss_before = rss_kib();
	bench.heap_before = mallinfo2().uordblks;
	fflush(stdout);
	const pid_t child = fork();
	if (child < 0) return 1;
	if (child == 0) {
		close(to_client[1]);
		client_main(&bench, http_server_address(bench.server), to_client[0]);
	}
	close(to_client[0]);
	bench.to_client = to_client[1];
	if (pthread_create(&conductor, NULL, conduct, &bench) != 0) return 1;
	http_server_run(bench.server);
	pthread_join(conductor, NULL);
	http_server_free(bench.server);
	hub_free(bench.hub);
	const long n = bench.streams;
	printf("idle streams          %10ld\n", n);
	printf("heap a stream         %10ld bytes\n",
	       (long)(bench.heap_after - bench.heap_before) / n);
	printf("resident a stream     %10ld bytes\n",
	       (bench.rss_after - bench.rss_before) * 1024 / n);
	printf("events a second       %10d to rooms of %d\n", EVENTS_A_SECOND, ROOM_OF);
	return bench.failed;
}
