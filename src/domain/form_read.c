/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_read - tables into a problem: ids into numbers, words into codes, every fault by its place. */
#include "domain/form_read_parts.h"

const char *const form_file_name[FORM_FILES] = {
	"people.csv",     "facilitators.csv", "pairs.csv",   "previous.csv",
	"attributes.csv", "travel.csv",       "config.json",
};

/* Nothing in it that a terminal would take for a command. */
static bool is_printable(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.at[i] < ' ' || text.at[i] == 0x7f) return false;
	return true;
}

enum err form_read_wrong(struct reading *r, enum form_file file, int row, int column,
                         const char *why)
{
	enum { TOLD_MAX = 40 };
	const struct form_table *t = &r->c->table[file];
	const size_t at = (size_t)row * (size_t)t->columns + (size_t)(column < 0 ? 0 : column);
	const struct str word = form_read_cell(r, file, row, column);

	r->file = file;
	*r->fault = (struct form_fault){ t->line[at], t->column[at], str_of(why) };
	if (row > 0 && word.n && word.n <= TOLD_MAX && is_printable(word))
		r->fault->why = str_printf(r->arena, "%s It says \"%.*s\".", why, STR_ARG(word));
	return ERR_INPUT;
}

int form_read_column(const struct reading *r, enum form_file file, const char *name)
{
	return form_table_column(&r->c->table[file], name);
}

struct str form_read_cell(const struct reading *r, enum form_file file, int row, int column)
{
	return form_table_cell(&r->c->table[file], row, column);
}

/* ---- people ------------------------------------------------------------------------------------ */

