/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* keyring - the file that opens everything else.  Only seal.c includes this. */
#ifndef DB_KEYRING_H
#define DB_KEYRING_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { KEY_BYTES = 32, KEYRING_VERSION = 1 };

struct keyring {
	uint8_t wrap[KEY_BYTES];  /* encrypts the data keys of sets and people */
	uint8_t house[KEY_BYTES]; /* encrypts what belongs to the installation */
	uint8_t hash[KEY_BYTES];  /* keyed hashes: addresses, tokens, codes */
};

/* ERR_ABSENT, ERR_REFUSED (others may read or write it), ERR_CORRUPT, ERR_SYSTEM. */
MUST_USE enum err keyring_read(const char *path, struct keyring *out);
/* Makes and keeps a new one, whole or not at all, mode 0400.  ERR_STALE if there is one already. */
MUST_USE enum err keyring_make(const char *path, struct keyring *out);

#endif
