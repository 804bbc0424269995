/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Streams through the real database, workers, hub and sockets: whoever listens gets every event once, in
 * order, whatever overtakes whatever, and whoever comes back goes on where they were. */
#include "flows/support_site.h"

#include "net/support.h"
#include "store/room.h"

enum { LISTENERS = 8, EVENTS = 40, AUDIENCES = 2 };

struct theatre {
	struct flow *flow;
	struct serving *serving;
	struct live *live;
	meeting_id meeting;
	int next; /* number of the next event */
	size_t most_present;
};

/* ---- what a room would do ---- */

static enum err render(struct work *work, struct topic topic, int64_t after,
                       const int64_t *audiences, size_t n, struct live_out *out)
{
	struct room_event_rows rows;
	const int from = after < 0 ? 0 : (int)after;

	const enum err err = store_room_load(work->tx, (meeting_id){ topic.n }, from, &rows);
	if (err) return err;
	for (size_t i = 0; i < rows.n; i++) {
		for (size_t j = 0; j < n; j++) {
			struct buf frame;
			char data[64];
			const int length = snprintf(data, sizeof data, "<p id=\"a%lld\">%d</p>",
			                            (long long)audiences[j], rows.at[i].number);
			buf_init(&frame, 4096);
			hub_frame(&frame, rows.at[i].number, STR("room"),
			          (struct str){ data, (size_t)length });
			live_emit(out, rows.at[i].number, audiences[j], buf_text(&frame));
			buf_release(&frame);
		}
	}
	return OK;
}

static _Atomic size_t most_present;

static enum err present(struct work *work, struct topic topic, const person_id *people, size_t n)
{
	(void)work;
	(void)topic;
	for (size_t i = 1; i < n; i++)
		if (people[i].n <= people[i - 1].n) return ERR_CORRUPT;
	if (n > most_present) most_present = n;
	return OK;
}

static const struct live_source source = { render, present };

/* ---- the server: a GET of /N?last listens as person N ---- */

static void handle(struct exchange *exchange, void *with)
{
	const struct theatre *stage = with;
	const struct http_request *http = exchange_request(exchange);
	struct hub_seat seat = { .topic = stage->meeting.n, .last = -1 };

	CHECK(str_i64(str_from(http->path, 1), 1, 1000, &seat.person), "a person");
	CHECK(str_i64(http->query, -1, 1000, &seat.last), "the last event seen");
	seat.audience = 1 + seat.person % AUDIENCES;
	live_listen(stage->live, exchange, &seat);
}

static void begin_live(void *with)
{
	struct theatre *stage = with;

	stage->flow->site->server = serving_server(stage->serving);
	stage->live = live_new(stage->flow->site, stage->flow->site->server);
	stage->flow->site->live = stage->live;
}

static void end_live(void *with)
{
	struct site *site = ((struct theatre *)with)->flow->site;

	(void)pthread_mutex_lock(&site->lock);
	site->live = NULL;
	(void)pthread_mutex_unlock(&site->lock);
}

static void heard(struct str topic, void *with)
{
	struct site *site = ((const struct theatre *)with)->flow->site;

	(void)pthread_mutex_lock(&site->lock);
	if (site->live) live_heard(site->live, topic);
	(void)pthread_mutex_unlock(&site->lock);
}

static enum err run_event(struct work *work, void *with)
{
	const struct theatre *stage = with;
	const struct room_event event = { .number = stage->next,
		                          .kind = (enum room_kind)1,
		                          .at = work->now };

	work_tell(work, topic_room(stage->meeting));
	return store_room_append(work->tx, stage->meeting, &event);
}

static void happen(struct theatre *stage)
{
	struct work_unit unit = {
		.work = { .arena = stage->flow->arena, .now = stage->flow->now },
		.run = run_event,
		.with = stage,
	};
	CHECK_OK(work_write_wait(stage->flow->database->db, stage->flow->database->reader, &unit));
	stage->next++;
}

/* ---- listeners ---- */

static int listen_as(struct theatre *stage, int person, int last)
{
	const struct str ask = str_printf(stage->flow->arena,
	                                  "GET /%d?%d HTTP/1.1\r\nHost: x\r\n\r\n", person, last);
	const int fd = client_open(stage->serving);

	client_send(fd, ask);
	return fd;
}

/* Everything up to the frame of `last`; then it must be first..last, each once, in order. */
static void check_hears(struct theatre *stage, int fd, int first, int last)
{
	struct buf got;
	struct str line, text;
	int wanted = first;

	buf_init(&got, 1024 * 1024);
	text = client_read_to(fd, str_printf(stage->flow->arena, ">%d</p>", last), &got);
	while (str_cut(&text, '\n', &line)) {
		int64_t id;
		if (!str_starts(line, STR("id:"))) continue;
		CHECK(str_i64(str_trim(str_from(line, 3)), 1, EVENTS, &id), "a number");
		CHECK_INT(id, wanted, "the next event, once");
		wanted++;
	}
	CHECK_INT(wanted, last + 1, "nothing is missing");
	buf_release(&got);
}

