/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* tool - see support_tool.h. */
#include "tools/support_tool.h"

#include <limits.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/check.h"

void tool_begin(struct tool *tool)
{
	*tool = (struct tool){ .arena = arena_new(64 << 20) };
	folder_make(&tool->folder);
}

void tool_end(struct tool *tool)
{
	folder_remove(&tool->folder);
	arena_free(tool->arena);
}

static const char *path_of(struct tool *tool, const char *path)
{
	return str_z(tool->arena, str_printf(tool->arena, "%s/%s", tool->folder.path, path));
}

void tool_put(struct tool *tool, const char *path, struct str text)
{
	const char *whole = path_of(tool, path);
	for (size_t i = strlen(tool->folder.path) + 1; whole[i]; i++)
		if (whole[i] == '/')
			(void)mkdir(str_z(tool->arena, str_part(str_of(whole), 0, i)), 0700);
	FILE *file = fopen(whole, "wb");
	CHECK(file && fwrite(text.at, 1, text.n, file) == text.n && fclose(file) == 0, whole);
}

static struct str read_all(struct tool *tool, FILE *file)
{
	struct buf buf;
	char part[4096];
	size_t n;
	buf_init(&buf, 16 << 20);
	while ((n = fread(part, 1, sizeof part, file)) > 0) buf_put(&buf, part, n);
	const struct str text = str_copy(tool->arena, buf_text(&buf));
	buf_release(&buf);
	return text;
}

struct str tool_get(struct tool *tool, const char *path)
{
	FILE *file = fopen(path_of(tool, path), "rb");
	CHECK(file, path);
	const struct str text = read_all(tool, file);
	(void)fclose(file);
	return text;
}

bool tool_has(struct tool *tool, const char *path)
{
	return access(path_of(tool, path), R_OK) == 0;
}

int tool_run(struct tool *tool, const char *command)
{
	char self[PATH_MAX], here[PATH_MAX];
	const ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	CHECK(n > 0 && getcwd(here, sizeof here), "where we are");
	self[n] = '\0';
	/* We are BUILD/MODE/tests/tools/x_test; the tools are in BUILD/tools. */
	for (int up = 0; up < 4; up++) {
		char *slash = strrchr(self, '/');
		CHECK(slash, "below the build folder");
		*slash = '\0';
	}
	const char *line = str_z(
		tool->arena,
		str_printf(tool->arena, "cd '%s' && TOOLS='%s/tools' SOURCE='%s' && { %s; } 2>&1",
	                   tool->folder.path, self, here, command));
	FILE *pipe = popen(line, "r");
	CHECK(pipe, "a command is run");
	tool->said = read_all(tool, pipe);
	const int status = pclose(pipe);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
