/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo_load - see demo_load.h. */
#include "main/demo_load.h"

#include "base/id.h"
#include "domain/cadence.h"
#include "domain/noticed.h"
#include "main/demo_office.h"
#include "store/action.h"
#include "store/afterwards.h"
#include "store/airtime.h"
#include "store/attendance.h"
#include "store/bid.h"
#include "store/issue.h"
#include "store/log.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/note.h"
#include "store/noticed.h"
#include "store/organisation.h"
#include "store/person.h"
#include "store/programme.h"
#include "store/question.h"
#include "store/review.h"
#include "store/role.h"
#include "store/rule.h"
#include "store/set.h"

enum { MORNING = 9 * 60 + 30, AFTERNOON = 14 * 60, LENGTH = 210 };

struct loader {
	struct tx *tx;
	const struct demo_load *demo;
	struct day today;
	int minute; /* of the day, now */
	organisation_id *organisations;
	person_id *people;
	programme_id programme;
	/* of the set under way */
	const struct region_set *set;
	set_id set_id;
	meeting_id meetings[REGION_MEETINGS];
	struct instant starts[REGION_MEETINGS];
	int held; /* meetings that have ended */
};

static struct instant before(struct instant at, int64_t ms)
{
	return instant_add(at, -ms);
}

struct str demo_email(struct arena *arena, const struct region *region, int person)
{
	const struct str called = str_lower(arena, region->people[person].called);
	return str_printf(arena, "%.*s%d@region.example", STR_ARG(called), person + 1);
}

static enum err load_people(struct loader *l)
{
	const struct region *region = l->demo->region;
	const struct instant then = before(l->demo->now, 400 * HOURS(24));
	enum err err = OK;

	for (int i = 0; !err && i < region->organisation_count; i++)
		err = store_organisation_add(l->tx, region->organisations[i], then,
		                             &l->organisations[i]);
	for (int i = 0; !err && i < region->person_count; i++) {
		const struct region_person *p = &region->people[i];
		const organisation_id home = l->organisations[p->organisation];
		const struct person_new person = {
			.name = p->name,
			.called = p->called,
			.email = demo_email(tx_arena(l->tx), region, i),
			.job = p->job,
			.organisation = home,
			.is_coordinator = p->role == REGION_COORDINATOR,
			.is_facilitator = p->role == REGION_FACILITATOR,
			.sponsor_of = p->role == REGION_SPONSOR ? home : (organisation_id){ 0 },
		};
		err = store_person_add(l->tx, &person, then, &l->people[i]);
	}
	return err;
}

static enum err load_programme(struct loader *l)
{
	struct programme_row programme = store_programme_defaults();

	programme.name = STR("Action learning sets");
	programme.zone = zone_name(l->demo->zone);
	return store_programme_add(l->tx, &programme, before(l->demo->now, 400 * HOURS(24)),
	                           &l->programme);
}

/* ---- a set and its year ---- */

static enum err load_members(struct loader *l, struct instant joined)
{
	member_id member;
	enum err err = OK;

	for (int i = 0; !err && i < l->set->member_count; i++) {
		const struct region_member *m = &l->set->members[i];
		const struct str token =
			str_printf(tx_arena(l->tx), "demo-%lld-%d", (long long)l->set_id.n, i);
		const struct instant invited = m->is_invited ? before(l->demo->now, 6 * HOURS(24))
		                                             : before(joined, 7 * HOURS(24));
		err = store_member_invite(l->tx, l->set_id, l->people[m->person], token, invited,
		                          instant_add(invited, 30 * HOURS(24)), &member);
		if (!err && !m->is_invited) err = store_member_join(l->tx, member, joined);
	}
	if (err) return err;
	return store_member_appoint(l->tx, l->set_id, l->people[l->set->facilitator], joined,
	                            &member);
}

/* The days of the year.  A set that meets now keeps to this very weekday, whatever it is, so that the
 * demo has a room to walk into on a Sunday too. */
