/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_play - a meeting that is played through the acts that people's presses reach, without pages: a unit
 * an act, and the room as it is after it. */
#ifndef FLOWS_SUPPORT_PLAY_H
#define FLOWS_SUPPORT_PLAY_H

#include "app/room.h"
#include "flows/support_room.h"

enum { PLAY_UNITS_MAX = 256 * 1024 * 1024 };

struct play {
	struct flow *flow;
	struct arena *arena; /* of this meeting */
	const char *name;    /* the process that it is held for */
	set_id set;
	meeting_id meeting;
	int members;
	bool alone; /* nobody facilitates */
	struct day on;
	const char *shell, *round;
	struct room_now *now; /* after the last act */
	struct str refused;   /* why the last was */
	int planned_min;      /* of the stages gone through */
	int questions, actions, lines;
};

/* What one does; with words where the act has some (ROOM_ISSUE_ON: the issue is written and shared). */
struct play_act {
	struct play *play;
	enum room_kind kind;
	int64_t subject, a, b; /* ROOM_LINE: a is its enum review_kind */
	const char *text;
	struct str refused;
};

/* `members` of them and Helen in a set of their own, at 9:15 of a day: a shell with its usual round, a round
 * within half a day.  play_end() frees what the meeting took. */
void play_begin(struct play *play, struct flow *flow, const char *name, int members, struct day on);
void play_end(struct play *play);
/* Opened, everybody there, started. */
void play_gather(struct play *play);
/* Everybody's page is connected, as the stream tells every few seconds. */
void play_present(struct play *play);

/* 0.7 s later; then the room is loaded.  play_try gives what came of it; the others stop the test unless it is
 * done. */
enum err play_try(struct play *play, person_id by, struct play_act act);
void play_do(struct play *play, person_id by, struct play_act act);
void play_act(struct play *play, int seat, enum room_kind kind, int64_t subject, int64_t a,
              int64_t b);
void play_say(struct play *play, int seat, enum room_kind kind, const char *text);

person_id play_person(const struct play *play, int seat);
int play_leads(const struct play *play); /* the seat of one who has all the controls */

#endif
