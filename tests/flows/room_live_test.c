/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A real room through the real hub, workers and sockets: what a stream says is what a poll says, for every
 * seat; every event arrives once; and no frame carries what is private to somebody else. */
#include "flows/support_room.h"

#include <sys/socket.h>
#include <unistd.h>

#include "net/support.h"
#include "web/room.h"

enum { SCREEN_AUDIENCE = 1000, FRAMES_MAX = 4 * 1024 * 1024 };

struct theatre {
	struct hall hall;
	struct serving *serving;
	struct live *live;
};

/* GET /AUDIENCE/PERSON?LAST listens as that audience; person 0: nobody in particular, so that nobody arrives by it. */
static void handle(struct exchange *exchange, void *with)
{
	const struct theatre *stage = with;
	const struct http_request *http = exchange_request(exchange);
	struct hub_seat seat = { .topic = stage->hall.meeting.n };

	struct str path = str_from(http->path, 1), audience;
	CHECK(str_cut(&path, '/', &audience), "an audience and a person");
	CHECK(str_i64(audience, 1, SCREEN_AUDIENCE, &seat.audience), "an audience");
	CHECK(str_i64(path, 0, INT64_MAX, &seat.person), "a person");
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
	db_listen_end(stage->hall.flow->database->db);
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

static int listen_as(struct theatre *stage, int audience, int after, const char *who)
{
	struct arena *arena = stage->hall.flow->arena;
	const int64_t person = *who ? flow_person(stage->hall.flow, who).n : 0;
	const int fd = client_open(stage->serving);

	client_send(fd, str_printf(arena, "GET /%d/%lld?%d HTTP/1.1\r\nHost: x\r\n\r\n", audience,
	                           (long long)person, after));
	return fd;
}

/* The whole frames of a stream, without beats.  The numbers are after + 1 and so on, each once. */
static struct str news_of(struct arena *arena, struct str text, int after)
{
	struct str line, news = { text.at, 0 };
	struct buf said;
	int64_t number = 0, wanted = after + 1;
	bool is_news = false;

	for (size_t i = 0; i + 1 < text.n; i++)
		if (text.at[i] == '\n' && text.at[i + 1] == '\n') news.n = i + 2;
	buf_init(&said, FRAMES_MAX);
	while (news.n && str_cut(&news, '\n', &line)) {
		if (str_starts(line, STR("id:"))) {
			CHECK(str_i64(str_trim(str_from(line, 3)), 1, 10000, &number), "a number");
			CHECK_INT(number, wanted++, "the next event, once");
		}
		if (str_starts(line, STR("id:")) || str_starts(line, STR("event:")))
			is_news = !str_eq(line, STR("event: beat"));
		if (!is_news) continue;
		buf_str(&said, line);
		buf_byte(&said, '\n');
		if (line.n == 0) is_news = false;
	}
	const struct str made = str_copy(arena, buf_text(&said));
	buf_release(&said);
	return made;
}

/* What a stream says after event `after`, until it has said as much as a poll did. */
static struct str hear(struct theatre *stage, int audience, int after, size_t length)
{
	struct arena *arena = stage->hall.flow->arena;
	struct str news = { 0 };
	struct buf got;
	char bytes[16384];

	const int fd = listen_as(stage, audience, after, "");
	buf_init(&got, FRAMES_MAX);
	while (news.n < length) {
		const ssize_t n = recv(fd, bytes, sizeof bytes, 0);
		CHECK(n > 0, "more of the stream");
		buf_put(&got, bytes, (size_t)n);
		news = str_has(buf_text(&got), STR("\r\n\r\n"))
		               ? news_of(arena, buf_text(&got), after)
		               : news;
	}
	buf_release(&got);
	close(fd);
	return news;
}

static int number_of(struct hall *hall, const char *who)
{
	const struct str mark = STR("data-number=\"");
	int64_t number = 0;

	hall_look(hall, who);
	for (size_t i = 0; i < hall->flow->body.n; i++) {
		struct str rest = str_from(hall->flow->body, i), value;
		if (!str_starts(rest, mark)) continue;
		rest = str_from(rest, mark.n);
		CHECK(str_cut(&rest, '"', &value) && str_i64(value, 1, 10000, &number), "a number");
		break;
	}
	return (int)number;
}

/* What a poll gives. */
static struct str poll(struct theatre *stage, const char *who, const char *path)
{
	CHECK_INT(flow_get(stage->hall.flow, who, path), 200, path);
	return stage->hall.flow->body;
}

static const char *since(struct hall *hall, int after, struct str mark)
{
	return hall_path(hall, str_z(hall->flow->arena,
	                             str_printf(hall->flow->arena, "/since/%d?looked=%.*s", after,
	                                        STR_ARG(mark))));
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
		fill(hall);
		stage_open(&stage);
		const int number = number_of(hall, "Amara");
		for (int i = 0; i <= ROOM_MEMBERS; i++) {
			const char *who = i < ROOM_MEMBERS ? room_members[i] : room_host;
			const int after = i % 2 ? number / 2 : 0;
			const struct str polled = poll(&stage, who, since(hall, after, STR("")));
			const struct str heard = hear(&stage, 1 + i, after, polled.n);
			CHECK(str_eq(heard, polled), who);
			CHECK(has(heard, "event: say") || has(heard, "event: tell"),
			      "and what is said");
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
		const struct str polled = poll(&stage, "Amara", path);
		const struct str heard = hear(&stage, SCREEN_AUDIENCE, 0, polled.n);
		CHECK(str_eq(heard, polled), "the big screen");
		CHECK(!has(heard, "canary"), "the big screen shows nothing that was not put on it");
		CHECK_INT(flow_get(hall->flow, "Amara", since(hall, number, STR(""))), 204,
		          "nothing since");
		stage_close(&stage);
	}
}

/* The mark that an answer came with. */
static struct str mark_of(struct hall *hall)
{
	return str_copy(hall->flow->arena, flow_answer_field(hall->flow, "X-Looked"));
}

/* On PostgreSQL listening begins a little later, and what is said before is not heard.  What is said is heard in
 * order: once a second note is, all that was before it has been. */
static void until_it_listens(struct hall *hall)
{
	struct flow *flow = hall->flow;

	(void)flow_get(flow, "Tom", since(hall, 0, STR("")));
	const struct str none = mark_of(hall);
	const int number = number_of(hall, "Tom");
	do hall_do(hall, "Tom", "note", "text", "canary-tom", NULL);
	while (flow_get(flow, "Tom", since(hall, number, none)) == 204);
	const struct str mark = mark_of(hall);
	hall_do(hall, "Tom", "note", "text", "canary-tom", NULL);
	while (flow_get(flow, "Tom", since(hall, number, mark)) == 204) continue;
}

TEST(who_asks_is_told_to_look_as_who_listens)
{
	FOR_ENGINES(engine)
	{
		struct theatre stage = { .hall = hall_open(engine, 1, true) };
		struct hall *hall = &stage.hall;
		struct flow *flow = hall->flow;
		struct buf got;

		fill(hall);
		stage_open(&stage);
		db_listen(flow->database->db, site_heard, flow->site);
		until_it_listens(hall);
		const int number = number_of(hall, "Ben");
		CHECK_INT(flow_get(flow, "Ben", since(hall, number, STR(""))), 204, "nothing");
		const struct str first = mark_of(hall);
		CHECK_INT(flow_get(flow, "Ben", since(hall, number, first)), 204, "still nothing");

		const int fd = listen_as(&stage, 2, number, "Ben");
		hall_do(hall, "Ben", "note", "text", "canary-again", NULL);
		while (flow_get(flow, "Ben", since(hall, number, first)) == 204) continue;
		CHECK(has(flow->body, "event: look"), "Ben has written elsewhere");
		CHECK(!has(flow->body, "canary"), "and asks for it himself");
		buf_init(&got, FRAMES_MAX);
		read_through(fd, STR("event: look\n"), &got);
		buf_release(&got);
		close(fd);
		(void)flow_get(flow, "Ben", since(hall, number, STR("")));
		CHECK_INT(flow_get(flow, "Ben", since(hall, number, mark_of(hall))), 204, "once");
		CHECK_INT(flow_get(flow, "Amara", since(hall, number, first)), 204,
		          "nobody else is told");

		(void)flow_get(flow, "Amara", since(hall, number, STR("")));
		const struct str before = mark_of(hall);
		hall_do(hall, "Amara", "issue", "text", "canary-issue, in other words", NULL);
		while (flow_get(flow, "Ben", since(hall, number, before)) == 204) continue;
		CHECK(has(flow->body, "event: look"), "all look at an issue that has changed");
		CHECK_INT(flow_get(flow, "Ben", since(hall, number, STR("0000000000001.1"))), 200,
		          "a mark from before a restart: better once in vain");
		CHECK_INT(flow_get(flow, "Ben", since(hall, number, STR("nonsense"))), 200, "too");
		stage_close(&stage);
	}
}

TESTS(a_stream_says_what_a_poll_says_and_nothing_private, who_asks_is_told_to_look_as_who_listens)