static void choose_days(const struct loader *l, int index, struct cadence_date *out)
{
	static const struct cadence six_weeks = { ENGLAND_AND_WALES, CADENCE_DAYS,
		                                  CADENCE_TOLERANCE };
	const struct day first = day_add(l->today, 7 * l->set->weeks);

	cadence_propose(&six_weeks, day_on_or_after(first, index % SATURDAY), REGION_MEETINGS, out);
	for (int i = 0; l->set->is_now && i < REGION_MEETINGS; i++)
		out[i] = (struct cadence_date){ .day = day_add(first, CADENCE_DAYS * i) };
}

static enum err load_meeting(struct loader *l, int i, struct day day, int start)
{
	const bool facilitated = l->set->facilitated >> i & 1;
	const struct meeting_plan plan = {
		.set = l->set_id,
		.number = i + 1,
		.held_on = day,
		.start_min = start,
		.length_min = LENGTH,
		.facilitated = facilitated,
		.facilitator = facilitated ? l->people[l->set->facilitator] : (person_id){ 0 },
		.shell = meeting_usual_shell(i + 1, facilitated),
		.round = STR("uk-classic"),
		.place = l->set->place,
	};
	const struct instant starts = zone_instant(l->demo->zone, day, start);

	enum err err = store_meeting_add(l->tx, &plan, &l->meetings[i]);
	l->starts[i] = starts;
	if (err || day.n >= l->today.n) return err;

	l->held = i + 1;
	if (l->set->on_paper >> i & 1)
		return store_meeting_held(l->tx, l->meetings[i],
		                          instant_add(starts, MINUTES(LENGTH)));
	/* Any code will do: the screen of an ended meeting does not open. */
	const struct str code = id_text(tx_arena(l->tx), l->meetings[i].n);
	err = store_meeting_open(l->tx, l->meetings[i], code, starts);
	if (!err)
		err = store_meeting_end(l->tx, l->meetings[i],
		                        instant_add(starts, MINUTES(LENGTH)));
	return err;
}

static enum err load_meetings(struct loader *l, int index)
{
	struct cadence_date days[REGION_MEETINGS];
	const int usual = l->set->is_afternoon ? AFTERNOON : MORNING;
	/* Now, on a whole five minutes; not so late that the half day would run past midnight. */
	const int latest = 24 * 60 - LENGTH - 1;
	const int now = l->minute < latest ? l->minute - l->minute % 5 : latest;
	enum err err = OK;

	choose_days(l, index, days);
	l->held = 0;
	for (int i = 0; !err && i < REGION_MEETINGS; i++)
		err = load_meeting(l, i, days[i].day, l->set->is_now ? now : usual);
	return err;
}

/* ---- who came ---- */

static const struct region_line *apology_of(const struct region_set *set, int meeting, int person)
{
	for (int i = 0; i < set->apology_count; i++)
		if (set->apologies[i].number == meeting && set->apologies[i].person == person)
			return &set->apologies[i];
	return NULL;
}

/* Did they present, ask or write at that meeting? */
static bool had_a_part(const struct region_set *set, int meeting, int person)
{
	for (int i = 0; i < set->issue_count; i++) {
		const struct region_issue *issue = &set->issues[i];
		if (issue->meeting != meeting) continue;
		if (issue->person == person) return true;
		for (int a = 0; a < issue->ask_count; a++)
			if (issue->asks[a].person == person) return true;
	}
	for (int i = 0; i < set->review_count; i++)
		if (set->reviews[i].number == meeting && set->reviews[i].person == person)
			return true;
	return false;
}

/* Now and then somebody does not come; never to the first meeting, where the rules were agreed. */
static enum attendance came_or_not(const struct region_set *set, int meeting, int member)
{
	const int person = set->members[member].person;
	const bool away = (meeting * 3 + member * 2) % 7 == 0 && meeting > 1;

	return away && !had_a_part(set, meeting, person) ? ATTENDANCE_MISSED : ATTENDANCE_CAME;
}

static enum err load_attendance(struct loader *l)
{
	enum err err = OK;

	for (int i = 0; i < REGION_MEETINGS; i++)
		for (int m = 0; !err && m < l->set->member_count; m++) {
			const int person = l->set->members[m].person;
			const struct region_line *apology = apology_of(l->set, i + 1, person);
			if (l->set->members[m].is_invited || (!apology && i >= l->held)) continue;
			err = store_attendance_put(
				l->tx, l->meetings[i], l->set_id, l->people[person],
				apology ? ATTENDANCE_APOLOGIES : came_or_not(l->set, i + 1, m),
				apology ? apology->text : (struct str){ 0 },
				i < l->held ? l->starts[i] : l->demo->now);
		}
	return err;
}

