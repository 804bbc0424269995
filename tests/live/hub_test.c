/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* hub - rooms with listeners on real connections: who is sent what, and who is here. */
#include "live/hub.h"

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/support.h"
#include "support/check.h"

enum { ROOM = 7, OTHER = 8, MEMBERS = 1, PRESENTER = 2, SCREEN = 3 };

/* "/TOPIC/AUDIENCE/PERSON/LAST" listens. */
struct live {
	struct hub *hub;
	struct serving *serving;
	int64_t changes, last_topic; /* of the loop thread */
	size_t last_n;
};

static void handle(struct exchange *exchange, void *with)
{
	struct live *live = with;
	struct str rest = str_from(exchange_request(exchange)->path, 1), piece;
	int64_t n[4] = { 0 };
	for (size_t i = 0; i < LEN(n) && str_cut(&rest, '/', &piece); i++)
		CHECK(str_i64(piece, INT64_MIN, INT64_MAX, &n[i]), "a number");
	hub_listen(live->hub, exchange, &(struct hub_seat){ n[0], n[1], n[2], n[3] });
}

static void on_change(int64_t topic, size_t listeners, void *with)
{
	struct live *live = with;
	live->changes++;
	live->last_topic = topic;
	live->last_n = listeners;
}

struct making {
	struct live *live;
	int64_t beat_ms;
};

static void make_hub(void *with)
{
	struct making *making = with;
	const struct hub_options options = { making->beat_ms, on_change, making->live };
	making->live->hub = hub_new(serving_server(making->live->serving), &options);
}

/* Longer than any test takes: a beat between two frames would be a difference of luck. */
enum { NO_BEAT = 3600 * 1000 };

static void live_start(struct live *live, int64_t beat_ms, struct http_limits limits)
{
	struct making making = { live, beat_ms };
	*live = (struct live){ 0 };
	const struct http_options options = { .handle = handle, .with = live, .limits = limits };
	live->serving = serving_start(&options);
	serving_run(live->serving, make_hub, &making);
}

static void live_stop(struct live *live)
{
	serving_stop(live->serving);
	hub_free(live->hub);
}

/* ---- what the tests do on the loop thread ---- */

struct act {
	struct live *live;
	enum {
		PUBLISH,
		SAY,
		FORGET,
		FORGET_PERSON,
		PRESENT,
		PEOPLE,
		HERE,
		AUDIENCES,
		ALL,
		CHANGES
	} what;
	int64_t topic, after, event, audience, person;
	struct hub_text texts[3];
	size_t n_texts;
	struct str text;
	int64_t list[8];
	size_t n; /* the result */
};

static void do_act(void *with)
{
	struct act *act = with;
	struct hub *hub = act->live->hub;
	switch (act->what) {
	case PUBLISH:
		act->n = act->after ? hub_publish_after(hub, act->topic, act->after, act->event,
		                                        act->texts, act->n_texts)
		                    : hub_publish(hub, act->topic, act->event, act->texts,
		                                  act->n_texts);
		break;
	case SAY:
		act->n = hub_say(hub, act->topic, act->person, act->text);
		break;
	case FORGET:
		act->n = hub_forget(hub, act->topic, act->audience, act->person);
		break;
	case FORGET_PERSON:
		act->n = hub_forget_person(hub, act->person);
		break;
	case PRESENT:
		act->n = hub_present(hub, act->topic);
		break;
	case PEOPLE:
		act->n = hub_people(hub, act->topic, act->list, 3);
		break;
	case HERE:
		act->n = hub_is_here(hub, act->topic, act->person);
		break;
	case AUDIENCES:
		act->n = hub_audiences(hub, act->topic, act->event, act->list, 8);
		break;
	case ALL:
		act->n = hub_listeners(hub);
		break;
	case CHANGES:
		act->n = (size_t)act->live->changes;
		break;
	}
}

static size_t run(struct live *live, struct act *act)
{
	act->live = live;
	serving_run(live->serving, do_act, act);
	return act->n;
}

#define RUN(live, ...) run((live), &(struct act){ __VA_ARGS__ })

static int join(struct live *live, int topic, int audience, int person, int last)
{
	char text[128];
	struct buf into = { 0 };
	const int fd = client_open(live->serving);
	const int n = snprintf(text, sizeof text, "GET /%d/%d/%d/%d HTTP/1.1\r\nHost: a\r\n\r\n",
	                       topic, audience, person, last);
	client_send(fd, (struct str){ text, (size_t)n });
	const struct str head = client_read_to(fd, STR("\r\n\r\n"), &into);
	CHECK_INT(answer_status(head), 200, "listening");
	CHECK(str_has(head, STR("text/event-stream")) && str_has(head, STR("no-store")),
	      "as a stream");
	buf_release(&into);
	return fd;
}

