/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* holidays - the bank holidays of England and Wales, by rule, with the exceptions proclaimed since
 * 2020. */
#ifndef DOMAIN_HOLIDAYS_H
#define DOMAIN_HOLIDAYS_H

#include <stdbool.h>

#include "base/time.h"

enum { HOLIDAYS_A_YEAR_MAX = 12 };

/* Those of `year` (1978..2199), ascending.  Returns how many. */
int holidays_of(int year, struct day out[HOLIDAYS_A_YEAR_MAX]);
bool holiday_is(struct day day);
/* "Good Friday", "Christmas Day (in lieu)"; NULL if it is none. */
const char *holiday_name(struct day day);

struct day easter_sunday(int year);

#endif
