/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* url - addresses, checked when they are made, so that a struct url is safe in any link.
 *
 * A struct url (format/html.h) is a path of this site, an https: address, our own origin's http:, or
 * mailto: or tel:.  It holds only printable ASCII that may stand in an address. */
#ifndef FORMAT_URL_H
#define FORMAT_URL_H

#include "base/arena.h"
#include "base/str.h"
#include "format/html.h"

enum { URL_LONGEST = 2000 };

/* A path of this site from pieces that are known: url_printf(arena, "/sets/%.*s", ...).  Anything
 * else than a path is a bug. */
struct url url_printf(struct arena *arena, const char *format, ...) PRINTF(2, 3);

/* Is `text`, which somebody sent, a path of this site ("/x", not "//x" or "/\x")?  An https: address?
 * Any address that may stand in a link that people write (these, "#here", mailto:, tel:)?
 * The result points into `text`. */
MUST_USE bool url_local(struct str text, struct url *out);
MUST_USE bool url_https(struct str text, struct url *out);
MUST_USE bool url_link(struct str text, struct url *out);

/* The same address with ?name=value (or &name=value), before any #.  `name` is a plain word. */
struct url url_with(struct arena *arena, struct url url, const char *name, struct str value);
/* The same address with #place.  `place` is a plain word. */
struct url url_at(struct arena *arena, struct url url, struct str place);
/* The whole address of a path, for mail: origin is "https://sets.example.org". */
struct url url_whole(struct arena *arena, struct str origin, struct url path);
struct url url_mailto(struct arena *arena, struct str address);

/* Percent-decoding.  `form`: '+' is a space, as in forms.  False: a broken %, or a %00. */
MUST_USE bool url_decode(struct arena *arena, struct str s, bool form, struct str *out);

#endif
