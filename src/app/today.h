/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* today - the day it is where a set meets. */
#ifndef APP_TODAY_H
#define APP_TODAY_H

#include "app/work.h"

MUST_USE enum err app_today(struct work *work, set_id set, struct day *out);

#endif
