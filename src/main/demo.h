/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo - a whole region to try Setwise with: what is left of it when it stops is nothing. */
#ifndef MAIN_DEMO_H
#define MAIN_DEMO_H

#include "base/arena.h"
#include "base/str.h"

/* The files of a demo, its mail, and the folder; what somebody else put there stays, and the folder with it. */
void demo_remove(struct arena *arena, struct str folder);

#endif
