/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_scale - see support_scale.h. */
#include "bench/support_scale.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/address.h"

enum {
	AN_ADDRESS = 150,  /* streams from one address; the server allows 200 */
	AT_ONCE = 100,     /* streams being opened */
	DOORS = 24,        /* connections for presses */
	LINE = 64,         /* of a line of a stream only its start matters */
	OTHER_FILES = 100, /* descriptors that are no streams */
	PRESSES_A_HUNDRED = 3,
	/* As ui/js/stream.js: a stream that the server has closed is opened again after so long, the first time
	 * that it fails after a second. */
	AGAIN_MS = 200,
	AGAIN_MORE_MS = 1800,
	FAILED_MS = 1000,
	LAST_MS = 5000 /* frames of the last presses are waited for */
};

struct line {
	char at[LINE];
	size_t n;
};

struct watcher { /* a stream */
	int fd;
	size_t room;
	int seat;
	bool in_body;   /* the answer's head is over */
	bool has_begun; /* it has had a frame */
	bool is_refused;
	int64_t opens_us; /* it is closed, and is opened again then; 0: it is open */
	int64_t opened_us;
	struct watcher *next_closed;
	int64_t number; /* of the frame being read; -1 none */
	int64_t last;   /* the last it has; -1 none */
	struct line line;
};

struct door { /* a kept connection that presses, one at a time */
	int fd;
	size_t room;
	int64_t pressed_us; /* 0: free */
	struct line line;
};

struct pressing {      /* of a room: one press at a time */
	int64_t at_us; /* 0: none under way */
	int64_t above; /* frames beyond this number are its */
	unsigned seen; /* bits of seats */
	int turn;
};

struct client {
	const struct scale_part *part;
	struct sockaddr_storage to;
	socklen_t to_n;
	int epoll;
	struct watcher *watchers;
	struct door doors[DOORS];
	struct pressing *pressing; /* by room */
	size_t n, next, begun;     /* streams; the next to be opened; those that have begun */
	size_t opening;
	struct watcher *closed; /* those that wait to be opened again */
	uint32_t dice;
	struct scale_report *report;
};

void scale_read(struct arena *arena, const char *path, struct scale_part *out)
{
	FILE *file = fopen(path, "rb");
	char line[1024];
	size_t room = 64;

	if (!file) BUG("the file of rooms cannot be read");
	out->rooms = NEW(arena, struct scale_room, room);
	while (fgets(line, sizeof line, file)) {
		struct str rest = str_copy(arena, str_trim(str_of(line)));
		if (out->n == room) {
			struct scale_room *more = NEW(arena, struct scale_room, room * 2);
			memcpy(more, out->rooms, room * sizeof *more);
			out->rooms = more;
			room *= 2;
		}
		struct scale_room *one = &out->rooms[out->n++];
		if (!str_cut(&rest, ' ', &one->id)) BUG("a line of the file is empty");
		for (int i = 0; i < MEETING_PEOPLE; i++)
			if (!str_cut(&rest, ' ', &one->tokens[i]))
				BUG("a line of the file is short");
	}
	(void)fclose(file);
}

size_t scale_clients(size_t streams)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0) BUG("no limits");
	limit.rlim_cur = limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
	const size_t most = (size_t)limit.rlim_max - OTHER_FILES;
	const size_t n = (streams + most - 1) / most;
	if (n > SCALE_CLIENTS_MOST) BUG("too few descriptors");
	return n;
}

struct scale_part scale_share(const struct scale_part *whole, size_t i, size_t n)
{
	const size_t from = whole->n * i / n, to = whole->n * (i + 1) / n;

	return (struct scale_part){ .address = whole->address,
		                    .rooms = whole->rooms + from,
		                    .n = to - from,
		                    .first = whole->first + from,
		                    .seconds = whole->seconds };
}

/* ---- sockets ---- */

