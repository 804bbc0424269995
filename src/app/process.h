/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - finding processes: those that are part of the program, and those that programmes made.
 *
 * A meeting names a process as "uk-halfday" (as it is now) or "uk-halfday@2" (that version, for good).
 * When its room opens, app_process_pin() makes the second of the first, so what is changed afterwards,
 * by a coordinator or by an upgrade, never changes under a meeting. */
#ifndef APP_PROCESS_H
#define APP_PROCESS_H

#include "app/work.h"
#include "domain/process.h"
#include "store/process.h"

struct process_list {
	const struct process **at;
	size_t n;
};

/* By name.  ERR_ABSENT: none of that name is part of the program. */
MUST_USE enum err process_shipped(struct arena *arena, struct str name, const struct process **out);
/* All, meetings first, then rounds; of each those that most sets use first, then by their names. */
MUST_USE enum err process_shipped_list(struct arena *arena, struct process_list *out);

/* The text that a meeting's "name" or "name@version" stands for; row->version is 0 for a shipped one
 * that is read from the program.  ERR_ABSENT: nothing is called that. */
MUST_USE enum err app_process_text(struct work *work, struct str named, struct process_row *out);
/* The same, read. */
MUST_USE enum err app_process_find(struct work *work, struct str named, const struct process **out);
/* "name" as "name@version": the version that says what is said now, kept anew if there is none. */
MUST_USE enum err app_process_pin(struct work *work, struct str named, struct str *out);
/* A coordinator's: the next version of the name that the text gives itself.  ERR_INPUT: it is wrong,
 * and *fault says where.  ERR_REFUSED: the name is taken. */
MUST_USE enum err app_process_keep(struct work *work, programme_id programme, struct str text,
                                   struct process_fault *fault, struct process_row *out);

#endif
