/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* page - see page.h. */
#include "web/page.h"

#include "app/session.h"
#include "store/set.h"
#include "web/route.h"
#include "web/site.h"

/* ---- navigation ----
 *
 * A row a word, from left to right.  `to` gives the address, or none to whom the word is not for; `also`
 * are the beginnings of other addresses that belong under it. */

struct nav_for {
	struct request *rq;
	const struct set_mine_rows *sets; /* the viewer's */
};

static const struct url nowhere;

static bool is_in_set(const struct nav_for *who, enum member_role role)
{
	for (size_t i = 0; i < who->sets->n; i++)
		if (who->sets->at[i].state == MEMBER_JOINED && who->sets->at[i].role == role)
			return true;
	return false;
}

static bool facilitates(const struct nav_for *who)
{
	return who->rq->me.is_facilitator || is_in_set(who, ROLE_FACILITATOR);
}

/* Who brings no issue to any set has another home. */
static struct url nav_home(const struct nav_for *who)
{
	const bool elsewhere = who->rq->me.is_coordinator || facilitates(who);
	return elsewhere && !is_in_set(who, ROLE_MEMBER) ? nowhere : path_home();
}

static struct url nav_facilitate(const struct nav_for *who)
{
	return facilitates(who) ? path_facilitate() : nowhere;
}

static struct url member_only(const struct nav_for *who, struct url to)
{
	return is_in_set(who, ROLE_MEMBER) ? to : nowhere;
}

static struct url nav_issues(const struct nav_for *who)
{
	return member_only(who, path_issues());
}

static struct url nav_actions(const struct nav_for *who)
{
	return member_only(who, path_actions());
}

static struct url nav_log(const struct nav_for *who)
{
	return member_only(who, path_log());
}

static struct url office_only(const struct nav_for *who, struct url to)
{
	return who->rq->me.is_coordinator ? to : nowhere;
}

static struct url nav_overview(const struct nav_for *who)
{
	return office_only(who, path_overview());
}

static struct url nav_sets(const struct nav_for *who)
{
	return office_only(who, path_sets());
}

static struct url nav_people(const struct nav_for *who)
{
	return office_only(who, path_people());
}

static struct url nav_programmes(const struct nav_for *who)
{
	return office_only(who, path_programmes());
}

static struct url nav_my_set(const struct nav_for *who)
{
	if (who->sets->n != 1 || who->sets->at[0].state != MEMBER_JOINED) return nowhere;
	return path_set(who->rq->work.arena, who->sets->at[0].id);
}

static struct url nav_account(const struct nav_for *who)
{
	(void)who;
	return path_account();
}

static const struct nav_row {
	const char *words;
	struct url (*to)(const struct nav_for *who);
	const char *also[2];
} nav_rows[] = {
	{ "Home", nav_home, { NULL, NULL } },
	{ "Facilitate", nav_facilitate, { NULL, NULL } },
	{ "Overview", nav_overview, { "/planner", NULL } },
	{ "Sets", nav_sets, { "/meetings", NULL } },
	{ "People", nav_people, { "/organisations", "/facilitators" } },
	{ "Programmes", nav_programmes, { NULL, NULL } },
	{ "My set", nav_my_set, { NULL, NULL } },
	{ "My issue", nav_issues, { NULL, NULL } },
	{ "My actions", nav_actions, { NULL, NULL } },
	{ "Learning log", nav_log, { NULL, NULL } },
	{ "Account", nav_account, { NULL, NULL } },
};

/* Is `path` below `start`: "/sets/x" below "/sets"? */
static bool is_below(struct str path, struct str start)
{
	return str_starts(path, start) && (path.n == start.n || path.at[start.n] == '/');
}

static bool is_section(const struct nav_row *row, struct str path, struct url to)
{
	if (is_below(path, to.text)) return true;
	for (size_t i = 0; i < LEN(row->also); i++)
		if (row->also[i] && is_below(path, str_of(row->also[i]))) return true;
	return false;
}

/* What the map of the site lacks is not offered. */
static enum err nav_fill(struct request *rq, struct page_view *page)
{
	const struct str path = rq->http->path;
	struct set_mine_rows sets;
	struct path found;

	const enum err err = store_set_of_person(rq->work.tx, rq->me.id, &sets);
	if (err) return err;

	const struct nav_for who = { rq, &sets };
	page->nav.at = NEW(rq->work.arena, struct nav_view, LEN(nav_rows));
	for (size_t i = 0; i < LEN(nav_rows); i++) {
		const struct url to = nav_rows[i].to(&who);
		if (to.text.n == 0 || !route_find(GET, to.text, &found)) continue;
		page->nav.at[page->nav.n++] = (struct nav_view){
			.to = to,
			.words = str_of(nav_rows[i].words),
			.is_current = str_eq(to.text, path),
			.is_section = is_section(&nav_rows[i], path, to),
		};
	}
	page->brand = page->nav.n ? page->nav.at[0].to : path_home();
	page->has_nav = true;
	return OK;
}

struct page_view page_neutral(struct site *site, struct arena *arena, struct str title)
{
	const struct house *house = &site->house;

	return (struct page_view){
		.title = str_printf(arena, "%.*s – Setwise", STR_ARG(title)),
		.main_class = STR("wrap page"),
		.brand = path_front(),
		.is_demo = house->is_demo,
		.host_body = house->host_body,
		.contact_name = house->contact_name,
		.contact_phone = house->contact_phone,
		.contact_mail = house->contact_email.n ? url_mailto(arena, house->contact_email)
		                                       : (struct url){ .text = { 0 } },
		.css = site->assets.css,
		.font = site->assets.font,
		.icon = site->assets.icon,
		.forms_js = site->assets.forms_js,
		.room_js = site->assets.room_js,
		.screen_js = site->assets.screen_js,
	};
}

enum { SESSION_SHOWN_MINUTES = 15 };

static void fill_session(struct request *rq, struct page_view *page)
{
	const int64_t left = instant_since(rq->session.ends_at, rq->work.now);
	const struct str zone = rq->work.house->zone;
	const struct zone *local;

	if (site_zone(rq->site, zone.n ? zone : STR("Europe/London"), &local)) return;
	page->has_session = true;
	page->session_shown = left <= MINUTES(SESSION_SHOWN_MINUTES);
	page->session_left = left;
	page->session_more = SESSION_MORE_MS;
	page->session_to = path_account_session();
	page->session_back = rq->http->method == HTTP_GET ? rq->http->path : STR("");
	page->session_ends =
		minute_words(rq->work.arena, zone_local(local, rq->session.ends_at).minute);
}

struct page_view page_begin(struct request *rq, struct str title)
{
	struct arena *arena = rq->work.arena;
	struct page_view page = page_neutral(rq->site, arena, title);

	if (rq->faults.n > 0) page.title = str_printf(arena, "Error: %.*s", STR_ARG(page.title));
	page.banner = rq->said;
	rq->said_shown = rq->said.n > 0;
	if (rq->me.id.n == 0) {
		page.may_sign_in = true;
		return page;
	}
	page.is_light = rq->me.theme == THEME_LIGHT;
	page.is_dark = rq->me.theme == THEME_DARK;
	page.brand = path_home();
	if (page.is_demo) page.demo_name = rq->me.name;
	page.may_sign_out = true;
	page.sign_out = form_begin(rq);
	fill_session(rq, &page);
	const enum err err = nav_fill(rq, &page);
	if (err) rq->page_err = err;
	return page;
}

struct page_view page_at_door(struct request *rq, struct str title)
{
	struct page_view page = page_begin(rq, title);

	page.main_class = STR("door");
	page.may_sign_in = false;
	return page;
}
