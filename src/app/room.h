/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room - what people do in a meeting's room.
 *
 * An act loads the room from its events, asks room_decide(), appends the event and keeps the words
 * that go with it, all in one unit: either both are there or neither.  Two at once: the later finds
 * its number taken, and the unit runs again on what is there now. */
#ifndef APP_ROOM_H
#define APP_ROOM_H

#include "app/work.h"
#include "domain/bid.h"
#include "domain/room.h"
#include "store/meeting.h"

enum {
	ROOM_CODE_LETTERS = 6,
	ROOM_GONE_MS = 60 * 1000,      /* unheard so long: the seat is open */
	ROOM_LEAD_GONE_MS = 45 * 1000, /* who leads, where somebody is named to take over */
	ROOM_HEARD_MS = 20 * 1000,     /* how fine "last heard" is kept */
	ROOM_REPORT_MS =
		20 * 1000, /* presence is reported at least so often, while anybody listens */
	ROOM_QUESTION_MAX = 500,
	ROOM_NOTE_MAX = 2000,
	ROOM_LINE_MAX = 300
};

/* Who has a seat, by seat. */
struct room_who {
	person_id person; /* n == 0: nobody */
	struct str name, called;
	struct str job, organisation; /* may be none */
	bool is_of_set;               /* has joined, and has not left */
};

/* A room as it is now, with whose it is. */
struct room_now {
	struct meeting_row meeting;
	int meetings;    /* in the year */
	struct str zone; /* of its programme */
	struct room_who who[ROOM_SEATS_MAX];
	struct room room;
};

/* Everything but the events; then those up to now.  `out` is large: keep it in the arena. */
MUST_USE enum err app_room_base(struct work *work, meeting_id meeting, struct room_now *out);
MUST_USE enum err app_room_load(struct work *work, meeting_id meeting, struct room_now *out);

/* Decides, appends, applies to now->room, and tells.  ERR_REFUSED with a sentence. */
MUST_USE enum err app_room_do(struct work *work, struct room_now *now, enum room_kind kind,
                              int64_t subject, int64_t a, int64_t b);
/* Would it be refused?  ROOM_OK leaves nothing behind. */
enum room_verdict app_room_may(const struct work *work, const struct room_now *now,
                               enum room_kind kind, int64_t subject, int64_t a, int64_t b);
/* An act that has no words of its own. */
MUST_USE enum err app_room_act(struct work *work, meeting_id meeting, enum room_kind kind,
                               int64_t subject, int64_t a, int64_t b);

/* ---- room_write.c: nobody reads early what each writes alone ---- */

/* What is being written, so that its end is noticed: taken before an event, looked at after it. */
struct room_writing {
	int step;        /* id; 0: no stage runs */
	bool is_written; /* questions and actions are held */
	bool has_lines;  /* shared lines are, until they are shown together */
};
struct room_writing room_writing(const struct room *room);
MUST_USE enum err room_writing_over(struct work *work, const struct room_now *now,
                                    const struct room_writing *before);

/* ---- room_course.c: opening, ending, who came ---- */

/* `reason` lets meeting 2 and later open before there are ground rules; kept in the opener's notes. */
MUST_USE enum err app_room_open(struct work *work, meeting_id meeting, struct str reason);
MUST_USE enum err app_room_end(struct work *work, meeting_id meeting);
MUST_USE enum err app_room_reopen(struct work *work, meeting_id meeting);
/* room_order.c: those who asked for airtime, in the order to suggest. */
struct room_bids {
	struct bid at[ROOM_SEATS_MAX];
	size_t n;
};
MUST_USE enum err app_room_bids(struct work *work, const struct room_now *now,
                                struct room_bids *out);
/* The stage after step `at`, where the page was that asks (-1: wherever the room is).  If that begins a round for
 * which nobody is chosen, the order follows from the bids.  OK if the room has gone on from there already: the same
 * press has come before, or a colleague's; ERR_STALE if it is anywhere else. */
MUST_USE enum err app_room_next(struct work *work, meeting_id meeting, int at);
/* The facilitator corrects. */
MUST_USE enum err app_room_attend(struct work *work, meeting_id meeting, person_id person,
                                  enum attendance state);
