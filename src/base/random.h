/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* random - unguessable bytes from the system, and repeatable numbers from a seed. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* Unguessable (libsodium).  For keys, tokens, ids. */
void random_bytes_secure(uint8_t *out, size_t n);
int64_t random_id(void); /* 1 .. 2^63-1 */

/* Repeatable: xoshiro256**, seeded by splitmix64.  For simulations, searches and tests. */
struct random {
	uint64_t s[4];
};

void random_seed(struct random *random, uint64_t seed);
uint64_t random_next(struct random *random);
uint32_t random_below(struct random *random, uint32_t below); /* uniform in [0, below), below > 0 */

#endif
