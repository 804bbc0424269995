/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* facilitate - see facilitate.h. */
#include "web/facilitate.h"

#include "html/facilitate.h"
#include "store/bid.h"
#include "store/rule.h"

enum { NEEDS_MAX = 7, SOON_DAYS = 7 };

/* One of the viewer's meetings to come. */
struct due {
	struct meeting_row row;
	struct circle circle;
	struct attendance_rows people;
	int bids;
	int rules;     /* the version in force; 0: none */
	bool is_first; /* of the set's meetings to come that are the viewer's */
};

static struct url of_meeting(struct request *rq, meeting_id id, const char *page)
{
	return url_printf(rq->work.arena, "%.*s/%s", STR_ARG(path_meeting(rq->work.arena, id).text),
	                  page);
}

static bool is_open_door(struct request *rq, const struct meeting_row *row)
{
	const struct meeting_view view = { .state = row->state,
		                           .starts_at = row->starts_at,
		                           .length_min = row->length_min };
	return meeting_door_is_open(&view, rq->work.now);
}

static enum err load_set(struct request *rq, set_id set, struct due *out)
{
	const enum err err = circle_load(rq, set, &out->circle);
	return err ? err : store_rule_version(rq->work.tx, set, &out->rules, NULL);
}

/* `before`: an earlier meeting of the same set, or NULL. */
static enum err load_due(struct request *rq, const struct meeting_row *row,
                         const struct due *before, struct due *out)
{
	struct bid_rows bids;
	enum err err = OK;

	if (before)
		*out = *before;
	else
		err = load_set(rq, row->set, out);
	out->row = *row;
	out->is_first = !before;
	if (!err) err = store_attendance_list(rq->work.tx, row->id, &out->people);
	if (!err) err = store_bid_list(rq->work.tx, row->id, &bids);
	if (!err) out->bids = (int)bids.n;
	return err;
}

static const struct due *due_of(const struct due *dues, size_t n, set_id set)
{
	for (size_t i = 0; i < n; i++)
		if (dues[i].row.set.n == set.n) return &dues[i];
	return NULL;
}

/* ---- what needs me ---- */

static void need(struct facilitate_view *view, struct need_view need)
{
	if (view->needs.n < NEEDS_MAX && map_has(need.to)) view->needs.at[view->needs.n++] = need;
}

static struct str day_of_due(struct request *rq, const struct due *due)
{
	return meeting_when_words(rq->work.arena, due->row.held_on, due->row.start_min,
	                          due->row.length_min, due->circle.today);
}

static void add_needs(struct request *rq, const struct due *due, struct facilitate_view *view)
{
	struct arena *arena = rq->work.arena;
	const struct str set = due->circle.set.name, day = day_of_due(rq, due);
	const int days = due->row.held_on.n - due->circle.today.n;
	const bool now = is_open_door(rq, &due->row);

	if (now)
		need(view,
		     (struct need_view){ .tag = STR("Today"),
		                         .words = str_printf(arena,
		                                             due->row.state == MEETING_OPEN
		                                                     ? "%.*s meets now."
		                                                     : "%.*s meets today.",
		                                             STR_ARG(set)),
		                         .more = meeting_came_words(rq, &due->row, &due->people),
		                         .to = path_room(rq->work.arena, due->row.id),
		                         .button = STR("Go to the room") });
	else if (due->row.state == MEETING_PLANNED && days >= 0 && days <= SOON_DAYS)
		need(view,
		     (struct need_view){
			     .tag = STR("Soon"),
			     .words = str_printf(arena, "%.*s: %.*s meets.", STR_ARG(day),
		                                 STR_ARG(set)),
			     .more = str_printf(
				     arena, "%.*s %.*s",
				     STR_ARG(words_count(arena, (size_t)due->bids,
		                                         "person asks for airtime.",
		                                         "people ask for airtime.")),
				     STR_ARG(meeting_came_words(rq, &due->row, &due->people))),
			     .to = path_meeting(arena, due->row.id),
			     .button = STR("See who is coming") });
	/* Once, and not before the first meeting, which makes them. */
	if (due->is_first && due->row.number > 1 && due->rules == 0 &&
	    due->row.state == MEETING_PLANNED)
		need(view,
		     (struct need_view){ .tag = STR("No rules"),
		                         .words = str_printf(arena, "%.*s has no ground rules yet.",
		                                             STR_ARG(set)),
		                         .more = STR("Bring in “Ground rules” when it meets next."),
		                         .to = path_set(arena, due->row.set),
		                         .button = STR("Look at the set"),
		                         .is_alert = true });
	if (due->row.place.n == 0 && due->row.call_link.n == 0 && days <= 2 * SOON_DAYS)
		need(view,
		     (struct need_view){
			     .tag = STR("No place"),
			     .words = str_printf(arena, "%.*s has no place to meet.", STR_ARG(set)),
			     .more = str_printf(arena, "%.*s. The programme office books rooms.",
		                                STR_ARG(day)),
			     .to = path_meeting(arena, due->row.id),
			     .button = STR("Look at the meeting"),
			     .is_alert = true });
}

