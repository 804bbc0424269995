/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* log - see log.h.  A line is written by one write(), so that threads do not mix theirs. */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/time.h"

enum { LINE_MAX_BYTES = 1024 };

static _Atomic int least = LOG_INFO;

static const char *const names[] = { "debug", "info", "warn", "error" };

void log_level_set(enum log_level level)
{
	atomic_store(&least, (int)level);
}

void log_line(enum log_level level, const char *format, ...)
{
	char line[LINE_MAX_BYTES];
	const struct instant now = time_now();
	va_list args;

	if ((int)level < atomic_load(&least)) return;
	const struct date date = day_date((struct day){ (int32_t)(now.ms / HOURS(24)) });
	const int minute = (int)(now.ms % HOURS(24) / MINUTES(1));
	const int ms = (int)(now.ms % MINUTES(1));
	int n = snprintf(line, sizeof line, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ %s ", date.year,
	                 date.month, date.day, minute / 60, minute % 60, ms / 1000, ms % 1000,
	                 names[level]);
	va_start(args, format);
	const int more = vsnprintf(line + n, sizeof line - (size_t)n - 1, format, args);
	va_end(args);
	if (more > 0) n += more;
	if (n > LINE_MAX_BYTES - 2) n = LINE_MAX_BYTES - 2;
	for (int i = 0; i < n; i++)
		if ((unsigned char)line[i] < 0x20) line[i] = ' '; /* one event, one line */
	line[n++] = '\n';
	if (write(STDERR_FILENO, line, (size_t)n) < 0) return; /* nobody left to tell */
}
