/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_read_parts - what the files that read tables share. */
#ifndef DOMAIN_FORM_READ_PARTS_H
#define DOMAIN_FORM_READ_PARTS_H

#include "domain/form_files.h"
#include "domain/form_json.h"

struct reading {
	struct arena *arena;
	struct form_case *c;
	const struct form_shape *shape;
	enum form_file file;
	struct form_fault *fault;
	struct form_json *config; /* NULL without config.json */
	struct form_link *link;
	struct form_ban *ban;
	int links_max, bans_max;
	int *by_id;                        /* people in the order of their ids */
	uint64_t *free, *facilitator_free; /* half-days, while they are read */
	uint8_t *has;                      /* traits of each person; NULL without any */
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

/* As form_read_wrong, about a value of config.json. */
enum err form_read_wrong_value(struct reading *r, const struct form_json *value, const char *why);
/* Room for the entries of all lists of a table: one more than its semicolons, a cell. */
int form_read_list_room(const struct reading *r, enum form_file file);
MUST_USE enum err form_read_places(struct reading *r);
MUST_USE enum err form_read_facilitators(struct reading *r);
/* Half-days of a cell, and which of them are preferred: those with a `!` before or after. */
MUST_USE enum err form_read_slots(struct reading *r, enum form_file file, int row, int column,
                                  uint64_t *out, uint64_t *preferred);

/* config.json: first the number and sizes of sets and the run itself, then, when people have been
 * read, attributes, and last quotas and locks. */
MUST_USE enum err form_config_shape(struct reading *r, int *sets, int *least, int *most);
MUST_USE enum err form_config_sizes(struct reading *r, int *least, int *most);
MUST_USE enum err form_config_attributes(struct reading *r, bool *any);
MUST_USE enum err form_config_locks(struct reading *r);
MUST_USE enum err form_config_quotas(struct reading *r);
/* A column of people.csv that `value` speaks of; room for one attribute more; a whole number. */
MUST_USE enum err form_config_column(struct reading *r, struct str name,
                                     const struct form_json *value, int *out);
MUST_USE enum err form_config_attribute_room(struct reading *r, const struct form_json *value);
MUST_USE enum err form_read_whole(struct reading *r, const struct form_json *value, int least,
                                  int most, int *out);
/* "3.5" in thousandths. */
bool form_read_decimal(struct str word, int64_t *out);
/* An attribute from a column of people.csv. */
struct form_wanted {
	struct form_attribute attribute;
	enum form_type { FORM_TYPE_NAME, FORM_TYPE_NUMBER, FORM_TYPE_ORDER, FORM_TYPE_SKILLS } type;
	const struct str *order; /* words from least to most; NULL: whole numbers */
	int n_order;
};
MUST_USE enum err form_read_wanted(struct reading *r, int column, const struct form_wanted *wanted);

/* attributes.csv, or what counts without it. */
MUST_USE enum err form_read_attributes(struct reading *r);

#endif
