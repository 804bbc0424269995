/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* set_settings - making a set; its name and its facilitator. */
#ifndef WEB_SET_SETTINGS_H
#define WEB_SET_SETTINGS_H

#include "web/page.h"

struct set_new_view {
	struct page_view page;
	struct form_view form;
	struct url to, programmes_new;
	bool has_programmes;
	struct field_view name;
	struct choice_view programme, facilitator;
};

struct set_settings_facilitator {
	struct url to; /* of the membership */
	struct str name;
};

struct set_settings_view {
	struct page_view page;
	struct form_view form;
	struct url to, appoint, up, dates, members, register_to;
	struct str set_name, programme, numbers;
	struct url programme_to;
	struct field_view name;
	struct choice_view facilitator;
	bool may_appoint; /* somebody on the register is free for it */
	struct {
		struct set_settings_facilitator *at;
		size_t n;
	} facilitators;
};

page_fn page_set_new, post_set_new;
page_fn page_set_settings, post_set_settings, post_set_facilitators;

#endif
