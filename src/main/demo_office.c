/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo_office - see demo_office.h. */
#include "main/demo_office.h"

#include "store/attendance.h"
#include "store/meeting.h"
#include "store/pulse.h"

/* Whoever came says something; most of it is kind, some of it is not. */
static enum err answer(struct tx *tx, const struct meeting_office_row *meeting, size_t nth)
{
	static const int helped[] = { 5, 4, 5, 3, 4, 5, 4, 2, 5, 4, 1 };
	static const int safe[] = { 5, 5, 4, 5, 3, 5, 4 };
	struct attendance_rows people;

	enum err err = store_attendance_states(tx, meeting->id, &people);
	for (size_t i = 0; !err && i < people.n; i++) {
		const struct attendance_row *row = &people.at[i];
		if (row->role != ROLE_MEMBER || row->state != ATTENDANCE_CAME) continue;
		err = store_pulse_give(tx, meeting->set, meeting->id, row->person,
		                       helped[(nth * 5 + i) % LEN(helped)],
		                       safe[(nth + i) % LEN(safe)]);
	}
	return err;
}

/* The first meeting that is some days away has lost its room. */
static enum err lose_a_place(struct tx *tx, const struct meeting_office_rows *rows,
                             struct instant now)
{
	const struct str none = { 0 };

	for (size_t i = 0; i < rows->n; i++) {
		const int64_t away = instant_since(rows->at[i].starts_at, now);
		if (away > HOURS(24 * 3) && away < HOURS(24 * 14))
			return store_meeting_where(tx, rows->at[i].id, none, none);
	}
	return OK;
}

static bool is_coming(const struct meeting_office_row *row, struct instant now)
{
	return row->facilitated && row->state == MEETING_PLANNED && row->starts_at.ms > now.ms;
}

/* A facilitator of two sets: the last meeting of the one that ends first moves onto a later one of the
 * other. */
static enum err book_twice(struct tx *tx, const struct meeting_office_rows *rows,
                           struct instant now)
{
	for (size_t i = 0; i < rows->n; i++)
		for (size_t j = i + 1; j < rows->n; j++) {
			const struct meeting_office_row *one = &rows->at[i], *two = &rows->at[j];
			bool is_last = true;
			if (!is_coming(one, now) || !is_coming(two, now) ||
			    one->facilitator.n == 0 || one->facilitator.n != two->facilitator.n ||
			    one->set.n == two->set.n)
				continue;
			for (size_t k = 0; k < rows->n; k++)
				is_last &= rows->at[k].set.n != one->set.n ||
				           rows->at[k].number <= one->number;
			if (!is_last) continue;
			return store_meeting_move(tx, one->id, two->held_on, two->start_min,
			                          one->length_min);
		}
	return OK;
}

enum err demo_office(struct tx *tx, struct instant now)
{
	const struct instant ever = { 0 };
	struct meeting_office_rows rows;

	enum err err = store_meeting_office(tx, (set_id){ 0 }, ever, &rows);
	for (size_t i = 0; !err && i < rows.n; i++)
		if (rows.at[i].state == MEETING_ENDED) err = answer(tx, &rows.at[i], i);
	if (!err) err = lose_a_place(tx, &rows, now);
	if (!err) err = book_twice(tx, &rows, now);
	return err;
}
