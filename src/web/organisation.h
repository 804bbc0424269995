/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* organisation - the employers, and who comes from each. */
#ifndef WEB_ORGANISATION_H
#define WEB_ORGANISATION_H

#include "web/page.h"

struct organisation_line {
	struct url to;
	struct str name, people; /* "3 people" */
};

struct organisations_view {
	struct page_view page;
	struct form_view form;
	struct url to;
	struct field_view name;
	struct {
		struct organisation_line *at;
		size_t n;
	} organisations;
};

struct organisation_person {
	struct url to;
	struct str name, job; /* job may be empty */
};

struct organisation_view {
	struct page_view page;
	struct form_view form;
	struct url to, up;
	struct str heading;
	struct field_view name;
	struct {
		struct organisation_person *at;
		size_t n;
	} people;
};

page_fn page_organisations, post_organisations, page_organisation, post_organisation;

#endif
