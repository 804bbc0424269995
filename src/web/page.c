/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* page - see page.h. */
#include "web/page.h"

#include "store/set.h"
#include "web/route.h"
#include "web/site.h"

enum { NAV_MAX = 8 };

/* What the map of the site lacks is not offered. */
static void nav_add(struct request *rq, struct page_view *page, struct url to, const char *words)
{
	struct path path;

	if (page->nav.n == NAV_MAX || !route_find(GET, to.text, &path)) return;
	page->nav.at[page->nav.n++] = (struct nav_view){
		.to = to,
		.words = str_of(words),
		.is_current = str_eq(to.text, rq->http->path),
	};
}

/* Home; the one set, if it is one; the office; the account. */
static enum err nav_fill(struct request *rq, struct page_view *page)
{
	struct set_mine_rows sets;

	const enum err err = store_set_of_person(rq->work.tx, rq->me.id, &sets);
	if (err) return err;

	page->nav.at = NEW(rq->work.arena, struct nav_view, NAV_MAX);
	nav_add(rq, page, path_home(), "Home");
	if (rq->me.is_coordinator) nav_add(rq, page, path_overview(), "Overview");
	if (sets.n == 1 && sets.at[0].state == MEMBER_JOINED)
		nav_add(rq, page, path_set(rq->work.arena, sets.at[0].id), "My set");
	nav_add(rq, page, path_account(), "Account");
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
	const enum err err = nav_fill(rq, &page);
	if (err) rq->page_err = err;
	return page;
}
