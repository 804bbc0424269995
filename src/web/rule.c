/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rule - see rule.h. */
#include "web/rule.h"

#include "app/rule.h"
#include "domain/rule.h"
#include "html/rule.h"
#include "store/rule.h"

struct agree_sent {
	int version;
};

/* clang-format off */
static const struct field agree_fields[] = {
	FIELD_INT(struct agree_sent, version, "the version", 1, 10000),
};
/* clang-format on */

/* ---- since when ---- */

static bool holds(const struct rule_rows *rules, struct str text)
{
	for (size_t i = 0; i < rules->n; i++)
		if (str_eq(rules->at[i].text, text)) return true;
	return false;
}

/* The version from which on a rule has stood without a break, in these very words. */
static const struct rule_version_row *first_stood(const struct rule_version_rows *versions,
                                                  const struct rule_rows *lists, size_t from,
                                                  struct str text)
{
	size_t first = from;

	/* Newest first, so earlier ones have higher places. */
	for (size_t i = from; i < versions->n && holds(&lists[i], text); i++) first = i;
	return &versions->at[first];
}

struct history { /* of a set's rules, newest first */
	struct rule_version_rows versions;
	struct rule_rows *lists; /* of each version */
};

/* `all` begins with the earliest version. */
static struct rule_rows list_of(const struct rule_rows *all, int version)
{
	size_t from = 0, to;

	while (from < all->n && all->at[from].version != version) from++;
	for (to = from; to < all->n && all->at[to].version == version;) to++;
	return (struct rule_rows){ all->at + from, to - from };
}

static enum err history_load(struct request *rq, set_id set, struct history *out)
{
	struct rule_rows all;

	enum err err = store_rule_versions(rq->work.tx, set, &out->versions);
	if (!err) err = store_rule_lists(rq->work.tx, set, &all);
	if (err) return err;
	out->lists = NEW(rq->work.arena, struct rule_rows, out->versions.n);
	for (size_t i = 0; i < out->versions.n; i++)
		out->lists[i] = list_of(&all, out->versions.at[i].version);
	return OK;
}

static struct rule_lines lines_at(struct request *rq, const struct circle *circle,
                                  const struct history *history, size_t at)
{
	struct arena *arena = rq->work.arena;
	const struct rule_rows *list = &history->lists[at];
	struct rule_lines lines = { NEW(arena, struct rule_line_view, list->n), 0 };

	for (size_t i = 0; i < list->n; i++) {
		const struct str text = list->at[i].text;
		const struct rule_version_row *since =
			first_stood(&history->versions, history->lists, at, text);
		const struct str day = day_words(arena, circle_day(circle, since->made_at));
		lines.at[lines.n++] = (struct rule_line_view){
			.text = text,
			.since = str_printf(arena, "%s %.*s",
			                    since->version == 1 ? "Agreed" : "Added", STR_ARG(day)),
		};
	}
	return lines;
}

enum err rule_lines_of(struct request *rq, const struct circle *circle, int version,
                       struct rule_lines *out)
{
	struct history history;
	size_t at = 0;

	*out = (struct rule_lines){ 0 };
	if (version == 0) return OK;
	const enum err err = history_load(rq, circle->set.id, &history);
	if (err) return err;
	while (at < history.versions.n && history.versions.at[at].version != version) at++;
	if (at == history.versions.n) return ERR_ABSENT;
	*out = lines_at(rq, circle, &history, at);
	return OK;
}

enum err rule_lines_now(struct request *rq, const struct circle *circle, int *version,
                        struct rule_lines *out)
{
	struct history history;

	const enum err err = history_load(rq, circle->set.id, &history);
	if (err) return err;
	const bool has_any = history.versions.n > 0;
	*version = has_any ? history.versions.at[0].version : 0;
	*out = has_any ? lines_at(rq, circle, &history, 0) : (struct rule_lines){ 0 };
	return OK;
}

/* ---- who has agreed ---- */

enum err rule_agreement(struct request *rq, const struct circle *circle, int version, bool *have_i,
                        struct str *words)
{
	struct rule_agreed_rows agreed = { 0 };
	size_t of_set = 0;

	*have_i = false;
	const enum err err =
		version ? store_rule_agreed_people(rq->work.tx, circle->set.id, version, &agreed)
			: OK;
	if (err) return err;
	for (size_t i = 0; i < agreed.n; i++) {
		const struct member_row *member = circle_person(circle, agreed.at[i].person);
		of_set += member && member->role == ROLE_MEMBER;
		*have_i = *have_i || agreed.at[i].person.n == rq->work.viewer.n;
	}
	*words = rule_agreed_words(rq->work.arena, version, (int)of_set, (int)circle->members);
	return OK;
}

