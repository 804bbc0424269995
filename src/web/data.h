/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* data - all that a person wrote here and what is kept about them, to take away: as text or as JSON. */
#ifndef WEB_DATA_H
#define WEB_DATA_H

#include "web/page.h"

struct data_view {
	struct page_view page;
	struct url as_text, as_json, account;
};

page_fn page_data, page_data_text, page_data_json;

#endif
