/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* room_rules - the set makes its ground rules in the room: proposed, worded together, settled as a
 * version, agreed by each. */
#include "app/room.h"
#include "domain/rule.h"
#include "store/rule.h"

static enum err load(struct work *work, meeting_id meeting, struct room_now **out)
{
	*out = NEW(work->arena, struct room_now, 1);
	return app_room_load(work, meeting, *out);
}

/* Proposed, and of this set. */
static enum err rule_here(struct work *work, const struct room_now *now, rule_id id)
{
	struct rule_row rule;

	const enum err err = store_rule_load(work->tx, id, &rule);
	if (err) return err;
	return rule.set.n == now->meeting.set.n && rule.version == 0 ? OK : ERR_ABSENT;
}

enum err app_room_rule(struct work *work, meeting_id meeting, rule_id rule, struct str text)
{
	struct room_now *now;
	struct rule_rows proposed;
	const bool is_new = rule.n == 0;

	enum err err = load(work, meeting, &now);
	if (!err) err = store_rule_list(work->tx, now->meeting.set, 0, &proposed);
	if (err) return err;
	const enum rule_verdict verdict = rule_propose(text, is_new ? (int)proposed.n : 0);
	if (verdict) return work_refuse(work, rule_verdict_text(verdict));
	if (!is_new) err = rule_here(work, now, rule);
	if (err) return err;
	if (is_new)
		err = store_rule_propose(work->tx, now->meeting.set, work->viewer, text, work->now,
		                         &rule);
	else
		err = store_rule_word(work->tx, rule, now->meeting.set, text);
	if (err) return err;
	return app_room_do(work, now, is_new ? ROOM_RULE_PROPOSED : ROOM_RULE_WORDED, rule.n, 0, 0);
}

enum err app_room_drop_rule(struct work *work, meeting_id meeting, rule_id rule)
{
	struct room_now *now;

	enum err err = load(work, meeting, &now);
	if (!err) err = rule_here(work, now, rule);
	if (!err) err = store_rule_drop(work->tx, rule, now->meeting.set);
	if (err == ERR_STALE) return ERR_ABSENT;
	return err ? err : app_room_do(work, now, ROOM_RULE_DROPPED, rule.n, 0, 0);
}

enum err app_room_settle_rules(struct work *work, meeting_id meeting)
{
	struct room_now *now;
	int version;

	enum err err = load(work, meeting, &now);
	if (!err) err = store_rule_settle(work->tx, now->meeting.set, meeting, work->now, &version);
	if (err == ERR_ABSENT) return work_refuse(work, rule_verdict_text(RULE_NO_NONE));
	return err ? err : app_room_do(work, now, ROOM_RULE_SETTLED, 0, version, 0);
}

enum err app_room_word_rules_again(struct work *work, meeting_id meeting)
{
	struct room_now *now;
	struct rule_rows proposed;

	enum err err = load(work, meeting, &now);
	if (!err) err = store_rule_list(work->tx, now->meeting.set, 0, &proposed);
	if (err) return err;
	if (proposed.n) return work_refuse(work, room_verdict_text(ROOM_NO_SAME));
	err = store_rule_reopen(work->tx, now->meeting.set, work->now);
	if (err == ERR_ABSENT) return work_refuse(work, rule_verdict_text(RULE_NO_NONE));
	if (!err) err = store_rule_list(work->tx, now->meeting.set, 0, &proposed);
	for (size_t i = 0; !err && i < proposed.n; i++)
		err = app_room_do(work, now, ROOM_RULE_PROPOSED, proposed.at[i].id.n, 0, 0);
	return err;
}

enum err app_room_agree(struct work *work, meeting_id meeting, int version)
{
	struct room_now *now;

	enum err err = load(work, meeting, &now);
	if (!err) err = app_room_do(work, now, ROOM_RULE_AGREED, 0, version, 0);
	return err ? err
	           : store_rule_agree(work->tx, now->meeting.set, version, work->viewer, work->now);
}