/* ---- meetings ---- */

static struct facilitate_meeting_view line_of(struct request *rq, const struct due *due)
{
	struct arena *arena = rq->work.arena;
	const struct url plan = of_meeting(rq, due->row.id, "plan");

	return (struct facilitate_meeting_view){
		.number = due->row.number,
		.set_name = due->circle.set.name,
		.day = day_of_due(rq, due),
		.about = str_printf(arena, "%.*s%s%.*s", STR_ARG(due->row.place),
		                    due->row.place.n ? ". " : "",
		                    STR_ARG(meeting_came_words(rq, &due->row, &due->people))),
		.to = path_meeting(arena, due->row.id),
		.room = path_room(rq->work.arena, due->row.id),
		.plan = plan,
		.may_room = is_open_door(rq, &due->row),
		.has_plan = map_has(plan) && due->row.state == MEETING_PLANNED,
	};
}

static enum err fill_card(struct request *rq, const struct due *due, struct facilitate_view *view)
{
	const struct meeting_card_of of = {
		.circle = &due->circle,
		.meeting = &due->row,
		.people = &due->people,
		.is_facilitator = true,
		.may_place = true,
		.is_primary = true,
	};
	view->has_card = true;
	return meeting_card_fill(rq, &of, STR("h-next"), &view->card);
}

static bool facilitates(const struct set_mine_rows *sets, set_id set)
{
	for (size_t i = 0; i < sets->n; i++)
		if (sets->at[i].id.n == set.n)
			return sets->at[i].state == MEMBER_JOINED &&
			       sets->at[i].role == ROLE_FACILITATOR;
	return false;
}

static enum err fill_meetings(struct request *rq, const struct set_mine_rows *sets,
                              struct facilitate_view *view)
{
	struct meeting_rows rows;
	/* One that began this morning is still to be held. */
	const struct instant from = instant_add(rq->work.now, -HOURS(12));

	enum err err = store_meeting_upcoming(rq->work.tx, rq->work.viewer, from, &rows);
	if (err) return err;
	view->needs.at = NEW(rq->work.arena, struct need_view, NEEDS_MAX);
	view->meetings.at = NEW(rq->work.arena, struct facilitate_meeting_view, rows.n);
	struct due *dues = NEW(rq->work.arena, struct due, rows.n);
	size_t n = 0;
	for (size_t i = 0; !err && i < rows.n; i++) {
		if (!facilitates(sets, rows.at[i].set)) continue;
		const struct due *before = due_of(dues, n, rows.at[i].set);
		struct due *due = &dues[n++];
		err = load_due(rq, &rows.at[i], before, due);
		if (err) return err;
		add_needs(rq, due, view);
		if (!view->has_card)
			err = fill_card(rq, due, view);
		else
			view->meetings.at[view->meetings.n++] = line_of(rq, due);
	}
	return err;
}

/* ---- sets ---- */

static enum err fill_set(struct request *rq, const struct set_mine_row *set,
                         struct facilitate_set_view *out)
{
	struct arena *arena = rq->work.arena;
	struct meeting_rows meetings;
	struct circle circle;
	int held = 0;

	enum err err = circle_load(rq, set->id, &circle);
	if (!err) err = store_meeting_dates(rq->work.tx, set->id, &meetings);
	if (err) return err;
	for (size_t i = 0; i < meetings.n; i++) held += meetings.at[i].state == MEETING_ENDED;
	const struct meeting_row *next = meeting_next(&meetings);
	*out = (struct facilitate_set_view){
		.name = circle.set.name,
		.about =
			str_printf(arena, "%.*s, %d of %d meetings held",
		                   STR_ARG(words_count(arena, circle.members, "member", "members")),
		                   held, circle.programme.meetings),
		.to = path_set(arena, set->id),
	};
	if (next)
		out->next = str_printf(arena, "Meeting %d, %.*s. %.*s.", next->number,
		                       STR_ARG(day_words(arena, next->held_on)),
		                       STR_ARG(meeting_with_words(rq, &circle, next)));
	return OK;
}

/* GET /facilitate */
enum err page_facilitate(struct request *rq, struct reply *reply)
{
	struct facilitate_view view = { .page = page_begin(rq, STR("Facilitate")) };
	struct set_mine_rows sets;

	enum err err = store_set_of_person(rq->work.tx, rq->work.viewer, &sets);
	if (!err) err = fill_meetings(rq, &sets, &view);
	if (err) return err;
	view.called = rq->me.called;
	view.home = path_home();
	view.sets.at = NEW(rq->work.arena, struct facilitate_set_view, sets.n);
	for (size_t i = 0; !err && i < sets.n; i++) {
		if (facilitates(&sets, sets.at[i].id))
			err = fill_set(rq, &sets.at[i], &view.sets.at[view.sets.n++]);
		else if (sets.at[i].state == MEMBER_JOINED)
			view.also_member = true;
	}
	if (!err) html_facilitate_show(&reply->body, &view);
	return err;
}