/* By halves: r->by_id is sorted. */
static int person_of(const struct reading *r, struct str id)
{
	int low = 0, high = r->c->problem.people;

	while (low < high) {
		const int middle = (low + high) / 2, x = r->by_id[middle];
		const int order = str_cmp(r->c->id[x], id);
		if (order == 0) return x;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return FORM_NONE;
}

static void sort_ids(struct reading *r, int from, int to, int *spare)
{
	if (to - from < 2) return;
	const int middle = (from + to) / 2;
	int i = from, j = middle, n = from;
	sort_ids(r, from, middle, spare);
	sort_ids(r, middle, to, spare);
	while (i < middle || j < to) {
		const bool left = j == to || (i < middle && str_cmp(r->c->id[r->by_id[i]],
		                                                    r->c->id[r->by_id[j]]) <= 0);
		spare[n++] = r->by_id[left ? i++ : j++];
	}
	for (i = from; i < to; i++) r->by_id[i] = spare[i];
}

/* Neither declined nor leaving. */
static bool takes_part(const struct reading *r, int row)
{
	const int id = form_read_column(r, FORM_FILE_PEOPLE, "id"),
		  status = form_read_column(r, FORM_FILE_PEOPLE, "status");

	return !str_eq_ci(form_read_cell(r, FORM_FILE_PEOPLE, row, status), STR("declined")) &&
	       !form_case_lists(r->shape->leave, form_read_cell(r, FORM_FILE_PEOPLE, row, id));
}

/* Chooses who takes part: all, or, where places lack, those who wait longest in the order of
 * waitlist_priority (1 first; without one last, in the order of the file). */
static enum err choose_people(struct reading *r, int places)
{
	const struct form_table *t = &r->c->table[FORM_FILE_PEOPLE];
	const int priority = form_read_column(r, FORM_FILE_PEOPLE, "waitlist_priority");
	int64_t *rank = NEW(r->arena, int64_t, (size_t)t->rows);
	int n = 0;

	r->c->row = NEW(r->arena, int, (size_t)t->rows);
	r->c->waiting = NEW(r->arena, int, (size_t)t->rows);
	for (int row = 1; row < t->rows; row++) {
		if (!takes_part(r, row)) continue;
		const struct str word = form_read_cell(r, FORM_FILE_PEOPLE, row, priority);
		rank[row] = INT64_MAX;
		if (word.n && !str_i64(word, 0, 1000000, &rank[row]))
			return form_read_wrong(r, FORM_FILE_PEOPLE, row, priority,
			                       "Here should be a whole number, 1 first.");
		r->c->row[n++] = row;
	}
	while (priority != FORM_NONE && n > places) {
		int last = 0;
		for (int i = 1; i < n; i++)
			if (rank[r->c->row[i]] >= rank[r->c->row[last]]) last = i;
		r->c->waiting[r->c->n_waiting++] = r->c->row[last];
		for (n--; last < n; last++) r->c->row[last] = r->c->row[last + 1];
	}
	if (n == 0)
		return form_read_wrong(r, FORM_FILE_PEOPLE, 0, 0,
		                       "Nobody in this table takes part: a row each, below the "
		                       "names of the columns.");
	if (n > FORM_PEOPLE_MAX)
		return form_read_wrong(
			r, FORM_FILE_PEOPLE, 0, 0,
			"There are more than 20000 people: part them into several folders.");
	r->c->problem.people = n;
	return OK;
}

/* Who has been told of their set moves less easily: informed counts twice, accepted five times. */
static enum err read_status(struct reading *r)
{
	static const struct {
		const char *word;
		uint8_t firm;
	} words[] = { { "", 1 }, { "draft", 1 }, { "informed", 2 }, { "accepted", 5 } };
	const int column = form_read_column(r, FORM_FILE_PEOPLE, "status");
	uint8_t *firm = NEW(r->arena, uint8_t, (size_t)r->c->problem.people);

	for (int x = 0; x < r->c->problem.people; x++) {
		const int row = r->c->row[x];
		const struct str word = form_read_cell(r, FORM_FILE_PEOPLE, row, column);
		for (size_t i = 0; i < LEN(words); i++)
			if (str_eq_ci(word, str_of(words[i].word))) firm[x] = words[i].firm;
		if (!firm[x])
			return form_read_wrong(
				r, FORM_FILE_PEOPLE, row, column,
				"Here should be draft, informed, accepted or declined.");
	}
	r->c->problem.firm = firm;
	return OK;
}

static enum err name_people(struct reading *r)
{
	const int id = form_read_column(r, FORM_FILE_PEOPLE, "id"),
		  name = form_read_column(r, FORM_FILE_PEOPLE, "name");
	const size_t n = (size_t)r->c->problem.people;

	if (id == FORM_NONE)
		return form_read_wrong(r, FORM_FILE_PEOPLE, 0, 0,
		                       "No column is named id. The first line names the columns, "
		                       "parted by commas or semicolons.");
	r->c->id = NEW(r->arena, struct str, n);
	r->c->person = NEW(r->arena, struct str, n);
	r->by_id = NEW(r->arena, int, n);
	for (int x = 0; x < (int)n; x++) {
		r->c->id[x] = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], id);
		if (!r->c->id[x].n)
			return form_read_wrong(r, FORM_FILE_PEOPLE, r->c->row[x], id,
			                       "This id is empty: everybody has one of their own.");
		r->c->person[x] = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], name);
		if (!r->c->person[x].n) r->c->person[x] = r->c->id[x];
		r->by_id[x] = x;
	}
	sort_ids(r, 0, (int)n, NEW(r->arena, int, n));
	for (size_t i = 1; i < n; i++)
		if (str_eq(r->c->id[r->by_id[i - 1]], r->c->id[r->by_id[i]]))
			return form_read_wrong(
				r, FORM_FILE_PEOPLE, r->c->row[r->by_id[i]], id,
				"This id is there twice: give each person one of their own.");
	r->c->problem.name = r->c->person;
	return OK;
}

/* ---- words into codes -------------------------------------------------------------------------- */

