/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* member - rows of memberships. */
#include "store/member.h"

#include "base/random.h"
#include "sql/member.h"

static enum err add(struct tx *tx, struct sql_member_add_in *in, member_id *out)
{
	struct sql_member_next_seat_row next;
	enum err err = sql_member_next_seat(tx, in->set, &next);
	if (err) return err;
	in->id = (member_id){ random_id() };
	in->seat = next.seat;
	err = sql_member_add(tx, in);
	if (!err) *out = in->id;
	return err;
}

enum err store_member_seats_used(struct tx *tx, set_id set, int *out)
{
	struct sql_member_next_seat_row next;
	enum err err = sql_member_next_seat(tx, set, &next);
	if (!err) *out = next.seat;
	return err;
}

enum err store_member_invite(struct tx *tx, set_id set, person_id person, struct str token,
                             struct instant now, struct instant ends_at, member_id *out)
{
	struct sql_member_known_row known;
	enum err err = sql_member_known(tx, set, person, &known);
	if (err == ERR_ABSENT) {
		struct sql_member_add_in in = {
			.set = set,
			.person = person,
			.role = ROLE_MEMBER,
			.state = MEMBER_INVITED,
			.token = token,
			.now = now,
			.invite_ends_at = ends_at,
		};
		return add(tx, &in, out);
	}
	if (err) return err;

	const struct sql_member_ask_again_in in = {
		.id = known.id,
		.token = token,
		.now = now,
		.invite_ends_at = ends_at,
	};
	err = sql_member_ask_again(tx, &in);
	if (!err) *out = known.id;
	return err;
}

enum err store_member_appoint(struct tx *tx, set_id set, person_id person, struct instant now,
                              member_id *out)
{
	struct sql_member_known_row known;
	enum err err = sql_member_known(tx, set, person, &known);
	if (err == ERR_ABSENT) {
		struct sql_member_add_in in = {
			.set = set,
			.person = person,
			.role = ROLE_FACILITATOR,
			.state = MEMBER_JOINED,
			.now = now,
			.agreed_at = now,
		};
		return add(tx, &in, out);
	}
	if (err) return err;
	err = sql_member_appoint_again(tx, known.id, now);
	if (!err) *out = known.id;
	return err;
}

enum err store_member_by_token(struct tx *tx, struct str token, struct instant now,
                               struct invitation_row *out)
{
	return sql_member_by_token(tx, token, now, out);
}

enum err store_member_join(struct tx *tx, member_id id, struct instant now)
{
	return sql_member_join(tx, id, now);
}

enum err store_member_leave(struct tx *tx, member_id id, struct instant now)
{
	return sql_member_leave(tx, id, now);
}

enum err store_member_load(struct tx *tx, set_id set, person_id person, struct member_row *out)
{
	return sql_member_of_set(tx, set, person, out);
}

enum err store_member_by_id(struct tx *tx, member_id id, struct member_row *out)
{
	return sql_member_by_id(tx, id, out);
}

enum err store_member_facilitators(struct tx *tx, struct facilitates_rows *out)
{
	return sql_member_facilitators(tx, &out->at, &out->n);
}

enum err store_member_list(struct tx *tx, set_id set, struct member_rows *out)
{
	return sql_member_list(tx, set, &out->at, &out->n);
}

enum err store_member_ever(struct tx *tx, set_id set, struct member_rows *out)
{
	return sql_member_ever(tx, set, &out->at, &out->n);
}

enum err store_member_mine(struct tx *tx, person_id person, struct member_mine_rows *out)
{
	return sql_member_mine(tx, person, &out->at, &out->n);
}
