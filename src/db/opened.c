/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* opened - see opened.h.  A fixed table: no list to walk, nothing to evict. */
#include "db/opened.h"

#include <sodium.h>
#include <string.h>

#include "base/err.h"

enum { KEPT_US = 60 * 1000000 };

struct slot {
	const char *column; /* of the program's text; NULL: an empty slot */
	int64_t row;
	uint8_t sealed_n, plain_n;
	char sealed[OPENED_SEALED_MOST], plain[OPENED_PLAIN_MOST];
};

struct opened {
	int64_t since_us;
	struct slot slots[OPENED_SLOTS];
};

struct opened *opened_new(void)
{
	struct opened *opened = sodium_init() < 0 ? NULL : sodium_malloc(sizeof *opened);

	if (!opened) BUG("out of memory");
	memset(opened, 0, sizeof *opened);
	return opened;
}

void opened_free(struct opened *opened)
{
	sodium_free(opened);
}

void opened_age(struct opened *opened, int64_t now_us)
{
	if (now_us - opened->since_us < KEPT_US) return;
	sodium_memzero(opened->slots, sizeof opened->slots);
	opened->since_us = now_us;
}

/* A person's name, short name and job are of one row, and each has a slot of its own. */
static size_t slot_of(const char *column, int64_t row)
{
	uint64_t mixed = (uint64_t)row;

	for (; *column; column++) mixed = (mixed ^ (uint8_t)*column) * 0x100000001B3u;
	return (mixed * 0x9E3779B97F4A7C15u) >> 55;
}
_Static_assert(OPENED_SLOTS == 1 << (64 - 55), "a slot's number has nine bits");

struct str opened_find(const struct opened *opened, const char *column, int64_t row,
                       struct str sealed)
{
	const struct slot *slot = &opened->slots[slot_of(column, row)];
	const bool fits = slot->column && slot->row == row &&
	                  str_eq((struct str){ slot->sealed, slot->sealed_n }, sealed) &&
	                  strcmp(slot->column, column) == 0;

	return fits ? (struct str){ slot->plain, slot->plain_n } : (struct str){ 0 };
}

void opened_keep(struct opened *opened, const char *column, int64_t row, struct str sealed,
                 struct str plain)
{
	struct slot *slot = &opened->slots[slot_of(column, row)];

	if (sealed.n > sizeof slot->sealed || plain.n > sizeof slot->plain) return;
	sodium_memzero(slot, sizeof *slot); /* a longer word leaves no end behind a shorter one */
	slot->column = column;
	slot->row = row;
	slot->sealed_n = (uint8_t)sealed.n;
	slot->plain_n = (uint8_t)plain.n;
	memcpy(slot->sealed, sealed.at, sealed.n);
	memcpy(slot->plain, plain.at, plain.n);
}