/* ---- words ---- */

static enum err load_rules(struct loader *l)
{
	rule_id rule;
	int version = 0;
	enum err err = OK;

	if (l->set->rule_count == 0 || l->held == 0) return OK;
	for (int i = 0; !err && i < l->set->rule_count; i++) {
		const int proposer = l->set->members[i % l->set->member_count].person;
		err = store_rule_propose(l->tx, l->set_id, l->people[proposer],
		                         l->set->rules[i].text, l->starts[0], &rule);
	}
	if (!err) err = store_rule_settle(l->tx, l->set_id, l->meetings[0], l->starts[0], &version);
	for (int m = 0; !err && m < l->set->member_count; m++) {
		const int person = l->set->members[m].person;
		bool agreed = !l->set->members[m].is_invited;
		for (int i = 0; i < l->set->rule_count; i++)
			agreed = agreed && l->set->rules[i].not_agreed != person;
		if (agreed)
			err = store_rule_agree(l->tx, l->set_id, version, l->people[person],
			                       l->starts[0]);
	}
	return err;
}

static enum err load_asks(struct loader *l, const struct region_issue *issue, issue_id id)
{
	const person_id presenter = l->people[issue->person];
	const int at = issue->meeting - 1;
	enum err err = OK;

	for (int i = 0; !err && i < issue->ask_count; i++) {
		const struct region_ask *ask = &issue->asks[i];
		const struct instant asked = instant_add(l->starts[at], MINUTES(50 + 2 * i));
		const struct question_new question = {
			.set = l->set_id,
			.meeting = l->meetings[at],
			.issue = id,
			.presenter = presenter,
			/* On paper nobody wrote down by whom. */
			.asker = l->set->on_paper >> at & 1 ? presenter : l->people[ask->person],
			.text = ask->text,
		};
		question_id asked_id;
		err = store_question_add(l->tx, &question, asked, &asked_id);
		if (!err && ask->is_kept)
			err = store_question_keep(l->tx, asked_id, presenter, true, asked);
		if (!err && ask->is_parked)
			err = store_question_park(l->tx, asked_id, presenter, true);
	}
	return err;
}

static enum err load_actions(struct loader *l, const struct region_issue *issue, issue_id id)
{
	static const enum action_state states[] = {
		[REGION_OPEN] = ACTION_OPEN,      [REGION_DONE] = ACTION_DONE,
		[REGION_PARTLY] = ACTION_PARTLY,  [REGION_CHANGED] = ACTION_CHANGED,
		[REGION_DROPPED] = ACTION_LET_GO,
	};
	const person_id owner = l->people[issue->person];
	const int at = issue->meeting - 1;
	enum err err = OK;

	for (int i = 0; !err && i < issue->action_count; i++) {
		const struct region_action *a = &issue->actions[i];
		const struct action_new action = {
			.set = l->set_id,
			.meeting = l->meetings[at],
			.issue = id,
			.person = owner,
			.text = a->text,
			.by_words = a->by,
			.sign = a->sign,
			.due_on = { DAY_NONE },
			.is_shared = true,
		};
		action_id made;
		err = store_action_add(l->tx, &action, instant_add(l->starts[at], MINUTES(90)),
		                       &made);
		if (err || a->state == REGION_OPEN) continue;
		/* Told at the next meeting if that has been held, otherwise at home, yesterday. */
		const bool told_there = at + 1 < l->held;
		err = store_action_tell(l->tx, made, owner, states[a->state], a->learnt,
		                        told_there ? l->meetings[at + 1] : (meeting_id){ 0 },
		                        told_there ? instant_add(l->starts[at + 1], MINUTES(30))
		                                   : before(l->demo->now, HOURS(24)));
	}
	return err;
}

static enum err load_issue(struct loader *l, const struct region_issue *issue)
{
	const bool presented = issue->meeting > 0;
	const struct instant written =
		before(presented ? l->starts[issue->meeting - 1] : l->demo->now, 2 * HOURS(24));
	const int checks = ISSUE_CHECKS_ALL;
	const person_id owner = l->people[issue->person];
	issue_id id;

