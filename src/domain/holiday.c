/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* holiday - see holiday.h. */
#include "domain/holiday.h"

#include "base/err.h"

enum {
	EW = 1 << ENGLAND_AND_WALES,
	SC = 1 << SCOTLAND,
	NI = 1 << NORTHERN_IRELAND,
	ALL = EW | SC | NI
};

/* Where a rule puts a holiday. */
enum where {
	FIXED,        /* day `a` of the month; a weekend moves it to the next free weekday */
	FIRST_MONDAY, /* of the month */
	LAST_MONDAY,
	EASTER_PLUS, /* `a` days after Easter Sunday */
};

/* clang-format off */
/* In the order in which substitutes are given out: Boxing Day's comes after Christmas Day's.  `since`: the
 * first year, where it is later than that of the Act. */
static const struct {
	const char *name;
	int nations;
	enum where where;
	int month, a, since;
} rules[] = {
	{ "New Year’s Day",         EW | NI, FIXED,         1,  1, 1974 },
	{ "2nd January",            SC,      FIXED,         1,  2, 1973 },
	{ "New Year’s Day",         SC,      FIXED,         1,  1, 0 },
	{ "St Patrick’s Day",       NI,      FIXED,         3, 17, 0 },
	{ "Good Friday",            ALL,     EASTER_PLUS,   0, -2, 0 },
	{ "Easter Monday",          EW | NI, EASTER_PLUS,   0,  1, 0 },
	{ "Early May bank holiday", EW | NI, FIRST_MONDAY,  5,  0, 1978 },
	{ "Early May bank holiday", SC,      FIRST_MONDAY,  5,  0, 0 },
	{ "Spring bank holiday",    ALL,     LAST_MONDAY,   5,  0, 0 },
	{ "Battle of the Boyne",    NI,      FIXED,         7, 12, 0 },
	{ "Summer bank holiday",    SC,      FIRST_MONDAY,  8,  0, 0 },
	{ "Summer bank holiday",    EW | NI, LAST_MONDAY,   8,  0, 0 },
	{ "St Andrew’s Day",        SC,      FIXED,        11, 30, 2007 },
	{ "Christmas Day",          ALL,     FIXED,        12, 25, 0 },
	{ "Boxing Day",             EW | NI, FIXED,        12, 26, 0 },
	{ "Boxing Day",             SC,      FIXED,        12, 26, 1974 },
};

/* Moved (from is a real day) or added (from.month is 0) for one year. */
static const struct {
	const char *name;
	int nations, year, from_month, from_day, month, day;
} exceptions[] = {
	{ "Royal wedding bank holiday",         ALL, 1973, 0,  0, 11, 14 },
	{ "Silver Jubilee bank holiday",        ALL, 1977, 0,  0, 6,  7 },
	{ "Royal wedding bank holiday",         ALL, 1981, 0,  0, 7, 29 },
	{ "Early May bank holiday (VE day)",    ALL, 1995, 5,  1, 5,  8 },
	{ "Millennium holiday",                 ALL, 1999, 0,  0, 12, 31 },
	{ "Golden Jubilee bank holiday",        ALL, 2002, 0,  0, 6,  3 },
	{ "Spring bank holiday",                ALL, 2002, 5, 27, 6,  4 },
	{ "Royal wedding bank holiday",         ALL, 2011, 0,  0, 4, 29 },
	{ "Spring bank holiday",                ALL, 2012, 5, 28, 6,  4 },
	{ "Diamond Jubilee bank holiday",       ALL, 2012, 0,  0, 6,  5 },
	{ "Early May bank holiday (VE day)",    ALL, 2020, 5,  4, 5,  8 },
	{ "Spring bank holiday",                ALL, 2022, 5, 30, 6,  2 },
	{ "Platinum Jubilee bank holiday",      ALL, 2022, 0,  0, 6,  3 },
	{ "State Funeral of Queen Elizabeth II", ALL, 2022, 0, 0, 9, 19 },
	{ "Coronation of King Charles III",     ALL, 2023, 0,  0, 5,  8 },
	{ "World Cup bank holiday",             SC,  2026, 0,  0, 6, 15 }, /* proclaimed 3 February 2026 */
};
/* clang-format on */

