/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room - a meeting while it happens: who is here, which stage, whose turn, how long.
 *
 * A room is the sum of its events.  room_decide() says whether an act is allowed now, and which
 * event it becomes; room_apply() adds that event.  Neither reads a clock, a database or a socket,
 * so a room is rebuilt from its stored events after a crash.  Events carry numbers only: words live
 * in tables of their own.  Time running out changes nothing but words (room_clock.h). */
#ifndef DOMAIN_ROOM_H
#define DOMAIN_ROOM_H

#include "base/time.h"
#include "domain/ids.h"
#include "domain/process.h"

enum {
	ROOM_SEATS_MAX =
		16, /* members, facilitators, those who left: seat numbers are never reused */
	ROOM_PLANNED_MAX = 128,    /* the running order: shell stages with the rounds written out */
	ROOM_STEPS_MAX = 160,      /* and what is brought in while the meeting runs */
	ROOM_NEXT_GUARD_MS = 1500, /* a second "next" sooner than this is taken for a slip */
	ROOM_BACK_MS = 60 * 1000,  /* sooner than this, "back" is as if we had never left */
	ROOM_BACK_OFFER_MS = 10 * 1000, /* so long "Back to Questions" is offered */
	ROOM_HOLD_MS = 60 * 1000,       /* a facilitator gone so long may be stood in for */
	ROOM_REOPEN_MS = 30 * 60 * 1000,
	ROOM_LEFT_MS = 60 * 60 * 1000, /* nothing done for so long: any member may end it */
	ROOM_EXTEND_MIN = 2,           /* what one press of "+2 minutes" adds */
	ROOM_ADDED_MAX_MIN = 240,      /* at most so much is added to a stage */
	ROOM_TURN_QUESTIONS = 2, /* where turns are to ask: a question and one that follows it */
	ROOM_ACTIONS_MAX = 3     /* actions a person writes in a round, as counted by the room */
};

