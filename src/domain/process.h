/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - the shape of a meeting or of a round, as data: stages, minutes, who may speak.
 *
 * A shell (uk-halfday) is a whole meeting and has places for rounds; a round (uk-classic) is one
 * presenter's time.  Both are read from content/processes/NAME.process (docs/processes.md says how
 * to write one) and are constant afterwards, so threads share them freely. */
#ifndef DOMAIN_PROCESS_H
#define DOMAIN_PROCESS_H

#include "base/arena.h"
#include "base/str.h"

/* Who may speak, and how.  In the file: turn, presenter, ask, ask-turn, ask-any, without, reply,
 * write, silence, facilitator, all. */
enum floor {
	FLOOR_TURN,      /* each person once in order, may pass; nobody comments */
	FLOOR_PRESENTER, /* the presenter only; others listen and write */
	FLOOR_ASK,       /* members ask, the presenter answers or parks; no statements, no advice */
	FLOOR_ASK_TURN,  /* as ask: one question and one follow-up each, in order */
	FLOOR_ASK_ANY,   /* anyone asks anyone; a statement only as an answer */
	FLOOR_WITHOUT,   /* members talk about it; the presenter listens and is not spoken to */
	FLOOR_REPLY,     /* the presenter responds; no discussion */
	FLOOR_WRITE,     /* each writes alone; shown at the end if they choose */
	FLOOR_SILENCE,   /* nobody speaks */
	FLOOR_FACILITATOR, /* the facilitator only */
	FLOOR_ALL,         /* open floor */
	FLOOR_NONE         /* no rule: a break; as `floor_then`, there is no second floor */
};
enum { FLOOR_COUNT = FLOOR_NONE + 1 };

/* What a stage is for, which decides what pages show.  In the file: the names in process.c, such as
 * welcome, check-in, progress, bidding, rounds, break. */
enum stage_kind {
	STAGE_WELCOME,      /* arrive, roles, ground rules */
	STAGE_CHECK_IN,     /* one turn each */
	STAGE_PROGRESS,     /* last time's actions, one turn each */
	STAGE_BIDDING,      /* who would like airtime, running order */
	STAGE_EXPLAINER,    /* what action learning is and is not */
	STAGE_PRESENT,      /* the issue, and what I want from the set */
	STAGE_CLARIFY,      /* facts only */
	STAGE_QUESTIONS,    /* open questions */
	STAGE_SUM_UP,       /* the presenter says where they have got to */
	STAGE_REFLECTION,   /* observations, experience, resources; the presenter listens */
	STAGE_ACTIONS,      /* what, by when, how I will know */
	STAGE_ROUND_REVIEW, /* which question helped, how did we do */
	STAGE_DEBRIEF,      /* looking back at the taster round */
	STAGE_BREAK,
	STAGE_HOPES,  /* hopes and fears, written alone */
	STAGE_RULES,  /* the set makes its ground rules */
	STAGE_DATES,  /* dates, credits, who hosts */
	STAGE_ISSUES, /* each names an issue in one sentence */
	STAGE_REVIEW, /* how did we work? */
	STAGE_CLOSE,
	STAGE_ROUNDS,     /* not a stage: the place where rounds go; shells only */
	STAGE_ROLES,      /* who does what today */
	STAGE_CHOOSE,     /* whose issue, or which way of consulting */
	STAGE_FOCUS,      /* the key question; the issue said again; the problem in one sentence */
	STAGE_FEELINGS,   /* first feelings, pictures, what it touches; no ideas yet */
	STAGE_HYPOTHESES, /* what may lie behind it; no solutions yet */
	STAGE_STATEMENT,  /* the presenter says what fits, what is missing */
	STAGE_IDEAS,      /* proposals, strategies, advice where a method allows it */
	STAGE_DECISION,   /* the presenter says what they take, and why */
	STAGE_CHECK,      /* how are we doing? led by the coach */
	STAGE_STILL,      /* silence */
	STAGE_DIALOGUE,   /* thinking together */
	STAGE_LEARNING,   /* what each has learnt */
	STAGE_TECHNIQUE   /* a tool for thinking, brought in during a meeting */
};
enum { STAGE_KIND_COUNT = STAGE_TECHNIQUE + 1 };

/* What members may do in a stage ("may hand, question, pass"). */
enum contribution {
	MAY_HAND = 1,      /* put a hand up */
	MAY_QUESTION = 2,  /* write a question */
	MAY_PASS = 4,      /* pass a turn */
	MAY_PARK = 8,      /* presenter: take a question away unanswered */
	MAY_ACTION = 16,   /* presenter: write actions */
	MAY_PROGRESS = 32, /* say how last time's actions went */
	MAY_BID = 64,      /* ask for airtime */
	MAY_RULE = 128,    /* propose and agree ground rules */
	MAY_LINE = 256,    /* write a line, private until shared: review, hopes and fears */
	MAY_ISSUE = 512    /* write or share one's issue */
};

/* What a stage leaves behind ("writes questions, options"). */
enum output {
	WRITES_ISSUE = 1,
	WRITES_FOCUS = 2, /* the presenter's question for this round */
	WRITES_QUESTIONS = 4,
	WRITES_FEELINGS = 8,
	WRITES_HYPOTHESES = 16,
	WRITES_STATEMENT = 32, /* the problem in one sentence */
	WRITES_OPTIONS = 64,
	WRITES_ACTIONS = 128,
	WRITES_LEARNING = 256,
	WRITES_RULES = 512,
	WRITES_PROGRESS = 1024
};

/* Whom a sentence of guidance is for ("say all: ..."), and who may be given a role ("roles
 * timekeeper"): everybody, the presenter and the other members hold theirs without being given it. */