/* Arrives by their own word (on_call: not in the building), or leaves. */
MUST_USE enum err app_room_come(struct work *work, meeting_id meeting, bool on_call);
MUST_USE enum err app_room_leave(struct work *work, meeting_id meeting);
/* Those whose pages are connected now; whoever has not been heard for a minute leaves their seat.
 * A stage whose process says that it ends by itself does, once its time is up: so the clock is looked at
 * while anybody is connected, and whenever a page is fetched.
 * ERR_ABSENT: no such meeting.  A room that is not open keeps nothing. */
MUST_USE enum err app_room_present(struct work *work, meeting_id meeting, const person_id *people,
                                   size_t n);

/* ---- room_words.c: words, and the events that go with them ---- */

struct room_ask {
	struct str text;     /* may be empty: the hand alone */
	bool hand;           /* put my hand up too */
	person_id presenter; /* whom it was written for; n == 0: whoever presents */
};
/* Too late for its stage or its presenter: the words are kept as a private note, and *kept is a
 * sentence that says so.  Otherwise *kept is empty. */
MUST_USE enum err app_room_ask(struct work *work, meeting_id meeting, const struct room_ask *ask,
                               struct str *kept);
MUST_USE enum err app_room_withdraw(struct work *work, meeting_id meeting, question_id question);
MUST_USE enum err app_room_show(struct work *work, meeting_id meeting, question_id question);
/* Presenter: takes it home unanswered, or takes it up again; marks it for themselves alone. */
MUST_USE enum err app_room_park(struct work *work, meeting_id meeting, question_id question,
                                bool park);
MUST_USE enum err app_room_keep(struct work *work, meeting_id meeting, question_id question,
                                bool keep);
MUST_USE enum err app_room_warm(struct work *work, meeting_id meeting, question_id question,
                                enum question_heat heat);
/* Whoever leads or has the secretary's role writes down what somebody asked aloud, in their name. */
bool app_room_is_scribe(const struct room *room, int seat);
MUST_USE enum err app_room_scribe(struct work *work, meeting_id meeting, person_id asker,
                                  struct str text);
MUST_USE enum err app_room_note(struct work *work, meeting_id meeting, struct str text);
MUST_USE enum err app_room_forget_note(struct work *work, note_id note);
/* My issue onto the big screen: shared with the set by the same press.  `text` empty: as it stands. */
MUST_USE enum err app_room_issue(struct work *work, meeting_id meeting, struct str text,
                                 bool on_screen);

struct room_action {
	action_id action; /* n == 0: a new one */
	struct str text, by_words, sign;
};
MUST_USE enum err app_room_action(struct work *work, meeting_id meeting,
                                  const struct room_action *action);
MUST_USE enum err app_room_drop_action(struct work *work, meeting_id meeting, action_id action);
/* How one of mine from before went. */
MUST_USE enum err app_room_progress(struct work *work, meeting_id meeting, action_id action,
                                    enum action_state state, struct str learnt);
MUST_USE enum err app_room_bid(struct work *work, meeting_id meeting, int urgency);

/* rule.n == 0: proposes; else other words for one that is proposed. */
MUST_USE enum err app_room_rule(struct work *work, meeting_id meeting, rule_id rule,
                                struct str text);
MUST_USE enum err app_room_drop_rule(struct work *work, meeting_id meeting, rule_id rule);
MUST_USE enum err app_room_settle_rules(struct work *work, meeting_id meeting);
/* The rules in force, put among the proposed to be worded again. */
MUST_USE enum err app_room_word_rules_again(struct work *work, meeting_id meeting);
MUST_USE enum err app_room_agree(struct work *work, meeting_id meeting, int version);

/* `share`: with the others' too, when all are shown together. */
MUST_USE enum err app_room_line(struct work *work, meeting_id meeting, enum review_kind kind,
                                struct str text, bool share);
MUST_USE enum err app_room_share_line(struct work *work, meeting_id meeting, review_id line,
                                      bool share);
MUST_USE enum err app_room_pulse(struct work *work, meeting_id meeting, int helped, int safe);

#endif
