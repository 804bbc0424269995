/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_room - rooms for tests: the shipped processes, a set of members and facilitators, and acts
 * in a line each. */
#ifndef DOMAIN_SUPPORT_ROOM_H
#define DOMAIN_SUPPORT_ROOM_H

#include "domain/room.h"

enum { HISTORY_MAX = 4000 };

/* People are numbered by seat: person seat + 1. */
struct scene {
	struct arena *arena;
	const struct process *shell, *round;
	struct room_person people[ROOM_SEATS_MAX];
	size_t people_count;
	struct room room;
	struct instant now;
	struct room_event history[HISTORY_MAX];
	int event_count;
};

/* Seats 0..members-1 are members, then the facilitators.  Begins at a morning in 2026. */
struct scene *scene_new(const char *shell, int members, int facilitators);
/* The same with any two processes, made in `arena`, which the scene then owns. */
struct scene *scene_of(struct arena *arena, const struct process *shell,
                       const struct process *round, int members, int facilitators);
void scene_free(struct scene *scene);
/* Everybody here, open, started: at the first stage. */
void scene_start(struct scene *scene);
/* By the seat; seat -1 is the room itself.  An allowed act is applied and kept. */
enum room_verdict scene_act(struct scene *scene, int seat, enum room_kind kind, int64_t subject,
                            int64_t a, int64_t b);
void scene_wait(struct scene *scene, int64_t ms);
/* The facilitator presses next (two seconds later) until the room is in a stage of that kind. */
void scene_go_to(struct scene *scene, enum stage_kind kind);
/* The history, folded anew. */
enum err scene_replay(const struct scene *scene, struct room *out);
/* Its events, replayed, give the same room to the byte. */
void scene_check_replay(const struct scene *scene);

/* A shipped process; a bug if it does not read. */
const struct process *shipped(struct arena *arena, const char *name);

/* The names of all shipped processes; how many there are. */
enum { SHIPPED_MAX = 64 };
size_t shipped_names(struct arena *arena, struct str names[SHIPPED_MAX]);
/* A meeting by this process: a round is held within half a day, a shell holds its usual round. */
struct scene *scene_by(struct str name, int members, int facilitators);

static inline int64_t person_at(int seat)
{
	return seat + 1;
}

#endif
