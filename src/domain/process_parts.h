/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_parts - names shared by the parts of process; nobody else includes it. */
#ifndef DOMAIN_PROCESS_PARTS_H
#define DOMAIN_PROCESS_PARTS_H

#include "domain/process.h"

extern const char *const floor_names[FLOOR_COUNT];
extern const char *const stage_kind_names[STAGE_KIND_COUNT];

#endif