/* Stored in room_event.kind: never renumber, only append. */
enum room_kind {
	ROOM_OPEN =
		1, /* facilitator (self-facilitated: anyone): a seats expected (bits), b length in min */
	ROOM_START = 2, /* facilitator: the first stage begins */
	ROOM_NEXT = 3,  /* holder: the next stage */
	ROOM_BACK = 4,  /* holder: the stage before */
	ROOM_PAUSE = 5,
	ROOM_RESUME = 6,
	ROOM_EXTEND = 7, /* a minutes, 1..30 (0 asks for 2) */
	ROOM_HAND_UP = 8,
	ROOM_HAND_DOWN = 9,  /* subject: whose (facilitator); none: mine */
	ROOM_INVITE = 10,    /* subject: who may speak now */
	ROOM_DONE = 11,      /* whoever was speaking, or had the turn, has finished */
	ROOM_PASS = 12,      /* mine, now or ahead of time */
	ROOM_TURN_NEXT = 13, /* the turn has been taken; the next person */
	ROOM_TURN_SKIP = 14, /* the next person; we come back to this one */
	ROOM_TURN_TO = 15,   /* subject: the turn goes to (come back to) */
	ROOM_ORDER = 16,     /* presenters: a packed by room_order_pack, b how many */
	ROOM_PRESENTER = 17, /* subject: presents this round, changing places in the order */
	ROOM_SHOW = 18,      /* a 0: subject, a question, onto the big screen; a 1: the issue */
	ROOM_SHOW_OFF = 19,  /* the screen goes back to the ring */
	ROOM_ASK = 20,       /* subject: a question that was written */
	ROOM_WITHDRAW = 21,  /* subject: a question of mine, taken back */
	ROOM_PARK = 22,   /* subject: a question; a 1 parked, 0 taken up again (ask for 1 or 0) */
	ROOM_ACTION = 23, /* presenter; subject: an action, a 0 written, 1 changed, 2 taken out */
	ROOM_RULE_PROPOSED = 24, /* subject: a rule */
	ROOM_RULE_WORDED = 25,   /* subject: a rule, its words changed */
	ROOM_RULE_DROPPED = 26,  /* subject: a rule */
	ROOM_RULE_SETTLED = 27,  /* a the version, 1.. (one more than the room's) */
	ROOM_RULE_AGREED = 28,   /* a the version */
	ROOM_BID = 29,           /* a urgency 1..3, 0 takes it back */
	ROOM_ATTEND = 30, /* subject: a person; a enum attendance, as the facilitator corrects it */
	ROOM_HERE = 31,   /* by: arrives or comes back; a 1 on the call, 0 in the room */
	ROOM_GONE =
		32, /* by: leaves; or by none (the room itself), subject who, a ms since last heard */
	ROOM_ISSUE_ON = 33,   /* presenter: my issue may be on the screen; subject: the issue */
	ROOM_ISSUE_OFF = 34,  /* presenter: take it off, at once */
	ROOM_ACTIONS_ON = 35, /* presenter: my actions may be on the screen; a 1 yes, 0 no */
	ROOM_LINE = 36, /* subject: a review line shared by its writer (a 1) or taken back (a 0) */
	ROOM_REVEAL = 37,  /* the shared lines are shown together */
	ROOM_CURTAIN = 38, /* a 1 drawn: the big screen shows the ring alone; 0 open */
	ROOM_END = 39,     /* a ms since anything was done, if the room was left; else 0 */
	ROOM_REOPEN = 40,
	ROOM_HOLD = 41,  /* a member takes the controls (room_can_hold), or hands them to subject */
	ROOM_FLOOR = 42, /* a 0 the stage's first floor, 1 its second */
	ROOM_OPTION =
		43, /* presenter or facilitator: a 1 with the optional stages of this round, 0 without */
	ROOM_PROGRESS = 44, /* subject: an action of mine, said how it went */
	ROOM_CARD = 45,     /* the chosen page of an explainer or prompt: a 0.. */
	ROOM_AGREE =
		46, /* member, in a stage that loops: a 1 yes, 2 no, 3 unsure, 0 takes it back */
	ROOM_SETTLE = 47, /* facilitator, there: a 1 we agree, and go on; 0 not yet, and go back */
	ROOM_MODULE = 48, /* presenter or facilitator; subject: a step to come or the present one, 0
	                       the next with a choice; a 0 as it is, 1.. its module */
	ROOM_ROLE = 49,   /* a enum process_role; subject: who has it, 0 nobody */
	ROOM_CO_HOLD =
		50,     /* subject: who takes over at once if the holder's device drops, 0 nobody */
	ROOM_SKIP = 51, /* subject: a step to come; a 1 left out, 0 back in */
	ROOM_REPEAT = 52, /* subject: a step that has begun; done again after the present one */
	ROOM_LENGTH = 53, /* subject: a step to come; a minutes, 1..240 */
	ROOM_INSERT =
		54, /* a enum room_insert, b minutes (0 asks for the usual); after the present */
	ROOM_MOVE = 55,    /* subject: a step to come; a: the step before which, 0 to the end */
	ROOM_SPREAD = 56,  /* a minutes until the end wanted; b of them for the steps to come */
	ROOM_GROUPS = 57,  /* facilitator: the small groups are dealt anew */
	ROOM_ADVANCE = 58, /* the room itself: the time of a stage with `overrun advance` is up */
	ROOM_ALOUD = 59,   /* member: I asked something aloud; counts like a question */
	ROOM_PAPER = 60    /* the room itself: it was opened and never started; they met on paper */
};
enum { ROOM_KIND_FIRST = ROOM_OPEN, ROOM_KIND_END = ROOM_PAPER + 1 };

/* What may be brought in at any moment.  Stored as ROOM_INSERT's a: only append. */
enum room_insert {
	INSERT_BREAK,
	INSERT_WRITE, /* a few minutes of writing, each alone */
	INSERT_SILENCE,
	INSERT_GO_ROUND,  /* one turn each */
	INSERT_CHECK,     /* how are we doing? */
	INSERT_TECHNIQUE, /* a tool for thinking */
	INSERT_TALK,      /* open floor */
	INSERT_RULES /* ground rules that were not made at the first meeting, or are to be changed */
};
enum { ROOM_INSERT_COUNT = INSERT_RULES + 1 };

enum room_state { ROOM_CLOSED, ROOM_WAITING, ROOM_RUNNING, ROOM_ENDED };

struct room_seat {
	person_id person; /* n is 0: no such seat */
	bool is_member, is_facilitator;
	bool is_expected; /* no apologies, has not been marked away */
	bool is_here;
	bool on_call;           /* not in the building */
	bool came;              /* was here at some time, or was marked so */
	struct instant came_at; /* first present; 0 never */
	struct instant gone_at; /* last heard of, while not here; 0 never came */
	int urgency;            /* bid 1..3; 0 none */
	struct instant bid_at;
};

