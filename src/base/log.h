/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* log - a line an event, `key=value`, to standard error.  Ids, never names or text: a log is not
 * covered by the retention rules.  Rules, statements and pages say nothing here: only what runs them. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Lines below `level` are dropped.  Set once at start (default LOG_INFO). */
void log_level_set(enum log_level level);
void log_line(enum log_level level, const char *format, ...) PRINTF(2, 3);

#define log_debug(...) log_line(LOG_DEBUG, __VA_ARGS__)
#define log_info(...) log_line(LOG_INFO, __VA_ARGS__)
#define log_warn(...) log_line(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_line(LOG_ERROR, __VA_ARGS__)

#endif
