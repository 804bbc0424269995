/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* health - is the program alive, and can it read its database? For a proxy or a monitor. */
#ifndef WEB_HEALTH_H
#define WEB_HEALTH_H

#include "web/reply.h"

page_fn page_health;

#endif
