/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_order - airtime: who asked for it, in the order to suggest, and the stage that follows. */
#include "app/airtime.h"
#include "app/meeting_plan.h"
#include "store/airtime.h"
#include "store/bid.h"
#include "store/question.h"

static struct instant airtime_at(const struct question_airtime_rows *rows, person_id person)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].person.n == person.n) return rows->at[i].at;
	return (struct instant){ 0 };
}

/* What the room knows of questions asked, the ledger knows of minutes; whichever is later was the last. */
static enum err add_ledger(struct work *work, const struct room_now *now, struct room_bids *out)
{
	person_id people[ROOM_SEATS_MAX];
	struct airtime_lines lines;

	for (size_t i = 0; i < out->n; i++) people[i] = out->at[i].person;
	const enum err err = app_airtime_ledger(work, now->meeting.set, people, out->n, &lines);
	for (size_t i = 0; !err && i < lines.n; i++)
		for (size_t j = 0; j < out->n; j++) {
			const struct airtime_line *line = &lines.at[i];
			if (out->at[j].person.n != line->of.person.n) continue;
			if (line->presented_at.ms > out->at[j].airtime_at.ms)
				out->at[j].airtime_at = line->presented_at;
			out->at[j].airtime_ms = line->is_shown ? line->of.ms : 0;
		}
	return err;
}

/* Who was agreed upon beforehand comes first, in that order. */
static enum err agreed_first(struct work *work, const struct room_now *now, struct room_bids *out)
{
	struct airtime_rows rows;
	size_t done = 0;

	const enum err err = store_airtime_of_meeting(work->tx, now->meeting.id, &rows);
	for (size_t i = 0; !err && i < rows.n; i++)
		for (size_t j = done; j < out->n; j++) {
			if (out->at[j].person.n != rows.at[i].person.n) continue;
			const struct bid agreed = out->at[j];
			for (size_t k = j; k > done; k--) out->at[k] = out->at[k - 1];
			out->at[done++] = agreed;
			break;
		}
	return err;
}

/* Agreed upon beforehand without having asked: that is asking. */
static enum err add_agreed(struct work *work, const struct room_now *now, struct bid_rows *rows)
{
	struct airtime_rows agreed;

	const enum err err = store_airtime_of_meeting(work->tx, now->meeting.id, &agreed);
	if (err || agreed.n == 0) return err;
	struct bid_row *all = NEW(work->arena, struct bid_row, rows->n + agreed.n);
	for (size_t i = 0; i < rows->n; i++) all[i] = rows->at[i];
	for (size_t i = 0; i < agreed.n; i++) {
		bool has = false;
		for (size_t j = 0; j < rows->n; j++)
			has = has || all[j].person.n == agreed.at[i].person.n;
		if (!has)
			all[rows->n++] =
				(struct bid_row){ agreed.at[i].person, URGENCY_SOON, { 0 } };
	}
	rows->at = all;
	return OK;
}

enum err app_room_bids(struct work *work, const struct room_now *now, struct room_bids *out)
{
	struct bid_rows rows;
	struct question_airtime_rows airtime;

	*out = (struct room_bids){ 0 };
	enum err err = store_bid_list(work->tx, now->meeting.id, &rows);
	if (!err) err = add_agreed(work, now, &rows);
	if (!err && rows.n)
		err = store_question_airtime(work->tx, now->meeting.set, now->meeting.id, &airtime);
	if (err) return err;
	for (size_t i = 0; i < rows.n && out->n < ROOM_SEATS_MAX; i++) {
		const int seat = room_seat_of(&now->room, rows.at[i].person);
		if (seat < 0 || !now->room.seats[seat].is_member) continue;
		out->at[out->n++] = (struct bid){
			.person = rows.at[i].person,
			.seat = seat,
			.urgency = (enum urgency)rows.at[i].urgency,
			.airtime_at = airtime_at(&airtime, rows.at[i].person),
		};
	}
	if (out->n == 0) return OK;
	err = add_ledger(work, now, out);
	bid_order(out->at, out->n);
	return err ? err : agreed_first(work, now, out);
}

static bool is_chosen(const struct room *room, int seat)
{
	for (int i = 0; i < room->order_count; i++)
		if (room->order[i] == seat) return true;
	return false;
}

/* A round has begun and nobody is chosen for it: the first who asked and is here.  Not before it has begun: until
 * then the room is in the round before, and would change who presents there. */
static enum err choose_by_bids(struct work *work, struct room_now *now)
{
	const struct room *room = &now->room;
	const struct room_step *step = room_step(room);
	struct room_bids bids;

	if (!step || !step->round || room_presenter(room) >= 0) return OK;
	if (!room_facilitates(room, room_seat_of(room, work->viewer))) return OK;
	const enum err err = app_room_bids(work, now, &bids);
	if (err) return err;
	for (size_t i = 0; i < bids.n; i++) {
		const struct bid *bid = &bids.at[i];
		if (!room->seats[bid->seat].is_here || is_chosen(room, bid->seat)) continue;
		if (app_room_may(work, now, ROOM_PRESENTER, bid->person.n, 0, 0)) continue;
		return app_room_do(work, now, ROOM_PRESENTER, bid->person.n, 0, 0);
	}
	return OK;
}

enum err app_room_next(struct work *work, meeting_id meeting, int at)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	enum err err = app_room_load(work, meeting, now);
	if (err) return err;
	if (at >= 0 && at != now->room.step) return at < now->room.step ? OK : ERR_STALE;
	/* Whether it may go on is asked first: a slip must not choose anybody. */
	const enum room_verdict verdict = app_room_may(work, now, ROOM_NEXT, 0, 0, 0);
	if (verdict) return work_refuse(work, room_verdict_text(verdict));
	err = app_room_do(work, now, ROOM_NEXT, 0, 0, 0);
	if (!err) err = choose_by_bids(work, now);
	return err ? err : app_plan_offered(work, now);
}
