/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meeting_card - see meeting_card.h. */
#include "web/meeting_card.h"

#include "app/afterwards.h"
#include "domain/bid.h"
#include "format/ring.h"
#include "format/year.h"
#include "store/bid.h"
#include "store/issue.h"
#include "store/pulse.h"

enum { DRAWING_BYTES = 64 * 1024 };

bool map_has(struct url to)
{
	struct path path;
	return route_find(GET, to.text, &path) != NULL;
}

/* ---- who ---- */

bool meeting_has(const struct meeting_row *meeting, const struct attendance_row *person)
{
	if (person->role == ROLE_MEMBER) return true;
	return meeting->facilitated && person->person.n == meeting->facilitator.n;
}

static bool is_away(const struct attendance_row *person)
{
	return person->state == ATTENDANCE_APOLOGIES || person->state == ATTENDANCE_MISSED;
}

static struct html ring_of(struct request *rq, const struct meeting_card_of *of)
{
	struct ring_seat *seats = NEW(rq->work.arena, struct ring_seat, of->people->n);
	struct buf buf;
	size_t n = 0;

	for (size_t i = 0; i < of->people->n && n < RING_MOST; i++) {
		const struct attendance_row *person = &of->people->at[i];
		if (!meeting_has(of->meeting, person)) continue;
		seats[n++] = (struct ring_seat){
			.name = person->called,
			.look = is_away(person)                    ? RING_AWAY
			        : person->role == ROLE_FACILITATOR ? RING_FACILITATOR
			                                           : RING_HERE,
		};
	}
	buf_init(&buf, DRAWING_BYTES);
	ring_dots(&buf, &(struct ring_seats){ seats, n });
	return html_drawing(rq->work.arena, &buf);
}

static void fill_count(struct request *rq, const struct meeting_card_of *of,
                       struct meeting_card *card)
{
	size_t all = 0, there = 0;

	for (size_t i = 0; i < of->people->n; i++) {
		if (of->people->at[i].role != ROLE_MEMBER) continue;
		all++;
		there += !is_away(&of->people->at[i]);
	}
	card->count = str_printf(rq->work.arena, "%zu of %zu", there, all);
	card->count_words = of->meeting->state == MEETING_ENDED ? STR("came") : STR("coming");
}

/* "Ruth has sent apologies. Everyone else is coming." */
static struct str coming_words(struct request *rq, const struct meeting_card_of *of)
{
	struct arena *arena = rq->work.arena;
	struct str *names = NEW(arena, struct str, of->people->n);
	size_t away = 0, all = 0;
	bool me = false;

	for (size_t i = 0; i < of->people->n; i++) {
		const struct attendance_row *person = &of->people->at[i];
		if (!meeting_has(of->meeting, person)) continue;
		all++;
		if (!is_away(person)) continue;
		me = me || person->person.n == rq->work.viewer.n;
		names[away++] = person->person.n == rq->work.viewer.n ? STR("you") : person->called;
	}
	if (all == 0) return STR("Nobody has joined the set yet.");
	if (away == 0) return STR("Everyone is coming.");
	const struct str list = words_list(arena, names, away);
	const char *has = away == 1 && !me ? "has" : "have";
	const char *rest = away == all ? "" : " Everyone else is coming.";
	struct str words = str_printf(arena, "%.*s %s sent apologies.%s", STR_ARG(list), has, rest);
	if (me && str_starts(words, STR("you")))
		words = str_printf(arena, "Y%.*s", STR_ARG(str_from(words, 1)));
	return words;
}

struct str meeting_came_words(struct request *rq, const struct meeting_row *meeting,
                              const struct attendance_rows *people)
{
	enum attendance *states = NEW(rq->work.arena, enum attendance, people->n);
	size_t n = 0;

	for (size_t i = 0; i < people->n; i++)
		if (people->at[i].role == ROLE_MEMBER) states[n++] = people->at[i].state;
	const struct attendance_totals totals = attendance_count(states, n);
	return attendance_totals_words(rq->work.arena, &totals, meeting->state == MEETING_ENDED);
}

struct str meeting_with_words(struct request *rq, const struct circle *circle,
                              const struct meeting_row *meeting)
{
	const bool was = meeting->state == MEETING_ENDED;
	const struct member_row *me = circle_person(circle, rq->work.viewer);

	if (!meeting->facilitated && me && me->role == ROLE_MEMBER)
		return was ? STR("You ran this one yourselves")
		           : STR("You run this one yourselves");
	if (!meeting->facilitated)
		return was ? STR("They ran this one themselves")
		           : STR("They run this one themselves");
	const struct member_row *who = circle_person(circle, meeting->facilitator);
	if (!who) return was ? STR("With a facilitator") : STR("A facilitator is to be named");
	if (who->person.n == rq->work.viewer.n)
		return was ? STR("You facilitated") : STR("You facilitate");
	return str_printf(rq->work.arena, "%.*s %s", STR_ARG(who->called),
	                  was ? "facilitated" : "facilitates");
}

/* ---- the one thing to do ---- */

