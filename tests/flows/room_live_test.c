/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A real room through the real hub, workers and sockets: what a stream says is what a poll says, for every
 * seat; every event arrives once; and no frame carries what is private to somebody else. */
#include "flows/support_room.h"

#include <sys/socket.h>

#include "net/support.h"
#include "web/room.h"

enum { SCREEN_AUDIENCE = 1000, FRAMES_MAX = 4 * 1024 * 1024 };

struct theatre {
	struct hall hall;
	struct serving *serving;
	struct live *live;
};

/* GET /AUDIENCE?LAST listens as that audience; nobody in particular, so that nobody arrives by it. */
static void handle(struct exchange *exchange, void *with)
{
	const struct theatre *stage = with;
	const struct http_request *http = exchange_request(exchange);
	struct hub_seat seat = { .topic = stage->hall.meeting.n };

	CHECK(str_i64(str_from(http->path, 1), 1, SCREEN_AUDIENCE, &seat.audience), "an audience");
	CHECK(str_i64(http->query, -1, 10000, &seat.last), "the last event seen");
	live_listen(stage->live, exchange, &seat);
}

static void begin_live(void *with)
{
	struct theatre *stage = with;
	struct site *site = stage->hall.flow->site;

	site->server = serving_server(stage->serving);
	stage->live = live_new(site, site->server);
	site->live = stage->live;
}

static void end_live(void *with)
{
	struct site *site = ((struct theatre *)with)->hall.flow->site;

	(void)pthread_mutex_lock(&site->lock);
	site->live = NULL;
	(void)pthread_mutex_unlock(&site->lock);
}

static void stage_open(struct theatre *stage)
{
	const struct http_options options = { .handle = handle, .with = stage };
	struct site *site = stage->hall.flow->site;

	site->live_source = &room_live;
	CHECK_OK(pool_new(stage->hall.flow->database->db, 2, &site->pool));
	stage->serving = serving_start(&options);
	serving_run(stage->serving, begin_live, stage);
}

static void stage_close(struct theatre *stage)
{
	struct site *site = stage->hall.flow->site;

	serving_run(stage->serving, end_live, stage);
	pool_idle(site->pool);
	serving_stop(stage->serving);
	live_free(stage->live);
	pool_free(site->pool);
	hall_close(&stage->hall);
}

/* Until the frame that begins with `mark` is whole. */
static void read_through(int fd, struct str mark, struct buf *got)
{
	char bytes[16384];

	for (;;) {
		const struct str text = buf_text(got);
		for (size_t i = 0; i + mark.n <= text.n; i++)
			if (str_starts(str_from(text, i), mark) &&
			    str_has(str_from(text, i), STR("\n\n")))
				return;
		const ssize_t n = recv(fd, bytes, sizeof bytes, 0);
		CHECK(n > 0, "more of the stream");
		buf_put(got, bytes, (size_t)n);
	}
}

/* The numbers are 1..last, each once; the data of the last "room" frame, its lines joined. */
static struct str hear(struct theatre *stage, int audience, int last)
{
	struct arena *arena = stage->hall.flow->arena;
	struct buf got, data;
	struct str line;
	int64_t number = 0, wanted = 1;
	bool is_last = false;

	const int fd = client_open(stage->serving);
	client_send(fd, str_printf(arena, "GET /%d?0 HTTP/1.1\r\nHost: x\r\n\r\n", audience));
	buf_init(&got, FRAMES_MAX);
	buf_init(&data, FRAMES_MAX);
	read_through(fd, str_printf(arena, "id: %d\n", last), &got);
	struct str left = str_copy(arena, buf_text(&got));
	while (str_cut(&left, '\n', &line)) {
		if (str_starts(line, STR("id:"))) {
			CHECK(str_i64(str_trim(str_from(line, 3)), 1, 10000, &number), "a number");
			CHECK_INT(number, wanted++, "the next event, once");
			is_last = number == last;
		}
		if (line.n == 0) is_last = false;
		if (is_last && str_starts(line, STR("data:"))) {
			if (data.n) buf_byte(&data, '\n');
			buf_str(&data, str_from(line, str_starts(line, STR("data: ")) ? 6 : 5));
		}
	}
	CHECK_INT(wanted, last + 1, "nothing is missing");
	const struct str made = str_copy(arena, buf_text(&data));
	buf_release(&got);
	buf_release(&data);
	return made;
}

