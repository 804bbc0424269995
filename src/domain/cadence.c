/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* cadence - see cadence.h. */
#include "domain/cadence.h"

#include "base/err.h"

/* Why nobody meets on that day; NULL if they may. */
static const char *closed_because(const struct cadence *cadence, struct day day)
{
	if (day_weekday(day) >= SATURDAY) return "a weekend";
	return holiday_on(cadence->nation, day);
}

static bool is_within(const struct cadence *cadence, struct day before, struct day day)
{
	if (before.n == DAY_NONE) return true;
	const int gap = day.n - before.n;
	return gap >= cadence->days - cadence->tolerance &&
	       gap <= cadence->days + cadence->tolerance;
}

static bool fits(const struct cadence *cadence, struct day before, struct day earliest,
                 struct day day)
{
	return day.n >= earliest.n && !closed_because(cadence, day) &&
	       is_within(cadence, before, day);
}

static struct cadence_date place(const struct cadence *cadence, struct day before,
                                 struct day earliest, struct day due)
{
	static const int weeks[] = { 7, -7 };
	struct cadence_date date = { .day = due,
		                     .due = due,
		                     .closed = closed_because(cadence, due) };

	if (fits(cadence, before, earliest, due)) return date;
	for (size_t i = 0; i < LEN(weeks); i++) {
		date.day = day_add(due, weeks[i]);
		if (fits(cadence, before, earliest, date.day)) return date;
	}
	for (int away = 1; away <= cadence->tolerance; away++)
		for (int side = 1; side >= -1; side -= 2) {
			date.day = day_add(due, side * away);
			if (fits(cadence, before, earliest, date.day)) return date;
		}
	date.day = due;
	while (closed_because(cadence, date.day)) date.day = day_add(date.day, 1);
	date.is_out_of_step = !is_within(cadence, before, date.day);
	return date;
}

const char *cadence_first_text(struct day first, struct day today)
{
	if (first.n < today.n) return "Choose a first day that is still to come.";
	if (first.n > today.n + CADENCE_AHEAD_YEARS * 366)
		return "Choose a first day within the next three years.";
	return "";
}

void cadence_propose(const struct cadence *cadence, struct day first, int count,
                     struct cadence_date *out)
{
	ASSERT(count >= 1 && count <= CADENCE_MEETINGS_MAX);
	ASSERT(cadence->days >= 7 && cadence->days <= 182);
	ASSERT(cadence->tolerance >= 0 && cadence->tolerance <= cadence->days / 2);
	struct day before = { DAY_NONE }, due = first;

	for (int i = 0; i < count; i++) {
		out[i] = place(cadence, before, first, due);
		before = out[i].day;
		/* The first meeting sets the weekday of the year; later shifts do not. */
		due = day_add(i == 0 ? out[i].day : due, cadence->days);
	}
}

struct str cadence_check(struct arena *arena, const struct cadence *cadence, struct day before,
                         struct day day, bool *refused)
{
	const char *closed = closed_because(cadence, day);
	const int gap = before.n == DAY_NONE ? cadence->days : day.n - before.n;

	*refused = false;
	if (gap <= 0) {
		*refused = true;
		return str_printf(arena, "This must come after the meeting before it, %.*s.",
		                  STR_ARG(day_words_year(arena, before)));
	}
	if (day_weekday(day) >= SATURDAY)
		return str_printf(arena, "%.*s is at a weekend.", STR_ARG(day_words(arena, day)));
	if (closed)
		return str_printf(arena, "%.*s is a bank holiday: %s.",
		                  STR_ARG(day_words(arena, day)), closed);
	if (is_within(cadence, before, day)) return (struct str){ 0 };
	return str_printf(arena, "That is %d days after the meeting before it. Usual is %d to %d.",
	                  gap, cadence->days - cadence->tolerance,
	                  cadence->days + cadence->tolerance);
}
