/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* log - the learning log: written, read back, looked through.  Nobody but its owner ever sees it. */
#ifndef WEB_LOG_H
#define WEB_LOG_H

#include "base/zone.h"
#include "web/page.h"

struct log_line_view {
	struct str made, about, text; /* about: "Riverside, meeting 3"; may be empty */
	struct url to;
};

struct log_lines {
	struct log_line_view *at;
	size_t n;
};

struct log_view {
	struct page_view page;
	struct form_view form;
	struct url to, find, all;
	struct field_view text, q;
	struct log_lines entries;
	struct str found; /* "2 entries with “budget”"; empty: all are shown */
	bool may_look;    /* there is something to look through */
};

struct log_entry_view {
	struct page_view page;
	struct form_view form;
	struct url to, log, gone;
	struct str made, about, seen, kept;
	struct field_view text;
	bool is_clash;
};

struct log_gone_view {
	struct page_view page;
	struct form_view form;
	struct url to, entry;
	struct str text;
};

/* "What has surprised you since October?", by the month of the last meeting that was held. */
MUST_USE enum err log_prompt(struct request *rq, struct str *out);

page_fn page_log, post_log, post_log_found, page_log_entry, post_log_entry, page_log_gone,
	post_log_gone;

#endif
