/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* words - pages written as Markdown in content/pages, for anybody to read and for experts to edit. */
#ifndef WEB_WORDS_H
#define WEB_WORDS_H

#include "format/html.h"
#include "web/page.h"
#include "web/reply.h"

struct words_view {
	struct page_view page;
	struct str heading;
	struct html body;
};

enum err page_words_accessibility(struct request *rq, struct reply *reply);
enum err page_words_cookies(struct request *rq, struct reply *reply);
enum err page_words_first_meeting(struct request *rq, struct reply *reply);
enum err page_words_help(struct request *rq, struct reply *reply);
enum err page_words_privacy(struct request *rq, struct reply *reply);

#endif
