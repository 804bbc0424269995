/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* email - see email.h. */
#include "domain/email.h"

#include <string.h>

bool email_is_good(struct str s)
{
	struct str host = s, name;

	if (s.n > EMAIL_CHARS_MAX || !str_cut(&host, '@', &name) || !host.at) return false;
	if (name.n == 0 || name.n > EMAIL_NAME_MAX || host.n < 3 || str_has(host, STR("@")))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.at[i];
		if (c <= ' ' || c >= 0x7f || strchr("\"(),:;<>[\\]", c)) return false;
	}
	return str_has(host, STR(".")) && host.at[0] != '.' && host.at[host.n - 1] != '.' &&
	       !str_has(host, STR(".."));
}
