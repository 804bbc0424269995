/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* hub - see hub.h.
 *
 * Topics are in a hash table; a topic lives while somebody listens, with its listeners in a list.
 * Each listener is also in one of SLOTS rings, and a timer sends the beat to one ring at a time, so
 * that ten thousand beats do not fall into one moment. */
#include "live/hub.h"

#include "base/time.h"

enum { SLOTS = 100, FIRST_TABLE = 64, BEAT_MS = 10 * 1000 };

struct topic {
	struct topic *chain; /* in the hash table */
	int64_t key;
	struct listener *first;
	size_t n;
};

struct listener {
	struct hub *hub;
	struct topic *topic;                    /* NULL once it has been told to go */
	struct listener *next, *prev;           /* of the topic */
	struct listener *ring_next, *ring_prev; /* of the ring */
	struct stream *stream;
	struct hub_seat seat;
	uint8_t slot;
};

struct hub {
	struct http_server *server;
	struct hub_options options;
	struct topic **table;
	size_t table_n, n_topics; /* table_n is a power of two */
	struct listener *rings[SLOTS];
	size_t n_listeners;
	unsigned next_slot, beat_slot;
};

/* ---- topics --------------------------------------------------------------------------------------- */

static struct topic **slot_of(struct topic **table, size_t table_n, int64_t key)
{
	const uint64_t mixed = (uint64_t)key * 0x9e3779b97f4a7c15u;
	struct topic **slot = &table[(mixed >> 32) & (table_n - 1)];
	while (*slot && (*slot)->key != key) slot = &(*slot)->chain;
	return slot;
}

static struct topic *topic_find(const struct hub *hub, int64_t key)
{
	return *slot_of(hub->table, hub->table_n, key);
}

static void grow(struct hub *hub)
{
	const size_t n = hub->table_n * 2;
	struct topic **table = calloc(n, sizeof *table);
	if (!table) BUG("out of memory");
	for (size_t i = 0; i < hub->table_n; i++)
		for (struct topic *topic = hub->table[i], *next; topic; topic = next) {
			next = topic->chain;
			topic->chain = NULL;
			*slot_of(table, n, topic->key) = topic;
		}
	free(hub->table);
	hub->table = table;
	hub->table_n = n;
}

static struct topic *topic_get(struct hub *hub, int64_t key)
{
	if (hub->n_topics >= hub->table_n) grow(hub);
	struct topic **slot = slot_of(hub->table, hub->table_n, key);
	if (*slot) return *slot;
	*slot = calloc(1, sizeof **slot);
	if (!*slot) BUG("out of memory");
	(*slot)->key = key;
	hub->n_topics++;
	return *slot;
}

static void topic_drop(struct hub *hub, struct topic *topic)
{
	*slot_of(hub->table, hub->table_n, topic->key) = topic->chain;
	hub->n_topics--;
	free(topic);
}

/* ---- listeners ------------------------------------------------------------------------------------ */

static void changed(struct hub *hub, int64_t topic, size_t n)
{
	if (hub->options.changed) hub->options.changed(topic, n, hub->options.with);
}

static void enter(struct listener *listener)
{
	struct hub *hub = listener->hub;
	struct topic *topic = topic_get(hub, listener->seat.topic);
	struct listener **ring;

	listener->topic = topic;
	listener->next = topic->first;
	if (topic->first) topic->first->prev = listener;
	topic->first = listener;
	topic->n++;
	listener->slot = (uint8_t)hub->next_slot;
	hub->next_slot = (hub->next_slot + 1) % SLOTS;
	ring = &hub->rings[listener->slot];
	listener->ring_next = *ring;
	if (*ring) (*ring)->ring_prev = listener;
	*ring = listener;
	hub->n_listeners++;
	changed(hub, topic->key, topic->n);
}

/* Out of its topic and its ring; the stream may still be saying its last words. */
static void leave(struct listener *listener)
{
	struct hub *hub = listener->hub;
	struct topic *topic = listener->topic;

	if (!topic) return;
	listener->topic = NULL;
	if (listener->prev)
		listener->prev->next = listener->next;
	else
		topic->first = listener->next;
	if (listener->next) listener->next->prev = listener->prev;
	if (listener->ring_prev)
		listener->ring_prev->ring_next = listener->ring_next;
	else
		hub->rings[listener->slot] = listener->ring_next;
	if (listener->ring_next) listener->ring_next->ring_prev = listener->ring_prev;
	hub->n_listeners--;
	const int64_t key = topic->key;
	const size_t n = --topic->n;
	if (n == 0) topic_drop(hub, topic);
	changed(hub, key, n);
}

static void on_closed(struct stream *stream, void *with)
{
	struct listener *listener = with;
	(void)stream;
	leave(listener);
	free(listener);
}

/* The browser comes back, to us or to another node; not all in the same second. */
static const struct str bye = STR_INIT("event: bye\nretry: 3000\ndata:\n\n");
/* The browser asks at once whether it may still see this. */
static const struct str gone = STR_INIT("event: gone\ndata:\n\n");

