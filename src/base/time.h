/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* time - instants, days, and the words people use for them.
 *
 * An instant is a point in UTC, in milliseconds, since that is what a room's clock needs.  A day is
 * a calendar day without a zone.  Neither knows a time zone: base/zone.h does.  Only time_now()
 * reads a clock, and only the edges of the program call it. */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct instant {
	int64_t ms; /* since 1970-01-01 00:00 UTC; 0 also means "never" in optional columns */
};

struct day {
	int32_t n; /* days since 1970-01-01; DAY_NONE where there is none */
};

enum { DAY_NONE = INT32_MIN };
enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct date {
	int year, month, day; /* month 1..12, day 1..31 */
};

#define SECONDS(n) ((int64_t)(n)*1000)
#define MINUTES(n) ((int64_t)(n)*60 * 1000)
#define HOURS(n) ((int64_t)(n)*60 * 60 * 1000)

struct instant time_now(void);   /* the real clock, UTC */
int64_t time_monotonic_us(void); /* microseconds, for measuring only */

struct instant instant_add(struct instant at, int64_t ms);
int64_t instant_since(struct instant later, struct instant earlier); /* ms, may be negative */

struct day day_of(int year, int month, int day); /* a bug if there is no such day */
bool day_is_valid(int year, int month, int day); /* years 1900..2199 */
struct date day_date(struct day day);
struct day day_add(struct day day, int days);
int day_weekday(struct day day); /* MONDAY .. SUNDAY */
struct day day_on_or_after(struct day day, int weekday);

MUST_USE bool day_parse(struct str iso, struct day *out); /* "2026-12-03" */
struct str day_iso(struct arena *arena, struct day day);

/* "Thursday 3 December", "3 Dec", "Thursday 3 December 2026". */
struct str day_words(struct arena *arena, struct day day);
struct str day_words_short(struct arena *arena, struct day day);
struct str day_words_year(struct arena *arena, struct day day);

/* A time of day, 0..1440 minutes since midnight, as people say it: "9:30am", "1pm", "midday", "midnight";
 * "9:30am to 1pm". */
struct str minute_words(struct arena *arena, int minute);
struct str minute_range_words(struct arena *arena, int from, int to);
MUST_USE bool minute_parse(struct str hh_mm, int *out); /* "09:30", "9:30", "9.30", "13:00" */

/* "today", "tomorrow", "in 10 days", "in 6 weeks", "yesterday", "3 weeks ago". */
struct str day_distance_words(struct arena *arena, struct day from, struct day to);

#endif
