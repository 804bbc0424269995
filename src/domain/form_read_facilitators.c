/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_read_facilitators - facilitators.csv: when they are free, how many sets they lead, whom they may not. */
#include "domain/form_read_parts.h"

static struct str cell(const struct reading *r, int row, const char *name)
{
	return form_read_cell(r, FORM_FILE_FACILITATORS, row,
	                      form_read_column(r, FORM_FILE_FACILITATORS, name));
}

static bool in_list(struct str list, struct str id)
{
	struct str word;

	while (list.n && str_cut(&list, ';', &word)) {
		if (str_eq(str_trim(word), id)) return true;
		if (!list.at) break;
	}
	return false;
}

/* People whom this facilitator may not lead: their team, their line, whom they named, and who speaks no language
 * of theirs. */
static void ban_people(struct reading *r, int f, uint64_t *ban)
{
	const int row = f + 1;
	const struct str id = cell(r, row, "id"), not_with = cell(r, row, "not_with"),
			 mine = cell(r, row, "team"), languages = cell(r, row, "languages");
	const int their_team = form_read_column(r, FORM_FILE_PEOPLE, "team"),
		  line = form_read_column(r, FORM_FILE_PEOPLE, "line_manager_id"),
		  language = form_read_column(r, FORM_FILE_PEOPLE, "language");

	for (int x = 0; x < r->c->problem.people; x++) {
		const int at = r->c->row[x];
		const bool same =
			mine.n && str_eq(mine, form_read_cell(r, FORM_FILE_PEOPLE, at, their_team));
		const bool leads =
			id.n && str_eq(id, form_read_cell(r, FORM_FILE_PEOPLE, at, line));
		const struct str speaks = form_read_cell(r, FORM_FILE_PEOPLE, at, language);
		const bool foreign = languages.n && speaks.n && !in_list(languages, speaks);
		if (same || leads || foreign || in_list(not_with, r->c->id[x]))
			ban[x / 64] |= 1ull << (unsigned)x % 64;
	}
}

/* Whom previous.csv names for each set, where it does: they keep their sets. */
static void keep_leaders(const struct reading *r, int n, int *left, int *leader)
{
	const struct form_table *t = &r->c->table[FORM_FILE_PREVIOUS];
	const int set = form_table_column(t, "set"), who = form_table_column(t, "facilitator");

	for (int row = 1; row < t->rows && who != FORM_NONE && r->shape->again; row++) {
		const struct str name = form_table_cell(t, row, who);
		int64_t k;
		if (!name.n || !str_i64(form_table_cell(t, row, set), 1, r->c->problem.sets, &k) ||
		    leader[k - 1] != FORM_NONE)
			continue;
		for (int f = 0; f < n && leader[k - 1] == FORM_NONE; f++)
			if (left[f] > 0 && str_eq(r->c->facilitator[f], name))
				leader[k - 1] = f, left[f]--;
	}
}

static enum err read_one(struct reading *r, int f, int *room, uint64_t *free)
{
	const int slots = form_read_column(r, FORM_FILE_FACILITATORS, "slots"),
		  most = form_read_column(r, FORM_FILE_FACILITATORS, "max_sets");
	const struct str word = cell(r, f + 1, "max_sets");
	int64_t n = 1;
	uint64_t rather; /* of facilitators not asked */

	if (word.n && !str_i64(word, 0, FORM_SLOTS_MAX, &n))
		return form_read_wrong(r, FORM_FILE_FACILITATORS, f + 1, most,
		                       "Here should be a number of sets.");
	r->c->facilitator[f] = cell(r, f + 1, "name");
	const enum err err =
		form_read_slots(r, FORM_FILE_FACILITATORS, f + 1, slots, free, &rather);
	const int halves = __builtin_popcountll(*free);
	*room = (int)n < halves ? (int)n : halves;
	return err;
}

/* Sets go round the facilitators, one each in turn, as long as they have room for more; the search changes
 * that where it helps. */
enum err form_read_facilitators(struct reading *r)
{
	struct form_problem *p = &r->c->problem;
	const int n = r->c->table[FORM_FILE_FACILITATORS].rows - 1;
	int64_t all = 0;

	if (n < 1) return OK;
	const size_t words = FORM_BAN_WORDS(p->people);
	int *room = NEW(r->arena, int, (size_t)n), *left = NEW(r->arena, int, (size_t)n),
	    *leader = NEW(r->arena, int, (size_t)p->sets);
	uint64_t *free = NEW(r->arena, uint64_t, (size_t)n),
		 *ban = NEW(r->arena, uint64_t, words * (size_t)n);
	r->c->facilitator = NEW(r->arena, struct str, (size_t)n);
	for (int f = 0; f < n; f++) {
		const enum err err = read_one(r, f, &room[f], &free[f]);
		if (err) return err;
		left[f] = room[f];
		ban_people(r, f, ban + (size_t)f * words);
	}
	for (int f = 0; f < n; f++) all += room[f];
	for (int k = 0; k < p->sets; k++) leader[k] = FORM_NONE;
	keep_leaders(r, n, left, leader);
	for (int k = 0, f = 0; k < p->sets; k++) {
		if (leader[k] != FORM_NONE) continue;
		for (int tried = 0; tried < n && left[f] == 0; tried++) f = (f + 1) % n;
		if (left[f] == 0) {
			const struct str why = str_printf(
				r->arena,
				"The facilitators together lead at most %lld of %d sets: raise "
				"max_sets, add facilitators or half-days of theirs, or form fewer "
				"sets.",
				(long long)all, p->sets);
			return form_read_wrong(
				r, FORM_FILE_FACILITATORS, 0,
				form_read_column(r, FORM_FILE_FACILITATORS, "max_sets"),
				str_z(r->arena, why));
		}
		leader[k] = f;
		left[f]--;
		f = (f + 1) % n;
	}
	p->facilitators = n;
	p->facilitator = leader;
	p->facilitator_room = room;
	p->facilitator_ban = ban;
	p->facilitator_name = r->c->facilitator;
	p->facilitator_slots = r->facilitator_free = free;
	return OK;
}
