/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - finding the processes that are part of the program. */
#ifndef APP_PROCESS_H
#define APP_PROCESS_H

#include "base/arena.h"
#include "domain/process.h"

struct process_list {
	const struct process **at;
	size_t n;
};

/* By name.  ERR_ABSENT: none of that name is part of the program. */
MUST_USE enum err process_shipped(struct arena *arena, struct str name, const struct process **out);
/* Its file as it stands.  ERR_ABSENT likewise. */
MUST_USE enum err process_shipped_text(struct str name, struct str *out);
/* All, meetings first, then rounds, each in the order of their names. */
MUST_USE enum err process_shipped_list(struct arena *arena, struct process_list *out);

#endif
