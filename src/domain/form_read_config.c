/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_read_config - config.json: number and sizes of sets, attributes, quotas, locks, and what the run
 * itself is asked (docs/form.md lists the words). */
#include "domain/form_read_parts.h"

enum { THOUSAND = 1000, WEIGHT_MAX = 10000 };

enum err form_read_wrong_value(struct reading *r, const struct form_json *value, const char *why)
{
	r->file = FORM_FILE_CONFIG;
	*r->fault = (struct form_fault){ value->line, value->column, str_of(why) };
	return ERR_INPUT;
}

enum err form_read_whole(struct reading *r, const struct form_json *value, int least, int most,
                         int *out)
{
	if (value->kind != FORM_JSON_NUMBER || value->thousandths % THOUSAND ||
	    value->thousandths < (int64_t)least * THOUSAND ||
	    value->thousandths > (int64_t)most * THOUSAND) {
		const struct str why = str_printf(
			r->arena, "Here should be a whole number from %d to %d.", least, most);
		return form_read_wrong_value(r, value, str_z(r->arena, why));
	}
	*out = (int)(value->thousandths / THOUSAND);
	return OK;
}

/* ---- sets -------------------------------------------------------------------------------------- */

/* [6, 8] or {"least": 6, "most": 8}. */
static enum err read_bounds(struct reading *r, const struct form_json *value, int *least, int *most)
{
	const struct form_json *low = form_json_member(value, "least"),
			       *high = form_json_member(value, "most");

	if (!low) low = form_json_member(value, "min");
	if (!high) high = form_json_member(value, "max");
	if (value->kind == FORM_JSON_LIST && value->first && value->first->next)
		low = value->first, high = low->next;
	if (value->kind == FORM_JSON_NUMBER) low = high = value;
	if (!low || !high)
		return form_read_wrong_value(r, value, "Here should be two sizes, such as [6, 8].");
	enum err err = form_read_whole(r, low, 1, FORM_SET_SIZE_MAX, least);
	if (!err) err = form_read_whole(r, high, *least, FORM_SET_SIZE_MAX, most);
	return err;
}

static bool is_named(const struct form_json *value, const char *const *names)
{
	for (; *names; names++)
		if (str_eq_ci(value->name, str_of(*names))) return true;
	return false;
}

static enum err read_relax(struct reading *r, const struct form_json *value)
{
	struct form_asked *asked = &r->c->asked;

	if (value->kind != FORM_JSON_LIST)
		return form_read_wrong_value(r, value,
		                             "Here should be a list of classes of rules.");
	for (const struct form_json *word = value->first; word; word = word->next) asked->n_relax++;
	asked->relax = NEW(r->arena, struct str, (size_t)asked->n_relax);
	int n = 0;
	for (const struct form_json *word = value->first; word; word = word->next) {
		if (form_rule_named(word->text) == FORM_RULES)
			return form_read_wrong_value(r, word, FORM_RULE_WORDS);
		asked->relax[n++] = word->text;
	}
	return OK;
}

/* What comes before mix counts more than it, what comes after a little, what is left out not at all. */
static enum err read_levels(struct reading *r, const struct form_json *value)
{
	enum form_strength *strength = r->c->problem.strength, now = FORM_BEFORE_MIX;
	bool seen[FORM_LEVELS] = { false };

	if (value->kind != FORM_JSON_LIST)
		return form_read_wrong_value(r, value,
		                             "Here should be a list, most important first.");
	for (int i = 0; i < FORM_LEVELS; i++) strength[i] = FORM_NOT_COUNTED;
	for (const struct form_json *word = value->first; word; word = word->next) {
		int level = 0;
		while (level < FORM_LEVELS &&
		       !str_eq_ci(word->text, str_of(form_level_name[level])))
			level++;
		if (level == FORM_LEVELS)
			return form_read_wrong_value(
				r, word,
				"Here should be mix, worst, alone, preferred, travel, met or "
				"moves.");
		if (seen[level]) return form_read_wrong_value(r, word, "This is there twice.");
		seen[level] = true;
		if (level == FORM_LEVEL_MIX) now = FORM_AFTER_MIX;
		strength[level] = now;
	}
	if (!seen[FORM_LEVEL_MIX])
		return form_read_wrong_value(r, value,
		                             "mix should be among them: what is before it counts "
		                             "more, what is after it less.");
	return OK;
}

