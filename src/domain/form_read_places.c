/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_read_places - formats, areas and travel into places: online, and each area where a set may meet.
 *
 * Sets meet in the areas of the facilitators, or where no facilitator names one in those of the people.
 * Without a column `format` (nor formats or areas of facilitators) there is nothing to decide. */
#include "domain/form_read_parts.h"

enum { UNKNOWN_MINUTES = 1 << 20, MINUTES_MAX = 10000 };

struct places {
	struct reading *r;
	struct codes area; /* every area anywhere has a number */
	int *place_of;     /* of each area, FORM_NONE if no set meets there */
	int *minutes;      /* areas x FORM_PLACES_MAX */
};

static struct str cell(const struct places *p, enum form_file file, int row, const char *name)
{
	return form_read_cell(p->r, file, row, form_read_column(p->r, file, name));
}

static enum err add_place(struct places *p, enum form_file file, int row, int column,
                          struct str word)
{
	struct form_case *c = p->r->c;

	if (!word.n) return OK;
	const int code = form_code_of(&p->area, word);
	if (p->place_of[code] != FORM_NONE) return OK;
	if (c->places == FORM_PLACES_MAX)
		return form_read_wrong(p->r, file, row, column, "There are more than 63 areas.");
	c->place[c->places] = word;
	p->place_of[code] = c->places++;
	return OK;
}

static enum err list_places(struct places *p)
{
	const int areas = form_read_column(p->r, FORM_FILE_FACILITATORS, "areas"),
		  area = form_read_column(p->r, FORM_FILE_PEOPLE, "area");
	struct form_case *c = p->r->c;
	enum err err = OK;

	c->place = NEW(p->r->arena, struct str, FORM_PLACES_MAX);
	c->place[FORM_ONLINE] = STR("online");
	c->places = 1;
	for (int row = 1; row < c->table[FORM_FILE_FACILITATORS].rows; row++) {
		struct str rest = form_read_cell(p->r, FORM_FILE_FACILITATORS, row, areas), word;
		while (!err && rest.n && str_cut(&rest, ';', &word)) {
			err = add_place(p, FORM_FILE_FACILITATORS, row, areas, str_trim(word));
			if (!rest.at) break;
		}
	}
	if (c->places > 1) return err;
	for (int x = 0; x < c->problem.people && !err; x++)
		err = add_place(p, FORM_FILE_PEOPLE, c->row[x], area,
		                form_read_cell(p->r, FORM_FILE_PEOPLE, c->row[x], area));
	return err;
}

/* online, inperson, either; several parted by ";".  Nothing said is either. */
static enum err read_format(struct places *p, enum form_file file, int row, int column,
                            bool *online, bool *in_person)
{
	struct str rest = form_read_cell(p->r, file, row, column), word;

	*online = *in_person = !rest.n;
	while (rest.n && str_cut(&rest, ';', &word)) {
		word = str_trim(word);
		const bool either = str_eq_ci(word, STR("either")),
			   net = str_eq_ci(word, STR("online")),
			   person = str_eq_ci(word, STR("inperson")) ||
		                    str_eq_ci(word, STR("in person")) ||
		                    str_eq_ci(word, STR("in-person"));
		if (word.n && !either && !net && !person)
			return form_read_wrong(p->r, file, row, column,
			                       "Here should be online, inperson or either.");
		*online |= either || net;
		*in_person |= either || person;
		if (!rest.at) break;
	}
	return OK;
}

static enum err read_travel(struct places *p)
{
	const struct form_table *t = &p->r->c->table[FORM_FILE_TRAVEL];
	const int column = form_read_column(p->r, FORM_FILE_TRAVEL, "minutes");

	if (t->rows && (form_table_column(t, "from_area") == FORM_NONE ||
	                form_table_column(t, "to_area") == FORM_NONE || column == FORM_NONE))
		return form_read_wrong(p->r, FORM_FILE_TRAVEL, 0, 0,
		                       "There should be columns from_area, to_area and minutes.");
	for (int row = 1; row < t->rows; row++) {
		const int from = form_code_of(&p->area,
		                              cell(p, FORM_FILE_TRAVEL, row, "from_area")),
			  to = form_code_of(&p->area, cell(p, FORM_FILE_TRAVEL, row, "to_area"));
		int64_t minutes;
		if (!str_i64(form_read_cell(p->r, FORM_FILE_TRAVEL, row, column), 0, MINUTES_MAX,
		             &minutes))
			return form_read_wrong(p->r, FORM_FILE_TRAVEL, row, column,
			                       "Here should be a number of minutes.");
		if (p->place_of[to] != FORM_NONE)
			p->minutes[from * FORM_PLACES_MAX + p->place_of[to]] = (int)minutes;
		/* The way back is as long, unless the table says otherwise. */
		if (p->place_of[from] == FORM_NONE) continue;
		int *back = &p->minutes[to * FORM_PLACES_MAX + p->place_of[from]];
		if (*back == UNKNOWN_MINUTES) *back = (int)minutes;
	}
	return OK;
}

