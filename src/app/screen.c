/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* screen - see screen.h. */
#include "app/screen.h"

#include "app/room.h"
#include "store/rate.h"

/* Letters only, in lower case. */
static struct str bare(struct arena *arena, struct str typed)
{
	char letters[ROOM_CODE_LETTERS];
	size_t n = 0;

	for (size_t i = 0; i < typed.n; i++) {
		const char c = typed.at[i];
		const bool upper = c >= 'A' && c <= 'Z';
		if (!upper && !(c >= 'a' && c <= 'z')) continue;
		if (n == LEN(letters)) return STR("");
		letters[n++] = upper ? (char)(c - 'A' + 'a') : c;
	}
	return str_copy(arena, (struct str){ letters, n });
}

enum err app_screen_open(struct work *work, struct str typed, struct str peer, struct str *code,
                         meeting_id *meeting)
{
	const struct str bucket = str_printf(work->arena, "screen %.*s", STR_ARG(peer));
	int used;

	enum err err = store_rate_count(work->tx, bucket, work->now, SCREEN_WINDOW, &used);
	if (err) return err;
	if (used > SCREEN_TRIES)
		return work_refuse(work, "That is more tries than we allow. Wait ten minutes.");
	*code = bare(work->arena, typed);
	err = code->n == ROOM_CODE_LETTERS ? store_meeting_by_screen(work->tx, *code, meeting)
	                                   : ERR_ABSENT;
	if (err != ERR_ABSENT) return err;
	return work_refuse(work, "No room has that code now. Look at it again, or ask whoever "
	                         "facilitates.");
}
