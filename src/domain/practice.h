/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* practice - a practice meeting with simulated members, played from its beginning to a moment.
 *
 * It is made of three things alone: a plan (which deck, whose habits, which seed, when it began), what its
 * facilitator has pressed, and the time.  Everything else follows: practice_play() lets a second pass for
 * everybody in turn, whoever has something to do puts it to room_decide() like a person, and what is
 * allowed becomes an event of the room.  So a practice meeting is kept as its plan and presses, and is the
 * same again for whoever plays those (docs/decisions/0008-a-practice-is-played-again.md). */
#ifndef DOMAIN_PRACTICE_H
#define DOMAIN_PRACTICE_H

#include "domain/rehearsal.h"

enum {
	PRACTICE_PEOPLE_MAX = DECK_PEOPLE_MAX + 2, /* the presenter and the facilitator besides */
	PRACTICE_LINES_MAX = 2000,
	PRACTICE_QUESTIONS_MAX = 400,
	PRACTICE_ACTIONS_MAX = 16,
	PRACTICE_PRESSES_MAX = 600,
	PRACTICE_OWN_MAX = 300, /* letters of what the facilitator says in their own words */
	PRACTICE_LEFT_MS = 30 * 60 * 1000 /* left alone so long, it is over */
};

/* A presenter who answers openly, whatever the deck's is like. */
enum { PRACTICE_PLAIN_PRESENTER = 1 << HABIT_COUNT };

struct practice_plan {
	const struct rehearsal_deck *deck; /* one with a presenter */
	const struct process *shell, *round;
	int length_min;
	int pace; /* per cent of a person's time */
	uint64_t seed;
	/* Habits (bits): of members, to be in the room, none: as the deck has it; and one of those that
	 * presenters have, or PRACTICE_PLAIN_PRESENTER. */
	unsigned habits;
	person_id facilitator;
	struct instant began;
};

/* Who is in it, by seat: the presenter, the members, the facilitator. */
struct practice_person {
	person_id person; /* made up, but for the facilitator's */
	struct str name, work;
	enum rehearsal_habit habit;
};

enum practice_sort {
	PRACTICE_SAID,  /* aloud */
	PRACTICE_ASKED, /* a question */
	PRACTICE_WROTE, /* an action */
	PRACTICE_YOU    /* the facilitator: one of the list, or their own words */
};

struct practice_line {
	enum practice_sort sort;
	int seat;
	struct instant at;
	struct str words;       /* of PRACTICE_YOU: empty if nothing was said aloud */
	enum intervention said; /* NONE: own words */
};

struct practice_question {
	int seat; /* who asked; its id is its place, from 1 */
	struct instant at;
	struct str words;
};

struct practice_action {
	struct str words, by_when, sign; /* its id is its place, from 1 */
};

/* One press: an act of the room, one of the list of interventions, or what was said in own words. */
struct practice_press {
	struct instant at;
	enum room_kind kind;    /* 0: `said`, or `words` */
	enum intervention said; /* NONE: `kind`, or `words` */
	int64_t subject, a;
	struct str words; /* own; outlive the practice */
};

struct practice {
	struct practice_plan plan;
	struct arena *arena;
	struct room room;
	struct practice_person people[PRACTICE_PEOPLE_MAX];
	int people_count; /* the facilitator is the last */
	struct rehearsal_member members[PRACTICE_PEOPLE_MAX];
	int member_count;
	struct rehearsal_mirror mirror;
	struct practice_line *lines;
	int line_count;
	struct practice_question *questions;
	int question_count;
	struct practice_action actions[PRACTICE_ACTIONS_MAX];
	int action_count;
	struct instant at, pressed_at; /* played so far; when something was pressed last */
	int press_count;
	bool is_left; /* nobody pressed anything for PRACTICE_LEFT_MS: time stands still */
};

/* The plan's deck and processes outlive it, as does `arena`; nothing has happened but that the room is
 * open.  ERR_INPUT: a deck without a presenter; ERR_LIMIT: too many people or stages. */
MUST_USE enum err practice_begin(struct arena *arena, const struct practice_plan *plan,
                                 struct practice **out);
/* Lets time pass, second by second. */
void practice_play(struct practice *practice, struct instant until);
/* The facilitator presses, at press->at, which is not before the last.  ROOM_OK: it is done. */
enum room_verdict practice_press(struct practice *practice, const struct practice_press *press);

/* Grows whenever there is something new to see or hear. */
int practice_number(const struct practice *practice);
int practice_facilitator(const struct practice *practice); /* seat */
/* Whose turn to be asked in: here, not presenting, heard least; -1 nobody. */
int practice_quiet(const struct practice *practice);
/* "Let’s come back to Sioned.": with the names of this room. */
struct str practice_words(const struct practice *practice, enum intervention intervention);

#endif
