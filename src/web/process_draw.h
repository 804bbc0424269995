/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_draw - a running order as a bar and as lines of a table. */
#ifndef WEB_PROCESS_DRAW_H
#define WEB_PROCESS_DRAW_H

#include "web/process.h"

struct html process_bar(struct arena *arena, const struct preview *preview);
struct process_line process_line(struct arena *arena, const struct preview *preview, size_t at);

#endif
