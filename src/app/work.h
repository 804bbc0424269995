/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* work - a unit of work: one transaction, one arena, one viewer, one `now`.
 *
 * A request is a unit; so is a job; so is a timer that fires in a room.  The runner begins, calls
 * `run`, keeps what it changed if it gives OK, and undoes all of it otherwise.  On PostgreSQL a unit
 * may run more than once, so nothing leaves the process from inside: mail goes into the outbox
 * (store/mail.h), listeners are told through work_tell(), heard only if the unit is kept. */
#ifndef APP_WORK_H
#define APP_WORK_H

#include "base/time.h"
#include "db/db.h"
#include "domain/ids.h"

/* Something that people watch: the room of a meeting. */
struct topic {
	int64_t n;      /* the meeting's id; 0 means none */
	bool is_look;   /* there is no event, and yet something to be seen: look again */
	person_id whom; /* of a look: whose devices; n == 0: everybody's */
};

struct topic topic_room(meeting_id meeting);
/* What is in no event: `whom` has written a note, say, which is nobody else's news. */
struct topic topic_look(meeting_id meeting, person_id whom);

/* Who runs this installation; constant while the program runs. */
struct house {
	struct str base_url;  /* "https://learning.example.org", without a slash at the end */
	struct str host_body; /* shown at the foot of pages and in mail */
	struct str contact_name, contact_phone, contact_email; /* any may be empty */
	struct str zone;                                       /* of new programmes */
	bool is_demo;                                          /* people are fiction */
};

struct work {
	struct tx *tx;
	struct arena *arena;       /* what the unit allocates goes with it */
	const struct house *house; /* borrowed */
	struct seal *seal;         /* borrowed; for seal_hash only */
	person_id viewer;          /* who asks; n == 0: a stranger, or nobody (a job) */
	struct instant now;        /* read once */
	struct str refusal;        /* what the person should read after ERR_REFUSED */
	struct str clash;          /* what the person should read after ERR_STALE; may be empty */
};

/* "return work_refuse(work, sentence)": a rule says no.  Gives ERR_REFUSED.  The sentence is copied. */
MUST_USE enum err work_refuse(struct work *work, const char *sentence);
MUST_USE enum err work_refusef(struct work *work, const char *format, ...) PRINTF(2, 3);

/* Listeners of `topic` are shown the new state once the unit has been kept. */
void work_tell(struct work *work, struct topic topic);

/* Somebody may see less than before (has left a set, has signed out): once the unit has been kept, what they
 * listen to is closed, on every node, and comes back through the gate. */
void work_tell_gone(struct work *work, person_id person);

/* The text that carries a topic between nodes ("room:4yq3...", "look:4yq3...:2h7k..."), and back. */
struct str topic_text(struct arena *arena, struct topic topic);
MUST_USE bool topic_parse(struct str text, struct topic *out);
/* The same for whoever may see less ("gone:4yq3..."). */
MUST_USE bool gone_parse(struct str text, person_id *out);

/* ---- the runner: for web/dispatch, web/live, jobs, commands and tests ---- */

struct work_unit {
	struct work work; /* all but tx filled in by the caller */
	enum err (*run)(struct work *work, void *with);
	void (*done)(enum err result, void *with); /* once; any thread.  NULL where one waits */
	void *with;
	struct db_unit db_unit; /* the runner's own */
};

/* Reads only: the database refuses a change. */
MUST_USE enum err work_read(struct db_reader *reader, struct work_unit *unit);
/* Changes something.  The unit must live until `done` has been called; `reader` is this thread's. */
void work_write(struct db *db, struct db_reader *reader, struct work_unit *unit);
/* The same, and waits. */
MUST_USE enum err work_write_wait(struct db *db, struct db_reader *reader, struct work_unit *unit);

#endif
