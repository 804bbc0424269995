/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* unbrotli - what a browser makes of a compressed answer. */
#ifndef SUPPORT_UNBROTLI_H
#define SUPPORT_UNBROTLI_H

#include "base/arena.h"
#include "base/str.h"

/* .at is NULL if it is not one whole brotli stream. */
struct str unbrotli(struct arena *arena, struct str coded);

#endif
