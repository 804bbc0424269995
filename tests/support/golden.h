/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* golden - what is written, compared byte for byte with a file that a person has looked at. */
#ifndef SUPPORT_GOLDEN_H
#define SUPPORT_GOLDEN_H

#include "base/str.h"

/* Fails unless tests/golden/NAME says the same.  SETWISE_GOLDEN=1 in the environment writes the file
 * instead: read the difference before you commit it. */
void golden_same(struct str got, const char *name);

#endif