/* From 127.0.x.y: `from` counts streams over all clients. */
static int connect_from(const struct client *client, size_t from)
{
	const size_t address = from / AN_ADDRESS;
	struct sockaddr_in own = { .sin_family = AF_INET };
	const int on = 1;

	own.sin_addr.s_addr = htonl(0x7f000000u | (uint32_t)(1 + address / 250) << 8 |
	                            (uint32_t)(1 + address % 250));
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0) BUG("no descriptor");
	(void)setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	struct sockaddr_storage to = client->to;
	if (bind(fd, (struct sockaddr *)(void *)&own, sizeof own) != 0 ||
	    connect(fd, (struct sockaddr *)&to, client->to_n) != 0) {
		perror("connect");
		BUG("the server cannot be reached");
	}
	return fd;
}

static void watch(const struct client *client, int fd, uint64_t tag)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = tag };
	if (epoll_ctl(client->epoll, EPOLL_CTL_ADD, fd, &event) != 0) BUG("no epoll");
}

static void send_whole(int fd, const char *at, int n)
{
	if (n <= 0 || send(fd, at, (size_t)n, MSG_NOSIGNAL) != n) BUG("a request cannot be sent");
}

static void open_stream(struct client *client, size_t i)
{
	struct watcher *one = &client->watchers[i];
	const struct scale_room *room = &client->part->rooms[one->room];
	char request[512], from[64] = "";

	one->fd = connect_from(client, client->part->first * MEETING_PEOPLE + i);
	one->opens_us = 0;
	one->opened_us = time_monotonic_us();
	one->in_body = one->is_refused = false;
	one->number = -1;
	one->line.n = 0;
	if (one->last >= 0)
		(void)snprintf(from, sizeof from, "Last-Event-ID: %lld\r\n", (long long)one->last);
	const int n = snprintf(request, sizeof request,
	                       "GET /meetings/%.*s/room/events HTTP/1.1\r\nHost: %.*s\r\n"
	                       "Cookie: setwise=%.*s\r\n%s\r\n",
	                       STR_ARG(room->id), STR_ARG(client->part->address),
	                       STR_ARG(room->tokens[one->seat]), from);
	send_whole(one->fd, request, n);
	watch(client, one->fd, i);
}

/* ---- what comes ---- */

static void count(uint32_t *slots, int64_t us)
{
	const int64_t slot = us / SCALE_SLOT_US;
	slots[slot < SCALE_SLOTS ? slot : SCALE_SLOTS - 1]++;
}

static void frame_came(struct client *client, struct watcher *one)
{
	struct pressing *pressing = &client->pressing[one->room];
	const unsigned bit = 1u << one->seat;

	client->report->numbers++;
	client->report->astray += one->number != (one->last < 0 ? 1 : one->last + 1);
	one->last = one->number;
	one->number = -1;
	if (!one->has_begun) {
		one->has_begun = true;
		client->begun++;
		client->opening--;
	}
	if (!pressing->at_us || one->last <= pressing->above || pressing->seen & bit) return;
	count(client->report->delays, time_monotonic_us() - pressing->at_us);
	client->report->frames++;
	client->report->away += one->opened_us > pressing->at_us;
	pressing->seen |= bit;
	if (pressing->seen == (1u << MEETING_PEOPLE) - 1) pressing->at_us = 0;
}

static bool line_starts(const struct line *line, struct str with)
{
	return str_starts((struct str){ line->at, line->n }, with);
}

static void stream_line(struct client *client, struct watcher *one)
{
	const struct line *line = &one->line;
	int64_t number;

	if (!one->in_body) {
		if (line_starts(line, STR("HTTP/")) && !line_starts(line, STR("HTTP/1.1 200"))) {
			one->is_refused = true;
			if (client->report->streams_refused++ == 0)
				(void)fprintf(stderr, "a stream is refused: %.*s\n", (int)line->n,
				              line->at);
		}
		one->in_body = line->n == 0;
		return;
	}
	if (line->n == 0 && one->number >= 0) frame_came(client, one);
	if (!line_starts(line, STR("id:"))) return;
	const struct str text = str_trim(str_from((struct str){ line->at, line->n }, 3));
	if (!str_i64(text, 0, INT64_MAX, &number)) BUG("a frame's number");
	one->number = number;
}

/* Lines end in LF, with or without CR. True for each whole one. */
static bool add_byte(struct line *line, char byte)
{
	if (byte == '\n') return true;
	if (byte != '\r' && line->n < LINE) line->at[line->n++] = byte;
	return false;
}

