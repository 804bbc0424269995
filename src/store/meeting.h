/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting - the year's meetings of a set.  Place and call link are sealed under the set's key: the
 * office plans dates without them. */
#ifndef STORE_MEETING_H
#define STORE_MEETING_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct meeting_row {
	meeting_id id;
	set_id set;
	struct str set_name;
	int number; /* 1.. in the year */
	struct day held_on;
	int start_min; /* local minutes after midnight */
	int length_min;
	struct instant starts_at;
	bool facilitated;        /* spends a credit */
	person_id facilitator;   /* may be none */
	struct str shell, round; /* processes: "uk-halfday", "uk-classic" */
	enum meeting_state state;
	struct instant opened_at, ended_at; /* ms == 0: not yet */
	/* Empty in what store_meeting_dates() and store_meeting_between() give. */
	struct str place, call_link; /* may be none */
	struct str screen_code;      /* six letters; none before the room is open */
};

struct meeting_rows {
	struct meeting_row *at;
	size_t n;
};

/* What the office sees of a meeting: no words, though whether there is a place or a call. */
struct meeting_office_row {
	meeting_id id;
	set_id set;
	struct str set_name;
	int number;
	struct day held_on;
	int start_min, length_min;
	struct instant starts_at;
	bool facilitated;
	person_id facilitator;       /* may be none */
	struct str facilitator_name; /* likewise */
	enum meeting_state state;
	struct instant ended_at;
	bool has_place;
	int came, apologies, missed; /* members of the set, without facilitators */
	int unsaid;                  /* members then, of whom nobody has said anything */
};

struct meeting_office_rows {
	struct meeting_office_row *at;
	size_t n;
};

struct meeting_plan {
	set_id set;
	int number;
	struct day held_on;
	int start_min, length_min;
	bool facilitated;
	person_id facilitator;
	struct str shell, round;
	struct str place, call_link; /* at == NULL: none */
};

/* ERR_STALE if the set has a meeting of that number.  The instant follows from the programme's zone. */
MUST_USE enum err store_meeting_add(struct tx *tx, const struct meeting_plan *plan,
                                    meeting_id *out);
/* Another day or time.  ERR_STALE unless it is planned. */
MUST_USE enum err store_meeting_move(struct tx *tx, meeting_id id, struct day held_on,
                                     int start_min, int length_min);
MUST_USE enum err store_meeting_where(struct tx *tx, meeting_id id, struct str place,
                                      struct str call_link);
/* facilitator.n == 0: nobody yet. */
MUST_USE enum err store_meeting_facilitate(struct tx *tx, meeting_id id, bool facilitated,
                                           person_id facilitator);
MUST_USE enum err store_meeting_processes(struct tx *tx, meeting_id id, struct str shell,
                                          struct str round);
/* Opens the room and gives the big screen its code.  ERR_STALE unless planned. */
MUST_USE enum err store_meeting_open(struct tx *tx, meeting_id id, struct str screen_code,
                                     struct instant now);
/* ERR_STALE unless open.  The screen's code is forgotten. */
MUST_USE enum err store_meeting_end(struct tx *tx, meeting_id id, struct instant now);
/* Held without its room.  ERR_STALE unless planned. */
MUST_USE enum err store_meeting_held(struct tx *tx, meeting_id id, struct instant ended_at);
/* Ended by mistake.  ERR_STALE unless ended. */
MUST_USE enum err store_meeting_reopen(struct tx *tx, meeting_id id, struct str screen_code);
/* ERR_STALE unless planned. */
MUST_USE enum err store_meeting_cancel(struct tx *tx, meeting_id id);
/* ERR_STALE unless cancelled.  It is planned again, and self-facilitated. */
MUST_USE enum err store_meeting_restore(struct tx *tx, meeting_id id);

MUST_USE enum err store_meeting_load(struct tx *tx, meeting_id id, struct meeting_row *out);
/* The meeting whose screen shows under this code.  ERR_ABSENT unless it is open. */
MUST_USE enum err store_meeting_by_screen(struct tx *tx, struct str code, meeting_id *out);
/* All of a set, by number, for those of the set; and the same without place and link. */
MUST_USE enum err store_meeting_list(struct tx *tx, set_id set, struct meeting_rows *out);
MUST_USE enum err store_meeting_dates(struct tx *tx, set_id set, struct meeting_rows *out);
/* Planned and open meetings of the sets a person is in, from `from` on, soonest first, up to 20: a
 * facilitator's are those given to them. */
MUST_USE enum err store_meeting_upcoming(struct tx *tx, person_id person, struct instant from,
                                         struct meeting_rows *out);
/* The last that was held of the sets a person is a member of.  ERR_ABSENT: none. */
MUST_USE enum err store_meeting_last(struct tx *tx, person_id person, struct meeting_row *out);
/* For the office, soonest first, cancelled ones and closed sets left out: those that start from `since`
 * on (ms == 0: all), of one set or, when set.n is 0, of all. */
MUST_USE enum err store_meeting_office(struct tx *tx, set_id set, struct instant since,
                                       struct meeting_office_rows *out);
/* Planned or open, of all sets, that start in [from, to): for the office and for reminders. */
MUST_USE enum err store_meeting_between(struct tx *tx, struct instant from, struct instant to,
                                        struct meeting_rows *out);

#endif