enum err form_read_slots(struct reading *r, enum form_file file, int row, int column, uint64_t *out,
                         uint64_t *preferred)
{
	struct str rest = form_read_cell(r, file, row, column), word;

	*out = *preferred = 0;
	if (!rest.n) {
		*out = ~0ull;
		return OK;
	}
	while (str_cut(&rest, ';', &word)) {
		word = str_trim(word);
		bool wished = str_starts(word, STR("!"));
		if (wished) word = str_trim(str_from(word, 1));
		if (str_ends(word, STR("!"))) {
			word = str_trim(str_part(word, 0, word.n - 1));
			wished = true;
		}
		if (!word.n) continue;
		int t = 0;
		while (t < r->c->slots && !str_eq_ci(r->c->slot[t], word)) t++;
		if (t == FORM_SLOTS_MAX)
			return form_read_wrong(
				r, file, row, column,
				"There are more than 64 different half-days: leave some out.");
		if (t == r->c->slots) r->c->slot[r->c->slots++] = word;
		*out |= 1ull << t;
		if (wished) *preferred |= 1ull << t;
	}
	return OK;
}

static const char NOBODY[] = "Nobody in people.csv has this id.";

static enum err add_link(struct reading *r, enum form_file file, int row, int column, int a,
                         struct str id, enum form_link_kind kind)
{
	const int b = person_of(r, id);

	/* Who leaves, waits or has declined is in nobody's way. */
	if (b == FORM_NONE && form_case_knows(r->c, id)) return OK;
	if (b == FORM_NONE || b == a)
		return form_read_wrong(r, file, row, column,
		                       b == a ? "This is the same person: take this id out."
		                              : NOBODY);
	ASSERT(r->c->problem.links < r->links_max);
	r->link[r->c->problem.links++] = (struct form_link){ a, b, kind };
	return OK;
}

static enum err read_list(struct reading *r, int x, const char *name, enum form_link_kind kind)
{
	const int column = form_read_column(r, FORM_FILE_PEOPLE, name);
	struct str rest = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column), id;
	enum err err = OK;

	while (!err && rest.n && str_cut(&rest, ';', &id)) {
		id = str_trim(id);
		if (id.n) err = add_link(r, FORM_FILE_PEOPLE, r->c->row[x], column, x, id, kind);
		if (!rest.at) break;
	}
	return err;
}

static enum err read_set(struct reading *r, enum form_file file, int row, int column,
                         struct str word, int *out)
{
	int64_t k;

	*out = FORM_NONE;
	if (!word.n) return OK;
	if (!str_i64(word, 1, r->c->problem.sets, &k)) {
		const struct str why =
			str_printf(r->arena, "Sets are numbered from 1 to %d.", r->c->problem.sets);
		return form_read_wrong(r, file, row, column, str_z(r->arena, why));
	}
	*out = (int)k - 1;
	return OK;
}

static enum err read_not_sets(struct reading *r, int x)
{
	const int column = form_read_column(r, FORM_FILE_PEOPLE, "not_set");
	struct str rest = form_read_cell(r, FORM_FILE_PEOPLE, r->c->row[x], column), word;
	int k;

	while (rest.n && str_cut(&rest, ';', &word)) {
		const enum err err =
			read_set(r, FORM_FILE_PEOPLE, r->c->row[x], column, str_trim(word), &k);
		if (err) return err;
		ASSERT(r->c->problem.bans < r->bans_max);
		if (k != FORM_NONE) r->ban[r->c->problem.bans++] = (struct form_ban){ x, k };
		if (!rest.at) break;
	}
	return OK;
}

static enum err read_people(struct reading *r)
{
	const int team = form_read_column(r, FORM_FILE_PEOPLE, "team"),
		  pin = form_read_column(r, FORM_FILE_PEOPLE, "pin_set");
	const int manager = form_read_column(r, FORM_FILE_PEOPLE, "line_manager_id");
	const int slots = form_read_column(r, FORM_FILE_PEOPLE, "slots");
	const size_t n = (size_t)r->c->problem.people;
	uint16_t *teams = NEW(r->arena, uint16_t, n);
	int *managers = NEW(r->arena, int, n), *pins = NEW(r->arena, int, n);
	uint64_t *free = NEW(r->arena, uint64_t, n), *wish = NEW(r->arena, uint64_t, n);
	struct codes codes = form_codes_new(r->arena, (int)n + 1);
	enum err err = OK;
	bool any = false;

