/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* settings - see settings.h. */
#include "main/settings.h"

#include <ini.h>
#include <unistd.h>

enum kind { TEXT, NUMBER, SECRET };

struct setting {
	const char *name; /* as in the file; '-' becomes '_' in the environment */
	enum kind kind;
	size_t offset;
	const char *standard;
	int64_t least, most; /* numbers only */
	const char *help;
};

#define ROW(field, name, kind, standard, help)                                                     \
	{                                                                                          \
		name, kind, offsetof(struct settings, field), standard, 0, 0, help                 \
	}

/* clang-format off */
static const struct setting table[] = {
	ROW(listen,        "listen",        TEXT,   "127.0.0.1:8080", "address and port to listen on, or unix:/path"),
	ROW(base_url,      "base-url",      TEXT,   "",               "how people reach it, as in https://learning.example.org; empty: http:// and listen"),
	ROW(data,          "data",          TEXT,   "/var/lib/setwise", "folder of the database, the key ring and unsent mail"),
	ROW(database,      "database",      TEXT,   "",               "sqlite:/path/to/file or postgres://...; empty: setwise.db in data"),
	ROW(key_ring,      "key-ring",      TEXT,   "",               "file of the keys, best on another disk than the backups; empty: keys in data"),
	ROW(zone,          "zone",          TEXT,   "Europe/London",  "time zone of new programmes"),
	ROW(host_body,     "host-body",     TEXT,   "",               "who runs this, shown at the foot of pages and in mail"),
	ROW(contact_name,  "contact-name",  TEXT,   "",               "whom to ask for help"),
	ROW(contact_phone, "contact-phone", TEXT,   "",               "their telephone number"),
	ROW(contact_email, "contact-email", TEXT,   "",               "their address"),
	ROW(mail_from,     "mail-from",     TEXT,   "setwise@setwise.invalid", "sender of all mail"),
	ROW(mail_relay,    "mail-relay",    TEXT,   "",               "smtp://host:25 or smtps://host:465; empty: mail is written to mail-folder"),
	ROW(mail_user,     "mail-user",     TEXT,   "",               "name at the relay"),
	ROW(mail_password, "mail-password", SECRET, "",               "password at the relay; in a file, a blank and ; begin a comment"),
	ROW(mail_folder,   "mail-folder",   TEXT,   "",               "where mail goes without a relay; empty: mail in data"),
	ROW(proxies,       "proxies",       TEXT,   "",               "addresses of proxies that tell the visitor's address, separated by commas"),
	ROW(log_level,     "log-level",     TEXT,   "info",           "debug, info, warn or error"),
	{ "audit-days", NUMBER, offsetof(struct settings, audit_days), "400", 1, 3650, "days for which it is kept who asked for which change" },
	{ "workers", NUMBER, offsetof(struct settings, workers), "0", 0, 256, "threads that answer requests; 0: chosen from the machine" },
};
/* clang-format on */

_Static_assert(LEN(table) <= LEN(((struct settings *)0)->from), "a source for each setting");

static const char *const from_words[] = {
	[FROM_DEFAULT] = "standard",
	[FROM_FILE] = "file",
	[FROM_ENVIRONMENT] = "environment",
	[FROM_COMMAND] = "command line",
};

struct reading {
	struct arena *arena;
	struct settings *out;
	struct str why;
};

static int row_of(struct str name)
{
	for (size_t i = 0; i < LEN(table); i++)
		if (str_eq(name, str_of(table[i].name))) return (int)i;
	return -1;
}

static struct str *text_of(struct settings *settings, int row)
{
	return (struct str *)(void *)((char *)settings + table[row].offset);
}

static int64_t *number_of(struct settings *settings, int row)
{
	return (int64_t *)(void *)((char *)settings + table[row].offset);
}

/* False, with the reason, if `value` does not fit row `row`. */
static bool take(struct reading *reading, int row, struct str value, enum setting_from from)
{
	const struct setting *s = &table[row];

	if (!str_is_utf8(value)) {
		reading->why = str_printf(reading->arena, "%s is not UTF-8 text.", s->name);
		return false;
	}
	if (s->kind == NUMBER) {
		if (!str_i64(value, s->least, s->most, number_of(reading->out, row))) {
			reading->why = str_printf(
				reading->arena,
				"%s must be a whole number from %lld to %lld, not \"%.*s\".",
				s->name, (long long)s->least, (long long)s->most, STR_ARG(value));
			return false;
		}
	} else {
		*text_of(reading->out, row) = str_copy(reading->arena, value);
	}
	reading->out->from[row] = from;
	return true;
}

