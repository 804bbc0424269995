/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_write - what `setwise form FOLDER` leaves in the folder: tables of sets and members, and the rest. */
#include <errno.h>

#include "format/csv.h"
#include "main/form_parts.h"

static bool write_file(struct form_job *job, const char *name, const struct buf *text)
{
	const struct str folder = job->options->out.n ? job->options->out : job->options->word;
	const char *path =
		str_z(job->arena, str_printf(job->arena, "%.*s/%s", STR_ARG(folder), name));
	FILE *file = fopen(path, "wb");
	bool good = file != NULL && buf_ok(text);

	if (good) good = fwrite(text->at, 1, text->n, file) == text->n;
	if (file && fclose(file) != 0) good = false;
	if (!good)
		(void)command_fail(EXIT_WENT_WRONG, "%s cannot be written: %s.", path,
		                   strerror(errno));
	return good;
}

struct form_roster form_roster_new(struct arena *arena, const struct form_problem *p,
                                   const int *set)
{
	struct form_roster r = { .first = NEW(arena, int, (size_t)p->sets + 2),
		                 .member = NEW(arena, int, (size_t)p->people) };

	for (int x = 0; x < p->people; x++) r.first[set[x] + 2]++;
	for (int k = 2; k < p->sets + 2; k++) r.first[k] += r.first[k - 1];
	for (int x = 0; x < p->people; x++) r.member[r.first[set[x] + 1]++] = x;
	return r;
}

struct str form_slot_name(const struct form_job *job, int slot)
{
	return slot >= 0 && slot < job->c.slots ? job->c.slot[slot] : STR("");
}

struct str form_leader_name(const struct form_job *job, int set)
{
	const int *leader =
		job->plan.facilitator ? job->plan.facilitator : job->c.problem.facilitator;

	return leader && leader[set] != FORM_NONE ? job->c.facilitator[leader[set]] : STR("");
}

struct str form_value_word(const struct form_job *job, int person, int attribute)
{
	const struct form_table *t = &job->c.table[FORM_FILE_PEOPLE];
	const char *name = str_z(job->arena, job->c.problem.attribute[attribute].name);

	return form_table_cell(t, job->c.row[person], form_table_column(t, name));
}

struct str form_lowest_attribute(const struct form_job *job, int set)
{
	const struct form_problem *p = &job->c.problem;
	const int n = job->roster.first[set + 1] - job->roster.first[set];
	const int *member = job->roster.member + job->roster.first[set];
	int most = 0, at = FORM_NONE;

	for (int a = 0; a < p->attributes; a++) {
		const struct form_attribute *attribute = &p->attribute[a];
		int alike = 0;
		for (int i = 0; i < n; i++)
			for (int j = 0; j < i; j++)
				alike += attribute->value[member[i]] != FORM_UNKNOWN &&
				         attribute->value[member[i]] == attribute->value[member[j]];
		if (attribute->wish != FORM_MIX || alike <= most) continue;
		most = alike;
		at = a;
	}
	return at == FORM_NONE ? STR("") : p->attribute[at].name;
}

/* The first line: names parted by commas. */
static void head(struct csv *csv, const char *names)
{
	struct str rest = str_of(names), name;

	while (str_cut(&rest, ',', &name)) csv_text(csv, name);
	csv_line(csv);
}

/* online, inperson; and where. */
static void place_cells(const struct form_job *job, struct csv *csv, int place)
{
	const bool chosen = job->c.places > 0 && place >= 0 && place < job->c.places;

	csv_text(csv, !chosen ? STR("") : place == FORM_ONLINE ? STR("online") : STR("inperson"));
	csv_text(csv, chosen && place != FORM_ONLINE ? job->c.place[place] : STR(""));
}

/* Why somebody is where they are, in a word. */
static struct str reason_code(const struct form_job *job, int x)
{
	const struct form_problem *p = &job->c.problem;
	const int now = job->plan.set[x], old = job->c.start ? job->c.start[x] : FORM_NONE;

