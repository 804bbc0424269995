/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_order - airtime: who asked for it, in the order to suggest, and the stage that follows. */
#include "app/room.h"
#include "store/bid.h"
#include "store/question.h"

static struct instant airtime_at(const struct question_airtime_rows *rows, person_id person)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].person.n == person.n) return rows->at[i].at;
	return (struct instant){ 0 };
}

enum err app_room_bids(struct work *work, const struct room_now *now, struct room_bids *out)
{
	struct bid_rows rows;
	struct question_airtime_rows airtime;

	*out = (struct room_bids){ 0 };
	enum err err = store_bid_list(work->tx, now->meeting.id, &rows);
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
	bid_order(out->at, out->n);
	return OK;
}

static bool is_chosen(const struct room *room, int seat)
{
	for (int i = 0; i < room->order_count; i++)
		if (room->order[i] == seat) return true;
	return false;
}

/* A round comes next and nobody is chosen for it: the first who asked and is here. */
static enum err choose_by_bids(struct work *work, struct room_now *now)
{
	const struct room *room = &now->room;
	const int next = room_next_step(room);
	struct room_bids bids;

	if (next >= room->step_count || !room->steps[next].round) return OK;
	if (room_presenter_of(room, room->steps[next].round) >= 0) return OK;
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

enum err app_room_next(struct work *work, meeting_id meeting)
{
	struct room_now *now = NEW(work->arena, struct room_now, 1);

	enum err err = app_room_load(work, meeting, now);
	if (err) return err;
	/* Whether it may go on is asked first: a slip must not choose anybody. */
	const enum room_verdict verdict = app_room_may(work, now, ROOM_NEXT, 0, 0, 0);
	if (verdict) return work_refuse(work, room_verdict_text(verdict));
	err = choose_by_bids(work, now);
	return err ? err : app_room_do(work, now, ROOM_NEXT, 0, 0, 0);
}
