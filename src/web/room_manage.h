/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_manage - three small pages beside the live room, made for a moment away from it: who presents, who
 * is here, and the words of one ground rule. */
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

enum err page_room_order(struct request *rq, struct reply *reply);
enum err page_room_people(struct request *rq, struct reply *reply);
enum err page_room_rule(struct request *rq, struct reply *reply);

#endif
