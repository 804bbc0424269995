/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* live - see live.h.  Everything about a topic is kept on the loop thread; a rendering and a report of
 * presence are jobs of their own that come back to the loop when they are done. */
#include "web/live.h"

#include "base/log.h"
#include "web/pool.h"
#include "web/site.h"

enum { SLOTS = 1024, TICK_PARTS = 64, ARENA_MAX = 64 * 1024 * 1024, TEXTS_MAX = 16 * 1024 * 1024 };

/* A topic that somebody listens to, or that has a job under way. */
struct watch {
	struct watch *next;
	struct live *live;
	struct topic topic;
	size_t listeners;
	bool rendering, render_again;
	bool reporting, report_again;
	int64_t opened_us; /* when its streams were last closed, or a while before it began (see begun_us) */
};

struct live {
	struct site *site;
	struct http_server *server;
	struct hub *hub;
	struct watch *slots[SLOTS];
	size_t tick_at; /* the slot that the next tick begins with */
};

/* ---- what is being made ---- */

struct text {
	struct text *next;
	int64_t event, audience;
	struct str frames;
};

struct live_out {
	struct arena *arena;
	struct text *first, **end;
	size_t n;
};

/* A rendering under way. */
struct rendering {
	struct job job;
	struct watch *watch;
	struct work_unit unit;
	struct arena *arena;
	struct live_out out;
	int64_t after;
	int64_t audiences[LIVE_AUDIENCES];
	size_t n;
	enum err result;
};

/* A report of presence under way. */
struct report {
	struct job job;
	struct watch *watch;
	struct work_unit unit;
	struct arena *arena;
	person_id people[LIVE_PEOPLE];
	size_t n;
};

void live_emit(struct live_out *out, int64_t event, int64_t audience, struct str frames)
{
	struct text *text = NEW(out->arena, struct text, 1);

	*text = (struct text){ NULL, event, audience, str_copy(out->arena, frames) };
	*out->end = text;
	out->end = &text->next;
	out->n++;
}

enum err live_news(struct work *work, const struct live_source *source, struct topic topic,
                   int64_t after, int64_t audience, struct buf *out)
{
	struct live_out made = { .arena = work->arena };

	made.end = &made.first;
	const enum err err = source->render(work, topic, after, &audience, 1, &made);
	for (const struct text *text = made.first; !err && text; text = text->next)
		buf_str(out, text->frames);
	return err;
}

/* ---- topics ---- */

static struct watch **slot_of(struct live *live, struct topic topic)
{
	struct watch **at = &live->slots[(uint64_t)topic.n % SLOTS];

	while (*at && (*at)->topic.n != topic.n) at = &(*at)->next;
	return at;
}

static void forget_if_done(struct watch *watch)
{
	if (watch->listeners || watch->rendering || watch->reporting) return;
	struct watch **at = slot_of(watch->live, watch->topic);
	*at = watch->next;
	free(watch);
}

static struct work work_for(struct live *live, struct arena *arena)
{
	return (struct work){
		.arena = arena,
		.house = &live->site->house,
		.seal = live->site->seal,
		.now = site_now(live->site),
	};
}

static void *must(void *at)
{
	if (!at) BUG("out of memory");
	return at;
}

/* ---- showing ---- */

static void render(struct watch *watch);

static void publish(struct rendering *rendering)
{
	struct hub *hub = rendering->watch->live->hub;
	struct hub_text texts[LIVE_AUDIENCES];
	const struct text *text = rendering->out.first;

	while (text) {
		const int64_t event = text->event;
		size_t n = 0;
		for (; text && text->event == event; text = text->next)
			if (n < LEN(texts))
				texts[n++] = (struct hub_text){ text->audience, text->frames };
		(void)hub_publish_after(hub, rendering->watch->topic.n, rendering->after, event,
		                        texts, n);
	}
}

static void on_loop_rendered(void *with)
{
	struct rendering *rendering = with;
	struct watch *watch = rendering->watch;

	if (rendering->result == OK)
		publish(rendering);
	else if (rendering->result != ERR_ABSENT)
		log_error("live=render err=%s", err_name(rendering->result));
	arena_free(rendering->arena);
	free(rendering);
	watch->rendering = false;
	if (watch->render_again && watch->listeners)
		render(watch);
	else
		forget_if_done(watch);
}

