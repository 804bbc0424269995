/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* looks - who was told lately to look again at a meeting's room.
 *
 * A stream is told at once (web/live.h).  A page that asks now and then instead of listening, or whose stream was
 * away for a second, asks with the mark that its page came with: whether anything was said to its person since.  Kept
 * in memory only, and not for long: whoever asks with a mark from before that looks once in vain. */
#ifndef WEB_LOOKS_H
#define WEB_LOOKS_H

#include "app/work.h"

struct looks;

struct looks *looks_new(void);
void looks_free(struct looks *looks);
/* All that follows: any thread.  What db_listen() hears; of it only what says to look, and "*". */
void looks_hear(struct looks *looks, struct str text);
/* To be taken before anything is read: what is said after that is news. */
int64_t looks_now(struct looks *looks);
struct str looks_mark(const struct looks *looks, struct arena *arena, int64_t now);
/* `person` has had to look at the room since `mark`, or that is not known.  An empty mark is known: since nothing. */
bool looks_since(struct looks *looks, struct str mark, meeting_id meeting, person_id person);

#endif
