/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_report - result.json for programs; report.txt and report.html for the coordinator, the same rows. */
#include <stdarg.h>

#include "format/html.h"
#include "format/json.h"
#include "main/form_parts.h"

static const char *const mode_name[] = { "fresh", "repair", "improve",  "join",
	                                 "leave", "keep",   "trade-off" };

static const char *const wish_name[] = { "mix", "alike", "band", "ignore" };

/* ---- for programs ------------------------------------------------------------------------------ */

static void put_share(struct buf *out, const struct form_share *s)
{
	buf_printf(out, "\"mix\": %.2f, \"hat\": %.5f, \"actual\": %.5f, \"ideal\": %.5f", s->mix,
	           s->hat, s->actual, s->ideal);
}

static void put_score(const struct form_job *job, const struct form_quality *q, struct buf *out)
{
	const struct form_problem *p = &job->c.problem;
	int64_t weights = 0;
	bool first = true;

	for (int a = 0; a < p->attributes; a++)
		if (p->attribute[a].wish != FORM_IGNORE) weights += p->attribute[a].weight;
	buf_str(out, STR("  \"score\": {\n    \"all\": {"));
	put_share(out, &q->all);
	buf_str(out, STR("},\n    \"attributes\": {"));
	for (int a = 0; a < p->attributes; a++) {
		const struct form_share *s = &q->attribute[a];
		buf_str(out, a ? STR(",\n      ") : STR("\n      "));
		json_string(out, p->attribute[a].name);
		buf_str(out, STR(": {"));
		if (p->attribute[a].wish != FORM_IGNORE) {
			buf_printf(out, "\"wish\": \"%s\", \"share\": %.4f, ",
			           wish_name[p->attribute[a].wish],
			           weights ? (double)p->attribute[a].weight / (double)weights : 0);
			put_share(out, s);
			buf_str(out, STR(", "));
		}
		buf_printf(out, "\"different\": %.2f, \"possible\": %.2f, \"repeated\": %lld}",
		           s->different, s->possible, (long long)s->repeated);
	}
	buf_printf(out,
	           "\n    },\n    \"levels\": {\"mix\": %.2f, \"worst\": %.2f, \"worst_tenth\": "
	           "%.2f, \"alone\": {",
	           q->all.mix, job->plan.worst, q->worst_tenth);
	for (int t = 0; t < p->traits; t++) {
		if (!p->trait[t].not_alone) continue;
		if (!first) buf_str(out, STR(", "));
		json_string(out, p->trait[t].name);
		buf_printf(out, ": %d", q->alone[t]);
		first = false;
	}
	buf_printf(out,
	           "}, \"preferred\": %d, \"preferred_of\": %d, \"travel_mean\": %.1f, "
	           "\"travel_most\": %d, \"met\": %d, \"moves\": %d}\n  },\n",
	           q->wishes_met, q->wishes, q->minutes_mean, q->minutes_most, q->met,
	           job->plan.moved);
}

/* Each line of the text as a string. */
static void put_lines(struct buf *out, struct str lines)
{
	struct str line;
	bool first = true;

	while (lines.n && str_cut(&lines, '\n', &line) && line.n) {
		buf_str(out, first ? STR("\n    ") : STR(",\n    "));
		json_string(out, line);
		first = false;
	}
	if (!first) buf_str(out, STR("\n  "));
}

static void put_violations(const struct form_job *job, struct buf *out)
{
	struct buf words;
	int by_rule[FORM_RULES];
	bool first = true;

	buf_init(&words, FORM_OUTPUT_MAX);
	(void)form_broken(job->arena, &job->c.problem, &job->plan, &words, by_rule);
	buf_str(out, STR("  \"violations\": ["));
	put_lines(out, buf_text(&words));
	buf_str(out, STR("],\n  \"by_rule\": {"));
	for (int i = 0; i < FORM_RULES; i++) {
		if (!by_rule[i]) continue;
		buf_printf(out, "%s\"%s\": %d", first ? "" : ", ", form_rule_name[i], by_rule[i]);
		first = false;
	}
	buf_str(out, STR("},\n"));
	buf_release(&words);
}