static int on_line(void *with, const char *section, const char *name, const char *value)
{
	struct reading *reading = with;
	const int row = row_of(str_of(name));

	(void)section; /* sections may group lines for the reader; they mean nothing */
	if (reading->why.n) return 0; /* of faulty lines the first is told */
	if (row < 0) {
		reading->why = str_printf(
			reading->arena, "there is no setting \"%s\". `setwise config` lists them.",
			name);
		return 0;
	}
	return take(reading, row, str_of(value), FROM_FILE) ? 1 : 0;
}

struct lines {
	FILE *file;
	int read;
	bool is_long; /* the last line read did not fit */
};

/* As fgets, but a line that does not fit ends the reading: inih would take its rest for a line of its own. */
static char *next_line(char *line, int room, void *with)
{
	struct lines *lines = with;

	if (lines->is_long || !fgets(line, room, lines->file)) return NULL;
	lines->read++;
	const size_t n = strlen(line);
	lines->is_long = n + 1 == (size_t)room && line[n - 1] != '\n' && !feof(lines->file);
	return lines->is_long ? NULL : line;
}

static enum err read_file(struct reading *reading, const char *path, bool must_exist)
{
	if (!must_exist && access(path, F_OK) != 0) return OK;

	struct lines lines = { .file = fopen(path, "re") };
	const int faulty = lines.file ? ini_parse_stream(next_line, &lines, on_line, reading) : -1;
	const bool unreadable = faulty < 0 || ferror(lines.file); /* a folder opens, too */
	if (lines.file) (void)fclose(lines.file);
	if (unreadable)
		reading->why =
			str_printf(reading->arena, "The settings file %s cannot be read.", path);
	else if (faulty > 0)
		reading->why = str_printf(
			reading->arena, "%s:%d: %.*s", path, faulty,
			STR_ARG(reading->why.n ? reading->why : STR("write `name = value`.")));
	else if (faulty == 0 && lines.is_long)
		reading->why = str_printf(reading->arena,
		                          "%s:%d: the line is too long. Give so long a value in "
		                          "the environment.",
		                          path, lines.read);
	return reading->why.n ? ERR_INPUT : OK;
}

static enum err read_environment(struct reading *reading)
{
	for (size_t i = 0; i < LEN(table); i++) {
		char name[64] = "SETWISE_";
		size_t n = strlen(name);
		for (const char *c = table[i].name; *c && n + 1 < sizeof name; c++)
			name[n++] = *c == '-' ? '_' : (char)(*c - ('a' - 'A'));
		name[n] = '\0';

		const char *value = getenv(name);
		if (value && !take(reading, (int)i, str_of(value), FROM_ENVIRONMENT))
			return ERR_INPUT;
	}
	return OK;
}

/* Splits "--name=value" or takes the value from the next word.  row -1: not a setting. */
static int flag_row(int argc, char *const *argv, int *at, struct str *value, bool *missing)
{
	struct str rest = str_of(argv[*at]);
	struct str name;

	*missing = false;
	if (!str_starts(rest, STR("--"))) return -1;
	rest = str_from(rest, 2);
	(void)str_cut(&rest, '=', &name);
	const int row = row_of(name);
	if (row < 0) return -1;
	if (rest.at) {
		*value = rest;
	} else if (*at + 1 < argc) {
		*value = str_of(argv[++*at]);
	} else {
		*missing = true;
	}
	return row;
}

static enum err read_command(struct reading *reading, int argc, char *const *argv, int first,
                             struct arguments *arguments)
{
	for (int i = first; i < argc; i++) {
		const struct str word = str_of(argv[i]);
		struct str value = { 0 };
		bool missing;

		if (str_eq(word, STR("--config"))) {
			if (++i < argc) continue; /* taken before */
			reading->why = STR("--config needs the name of a file.");
			return ERR_INPUT;
		}
		if (str_starts(word, STR("--config="))) continue;
		const int row = flag_row(argc, argv, &i, &value, &missing);
		if (missing) {
			reading->why =
				str_printf(reading->arena, "--%s needs a value.", table[row].name);
			return ERR_INPUT;
		}
		if (row >= 0) {
			if (!take(reading, row, value, FROM_COMMAND)) return ERR_INPUT;
			continue;
		}
		if (arguments->n == SETTINGS_ARGUMENTS_MAX) {
			reading->why = STR("There are too many words on the command line.");
			return ERR_INPUT;
		}
		arguments->at[arguments->n++] = word;
	}
	return OK;
}

/* The file named on the command line or in the environment; NULL if none is. */
static const char *file_named(int argc, char *const *argv, int first)
{
	static const char equals[] = "--config=";

	for (int i = first; i < argc; i++) {
		if (strcmp(argv[i], "--config") == 0 && i + 1 < argc) return argv[i + 1];
		if (strncmp(argv[i], equals, sizeof equals - 1) == 0)
			return argv[i] + sizeof equals - 1;
	}
	return getenv("SETWISE_CONFIG");
}

