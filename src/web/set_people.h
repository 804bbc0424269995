/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set_people - asking people to join a set, several at once; asking again; taking somebody out. */
#ifndef WEB_SET_PEOPLE_H
#define WEB_SET_PEOPLE_H

#include "web/page.h"

struct set_people_line {
	struct url to;
	struct str name, organisation, state;
	bool is_asked;
};

struct set_people_view {
	struct page_view page;
	struct form_view form;
	struct url to, up, remind;
	struct str set_name, count, size_note, remind_words; /* the last two may be empty */
	struct field_view people;
	struct choice_view organisation;
	struct {
		struct set_people_line *at;
		size_t n;
	} members;
};

struct set_person_view {
	struct page_view page;
	struct form_view form;
	struct url up, members, person, again, remove;
	struct str set_name, name, state, remove_words, remove_button;
	bool is_asked;
};

page_fn page_set_members, post_set_members, post_set_members_remind;
page_fn page_set_member, post_set_member_again, post_set_member_remove;

#endif