/* Said once the meeting is over by the plan: before that it would stand in the way of the room. */
static enum err fill_paper(struct request *rq, const struct meeting_card_of *of,
                           struct meeting_card *card)
{
	const struct meeting_row *meeting = of->meeting;
	const struct instant over = instant_add(meeting->starts_at, MINUTES(meeting->length_min));
	struct meeting_row row;
	const char *why_not;

	card->afterwards = path_meeting_afterwards(rq->work.arena, meeting->id);
	card->afterwards_words = meeting->state == MEETING_ENDED
	                                 ? STR("Correct or add what was on paper")
	                                 : STR("We met on paper");
	if (!of->is_member && !of->is_facilitator) return OK;
	if (instant_since(rq->work.now, over) < 0) return OK;
	const enum err err = app_afterwards_may(&rq->work, meeting->id, &row, &why_not);
	card->may_afterwards = !err && !*why_not;
	return err;
}

static enum err fill_view(struct request *rq, const struct meeting_card_of *of,
                          struct meeting_view *view, struct meeting_card *card)
{
	struct tx *tx = rq->work.tx;
	const struct meeting_row *meeting = of->meeting;
	struct bid_row bid = { 0 };
	struct issue_mine_row issue;

	*view = (struct meeting_view){
		.state = meeting->state,
		.number = meeting->number,
		.starts_at = meeting->starts_at,
		.length_min = meeting->length_min,
		.ended_at = meeting->ended_at,
	};
	enum err err = fill_paper(rq, of, card);
	view->is_unstarted = meeting->state == MEETING_OPEN && card->may_afterwards;
	bool may_end = false;
	if (!err && (of->is_member || of->is_facilitator))
		err = app_afterwards_may_end(&rq->work, meeting, &may_end, &view->is_left);
	if (err || !of->is_member) return err;
	err = store_bid_mine(tx, meeting->id, rq->work.viewer, &bid);
	if (err && err != ERR_ABSENT) return err;
	view->presents = bid.urgency > 0;
	if (view->presents && meeting->state == MEETING_PLANNED)
		card->part = str_printf(rq->work.arena, "You have asked for airtime: %s",
		                        urgency_words((enum urgency)bid.urgency));
	err = store_issue_current(tx, meeting->set, rq->work.viewer, &issue);
	if (err && err != ERR_ABSENT) return err;
	view->has_issue = !err;
	return store_pulse_given(tx, meeting->id, rq->work.viewer, &view->has_given_pulse);
}

/* Pages that the map may have: it is asked before they are offered. */
static struct url of_meeting(struct arena *arena, meeting_id id, const char *page)
{
	const struct url meeting = path_meeting(arena, id);
	return url_printf(arena, "%.*s/%s", STR_ARG(meeting.text), page);
}

static void offer(struct meeting_card *card, struct url to, const char *words)
{
	card->main = to;
	card->main_words = str_of(words);
	card->has_main = map_has(to);
}

static void fill_button(struct request *rq, const struct meeting_card_of *of,
                        const struct meeting_view *view, struct meeting_card *card)
{
	struct arena *arena = rq->work.arena;
	const meeting_id id = of->meeting->id;
	const enum meeting_button button = meeting_button(view, rq->work.now);
	const char *words = meeting_button_words(button);

	if (of->is_facilitator && !of->is_member) {
		if (button == MEETING_TYPE_IN || button == MEETING_END_IT)
			offer(card, path_meeting_afterwards(arena, id), words);
		else if (meeting_door_is_open(view, rq->work.now))
			offer(card, path_room(arena, id), "Go to the room");
		else if (view->state == MEETING_PLANNED)
			offer(card, of_meeting(arena, id, "plan"), "Plan the meeting");
		return;
	}
	if (!of->is_member) return;
	switch (button) {
	case MEETING_NOTHING:
		return;
	case MEETING_PRESENT:
	case MEETING_PREPARE:
		offer(card, path_meeting_prepare(arena, id), words);
		return;
	case MEETING_READ:
		offer(card, path_meeting_prepare(arena, id), words);
		card->main = url_at(arena, card->main, STR("coming"));
		return;
	case MEETING_GO:
		offer(card, path_room(arena, id), words);
		return;
	case MEETING_REVIEW:
		offer(card, path_meeting_review(arena, id), words);
		return;
	case MEETING_ACTIONS:
		offer(card, path_actions(), words);
		return;
	case MEETING_TYPE_IN:
	case MEETING_END_IT:
		offer(card, path_meeting_afterwards(arena, id), words);
		return;
	}
}

static bool am_away(const struct request *rq, const struct meeting_card_of *of)
{
	for (size_t i = 0; i < of->people->n; i++)
		if (of->people->at[i].person.n == rq->work.viewer.n)
			return of->people->at[i].state == ATTENDANCE_APOLOGIES;
	return false;
}

static void fill_links(struct request *rq, const struct meeting_card_of *of,
                       struct meeting_card *card)
{
	struct arena *arena = rq->work.arena;
	const meeting_id id = of->meeting->id;
	const bool to_come = of->meeting->state == MEETING_PLANNED;