static enum err read_run(struct reading *r, const struct form_json *value, int *sets, int *least,
                         int *most)
{
	static const char *const counts[] = { "sets", "k", NULL },
				 *const sizes[] = { "sizes", "size", NULL },
				 *const times[] = { "seconds", "time_limit", "time_limit_s", NULL },
				 *const later[] = { "attributes", "quotas", "locked", "set_sizes",
		                                    NULL };
	int n = 0;
	enum err err = OK;

	if (is_named(value, counts)) return form_read_whole(r, value, 1, FORM_SETS_MAX, sets);
	if (is_named(value, sizes)) return read_bounds(r, value, least, most);
	if (is_named(value, times)) {
		if (value->kind != FORM_JSON_NUMBER || value->thousandths <= 0)
			return form_read_wrong_value(r, value,
			                             "Here should be a number of seconds.");
		r->c->asked.seconds_us = value->thousandths * 1000;
		return OK;
	}
	if (str_eq_ci(value->name, STR("seed"))) {
		err = form_read_whole(r, value, 0, INT32_MAX, &n);
		r->c->asked.seed = n;
		return err;
	}
	if (str_eq_ci(value->name, STR("relax"))) return read_relax(r, value);
	if (str_eq_ci(value->name, STR("levels"))) return read_levels(r, value);
	if (is_named(value, later)) return OK;
	return form_read_wrong_value(
		r, value,
		"This is not known here: sets, sizes, set_sizes, attributes, quotas, levels, "
		"locked, relax, seconds and seed are.");
}

enum err form_config_shape(struct reading *r, int *sets, int *least, int *most)
{
	if (!r->config) return OK;
	if (r->config->kind != FORM_JSON_OBJECT)
		return form_read_wrong_value(r, r->config, "Here should be an object in braces.");
	for (const struct form_json *v = r->config->first; v; v = v->next) {
		const enum err err = read_run(r, v, sets, least, most);
		if (err) return err;
	}
	return OK;
}

static enum err read_set_name(struct reading *r, const struct form_json *value, int *out)
{
	int64_t k;

	if (!str_i64(value->name, 1, r->c->problem.sets, &k))
		return form_read_wrong_value(r, value,
		                             "Sets are numbered, from 1 to as many as there are.");
	*out = (int)k - 1;
	return OK;
}

enum err form_config_sizes(struct reading *r, int *least, int *most)
{
	const struct form_json *sizes = form_json_member(r->config, "set_sizes");

	for (const struct form_json *v = sizes ? sizes->first : NULL; v; v = v->next) {
		int k = 0;
		enum err err = read_set_name(r, v, &k);
		if (!err) err = read_bounds(r, v, &least[k], &most[k]);
		if (err) return err;
	}
	return OK;
}

/* ---- attributes and quotas --------------------------------------------------------------------- */

static enum err read_type(struct reading *r, const struct form_json *value, enum form_type *out)
{
	static const struct {
		const char *word;
		enum form_type type;
	} words[] = { { "nominal", FORM_TYPE_NAME },   { "name", FORM_TYPE_NAME },
		      { "ordinal", FORM_TYPE_ORDER },  { "order", FORM_TYPE_ORDER },
		      { "numeric", FORM_TYPE_NUMBER }, { "number", FORM_TYPE_NUMBER },
		      { "set", FORM_TYPE_SKILLS },     { "skills", FORM_TYPE_SKILLS } };

	for (size_t i = 0; i < LEN(words); i++)
		if (str_eq_ci(value->text, str_of(words[i].word))) {
			*out = words[i].type;
			return OK;
		}
	return form_read_wrong_value(r, value, "Here should be nominal, ordinal, numeric or set.");
}

static enum err read_direction(struct reading *r, const struct form_json *value,
                               enum form_wish *out)
{
	static const char *const words[] = { "mix", "alike", "band", "ignore" };

	for (size_t i = 0; i < LEN(words); i++)
		if (str_eq_ci(value->text, str_of(words[i]))) {
			*out = (enum form_wish)i;
			return OK;
		}
	return form_read_wrong_value(r, value, "Here should be mix, alike, band or ignore.");
}