static void expect(int fd, const char *text)
{
	struct buf into = { 0 };
	CHECK_STR(client_read_to(fd, str_of(text), &into), text, "exactly this came");
	buf_release(&into);
}

static void leave_and_wait(struct live *live, int fd, int topic, size_t left)
{
	close(fd);
	while (RUN(live, .what = PRESENT, .topic = topic) != left) usleep(1000);
}

TEST(frames_are_written_line_by_line)
{
	static const struct {
		int64_t event;
		struct str name, data;
		const char *frame;
	} rows[] = {
		{ 5, STR_INIT("room"), STR_INIT("a"), "id: 5\nevent: room\ndata: a\n\n" },
		{ -1, STR_INIT(""), STR_INIT(""), "data: \n\n" },
		{ 0, STR_INIT(""), STR_INIT("a\nb"), "id: 0\ndata: a\ndata: b\n\n" },
		{ -1, STR_INIT("x"), STR_INIT("a\r\nb\rc\n"),
		  "event: x\ndata: a\ndata: b\ndata: c\ndata: \n\n" },
		{ -1, STR_INIT(""), STR_INIT("\n\nevent: bye"),
		  "data: \ndata: \ndata: event: bye\n\n" },
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct buf out;
		buf_init(&out, 1024);
		hub_frame(&out, rows[i].event, rows[i].name, rows[i].data);
		CHECK_STR(buf_text(&out), rows[i].frame, "a frame");
		buf_release(&out);
	}
}

TEST(each_audience_is_sent_its_own_and_nobody_twice)
{
	struct live live;
	live_start(&live, NO_BEAT, (struct http_limits){ 0 });
	const int member = join(&live, ROOM, MEMBERS, 11, 3),
		  presenter = join(&live, ROOM, PRESENTER, 12, 3),
		  late = join(&live, ROOM, MEMBERS, 13, 5),
		  other = join(&live, OTHER, MEMBERS, 11, 0),
		  screen = join(&live, ROOM, SCREEN, 0, 0);
	struct act act = { .what = PUBLISH,
		           .topic = ROOM,
		           .event = 4,
		           .texts = { { MEMBERS, STR("m4\n\n") }, { PRESENTER, STR("p4\n\n") } },
		           .n_texts = 2 };
	CHECK_INT(run(&live, &act), 2, "one member, the presenter");
	CHECK_INT(run(&live, &act), 0, "the same again reaches nobody");
	act.event = 6;
	act.texts[0].frames = STR("m6\n\n");
	CHECK_INT(run(&live, &act), 3, "the next reaches whoever has a text");
	act.topic = OTHER;
	act.texts[0].frames = STR("other\n\n");
	CHECK_INT(run(&live, &act), 1, "another room");
	CHECK_INT(RUN(&live, .what = SAY, .topic = ROOM, .text = STR("all\n\n")), 4, "to all");
	CHECK_INT(RUN(&live, .what = SAY, .topic = ROOM, .person = 12, .text = STR("one\n\n")), 1,
	          "to one person alone");
	CHECK_INT(RUN(&live, .what = SAY, .topic = 99, .text = STR("none\n\n")), 0, "nobody there");
	expect(member, "m4\n\nm6\n\nall\n\n");
	expect(late, "m6\n\nall\n\n");
	expect(presenter, "p4\n\np4\n\nall\n\none\n\n");
	expect(screen, "all\n\n");
	expect(other, "other\n\n");
	/* Which audiences would have to be rendered for event 6? the screen, which has seen nothing. */
	act = (struct act){ .what = AUDIENCES, .topic = ROOM, .event = 6 };
	CHECK_INT(run(&live, &act), 1, "one behind");
	CHECK_INT(act.list[0], SCREEN, "the screen");
	act.event = INT64_MAX;
	CHECK_INT(run(&live, &act), 3, "all audiences");
	CHECK(act.list[0] == MEMBERS && act.list[1] == PRESENTER && act.list[2] == SCREEN,
	      "in order");
	const int fds[] = { member, presenter, late, other, screen };
	for (size_t i = 0; i < LEN(fds); i++) close(fds[i]);
	live_stop(&live);
}