	card->show = path_meeting(arena, id);
	card->calendar = path_meeting_calendar(arena, id);
	card->may_calendar = to_come;
	card->apologies = path_meeting_apologies(arena, id);
	card->may_apologise = (of->is_member || of->is_facilitator) &&
	                      (to_come || of->meeting->state == MEETING_OPEN);
	card->apologies_words =
		am_away(rq, of) ? STR("I can come after all") : STR("I can’t make it");
	card->prepare = path_meeting_prepare(arena, id);
	card->may_prepare = of->is_member && to_come && of->meeting->number > 1 &&
	                    !str_eq(card->prepare.text, card->main.text);
	card->plan = path_meeting_plan(arena, id);
	card->may_plan = to_come && !str_eq(card->plan.text, card->main.text) &&
	                 (of->meeting->facilitated ? of->meeting->facilitator.n == rq->work.viewer.n
	                                           : of->is_member);
	if (str_eq(card->afterwards.text, card->main.text)) card->may_afterwards = false;
	card->room = path_room(arena, id);
	card->may_room = of->meeting->state == MEETING_OPEN &&
	                 (of->is_member || of->is_facilitator) &&
	                 !str_eq(card->room.text, card->main.text);
	card->is_cancelled = of->meeting->state == MEETING_CANCELLED;
}

/* ---- the card ---- */

static struct str when_words(struct request *rq, const struct meeting_card_of *of,
                             const struct meeting_view *view)
{
	struct arena *arena = rq->work.arena;
	const struct meeting_row *meeting = of->meeting;
	const struct str soon =
		meeting->state == MEETING_ENDED
			? day_distance_words(arena, of->circle->today, meeting->held_on)
			: meeting_soon_words(arena, view, meeting->held_on, of->circle->today,
	                                     rq->work.now);
	const bool sentence = soon.n > 0 && soon.at[0] >= 'A' && soon.at[0] <= 'Z';

	if (of->is_here)
		return str_printf(arena, "%.*s set%s %.*s", STR_ARG(of->circle->set.name),
		                  sentence ? "." : ",", STR_ARG(soon));
	return str_printf(arena, "%.*s set, meeting %d of %d%s %.*s", STR_ARG(of->circle->set.name),
	                  meeting->number, of->circle->programme.meetings, sentence ? "." : ",",
	                  STR_ARG(soon));
}

enum err meeting_card_fill(struct request *rq, const struct meeting_card_of *of, struct str h,
                           struct meeting_card *out)
{
	struct arena *arena = rq->work.arena;
	const struct meeting_row *meeting = of->meeting;
	struct meeting_card card = { .h = h, .is_primary = of->is_primary, .is_here = of->is_here };
	struct meeting_view view;

	const enum err err = fill_view(rq, of, &view, &card);
	if (err) return err;
	card.when = when_words(rq, of, &view);
	card.words = meeting_when_words(arena, meeting->held_on, meeting->start_min,
	                                meeting->length_min, of->circle->today);
	card.with = meeting_with_words(rq, of->circle, meeting);
	if (of->may_place) {
		card.place = meeting->place;
		card.has_call = meeting->state != MEETING_ENDED && meeting->call_link.n &&
		                url_https(meeting->call_link, &card.call);
	}
	card.coming = meeting->state == MEETING_ENDED ? meeting_came_words(rq, meeting, of->people)
	                                              : coming_words(rq, of);
	card.ring = ring_of(rq, of);
	fill_count(rq, of, &card);
	fill_button(rq, of, &view, &card);
	fill_links(rq, of, &card);
	*out = card;
	return OK;
}

/* ---- the year ---- */

const struct meeting_row *meeting_next(const struct meeting_rows *meetings)
{
	for (size_t i = 0; i < meetings->n; i++)
		if (meetings->at[i].state == MEETING_PLANNED ||
		    meetings->at[i].state == MEETING_OPEN)
			return &meetings->at[i];
	return NULL;
}

enum err meeting_year(struct request *rq, const struct meeting_rows *meetings, meeting_id next,
                      struct html *out)
{
	struct year_meeting *year = NEW(rq->work.arena, struct year_meeting, meetings->n);
	struct buf buf;
	size_t n = 0;

	for (size_t i = 0; i < meetings->n; i++) {
		const struct meeting_row *meeting = &meetings->at[i];
		if (meeting->state == MEETING_CANCELLED) continue;
		year[n++] = (struct year_meeting){
			.number = meeting->number,
			.day = day_words_short(rq->work.arena, meeting->held_on),
			.state = meeting->id.n == next.n           ? YEAR_NEXT
			         : meeting->state == MEETING_ENDED ? YEAR_HELD
			                                           : YEAR_PLANNED,
			.facilitated = meeting->facilitated,
		};
	}
	buf_init(&buf, DRAWING_BYTES);
	year_strip(&buf, &(struct year_meetings){ year, n });
	*out = html_drawing(rq->work.arena, &buf);
	return OK;
}
