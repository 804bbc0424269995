/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* hub - who is listening to which topic, and getting frames to them.
 *
 * A topic is a thing that has numbered events, such as a meeting's room.  A listener is one open
 * stream of server-sent events; its *audience* says which rendering it is shown (a kind of
 * viewer, or one person), and it remembers the number of the last event it was sent.  A frame stands
 * for the state after its event, so a listener never needs an earlier one: hub_publish() skips
 * whoever has it, and somebody who has just come is served by publishing the present state again.
 *
 * Everything is for the loop thread, except hub_publish_soon(). */
#ifndef LIVE_HUB_H
#define LIVE_HUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "net/http.h"

struct hub;

struct hub_options {
	int64_t beat_ms; /* between two beats to a listener [10 s] */
	/* The number of listeners to `topic` has changed, to `listeners`.  May be NULL.  It must not
	 * publish or forget from inside; http_post does that. */
	void (*changed)(int64_t topic, size_t listeners, void *with);
	void *with;
};

/* Registers its beat with the server, which it does not own: free the server first, then the hub. */
struct hub *hub_new(struct http_server *server, const struct hub_options *options);
void hub_free(struct hub *hub);

struct hub_seat {
	int64_t topic;
	int64_t audience;
	int64_t person; /* who it is; 0 for a shared screen */
	int64_t last; /* the last event already seen (Last-Event-ID); 0 for none, or -1 before event 0 */
};

/* Answers the exchange with an open text/event-stream and counts it as a listener until its stream
 * closes.  False if the client had gone already. */
bool hub_listen(struct hub *hub, struct exchange *exchange, const struct hub_seat *seat);

/* Closes the streams that match, which then come back; 0 in `audience` or `person` matches any. How many
 * they were. */
size_t hub_forget(struct hub *hub, int64_t topic, int64_t audience, int64_t person);
/* The same in every topic, and at once: somebody has signed out, or may see less than before. */
size_t hub_forget_person(struct hub *hub, int64_t person);

/* One audience's rendering: whole frames, made by hub_frame(). */
struct hub_text {
	int64_t audience;
	struct str frames;
};

/* Sends each listener of `topic` that has not seen `event` the text of its audience, if there is
 * one.  A listener whose queue is full is disconnected (it will come back and be served afresh).
 * Gives the number of listeners served. */
size_t hub_publish(struct hub *hub, int64_t topic, int64_t event, const struct hub_text *texts,
                   size_t n_texts);
/* The same, but only to listeners that have seen `after`: whoever lacks more has begun to listen since the
 * rendering began, and another must follow for them, or they would be given this event and lose those before. */
size_t hub_publish_after(struct hub *hub, int64_t topic, int64_t after, int64_t event,
                         const struct hub_text *texts, size_t n_texts);
/* Any thread: hub_publish on the loop thread soon; copies everything.  In order for one caller. */
void hub_publish_soon(struct hub *hub, int64_t topic, int64_t event, const struct hub_text *texts,
                      size_t n_texts);
/* The same text to every listener of a topic, or to those of one person (0: all), without an event number. */
size_t hub_say(struct hub *hub, int64_t topic, int64_t person, struct str frames);

/* The audiences for which there is anybody to render: up to `max` distinct ones, in ascending order.
 * `behind` leaves out audiences of which everybody has seen that event (INT64_MAX: leaves out none). */
size_t hub_audiences(const struct hub *hub, int64_t topic, int64_t behind, int64_t *out,
                     size_t max);

/* Presence: how many listen; the distinct persons (never 0) among them, up to `max`, ascending. */
size_t hub_present(const struct hub *hub, int64_t topic);
size_t hub_people(const struct hub *hub, int64_t topic, int64_t *out, size_t max);
bool hub_is_here(const struct hub *hub, int64_t topic, int64_t person);
size_t hub_listeners(const struct hub *hub); /* in all topics */

/* Each listener of a topic; fn may send to it but must not close it. */
void hub_each(struct hub *hub, int64_t topic,
              void (*fn)(const struct hub_seat *seat, struct stream *stream, void *with),
              void *with);

/* Writes one frame: "id:" (left out if event < 0), "event:" (left out if the name is empty), "data:" a
 * line a line.  CR and LF in data separate lines; the name has neither. */
void hub_frame(struct buf *out, int64_t event, struct str name, struct str data);

#endif
