/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* arena - memory of one unit of work: allocated piece by piece, released all at once.
 *
 * Allocation never returns NULL: input is limited where it comes in, so running out of the stated
 * maximum or of the machine's memory is a bug, and ends the process.  Memory comes zeroed. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdalign.h>
#include <stddef.h>

struct arena;

/* An arena that may hold up to `max` bytes in all.  Owner: the caller; arena_free(NULL) is harmless. */
struct arena *arena_new(size_t max);
void arena_free(struct arena *arena);

/* Forgets everything; keeps the first block for the next unit.  Pointers into it are dead. */
void arena_reset(struct arena *arena);

/* `count` things of `size` bytes, aligned and zeroed.  count may be 0: a valid, unusable pointer. */
void *arena_alloc(struct arena *arena, size_t count, size_t size, size_t align);

/* `n` bytes that the caller writes at once, so that they need not be zeroed first. */
char *arena_bytes(struct arena *arena, size_t n);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

#define NEW(arena, type, count) ((type *)arena_alloc((arena), (count), sizeof(type), alignof(type)))

#endif