/* One line of the running order.  No bytes between the fields: rooms are compared whole. */
struct room_step {
	const struct stage *stage;
	int64_t used_ms; /* spent here so far, pauses not counted; the present step's is in room_clock */
	int64_t paused_ms;       /* paused here so far */
	int64_t added_ms;        /* by "+2 minutes" */
	struct instant began_at; /* first entered; 0 not yet */
	int round;               /* 1..; 0 outside rounds */
	int shell_at; /* the stage's place in the shell (the rounds' entry for a round's stage) */
	int minutes;  /* planned when it began; 0 until then: ask room_step_minutes */
	int bent_min; /* planned anew by ROOM_LENGTH or ROOM_SPREAD; 0 as the process says */
	int id;       /* 1..: stays the same when the order changes */
	int at;       /* the stage's place in its process; -1 for what was brought in */
	int pass;     /* time through its loop, from 1 */
	int module;   /* 0 the stage as it is; else `stage` is this one of its modules */
	unsigned out; /* enum step_out, or-ed */
	bool is_left_out;  /* for any of the reasons in `out` */
	bool is_extra;     /* not in the process as written: one of the next two, or brought in */
	bool is_repeat;    /* a stage done again */
	bool is_more_pass; /* one more time round a loop */
};

enum step_out {
	OUT_OPTION = 1,  /* an optional stage that the presenter does not want */
	OUT_SKIPPED = 2, /* by whoever leads */
	OUT_AGREED = 4   /* a time round a loop that is not needed: agreed before */
};

enum room_screen { SCREEN_RING, SCREEN_QUESTION, SCREEN_ISSUE };

/* Who is talking, and what is before everybody.  Ends with the stage. */
struct room_talk {
	int floor_at; /* 0 the stage's first floor, 1 the second */
	int hand_count;
	int hands[ROOM_SEATS_MAX]; /* seats, first up first */
	int speaker;               /* seat invited to speak; -1 none */
	int turn;                  /* seat whose turn it is; -1 none */
	unsigned had, passed,
		skipped; /* seats (bits); who passed is among those who had their turn */
	enum room_screen screen;
	question_id question;     /* on the screen; n 0 none */
	unsigned yes, no, unsure; /* seats (bits): are we agreed? */
	unsigned aloud;           /* seats (bits) that asked something aloud */
	int asked
		[ROOM_SEATS_MAX]; /* questions sent in this turn of theirs, where turns are to ask */
	int group_count;          /* small groups; 0 all together */
	int group[ROOM_SEATS_MAX]; /* small group of each seat, 1..; 0 none */
};

struct room {
	/* What the room was made of. */
	const struct process *shell, *round;
	bool self_facilitated;
	int length_min;
	int seat_count; /* highest seat number in use, plus one */
	struct room_seat seats[ROOM_SEATS_MAX];

	/* What its events have made of it. */
	int event_count; /* the next event's number is one more */
	enum room_state state;
	struct instant last_at;  /* of the last event */
	struct instant acted_at; /* of the last that is more than coming and going */
	struct instant opened_at, started_at, ended_at;
	int step_count;
	struct room_step steps[ROOM_STEPS_MAX];
	int step;                  /* -1 before the start */
	struct instant entered_at; /* the present step began or was come back to */
	struct instant next_at;    /* the last "next"; 0 none */
	bool is_paused;
	struct instant paused_at;

	int round_count;       /* rounds in the running order */
	int order_count;       /* presenters chosen; the rest are open */
	int order[ROUNDS_MAX]; /* seats, the first presents in round 1 */
	bool order_is_set;     /* by the facilitator, and not only so many as fit */

	struct room_talk talk; /* in the present stage */
	struct room_talk left; /* in the stage before, for "back" */
	issue_id left_issue;   /* and what its presenter let be seen */
	bool left_actions_shown;
	int left_step; /* which that was; -1 none */
	int holder;    /* seat of the member who holds the room; -1 none */