static void close_stream(struct client *client, struct watcher *one)
{
	client->dice = client->dice * 1664525u + 1013904223u;
	const int64_t ms =
		one->is_refused ? FAILED_MS : AGAIN_MS + (client->dice >> 8) % AGAIN_MORE_MS;

	(void)close(one->fd);
	one->fd = -1;
	one->opens_us = time_monotonic_us() + ms * 1000;
	one->next_closed = client->closed;
	client->closed = one;
	client->report->reopened++;
}

static void open_again(struct client *client)
{
	const int64_t now = client->closed ? time_monotonic_us() : 0;

	for (struct watcher **at = &client->closed; *at;) {
		struct watcher *one = *at;
		if (one->opens_us > now) {
			at = &one->next_closed;
			continue;
		}
		*at = one->next_closed;
		open_stream(client, (size_t)(one - client->watchers));
	}
}

static void take_stream(struct client *client, size_t i, const char *bytes, ssize_t n)
{
	struct watcher *one = &client->watchers[i];

	if (n <= 0) {
		close_stream(client, one);
		return;
	}
	for (ssize_t b = 0; b < n; b++)
		if (add_byte(&one->line, bytes[b])) {
			stream_line(client, one);
			one->line.n = 0;
		}
}

/* From an address that no stream has. */
static void open_door(struct client *client, struct door *door)
{
	*door = (struct door){ .fd = connect_from(client,
		                                  (20000 + client->part->first) * MEETING_PEOPLE) };
	watch(client, door->fd, client->n + (size_t)(door - client->doors));
}

static void take_door(struct client *client, struct door *door, const char *bytes, ssize_t n)
{
	if (n <= 0) {
		if (door->pressed_us) BUG("a press was not answered");
		(void)close(door->fd); /* it was idle for a minute */
		open_door(client, door);
		return;
	}
	for (ssize_t b = 0; b < n; b++) {
		if (!add_byte(&door->line, bytes[b])) continue;
		if (line_starts(&door->line, STR("HTTP/")) &&
		    !line_starts(&door->line, STR("HTTP/1.1 204")))
			client->report->refused++;
		if (door->line.n == 0 && door->pressed_us) {
			count(client->report->answers, time_monotonic_us() - door->pressed_us);
			door->pressed_us = 0;
		}
		door->line.n = 0;
	}
}

static void take_all(struct client *client, int wait_ms)
{
	static char bytes[256 * 1024];
	struct epoll_event events[256];
	const int most_ms = client->closed && wait_ms > 5 ? 5 : wait_ms;
	const int n = epoll_wait(client->epoll, events, 256, most_ms);

	open_again(client);
	for (int i = 0; i < n; i++) {
		const size_t tag = (size_t)events[i].data.u64;
		const bool is_door = tag >= client->n;
		const int fd =
			is_door ? client->doors[tag - client->n].fd : client->watchers[tag].fd;
		if (fd < 0) continue;
		const ssize_t got = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
		if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
		if (is_door)
			take_door(client, &client->doors[tag - client->n], bytes, got);
		else
			take_stream(client, tag, bytes, got);
	}
}

/* ---- presses ---- */

static struct door *free_door(struct client *client)
{
	for (size_t i = 0; i < DOORS; i++)
		if (!client->doors[i].pressed_us) return &client->doors[i];
	return NULL;
}

/* False: its last press is not through yet, or no connection is free. */
static bool press(struct client *client, size_t at)
{
	struct pressing *pressing = &client->pressing[at];
	const struct scale_room *room = &client->part->rooms[at];
	struct door *door = free_door(client);
	char request[640];

	if (pressing->at_us || !door) return false;
	const int by = pressing->turn % MEETING_HOST;
	const int n = snprintf(request, sizeof request,
	                       "POST /meetings/%.*s/room/bid HTTP/1.1\r\nHost: %.*s\r\n"
	                       "Origin: http://%.*s\r\nX-Live: 1\r\nCookie: setwise=%.*s\r\n"
	                       "Content-Type: application/x-www-form-urlencoded\r\n"
	                       "Content-Length: 9\r\n\r\nurgency=%d",
	                       STR_ARG(room->id), STR_ARG(client->part->address),
	                       STR_ARG(client->part->address), STR_ARG(room->tokens[by]),
	                       /* each asks anew with another urgency than the last time */
	                       (pressing->turn / MEETING_HOST + by + 1) % 3 + 1);
	pressing->turn++;
	pressing->above = -1;
	for (int seat = 0; seat < MEETING_PEOPLE; seat++) {
		const int64_t last = client->watchers[at * MEETING_PEOPLE + (size_t)seat].last;
		if (last > pressing->above) pressing->above = last;
	}
	pressing->seen = 0;
	pressing->at_us = door->pressed_us = time_monotonic_us();
	send_whole(door->fd, request, n);
	client->report->presses++;
	return true;
}