static void on_bye(struct stream *stream, void *with)
{
	(void)with;
	if (stream_send(stream, bye)) return; /* it closes anyway */
}

bool hub_listen(struct hub *hub, struct exchange *exchange, const struct hub_seat *seat)
{
	static const struct http_field fields[] = {
		{ STR_INIT("Content-Type"), STR_INIT("text/event-stream; charset=utf-8") },
		{ STR_INIT("Cache-Control"), STR_INIT("no-store") },
		{ STR_INIT("X-Accel-Buffering"), STR_INIT("no") }, /* nginx: pass on at once */
		{ STR_INIT("X-Content-Type-Options"), STR_INIT("nosniff") },
	};
	struct listener *listener = calloc(1, sizeof *listener);

	if (!listener) BUG("out of memory");
	listener->hub = hub;
	listener->seat = *seat;
	const struct stream_events events = { on_bye, on_closed, listener };
	listener->stream = http_stream_begin(exchange, fields, LEN(fields), &events);
	if (!listener->stream) {
		free(listener);
		return false;
	}
	enter(listener);
	return true;
}

static bool seat_matches(const struct hub_seat *seat, int64_t audience, int64_t person)
{
	return (!audience || seat->audience == audience) && (!person || seat->person == person);
}

static void send_away(struct listener *listener, struct str word)
{
	leave(listener);
	if (stream_send(listener->stream, word))
		stream_abort(listener->stream);
	else
		stream_close(listener->stream);
}

size_t hub_forget(struct hub *hub, int64_t key, int64_t audience, int64_t person)
{
	struct topic *topic = topic_find(hub, key);
	size_t n = 0;

	if (!topic) return 0;
	for (struct listener *listener = topic->first, *next; listener; listener = next) {
		next = listener->next; /* the topic goes with its last listener, so not through it */
		if (!seat_matches(&listener->seat, audience, person)) continue;
		send_away(listener, bye);
		n++;
	}
	return n;
}

size_t hub_forget_person(struct hub *hub, int64_t person)
{
	size_t n = 0;
	if (!person) return 0; /* nobody in particular: a shared screen */
	for (size_t i = 0; i < SLOTS; i++)
		for (struct listener *listener = hub->rings[i], *next; listener; listener = next) {
			next = listener->ring_next;
			if (listener->seat.person != person) continue;
			send_away(listener, gone);
			n++;
		}
	return n;
}

/* ---- sending -------------------------------------------------------------------------------------- */

/* False if its queue was full: it has been disconnected, and may be gone. */
static bool send_to(struct listener *listener, struct str frames)
{
	if (!stream_send(listener->stream, frames)) return true;
	stream_abort(listener->stream);
	return false;
}

static const struct hub_text *text_for(const struct hub_text *texts, size_t n, int64_t audience)
{
	for (size_t i = 0; i < n; i++)
		if (texts[i].audience == audience) return &texts[i];
	return NULL;
}

size_t hub_publish(struct hub *hub, int64_t key, int64_t event, const struct hub_text *texts,
                   size_t n_texts)
{
	return hub_publish_after(hub, key, INT64_MIN, event, texts, n_texts);
}

size_t hub_publish_after(struct hub *hub, int64_t key, int64_t after, int64_t event,
                         const struct hub_text *texts, size_t n_texts)
{
	struct topic *topic = topic_find(hub, key);
	size_t served = 0;

	if (!topic) return 0;
	for (struct listener *listener = topic->first, *next; listener; listener = next) {
		next = listener->next;
		if (listener->seat.last >= event || listener->seat.last < after) continue;
		const struct hub_text *text = text_for(texts, n_texts, listener->seat.audience);
		if (!text || !send_to(listener, text->frames)) continue;
		listener->seat.last = event;
		served++;
	}
	return served;
}

size_t hub_say(struct hub *hub, int64_t key, int64_t person, struct str frames)
{
	struct topic *topic = topic_find(hub, key);
	size_t served = 0;

	if (!topic) return 0;
	for (struct listener *listener = topic->first, *next; listener; listener = next) {
		next = listener->next;
		if (person && listener->seat.person != person) continue;
		served += send_to(listener, frames);
	}
	return served;
}

/* What another thread wants published: the texts, then their bytes. */
struct publication {
	struct hub *hub;
	int64_t topic, event;
	size_t n;
	struct hub_text texts[];
};

static void publish_now(void *with)
{
	struct publication *publication = with;
	hub_publish(publication->hub, publication->topic, publication->event, publication->texts,
	            publication->n);
	free(publication);
}

void hub_publish_soon(struct hub *hub, int64_t topic, int64_t event, const struct hub_text *texts,
                      size_t n_texts)
{
	struct publication *publication;
	size_t bytes = 0;

	for (size_t i = 0; i < n_texts; i++) bytes += texts[i].frames.n;
	publication = malloc(sizeof *publication + n_texts * sizeof texts[0] + bytes);
	if (!publication) BUG("out of memory");
	*publication = (struct publication){ hub, topic, event, n_texts };
	char *at = (char *)(publication->texts + n_texts);
	for (size_t i = 0; i < n_texts; i++) {
		const struct str frames = texts[i].frames;
		if (frames.n) memcpy(at, frames.at, frames.n);
		publication->texts[i] = (struct hub_text){ texts[i].audience, { at, frames.n } };
		at += frames.n;
	}
	http_post(hub->server, publish_now, publication);
}

