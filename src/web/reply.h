/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* reply - what a page answers.  Made empty with status 200 and HTML; handlers fill it. */
#ifndef WEB_REPLY_H
#define WEB_REPLY_H

#include "base/buf.h"
#include "live/hub.h"
#include "web/request.h"

enum { REPLY_FIELDS = 24, REPLY_BODY_MAX = 8 * 1024 * 1024 };

struct reply {
	int status;                             /* 200 unless set */
	struct buf body;                        /* html_noun_page(&reply->body, &view) */
	struct str type;                        /* "text/html; charset=utf-8" unless set */
	struct url location;                    /* of a redirect */
	struct http_field fields[REPLY_FIELDS]; /* beyond those that every answer has */
	size_t n_fields;
	bool keep;        /* the unit is kept though the status says that it was refused */
	bool sets_cookie; /* not remembered for a second sending */
	/* One more unit once the answer is made; what becomes of it is only logged.  For a GET that
	 * must note something, such as that somebody is here. */
	enum err (*after)(struct request *rq);
	bool is_stream;       /* see reply_stream() */
	struct hub_seat seat; /* likewise */
};

/* 303 See Other: how every POST that did something answers.  room.js is given 204 instead. */
MUST_USE enum err reply_see_other(struct reply *reply, struct url to);

/* The sentence is shown once, in a banner, on the next page this browser is shown.  At most 300
 * characters; nothing confidential beyond what that page shows anyway. */
void reply_say(struct request *rq, struct reply *reply, struct str sentence);
void reply_sayf(struct request *rq, struct reply *reply, const char *format, ...) PRINTF(3, 4);

/* A file instead of a page: "text/calendar; charset=utf-8", "meeting.ics". The body follows as usual. */
void reply_file(struct request *rq, struct reply *reply, struct str type, struct str name);

/* STREAM handlers: listen to `topic`, shown as `audience`, having seen event `last` (request_last()).
 * What has happened since is published at once. */
MUST_USE enum err reply_stream(struct request *rq, struct reply *reply, struct topic topic,
                               int64_t audience, int64_t last);
/* Last-Event-ID, else ?after=; -1 if neither is there. */
int64_t request_last(const struct request *rq);

/* Cookies.  Signing in: the token is 43 characters, made by app_token(). */
/* The cookie outlives the session, which is what ends: a meeting may have made the session longer. */
enum { COOKIE_SPARE_S = 24 * 60 * 60 };
void reply_signed_in(struct request *rq, struct reply *reply, struct str token, int64_t seconds);
void reply_signed_out(struct request *rq, struct reply *reply);
/* The browser becomes the big screen of the meeting with this code (letters only): the gate gives it the
 * standing SCREEN towards that meeting while the code holds. */
void reply_screen(struct request *rq, struct reply *reply, struct str code);
/* Gives the browser its random cookie if it has none, and gives that. */
struct str reply_browser(struct request *rq, struct reply *reply);

/* A field of the answer; value is copied into the request's arena.  More than REPLY_FIELDS is a bug. */
void reply_field(struct request *rq, struct reply *reply, struct str name, struct str value);
/* X-Number: the event that the parts in this answer stand for, since news may overtake it on its way. */
void reply_number(struct request *rq, struct reply *reply, int64_t number);

#endif