static void stage_open(struct theatre *stage, enum db_engine engine)
{
	const struct http_options options = { .handle = handle, .with = stage };

	*stage = (struct theatre){ .flow = flow_open(engine), .next = 1 };
	stage->meeting = flow_meeting(stage->flow, flow_set(stage->flow, "Riverside"), 1,
	                              day_of(2026, 12, 3), NULL);
	stage->flow->site->live_source = &source;
	CHECK_OK(pool_new(stage->flow->database->db, 3, &stage->flow->site->pool));
	stage->serving = serving_start(&options);
	serving_run(stage->serving, begin_live, stage);
	db_listen(stage->flow->database->db, heard, stage);
}

static void stage_close(struct theatre *stage)
{
	struct site *site = stage->flow->site;

	serving_run(stage->serving, end_live, stage);
	pool_idle(site->pool);
	serving_stop(stage->serving);
	live_free(stage->live);
	pool_free(site->pool);
	flow_close(stage->flow);
}

TEST(each_listener_hears_each_event_once)
{
	FOR_ENGINES(engine)
	{
		struct theatre stage;
		int fds[LISTENERS];

		stage_open(&stage, engine);
		for (int i = 0; i < LISTENERS; i++) fds[i] = listen_as(&stage, i + 1, -1);
		for (int i = 0; i < EVENTS; i++) happen(&stage);
		for (int i = 0; i < LISTENERS; i++) check_hears(&stage, fds[i], 1, EVENTS);

		const int late = listen_as(&stage, 100, 30);
		check_hears(&stage, late, 31, EVENTS);
		CHECK(most_present >= 2, "presence was told");
		stage_close(&stage);
	}
}

/* ---- what is in no event ---- */

struct looking {
	meeting_id meeting;
	person_id whom;
};

static enum err run_look(struct work *work, void *with)
{
	const struct looking *looking = with;

	work_tell(work, topic_look(looking->meeting, looking->whom));
	return OK;
}

static void look(struct theatre *stage, int64_t whom)
{
	struct looking looking = { stage->meeting, { whom } };
	struct work_unit unit = {
		.work = { .arena = stage->flow->arena, .now = stage->flow->now },
		.run = run_look,
		.with = &looking,
	};
	CHECK_OK(work_write_wait(stage->flow->database->db, stage->flow->database->reader, &unit));
}

TEST(whoever_wrote_is_told_to_look_and_nobody_else_hears_of_it)
{
	FOR_ENGINES(engine)
	{
		struct theatre stage;
		int fds[4];

		stage_open(&stage, engine);
		for (int i = 0; i < 4; i++) fds[i] = listen_as(&stage, 1 + i / 2, -1);
		happen(&stage);
		for (int i = 0; i < 4; i++) check_hears(&stage, fds[i], 1, 1);
		/* The first may have come with their arrival; the second is heard of, so listening has begun. */
		happen(&stage);
		for (int i = 0; i < 4; i++) check_hears(&stage, fds[i], 2, 2);
		look(&stage, 2);
		look(&stage, 0);
		for (int i = 0; i < 4; i++) {
			struct buf got;
			buf_init(&got, 1024 * 1024);
			const struct str text =
				client_read_to(fds[i], STR("event: look\ndata: all\n"), &got);
			CHECK_INT(str_has(text, STR("event: look\ndata: mine\n")), i >= 2,
			          "both devices of the second, neither of the first");
			buf_release(&got);
		}
		stage_close(&stage);
	}
}

TEST(a_topic_goes_between_nodes_as_text)
{
	static const char *const bad[] = { "",        "room",        "room:",         "hall:2h7k",
		                           "look:!!", "look:2h7k:!", "room:2h7k:3h7k" };
	const struct topic topics[] = { topic_room((meeting_id){ 77 }),
		                        topic_look((meeting_id){ 77 }, (person_id){ 0 }),
		                        topic_look((meeting_id){ 77 }, (person_id){ 78 }) };
	struct arena *arena = arena_new(1 << 16);
	struct topic back;

	for (size_t i = 0; i < LEN(topics); i++) {
		CHECK(topic_parse(topic_text(arena, topics[i]), &back), "it is read");
		CHECK(back.n == topics[i].n && back.is_look == topics[i].is_look &&
		              back.whom.n == topics[i].whom.n,
		      "as it was written");
	}
	for (size_t i = 0; i < LEN(bad); i++) CHECK(!topic_parse(str_of(bad[i]), &back), bad[i]);
	arena_free(arena);
}

TESTS(each_listener_hears_each_event_once,
      whoever_wrote_is_told_to_look_and_nobody_else_hears_of_it, a_topic_goes_between_nodes_as_text)