static void press_for(struct client *client)
{
	const int64_t began = time_monotonic_us(), end = began + client->part->seconds * 1000000;
	const double a_second = (double)client->part->n * PRESSES_A_HUNDRED / 100;
	double due = 0;
	size_t at = 0;

	for (int64_t now = began; now < end; now = time_monotonic_us()) {
		const double wanted = (double)(now - began) / 1e6 * a_second;
		while (due < wanted) {
			due += 1;
			/* Rooms in an order that looks like none; one that is busy is passed over. */
			bool pressed = false;
			for (size_t tries = 0; tries < 16 && !pressed; tries++) {
				at = (at + 7919) % client->part->n;
				pressed = press(client, at);
			}
			client->report->skipped += !pressed;
		}
		const int64_t next_us =
			(int64_t)(due / a_second * 1e6) + began - time_monotonic_us();
		take_all(client, next_us > 1000 ? (int)(next_us / 1000) : next_us > 0);
	}
	const int64_t last = time_monotonic_us() + LAST_MS * 1000;
	while (time_monotonic_us() < last) take_all(client, 50);
	for (size_t i = 0; i < client->part->n; i++) {
		const struct watcher *room = &client->watchers[i * MEETING_PEOPLE];
		for (int seat = 0; seat < MEETING_PEOPLE; seat++) {
			client->report->late += client->pressing[i].at_us &&
			                        !(client->pressing[i].seen >> seat & 1);
			client->report->apart += room[seat].last != room[0].last;
		}
	}
}

/* ---- one client ---- */

static void open_all(struct client *client)
{
	for (size_t i = 0; i < client->n; i++)
		client->watchers[i] = (struct watcher){ .fd = -1,
			                                .room = i / MEETING_PEOPLE,
			                                .seat = (int)(i % MEETING_PEOPLE),
			                                .number = -1,
			                                .last = -1 };
	while (client->begun < client->n) {
		while (client->next < client->n && client->opening < AT_ONCE) {
			client->opening++;
			open_stream(client, client->next++);
		}
		take_all(client, 100);
	}
	for (size_t i = 0; i < DOORS; i++) open_door(client, &client->doors[i]);
}

static void say_so(int to_parent)
{
	if (write(to_parent, "r", 1) != 1) BUG("the parent has gone");
}

static void await_word(int from_parent)
{
	char word;
	if (read(from_parent, &word, 1) != 1) BUG("the parent has gone");
}

void scale_client(const struct scale_part *part, struct scale_report *report, int from_parent,
                  int to_parent)
{
	struct client client = { .part = part,
		                 .epoll = epoll_create1(0),
		                 .n = part->n * MEETING_PEOPLE,
		                 .report = report };
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = 0 };

	client.watchers = calloc(client.n, sizeof client.watchers[0]);
	client.pressing = calloc(part->n, sizeof client.pressing[0]);
	if (!client.watchers || !client.pressing) BUG("out of memory");
	if (!endpoint_parse(part->address, &client.to, &client.to_n)) BUG("the server's address");
	open_all(&client);
	say_so(to_parent);
	/* Frames and beats are read while the parent measures the quiet. */
	const int asked = epoll_create1(0);
	if (asked < 0 || epoll_ctl(asked, EPOLL_CTL_ADD, from_parent, &event) != 0) BUG("no epoll");
	while (epoll_wait(asked, &event, 1, 0) == 0) take_all(&client, 20);
	await_word(from_parent);
	press_for(&client);
	say_so(to_parent);
	await_word(from_parent); /* its processor time is read until then */
	_exit(0);
}
