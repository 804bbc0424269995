/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* log - see log.h. */
#include "app/log.h"

#include "store/log.h"
#include "store/meeting.h"
#include "store/member.h"

const char *app_log_refusal(struct str text)
{
	if (str_trim(text).n == 0) return "Write something first. A few words will do.";
	if (str_points(text) > LOG_TEXT_MAX)
		return "That is more than 5,000 letters. Could it be two entries?";
	return "";
}

static enum err about(struct work *work, meeting_id meeting)
{
	struct meeting_row row;
	struct member_row member;

	enum err err = store_meeting_load(work->tx, meeting, &row);
	if (!err) err = store_member_load(work->tx, row.set, work->viewer, &member);
	if (err) return err;
	return member.state == MEMBER_JOINED ? OK : ERR_ABSENT;
}

enum err app_log_write(struct work *work, meeting_id meeting, struct str text, log_entry_id *out)
{
	const char *refusal = app_log_refusal(text);

	if (*refusal) return work_refuse(work, refusal);
	const enum err err = meeting.n ? about(work, meeting) : OK;
	if (err) return err;
	return store_log_add(work->tx, work->viewer, meeting, text, work->now, out);
}

enum err app_log_change(struct work *work, log_entry_id entry, struct str text, struct instant seen)
{
	const char *refusal = app_log_refusal(text);

	if (*refusal) return work_refuse(work, refusal);
	const enum err err = store_log_change(work->tx, entry, work->viewer, text, seen, work->now);
	if (err == ERR_STALE)
		work->clash = STR("This was changed in another window while you were writing. Both "
		                  "versions are below. Save what you want to keep.");
	return err;
}

enum err app_log_remove(struct work *work, log_entry_id entry)
{
	const enum err err = store_log_remove(work->tx, entry, work->viewer);
	return err == ERR_STALE ? ERR_ABSENT : err;
}