TEST(who_is_here)
{
	struct live live;
	live_start(&live, NO_BEAT, (struct http_limits){ 0 });
	CHECK_INT(RUN(&live, .what = PRESENT, .topic = ROOM), 0, "nobody");
	const int a = join(&live, ROOM, MEMBERS, 21, 0), b = join(&live, ROOM, MEMBERS, 20, 0),
		  again = join(&live, ROOM, MEMBERS, 21, 0),
		  screen = join(&live, ROOM, SCREEN, 0, 0);
	CHECK_INT(RUN(&live, .what = PRESENT, .topic = ROOM), 4, "listeners");
	CHECK_INT(RUN(&live, .what = ALL), 4, "in all rooms");
	struct act people = { .what = PEOPLE, .topic = ROOM };
	CHECK_INT(run(&live, &people), 2, "people, once each, no screens");
	CHECK(people.list[0] == 20 && people.list[1] == 21, "in order");
	leave_and_wait(&live, a, ROOM, 3);
	CHECK_INT(RUN(&live, .what = HERE, .topic = ROOM, .person = 21), 1,
	          "still here on the phone");
	leave_and_wait(&live, again, ROOM, 2);
	CHECK_INT(RUN(&live, .what = HERE, .topic = ROOM, .person = 21), 0, "gone");
	leave_and_wait(&live, b, ROOM, 1);
	leave_and_wait(&live, screen, ROOM, 0);
	CHECK_INT(RUN(&live, .what = ALL), 0, "nobody");
	CHECK_INT(RUN(&live, .what = CHANGES), 8, "each coming and going was told");
	CHECK(live.last_topic == ROOM && live.last_n == 0, "the last of it");
	live_stop(&live);
}

TEST(who_signs_out_or_leaves_a_set_is_disconnected)
{
	struct live live;
	struct buf into = { 0 };
	live_start(&live, NO_BEAT, (struct http_limits){ 0 });
	const int a = join(&live, ROOM, MEMBERS, 1, 0), b = join(&live, ROOM, PRESENTER, 2, 0),
		  c = join(&live, OTHER, MEMBERS, 1, 0), d = join(&live, OTHER, MEMBERS, 3, 0);
	CHECK_INT(RUN(&live, .what = FORGET, .topic = ROOM, .audience = PRESENTER), 1,
	          "an audience");
	CHECK_STR(client_read_all(b, &into), "event: bye\nretry: 3000\ndata:\n\n",
	          "they come back in their own time");
	CHECK_INT(RUN(&live, .what = FORGET, .topic = ROOM, .person = 9), 0, "nobody of that name");
	CHECK_INT(RUN(&live, .what = FORGET_PERSON, .person = 1), 2, "a person everywhere");
	buf_clear(&into);
	CHECK_STR(client_read_all(a, &into), "event: gone\ndata:\n\n", "they ask at once");
	buf_clear(&into);
	CHECK_STR(client_read_all(c, &into), "event: gone\ndata:\n\n", "in every room");
	CHECK_INT(RUN(&live, .what = ALL), 1, "one is left");
	CHECK_INT(RUN(&live, .what = FORGET, .topic = OTHER), 1, "the whole room");
	buf_clear(&into);
	CHECK_STR(client_read_all(d, &into), "event: bye\nretry: 3000\ndata:\n\n", "closed");
	const int fds[] = { a, b, c, d };
	for (size_t i = 0; i < LEN(fds); i++) close(fds[i]);
	buf_release(&into);
	live_stop(&live);
}

TEST(who_does_not_take_frames_is_disconnected)
{
	static char frame[32 * 1024];
	struct live live;
	live_start(&live, NO_BEAT, (struct http_limits){ .stream_queue = 64 * 1024 });
	const int lazy = join(&live, ROOM, MEMBERS, 1, 0);
	memset(frame, 'x', sizeof frame);
	struct act act = { .what = SAY, .topic = ROOM, .text = { frame, sizeof frame } };
	int sent = 0;
	while (run(&live, &act) == 1) sent++;
	CHECK(sent >= 2, "its queue was used");
	CHECK_INT(RUN(&live, .what = PRESENT, .topic = ROOM), 0, "not here any more");
	CHECK(client_sees_end(lazy), "cut off");
	close(lazy);
	live_stop(&live);
}

TEST(a_beat_comes_again_and_again)
{
	struct live live;
	live_start(&live, 100, (struct http_limits){ 0 });
	const int fds[] = { join(&live, ROOM, MEMBERS, 1, 0), join(&live, OTHER, MEMBERS, 2, 0) };
	for (size_t i = 0; i < LEN(fds); i++) {
		for (int beat = 0; beat < 3; beat++) {
			struct buf into = { 0 };
			const struct str got = client_read_to(fds[i], STR("\n\n"), &into);
			CHECK(str_starts(got, STR("event: beat\ndata: ")),
			      "a beat, with the server's clock");
			buf_release(&into);
		}
		close(fds[i]);
	}
	live_stop(&live);
}

TEST(a_stop_says_bye)
{
	struct live live;
	struct buf into = { 0 };
	live_start(&live, NO_BEAT, (struct http_limits){ 0 });
	const int fd = join(&live, ROOM, MEMBERS, 1, 0);
	http_server_stop(serving_server(live.serving));
	CHECK_STR(client_read_all(fd, &into), "event: bye\nretry: 3000\ndata:\n\n", "bye");
	close(fd);
	buf_release(&into);
	live_stop(&live);
}

