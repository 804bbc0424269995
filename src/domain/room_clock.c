/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_clock - see room_clock.h. */
#include "domain/room_clock.h"

/* Minutes still to come after the present step, as planned. */
static int64_t to_come(const struct room *room)
{
	int64_t ms = 0;
	for (int i = room->step + 1; i < room->step_count; i++)
		ms += MINUTES(room_step_minutes(room, i));
	return ms;
}

/* What the steps up to the present one were planned to take: of that one, no more than is used. */
static int64_t due_by_now(const struct room *room, int64_t used_ms)
{
	int64_t ms = 0;
	for (int i = 0; i < room->step; i++)
		if (room->steps[i].began_at.ms) ms += MINUTES(room_step_minutes(room, i));
	const int64_t planned = MINUTES(room_step_minutes(room, room->step));
	return ms + (used_ms < planned ? used_ms : planned);
}

struct room_clock room_clock(const struct room *room, struct instant now)
{
	struct room_clock clock = { 0 };
	const struct room_step *step = room_step(room);

	if (!step) return clock;
	if (now.ms < room->last_at.ms) now = room->last_at;
	clock.is_paused = room->is_paused;
	clock.is_running = !room->is_paused;
	clock.planned_ms = MINUTES(room_step_minutes(room, room->step)) + step->added_ms;
	clock.used_ms = step->used_ms;
	if (clock.is_running) clock.used_ms += instant_since(now, room->entered_at);
	clock.left_ms = clock.planned_ms - clock.used_ms;
	if (clock.left_ms < 0) {
		clock.over_ms = -clock.left_ms;
		clock.left_ms = 0;
	}
	clock.behind_ms = instant_since(now, room->started_at) - due_by_now(room, clock.used_ms);
	clock.stage_ends_at = instant_add(now, clock.left_ms);
	clock.meeting_ends_at = instant_add(clock.stage_ends_at, to_come(room));
	return clock;
}

static int64_t rounded_up(int64_t ms)
{
	return (ms + MINUTES(1) - 1) / MINUTES(1);
}

static const char *plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

int room_minutes_left(const struct room_clock *clock)
{
	return (int)rounded_up(clock->left_ms);
}

struct str room_clock_words(struct arena *arena, const struct room_clock *clock)
{
	const int64_t over = clock->over_ms / MINUTES(1);

	if (clock->is_paused) return STR("Paused");
	if (!clock->is_running) return STR("");
	if (over > 0) return str_printf(arena, "%lld minute%s over", (long long)over, plural(over));
	if (clock->left_ms == 0) return STR("That’s the time. Finish when you are ready.");
	if (clock->left_ms < MINUTES(1)) return STR("Less than a minute left");
	const int64_t left = rounded_up(clock->left_ms);
	return str_printf(arena, "About %lld minute%s left", (long long)left, plural(left));
}

struct str room_clock_exact(struct arena *arena, const struct room_clock *clock)
{
	const bool is_over = clock->over_ms > 0;
	/* Rounded up while it runs down, so that 0:00 means that the time has come. */
	const int64_t s = is_over ? clock->over_ms / 1000 : (clock->left_ms + 999) / 1000;

	if (!clock->is_running && !clock->is_paused) return STR("");
	return str_printf(arena, "%s%lld:%02lld", is_over ? "+" : "", (long long)(s / 60),
	                  (long long)(s % 60));
}

static int64_t minutes_behind(const struct room *room, struct instant at)
{
	/* Far from nought, where division would round the other way. */
	const int64_t ms = room_clock(room, at).behind_ms + HOURS(24 * 365);
	return (ms + MINUTES(1) / 2) / MINUTES(1);
}

bool room_has_drifted(const struct room *room, struct instant from, struct instant to)
{
	return room_step(room) && minutes_behind(room, from) != minutes_behind(room, to);
}

struct str room_length_words(struct arena *arena, int64_t minutes)
{
	if (minutes < 90)
		return str_printf(arena, "%lld minute%s", (long long)minutes, plural(minutes));
	const int64_t halves = (minutes + 15) / 30;
	if (halves == 3) return STR("an hour and a half");
	return str_printf(arena, "%lld%s hours", (long long)(halves / 2),
	                  halves % 2 ? " and a half" : "");
}

struct str room_behind_words(struct arena *arena, const struct room_clock *clock)
{
	const int64_t off = clock->behind_ms < 0 ? -clock->behind_ms : clock->behind_ms;
	const int64_t minutes = (off + MINUTES(1) / 2) / MINUTES(1);

	if (!clock->is_running && !clock->is_paused) return STR("");
	if (off < MINUTES(2)) return STR("On time");
	return str_printf(arena, "About %.*s %s", STR_ARG(room_length_words(arena, minutes)),
	                  clock->behind_ms > 0 ? "behind" : "ahead");
}
