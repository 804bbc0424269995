/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_read_quotas - `quotas` of config.json: at most so many of each value in a set, at least or at most so many
 * with one value or from a number on, and who should not be alone. */
#include "domain/form_read_parts.h"

/* "organisation": 2 - at most so many of each value. */
static enum err read_each(struct reading *r, struct str name, const struct form_json *value)
{
	struct form_problem *p = &r->c->problem;
	const struct form_json *most = form_json_member(value, "most");
	int quota, column;
	enum err err = form_read_whole(r, most ? most : value, 1, FORM_SET_SIZE_MAX, &quota);

	for (int a = 0; a < p->attributes && !err; a++)
		if (str_eq_ci(p->attribute[a].name, name)) {
			p->attribute[a].quota = quota;
			return OK;
		}
	const struct form_wanted wanted = {
		.attribute = { .name = name, .wish = FORM_IGNORE, .quota = quota }
	};
	if (!err) err = form_config_column(r, name, value, &column);
	if (!err) err = form_config_attribute_room(r, value);
	if (!err) err = form_read_wanted(r, column, &wanted);
	return err;
}

/* Is the cell what the trait asks for: one of the words of `of`, or a number from `from` on? */
static bool is_of(struct str cell, const struct form_json *of, const struct form_json *from)
{
	int64_t thousandths;

	if (from) return form_read_decimal(cell, &thousandths) && thousandths >= from->thousandths;
	if (of->kind != FORM_JSON_LIST) return str_eq_ci(cell, of->text);
	for (const struct form_json *word = of->first; word; word = word->next)
		if (str_eq_ci(cell, word->text)) return true;
	return false;
}

static struct str trait_name(struct reading *r, struct str name, const struct form_json *of,
                             const struct form_json *from)
{
	struct str list = name;

	if (from)
		return str_printf(r->arena, "%.*s from %g", STR_ARG(name),
		                  (double)from->thousandths / 1000);
	if (of->kind != FORM_JSON_LIST)
		return str_printf(r->arena, "%.*s %.*s", STR_ARG(name), STR_ARG(of->text));
	for (const struct form_json *word = of->first; word; word = word->next)
		list = str_printf(r->arena, "%.*s%s%.*s", STR_ARG(list),
		                  word == of->first ? " " : " or ", STR_ARG(word->text));
	return list;
}

/* {"of": "F", "least": 1}, {"from": 10, "most": 3}, {"of": ["F", "X"], "alone": false}. */
static enum err read_trait(struct reading *r, struct str name, const struct form_json *value)
{
	struct form_problem *p = &r->c->problem;
	const struct form_json *of = form_json_member(value, "of"),
			       *from = form_json_member(value, "from");
	const struct form_json *least = form_json_member(value, "least"),
			       *most = form_json_member(value, "most"),
			       *alone = form_json_member(value, "alone");
	struct form_trait trait = { 0 };
	int column;
	enum err err = form_config_column(r, name, value, &column);

	if (err) return err;
	if (from && from->kind != FORM_JSON_NUMBER)
		return form_read_wrong_value(r, from, "Here should be a number.");
	if (!least && !most && !alone)
		return form_read_wrong_value(r, value,
		                             "Here should be least, most or \"alone\": false too.");
	if (p->traits == FORM_TRAITS_MAX)
		return form_read_wrong_value(r, value, "There are more than 8 of these.");
	if (least) err = form_read_whole(r, least, 0, FORM_SET_SIZE_MAX, &trait.least);
	if (!err && most)
		err = form_read_whole(r, most, trait.least > 1 ? trait.least : 1, FORM_SET_SIZE_MAX,
		                      &trait.most);
	if (err) return err;
	if (alone && (alone->kind != FORM_JSON_BOOL || alone->thousandths))
		return form_read_wrong_value(r, alone, "Here should be false, or nothing at all.");
	trait.not_alone = alone != NULL;
	trait.name = trait_name(r, name, of, from);
	if (!r->has) r->has = NEW(r->arena, uint8_t, (size_t)p->people);
	for (int x = 0; x < p->people; x++)
		if (is_of(form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column), of, from))
			r->has[x] = (uint8_t)(r->has[x] | 1u << p->traits);
	p->has = r->has;
	p->trait[p->traits++] = trait;
	return OK;
}

static enum err read_quota(struct reading *r, struct str name, const struct form_json *value)
{
	if (form_json_member(value, "of") || form_json_member(value, "from"))
		return read_trait(r, name, value);
	return read_each(r, name, value);
}

enum err form_config_quotas(struct reading *r)
{
	const struct form_json *quotas = form_json_member(r->config, "quotas");
	enum err err = OK;

	for (const struct form_json *v = quotas ? quotas->first : NULL; v && !err; v = v->next) {
		if (v->kind != FORM_JSON_LIST) err = read_quota(r, v->name, v);
		for (const struct form_json *one = v->kind == FORM_JSON_LIST ? v->first : NULL;
		     one && !err; one = one->next)
			err = read_quota(r, v->name, one);
	}
	return err;
}
