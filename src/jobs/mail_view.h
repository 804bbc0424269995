/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* mail_view - what the texts of templates/mail show. */
#ifndef JOBS_MAIL_VIEW_H
#define JOBS_MAIL_VIEW_H

#include <stdbool.h>

#include "base/str.h"

struct mail_meeting {
	int number;
	struct str when;
};

struct mail_view {
	struct str called;   /* of whom it is for */
	struct str link;     /* whole address; may be empty */
	struct str code;     /* "1234 5678"; may be empty */
	struct str set_name; /* may be empty */
	/* of a meeting, in the mails that speak of one */
	struct str when;        /* "Thursday 3 December, 9:30am to 1pm" */
	struct str facilitator; /* the name; may be empty */
	int number;             /* 1.. in the year */
	bool is_first;          /* of the year */
	bool is_off;            /* called off */
	bool is_facilitated;
	struct {
		struct mail_meeting *at;
		size_t n;
	} meetings; /* of the set, to come, that whoever it is for facilitates */
	struct str host_body, contact_name, contact_phone; /* any may be empty */
};

#endif
