/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support - runs a command of the program as a person would, and keeps what it said. */
#ifndef MAIN_SUPPORT_H
#define MAIN_SUPPORT_H

#include "main/command.h"
#include "support/folder.h"

typedef enum exit_code command_run(struct arena *, const struct settings *,
                                   const struct arguments *);

/* What a command said; the text lasts until the next run. */
struct run {
	int code; /* its exit code; 128 + signal if one ended it */
	const char *out, *err;
};

/* In a process of its own.  `words` ends with NULL; `in` is its standard input, NULL for none.  With
 * `interrupt_ms` it is sent SIGINT after so many milliseconds. */
struct run run_command(command_run *command, const char *const *words, const char *in,
                       int interrupt_ms);

/* A folder for a test, and files in it. */
struct desk {
	struct folder folder;
};

void desk_begin(struct desk *desk);
void desk_end(struct desk *desk);
void desk_put(const struct desk *desk, const char *name, const char *text);
void desk_drop(const struct desk *desk, const char *name);
/* NULL if it is not there; lasts until the next call. */
const char *desk_get(const struct desk *desk, const char *name);

#endif
