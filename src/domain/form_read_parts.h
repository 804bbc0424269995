/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_read_parts - what the files that read tables share. */
#ifndef DOMAIN_FORM_READ_PARTS_H
#define DOMAIN_FORM_READ_PARTS_H

#include "domain/form_files.h"

struct reading {
	struct arena *arena;
	struct form_case *c;
	const struct form_shape *shape;
	enum form_file file;
	struct form_fault *fault;
	struct form_link *link;
	struct form_ban *ban;
	int links_max, bans_max;
	int *by_id;                        /* people in the order of their ids */
	int *facilitator_of;               /* of each set */
	uint64_t *free, *facilitator_free; /* half-days, while they are read */
};

/* Words numbered in the order of their first appearance. */
struct codes {
	struct str *word;
	int n;
	int *bucket; /* hash to word, FORM_NONE */
	uint32_t mask;
};
struct codes form_codes_new(struct arena *arena, int most);
int form_code_of(struct codes *codes, struct str word);

enum err form_read_wrong(struct reading *r, enum form_file file, int row, int column,
                         const char *why);
int form_read_column(const struct reading *r, enum form_file file, const char *name);
struct str form_read_cell(const struct reading *r, enum form_file file, int row, int column);

/* attributes.csv, or what counts without it. */
MUST_USE enum err form_read_attributes(struct reading *r);

#endif
