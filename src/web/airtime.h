/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* airtime - minutes presented over the year, in the set's own space: one's own, and those of whoever lets
 * the set see theirs. */
#ifndef WEB_AIRTIME_H
#define WEB_AIRTIME_H

#include "web/circle.h"
#include "web/page.h"

struct airtime_line_view {
	struct str called, minutes, rounds, last; /* last: "Meeting 4, 6 weeks ago" or "None yet" */
};

/* {% include airtime/ledger with airtime %} */
struct airtime_view {
	struct form_view form;
	struct url to;
	struct html bars;
	struct {
		struct airtime_line_view *at;
		size_t n;
	} lines;
	struct str kept; /* "2 people keep theirs to themselves."; may be empty */
	struct str readers;
	bool is_member, is_shown; /* the viewer's own */
};

MUST_USE enum err airtime_fill(struct request *rq, const struct circle *circle,
                               struct airtime_view *out);

page_fn post_set_airtime;

#endif
