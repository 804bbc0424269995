/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting - see meeting.h. */
#include "domain/meeting.h"

bool meeting_door_is_open(const struct meeting_view *meeting, struct instant now)
{
	if (meeting->state == MEETING_OPEN) return true;
	if (meeting->state != MEETING_PLANNED) return false;
	return instant_since(now, meeting->starts_at) >= -(int64_t)MEETING_DOOR_MS &&
	       instant_since(now, meeting->starts_at) < MINUTES(meeting->length_min);
}

enum meeting_button meeting_button(const struct meeting_view *meeting, struct instant now)
{
	switch (meeting->state) {
	case MEETING_CANCELLED:
		return MEETING_NOTHING;
	case MEETING_ENDED:
		return meeting->has_given_pulse ? MEETING_ACTIONS : MEETING_REVIEW;
	case MEETING_PLANNED:
	case MEETING_OPEN:
		break;
	}
	const bool is_over = instant_since(now, meeting->starts_at) >= MINUTES(meeting->length_min);
	if (is_over && (meeting->state == MEETING_PLANNED || meeting->is_unstarted))
		return MEETING_TYPE_IN;
	if (is_over && meeting->is_left) return MEETING_END_IT;
	if (meeting_door_is_open(meeting, now)) return MEETING_GO;
	if (meeting->number == 1) return MEETING_NOTHING;
	if (meeting->presents) return MEETING_PRESENT;
	return meeting->has_issue ? MEETING_READ : MEETING_PREPARE;
}

const char *meeting_button_words(enum meeting_button button)
{
	switch (button) {
	case MEETING_NOTHING:
		return "";
	case MEETING_PRESENT:
		return "Get ready to present";
	case MEETING_READ:
		return "Read what’s coming";
	case MEETING_PREPARE:
		return "Get ready";
	case MEETING_GO:
		return "Go to the room";
	case MEETING_REVIEW:
		return "How did we work?";
	case MEETING_ACTIONS:
		return "Look at my actions";
	case MEETING_TYPE_IN:
		return "We met on paper";
	case MEETING_END_IT:
		return "End the meeting";
	}
	return "";
}

struct str meeting_when_words(struct arena *arena, struct day held_on, int start_min,
                              int length_min, struct day today)
{
	const struct str hours = minute_range_words(arena, start_min, start_min + length_min);
	struct str day = day_words(arena, held_on);

	if (held_on.n == today.n)
		day = STR("Today");
	else if (held_on.n == today.n + 1)
		day = STR("Tomorrow");
	else if (day_date(held_on).year != day_date(today).year)
		day = day_words_year(arena, held_on);
	return str_printf(arena, "%.*s, %.*s", STR_ARG(day), STR_ARG(hours));
}

struct str meeting_soon_words(struct arena *arena, const struct meeting_view *meeting,
                              struct day held_on, struct day today, struct instant now)
{
	const int64_t ms = instant_since(meeting->starts_at, now);
	const long long minutes = (ms + MINUTES(1) - 1) / MINUTES(1);

	switch (meeting->state) {
	case MEETING_CANCELLED:
		return STR("This meeting is cancelled.");
	case MEETING_ENDED:
		return STR("It has ended.");
	case MEETING_OPEN:
		if (meeting->is_left && -ms >= MINUTES(meeting->length_min))
			return STR("Nobody has ended it.");
		if (ms <= 0 && !meeting->is_unstarted) return STR("It is under way.");
		break;
	case MEETING_PLANNED:
		break;
	}
	if (-ms >= MINUTES(meeting->length_min)) return STR("Its time has passed.");
	if (ms <= 0) return STR("It is due to start now.");
	if (ms > HOURS(1)) return day_distance_words(arena, today, held_on);
	return str_printf(arena, "It starts in %lld minute%s.", minutes, minutes == 1 ? "" : "s");
}

struct str meeting_usual_shell(int number, bool facilitated)
{
	if (number == 1) return STR("first-taster");
	return facilitated ? STR("uk-halfday") : STR("self-fac");
}
