/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* stop - SIGINT and SIGTERM ask a long search for the best that it has so far. */
#ifndef MAIN_STOP_H
#define MAIN_STOP_H

#include <stdbool.h>

/* From now on the first signal asks, and a second one ends the program. */
void stop_watch(void);
bool stop_is_asked(void);

#endif
