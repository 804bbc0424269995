/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_manage - small pages beside the live room, made for a moment away from it: who presents, who is here,
 * who has which role, what was asked aloud, and the words of one ground rule. */
#ifndef WEB_ROOM_MANAGE_H
#define WEB_ROOM_MANAGE_H

#include "web/room.h"

struct room_round_view {
	struct choice_view who; /* a select */
};

struct room_order_view {
	struct page_view page;
	struct form_view form;
	struct url room;
	struct str set, rounds_words;
	LIST_OF(struct room_round_view) rounds;
};

struct room_attend_view {
	struct str id, name, words;
	bool has_come, has_apologies, may_hand_over;
};

struct room_people_view {
	struct page_view page;
	struct form_view form;
	struct url room;
	struct str set, count_words;
	bool may_hand_over;
	LIST_OF(struct room_attend_view) people;
};

struct room_rule_page_view {
	struct page_view page;
	struct form_view form;
	struct url room;
	struct str id, set;
	struct field_view text;
};

/* Somebody to give a role to; no value: nobody. */
struct room_give_view {
	struct str value, called;
};

struct room_given_view {
	struct str value, title, who, words,
		h; /* words: what the role does just now; may be empty */
	struct form_view form;
	struct url to;
	struct str verb; /* "role", "co-hold" */
	LIST_OF(struct room_give_view) people;
};

struct room_roles_view {
	struct page_view page;
	struct form_view form;
	struct url room;
	struct str set, why_not;
	LIST_OF(struct room_given_view) roles;
};

struct room_scribe_view {
	struct page_view page;
	struct form_view form;
	struct url room, to;
	struct str set, presenter;
	struct choice_view who;
	struct field_view text;
};

enum err page_room_roles(struct request *rq, struct reply *reply);
enum err page_room_scribe(struct request *rq, struct reply *reply);
enum err post_room_scribe(struct request *rq, struct reply *reply);
enum err page_room_order(struct request *rq, struct reply *reply);
enum err page_room_people(struct request *rq, struct reply *reply);
enum err page_room_rule(struct request *rq, struct reply *reply);

#endif
