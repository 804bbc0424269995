/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* command - what `setwise` can be told to do. */
#ifndef MAIN_COMMAND_H
#define MAIN_COMMAND_H

#include "base/arena.h"
#include "main/settings.h"

/* Exit codes, the same for every command. */
enum exit_code {
	EXIT_GOOD = 0,
	EXIT_WENT_WRONG = 1, /* a sentence on standard error says what, and what to do */
	EXIT_USAGE = 2,      /* the command line or a setting does not fit */
	EXIT_FINDINGS = 3,   /* doctor found something that must be mended */
};

struct command {
	const char *name;
	enum exit_code (*run)(struct arena *arena, const struct settings *settings,
	                      const struct arguments *arguments);
	const char *summary; /* one line for the list */
	const char *help;    /* what --help prints after the usage line */
	const char *usage;   /* words after the name, as in "PATH" */
};

extern const struct command commands[];
extern const size_t command_count;

/* "setwise: " and a sentence on standard error; gives back `code`. */
enum exit_code command_fail(enum exit_code code, const char *format, ...) PRINTF(2, 3);

/* Refuses words that the command does not know: all of `arguments` beyond `words`, and any flag that
 * is not in `flags` (a list that ends with NULL).  EXIT_GOOD if all is well. */
enum exit_code command_words(const struct arguments *arguments, int least, int most,
                             const char *const *flags);
/* The value of --flag=value or `--flag`; at == NULL if it was not given. */
struct str command_flag(const struct arguments *arguments, const char *flag);
/* The n-th word that is not a flag, counted from 0; empty if there is none. */
struct str command_word(const struct arguments *arguments, int n);

/* clang-format off */
enum exit_code command_serve  (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_demo   (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_admin  (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_routes (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_migrate(struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_config (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_doctor (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_backup (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_restore(struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_process(struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_form   (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_plan   (struct arena *, const struct settings *, const struct arguments *);
enum exit_code command_read   (struct arena *, const struct settings *, const struct arguments *);
/* clang-format on */

#endif
