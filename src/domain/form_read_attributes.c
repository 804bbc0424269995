/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_read_attributes - columns of people.csv into what should be mixed or alike. */
#include "domain/form_read_parts.h"

/* What counts without attributes.csv, where people.csv has such a column. */
static const struct {
	const char *name;
	int weight;
	bool number;
} standard[] = {
	{ "organisation", 40, false }, { "role", 20, false }, { "area", 15, false },
	{ "sector", 10, false },       { "years", 10, true }, { "grade", 5, false },
};

/* Levels of a number: each a twentieth of the range from the 5th to the 95th in a hundred. */
enum { LEVELS = 20 };

struct codes form_codes_new(struct arena *arena, int most)
{
	struct codes c = { .word = NEW(arena, struct str, (size_t)most), .mask = 1 };

	while (c.mask < (uint32_t)most * 2) c.mask *= 2;
	c.bucket = NEW(arena, int, c.mask);
	for (uint32_t i = 0; i < c.mask; i++) c.bucket[i] = FORM_NONE;
	c.mask--;
	return c;
}

int form_code_of(struct codes *c, struct str word)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < word.n; i++) hash = (hash ^ (unsigned char)word.at[i]) * 16777619u;
	for (hash &= c->mask; c->bucket[hash] != FORM_NONE; hash = (hash + 1) & c->mask)
		if (str_eq(c->word[c->bucket[hash]], word)) return c->bucket[hash];
	c->bucket[hash] = c->n;
	c->word[c->n] = word;
	return c->n++;
}

/* ---- attributes -------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* Numbers as levels 0..LEVELS; what is empty is unknown. */
static enum err read_numbers(struct reading *r, int column, struct form_attribute *out,
                             uint16_t *value)
{
	const int n = r->c->problem.people;
	int64_t *number = NEW(r->arena, int64_t, (size_t)n),
		*sorted = NEW(r->arena, int64_t, (size_t)n);
	int known = 0;

	for (int x = 0; x < n; x++) {
		const struct str word = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column);
		value[x] = FORM_UNKNOWN;
		if (!word.n) continue;
		if (!str_i64(word, -1000000, 1000000, &number[x]))
			return form_read_wrong(r, FORM_FILE_PEOPLE, r->c->row[x], column,
			                       "Here should be a whole number.");
		value[x] = 0;
		sorted[known++] = number[x];
	}
	qsort(sorted, (size_t)known, sizeof(*sorted), by_number);
	const int64_t low = known ? sorted[known / 20] : 0,
		      high = known ? sorted[known - 1 - known / 20] : 0;
	for (int x = 0; x < n; x++) {
		if (value[x] == FORM_UNKNOWN) continue;
		int64_t level = high > low ? (number[x] - low) * LEVELS / (high - low) : 0;
		value[x] = (uint16_t)(level < 0 ? 0 : level > LEVELS ? LEVELS : level);
	}
	out->ordered = true;
	out->range = LEVELS;
	return OK;
}

static enum err add_attribute(struct reading *r, int column, struct form_attribute attribute,
                              bool number)
{
	struct form_problem *p = &r->c->problem;
	uint16_t *value = NEW(r->arena, uint16_t, (size_t)p->people);

	if (number) {
		const enum err err = read_numbers(r, column, &attribute, value);
		if (err) return err;
	} else {
		struct codes codes = form_codes_new(r->arena, p->people);
		for (int x = 0; x < p->people; x++) {
			const struct str word =
				form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column);
			value[x] = (uint16_t)(word.n ? form_code_of(&codes, word) : FORM_UNKNOWN);
		}
	}
	attribute.value = value;
	p->attribute[p->attributes++] = attribute;
	return OK;
}

static enum err read_standard(struct reading *r)
{
	for (size_t i = 0; i < LEN(standard); i++) {
		const int column = form_read_column(r, FORM_FILE_PEOPLE, standard[i].name);
		const struct form_attribute attribute = { .name = str_of(standard[i].name),
			                                  .weight = standard[i].weight };
		if (column == FORM_NONE) continue;
		const enum err err = add_attribute(r, column, attribute, standard[i].number);
		if (err) return err;
	}
	return OK;
}

static enum err read_small(struct reading *r, int row, const char *name, int most, int *out)
{
	const int column = form_read_column(r, FORM_FILE_ATTRIBUTES, name);
	const struct str word = form_read_cell(r, FORM_FILE_ATTRIBUTES, row, column);
	int64_t n = 0;

	if (word.n && !str_i64(word, 0, most, &n))
		return form_read_wrong(r, FORM_FILE_ATTRIBUTES, row, column,
		                       "Here should be a small whole number.");
	*out = (int)n;
	return OK;
}

static enum err read_attribute(struct reading *r, int row)
{
	static const char *const wishes[] = { "mix", "alike", "band", "ignore" };
	const int name = form_read_column(r, FORM_FILE_ATTRIBUTES, "name"),
		  wish = form_read_column(r, FORM_FILE_ATTRIBUTES, "wish");
	const int type = form_read_column(r, FORM_FILE_ATTRIBUTES, "type");
	struct form_attribute out = { .name = form_read_cell(r, FORM_FILE_ATTRIBUTES, row, name) };
	const int column = form_read_column(r, FORM_FILE_PEOPLE, str_z(r->arena, out.name));
	const struct str word = form_read_cell(r, FORM_FILE_ATTRIBUTES, row, wish),
			 kind = form_read_cell(r, FORM_FILE_ATTRIBUTES, row, type);
	size_t w = 0;

	if (column == FORM_NONE)
		return form_read_wrong(r, FORM_FILE_ATTRIBUTES, row, name,
		                       "people.csv has no such column.");
	if (r->c->problem.attributes == FORM_ATTRIBUTES_MAX)
		return form_read_wrong(r, FORM_FILE_ATTRIBUTES, row, name,
		                       "There are more than 12 attributes.");
	while (w < LEN(wishes) && word.n && !str_eq_ci(word, str_of(wishes[w]))) w++;
	if (w == LEN(wishes))
		return form_read_wrong(r, FORM_FILE_ATTRIBUTES, row, wish,
		                       "Here should be mix, alike, band or ignore.");
	if (kind.n && !str_eq_ci(kind, STR("name")) && !str_eq_ci(kind, STR("number")))
		return form_read_wrong(r, FORM_FILE_ATTRIBUTES, row, type,
		                       "Here should be name or number.");
	out.wish = (enum form_wish)w;
	enum err err = read_small(r, row, "weight", 10000, &out.weight);
	if (!err) err = read_small(r, row, "band", LEVELS, &out.band);
	if (!err) err = read_small(r, row, "quota", FORM_SET_SIZE_MAX, &out.quota);
	if (!err) err = add_attribute(r, column, out, str_eq_ci(kind, STR("number")));
	return err;
}

enum err form_read_attributes(struct reading *r)
{
	const struct form_table *t = &r->c->table[FORM_FILE_ATTRIBUTES];

	if (!t->rows) return read_standard(r);
	if (form_read_column(r, FORM_FILE_ATTRIBUTES, "name") == FORM_NONE)
		return form_read_wrong(r, FORM_FILE_ATTRIBUTES, 0, 0,
		                       "There is no column named name.");
	for (int row = 1; row < t->rows; row++) {
		const enum err err = read_attribute(r, row);
		if (err) return err;
	}
	return OK;
}