struct day holiday_easter(int year)
{
	/* The anonymous Gregorian computus (Meeus, Jones and Butcher). */
	const int a = year % 19, b = year / 100, c = year % 100;
	const int g = (b - (b + 8) / 25 + 1) / 3;
	const int h = (19 * a + b - b / 4 - g + 15) % 30;
	const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	const int m = (a + 11 * h + 22 * l) / 451;
	const int n = h + l - 7 * m + 114;
	return day_of(year, n / 31, n % 31 + 1);
}

static struct day rule_day(size_t rule, int year)
{
	const int month = rules[rule].month;
	struct day last;

	switch (rules[rule].where) {
	case FIXED:
		return day_of(year, month, rules[rule].a);
	case FIRST_MONDAY:
		return day_on_or_after(day_of(year, month, 1), MONDAY);
	case LAST_MONDAY:
		last = day_add(day_of(year, month + 1, 1), -7);
		return day_on_or_after(last, MONDAY);
	case EASTER_PLUS:
		return day_add(holiday_easter(year), rules[rule].a);
	}
	BUG("a rule without a place");
}

static bool is_weekend(struct day day)
{
	return day_weekday(day) >= SATURDAY;
}

static bool has(const struct holiday *list, size_t count, struct day day)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].day.n == day.n) return true;
	return false;
}

static void sort(struct holiday *list, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0 && list[k - 1].day.n > list[k].day.n; k--) {
			const struct holiday swap = list[k];
			list[k] = list[k - 1];
			list[k - 1] = swap;
		}
}

static size_t add_rules(enum nation nation, int year, struct holiday *out)
{
	size_t count = 0;

	/* Those that need no substitute first, so that a substitute finds its day taken or free. */
	for (int late = 0; late <= 1; late++)
		for (size_t i = 0; i < LEN(rules); i++) {
			struct day day = rule_day(i, year);
			const bool moves = rules[i].where == FIXED && is_weekend(day);
			if (!(rules[i].nations & 1 << nation) || moves != late) continue;
			if (year < rules[i].since) continue;
			while (moves && (is_weekend(day) || has(out, count, day)))
				day = day_add(day, 1);
			out[count++] = (struct holiday){ day, rules[i].name, moves };
		}
	return count;
}

size_t holiday_year(enum nation nation, int year, struct holiday out[HOLIDAYS_MAX])
{
	ASSERT(year >= HOLIDAY_FIRST_YEAR && year <= HOLIDAY_LAST_YEAR);
	size_t count = add_rules(nation, year, out);

	for (size_t i = 0; i < LEN(exceptions); i++) {
		if (exceptions[i].year != year || !(exceptions[i].nations & 1 << nation)) continue;
		struct holiday added = { day_of(year, exceptions[i].month, exceptions[i].day),
			                 exceptions[i].name, false };
		size_t at = count;
		if (exceptions[i].from_month) {
			const struct day from =
				day_of(year, exceptions[i].from_month, exceptions[i].from_day);
			for (at = 0; at < count && out[at].day.n != from.n;) at++;
		}
		ASSERT(at < HOLIDAYS_MAX);
		out[at] = added;
		if (at == count) count++;
	}
	sort(out, count);
	return count;
}

const char *holiday_on(enum nation nation, struct day day)
{
	struct holiday list[HOLIDAYS_MAX];
	const int year = day_date(day).year;

	if (year < HOLIDAY_FIRST_YEAR || year > HOLIDAY_LAST_YEAR) return NULL;
	const size_t count = holiday_year(nation, year, list);
	for (size_t i = 0; i < count; i++)
		if (list[i].day.n == day.n) return list[i].name;
	return NULL;
}

static struct day working_days(enum nation nation, struct day day, int days, int step)
{
	while (days > 0) {
		day = day_add(day, step);
		if (!is_weekend(day) && !holiday_on(nation, day)) days--;
	}
	return day;
}

struct day holiday_working_days_before(enum nation nation, struct day day, int days)
{
	return working_days(nation, day, days, -1);
}

struct day holiday_working_days_after(enum nation nation, struct day day, int days)
{
	return working_days(nation, day, days, 1);
}

struct day holiday_pre_election(enum nation nation, struct day poll)
{
	enum { NOTICE_OF_ELECTION = 25, DECEMBER = 12, CHRISTMAS_EVE = 24 };
	struct day day = poll;

	/* Of the days that people work, the election rules leave out Christmas Eve alone. */
	for (int left = NOTICE_OF_ELECTION; left > 0;) {
		day = working_days(nation, day, 1, -1);
		const struct date date = day_date(day);
		if (date.month != DECEMBER || date.day != CHRISTMAS_EVE) left--;
	}
	return day;
}
