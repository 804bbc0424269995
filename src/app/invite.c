/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* invite - see invite.h. */
#include "app/invite.h"

#include "app/sign_in.h"
#include "domain/commitment.h"
#include "domain/member.h"
#include "store/mail.h"

enum err app_invite(struct work *work, set_id set, person_id person, struct str *token)
{
	const struct str made = app_token(work->arena);
	const struct instant ends_at = instant_add(work->now, HOURS(24 * INVITATION_DAYS));
	member_id member;
	mail_id mail;

	enum err err =
		store_member_invite(work->tx, set, person, made, work->now, ends_at, &member);
	if (!err)
		err = store_mail_add(work->tx, person, STR("invitation"), set.n, made, work->now,
		                     &mail);
	if (!err && token) *token = made;
	return err;
}

enum err app_invite_look(struct work *work, struct str token, struct invitation *out)
{
	struct invitation found = { 0 };

	enum err err = store_member_by_token(work->tx, token, work->now, &found.row);
	if (!err) err = store_person_load(work->tx, found.row.person, &found.person);
	if (!err) *out = found;
	return err;
}

enum err app_invite_join(struct work *work, struct str token, const struct invite_answer *answer,
                         set_id *set, struct str *session)
{
	struct invitation found = { 0 };

	if (!commitment_is_whole(answer->own, answer->others))
		return work_refuse(work, commitment_missing_text(answer->own, answer->others));
	enum err err = app_invite_look(work, token, &found);
	if (err) return err;

	err = store_member_join(work->tx, found.row.member, work->now);
	if (err == ERR_STALE) return ERR_ABSENT; /* pressed twice, or the office took it back */
	if (!err)
		err = store_person_rename(work->tx, found.person.id, answer->name, answer->called,
		                          found.person.job);
	if (!err) err = app_session_start(work, found.person.id, session);
	if (!err) *set = found.row.set;
	return err;
}