/* ---- other threads ---- */

enum { PUBLISHERS = 3, EVENTS = 300 };

struct publisher {
	struct live *live;
	int topic;
};

static void *publish_many(void *with)
{
	const struct publisher *publisher = with;
	for (int event = 1; event <= EVENTS; event++) {
		struct buf frame;
		buf_init(&frame, 256);
		hub_frame(&frame, event, STR("room"), STR("hello"));
		const struct hub_text text = { MEMBERS, buf_text(&frame) };
		hub_publish_soon(publisher->live->hub, publisher->topic, event, &text, 1);
		buf_release(&frame);
	}
	return NULL;
}

TEST(other_threads_publish_in_order)
{
	struct live live;
	pthread_t threads[PUBLISHERS];
	struct publisher publishers[PUBLISHERS];
	int fds[PUBLISHERS];
	live_start(&live, NO_BEAT, (struct http_limits){ 0 });
	for (int i = 0; i < PUBLISHERS; i++) {
		fds[i] = join(&live, 100 + i, MEMBERS, i + 1, 0);
		publishers[i] = (struct publisher){ &live, 100 + i };
	}
	for (int i = 0; i < PUBLISHERS; i++)
		pthread_create(&threads[i], NULL, publish_many, &publishers[i]);
	for (int i = 0; i < PUBLISHERS; i++) pthread_join(threads[i], NULL);
	for (int i = 0; i < PUBLISHERS; i++) {
		struct buf into = { 0 };
		struct str got =
			client_read_to(fds[i], STR("id: 300\nevent: room\ndata: hello\n\n"), &into);
		CHECK_INT(count_of(got, STR("event: room")), EVENTS, "every event once");
		for (int event = 1; event <= EVENTS; event++) {
			char mark[32];
			snprintf(mark, sizeof mark, "id: %d\n", event);
			CHECK(str_starts(got, str_of(mark)), "in order");
			got = str_from(got, strlen(mark) + strlen("event: room\ndata: hello\n\n"));
		}
		buf_release(&into);
		close(fds[i]);
	}
	live_stop(&live);
}

TEST(many_rooms_come_and_go)
{
	struct live live;
	live_start(&live, NO_BEAT, (struct http_limits){ 0 });
	int fds[150];
	for (int i = 0; i < 150; i++) fds[i] = join(&live, 1000 + i, MEMBERS, i + 1, 0);
	for (int i = 0; i < 150; i += 2) leave_and_wait(&live, fds[i], 1000 + i, 0);
	for (int i = 1; i < 150; i += 2)
		CHECK_INT(RUN(&live, .what = HERE, .topic = 1000 + i, .person = i + 1), 1,
		          "still here");
	CHECK_INT(RUN(&live, .what = ALL), 75, "half of them");
	for (int i = 1; i < 150; i += 2) close(fds[i]);
	live_stop(&live);
}

/* Events 1 to 5 are known; 6 is being made for those who have 5, when somebody comes who has none.  They
 * must not be given 6 alone: the next rendering, for them, gives 1 to 6. */
TEST(whoever_comes_during_a_rendering_is_given_nothing_of_it)
{
	struct live live;
	const struct hub_text six = { MEMBERS, STR("id: 6\n\n") },
			      one = { MEMBERS, STR("id: 1\n\n") };

	live_start(&live, NO_BEAT, (struct http_limits){ 0 });
	const int old = join(&live, ROOM, MEMBERS, 1, 5), new = join(&live, ROOM, MEMBERS, 2, 0);
	CHECK_INT(RUN(&live, .what = PUBLISH, .topic = ROOM, .after = 5, .event = 6,
	              .texts = { six }, .n_texts = 1),
	          1, "for one of them");
	expect(old, "id: 6\n\n");
	CHECK_INT(RUN(&live, .what = PUBLISH, .topic = ROOM, .event = 1, .texts = { one },
	              .n_texts = 1),
	          1, "the other is given the first");
	CHECK_INT(RUN(&live, .what = PUBLISH, .topic = ROOM, .event = 6, .texts = { six },
	              .n_texts = 1),
	          1, "and then this one, once");
	expect(new, "id: 1\n\nid: 6\n\n");
	close(old);
	close(new);
	live_stop(&live);
}

TESTS(frames_are_written_line_by_line, each_audience_is_sent_its_own_and_nobody_twice, who_is_here,
      who_signs_out_or_leaves_a_set_is_disconnected, who_does_not_take_frames_is_disconnected,
      a_beat_comes_again_and_again, a_stop_says_bye, other_threads_publish_in_order,
      many_rooms_come_and_go, whoever_comes_during_a_rendering_is_given_nothing_of_it)