static void on_beat(void *with)
{
	struct hub *hub = with;
	struct listener *listener = hub->rings[hub->beat_slot];
	char frame[64];

	hub->beat_slot = (hub->beat_slot + 1) % SLOTS;
	if (!listener) return;
	const int n = snprintf(frame, sizeof frame, "event: beat\ndata: %lld\n\n",
	                       (long long)time_now().ms);
	for (struct listener *next; listener; listener = next) {
		next = listener->ring_next;
		send_to(listener, (struct str){ frame, (size_t)n });
	}
}

/* ---- who is here ---------------------------------------------------------------------------------- */

/* Puts a number into an ascending list without doubles; the largest fall out of a full one. */
static size_t put_distinct(int64_t *list, size_t n, size_t max, int64_t number)
{
	size_t at = n;
	while (at > 0 && list[at - 1] > number) at--;
	if (at > 0 && list[at - 1] == number) return n;
	if (at >= max) return n;
	if (n == max) n--;
	memmove(list + at + 1, list + at, (n - at) * sizeof list[0]);
	list[at] = number;
	return n + 1;
}

size_t hub_audiences(const struct hub *hub, int64_t key, int64_t behind, int64_t *out, size_t max)
{
	const struct topic *topic = topic_find(hub, key);
	size_t n = 0;
	for (const struct listener *l = topic ? topic->first : NULL; l; l = l->next)
		if (l->seat.last < behind) n = put_distinct(out, n, max, l->seat.audience);
	return n;
}

size_t hub_people(const struct hub *hub, int64_t key, int64_t *out, size_t max)
{
	const struct topic *topic = topic_find(hub, key);
	size_t n = 0;
	for (const struct listener *l = topic ? topic->first : NULL; l; l = l->next)
		if (l->seat.person) n = put_distinct(out, n, max, l->seat.person);
	return n;
}

size_t hub_present(const struct hub *hub, int64_t key)
{
	const struct topic *topic = topic_find(hub, key);
	return topic ? topic->n : 0;
}

bool hub_is_here(const struct hub *hub, int64_t key, int64_t person)
{
	const struct topic *topic = topic_find(hub, key);
	for (const struct listener *l = topic ? topic->first : NULL; l; l = l->next)
		if (l->seat.person == person) return true;
	return false;
}

size_t hub_listeners(const struct hub *hub)
{
	return hub->n_listeners;
}

void hub_each(struct hub *hub, int64_t key,
              void (*fn)(const struct hub_seat *seat, struct stream *stream, void *with),
              void *with)
{
	const struct topic *topic = topic_find(hub, key);
	for (const struct listener *l = topic ? topic->first : NULL; l; l = l->next)
		fn(&l->seat, l->stream, with);
}

/* ---- frames --------------------------------------------------------------------------------------- */

void hub_frame(struct buf *out, int64_t event, struct str name, struct str data)
{
	ASSERT(!memchr(name.n ? name.at : "", '\n', name.n) &&
	       !memchr(name.n ? name.at : "", '\r', name.n));
	if (event >= 0) {
		buf_str(out, STR("id: "));
		buf_i64(out, event);
		buf_byte(out, '\n');
	}
	if (name.n) {
		buf_str(out, STR("event: "));
		buf_str(out, name);
		buf_byte(out, '\n');
	}
	size_t start = 0;
	for (size_t i = 0; i <= data.n; i++) {
		if (i < data.n && data.at[i] != '\n' && data.at[i] != '\r') continue;
		buf_str(out, STR("data: "));
		buf_str(out, str_part(data, start, i));
		buf_byte(out, '\n');
		if (i + 1 < data.n && data.at[i] == '\r' && data.at[i + 1] == '\n') i++;
		start = i + 1;
	}
	buf_byte(out, '\n');
}

/* ---- life ----------------------------------------------------------------------------------------- */

struct hub *hub_new(struct http_server *server, const struct hub_options *options)
{
	struct hub *hub = calloc(1, sizeof *hub);

	if (!hub) BUG("out of memory");
	hub->server = server;
	hub->options = *options;
	if (!hub->options.beat_ms) hub->options.beat_ms = BEAT_MS;
	hub->table_n = FIRST_TABLE;
	hub->table = calloc(hub->table_n, sizeof hub->table[0]);
	if (!hub->table) BUG("out of memory");
	const int64_t step = hub->options.beat_ms / SLOTS;
	http_every(server, step > 0 ? step : 1, on_beat, hub);
	return hub;
}

void hub_free(struct hub *hub)
{
	if (!hub) return;
	ASSERT(hub->n_listeners == 0); /* the server has been freed, and every stream with it */
	free(hub->table);
	free(hub);
}
