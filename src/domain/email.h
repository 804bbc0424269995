/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* email - does it look like an address that mail could reach?  Whether it does, only mail shows. */
#ifndef DOMAIN_EMAIL_H
#define DOMAIN_EMAIL_H

#include "base/str.h"

enum { EMAIL_CHARS_MAX = 254, EMAIL_NAME_MAX = 64 }; /* RFC 5321 4.5.3.1 */

/* Something before one @, and a name with a dot after it; printable ASCII, no spaces. */
bool email_is_good(struct str s);

#endif
