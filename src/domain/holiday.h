/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* holiday - the bank holidays of the United Kingdom, by rule.
 *
 * The rules are those of the Banking and Financial Dealings Act 1971 and the proclamations made each
 * year under it; what was moved or added for one year only stands in a table of exceptions
 * (https://www.gov.uk/bank-holidays).  Years to come follow the rules until a proclamation says
 * otherwise. */
#ifndef DOMAIN_HOLIDAY_H
#define DOMAIN_HOLIDAY_H

#include <stddef.h>

#include "base/time.h"

enum nation { ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND };

enum {
	HOLIDAYS_MAX = 16,         /* in a year */
	HOLIDAY_FIRST_YEAR = 1972, /* of the Act */
	HOLIDAY_LAST_YEAR = 2199   /* as far as day_is_valid() */
};

struct holiday {
	struct day day;
	const char *name;   /* "Spring bank holiday" */
	bool is_substitute; /* the day itself fell on a weekend */
};

/* All of a year (HOLIDAY_FIRST_YEAR..HOLIDAY_LAST_YEAR), ascending; how many. */
size_t holiday_year(enum nation nation, int year, struct holiday out[HOLIDAYS_MAX]);
/* The name of the holiday on that day; NULL if it is none.  Any day may be asked, since people type years:
 * outside those years none is known. */
const char *holiday_on(enum nation nation, struct day day);

/* The day that is `days` working days before or after another: neither weekends nor bank holidays count. */
struct day holiday_working_days_before(enum nation nation, struct day day, int days);
struct day holiday_working_days_after(enum nation nation, struct day day, int days);
/* The pre-election period of a local election begins at the latest with the notice of election, the 25th
 * working day before the poll (Local Elections (Principal Areas) Rules 2006: Christmas Eve does not count
 * either).  Some councils begin earlier. */
struct day holiday_pre_election(enum nation nation, struct day poll);

/* Easter Sunday of a year (Gregorian). */
struct day holiday_easter(int year);

#endif