void form_result_json(struct form_job *job, struct buf *out)
{
	const bool timed = job->options->evaluations == 0;
	struct form_quality q;
	bool first = true;

	form_quality(job->arena, &job->c.problem, &job->plan, job->mix, &q);
	buf_printf(out,
	           "{\n  \"version\": %d, \"mode\": \"%s\", \"seed\": %lld, \"trials\": %lld, "
	           "\"seconds\": ",
	           FORM_METHOD, mode_name[job->mode], (long long)job->seed,
	           (long long)job->plan.trials);
	/* Where trials say how long, the file is the same each time. */
	if (timed)
		buf_printf(out, "%.3f", (double)job->took_us / 1e6);
	else
		buf_str(out, STR("null"));
	buf_printf(out,
	           ",\n  \"people\": %d, \"sets\": %d, \"waiting\": %d, \"broken\": %d, \"bent\": "
	           "%d, \"moved\": %d,\n  \"mix\": %.2f, \"worst\": %.2f,\n",
	           job->c.problem.people, job->c.problem.sets, job->c.n_waiting, job->plan.broken,
	           job->bent, job->plan.moved, job->plan.mix, job->plan.worst);
	put_score(job, &q, out);
	put_violations(job, out);
	buf_str(out, STR("  \"inputs\": {"));
	for (int f = 0; f < FORM_FILES; f++) {
		if (!job->sum[f].n) continue;
		buf_printf(out, "%s\n    \"%s\": \"%.*s\"", first ? "" : ",", form_file_name[f],
		           STR_ARG(job->sum[f]));
		first = false;
	}
	buf_str(out, STR("\n  }\n}\n"));
}

/* ---- for people: rows of what and how much ----------------------------------------------------- */

/* A row: a tab between what and how much; a line without a tab is a heading. */
static void row(struct buf *rows, struct str what, struct str how_much)
{
	html_line(rows, what);
	buf_byte(rows, '\t');
	html_line(rows, how_much);
	buf_byte(rows, '\n');
}

static void row_z(const struct form_job *job, struct buf *rows, const char *what,
                  const char *format, ...) PRINTF(4, 5);
static void row_z(const struct form_job *job, struct buf *rows, const char *what,
                  const char *format, ...)
{
	va_list args;

	va_start(args, format);
	row(rows, str_of(what), str_vprintf(job->arena, format, args));
	va_end(args);
}

static void rows_of_all(const struct form_job *job, const struct form_quality *q, struct buf *rows)
{
	const struct form_problem *p = &job->c.problem;

	row_z(job, rows, "Mix", "%.1f of 100 (0: drawn from a hat, 100: no division is better)",
	      job->plan.mix);
	row_z(job, rows, "Worst set", "set %d, %.0f", q->worst_set + 1, job->plan.worst);
	row_z(job, rows, "Lowest tenth of sets", "%.0f on average", q->worst_tenth);
	row_z(job, rows, "People", "%d in %d %s of %d to %d", p->people, p->sets,
	      p->sets == 1 ? "set" : "sets", q->smallest, q->largest);
	if (job->c.n_waiting) row_z(job, rows, "Waiting for a place", "%d", job->c.n_waiting);
	if (p->before) row_z(job, rows, "Moved since the last draft", "%d", job->plan.moved);
	buf_str(rows, STR("How different people are\n"));
	for (int a = 0; a < p->attributes; a++) {
		const struct form_share *s = &q->attribute[a];
		const char *name = str_z(job->arena, p->attribute[a].name);
		if (p->attribute[a].wish == FORM_MIX)
			row_z(job, rows, name,
			      "%.1f of %.1f different in a set, %lld pairs of the same, mix %.0f",
			      s->different, s->possible, (long long)s->repeated, s->mix);
		else
			row_z(job, rows, name, "%.1f different in a set, %lld pairs of the same",
			      s->different, (long long)s->repeated);
	}
	for (int t = 0; t < p->traits; t++)
		row(rows, str_printf(job->arena, "One alone with %.*s", STR_ARG(p->trait[t].name)),
		    str_printf(job->arena, "in %d of %d sets", q->alone[t], p->sets));
}

static void rows_of_wishes(const struct form_job *job, const struct form_quality *q,
                           struct buf *rows)
{
	const struct form_problem *p = &job->c.problem;

	if (!q->wishes && !q->travellers && !q->met && !p->facilitator) return;
	buf_str(rows, STR("Wishes, ways and facilitators\n"));
	if (q->wishes)
		row_z(job, rows, "At a half-day they prefer", "%d of %d (%.0f %%)", q->wishes_met,
		      q->wishes, 100.0 * q->wishes_met / q->wishes);
	if (q->travellers)
		row_z(job, rows, "The way there", "%.0f minutes on average, %d at most",
		      q->minutes_mean, q->minutes_most);
	if (q->met) row_z(job, rows, "Pairs who met before", "%d", q->met);
	for (int f = 0; f < p->facilitators; f++) {
		const struct form_table *t = &job->c.table[FORM_FILE_FACILITATORS];
		const struct str most = form_table_cell(t, f + 1, form_table_column(t, "max_sets"));
		int sets = 0;
		for (int k = 0; k < p->sets; k++)
			sets += (job->plan.facilitator ? job->plan.facilitator
			                               : p->facilitator)[k] == f;
		row(rows, job->c.facilitator[f],
		    str_printf(job->arena, "leads %d, at most %.*s", sets,
		               STR_ARG(most.n ? most : STR("1"))));
	}
}