	if (p->locked && p->locked[now]) return STR("locked");
	if (p->pin[x] == now) return STR("pinned");
	for (int i = 0; i < p->links; i++)
		if (p->link[i].kind == FORM_TOGETHER && (p->link[i].a == x || p->link[i].b == x) &&
		    job->plan.set[p->link[i].a] == job->plan.set[p->link[i].b])
			return STR("together");
	if (old == now) return STR("kept");
	return old == FORM_NONE ? STR("placed") : STR("moved");
}

static void sets_table(struct form_job *job, struct buf *out)
{
	const struct form_problem *p = &job->c.problem;
	struct csv csv;

	csv_begin(&csv, out);
	head(&csv, "set,facilitator,slot,format,area,size,mix,lowest attribute");
	for (int k = 0; k < p->sets; k++) {
		csv_i64(&csv, k + 1);
		csv_text(&csv, form_leader_name(job, k));
		csv_text(&csv, form_slot_name(job, job->plan.slot[k]));
		place_cells(job, &csv, job->plan.place[k]);
		csv_i64(&csv, job->roster.first[k + 1] - job->roster.first[k]);
		csv_i64(&csv, (int64_t)(job->mix[k] + 0.5));
		csv_text(&csv, form_lowest_attribute(job, k));
		csv_line(&csv);
	}
}

static void members_table(struct form_job *job, struct buf *out)
{
	const struct form_problem *p = &job->c.problem;
	struct csv csv;

	csv_begin(&csv, out);
	head(&csv, "id,name,set,slot,pinned,moved_from,reason code,area,facilitator");
	for (int x = 0; x < p->people; x++) {
		const int old = job->c.start ? job->c.start[x] : FORM_NONE, now = job->plan.set[x];
		const int place = job->plan.place[now];
		const bool chosen = place >= 0 && place < job->c.places;
		csv_text(&csv, job->c.id[x]);
		csv_text(&csv, job->c.person[x]);
		csv_i64(&csv, now + 1);
		csv_text(&csv, form_slot_name(job, job->plan.slot[now]));
		csv_text(&csv, p->pin[x] == now ? STR("yes") : STR(""));
		if (old != FORM_NONE && old != now)
			csv_i64(&csv, old + 1);
		else
			csv_text(&csv, STR(""));
		csv_text(&csv, reason_code(job, x));
		csv_text(&csv, chosen ? job->c.place[place] : STR(""));
		csv_text(&csv, form_leader_name(job, now));
		csv_line(&csv);
	}
	for (int i = 0; i < job->c.n_waiting; i++) {
		const struct form_table *t = &job->c.table[FORM_FILE_PEOPLE];
		csv_text(&csv, form_table_cell(t, job->c.waiting[i], form_table_column(t, "id")));
		csv_text(&csv, form_table_cell(t, job->c.waiting[i], form_table_column(t, "name")));
		csv_text(&csv, STR("waiting"));
		for (int empty = 0; empty < 3; empty++) csv_text(&csv, STR(""));
		csv_text(&csv, STR("no place"));
		csv_text(&csv, STR(""));
		csv_text(&csv, STR(""));
		csv_line(&csv);
	}
}

bool form_write_all(struct form_job *job)
{
	static const struct {
		const char *name;
		void (*make)(struct form_job *, struct buf *);
	} files[] = {
		{ "sets.csv", sets_table },          { "members.csv", members_table },
		{ "result.json", form_result_json }, { "report.txt", form_report_text },
		{ "report.html", form_report_html }, { "explain.json", form_explain_json },
	};
	struct buf text;
	bool good = true;

	buf_init(&text, FORM_OUTPUT_MAX);
	for (size_t i = 0; i < LEN(files) && good; i++) {
		buf_clear(&text);
		files[i].make(job, &text);
		if (text.n) good = write_file(job, files[i].name, &text);
	}
	buf_release(&text);
	return good;
}
