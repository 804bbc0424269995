/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* setwise - the program: finds the command, reads the settings, runs it. */
#include <sodium.h>

#include "base/log.h"
#include "main/command.h"

enum { ARENA_MAX = 16 * 1024 * 1024 };

static enum exit_code list_commands(FILE *to, enum exit_code code)
{
	fputs("Setwise runs action learning.\n\nsetwise COMMAND [--SETTING=VALUE ...]\n\n", to);
	for (size_t i = 0; i < command_count; i++)
		fprintf(to, "  %-9s %s\n", commands[i].name, commands[i].summary);
	fputs("\n`setwise COMMAND --help` says more. `setwise config` lists the settings.\n", to);
	return code;
}

static const struct command *command_named(struct str name)
{
	for (size_t i = 0; i < command_count; i++)
		if (str_eq(name, str_of(commands[i].name))) return &commands[i];
	return NULL;
}

static bool set_log_level(struct str word)
{
	static const char *const words[] = { "debug", "info", "warn", "error" };

	for (size_t i = 0; i < LEN(words); i++) {
		if (!str_eq(word, str_of(words[i]))) continue;
		log_level_set((enum log_level)i);
		return true;
	}
	return false;
}

/* Before the settings are read: who asks for help may have a file that cannot be read. */
static bool asks_help(int argc, char *const *argv)
{
	for (int i = 2; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return true;
	return false;
}

static enum exit_code run(struct arena *arena, int argc, char *const *argv)
{
	struct settings settings;
	struct arguments arguments;
	struct str why;

	if (argc < 2) return list_commands(stderr, EXIT_USAGE);
	const struct str name = str_of(argv[1]);
	if (str_eq(name, STR("--help")) || str_eq(name, STR("-h")) || str_eq(name, STR("help")))
		return list_commands(stdout, EXIT_GOOD);

	const struct command *command = command_named(name);
	if (!command)
		return command_fail(EXIT_USAGE,
		                    "There is no command \"%s\". `setwise --help` lists them.",
		                    argv[1]);
	if (asks_help(argc, argv)) {
		printf("setwise %s%s%s\n\n%s", command->name, *command->usage ? " " : "",
		       command->usage, command->help);
		return EXIT_GOOD;
	}
	if (settings_read(arena, argc, argv, 2, &settings, &arguments, &why))
		return command_fail(EXIT_USAGE, "%.*s", STR_ARG(why));
	arguments.command = command->name;
	arguments.usage = command->usage;
	if (!set_log_level(settings.log_level))
		return command_fail(EXIT_USAGE,
		                    "log-level is debug, info, warn or error, not \"%.*s\".",
		                    STR_ARG(settings.log_level));
	return command->run(arena, &settings, &arguments);
}

int main(int argc, char **argv)
{
	if (sodium_init() < 0) return EXIT_WENT_WRONG;
	struct arena *arena = arena_new(ARENA_MAX);
	const enum exit_code code = run(arena, argc, argv);
	arena_free(arena);
	return (int)code;
}
