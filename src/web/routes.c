/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* routes - the map of the site, and who may go where.
 *
 * Read a row as: to GET this path one needs this right over the thing its last id names.  The gate asks
 * before the handler runs; no handler asks again.  A row a page; a comment and an include a noun. */
#include "web/route.h"

#include "web/account.h"
#include "web/demo.h"
#include "web/health.h"
#include "web/words.h"

/* clang-format off */
const struct route routes[] = {
	/* ---- the machine ---- */
	{ GET,    "/health",                       ANYONE,        page_health },

	/* ---- for everybody ---- */
	{ GET,    "/accessibility",                ANYONE,        page_words_accessibility },
	{ GET,    "/cookies",                      ANYONE,        page_words_cookies },
	{ GET,    "/first-meeting",                ANYONE,        page_words_first_meeting },
	{ GET,    "/help",                         ANYONE,        page_words_help },
	{ GET,    "/privacy",                      ANYONE,        page_words_privacy },

	/* ---- the demo's people; absent elsewhere ---- */
	{ GET,    "/demo",                         ANYONE,        page_demo },
	{ POST,   "/demo",                         ANYONE,        post_demo },

	/* ---- account ---- */
	{ GET,    "/account",                      BE_SIGNED_IN,  page_account },
	{ POST,   "/account",                      BE_SIGNED_IN,  post_account },
	{ POST,   "/account/display",              BE_SIGNED_IN,  post_account_display },
};
/* clang-format on */
const size_t route_count = LEN(routes);
