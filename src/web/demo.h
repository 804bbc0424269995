/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo - be one of the demo's people, with one press.  Absent from a real installation. */
#ifndef WEB_DEMO_H
#define WEB_DEMO_H

#include "web/page.h"
#include "web/reply.h"

struct demo_person_view {
	struct str id, name, initials, words;
	bool is_facilitator;
};

struct demo_group_view {
	struct str name;
	struct {
		struct demo_person_view *at;
		size_t n;
	} people;
};

struct demo_view {
	struct page_view page;
	struct form_view form;
	struct {
		struct demo_group_view *at;
		size_t n;
	} groups;
};

enum err page_demo(struct request *rq, struct reply *reply);
enum err post_demo(struct request *rq, struct reply *reply);

#endif
