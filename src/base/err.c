/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* err - see err.h. */
#include "base/err.h"

const char *err_name(enum err err)
{
	switch (err) {
	case OK:
		return "ok";
	case ERR_ABSENT:
		return "absent";
	case ERR_REFUSED:
		return "refused";
	case ERR_INPUT:
		return "input";
	case ERR_STALE:
		return "stale";
	case ERR_BUSY:
		return "busy";
	case ERR_LIMIT:
		return "limit";
	case ERR_SIGN_IN:
		return "sign-in";
	case ERR_FULL:
		return "full";
	case ERR_CORRUPT:
		return "corrupt";
	case ERR_SYSTEM:
		return "system";
	}
	return "unknown";
}

_Noreturn void err_bug(const char *file, int line, const char *what)
{
	fprintf(stderr, "bug=%s:%d %s\n", file, line, what);
	abort();
}
