/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_case - what has been read, asked for by id; and locks, which are known only then. */
#include "domain/form_files.h"

int form_case_person(const struct form_case *c, struct str id)
{
	for (int x = 0; x < c->problem.people; x++)
		if (str_eq(c->id[x], id)) return x;
	return FORM_NONE;
}

bool form_case_lists(struct str list, struct str id)
{
	struct str word;

	while (list.n && str_cut(&list, ',', &word)) {
		if (str_eq(str_trim(word), id)) return true;
		if (!list.at) break;
	}
	return false;
}

bool form_case_knows(const struct form_case *c, struct str id)
{
	static const enum form_file files[] = { FORM_FILE_PEOPLE, FORM_FILE_PREVIOUS };

	for (size_t f = 0; f < LEN(files); f++) {
		const struct form_table *t = &c->table[files[f]];
		const int column = form_table_column(t, "id");
		for (int row = 1; row < t->rows; row++)
			if (str_eq(form_table_cell(t, row, column), id)) return true;
	}
	return false;
}

void form_case_lock(struct form_case *c, int set)
{
	struct form_problem *p = &c->problem;
	int size = 0;

	for (int x = 0; x < p->people; x++) {
		if (c->start[x] != set) continue;
		size++;
		c->pin[x] = set;
	}
	if (size < c->least[set]) c->least[set] = size;
	if (size > c->most[set]) c->most[set] = size;
	c->locked[set] = true;
	p->locked = c->locked;
}
