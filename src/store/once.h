/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* once - a form sent twice does its work once: the random key in it is remembered, with the answer. */
#ifndef STORE_ONCE_H
#define STORE_ONCE_H

#include "db/db.h"

/* `key` is the form's key with the sender.  ERR_ABSENT: first seen. */
MUST_USE enum err store_once_find(struct tx *tx, struct str key, struct str *location);
/* In the unit that did the work.  ERR_STALE: another did it at the same time. */
MUST_USE enum err store_once_keep(struct tx *tx, struct str key, struct str location,
                                  struct instant now);
MUST_USE enum err store_once_sweep(struct tx *tx, struct instant before);

#endif
