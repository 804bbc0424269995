/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_clock - what time it is in a room, in numbers and in words.  Reads; never changes anything. */
#ifndef DOMAIN_ROOM_CLOCK_H
#define DOMAIN_ROOM_CLOCK_H

#include "domain/room.h"

struct room_clock {
	bool is_running; /* a stage is under way and not paused */
	bool is_paused;
	int64_t planned_ms;             /* of this stage, added time included */
	int64_t used_ms;                /* never negative; pauses not counted */
	int64_t left_ms;                /* planned - used, never negative */
	int64_t over_ms;                /* used - planned, never negative */
	int64_t behind_ms;              /* over the whole order: positive behind, negative ahead */
	struct instant stage_ends_at;   /* if it ends on time and is not paused again */
	struct instant meeting_ends_at; /* if every stage still to come takes its planned time */
};

/* A clock that steps back gives nobody negative time. */
struct room_clock room_clock(const struct room *room, struct instant now);

/* For everybody: "About 12 minutes left", "Less than a minute left", "That's the time. Finish when you are ready.",
 * "2 minutes over", "Paused".  "" before the start and after the end. */
struct str room_clock_words(struct arena *arena, const struct room_clock *clock);
/* For the facilitator: "11:38", and over time "+2:05". */
struct str room_clock_exact(struct arena *arena, const struct room_clock *clock);
/* "4 minutes", "1 minute"; from an hour and a half on as people say it: "an hour and a half", "2 hours". */
struct str room_length_words(struct arena *arena, int64_t minutes);
/* "On time", "About 4 minutes behind", "About 3 hours ahead". */
struct str room_behind_words(struct arena *arena, const struct room_clock *clock);
/* Nothing was pressed between the two, and yet the room is later, by the minute, than it was. */
bool room_has_drifted(const struct room *room, struct instant from, struct instant to);
/* Whole minutes left, rounded up; 0 when time is reached. */
int room_minutes_left(const struct room_clock *clock);

#endif
