/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tool - runs a program of tools/ on a small tree of files, as make does. */
#ifndef TOOLS_SUPPORT_TOOL_H
#define TOOLS_SUPPORT_TOOL_H

#include "base/str.h"
#include "support/folder.h"

struct tool {
	struct arena *arena;
	struct folder folder; /* where its files are; removed by tool_end */
	struct str said;      /* by the last tool_run, on both outputs */
};

void tool_begin(struct tool *tool);
void tool_end(struct tool *tool);

void tool_put(struct tool *tool, const char *path, struct str text); /* makes folders */
struct str tool_get(struct tool *tool, const char *path);
bool tool_has(struct tool *tool, const char *path);

/* Runs a command line in the folder; $TOOLS is where make left the tools, $SOURCE the sources.
 * Its exit code. */
int tool_run(struct tool *tool, const char *command);

#endif
