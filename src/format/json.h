/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* json - text as a JSON string (RFC 8259), for files that people take away. */
#ifndef FORMAT_JSON_H
#define FORMAT_JSON_H

#include "base/buf.h"

/* In quotes, with escapes for ", \ and control characters; also for <, >, & and U+2028/9, so that it may stand
 * anywhere.  `text` is UTF-8. */
void json_string(struct buf *out, struct str text);

#endif