static void rows_of_rules(const struct form_job *job, struct buf *rows)
{
	struct buf words;
	struct str rest, line;

	buf_str(rows, STR("Rules\n"));
	if (!job->plan.broken) {
		row_z(job, rows, "Kept", "100 %%");
		return;
	}
	buf_init(&words, FORM_OUTPUT_MAX);
	(void)form_broken(job->arena, &job->c.problem, &job->plan, &words, NULL);
	rest = buf_text(&words);
	while (rest.n && str_cut(&rest, '\n', &line) && line.n) row(rows, STR("Broken"), line);
	buf_release(&words);
}

static void rows_of_sets(const struct form_job *job, struct buf *rows)
{
	const struct form_problem *p = &job->c.problem;

	buf_str(rows, STR("Sets (one by itself can be above 100)\n"));
	for (int k = 0; k < p->sets; k++) {
		const struct str slot = form_slot_name(job, job->plan.slot[k]),
				 low = form_lowest_attribute(job, k);
		const int place = job->plan.place[k];
		struct str list = str_printf(job->arena, "mix %.0f", job->mix[k]);
		if (low.n)
			list = str_printf(job->arena, "%.*s, most alike in %.*s", STR_ARG(list),
			                  STR_ARG(low));
		if (slot.n)
			list = str_printf(job->arena, "%.*s; %.*s", STR_ARG(list), STR_ARG(slot));
		if (job->c.places > 0 && place >= 0 && place < job->c.places)
			list = str_printf(job->arena, "%.*s, %.*s", STR_ARG(list),
			                  STR_ARG(job->c.place[place]));
		if (p->facilitator)
			list = str_printf(job->arena, "%.*s, led by %.*s", STR_ARG(list),
			                  STR_ARG(form_leader_name(job, k)));
		for (int i = job->roster.first[k]; i < job->roster.first[k + 1]; i++)
			list = str_printf(job->arena, "%.*s%s%.*s", STR_ARG(list),
			                  i == job->roster.first[k] ? "; " : ", ",
			                  STR_ARG(job->c.person[job->roster.member[i]]));
		row(rows, str_printf(job->arena, "Set %d", k + 1), list);
	}
}

static void put_rows(struct form_job *job, struct buf *rows)
{
	struct form_quality q;

	buf_init(rows, FORM_OUTPUT_MAX);
	form_quality(job->arena, &job->c.problem, &job->plan, job->mix, &q);
	buf_str(rows, STR("Sets formed\n"));
	rows_of_all(job, &q, rows);
	rows_of_wishes(job, &q, rows);
	rows_of_rules(job, rows);
	rows_of_sets(job, rows);
}

void form_report_text(struct form_job *job, struct buf *out)
{
	struct buf rows;
	struct str rest, line, what;

	put_rows(job, &rows);
	rest = buf_text(&rows);
	while (rest.n && str_cut(&rest, '\n', &line) && line.n) {
		const bool heading = !str_cut(&line, '\t', &what) || !line.at;
		if (heading)
			buf_printf(out, "%s%.*s\n", out->n ? "\n" : "", STR_ARG(what));
		else
			buf_printf(out, "  %.*s: %.*s\n", STR_ARG(what), STR_ARG(line));
	}
	buf_release(&rows);
}

void form_report_html(struct form_job *job, struct buf *out)
{
	struct buf rows;
	struct str rest, line, what;
	bool inside = false;

	put_rows(job, &rows);
	rest = buf_text(&rows);
	buf_str(out,
	        STR("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
	            "<meta name=\"viewport\" content=\"width=device-width\">\n"
	            "<title>Sets formed</title>\n<style>\n"
	            ":root { color-scheme: light dark }\n"
	            "body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: "
	            "2rem auto; padding: 0 1rem }\n"
	            "dt { font-weight: 600; margin-top: .5rem }\ndd { margin: 0 }\n"
	            "</style>\n</head>\n<body>\n"));
	while (rest.n && str_cut(&rest, '\n', &line) && line.n) {
		const bool heading = !str_cut(&line, '\t', &what) || !line.at;
		if (heading) {
			const char *level = inside ? "h2" : "h1";
			buf_printf(out, "%s<%s>", inside ? "</dl>\n" : "", level);
			html_text(out, what);
			buf_printf(out, "</%s>\n<dl>\n", level);
			inside = true;
			continue;
		}
		buf_str(out, STR("<dt>"));
		html_text(out, what);
		buf_str(out, STR("</dt><dd>"));
		html_text(out, line);
		buf_str(out, STR("</dd>\n"));
	}
	buf_str(out, STR("</dl>\n</body>\n</html>\n"));
	buf_release(&rows);
}
