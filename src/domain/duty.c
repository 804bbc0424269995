/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* duty - see duty.h. */
#include "domain/duty.h"

#include "base/err.h"

static const struct {
	const char *title, *help;
	int days; /* before the meeting */
} duties[DUTY_COUNT] = {
	[DUTY_ROOM] = { "Book the room", "Or make the call link. Write it on this page.", 28 },
	[DUTY_DATE] = { "Check the date with everybody",
	                "Ask who can’t come, so that it is known before the day.", 14 },
	[DUTY_REMINDER] = { "Send the reminder",
	                    "One press: everybody in the set gets a short email.", 7 },
};

const char *duty_title(enum duty duty)
{
	return (int)duty < DUTY_COUNT ? duties[duty].title : "";
}

const char *duty_help(enum duty duty)
{
	return (int)duty < DUTY_COUNT ? duties[duty].help : "";
}

struct day duty_due(enum duty duty, struct day held_on)
{
	ASSERT((int)duty < DUTY_COUNT);
	return (struct day){ held_on.n - duties[duty].days };
}

bool duty_reminds(enum duty duty, struct day held_on, struct day today)
{
	const struct day due = duty_due(duty, held_on);
	return today.n >= due.n - DUTY_REMIND_DAYS && today.n <= due.n;
}

struct str duty_due_words(struct arena *arena, enum duty duty, struct day held_on, struct day today)
{
	const struct day due = duty_due(duty, held_on);

	if (due.n == today.n) return STR("By today");
	return str_printf(arena, "%s %.*s", due.n < today.n ? "It was to be done by" : "By",
	                  STR_ARG(day_words(arena, due)));
}