enum process_role {
	SAY_ALL,
	SAY_FACILITATOR, /* leads; in a self-facilitated meeting a member, changing from round to round */
	SAY_PRESENTER,
	SAY_MEMBER,
	SAY_HOST,       /* room, date, reminder */
	SAY_TIMEKEEPER, /* watches the clock */
	SAY_OBSERVER,   /* watches how the set works; does not take part in the round */
	SAY_SECRETARY,  /* writes down, so that the presenter can listen */
	SAY_COACH /* WIAL's facilitator: asks about the learning, does not work on the problem */
};
enum { SAY_COUNT = SAY_COACH + 1 };

/* What the room does when a stage's time is up. */
enum overrun {
	OVERRUN_WARN,       /* everybody's screen says so, and that is all */
	OVERRUN_ADVANCE,    /* the next stage begins by itself */
	OVERRUN_FACILITATOR /* only whoever facilitates is told, and decides */
};

enum { ROUNDS_REST = 0 }; /* as `rounds`: as many as the time allows, or the order asks for */

struct stage {
	struct str name;  /* "questions": letters, digits, hyphens; once in its process */
	struct str title; /* "Open questions" */
	enum stage_kind kind;
	enum floor floor;
	enum floor
		floor_then; /* "write then turn", "without or turn"; FLOOR_NONE if there is one only */
	bool is_choice;     /* the two floors are a choice ("or"), not a sequence ("then") */
	int minutes;        /* planned, 1..240; each person's when `each` */
	int min, max;  /* bounds an author gives, minutes; equal to `minutes` if none were given */
	bool each;     /* "2 each" */
	bool others;   /* "2 each other": not the presenter's */
	bool optional; /* only if the presenter would like it */
	int rounds;    /* STAGE_ROUNDS: how many, or ROUNDS_REST */
	unsigned may;  /* enum contribution, or-ed */
	struct str say[SAY_COUNT];   /* words to say; empty where there are none: ask stage_say */
	struct str watch[SAY_COUNT]; /* what that role should look out for; likewise */
	unsigned writes;             /* enum output, or-ed */
	enum overrun overrun;
	bool loops;     /* ends with "are we agreed?": if not, back to stage `loop_to` */
	int loop_to;    /* place in the process; this one or before; only if `loops` */
	int passes;     /* times through that the minutes reckon with, from 1 */
	int group_size; /* in groups of about so many; 0: all together */
	int module_first,
		module_count; /* other ways to do it, in process->modules; 0 of them: none */
	struct str unknown;   /* what the source leaves open; empty: nothing */
};

enum {
	PROCESS_STAGES_MAX = 24,
	PROCESS_MODULES_MAX = 16,
	PROCESS_PASSES_MAX = 4,
	PROCESS_TEXT_MAX = 64 * 1024,
	PROCESS_SAY_MAX = 400
};

struct process {
	struct str name;   /* "uk-classic" */
	struct str title;  /* "UK classic" */
	struct str about;  /* a sentence or two; may be empty */
	bool is_shell;     /* a meeting, not a round */
	int minutes;       /* the whole, as the author states it: 40, 210 */
	int round_minutes; /* shells: of the rounds that `minutes` was reckoned with */
	int people; /* for how many members `minutes` was reckoned; 0 for a round without "each" */
	int stage_count;
	struct stage stages[PROCESS_STAGES_MAX];
	int module_count;
	struct stage modules[PROCESS_MODULES_MAX]; /* whole stages, that take another's place */
	int least_people, most_people; /* for how many it is meant; 0 where nothing is said */
	unsigned roles;                /* 1 << enum process_role, or-ed: given out at the start */
	struct str usual_round;        /* shells: the round it is made for; empty: any */
	struct str source;             /* where it comes from; may be empty */
	struct str unknown;            /* what the source leaves open in the whole; may be empty */
};

/* Where a file is wrong, and what to write instead. */
struct process_fault {
	int line, column; /* from 1 */
	struct str words; /* one sentence */
};

/* Reads `text`.  The process and all its words live in `arena`.  ERR_INPUT sets *fault and leaves
 * *out alone. */
MUST_USE enum err process_parse(struct arena *arena, struct str text, const struct process **out,
                                struct process_fault *fault);

/* Minutes of a stage, of a whole process with all its passes, for `people` members, the presenter
 * among them.  A shell's rounds are not counted. */
int stage_minutes(const struct stage *stage, int people);
int process_minutes(const struct process *process, int people);

/* How many rounds of `round` fit a meeting of `length_min` minutes with `people` members; at least
 * as many as the shell fixes, at most ROUNDS_MAX. */
enum { ROUNDS_MAX = 8 };
int process_rounds(const struct process *shell, const struct process *round, int people,
                   int length_min);
/* Does the shell fix its number of rounds (no "rounds rest")?  Then that number, else 0. */
int process_rounds_fixed(const struct process *shell);

/* How many times the stage at `at` is gone through as planned: 1 outside a loop. */
int process_passes(const struct process *process, int at);
/* The place of the stage of that name; -1 none. */
int process_stage_named(const struct process *process, struct str name);
/* Words to say to that role, or, where there are none, to the more general one: the coach's are the
 * facilitator's, the others' a member's and then everybody's. */
struct str stage_say(const struct stage *stage, enum process_role role);
struct str stage_watch(const struct stage *stage, enum process_role role);

const char *floor_name(enum floor floor);  /* "ask-turn" */
const char *floor_words(enum floor floor); /* "One person at a time, in turn. Pass if you like." */
const char *stage_kind_name(enum stage_kind kind);
const char *process_role_title(enum process_role role); /* "Timekeeper" */

#endif
