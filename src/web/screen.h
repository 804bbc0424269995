/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* screen - the big screen of a room: opened by six letters, shows, and takes nothing. */
#ifndef WEB_SCREEN_H
#define WEB_SCREEN_H

#include "web/page.h"

struct screen_code_view {
	struct page_view page;
	struct form_view form;
	struct field_view code;
};

enum err page_screen_code(struct request *rq, struct reply *reply);
enum err post_screen_code(struct request *rq, struct reply *reply);
enum err page_screen(struct request *rq, struct reply *reply);
enum err page_screen_since(struct request *rq, struct reply *reply);
enum err stream_screen(struct request *rq, struct reply *reply);

#endif
