/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support - see support.h. */
#include "main/support.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check.h"

enum { TEXT = 1 << 20 };

/* All of a file, from its beginning, in room that stays. */
static const char *whole(FILE *file, char *text)
{
	rewind(file);
	const size_t n = fread(text, 1, TEXT - 1, file);
	text[n] = '\0';
	CHECK(n < TEXT - 1, "there is room for it");
	return text;
}

_Noreturn static void be_the_program(command_run *command, const char *const *words, FILE *in,
                                     FILE *out, FILE *err)
{
	struct arena *arena = arena_new(16 << 20);
	char *argv[SETTINGS_ARGUMENTS_MAX + 2];
	int argc = 0;
	struct arguments arguments;
	struct settings settings;
	struct str why;

	(void)dup2(fileno(in), STDIN_FILENO);
	(void)dup2(fileno(out), STDOUT_FILENO);
	(void)dup2(fileno(err), STDERR_FILENO);
	argv[argc++] = (char[]){ "--config=/dev/null" }; /* not the machine's own */
	for (; words[argc - 1]; argc++) argv[argc] = (char *)(uintptr_t)words[argc - 1];
	const enum err err_read = settings_read(arena, argc, argv, 0, &settings, &arguments, &why);
	const int code = err_read ? (int)command_fail(EXIT_USAGE, "%.*s", STR_ARG(why))
	                          : (int)command(arena, &settings, &arguments);
	(void)fflush(NULL);
	_exit(code);
}

struct run run_command(command_run *command, const char *const *words, const char *in,
                       int interrupt_ms)
{
	static char out_text[TEXT], err_text[TEXT];
	FILE *input = tmpfile(), *out = tmpfile(), *err = tmpfile();
	struct run run = { 0 };
	int status;

	CHECK(input && out && err, "files for what it says");
	if (in) CHECK(fputs(in, input) >= 0 && fflush(input) == 0, "its input");
	rewind(input);
	(void)fflush(NULL);
	const pid_t child = fork();
	CHECK(child >= 0, "a process of its own");
	if (child == 0) be_the_program(command, words, input, out, err);
	if (interrupt_ms) {
		(void)usleep((useconds_t)interrupt_ms * 1000);
		(void)kill(child, SIGINT);
	}
	CHECK(waitpid(child, &status, 0) == child, "it came to an end");
	run.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	run.out = whole(out, out_text);
	run.err = whole(err, err_text);
	(void)fclose(input);
	(void)fclose(out);
	(void)fclose(err);
	return run;
}

/* ---- files ---- */

static const char *path_of(const struct desk *desk, const char *name)
{
	static char path[256];

	(void)snprintf(path, sizeof(path), "%s/%s", desk->folder.path, name);
	return path;
}

void desk_begin(struct desk *desk)
{
	folder_make(&desk->folder);
}

void desk_end(struct desk *desk)
{
	folder_remove(&desk->folder);
}

void desk_put(const struct desk *desk, const char *name, const char *text)
{
	FILE *file = fopen(path_of(desk, name), "wb");

	CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0, name);
}

void desk_drop(const struct desk *desk, const char *name)
{
	(void)unlink(path_of(desk, name));
}

const char *desk_get(const struct desk *desk, const char *name)
{
	static char text[TEXT];
	FILE *file = fopen(path_of(desk, name), "rb");

	if (!file) return NULL;
	(void)whole(file, text);
	(void)fclose(file);
	return text;
}
