/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* review - see review.h. */
#include "app/review.h"

#include "store/meeting.h"
#include "store/pulse.h"
#include "store/review.h"

/* There is nothing to look back on before it begins. */
static enum err load_begun(struct work *work, meeting_id meeting, struct meeting_row *out)
{
	const enum err err = store_meeting_load(work->tx, meeting, out);
	if (err) return err;
	switch (out->state) {
	case MEETING_OPEN:
	case MEETING_ENDED:
		return OK;
	case MEETING_PLANNED:
		return work_refuse(work, "This meeting has not begun yet. Come back when it has.");
	case MEETING_CANCELLED:
		return work_refuse(work, "This meeting was cancelled.");
	}
	return ERR_CORRUPT;
}

/* The newest of that kind; id.n == 0: none. */
static enum err find(struct work *work, meeting_id meeting, enum review_kind kind,
                     struct review_row *out)
{
	struct review_rows rows;

	const enum err err = store_review_mine(work->tx, meeting, work->viewer, &rows);
	if (err) return err;
	*out = (struct review_row){ 0 };
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].kind == kind) *out = rows.at[i];
	return OK;
}

/* While the meeting runs, the room shows shared lines all together. */
static enum err share(struct work *work, review_id id, bool was_shared, bool is_shared, bool hold)
{
	if (is_shared) return store_review_share(work->tx, id, work->viewer, hold);
	return was_shared ? store_review_unshare(work->tx, id, work->viewer) : OK;
}

enum err app_review_write(struct work *work, meeting_id meeting, const struct review_line *line,
                          review_id *out)
{
	const struct str text = str_trim(line->text);
	struct meeting_row row;
	struct review_row mine;

	if (str_points(text) > REVIEW_TEXT_MAX)
		return work_refuse(work, "That is more than 300 letters. One line is enough.");
	enum err err = load_begun(work, meeting, &row);
	if (!err) err = find(work, meeting, line->kind, &mine);
	if (err) return err;
	*out = mine.id;
	if (text.n == 0) {
		out->n = 0;
		return mine.id.n ? store_review_remove(work->tx, mine.id, work->viewer) : OK;
	}
	err = mine.id.n ? store_review_change(work->tx, mine.id, work->viewer, text)
	                : store_review_add(work->tx, row.set, meeting, work->viewer, line->kind,
	                                   text, work->now, out);
	if (err) return err;
	return share(work, *out, mine.is_shared, line->is_shared, row.state == MEETING_OPEN);
}

enum err app_pulse_give(struct work *work, meeting_id meeting, int helped, int safe)
{
	struct meeting_row row;
	bool given = false;

	ASSERT(helped >= PULSE_LEAST && helped <= PULSE_MOST);
	ASSERT(safe >= PULSE_LEAST && safe <= PULSE_MOST);
	enum err err = load_begun(work, meeting, &row);
	if (!err) err = store_pulse_given(work->tx, meeting, work->viewer, &given);
	if (err || given) return err;
	return store_pulse_give(work->tx, row.set, meeting, work->viewer, helped, safe);
}