/* One of the two beginnings, and something after it. */
static bool is_address(struct str value, struct str plain, struct str secure)
{
	return (str_starts(value, plain) && value.n > plain.n) ||
	       (str_starts(value, secure) && value.n > secure.n);
}

/* People's pages begin at the root of their host: links in mail are the base and a path. */
static bool is_base(struct str url)
{
	struct str rest = url, scheme;

	if (!is_address(url, STR("http://"), STR("https://"))) return false;
	(void)str_cut(&rest, ':', &scheme);
	rest = str_from(rest, 2);
	while (str_ends(rest, STR("/"))) rest.n--;
	for (size_t i = 0; i < rest.n; i++)
		if (rest.at[i] <= ' ' || strchr("/?#\"<>\\", rest.at[i])) return false;
	return rest.n > 0;
}

/* Addresses that say how they are to be used: a wrong one would be found out by somebody who waits for mail. */
static enum err check_addresses(struct reading *reading)
{
	const struct settings *s = reading->out;

	if (s->data.n == 0) {
		reading->why = STR("data names no folder.");
		return ERR_INPUT;
	}
	if (s->database.n && !is_address(s->database, STR("sqlite:"), STR("postgres://")) &&
	    !str_starts(s->database, STR("postgresql://"))) {
		/* Its value is not said: it may hold a password. */
		reading->why = STR("database is written like sqlite:/path/to/file or "
		                   "postgres://setwise@/setwise?host=/run/postgresql.");
		return ERR_INPUT;
	}
	if (s->base_url.n && !is_base(s->base_url)) {
		reading->why = str_printf(
			reading->arena,
			"base-url is written like https://learning.example.org, not \"%.*s\".",
			STR_ARG(s->base_url));
		return ERR_INPUT;
	}
	if (s->mail_relay.n && !is_address(s->mail_relay, STR("smtp://"), STR("smtps://"))) {
		reading->why = str_printf(reading->arena,
		                          "mail-relay is written like smtp://host:25 or "
		                          "smtps://host:465, not \"%.*s\".",
		                          STR_ARG(s->mail_relay));
		return ERR_INPUT;
	}
	return OK;
}

/* What follows from other settings. */
static void fill_in(struct arena *arena, struct settings *s)
{
	if (s->base_url.n == 0) s->base_url = str_printf(arena, "http://%.*s", STR_ARG(s->listen));
	if (s->database.n == 0)
		s->database = str_printf(arena, "sqlite:%.*s/setwise.db", STR_ARG(s->data));
	if (s->key_ring.n == 0) s->key_ring = str_printf(arena, "%.*s/keys", STR_ARG(s->data));
	if (s->mail_folder.n == 0)
		s->mail_folder = str_printf(arena, "%.*s/mail", STR_ARG(s->data));
}

enum err settings_read(struct arena *arena, int argc, char *const *argv, int first,
                       struct settings *out, struct arguments *arguments, struct str *why)
{
	struct settings settings = { 0 };
	struct arguments left = { 0 };
	struct reading reading = { .arena = arena, .out = &settings };

	for (size_t i = 0; i < LEN(table); i++)
		if (!take(&reading, (int)i, str_of(table[i].standard), FROM_DEFAULT))
			BUG("a standard value does not fit its own row");

	const char *named = file_named(argc, argv, first);
	enum err err = read_file(&reading, named ? named : "/etc/setwise.conf", named != NULL);
	if (!err) err = read_environment(&reading);
	if (!err) err = read_command(&reading, argc, argv, first, &left);
	if (!err) err = check_addresses(&reading);
	if (err) {
		*why = reading.why;
		return err;
	}
	while (str_ends(settings.base_url, STR("/"))) settings.base_url.n--;
	fill_in(arena, &settings);
	*out = settings;
	*arguments = left;
	return OK;
}

void settings_print(const struct settings *settings, struct buf *out)
{
	for (size_t i = 0; i < LEN(table); i++) {
		const char *base = (const char *)settings + table[i].offset;
		buf_printf(out, "# %s (%s)\n", table[i].help, from_words[settings->from[i]]);
		/* A password is not shown: the line is no setting, or "(set)" would become one. */
		const bool hidden =
			table[i].kind == SECRET && ((const struct str *)(const void *)base)->n > 0;
		buf_printf(out, "%s%s = ", hidden ? "# " : "", table[i].name);
		if (table[i].kind == NUMBER) {
			buf_i64(out, *(const int64_t *)(const void *)base);
		} else {
			const struct str value = *(const struct str *)(const void *)base;
			buf_str(out, hidden ? STR("(set, not shown)") : value);
		}
		buf_str(out, STR("\n\n"));
	}
}
