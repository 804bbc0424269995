/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* person - the office's pages of people: the list with its search, a page each, the register of
 * facilitators.  Names, work addresses, employers, duties, sets: nothing that anybody said. */
#ifndef WEB_PERSON_H
#define WEB_PERSON_H

#include "store/meeting.h"
#include "web/page.h"

struct person_line {
	struct url to;
	struct str name, job, organisation, duties; /* all but the name may be empty */
};

struct people_view {
	struct page_view page;
	struct url to, new_to, organisations, facilitators;
	struct str q;     /* what was looked for; may be empty */
	struct str count; /* "34 people", "3 of 34 people" */
	struct {
		struct person_line *at;
		size_t n;
	} people;
};

/* The fields that a new person and a known one have alike. */
struct person_fields {
	struct field_view name, called, email, job;
	struct choice_view organisation, sponsor_of;
	struct check_view coordinator, facilitator;
};

struct person_new_view {
	struct page_view page;
	struct form_view form;
	struct url to;
	struct person_fields fields;
};

struct person_set_line {
	struct url to;         /* of the set */
	struct url member;     /* of the membership */
	struct str name, what; /* "Member", "Facilitator", "Asked to join" */
	bool is_asked;
	struct url again; /* sends the invitation again */
};

struct person_gone_view {
	struct page_view page;
	struct form_view form;
	struct url to, up;
	struct str name, called;
	struct str sets; /* "Riverside and Heron"; empty: in none */
};

struct person_view {
	struct page_view page;
	struct form_view form;
	struct url to;
	struct str heading, under; /* "Housing options, Wyreham Borough Council"; may be empty */
	struct str called;
	struct url gone;
	bool may_delete; /* anybody but the viewer */
	struct person_fields fields;
	struct {
		struct person_set_line *at;
		size_t n;
	} sets;
};

struct facilitator_line {
	struct url to;
	struct str name, organisation, sets, next; /* all but the name may be empty */
};

struct facilitator_lines {
	struct facilitator_line *at;
	size_t n;
};

struct facilitators_view {
	struct page_view page;
	struct url new_to;
	struct facilitator_lines facilitators;
};

/* The register, by name, with sets and the next meeting of each. */
MUST_USE enum err person_register(struct request *rq, const struct meeting_office_rows *meetings,
                                  struct facilitator_lines *out);

page_fn page_people, page_person_new, post_person_new, page_person, post_person;
page_fn page_person_gone, post_person_gone; /* person_gone.c */
page_fn page_facilitators;

#endif
