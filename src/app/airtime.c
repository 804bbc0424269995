/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* airtime - see airtime.h. */
#include "app/airtime.h"

#include "store/airtime.h"

static int64_t round_ms(const struct room *room, int round)
{
	int64_t ms = 0;

	for (int i = 0; i < room->step_count; i++)
		if (room->steps[i].round == round && room->steps[i].stage->kind != STAGE_BREAK)
			ms += room->steps[i].used_ms;
	return ms;
}

enum err app_airtime_keep(struct work *work, const struct room_now *now)
{
	const struct room *room = &now->room;

	enum err err = store_airtime_clear(work->tx, now->meeting.id);
	for (int round = 1; !err && round <= room->round_count; round++) {
		const int seat = room_presenter_of(room, round);
		const int64_t ms = round_ms(room, round);
		if (seat < 0 || ms <= 0) continue;
		err = store_airtime_put(work->tx, now->meeting.id, round, room->seats[seat].person,
		                        ms);
	}
	return err;
}

static bool is_in(const struct airtime_people *people, person_id person)
{
	for (size_t i = 0; i < people->n; i++)
		if (people->at[i].n == person.n) return true;
	return false;
}

static struct instant last_of(const struct airtime_rows *rows, person_id person)
{
	struct instant last = { 0 };

	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].person.n == person.n && rows->at[i].starts_at.ms > last.ms)
			last = rows->at[i].starts_at;
	return last;
}

enum err app_airtime_ledger(struct work *work, set_id set, const person_id *people, size_t count,
                            struct airtime_lines *out)
{
	struct airtime_rows rows;
	struct airtime_people shown;

	enum err err = store_airtime_of_set(work->tx, set, &rows);
	if (!err) err = store_airtime_shown(work->tx, set, &shown);
	if (err) return err;
	struct airtime_turn *turns = NEW(work->arena, struct airtime_turn, rows.n);
	struct airtime *ledger = NEW(work->arena, struct airtime, count);
	for (size_t i = 0; i < rows.n; i++)
		turns[i] = (struct airtime_turn){ .person = rows.at[i].person,
			                          .meeting = rows.at[i].number,
			                          .ms = rows.at[i].ms };
	airtime_ledger(turns, rows.n, people, count, ledger);
	out->at = NEW(work->arena, struct airtime_line, count);
	out->n = count;
	for (size_t i = 0; i < count; i++)
		out->at[i] = (struct airtime_line){
			.of = ledger[i],
			.is_shown = is_in(&shown, ledger[i].person),
			.presented_at = last_of(&rows, ledger[i].person),
		};
	return OK;
}

enum err app_airtime_show(struct work *work, set_id set, bool shown)
{
	return store_airtime_show(work->tx, set, work->viewer, shown, work->now);
}
