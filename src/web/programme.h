/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - programmes and their numbers, each a setting. */
#ifndef WEB_PROGRAMME_H
#define WEB_PROGRAMME_H

#include "web/page.h"

struct programme_line {
	struct url to;
	struct str name, numbers, sets; /* "9 meetings, 6 with a facilitator, every 6 weeks" */
};

struct programmes_view {
	struct page_view page;
	struct url new_to;
	struct {
		struct programme_line *at;
		size_t n;
	} programmes;
};

struct programme_view {
	struct page_view page;
	struct form_view form;
	struct url to, copy;              /* copy: a new one with these numbers; may be none */
	struct str heading, note, button; /* note may be empty */
	struct field_view name, meetings, entitlement, cadence_days, length_min, notice_days,
		size_min, size_max, zone;
};

page_fn page_programmes, page_programme_new, post_programme_new, page_programme, post_programme;

#endif
