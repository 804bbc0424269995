/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal - simulated members, to practise facilitating with, and to fill the demo's rooms.
 *
 * A deck (content/rehearsal, docs/rehearsal.md) holds a fictional issue and what each kind of person
 * says about it.  A rehearsal_member looks at a room and says what it does next and when: the same acts
 * as people, put to room_decide() like theirs.  All of it is pure: the same seed, room and times give
 * the same meeting.  A rehearsal_mirror lists, at each signal in the room, what the facilitator did. */
#ifndef DOMAIN_REHEARSAL_H
#define DOMAIN_REHEARSAL_H

#include "base/random.h"
#include "domain/intervention.h"
#include "domain/room.h"

/* How somebody behaves in a set when nobody intervenes. */
enum rehearsal_habit {
	HABIT_PLAIN,       /* asks good questions, in turn */
	HABIT_ADVISER,     /* knows what the presenter should do */
	HABIT_STORYTELLER, /* had the same thing happen to them */
	HABIT_SILENT,      /* says nothing unless invited; writes well */
	HABIT_DOMINANT,    /* first, most, and several at once */
	HABIT_ANXIOUS,     /* a presenter: short answers, until there is time */
	HABIT_SOLVED       /* a presenter: fluent, and only wants a yes */
};
enum { HABIT_COUNT = HABIT_SOLVED + 1 };

/* ---- decks ---- */

enum {
	DECK_TEXT_MAX = 64 * 1024,
	DECK_WORDS_MAX = 400, /* letters in a line */
	DECK_PEOPLE_MAX = 8,
	DECK_ASKS_MAX = 64,
	DECK_LINES_MAX = 160
};

struct rehearsal_person {
	struct str name, work;
	enum rehearsal_habit habit;
};

struct rehearsal_ask {
	enum rehearsal_habit habit;
	bool is_better;    /* after an intervention */
	bool is_spare;     /* only once the deck's own are used up */
	struct str words;  /* "What does 'fine' buy for both of you?" */
	struct str answer; /* the presenter's; empty: a general one */
};

/* What else is said, by its use. */
enum rehearsal_use {
	USE_TELL,    /* presenter, while presenting, in this order */
	USE_CALM,    /* the same, when given time */
	USE_ANSWER,  /* presenter, to a question of `form` that the deck does not know */
	USE_SHORT,   /* presenter who is anxious */
	USE_FLUENT,  /* presenter who has solved it */
	USE_STORY,   /* storyteller */
	USE_SUM,     /* presenter, summing up */
	USE_REFLECT, /* members, while the presenter listens */
	USE_ACTION,  /* with by_when and sign */
	USE_VAGUE,   /* an action as first put */
	USE_RULE,
	USE_LINE,   /* a review line, a hope or a fear */
	USE_ARRIVE, /* said at check-in */
	USE_WORD    /* one word to take home */
};
enum { USE_COUNT = USE_WORD + 1 };

struct rehearsal_line {
	enum rehearsal_use use;
	int of; /* enum rehearsal_habit; of USE_ANSWER: enum question_form */
	struct str words, by_when, sign;
};

struct rehearsal_deck {
	struct str name, title, about;     /* "late-local-plan" */
	unsigned practises;                /* signals (bits) */
	struct rehearsal_person presenter; /* no name: a deck for any issue */
	struct rehearsal_person members[DECK_PEOPLE_MAX];
	int member_count;
	struct str issue, want;
	struct rehearsal_ask asks[DECK_ASKS_MAX];
	int ask_count;
	struct rehearsal_line lines[DECK_LINES_MAX];
	int line_count;
};

/* Reads a deck; it and its words live in `arena`.  ERR_INPUT sets *fault and leaves *out alone. */
MUST_USE enum err rehearsal_deck_parse(struct arena *arena, struct str text,
                                       const struct rehearsal_deck **out,
                                       struct process_fault *fault);

/* The deck, with the questions of `spare` (one for any issue) for when its own are used up.  In `arena`. */
const struct rehearsal_deck *rehearsal_deck_with(struct arena *arena,
                                                 const struct rehearsal_deck *deck,
                                                 const struct rehearsal_deck *spare);

const char *rehearsal_habit_name(enum rehearsal_habit habit); /* "adviser" */

/* ---- members ---- */

/* What a member does now.  Words that belong to an act are to be written first (a question, a line, an
 * action), and the act's subject is then what was written. */
struct rehearsal_move {
	enum room_kind kind;      /* 0: nothing for the room, only `words`, said aloud */
	int64_t a;                /* as room_act.a */
	struct str words;         /* the question, line, rule, action or issue; or what is said */
	struct str by_when, sign; /* of ROOM_ACTION; `sign` is the want of ROOM_ISSUE_ON */
	enum room_signal signal;  /* what it gives the facilitator to notice */
};

enum { REHEARSAL_WAITING_MAX = 6, REHEARSAL_KIND_COUNT = ROOM_KIND_END };

