/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* needs - see needs.h. */
#include "web/needs.h"

#include "app/remind.h"
#include "base/zone.h"
#include "store/mail.h"
#include "store/member.h"
#include "store/person.h"
#include "web/site.h"

#define ASKED_LATELY_MS HOURS(24 * 3)

/* ---- loading ---- */

static enum err name_facilitators(struct request *rq, struct office_all *all)
{
	struct arena *arena = rq->work.arena;
	struct facilitates_rows rows;

	const enum err err = store_member_facilitators(rq->work.tx, &rows);
	if (err) return err;
	all->facilitators = NEW(arena, struct str, all->sets.n);
	all->called = NEW(arena, struct str, all->sets.n);
	for (size_t i = 0; i < all->sets.n; i++) {
		struct str names = STR("");
		for (size_t m = 0; m < rows.n; m++) {
			if (rows.at[m].set.n != all->sets.at[i].id.n) continue;
			if (names.n == 0) all->called[i] = rows.at[m].called;
			names = str_printf(arena, "%.*s%s%.*s", STR_ARG(names), names.n ? ", " : "",
			                   STR_ARG(rows.at[m].name));
		}
		all->facilitators[i] = names;
	}
	return OK;
}

enum err office_load(struct request *rq, struct office_all *out)
{
	struct tx *tx = rq->work.tx;
	const struct str zone =
		rq->work.house->zone.n ? rq->work.house->zone : STR("Europe/London");

	enum err err = store_set_overview(tx, (programme_id){ 0 }, &out->sets);
	if (!err)
		err = store_meeting_office(tx, (set_id){ 0 },
		                           instant_add(rq->work.now, -OFFICE_YEAR_MS),
		                           &out->meetings);
	if (!err) err = name_facilitators(rq, out);
	if (!err) err = office_today(rq, zone, &out->today);
	if (!err) out->bookings = office_bookings(rq->work.arena, &out->meetings);
	return err;
}

/* ---- facts ---- */

static bool is_asked(const struct mail_asked_rows *asked, int64_t subject)
{
	for (size_t i = 0; i < asked->n; i++)
		if (asked->at[i].subject == subject) return true;
	return false;
}

static enum err set_facts(struct request *rq, const struct office_all *all,
                          const struct mail_asked_rows *asked, struct need_set *out)
{
	for (size_t i = 0; i < all->sets.n; i++) {
		const struct set_overview_row *set = &all->sets.at[i];
		const struct zone *zone = NULL;
		const enum err err = site_zone(rq->site, set->zone, &zone);
		if (err) return err;
		out[i] = (struct need_set){
			.id = set->id,
			.name = set->name,
			.today = zone_local(zone, rq->work.now).day,
			.members = set->members,
			.asked = set->invited,
			.oldest_asked = { DAY_NONE },
			.meetings = set->meetings,
			.rules_version = set->rules_version,
			.notice_days = set->notice_days,
			.credits = office_credits(set),
			.facilitator = all->called[i],
			.rules_asked = is_asked(asked, set->id.n),
		};
		if (set->oldest_asked_at.ms)
			out[i].oldest_asked = zone_local(zone, set->oldest_asked_at).day;
	}
	return OK;
}

static size_t meeting_facts(struct request *rq, const struct office_all *all,
                            const struct mail_asked_rows *asked, struct need_meeting *out)
{
	size_t n = 0;

	for (size_t i = 0; i < all->meetings.n; i++) {
		const struct meeting_office_row *m = &all->meetings.at[i];
		size_t set = 0;
		while (set < all->sets.n && all->sets.at[set].id.n != m->set.n) set++;
		if (set == all->sets.n) continue;
		out[n++] = (struct need_meeting){
			.set = set,
			.number = m->number,
			.held_on = m->held_on,
			.state = m->state,
			.is_over = instant_add(m->starts_at, MINUTES(m->length_min)).ms <
			           rq->work.now.ms,
			.facilitated = m->facilitated,
			.has_place = m->has_place,
			.facilitator_name = m->facilitator_name,
			.facilitator_called = str_word(m->facilitator_name),
			.unsaid = m->unsaid,
			.attendance_asked = is_asked(asked, m->id.n),
			.booking = all->bookings.at[i],
		};
	}
	return n;
}