	for (int x = 0; x < (int)n && !err; x++) {
		const int row = r->c->row[x];
		const struct str word = form_read_cell(r, FORM_FILE_PEOPLE, row, team);
		teams[x] = (uint16_t)(word.n ? form_code_of(&codes, word) + 1 : 0);
		/* A line manager who has not applied is nobody here. */
		managers[x] = person_of(r, form_read_cell(r, FORM_FILE_PEOPLE, row, manager));
		if (managers[x] == x)
			err = form_read_wrong(r, FORM_FILE_PEOPLE, row, manager,
			                      "Nobody is their own line manager: leave this empty "
			                      "or name another.");
		if (!err)
			err = form_read_slots(r, FORM_FILE_PEOPLE, row, slots, &free[x], &wish[x]);
		any |= wish[x] != 0;
		if (!err)
			err = read_set(r, FORM_FILE_PEOPLE, row, pin,
			               form_read_cell(r, FORM_FILE_PEOPLE, row, pin), &pins[x]);
		if (!err) err = read_list(r, x, "keep_with", FORM_TOGETHER);
		if (!err) err = read_list(r, x, "keep_apart", FORM_APART);
		if (!err) err = read_not_sets(r, x);
	}
	r->c->problem.team = teams;
	r->c->problem.manager = managers;
	r->c->problem.pin = r->c->pin = pins;
	r->c->problem.slots = r->free = free;
	r->c->problem.preferred = any ? wish : NULL;
	return err;
}

/* ---- the other tables -------------------------------------------------------------------------- */

static enum err read_pairs(struct reading *r)
{
	static const char *const words[] = { "apart", "sealed", "together", "met_before",
		                             "prefer" };
	const struct form_table *t = &r->c->table[FORM_FILE_PAIRS];
	const int one = form_read_column(r, FORM_FILE_PAIRS, "id1"),
		  two = form_read_column(r, FORM_FILE_PAIRS, "id2");
	const int kind = form_read_column(r, FORM_FILE_PAIRS, "kind"),
		  hard = form_read_column(r, FORM_FILE_PAIRS, "hard");

	if (t->rows && (one == FORM_NONE || two == FORM_NONE || kind == FORM_NONE))
		return form_read_wrong(r, FORM_FILE_PAIRS, 0, 0,
		                       "There should be columns id1, id2 and kind.");
	for (int row = 1; row < t->rows; row++) {
		const struct str word = form_read_cell(r, FORM_FILE_PAIRS, row, kind);
		const struct str id = form_read_cell(r, FORM_FILE_PAIRS, row, one);
		const int a = person_of(r, id);
		size_t k = 0;
		if (a == FORM_NONE && !form_case_knows(r->c, id))
			return form_read_wrong(r, FORM_FILE_PAIRS, row, one, NOBODY);
		while (k < LEN(words) && !str_eq_ci(word, str_of(words[k]))) k++;
		if (k == LEN(words))
			return form_read_wrong(
				r, FORM_FILE_PAIRS, row, kind,
				"Here should be apart, sealed, together, met_before or prefer.");
		if (k == FORM_MET &&
		    str_eq(form_read_cell(r, FORM_FILE_PAIRS, row, hard), STR("1")))
			k = FORM_APART;
		if (a == FORM_NONE) continue;
		const enum err err = add_link(r, FORM_FILE_PAIRS, row, two, a,
		                              form_read_cell(r, FORM_FILE_PAIRS, row, two),
		                              (enum form_link_kind)k);
		if (err) return err;
	}
	return OK;
}

