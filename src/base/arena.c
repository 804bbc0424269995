/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* arena - blocks in a list, each at least twice the last; big pieces get a block of their own.
 *
 * Under AddressSanitizer what has not been handed out is poisoned, so that a read past the end of a
 * piece, or after arena_reset(), is found as it would be with malloc. */
#include "base/arena.h"

#include <stdint.h>

#include "base/err.h"

#if defined(__has_feature) /* clang's way of saying it */
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

enum { FIRST_BLOCK = 16 * 1024, LARGEST_STEP = 1024 * 1024, GAP = 8 };

struct block {
	struct block *next; /* older */
	size_t room, used;  /* of bytes */
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *newest;
	size_t max, held; /* bytes allowed, bytes of blocks */
	size_t used;
};

struct arena *arena_new(size_t max)
{
	struct arena *arena = calloc(1, sizeof *arena);
	if (!arena) BUG("out of memory");
	arena->max = max;
	return arena;
}

static void block_free(struct block *block)
{
	ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->room);
	free(block);
}

void arena_free(struct arena *arena)
{
	if (!arena) return;
	while (arena->newest) {
		struct block *next = arena->newest->next;
		block_free(arena->newest);
		arena->newest = next;
	}
	free(arena);
}

void arena_reset(struct arena *arena)
{
	struct block *block = arena->newest;
	while (block && block->next) {
		struct block *next = block->next;
		arena->held -= block->room;
		block_free(block);
		block = next;
	}
	if (block) {
		ASAN_POISON_MEMORY_REGION(block->bytes, block->room);
		block->used = 0;
	}
	arena->newest = block;
	arena->used = 0;
}

static void add_block(struct arena *arena, size_t least)
{
	size_t room = arena->newest ? arena->newest->room * 2 : FIRST_BLOCK;
	if (room > LARGEST_STEP) room = LARGEST_STEP;
	if (room < least) room = least;
	if (room > arena->max - arena->held) room = arena->max - arena->held;
	if (room < least) BUG("an arena has passed its maximum");

	struct block *block = malloc(sizeof *block + room);
	if (!block) BUG("out of memory");
	block->next = arena->newest;
	block->room = room;
	block->used = 0;
	ASAN_POISON_MEMORY_REGION(block->bytes, room);
	arena->newest = block;
	arena->held += room;
}

/* The first offset at or after `used` at which a piece may begin. */
static size_t aligned(size_t used, size_t align)
{
	return (used + align - 1) & ~(align - 1);
}

/* Not zeroed. */
static char *take(struct arena *arena, size_t n, size_t align)
{
	if (n > arena->max) BUG("an arena has passed its maximum");

	struct block *block = arena->newest;
	if (!block || aligned(block->used, align) > block->room ||
	    block->room - aligned(block->used, align) < n) {
		add_block(arena, n);
		block = arena->newest;
	}
	const size_t start = aligned(block->used, align);
	char *piece = block->bytes + start;
	ASAN_UNPOISON_MEMORY_REGION(piece, n);
	block->used = start + n;
#ifdef __SANITIZE_ADDRESS__
	if (block->room - block->used >= GAP)
		block->used += GAP; /* a poisoned gap between pieces */
#endif
	arena->used += n;
	return piece;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size, size_t align)
{
	ASSERT(align && (align & (align - 1)) == 0 && align <= alignof(max_align_t));
	if (size && count > (SIZE_MAX / 2) / size) BUG("an arena was asked for too much");
	return memset(take(arena, count * size, align), 0, count * size);
}

char *arena_bytes(struct arena *arena, size_t n)
{
	return take(arena, n, 1);
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}