	if (presented && issue->meeting > l->held) return ERR_INPUT;
	enum err err =
		store_issue_add(l->tx, l->set_id, owner, issue->text, issue->want,
	                        issue->is_shared ? checks : checks & ~ISSUE_WANTED, written, &id);
	if (!err && issue->is_shared)
		err = store_issue_share(l->tx, id, owner, instant_add(written, HOURS(1)));
	if (!err && presented) err = load_asks(l, issue, id);
	if (!err && presented) err = load_actions(l, issue, id);
	return err;
}

static enum err load_reviews_and_bids(struct loader *l)
{
	enum err err = OK;

	for (int i = 0; !err && i < l->set->review_count; i++) {
		const struct region_line *line = &l->set->reviews[i];
		const person_id person = l->people[line->person];
		review_id id;
		if (line->number > l->held) return ERR_INPUT;
		err = store_review_add(l->tx, l->set_id, l->meetings[line->number - 1], person,
		                       REVIEW_HELPED, line->text,
		                       instant_add(l->starts[line->number - 1], MINUTES(195)), &id);
		if (!err) err = store_review_share(l->tx, id, person, false);
	}
	for (int i = 0; !err && i < l->set->bid_count && l->held < REGION_MEETINGS; i++) {
		const struct region_line *line = &l->set->bids[i];
		err = store_bid_put(l->tx, l->meetings[l->held], l->set_id, l->people[line->person],
		                    line->number, before(l->demo->now, HOURS(20)));
	}
	return err;
}

/* ---- what is one's own, and what a set shares out ---- */

/* At so many minutes into that meeting; 0 is between meetings, two days ago. */
static struct instant moment(const struct loader *l, int number, int minutes)
{
	return number ? instant_add(l->starts[number - 1], MINUTES(minutes))
	              : before(l->demo->now, 2 * HOURS(24));
}

static enum err load_logs_and_notes(struct loader *l)
{
	enum err err = OK;

	for (int i = 0; !err && i < l->set->log_count; i++) {
		const struct region_line *line = &l->set->logs[i];
		const meeting_id at =
			line->number ? l->meetings[line->number - 1] : (meeting_id){ 0 };
		log_entry_id id;
		if (line->number > l->held) return ERR_INPUT;
		/* Written in the evening. */
		err = store_log_add(l->tx, l->people[line->person], at, line->text,
		                    moment(l, line->number, 10 * 60), &id);
	}
	for (int i = 0; !err && i < l->set->note_count; i++) {
		const struct region_line *line = &l->set->notes[i];
		note_id id;
		if (line->number > l->held) return ERR_INPUT;
		err = store_note_add(l->tx, l->people[line->person], l->meetings[line->number - 1],
		                     line->text, moment(l, line->number, 70 + i), &id);
	}
	return err;
}

/* The rounds of each meeting in the order in which they are told. */
static enum err load_airtime(struct loader *l)
{
	int rounds[REGION_MEETINGS] = { 0 };
	enum err err = OK;

	for (int i = 0; !err && i < l->set->issue_count; i++) {
		const struct region_issue *issue = &l->set->issues[i];
		if (!issue->minutes) continue;
		err = store_airtime_put(l->tx, l->meetings[issue->meeting - 1],
		                        ++rounds[issue->meeting - 1], l->people[issue->person],
		                        MINUTES(issue->minutes));
	}
	for (int i = 0; !err && i < l->set->shown_count; i++)
		err = store_airtime_show(l->tx, l->set_id, l->people[l->set->shown[i].person], true,
		                         l->demo->now);
	return err;
}

static enum err load_roles(struct loader *l)
{
	static const struct {
		const char *name;
		enum process_role role;
	} names[] = { { "facilitator", SAY_FACILITATOR },
		      { "host", SAY_HOST },
		      { "timekeeper", SAY_TIMEKEEPER },
		      { "observer", SAY_OBSERVER },
		      { "secretary", SAY_SECRETARY } };
	enum err err = OK;