static enum err read_order(struct reading *r, const struct form_json *value,
                           struct form_wanted *out)
{
	if (value->kind != FORM_JSON_LIST)
		return form_read_wrong_value(r, value, "Here should be a list, least first.");
	for (const struct form_json *word = value->first; word; word = word->next) out->n_order++;
	struct str *order = NEW(r->arena, struct str, (size_t)out->n_order);
	int n = 0;
	for (const struct form_json *word = value->first; word; word = word->next)
		order[n++] = word->text;
	out->order = order;
	out->type = FORM_TYPE_ORDER;
	return OK;
}

static enum err read_weight(struct reading *r, const struct form_json *value, int *out)
{
	if (value->kind != FORM_JSON_NUMBER || value->thousandths < 0 ||
	    value->thousandths > (int64_t)WEIGHT_MAX * THOUSAND)
		return form_read_wrong_value(r, value, "Here should be a weight from 0 to 10000.");
	*out = (int)value->thousandths;
	return OK;
}

static enum err read_wanted(struct reading *r, const struct form_json *value,
                            struct form_wanted *out)
{
	enum err err = OK;

	out->attribute.weight = THOUSAND;
	if (value->kind == FORM_JSON_NUMBER) return read_weight(r, value, &out->attribute.weight);
	if (value->kind != FORM_JSON_OBJECT)
		return form_read_wrong_value(r, value, "Here should be a weight, or an object.");
	for (const struct form_json *v = value->first; v && !err; v = v->next) {
		if (str_eq_ci(v->name, STR("type")))
			err = read_type(r, v, &out->type);
		else if (str_eq_ci(v->name, STR("direction")) || str_eq_ci(v->name, STR("wish")))
			err = read_direction(r, v, &out->attribute.wish);
		else if (str_eq_ci(v->name, STR("weight")))
			err = read_weight(r, v, &out->attribute.weight);
		else if (str_eq_ci(v->name, STR("band")))
			err = form_read_whole(r, v, 0, THOUSAND, &out->attribute.band);
		else if (str_eq_ci(v->name, STR("quota")))
			err = form_read_whole(r, v, 0, FORM_SET_SIZE_MAX, &out->attribute.quota);
		else if (str_eq_ci(v->name, STR("order")))
			err = read_order(r, v, out);
		else
			err = form_read_wrong_value(
				r, v,
				"This is not known of an attribute: type, direction, "
				"weight, band, quota and order are.");
	}
	return err;
}

enum err form_config_column(struct reading *r, struct str name, const struct form_json *value,
                            int *out)
{
	*out = form_read_column(r, FORM_FILE_PEOPLE, str_z(r->arena, name));
	if (*out == FORM_NONE)
		return form_read_wrong_value(r, value, "people.csv has no such column.");
	return OK;
}

enum err form_config_attribute_room(struct reading *r, const struct form_json *value)
{
	if (r->c->problem.attributes == FORM_ATTRIBUTES_MAX)
		return form_read_wrong_value(r, value, "There are more than 12 attributes.");
	return OK;
}

enum err form_config_attributes(struct reading *r, bool *any)
{
	const struct form_json *attributes = form_json_member(r->config, "attributes");

	*any = attributes != NULL;
	for (const struct form_json *v = attributes ? attributes->first : NULL; v; v = v->next) {
		struct form_wanted wanted = { .attribute = { .name = v->name } };
		int column;
		enum err err = form_config_column(r, v->name, v, &column);
		if (!err) err = form_config_attribute_room(r, v);
		if (!err) err = read_wanted(r, v, &wanted);
		if (!err) err = form_read_wanted(r, column, &wanted);
		if (err) return err;
	}
	return OK;
}

/* ---- locks ------------------------------------------------------------------------------------- */

enum err form_config_locks(struct reading *r)
{
	const struct form_json *locked = form_json_member(r->config, "locked");
	const enum err quotas = form_config_quotas(r);

	if (quotas) return quotas;
	for (const struct form_json *v = locked ? locked->first : NULL; v; v = v->next) {
		int k;
		const enum err err = form_read_whole(r, v, 1, r->c->problem.sets, &k);
		if (err) return err;
		if (!r->c->start)
			return form_read_wrong_value(
				r, v,
				"A locked set is as previous.csv has it, which is not there.");
		form_case_lock(r->c, k - 1);
	}
	return OK;
}
