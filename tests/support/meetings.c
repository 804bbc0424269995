/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* meetings - see meetings.h.  A unit a set, through the same acts that people's presses reach. */
#include "support/meetings.h"

#include "app/room.h"
#include "app/sign_in.h"
#include "base/log.h"
#include "base/zone.h"
#include "store/member.h"
#include "store/programme.h"
#include "store/session.h"
#include "store/set.h"
#include "web/cookie.h"

enum { UNIT_MAX = 64 * 1024 * 1024, LENGTH_MIN = 210, DAY_MIN = 24 * 60 };

static const char *const names[MEETING_PEOPLE] = { "Amara Okafor", "Ben Hallam",    "Priya Nair",
	                                           "Tom Achebe",   "Sioned Powell", "Kofi Mensah",
	                                           "Ruth Calder",  "Helen Marsh" };

struct making {
	struct house house;
	programme_id programme;
	struct local due; /* now, or earlier today where the day would not be long enough */
	size_t at;
	int stages;
	struct arena *keep;
	struct meeting_made made;
};

static enum err make_programme(struct work *work, void *with)
{
	struct making *making = with;
	const struct programme_row row = { .name = STR("One hour"),
		                           .meetings = 9,
		                           .entitlement = 4,
		                           .cadence_days = 42,
		                           .length_min = LENGTH_MIN,
		                           .notice_days = 14,
		                           .size_min = 6,
		                           .size_max = 8,
		                           .zone = STR("Europe/London") };
	return store_programme_add(work->tx, &row, work->now, &making->programme);
}

static enum err add_person(struct work *work, struct making *making, int seat)
{
	struct meeting_made *made = &making->made;
	const struct str name = str_of(names[seat]);
	struct str left = name, called;
	member_id member;
	session_id session;

	(void)str_cut(&left, ' ', &called);
	const struct person_new new = {
		.name = name,
		.called = called,
		.email = str_printf(work->arena, "person%d-%zu@region.example", seat, making->at),
		.job = STR("housing options"),
		.is_facilitator = seat == MEETING_HOST,
	};
	enum err err = store_person_add(work->tx, &new, work->now, &made->people[seat]);
	const person_id person = made->people[seat];
	made->tokens[seat] = app_token(making->keep);
	if (!err)
		err = store_session_add(work->tx, person, made->tokens[seat], work->now,
		                        instant_add(work->now, HOURS(24)), &session);
	if (err) return err;
	if (seat == MEETING_HOST)
		return store_member_appoint(work->tx, made->set, person, work->now, &member);
	err = store_member_invite(work->tx, made->set, person, app_token(work->arena), work->now,
	                          instant_add(work->now, HOURS(24)), &member);
	return err ? err : store_member_join(work->tx, member, work->now);
}

static enum err plan_meeting(struct work *work, struct making *making)
{
	const struct meeting_plan plan = { .set = making->made.set,
		                           .number = 2,
		                           .held_on = making->due.day,
		                           .start_min = making->due.minute,
		                           .length_min = LENGTH_MIN,
		                           .facilitated = true,
		                           .facilitator = making->made.people[MEETING_HOST],
		                           .shell = STR("uk-halfday"),
		                           .round = STR("uk-classic") };
	return store_meeting_add(work->tx, &plan, &making->made.meeting);
}

/* Everybody comes, and the meeting goes on to the stage wanted. */
static enum err hold(struct work *work, const struct making *making)
{
	const meeting_id meeting = making->made.meeting;

	work->viewer = making->made.people[MEETING_HOST];
	enum err err = app_room_open(work, meeting, STR("So that it can be measured."));
	for (int seat = 0; !err && seat < MEETING_PEOPLE; seat++) {
		work->viewer = making->made.people[seat];
		err = app_room_come(work, meeting, false);
		if (!err && seat != MEETING_HOST) err = app_room_bid(work, meeting, 1 + seat % 3);
	}
	if (!err) err = app_room_act(work, meeting, ROOM_START, 0, 0, 0);
	for (int i = 0; !err && i < making->stages; i++) {
		work->now = instant_add(work->now,
		                        SECONDS(5)); /* past the guard against a second press */
		err = app_room_next(work, meeting, -1);
	}
	if (err == ERR_REFUSED) log_error("refused=\"%.*s\"", STR_ARG(work->refusal));
	return err;
}

static enum err make_one(struct work *work, void *with)
{
	struct making *making = with;
	const struct str name = str_printf(work->arena, "Set %zu", making->at + 1);

	enum err err =
		store_set_add(work->tx, making->programme, name, work->now, &making->made.set);
	for (int seat = 0; !err && seat < MEETING_PEOPLE; seat++)
		err = add_person(work, making, seat);
	if (!err) err = plan_meeting(work, making);
	return err ? err : hold(work, making);
}

void meetings_make(struct db *db, struct seal *seal, struct arena *arena, size_t n, int stages,
                   struct meeting_made *out)
{
	struct making making = { .keep = arena, .stages = stages };
	struct arena *scratch = arena_new(UNIT_MAX);
	struct db_reader *reader;
	struct zone *zone;

	if (zone_new(STR("Europe/London"), &zone) || db_reader_open(db, &reader))
		BUG("no database");
	struct work_unit unit = { .work = { .arena = scratch,
		                            .house = &making.house,
		                            .seal = seal,
		                            .now = time_now() },
		                  .run = make_programme,
		                  .with = &making };
	making.due = zone_local(zone, unit.work.now);
	if (making.due.minute > DAY_MIN - LENGTH_MIN) making.due.minute = DAY_MIN - LENGTH_MIN;
	if (work_write_wait(db, reader, &unit)) BUG("no programme");
	unit.run = make_one;
	for (making.at = 0; making.at < n; making.at++) {
		arena_reset(scratch);
		const enum err err = work_write_wait(db, reader, &unit);
		if (err) BUG(err_name(err));
		out[making.at] = making.made;
	}
	db_reader_close(reader);
	zone_free(zone);
	arena_free(scratch);
}
