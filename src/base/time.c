/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* time - see time.h.  Days by the civil calendar algorithms of Howard Hinnant
 * (chrono-compatible low-level date algorithms), exact for every year in range. */
#include "base/time.h"

#include <sys/time.h>

static const char *const weekdays[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
	                                "Friday", "Saturday", "Sunday" };
static const char *const months[] = { "January",   "February", "March",    "April",
	                              "May",       "June",     "July",     "August",
	                              "September", "October",  "November", "December" };

struct instant time_now(void)
{
	struct timespec now;
	if (clock_gettime(CLOCK_REALTIME, &now) != 0) BUG("no clock");
	return (struct instant){ (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 };
}

int64_t time_monotonic_us(void)
{
	struct timespec now;
	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) BUG("no clock");
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

struct instant instant_add(struct instant at, int64_t ms)
{
	return (struct instant){ at.ms + ms };
}

int64_t instant_since(struct instant later, struct instant earlier)
{
	return later.ms - earlier.ms;
}

bool day_is_valid(int year, int month, int day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
	return day <= lengths[month - 1] + (month == 2 && leap);
}

struct day day_of(int year, int month, int day)
{
	ASSERT(day_is_valid(year, month, day));
	const int y = year - (month <= 2);
	const int era = y / 400;
	const int of_era = y - era * 400;
	const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	const int days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
	return (struct day){ era * 146097 + days - 719468 };
}

struct date day_date(struct day day)
{
	const int z = day.n + 719468;
	const int era = (z >= 0 ? z : z - 146096) / 146097;
	const int of_era = z - era * 146097;
	const int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	const int of_year = of_era - (365 * year + year / 4 - year / 100);
	const int m = (5 * of_year + 2) / 153;
	const int month = m < 10 ? m + 3 : m - 9;
	return (struct date){ year + era * 400 + (month <= 2), month,
		              of_year - (153 * m + 2) / 5 + 1 };
}

struct day day_add(struct day day, int days)
{
	return (struct day){ day.n + days };
}

int day_weekday(struct day day)
{
	const int w = (day.n + THURSDAY) % 7; /* 1970-01-01 was a Thursday */
	return w < 0 ? w + 7 : w;
}

struct day day_on_or_after(struct day day, int weekday)
{
	return day_add(day, (weekday - day_weekday(day) + 7) % 7);
}

bool day_parse(struct str iso, struct day *out)
{
	int64_t year, month, day;

	if (iso.n != 10 || iso.at[4] != '-' || iso.at[7] != '-') return false;
	if (!str_i64(str_part(iso, 0, 4), 1900, 2199, &year)) return false;
	if (!str_i64(str_part(iso, 5, 7), 1, 12, &month)) return false;
	if (!str_i64(str_part(iso, 8, 10), 1, 31, &day)) return false;
	if (!day_is_valid((int)year, (int)month, (int)day)) return false;
	*out = day_of((int)year, (int)month, (int)day);
	return true;
}

struct str day_iso(struct arena *arena, struct day day)
{
	const struct date d = day_date(day);
	return str_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct str day_words(struct arena *arena, struct day day)
{
	const struct date d = day_date(day);
	return str_printf(arena, "%s %d %s", weekdays[day_weekday(day)], d.day,
	                  months[d.month - 1]);
}

struct str day_words_short(struct arena *arena, struct day day)
{
	const struct date d = day_date(day);
	return str_printf(arena, "%d %.3s", d.day, months[d.month - 1]);
}

struct str day_words_year(struct arena *arena, struct day day)
{
	const struct date d = day_date(day);
	return str_printf(arena, "%s %d %s %d", weekdays[day_weekday(day)], d.day,
	                  months[d.month - 1], d.year);
}

/* "9:30", "1"; the half of the day is added where it is needed. */
static struct str clock_words(struct arena *arena, int minute)
{
	const int hour = minute / 60 % 12 == 0 ? 12 : minute / 60 % 12;
	if (minute % 60 == 0) return str_printf(arena, "%d", hour);
	return str_printf(arena, "%d:%02d", hour, minute % 60);
}

static const char *half_words(int minute)
{
	return minute % (24 * 60) < 12 * 60 ? "am" : "pm";
}

struct str minute_words(struct arena *arena, int minute)
{
	ASSERT(minute >= 0 && minute <= 24 * 60);
	if (minute == 12 * 60) return STR("midday");
	if (minute == 0 || minute == 24 * 60) return STR("midnight");
	const struct str clock = clock_words(arena, minute);
	return str_printf(arena, "%.*s%s", STR_ARG(clock), half_words(minute));
}

struct str minute_range_words(struct arena *arena, int from, int to)
{
	const struct str first = minute_words(arena, from), last = minute_words(arena, to);
	return str_printf(arena, "%.*s to %.*s", STR_ARG(first), STR_ARG(last));
}

bool minute_parse(struct str hh_mm, int *out)
{
	int64_t hour, minute;
	struct str rest = hh_mm, first;
	const char separator = str_has(hh_mm, STR(".")) ? '.' : ':';

	if (!str_cut(&rest, separator, &first) || !rest.at) return false;
	if (first.n < 1 || first.n > 2 || rest.n != 2) return false;
	if (!str_i64(first, 0, 23, &hour) || !str_i64(rest, 0, 59, &minute)) return false;
	if (first.at[0] == '-' || rest.at[0] == '-') return false;
	*out = (int)(hour * 60 + minute);
	return true;
}

struct str day_distance_words(struct arena *arena, struct day from, struct day to)
{
	const int days = to.n - from.n;
	const int size = days < 0 ? -days : days;
	struct str amount;

	if (days == 0) return STR("today");
	if (days == 1) return STR("tomorrow");
	if (days == -1) return STR("yesterday");
	if (size < 14)
		amount = str_printf(arena, "%d days", size);
	else if (size < 7 * 26)
		amount = str_printf(arena, "%d weeks", (size + 3) / 7);
	else
		amount = str_printf(arena, "%d months", (int)((size + 15) / 30.44));
	return days > 0 ? str_printf(arena, "in %.*s", STR_ARG(amount))
	                : str_printf(arena, "%.*s ago", STR_ARG(amount));
}