static enum err read_person(struct places *p, int x, uint64_t *out, uint16_t *way)
{
	const int row = p->r->c->row[x];
	const int format = form_read_column(p->r, FORM_FILE_PEOPLE, "format"),
		  limit_at = form_read_column(p->r, FORM_FILE_PEOPLE, "travel_limit_min");
	const struct str word = form_read_cell(p->r, FORM_FILE_PEOPLE, row, limit_at),
			 area = cell(p, FORM_FILE_PEOPLE, row, "area");
	bool online, in_person;
	int64_t limit = INT64_MAX;
	const enum err err = read_format(p, FORM_FILE_PEOPLE, row, format, &online, &in_person);

	if (err) return err;
	if (word.n && !str_i64(word, 0, MINUTES_MAX, &limit))
		return form_read_wrong(p->r, FORM_FILE_PEOPLE, row, limit_at,
		                       "Here should be a number of minutes.");
	const int from = area.n ? form_code_of(&p->area, area) : FORM_NONE;
	*out = online ? 1ull << FORM_ONLINE : 0;
	for (int k = 1; k < p->r->c->places && in_person; k++) {
		const int64_t minutes = from == FORM_NONE ? UNKNOWN_MINUTES
		                        : p->place_of[from] == k
		                                ? 0
		                                : p->minutes[from * FORM_PLACES_MAX + k];
		if (minutes <= limit) *out |= 1ull << k;
		if (minutes < UNKNOWN_MINUTES) way[k] = (uint16_t)minutes;
	}
	return OK;
}

static enum err read_facilitator(struct places *p, int f, uint64_t *out)
{
	const int row = f + 1, format = form_read_column(p->r, FORM_FILE_FACILITATORS, "formats");
	struct str rest = cell(p, FORM_FILE_FACILITATORS, row, "areas"), word;
	bool online, in_person;
	const enum err err =
		read_format(p, FORM_FILE_FACILITATORS, row, format, &online, &in_person);

	if (err) return err;
	*out = online ? 1ull << FORM_ONLINE : 0;
	if (!in_person) return OK;
	if (!rest.n) *out |= ~(1ull << FORM_ONLINE);
	while (rest.n && str_cut(&rest, ';', &word)) {
		word = str_trim(word);
		if (word.n) *out |= 1ull << p->place_of[form_code_of(&p->area, word)];
		if (!rest.at) break;
	}
	return OK;
}

static bool is_asked(const struct reading *r)
{
	return form_read_column(r, FORM_FILE_PEOPLE, "format") != FORM_NONE ||
	       (r->c->problem.facilitators &&
	        (form_read_column(r, FORM_FILE_FACILITATORS, "formats") != FORM_NONE ||
	         form_read_column(r, FORM_FILE_FACILITATORS, "areas") != FORM_NONE));
}

enum err form_read_places(struct reading *r)
{
	struct form_problem *problem = &r->c->problem;
	struct places p = { .r = r };
	const int most = problem->people + 2 * r->c->table[FORM_FILE_TRAVEL].rows +
	                 FORM_PLACES_MAX + form_read_list_room(r, FORM_FILE_FACILITATORS);

	if (!is_asked(r)) return OK;
	p.area = form_codes_new(r->arena, most);
	p.place_of = NEW(r->arena, int, (size_t)most);
	p.minutes = NEW(r->arena, int, (size_t)most *FORM_PLACES_MAX);
	for (int i = 0; i < most; i++) p.place_of[i] = FORM_NONE;
	for (int i = 0; i < most * FORM_PLACES_MAX; i++) p.minutes[i] = UNKNOWN_MINUTES;
	enum err err = list_places(&p);
	if (!err) err = read_travel(&p);
	uint64_t *places = NEW(r->arena, uint64_t, (size_t)problem->people);
	uint16_t *way = NEW(r->arena, uint16_t, (size_t)problem->people * FORM_PLACES_MAX);
	for (int i = 0; i < problem->people * FORM_PLACES_MAX; i++) way[i] = FORM_UNKNOWN;
	for (int x = 0; x < problem->people && !err; x++)
		err = read_person(&p, x, &places[x], &way[x * FORM_PLACES_MAX]);
	problem->minutes = r->c->table[FORM_FILE_TRAVEL].rows ? way : NULL;
	uint64_t *theirs = NEW(r->arena, uint64_t, (size_t)problem->facilitators);
	const uint64_t named = r->c->places == FORM_PLACES_MAX ? ~0ull : (1ull << r->c->places) - 1;
	for (int f = 0; f < problem->facilitators && !err; f++) {
		err = read_facilitator(&p, f, &theirs[f]);
		theirs[f] &= named;
	}
	/* Nobody meets in person where no area has a name. */
	problem->places = places;
	problem->facilitator_places = theirs;
	return err;
}