static enum err fill_agreed(struct request *rq, const struct circle *circle, int version,
                            struct rules_view *view)
{
	struct arena *arena = rq->work.arena;
	struct rule_agreed_rows rows;

	const enum err err = store_rule_agreed(rq->work.tx, circle->set.id, version, &rows);
	if (err) return err;
	view->agreed.at = NEW(arena, struct rule_agreed_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		view->agreed.at[view->agreed.n++] = (struct rule_agreed_view){
			rows.at[i].called,
			day_words(arena, circle_day(circle, rows.at[i].at)),
		};
	return OK;
}

/* ---- /sets/:set/rules ---- */

static enum err fill_versions(struct request *rq, const struct circle *circle, int shown,
                              struct rules_view *view)
{
	struct arena *arena = rq->work.arena;
	struct rule_version_rows rows;

	const enum err err = store_rule_versions(rq->work.tx, circle->set.id, &rows);
	if (err) return err;
	view->versions.at = NEW(arena, struct rule_version_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct rule_version_row *row = &rows.at[i];
		const struct str day = day_words_year(arena, circle_day(circle, row->made_at));
		const struct str where =
			row->number ? str_printf(arena, ", at meeting %d", row->number) : STR("");
		view->versions.at[view->versions.n++] = (struct rule_version_view){
			.words = str_printf(arena, "Version %d, %.*s%.*s", row->version,
			                    STR_ARG(day), STR_ARG(where)),
			.to = path_set_rules_version(arena, circle->set.id, row->version),
			.is_shown = row->version == shown,
		};
		if (row->version == shown)
			view->settled =
				str_printf(arena, "Settled %.*s%.*s", STR_ARG(day), STR_ARG(where));
	}
	return OK;
}

/* Being worded for the next version: made together, in a meeting. */
static enum err fill_proposed(struct request *rq, set_id set, struct rules_view *view)
{
	struct rule_rows rows;

	const enum err err = store_rule_list(rq->work.tx, set, 0, &rows);
	if (err) return err;
	view->proposed.at = NEW(rq->work.arena, struct rule_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		view->proposed.at[view->proposed.n++].text = rows.at[i].text;
	return OK;
}

static enum err show(struct request *rq, struct reply *reply, int version, int in_force)
{
	struct arena *arena = rq->work.arena;
	struct rules_view view = { .page = page_begin(rq, STR("What we agreed")),
		                   .form = form_begin(rq) };
	struct circle circle;

	enum err err = circle_load(rq, rq->path.set, &circle);
	if (!err) err = rule_lines_of(rq, &circle, version, &view.rules);
	if (!err) err = rule_agreement(rq, &circle, version, &view.have_agreed, &view.agreed_words);
	if (!err) err = fill_agreed(rq, &circle, version, &view);
	if (!err) err = fill_versions(rq, &circle, version, &view);
	if (!err) err = fill_proposed(rq, rq->path.set, &view);
	if (err) return err;
	view.set_name = circle.set.name;
	view.sheet = str_printf(arena, "%.*s set, %.*s", STR_ARG(circle.set.name),
	                        STR_ARG(day_words_year(arena, circle.today)));
	view.readers = circle_readers(arena, &circle);
	view.set = path_set(arena, circle.set.id);
	view.to = path_set_rules_agreed(arena, circle.set.id);
	view.current = path_set_rules(arena, circle.set.id);
	view.version = str_printf(arena, "%d", version);
	view.has_any = version > 0;
	view.is_old = version != in_force;
	view.may_agree =
		request_may(rq, AGREE_RULES) && version > 0 && !view.is_old && !view.have_agreed;
	html_rule_show(&reply->body, &view);
	return OK;
}

/* GET /sets/:set/rules */
enum err page_rules(struct request *rq, struct reply *reply)
{
	int version = 0;

	const enum err err = store_rule_version(rq->work.tx, rq->path.set, &version, NULL);
	return err ? err : show(rq, reply, version, version);
}

/* GET /sets/:set/rules/:number - a version of before. */
enum err page_rules_version(struct request *rq, struct reply *reply)
{
	int version = 0;

	const enum err err = store_rule_version(rq->work.tx, rq->path.set, &version, NULL);
	if (err) return err;
	if (rq->path.number < 1 || rq->path.number > version) return ERR_ABSENT;
	return show(rq, reply, (int)rq->path.number, version);
}

/* POST /sets/:set/rules/agreed */
enum err post_rules_agreed(struct request *rq, struct reply *reply)
{
	struct agree_sent sent = { 0 };

	enum err err = form_read(rq, agree_fields, LEN(agree_fields), &sent);
	if (!err) err = app_rule_agree(&rq->work, rq->path.set, sent.version);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_rules);
	if (err) return err;
	reply_say(rq, reply, STR("You have agreed to the ground rules."));
	return reply_see_other(reply, path_set_rules(rq->work.arena, rq->path.set));
}
