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
	STAGE_ROUNDS /* not a stage: the place where rounds go; shells only */
};
enum { STAGE_KIND_COUNT = STAGE_ROUNDS + 1 };

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

/* Whom a sentence of guidance is for ("say all: ..."). */
enum process_role { SAY_ALL, SAY_FACILITATOR, SAY_PRESENTER, SAY_MEMBER };
enum { SAY_COUNT = SAY_MEMBER + 1 };

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
	bool optional; /* only if the presenter would like it */
	int rounds;    /* STAGE_ROUNDS: how many, or ROUNDS_REST */
	unsigned may;  /* enum contribution, or-ed */
	struct str say[SAY_COUNT]; /* words to say; empty where there are none */
};

enum { PROCESS_STAGES_MAX = 24, PROCESS_TEXT_MAX = 64 * 1024, PROCESS_SAY_MAX = 400 };

struct process {
	struct str name;   /* "uk-classic" */
	struct str title;  /* "UK classic" */
	struct str about;  /* a sentence or two; may be empty */
	bool is_shell;     /* a meeting, not a round */
	int minutes;       /* the whole, as the author states it: 40, 210 */
	int round_minutes; /* shells: of the rounds that `minutes` was reckoned with */
	int people;        /* for how many members `minutes` was reckoned; 0 for a round */
	int stage_count;
	struct stage stages[PROCESS_STAGES_MAX];
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

/* Minutes of a stage, of a whole process, for `people` members.  A shell's rounds are not counted. */
int stage_minutes(const struct stage *stage, int people);
int process_minutes(const struct process *process, int people);

/* How many rounds of `round` fit a meeting of `length_min` minutes with `people` members; at least
 * as many as the shell fixes, at most ROUNDS_MAX. */
enum { ROUNDS_MAX = 8 };
int process_rounds(const struct process *shell, const struct process *round, int people,
                   int length_min);
/* Does the shell fix its number of rounds (no "rounds rest")?  Then that number, else 0. */
int process_rounds_fixed(const struct process *shell);

const char *floor_name(enum floor floor);  /* "ask-turn" */
const char *floor_words(enum floor floor); /* "One person at a time, in turn. Pass if you like." */
const char *stage_kind_name(enum stage_kind kind);

#endif
