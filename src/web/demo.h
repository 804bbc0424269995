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

struct demo_people_view {
	struct demo_person_view *at;
	size_t n;
};

/* A set, or those who are in none. */
struct demo_group_view {
	struct str name, words; /* "Moorland set"; "7 people. Meets next on Thursday 3 December." */
	bool is_today;          /* it meets today: its room opens */
	struct form_view form;
	struct demo_people_view people;
};

struct demo_view {
	struct page_view page;
	struct demo_group_view now; /* the set that meets next */
	struct str start, join;     /* whom to be first, and whom in the second window */
	struct demo_group_view office;
	struct {
		struct demo_group_view *at;
		size_t n;
	} others;
};

enum err page_demo(struct request *rq, struct reply *reply);
enum err post_demo(struct request *rq, struct reply *reply);

#endif
