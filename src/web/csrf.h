/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* csrf - did a form come from a page of ours?  By Sec-Fetch-Site, else by Origin, else by a token. */
#ifndef WEB_CSRF_H
#define WEB_CSRF_H

#include "web/request.h"

/* 32 characters bound to this browser's session; for strangers bound to the installation, which is
 * enough since they are nobody yet and every browser we support sends one of the two fields.  Not masked: a
 * browser for which the token decides gets no compressed page (web/compress.h). */
struct str csrf_token(const struct request *rq);

/* Asked of every POST. */
bool csrf_is_ours(const struct request *rq);

#endif
