/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* record_file - a member's own record and the set's, each as a Markdown file: headings, quotations, lists,
 * nothing else, so that any editor opens it and it can be read as it is (record.h). */
#include "format/markdown_words.h"
#include "web/record.h"

static void heading(struct buf *out, const char *level, struct str words)
{
	buf_printf(out, "%s ", level);
	markdown_line(out, words);
	buf_str(out, STR("\n\n"));
}

static void paragraph(struct buf *out, struct str words)
{
	if (!words.n) return;
	markdown_line(out, words);
	buf_str(out, STR("\n\n"));
}

static void named(struct buf *out, const char *name, struct str words)
{
	if (!words.n) return;
	buf_printf(out, "%s: ", name);
	markdown_line(out, words);
	buf_str(out, STR("\n\n"));
}

static void questions(struct buf *out, const char *title, const struct record_questions *list)
{
	if (!list->n) return;
	heading(out, "###", str_of(title));
	for (size_t i = 0; i < list->n; i++) {
		markdown_quote(out, list->at[i].text);
		paragraph(out, list->at[i].by);
	}
}

static void actions(struct buf *out, const struct record_part_view *part)
{
	if (!part->actions.n) return;
	heading(out, "###", STR("What I chose to do"));
	for (size_t i = 0; i < part->actions.n; i++) {
		const struct record_action_view *action = &part->actions.at[i];
		markdown_quote(out, action->text);
		paragraph(out, action->by);
		named(out, "I will know by", action->sign);
		named(out, "How it went", action->how);
		named(out, "What I learnt", action->learnt);
	}
}

static void lines(struct buf *out, const struct record_part_view *part)
{
	for (size_t i = 0; i < part->lines.n; i++) {
		heading(out, "###", part->lines.at[i].about);
		markdown_quote(out, part->lines.at[i].text);
	}
}

void record_write(struct buf *out, const struct record_view *view)
{
	heading(out, "#", STR("My year in action learning"));
	named(out, "Whose", view->name);
	named(out, "Set", view->set_name);
	named(out, "When", view->years);
	paragraph(out,
	          STR("Confidential. What others said is theirs: keep this file where only you "
	              "can read it."));
	heading(out, "##", STR("What I brought"));
	if (!view->issues.n) paragraph(out, STR("I wrote no issue here."));
	for (size_t i = 0; i < view->issues.n; i++) {
		markdown_quote(out, view->issues.at[i].text);
		named(out, "I wanted", view->issues.at[i].want);
		paragraph(out, view->issues.at[i].when);
	}
	for (size_t i = 0; i < view->parts.n; i++) {
		const struct record_part_view *part = &view->parts.at[i];
		heading(out, "##", part->heading);
		paragraph(out, part->facts);
		questions(out, "Questions I kept", &part->kept);
		questions(out, "Other questions I was asked", &part->others);
		actions(out, part);
		lines(out, part);
	}
}

/* ---- the set's ---- */

static void rules(struct buf *out, const struct record_set_view *view)
{
	heading(out, "##", STR("What we agreed"));
	if (!view->rules.n) paragraph(out, STR("No ground rules yet."));
	for (size_t i = 0; i < view->rules.n; i++) {
		const struct record_rules_view *version = &view->rules.at[i];
		heading(out, "###", version->heading);
		for (size_t j = 0; j < version->rules.n; j++)
			markdown_quote(out, version->rules.at[j].text);
	}
}

static void dates(struct buf *out, const char *title, const struct record_date_views *list)
{
	if (!list->n) return;
	heading(out, "##", str_of(title));
	for (size_t i = 0; i < list->n; i++) {
		const struct record_date_view *date = &list->at[i];
		buf_printf(out, "### %.*s, %.*s\n\n", STR_ARG(date->title), STR_ARG(date->when));
		markdown_line(out, date->with);
		buf_str(out, STR(".\n\n"));
		paragraph(out, date->came);
		for (size_t j = 0; j < date->lines.n; j++) {
			markdown_quote(out, date->lines.at[j].text);
			paragraph(out, date->lines.at[j].about);
		}
	}
}

static void airtime(struct buf *out, const struct record_set_view *view)
{
	heading(out, "##", STR("Airtime"));
	for (size_t i = 0; i < view->airtime.n; i++) {
		buf_str(out, STR("- "));
		markdown_line(out, view->airtime.at[i].called);
		buf_str(out, STR(": "));
		markdown_line(out, view->airtime.at[i].words);
		buf_str(out, STR("\n"));
	}
	if (view->airtime.n) buf_str(out, STR("\n"));
	paragraph(out, view->kept);
}

void record_set_write(struct buf *out, const struct record_set_view *view)
{
	heading(out, "#", STR("Our year in action learning"));
	named(out, "Set", view->name);
	named(out, "When", view->years);
	named(out, "Who was in it", view->people);
	paragraph(out, STR("Confidential to the set. It holds what people shared with one another: "
	                   "keep this file where only you can read it."));
	rules(out, view);
	dates(out, "When we met", &view->held);
	dates(out, "Still to come", &view->ahead);
	heading(out, "##", STR("Issues people shared"));
	if (!view->issues.n) paragraph(out, STR("Nobody shares an issue just now."));
	for (size_t i = 0; i < view->issues.n; i++) {
		markdown_quote(out, view->issues.at[i].text);
		named(out, "Wanted", view->issues.at[i].want);
		paragraph(out, view->issues.at[i].called);
	}
	airtime(out, view);
}