static enum err read_previous(struct reading *r)
{
	const struct form_table *t = &r->c->table[FORM_FILE_PREVIOUS];
	const int id = form_read_column(r, FORM_FILE_PREVIOUS, "id"),
		  set = form_read_column(r, FORM_FILE_PREVIOUS, "set");
	const int slot = form_read_column(r, FORM_FILE_PREVIOUS, "slot"),
		  area = form_read_column(r, FORM_FILE_PREVIOUS, "area");

	if (!t->rows) return OK;
	if (id == FORM_NONE || set == FORM_NONE)
		return form_read_wrong(r, FORM_FILE_PREVIOUS, 0, 0,
		                       "There should be columns id and set.");
	r->c->start = NEW(r->arena, int, (size_t)r->c->problem.people);
	r->c->start_slot = NEW(r->arena, int, (size_t)r->c->problem.sets);
	r->c->start_place = NEW(r->arena, int, (size_t)r->c->problem.sets);
	for (int x = 0; x < r->c->problem.people; x++) r->c->start[x] = FORM_NONE;
	for (int k = 0; k < r->c->problem.sets; k++)
		r->c->start_slot[k] = r->c->start_place[k] = FORM_NONE;
	for (int row = 1; row < t->rows; row++) {
		const int x = person_of(r, form_read_cell(r, FORM_FILE_PREVIOUS, row, id));
		struct str word = form_read_cell(r, FORM_FILE_PREVIOUS, row, set);
		int k;
		/* members.csv says so of who had no place. */
		if (str_eq_ci(word, STR("waiting"))) word = STR("");
		const enum err err = read_set(r, FORM_FILE_PREVIOUS, row, set, word, &k);
		if (err) return err;
		if (x != FORM_NONE) r->c->start[x] = k; /* others have left */
		for (int s = 0; s < r->c->slots && k != FORM_NONE; s++)
			if (str_eq_ci(r->c->slot[s],
			              form_read_cell(r, FORM_FILE_PREVIOUS, row, slot)))
				r->c->start_slot[k] = s;
		for (int a = 0; a < r->c->places && k != FORM_NONE; a++)
			if (str_eq_ci(r->c->place[a],
			              form_read_cell(r, FORM_FILE_PREVIOUS, row, area)))
				r->c->start_place[k] = a;
	}
	return OK;
}

/* ---- all together ------------------------------------------------------------------------------ */

int form_read_list_room(const struct reading *r, enum form_file file)
{
	const struct form_table *t = &r->c->table[file];
	int n = 0;

	for (int i = 0; i < t->rows * t->columns; i++) {
		n++;
		for (size_t k = 0; k < t->cell[i].n; k++) n += t->cell[i].at[k] == ';';
	}
	return n;
}

/* Those who take part: sets are made for them. */
static int count_rows(const struct reading *r)
{
	int n = 0;

	for (int row = 1; row < r->c->table[FORM_FILE_PEOPLE].rows; row++) n += takes_part(r, row);
	return n;
}

/* The highest number of a set in previous.csv; 0 if it has none. */
static int count_previous(const struct reading *r)
{
	const int set = form_read_column(r, FORM_FILE_PREVIOUS, "set");
	int most = 0;

	for (int row = 1; row < r->c->table[FORM_FILE_PREVIOUS].rows; row++) {
		int64_t k;
		if (str_i64(form_read_cell(r, FORM_FILE_PREVIOUS, row, set), 1, FORM_SETS_MAX,
		            &k) &&
		    k > most)
			most = (int)k;
	}
	return most;
}

static enum err shape_sets(struct reading *r)
{
	struct form_problem *p = &r->c->problem;
	const int n = count_rows(r);
	int sets = 0, low = 0, high = 0, places = 0;
	enum err err = form_config_shape(r, &sets, &low, &high);