struct rehearsal_member {
	person_id person;
	const struct rehearsal_deck *deck;
	enum rehearsal_habit habit;
	bool has_issue; /* the deck's issue is theirs */
	int pace;       /* per cent of a person's time: 100; 20 is five times as fast */
	struct random random;

	struct instant due; /* look again then, or when the room has changed */
	/* What the room looked like when last looked at. */
	int step, floor_at, speaker, turn;
	enum room_state state;
	bool is_paused;

	int heeds; /* interventions still minded */
	bool owes; /* was spoken to about what they have just said: puts it another way */
	enum room_signal gave; /* by the last thing that gave any */
	int spoken;            /* in this turn */
	int asked;             /* in this stage */
	int told;              /* lines of the issue */
	int reflected;         /* in this stage */
	int acted;             /* actions in this round */
	int stories;           /* told in this round */
	int in_a_row;          /* questions without another's between */
	bool has_bid, has_line, has_rule, has_summed_up;
	struct instant hand_at;
	uint64_t used; /* asks (bits) heard in this round, whoever asked */
	struct str waiting[REHEARSAL_WAITING_MAX]; /* questions to answer */
	int waiting_count;
	int asked_in;                  /* the step that these were asked in */
	int did[REHEARSAL_KIND_COUNT]; /* how often each act; [0] is what was said aloud */
};

/* `deck`, and the words of questions that are noticed, outlive the member. */
void rehearsal_member_init(struct rehearsal_member *member, const struct rehearsal_deck *deck,
                           enum rehearsal_habit habit, bool has_issue, person_id person,
                           uint64_t seed, int pace);

/* An event has happened in `room` (already applied); `words` are those of a question that was asked,
 * else empty. */
void rehearsal_notice(struct rehearsal_member *member, const struct room *room,
                      const struct room_event *event, struct str words);

/* The facilitator has said something at this signal that is no event of the room.  Whoever gave it last
 * answers soon: an adviser asks instead. */
void rehearsal_told(struct rehearsal_member *member, enum room_signal about, struct instant at);

/* The facilitator asks the presenter, in words that are no question of the set: whoever presents answers. */
void rehearsal_asked(struct rehearsal_member *member, const struct room *room, struct str words,
                     struct instant at);

/* Does the member do something at `now`?  If so, *out is an act that room_decide() allows now.  To be
 * asked at `due`, and whenever the room has changed. */
bool rehearsal_next(struct rehearsal_member *member, const struct room *room, struct instant now,
                    struct rehearsal_move *out);

/* ---- the mirror ---- */

struct rehearsal_seen {
	enum room_signal signal;
	struct instant at;
	int seat;         /* whose; -1 nobody's */
	struct str words; /* that gave it; may be empty */
	/* What the facilitator did next, within REHEARSAL_MINDED_MS: the first thing, or the first that they
	 * said about this very signal.  0 and not said: nothing at all. */
	enum room_kind did;
	bool did_say;           /* said it to the room, or let it be on purpose */
	enum intervention said; /* which words; NONE: their own */
	bool is_for_it;         /* what was said is for this very signal */
	int64_t after_ms;       /* so long after */
	int whom;               /* seat that `did` is about; -1 nobody's */
};

enum { REHEARSAL_SEEN_MAX = 96, REHEARSAL_MINDED_MS = 90 * 1000, REHEARSAL_SILENCE_MS = 45 * 1000 };

struct rehearsal_mirror {
	struct rehearsal_seen seen[REHEARSAL_SEEN_MAX];
	int count;
	int narrow;     /* closed questions one after the other */
	int last_asker; /* seat; -1 none */
	int in_a_row;   /* questions of the last asker */
	struct instant heard_at;
	int step; /* the stage that `is_time_seen` and the rest are of */
	bool is_time_seen, is_silence_seen;
	unsigned heard; /* seats (bits) that have spoken, asked or written in this round */
	int round;
};

void rehearsal_mirror_init(struct rehearsal_mirror *mirror);
/* Whatever happens in the room, in order; `words` of a question.  Finds signals in what people do,
 * simulated or not, and what the facilitator did about them. */
void rehearsal_mirror_event(struct rehearsal_mirror *mirror, const struct room *room,
                            const struct room_event *event, struct str words);
/* A signal that a simulated member's move carries; it may have no event. */
void rehearsal_mirror_signal(struct rehearsal_mirror *mirror, enum room_signal signal, int seat,
                             struct str words, struct instant at);
/* The facilitator said something: one of the list, or their own words (INTERVENE_NONE), about these signals
 * (bits; 0: none in particular). */
void rehearsal_mirror_said(struct rehearsal_mirror *mirror, enum intervention said, unsigned about,
                           struct instant at);
/* Is what was said then shown at some signal? */
bool rehearsal_mirror_shows(const struct rehearsal_mirror *mirror, enum intervention said,
                            struct instant at);
/* Time passes: silence, and a stage that is running out. */
void rehearsal_mirror_tick(struct rehearsal_mirror *mirror, const struct room *room,
                           struct instant now);

/* "You let it pass.", "You invited someone to speak." */
const char *rehearsal_did_words(const struct rehearsal_seen *seen);

#endif
