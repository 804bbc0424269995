/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* bid - see bid.h. */
#include "app/bid.h"

#include "store/bid.h"
#include "store/meeting.h"

static const char *no(enum meeting_state state)
{
	switch (state) {
	case MEETING_PLANNED:
		return "";
	case MEETING_OPEN:
		return "The room is open. Ask for airtime there.";
	case MEETING_ENDED:
		return "This meeting has ended. You can ask for airtime at the next one.";
	case MEETING_CANCELLED:
		return "This meeting is cancelled. You can ask for airtime at the next one.";
	}
	return "";
}

enum err app_bid_put(struct work *work, meeting_id meeting, enum urgency urgency)
{
	struct meeting_row row;

	const enum err err = store_meeting_load(work->tx, meeting, &row);
	if (err) return err;
	if (row.state != MEETING_PLANNED) return work_refuse(work, no(row.state));
	if (urgency == URGENCY_NONE) return store_bid_remove(work->tx, meeting, work->viewer);
	return store_bid_put(work->tx, meeting, row.set, work->viewer, (int)urgency, work->now);
}