	if (err) return err;
	/* The command line before config.json before what is usual. */
	if (r->shape->sets) sets = r->shape->sets;
	if (!sets && r->shape->again) sets = count_previous(r);
	if (r->shape->least || !low) low = r->shape->least ? r->shape->least : 6;
	if (r->shape->most || !high) high = r->shape->most ? r->shape->most : 8;
	p->max_moves = FORM_NONE;
	p->sets = sets ? sets : (n + 3) / 7 > 0 ? (n + 3) / 7 : 1;
	/* Other sizes than the usual: as many sets as they allow, near the middle. */
	if (!sets && ((int64_t)p->sets * low > n || (int64_t)p->sets * high < n))
		p->sets = (2 * n + (low + high) / 2) / (low + high) > 0
		                  ? (2 * n + (low + high) / 2) / (low + high)
		                  : 1;
	if (p->sets > FORM_SETS_MAX)
		return form_read_wrong(r, FORM_FILE_PEOPLE, 0, 0,
		                       "That would be more than 4000 sets: make them larger, or "
		                       "part the people into several folders.");
	int *least = NEW(r->arena, int, (size_t)p->sets),
	    *most = NEW(r->arena, int, (size_t)p->sets);
	for (int k = 0; k < p->sets; k++) {
		least[k] = low;
		most[k] = high;
	}
	p->least = r->c->least = least;
	p->most = r->c->most = most;
	r->c->locked = NEW(r->arena, bool, (size_t)p->sets);
	err = form_config_sizes(r, least, most);
	for (int k = 0; k < p->sets; k++) places += most[k];
	return err ? err : choose_people(r, places);
}

/* Who said nothing of half-days is free at all that anybody named: the one there is, if none was. */
static void name_no_more(struct reading *r)
{
	struct form_problem *p = &r->c->problem;
	const int n = r->c->slots ? r->c->slots : 1;
	const uint64_t named = n == FORM_SLOTS_MAX ? ~0ull : (1ull << n) - 1;

	for (int x = 0; x < p->people; x++) r->free[x] &= named;
	for (int f = 0; f < p->facilitators; f++) r->facilitator_free[f] &= named;
}

static enum err read_all(struct reading *r)
{
	struct form_case *c = r->c;
	enum err err = shape_sets(r);

	if (!err) err = name_people(r);
	if (err) return err;
	c->slot = NEW(r->arena, struct str, FORM_SLOTS_MAX + 1);
	r->links_max = form_read_list_room(r, FORM_FILE_PEOPLE) + c->table[FORM_FILE_PAIRS].rows;
	r->link = NEW(r->arena, struct form_link, (size_t)r->links_max);
	r->bans_max = form_read_list_room(r, FORM_FILE_PEOPLE) + c->problem.people * 4;
	r->ban = NEW(r->arena, struct form_ban, (size_t)r->bans_max);
	err = read_people(r);
	if (!err) err = read_status(r);
	if (!err) err = form_read_attributes(r);
	if (!err) err = read_pairs(r);
	if (!err) err = form_read_facilitators(r);
	if (!err) err = form_read_places(r);
	if (!err) err = read_previous(r);
	if (!err) err = form_config_locks(r);
	name_no_more(r);
	c->problem.slot_name = c->slot;
	c->problem.link = r->link;
	c->problem.ban = r->ban;
	return err;
}

enum err form_case_read(struct arena *arena, const struct str text[FORM_FILES],
                        const struct form_shape *shape, struct form_case *out, enum form_file *file,
                        struct form_fault *fault)
{
	struct reading r = { .arena = arena, .c = out, .shape = shape, .fault = fault };

	*out = (struct form_case){ 0 };
	for (int f = 0; f < FORM_FILES; f++) {
		*file = (enum form_file)f;
		if (!text[f].n && f != FORM_FILE_PEOPLE) continue;
		const enum err err =
			f == FORM_FILE_CONFIG
				? form_json_parse(arena, text[f], &r.config, fault)
				: form_table_parse(arena, text[f], &out->table[f], fault);
		if (err) return err;
	}
	const enum err err = read_all(&r);
	if (err) *file = r.file;
	return err;
}