/* What a poll gives, without its wrapper. */
static struct str poll(struct theatre *stage, const char *who, const char *path, int *number)
{
	struct flow *flow = stage->hall.flow;
	int64_t n = 0;

	CHECK_INT(flow_get(flow, who, path), 200, path);
	struct str body = flow->body, head;
	CHECK(str_cut(&body, '>', &head), "a wrapper");
	head = str_from(head, str_of("<div data-n=\"").n);
	CHECK(str_i64(str_part(head, 0, head.n - 1), 1, 10000, &n), "with a number");
	*number = (int)n;
	return str_part(body, 0, body.n - str_of("</div>").n);
}

/* A room with private words of every kind in it: each must reach its writer, and nobody else. */
static void fill(struct hall *hall)
{
	hall_shell(hall, "uk-halfday");
	hall_gather(hall);
	hall_do(hall, "Helen", "order", "seats", "0", NULL);
	hall_until(hall, "Present");
	hall_do(hall, "Amara", "issue", "text", "canary-issue", NULL);
	hall_until(hall, "Questions");
	hall_do(hall, "Ben", "question", "text", "canary-question", "do", "hand", NULL);
	hall_do(hall, "Ben", "note", "text", "canary-note", NULL);
	hall_look(hall, "Amara");
	const char *question =
		str_z(hall->flow->arena, hall_id_near(hall, "id=\"q-", "canary-question"));
	hall_do(hall, "Amara", "keep", "question", question, NULL);
}

static bool has(struct str text, const char *word)
{
	return str_has(text, str_of(word));
}

TEST(a_stream_says_what_a_poll_says_and_nothing_private)
{
	FOR_ENGINES(engine)
	{
		struct theatre stage = { .hall = hall_open(engine, 1, true) };
		struct hall *hall = &stage.hall;
		int number;

		fill(hall);
		stage_open(&stage);
		for (int i = 0; i <= ROOM_MEMBERS; i++) {
			const char *who = i < ROOM_MEMBERS ? room_members[i] : room_host;
			const struct str polled =
				poll(&stage, who, hall_path(hall, "/since/0"), &number);
			const struct str heard = hear(&stage, 1 + i, number);
			CHECK(str_eq(str_trim(heard), str_trim(polled)), who);
			CHECK(has(heard, "canary-issue"), "the set reads a shared issue");
			CHECK(has(heard, "canary-question"), "and the questions");
			CHECK(!has(heard, "canary-note"), "a note is in no frame");
			CHECK_INT(has(heard, "Kept, for you only"), strcmp(who, "Amara") == 0, who);
			CHECK_INT(has(heard, "Invite Ben"), strcmp(who, "Helen") == 0, who);
			CHECK_INT(has(heard, "Only you can see this"), strcmp(who, "Helen") == 0,
			          who);
			CHECK(!has(heard, "<textarea") && !has(heard, "type=\"text\"") &&
			              !has(heard, "<select"),
			      "nothing to type into comes with news");
		}
		const char *path =
			flow_path(hall->flow, "/meetings/%s/screen/since/0", hall->meeting.n);
		const struct str polled = poll(&stage, "Amara", path, &number);
		const struct str heard = hear(&stage, SCREEN_AUDIENCE, number);
		CHECK(str_eq(str_trim(heard), str_trim(polled)), "the big screen");
		CHECK(!has(heard, "canary"), "the big screen shows nothing that was not put on it");
		CHECK_INT(flow_get(hall->flow, "Amara",
		                   hall_path(hall, str_z(hall->flow->arena,
		                                         str_printf(hall->flow->arena, "/since/%d",
		                                                    number)))),
		          204, "nothing since");
		stage_close(&stage);
	}
}

TESTS(a_stream_says_what_a_poll_says_and_nothing_private)