static enum err run_render(struct work *work, void *with)
{
	struct rendering *rendering = with;
	const struct live_source *source = rendering->watch->live->site->live_source;

	rendering->out = (struct live_out){ .arena = work->arena };
	rendering->out.end = &rendering->out.first;
	return source->render(work, rendering->watch->topic, rendering->after, rendering->audiences,
	                      rendering->n, &rendering->out);
}

static void render_job(struct job *job, struct db_reader *reader)
{
	struct rendering *rendering = (struct rendering *)(void *)job;

	rendering->result = work_read(reader, &rendering->unit);
	http_post(rendering->watch->live->server, on_loop_rendered, rendering);
}

static void least_last(const struct hub_seat *seat, struct stream *stream, void *with)
{
	int64_t *least = with;

	(void)stream;
	if (seat->last < *least) *least = seat->last;
}

static void render(struct watch *watch)
{
	struct live *live = watch->live;

	if (!live->site->live || !live->site->live_source) return; /* stopping; nothing is live */
	watch->render_again = watch->rendering;
	if (watch->rendering) return;

	struct rendering *rendering = must(calloc(1, sizeof *rendering));
	rendering->after = INT64_MAX;
	hub_each(live->hub, watch->topic.n, least_last, &rendering->after);
	rendering->n = hub_audiences(live->hub, watch->topic.n, INT64_MAX, rendering->audiences,
	                             LIVE_AUDIENCES);
	if (rendering->n == 0) {
		free(rendering);
		return;
	}
	watch->rendering = true;
	rendering->watch = watch;
	rendering->arena = arena_new(ARENA_MAX);
	rendering->job.run = render_job;
	rendering->unit = (struct work_unit){ .work = work_for(live, rendering->arena),
		                              .run = run_render,
		                              .with = rendering };
	pool_push(live->site->pool, &rendering->job);
}

/* ---- presence ---- */

static void report(struct watch *watch);

static void on_loop_reported(void *with)
{
	struct report *done = with;
	struct watch *watch = done->watch;

	arena_free(done->arena);
	free(done);
	watch->reporting = false;
	if (watch->report_again)
		report(watch);
	else
		forget_if_done(watch);
}

static enum err run_report(struct work *work, void *with)
{
	const struct report *at = with;
	const struct live_source *source = at->watch->live->site->live_source;

	return source->present(work, at->watch->topic, at->people, at->n);
}

static void reported(enum err result, void *with)
{
	struct report *at = with;
	struct pool *pool = at->watch->live->site->pool;

	if (result && result != ERR_ABSENT && result != ERR_REFUSED)
		log_warn("live=presence err=%s", err_name(result));
	http_post(at->watch->live->server, on_loop_reported, at);
	pool_release(pool);
}

static void report_job(struct job *job, struct db_reader *reader)
{
	struct report *at = (struct report *)(void *)job;

	pool_hold(at->watch->live->site->pool);
	work_write(at->watch->live->site->db, reader, &at->unit);
}

static void report(struct watch *watch)
{
	struct live *live = watch->live;
	const struct live_source *source = live->site->live_source;
	int64_t people[LIVE_PEOPLE];

	if (!live->site->live || !source || !source->present) return;
	watch->report_again = watch->reporting;
	if (watch->reporting) return;

	struct report *at = must(calloc(1, sizeof *at));
	at->n = hub_people(live->hub, watch->topic.n, people, LIVE_PEOPLE);
	for (size_t i = 0; i < at->n; i++) at->people[i].n = people[i];
	watch->reporting = true;
	at->watch = watch;
	at->arena = arena_new(ARENA_MAX);
	at->job.run = report_job;
	at->unit = (struct work_unit){
		.work = work_for(live, at->arena), .run = run_report, .done = reported, .with = at
	};
	pool_push(live->site->pool, &at->job);
}

/* Meetings begin on the hour.  Rooms that began to listen in the same half minute must not all be closed, ten
 * minutes later, in the same half minute: twenty-four thousand streams that come back at once keep everybody's
 * presses waiting for seconds.  So the first life of a room's streams is shorter, by up to three quarters. */
static int64_t begun_us(struct topic topic)
{
	const uint64_t mixed = (uint64_t)topic.n * 0x9e3779b97f4a7c15u >> 32;

	return time_monotonic_us() - (int64_t)(mixed % (LIVE_STREAM_MS / 4 * 3)) * 1000;
}