	for (int i = 0; !err && i < l->set->role_count; i++) {
		const struct region_line *line = &l->set->roles[i];
		enum process_role role = SAY_ALL;
		for (size_t n = 0; n < LEN(names); n++)
			if (str_eq(line->text, str_of(names[n].name))) role = names[n].role;
		if (role == SAY_ALL) return ERR_INPUT;
		err = store_role_put(l->tx, l->meetings[line->number - 1], role,
		                     l->people[line->person]);
	}
	return err;
}

static enum err load_noticed(struct loader *l)
{
	enum err err = OK;

	for (int i = 0; !err && i < l->set->noticed_count; i++) {
		const struct region_noticed *line = &l->set->noticed[i];
		const struct str kept =
			str_printf(tx_arena(l->tx), "%.*s %.*s %.*s", STR_ARG(line->signal),
		                   STR_ARG(line->did), STR_ARG(line->stage));
		struct noticed noticed;
		noticed_id id;
		if (line->number > l->held || !noticed_read(kept, &noticed)) return ERR_INPUT;
		err = store_noticed_add(l->tx, l->people[l->set->facilitator],
		                        l->meetings[line->number - 1], kept,
		                        moment(l, line->number, 60 + 7 * i), &id);
	}
	return err;
}

/* A meeting on paper: what the set learnt; for each the question they brought, not looked at yet. */
static enum err load_paper(struct loader *l)
{
	enum err err = OK;
	review_id id;

	for (int i = 0; !err && i < l->set->learnt_count; i++) {
		const struct region_line *line = &l->set->learnt[i];
		if (line->number > l->held) return ERR_INPUT;
		err = store_review_add(l->tx, l->set_id, l->meetings[line->number - 1],
		                       l->people[line->person], REVIEW_LEARNT, line->text,
		                       moment(l, line->number, 230), &id);
		if (!err) err = store_review_share(l->tx, id, l->people[line->person], false);
	}
	for (int i = 0; !err && i < l->set->handed_count; i++) {
		const struct region_handed *handed = &l->set->handed[i];
		const meeting_id meeting = l->meetings[handed->number - 1];
		const struct instant typed = moment(l, handed->number, 230);
		if (handed->number > l->held) return ERR_INPUT;
		err = store_review_add(l->tx, l->set_id, meeting, l->people[handed->person],
		                       REVIEW_FOCUS, handed->focus, typed, &id);
		if (!err)
			err = store_handed_put(l->tx, meeting, l->people[handed->person],
			                       l->people[handed->by], typed);
	}
	return err;
}

static enum err load_own(struct loader *l)
{
	enum err err = load_logs_and_notes(l);
	if (!err) err = load_airtime(l);
	if (!err) err = load_roles(l);
	if (!err) err = load_paper(l);
	return err ? err : load_noticed(l);
}

static enum err load_set(struct loader *l, int index)
{
	l->set = &l->demo->region->sets[index];
	const struct instant begun =
		instant_add(l->demo->now, (7 * l->set->weeks - 21) * HOURS(24));
	const struct instant made = begun.ms < l->demo->now.ms ? begun : l->demo->now;

	enum err err = store_set_add(l->tx, l->programme, l->set->name, made, &l->set_id);
	if (!err) err = load_members(l, made);
	if (!err) err = load_meetings(l, index);
	if (!err) err = load_attendance(l);
	if (!err) err = load_rules(l);
	for (int i = 0; !err && i < l->set->issue_count; i++)
		err = load_issue(l, &l->set->issues[i]);
	if (!err) err = load_reviews_and_bids(l);
	if (!err) err = load_own(l);
	return err;
}

enum err demo_load(struct tx *tx, const struct demo_load *demo)
{
	const struct local local = zone_local(demo->zone, demo->now);
	struct loader l = {
		.tx = tx,
		.demo = demo,
		.today = local.day,
		.minute = local.minute,
		.organisations = NEW(tx_arena(tx), organisation_id,
		                     (size_t)demo->region->organisation_count),
		.people = NEW(tx_arena(tx), person_id, (size_t)demo->region->person_count),
	};

	enum err err = load_people(&l);
	if (!err) err = load_programme(&l);
	for (int i = 0; !err && i < demo->region->set_count; i++) err = load_set(&l, i);
	if (!err) err = demo_office(tx, demo->now);
	return err;
}
