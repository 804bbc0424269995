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
enum { LEVELS = 20, LEVEL_MAX = 10000, SKILLS_MAX = 64 };

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

bool form_read_decimal(struct str word, int64_t *out)
{
	struct str whole, part = word;
	int64_t n = 0, thousandths = 0;

	if (!str_cut(&part, '.', &whole) || !str_i64(whole, -1000000, 1000000, &n)) return false;
	if (part.n > 3 || (part.n && (part.at[0] == '-' || !str_i64(part, 0, 999, &thousandths))))
		return false;
	for (size_t i = part.n; i < 3; i++) thousandths *= 10;
	*out = n * 1000 + (word.at[0] == '-' ? -thousandths : thousandths);
	return true;
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
		if (!form_read_decimal(word, &number[x]))
			return form_read_wrong(r, FORM_FILE_PEOPLE, r->c->row[x], column,
			                       "Here should be a number.");
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

/* Levels as they are: words in the order wanted, or whole numbers from the least there is. */
static enum err read_levels(struct reading *r, int column, const struct form_wanted *wanted,
                            struct form_attribute *out, uint16_t *value)
{
	const int n = r->c->problem.people;
	int64_t *level = NEW(r->arena, int64_t, (size_t)n), least = INT64_MAX, most = INT64_MIN;

	for (int x = 0; x < n; x++) {
		const struct str word = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column);
		bool known = false;
		if (!word.n) continue;
		for (int i = 0; i < wanted->n_order && !known; i++)
			if (str_eq_ci(word, wanted->order[i])) level[x] = i, known = true;
		if (!known && (wanted->n_order || !str_i64(word, -LEVEL_MAX, LEVEL_MAX, &level[x])))
			return form_read_wrong(r, FORM_FILE_PEOPLE, r->c->row[x], column,
			                       wanted->n_order ? "This is not in the order given."
			                                       : "Here should be a whole number.");
		if (level[x] < least) least = level[x];
		if (level[x] > most) most = level[x];
	}
	for (int x = 0; x < n; x++) {
		const bool known = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column).n > 0;
		value[x] = (uint16_t)(known ? level[x] - least : FORM_UNKNOWN);
	}
	out->ordered = true;
	out->range = most > least ? (int)(most - least) : 1;
	return OK;
}

/* Each distinct cell is a value; its bits are the words parted by ";". */
static enum err read_skills(struct reading *r, int column, struct form_attribute *out,
                            uint16_t *value)
{
	const int n = r->c->problem.people;
	struct codes cells = form_codes_new(r->arena, n),
		     words = form_codes_new(r->arena, SKILLS_MAX + 2);
	uint64_t *bits = NEW(r->arena, uint64_t, (size_t)n);

	for (int x = 0; x < n; x++) {
		struct str rest = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column), word;
		value[x] = FORM_UNKNOWN;
		if (!rest.n) continue;
		const int code = form_code_of(&cells, rest);
		while (str_cut(&rest, ';', &word)) {
			word = str_trim(word);
			const int skill = word.n ? form_code_of(&words, word) : 0;
			if (words.n > SKILLS_MAX)
				return form_read_wrong(r, FORM_FILE_PEOPLE, r->c->row[x], column,
				                       "There are more than 64 different words.");
			if (word.n) bits[code] |= 1ull << skill;
		}
		if (bits[code]) value[x] = (uint16_t)code;
	}
	out->bits = bits;
	return OK;
}

static void read_names(struct reading *r, int column, uint16_t *value)
{
	struct codes codes = form_codes_new(r->arena, r->c->problem.people);

	for (int x = 0; x < r->c->problem.people; x++) {
		const struct str word = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column);
		value[x] = (uint16_t)(word.n ? form_code_of(&codes, word) : FORM_UNKNOWN);
	}
}

enum err form_read_wanted(struct reading *r, int column, const struct form_wanted *wanted)
{
	struct form_problem *p = &r->c->problem;
	struct form_attribute attribute = wanted->attribute;
	uint16_t *value = NEW(r->arena, uint16_t, (size_t)p->people);
	enum err err = OK;

	switch (wanted->type) {
	case FORM_TYPE_NAME:
		read_names(r, column, value);
		break;
	case FORM_TYPE_NUMBER:
		err = read_numbers(r, column, &attribute, value);
		break;
	case FORM_TYPE_ORDER:
		err = read_levels(r, column, wanted, &attribute, value);
		break;
	case FORM_TYPE_SKILLS:
		err = read_skills(r, column, &attribute, value);
		break;
	}
	attribute.value = value;
	p->attribute[p->attributes++] = attribute;
	return err;
}

static enum err read_standard(struct reading *r)
{
	for (size_t i = 0; i < LEN(standard); i++) {
		const int column = form_read_column(r, FORM_FILE_PEOPLE, standard[i].name);
		const struct form_wanted wanted = { .attribute = { .name = str_of(standard[i].name),
			                                           .weight = standard[i].weight },
			                            .type = standard[i].number ? FORM_TYPE_NUMBER
			                                                       : FORM_TYPE_NAME };
		if (column == FORM_NONE) continue;
		const enum err err = form_read_wanted(r, column, &wanted);
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
	static const char *const wishes[] = { "mix", "alike", "band", "ignore" }, *const types[] = {
		"name", "number", "order", "skills"
	};
	const int name = form_read_column(r, FORM_FILE_ATTRIBUTES, "name"),
		  wish = form_read_column(r, FORM_FILE_ATTRIBUTES, "wish");
	const int type_at = form_read_column(r, FORM_FILE_ATTRIBUTES, "type");
	struct form_wanted out = { .attribute = { .name = form_read_cell(r, FORM_FILE_ATTRIBUTES,
		                                                         row, name) } };
	const int column =
		form_read_column(r, FORM_FILE_PEOPLE, str_z(r->arena, out.attribute.name));
	const struct str word = form_read_cell(r, FORM_FILE_ATTRIBUTES, row, wish),
			 kind = form_read_cell(r, FORM_FILE_ATTRIBUTES, row, type_at);
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
	size_t type = 0;
	while (type < LEN(types) && kind.n && !str_eq_ci(kind, str_of(types[type]))) type++;
	if (type == LEN(types))
		return form_read_wrong(r, FORM_FILE_ATTRIBUTES, row, type_at,
		                       "Here should be name, number, order or skills.");
	out.type = (enum form_type)type;
	out.attribute.wish = (enum form_wish)w;
	enum err err = read_small(r, row, "weight", 10000, &out.attribute.weight);
	if (!err) err = read_small(r, row, "band", LEVEL_MAX, &out.attribute.band);
	if (!err) err = read_small(r, row, "quota", FORM_SET_SIZE_MAX, &out.attribute.quota);
	if (!err) err = form_read_wanted(r, column, &out);
	return err;
}

enum err form_read_attributes(struct reading *r)
{
	const struct form_table *t = &r->c->table[FORM_FILE_ATTRIBUTES];

	bool any;
	enum err err = form_config_attributes(r, &any);
	if (err || any) return err;
	if (!t->rows) return read_standard(r);
	if (form_read_column(r, FORM_FILE_ATTRIBUTES, "name") == FORM_NONE)
		return form_read_wrong(r, FORM_FILE_ATTRIBUTES, 0, 0,
		                       "There is no column named name.");
	for (int row = 1; row < t->rows && !err; row++) err = read_attribute(r, row);
	return err;
}