	issue_id issue; /* that its presenter lets the screen show; 0 none */
	bool actions_shown;
	bool is_curtained;
	int questions_asked[ROUNDS_MAX + 1]; /* by round (0 outside rounds), not withdrawn */
	int actions_written[ROUNDS_MAX + 1];
	unsigned rounds_without; /* rounds (bits) whose presenter wants no optional stage */
	int rules_version;       /* in force; 0 none yet */
	unsigned rules_agreed;   /* seats (bits) that agreed to rules_version in this room */
	int rules_proposed;      /* proposals waiting */
	int lines_shared;
	bool lines_revealed;
	int card;
	int rounds_most;                /* that the running order has room for */
	int step_ids;                   /* given out so far */
	int extra_count;                /* steps that were brought in, ever */
	int bent_count;                 /* times that somebody bent the order */
	int roles[SAY_COUNT];           /* seats; -1 nobody */
	int co_holder;                  /* seat; -1 nobody */
	int actions_of[ROOM_SEATS_MAX]; /* written in this round, by seat */
};

struct room_act {
	enum room_kind kind;
	person_id by;    /* n 0: the room itself (ROOM_GONE only) */
	int64_t subject; /* a person, question, action, rule or issue; 0 none */
	int64_t a, b;
};

struct room_event {
	int number; /* 1.. without gaps */
	enum room_kind kind;
	person_id by; /* n 0: the room itself */
	int64_t subject;
	int64_t a, b;
	struct instant at;
};

/* Why not.  ROOM_OK is 0. */
enum room_verdict {
	ROOM_OK,
	ROOM_NO_NOT_OPEN,
	ROOM_NO_ALREADY_OPEN,
	ROOM_NO_NOT_STARTED,
	ROOM_NO_STARTED,
	ROOM_NO_ENDED,
	ROOM_NO_NOT_ENDED,
	ROOM_NO_REOPEN_LATE,
	ROOM_NO_SEAT,
	ROOM_NO_FACILITATOR,
	ROOM_NO_HOLD_ONLY,
	ROOM_NO_HOLD_YET,
	ROOM_NO_NOT_MEMBER,
	ROOM_NO_NOT_PRESENTER,
	ROOM_NO_IS_PRESENTER,
	ROOM_NO_NO_PRESENTER,
	ROOM_NO_TOO_SOON,
	ROOM_NO_LAST_STAGE,
	ROOM_NO_FIRST_STAGE,
	ROOM_NO_PAUSED,
	ROOM_NO_NOT_PAUSED,
	ROOM_NO_EXTENDED,
	ROOM_NO_STAGE,
	ROOM_NO_HAND_IS_UP,
	ROOM_NO_HAND_NOT_UP,
	ROOM_NO_NOT_SPEAKING,
	ROOM_NO_TURNS,
	ROOM_NO_TURN_LEFT,
	ROOM_NO_HAD_TURN,
	ROOM_NO_NOT_HERE,
	ROOM_NO_HERE,
	ROOM_NO_ORDER,
	ROOM_NO_ORDER_PAST,
	ROOM_NO_SCREEN,
	ROOM_NO_ACTIONS_ENOUGH,
	ROOM_NO_RULES_VERSION,
	ROOM_NO_RULES_NONE,
	ROOM_NO_AGREED,
	ROOM_NO_REVEALED,
	ROOM_NO_SAME,
	ROOM_NO_INPUT,
	ROOM_NO_SECOND_FLOOR,
	ROOM_NO_OPTION,
	ROOM_NO_LOOP,
	ROOM_NO_WRITTEN,
	ROOM_NO_MODULE,
	ROOM_NO_ROLE,
	ROOM_NO_STEP,
	ROOM_NO_STEP_BEGUN,
	ROOM_NO_STEP_NOT_BEGUN,
	ROOM_NO_PLACE,
	ROOM_NO_FULL,
	ROOM_NO_GROUPS,
	ROOM_NO_NOT_DUE,
	ROOM_NO_FLOOR_TURN,
	ROOM_NO_FLOOR_PRESENTER,
	ROOM_NO_FLOOR_ASK_TURN,
	ROOM_NO_FLOOR_ASKED_TWO,
	ROOM_NO_FLOOR_WITHOUT,
	ROOM_NO_FLOOR_LISTEN,
	ROOM_NO_FLOOR_REPLY,
	ROOM_NO_FLOOR_WRITE,
	ROOM_NO_FLOOR_SILENCE,
	ROOM_NO_FLOOR_FACILITATOR
};
enum { ROOM_VERDICT_COUNT = ROOM_NO_FLOOR_FACILITATOR + 1 };

/* One who may sit in the room, by the member's seat in the set. */
struct room_person {
	person_id person;
	int seat; /* 0..ROOM_SEATS_MAX-1, distinct */
	bool is_member, is_facilitator;
	bool has_apologies; /* before the meeting */
};

