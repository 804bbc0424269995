/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* random - see random.h. */
#include "base/random.h"

#include <sodium.h>

#include "base/err.h"

void random_bytes_secure(uint8_t *out, size_t n)
{
	if (sodium_init() < 0) BUG("the system gives no random bytes");
	randombytes_buf(out, n);
}

int64_t random_id(void)
{
	uint64_t n;
	do {
		random_bytes_secure((uint8_t *)&n, sizeof n);
		n >>= 1;
	} while (n == 0);
	return (int64_t)n;
}

static uint64_t rotate(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

void random_seed(struct random *random, uint64_t seed)
{
	for (int i = 0; i < 4; i++) { /* splitmix64 */
		uint64_t z = seed += 0x9E3779B97F4A7C15u;
		z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
		z = (z ^ z >> 27) * 0x94D049BB133111EBu;
		random->s[i] = z ^ z >> 31;
	}
}

uint64_t random_next(struct random *random)
{
	uint64_t *s = random->s;
	const uint64_t result = rotate(s[1] * 5, 7) * 9;
	const uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

uint32_t random_below(struct random *random, uint32_t below)
{
	/* Lemire 2019: multiply and shift, rejecting the few values that would favour some results. */
	ASSERT(below > 0);
	const uint32_t reject = (0u - below) % below;
	uint64_t product;
	do {
		product = (uint64_t)(uint32_t)(random_next(random) >> 32) * below;
	} while ((uint32_t)product < reject);
	return (uint32_t)(product >> 32);
}
