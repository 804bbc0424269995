/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_preview - a process as the running order of a meeting that has not been held: what begins
 * when, and how so many people fit into the time. */
#ifndef DOMAIN_PROCESS_PREVIEW_H
#define DOMAIN_PROCESS_PREVIEW_H

#include "domain/process.h"

struct preview_line {
	const struct stage *stage;
	int round;    /* 1..; 0 outside rounds */
	int pass;     /* time through its loop, from 1; 0 outside loops */
	int from_min; /* minutes after the beginning */
	int minutes;
};

struct preview {
	int people;
	int length_min; /* that there are */
	int rounds;
	int round_min; /* of each, for so many people; 0 without rounds */
	int used_min;
	int spare_min;    /* left over; negative: so many too few */
	bool fits_people; /* within what the process is meant for; true where it says nothing */
	const struct preview_line *lines;
	size_t count;
};

/* A meeting by `shell` with rounds by `round`; or, where `shell` is NULL, one round by itself, whose
 * length is its own.  ERR_LIMIT: longer than any room could hold. */
MUST_USE enum err process_preview(struct arena *arena, const struct process *shell,
                                  const struct process *round, int people, int length_min,
                                  struct preview *out);

/* "4 to 8 people", "3 people"; empty where the process says nothing. */
struct str process_people_words(struct arena *arena, const struct process *process);
/* "3 rounds of 40 minutes. 5 minutes are left over." */
struct str preview_words(struct arena *arena, const struct preview *preview);

#endif