/* An empty room.  `people` are all who were ever of the set, and the facilitators of this meeting;
 * none of those makes it self-facilitated.  Apologies, length and `rules_version` (in force before
 * this meeting) count until the room opens: from then on they are what its first event says.  ERR_LIMIT: a seat out of range or taken twice, or a
 * running order that would be too long. */
MUST_USE enum err room_init(struct room *room, const struct process *shell,
                            const struct process *round, int length_min, int rules_version,
                            const struct room_person *people, size_t count);

/* May this be done at `now`?  Sets *out only if the answer is ROOM_OK. */
enum room_verdict room_decide(const struct room *room, const struct room_act *act,
                              struct instant now, struct room_event *out);

/* Adds an event, decided just now or long ago.  ERR_CORRUPT, the room untouched: a kind, number or
 * person that no room could have stored. */
MUST_USE enum err room_apply(struct room *room, const struct room_event *event);

/* One plain sentence for the person who was refused; "" for ROOM_OK. */
const char *room_verdict_text(enum room_verdict verdict);
const char *room_kind_name(enum room_kind kind); /* "hand-up"; for tests and logs */
bool room_kind_parse(struct str name, enum room_kind *out);

/* ---- reading a room ---- */

int room_seat_of(const struct room *room, person_id person); /* -1: has no seat */
bool room_is_running_at(const struct room *room, enum stage_kind kind);
const struct stage *room_stage(const struct room *room); /* NULL before the start, after the end */
const struct room_step *room_step(const struct room *room); /* likewise */
enum floor room_floor(const struct room *room);             /* in force; FLOOR_ALL outside stages */
int room_presenter(const struct room *room);                /* seat, in a round; else -1 */
int room_presenter_of(const struct room *room, int round);  /* seat, 1..round_count; -1 open */
bool room_may(const struct room *room, enum contribution what); /* does the stage allow it? */
int room_here(const struct room *room);                         /* members here */
int room_people(const struct room *room);                       /* members expected or here */
int room_next_step(const struct room *room); /* index; step_count when this is the last */
bool room_has_hand(const struct room *room, int seat);
bool room_facilitates(const struct room *room, int seat); /* has all the controls */
bool room_holds(const struct room *room, int seat);       /* pause and next at least */
bool room_can_hold(const struct room *room, int seat, struct instant now);
bool room_is_left(const struct room *room, struct instant now);  /* under way, and forgotten */
bool room_can_back(const struct room *room, struct instant now); /* offer "Back to ..." (10 s) */
bool room_can_speak(const struct room *room, int seat);          /* by the floor rule, now */
bool room_turns(const struct room *room);                        /* this floor goes by turns */
bool room_turn_due(const struct room *room, int seat);           /* still to have their turn */
int room_turn_following(const struct room *room);         /* seat after the present turn; -1 none */
int room_step_minutes(const struct room *room, int step); /* planned, for the people there are */

/* ---- loops, modules, groups, roles ---- */

/* Everybody here has said yes to "are we agreed?"; false outside a stage that loops. */
bool room_is_agreed(const struct room *room);
int room_pass(const struct room *room); /* the present time through the loop, from 1; 0 outside */
/* The present step, or the first to come, that offers a choice of modules; -1 none. */
int room_choice_step(const struct room *room);
bool room_has_role(const struct room *room, int seat, enum process_role role);
/* How that seat is addressed in this stage: presenter, facilitator, a role it has, or member. */
enum process_role room_role_of(const struct room *room, int seat);
int64_t room_airtime_ms(const struct room *room, int seat, struct instant now); /* presented here */

/* ---- what whoever leads may bend (room_bend.c) ---- */

int room_step_by_id(const struct room *room, int64_t id); /* index; -1 none */
const struct stage *room_insert_stage(enum room_insert insert);

/* What is left, spread over the minutes until the end that is wanted. */
struct room_spread {
	int present_min; /* still for the present stage */
	int to_come_min; /* for the steps to come, in all */
	int short_min;   /* that are missing even with every stage at its shortest; 0 none */
	int spare_min;   /* left over even with every stage at its longest; 0 none */
	int minutes[ROOM_STEPS_MAX]; /* by step; 0 for the present one, those past and left out */
};
struct room_spread room_spread(const struct room *room, int until_min, struct instant now);

/* ROOM_ORDER's numbers. */
int64_t room_order_pack(const int *seats, int count);
bool room_order_unpack(int64_t packed, int count, int *seats);

#endif
