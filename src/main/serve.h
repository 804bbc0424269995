/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* serve - answering requests: what `serve` and `demo` share. */
#ifndef MAIN_SERVE_H
#define MAIN_SERVE_H

#include "main/command.h"
#include "web/site.h"

/* Who runs this installation, by its settings. */
struct house serve_house(const struct settings *settings);

/* Whether the zone of the settings can be read here; says so if not. */
bool serve_knows_zone(const struct settings *settings);

/* Serves an opened and migrated database where the settings say, until a signal.  Prints where. */
enum exit_code serve_opened(const struct settings *settings, const struct site_options *options);

#endif