/* The hub says so from inside, so nothing is published here. */
static void changed(int64_t topic, size_t listeners, void *with)
{
	struct live *live = with;
	struct watch **at = slot_of(live, (struct topic){ .n = topic });
	struct watch *watch = *at;

	if (!watch && listeners == 0) return;
	if (!watch) {
		watch = must(calloc(1, sizeof *watch));
		watch->live = live;
		watch->topic.n = topic;
		watch->opened_us = begun_us(watch->topic);
		*at = watch;
	}
	watch->listeners = listeners;
	report(watch);
	forget_if_done(watch);
}

static void look_after(struct watch *watch, int64_t now)
{
	if (!watch->listeners) return;
	report(watch);
	if (now - watch->opened_us < LIVE_STREAM_MS * INT64_C(1000)) return;
	/* They come back at once, through the gate. */
	watch->opened_us = now;
	(void)hub_forget(watch->live->hub, watch->topic.n, 0, 0);
}

/* A part of the topics at a time, each once in LIVE_TICK_MS: the reports of three thousand rooms at once would
 * keep everybody's presses waiting for half a second. */
static void tick(void *with)
{
	struct live *live = with;
	const int64_t now = time_monotonic_us();
	const size_t end = live->tick_at + SLOTS / TICK_PARTS;

	for (size_t i = live->tick_at; i < end; i++)
		for (struct watch *watch = live->slots[i], *next; watch; watch = next) {
			next = watch->next;
			look_after(watch, now);
		}
	live->tick_at = end % SLOTS;
}

/* ---- looking again ---- */

/* Nothing is rendered here: whoever looks again asks for what is theirs, through the gate. */
static void look(struct live *live, struct topic topic)
{
	struct buf frame;

	buf_init(&frame, 256);
	hub_frame(&frame, -1, STR("look"), topic.whom.n ? STR("mine") : STR("all"));
	if (buf_ok(&frame)) (void)hub_say(live->hub, topic.n, topic.whom.n, buf_text(&frame));
	buf_release(&frame);
}

/* ---- from other threads ---- */

struct told {
	struct live *live;
	struct topic topic; /* n == 0: all */
	person_id person;
};

static void on_loop_told(void *with)
{
	struct told *told = with;
	struct live *live = told->live;

	for (size_t i = 0; i < SLOTS && told->topic.n == 0; i++)
		for (struct watch *watch = live->slots[i]; watch; watch = watch->next) {
			render(watch);
			look(live, topic_look((meeting_id){ watch->topic.n }, (person_id){ 0 }));
		}
	if (told->topic.is_look) {
		look(live, told->topic);
	} else if (told->topic.n) {
		struct watch *watch = *slot_of(live, told->topic);
		if (watch) render(watch);
	}
	free(told);
}

static void on_loop_gone(void *with)
{
	struct told *told = with;

	(void)hub_forget_person(told->live->hub, told->person.n);
	free(told);
}

void live_heard(struct live *live, struct str text)
{
	struct told heard = { .live = live };
	void (*act)(void *with) = on_loop_told;

	if (gone_parse(text, &heard.person))
		act = on_loop_gone;
	else if (!str_eq(text, STR("*")) && !topic_parse(text, &heard.topic))
		return;
	struct told *told = must(calloc(1, sizeof *told));
	*told = heard;
	http_post(live->server, act, told);
}

/* ---- on the loop ---- */

void live_listen(struct live *live, struct exchange *exchange, const struct hub_seat *seat)
{
	if (!hub_listen(live->hub, exchange, seat)) return;
	struct watch *watch = *slot_of(live, (struct topic){ .n = seat->topic });
	if (watch) render(watch);
}

struct live *live_new(struct site *site, struct http_server *server)
{
	struct live *live = must(calloc(1, sizeof *live));
	const struct hub_options options = { .changed = changed, .with = live };

	live->site = site;
	live->server = server;
	live->hub = hub_new(server, &options);
	http_every(server, LIVE_TICK_MS / TICK_PARTS, tick, live);
	return live;
}

void live_free(struct live *live)
{
	if (!live) return;
	hub_free(live->hub);
	for (size_t i = 0; i < SLOTS; i++) {
		while (live->slots[i]) {
			struct watch *watch = live->slots[i];
			live->slots[i] = watch->next;
			free(watch);
		}
	}
	free(live);
}
