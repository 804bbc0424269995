/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* settings - everything an operator may choose, in one table.
 *
 * A value comes from (the later wins) its default, the settings file, the environment, the command
 * line.  `listen` is `listen = ...` in the file, SETWISE_LISTEN in the environment and --listen on
 * the command line.  A value that does not fit is refused with a sentence that names where it stood. */
#ifndef MAIN_SETTINGS_H
#define MAIN_SETTINGS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum setting_from { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_COMMAND };

struct settings {
	struct str listen;        /* address and port, or unix:/path */
	struct str base_url;      /* how people reach it, without a slash at the end */
	struct str data;          /* folder of the database and the key ring */
	struct str database;      /* sqlite:/path or postgres://...; empty: sqlite below data */
	struct str key_ring;      /* file; empty: below data */
	struct str zone;          /* tz database name of new programmes */
	struct str host_body;     /* who runs this: shown in the footer and in mail */
	struct str contact_name;  /* whom to ask */
	struct str contact_phone; /* shown on error and help pages */
	struct str contact_email; /* likewise */
	struct str mail_from;     /* sender of all mail */
	struct str mail_relay;    /* smtp://host:25 or smtps://...; empty: files in mail_folder */
	struct str mail_user;     /* for the relay */
	struct str mail_password; /* for the relay; never printed */
	struct str
		mail_folder;  /* where mail is written when there is no relay; empty: below data */
	struct str proxies;   /* addresses whose X-Forwarded-For is believed, separated by commas */
	struct str log_level; /* debug, info, warn, error */
	int64_t workers;      /* threads that answer requests; 0: chosen from the machine */
	int64_t audit_days;   /* how long the audit is kept */
	enum setting_from from[32]; /* by row of the table */
};

enum { SETTINGS_ARGUMENTS_MAX = 16 };

/* What is left on the command line when the settings are taken off. */
struct arguments {
	struct str at[SETTINGS_ARGUMENTS_MAX];
	int n;
	const char *
		command; /* whose they are, and the words that it takes: for what is said of them */
	const char *usage;
};

/* Reads defaults, file (--config PATH or --config=PATH, SETWISE_CONFIG, or /etc/setwise.conf if it is there),
 * environment and `argv` from index `first`.  A flag that the table lacks is left in `arguments` with
 * its dashes: a command's own.  ERR_INPUT with one sentence in *why.  Text lives in the arena. */
MUST_USE enum err settings_read(struct arena *arena, int argc, char *const *argv, int first,
                                struct settings *out, struct arguments *arguments, struct str *why);

/* The table with values in force, where each came from and a line of help; never a password. */
void settings_print(const struct settings *settings, struct buf *out);

#endif