/* ---- lines ---- */

static meeting_id meeting_of(const struct need_facts *facts, const struct need *need)
{
	if (need->meeting == NEED_OF_NO_MEETING) return (meeting_id){ 0 };
	return facts->meetings[need->meeting].booking.meeting;
}

static void lead(struct arena *arena, const struct need *need, set_id set, meeting_id meeting,
                 bool has_facilitator, struct need_line *line)
{
	const struct url settings = path_meeting_settings(arena, meeting);

	switch (need->kind) {
	case NEED_CLASH:
		line->is_bad = line->is_alert = true;
		line->to = url_at(arena, settings, STR("who"));
		break;
	case NEED_PAST:
		line->is_warn = line->is_calendar = true;
		line->to = settings;
		break;
	case NEED_PLACE:
		line->is_warn = line->is_pin = true;
		line->to = url_at(arena, settings, STR("place"));
		break;
	case NEED_FACILITATOR:
		line->is_warn = line->is_person = true;
		line->to = has_facilitator ? url_at(arena, settings, STR("who"))
		                           : path_set_settings(arena, set);
		break;
	case NEED_RULES:
		line->is_book = true;
		line->post = path_set_rules_remind(arena, set);
		break;
	case NEED_ATTENDANCE:
		line->is_people = true;
		line->post = path_meeting_remind(arena, meeting);
		break;
	case NEED_ANSWERS:
		line->is_mail = true;
		line->post = path_set_members_remind(arena, set);
		break;
	case NEED_MEMBERS:
		line->is_people = true;
		line->to = path_set_members(arena, set);
		break;
	case NEED_DATES:
	case NEED_CREDITS:
		line->is_calendar = true;
		line->to = path_set_dates(arena, set);
		break;
	}
}

enum err needs_fill(struct request *rq, const struct office_all *all, set_id only,
                    struct need_lines *out, size_t *left_out)
{
	struct arena *arena = rq->work.arena;
	const struct instant lately = instant_add(rq->work.now, -ASKED_LATELY_MS);
	struct need_set *sets = NEW(arena, struct need_set, all->sets.n);
	struct need_meeting *meetings = NEW(arena, struct need_meeting, all->meetings.n);
	struct mail_asked_rows rules, attendance;
	struct needs needs;

	enum err err = store_mail_asked(rq->work.tx, STR("rules-wanted"), lately, &rules);
	if (!err)
		err = store_mail_asked(rq->work.tx, STR("attendance-wanted"), lately, &attendance);
	if (!err) err = set_facts(rq, all, &rules, sets);
	if (err) return err;
	const struct need_facts facts = {
		.sets = sets,
		.sets_n = all->sets.n,
		.meetings = meetings,
		.meetings_n = meeting_facts(rq, all, &attendance, meetings),
		.only = only,
	};
	needs_list(arena, &facts, &needs);
	out->at = NEW(arena, struct need_line, needs.n);
	out->n = needs.n;
	for (size_t i = 0; i < needs.n; i++) {
		const struct need *need = &needs.at[i];
		out->at[i] = (struct need_line){
			.tag = str_of(need_tag(need->kind)),
			.what = need->what,
			.more = need->more,
			.button = need->button,
		};
		lead(arena, need, sets[need->set].id, meeting_of(&facts, need),
		     sets[need->set].facilitator.n > 0, &out->at[i]);
	}
	*left_out = needs.left_out;
	return OK;
}

/* ---- the buttons that remind ---- */

/* POST /sets/:set/rules/remind */
enum err post_set_rules_remind(struct request *rq, struct reply *reply)
{
	const enum err err = app_remind_rules(&rq->work, rq->path.set);
	if (err) return err;

	reply_say(rq, reply, STR("A reminder about the ground rules is on the way."));
	return reply_see_other(reply, path_overview());
}

/* POST /meetings/:meeting/attendance/remind */
enum err post_meeting_remind(struct request *rq, struct reply *reply)
{
	const enum err err = app_remind_attendance(&rq->work, rq->path.meeting);
	if (err) return err;

	reply_say(rq, reply, STR("A reminder to say who came is on the way."));
	return reply_see_other(reply, path_overview());
}
