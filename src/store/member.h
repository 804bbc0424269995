/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* member - who belongs to a set, as a member or its facilitator, and who is asked to. */
#ifndef STORE_MEMBER_H
#define STORE_MEMBER_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

struct member_row {
	member_id id;
	set_id set;
	person_id person;
	enum member_role role;
	enum member_state state;
	int seat; /* place in the ring */
	struct str name, called;
	struct str job;               /* may be none */
	struct str organisation_name; /* may be none */
	struct instant agreed_at;     /* of the two-part commitment; ms == 0: not yet */
};

struct member_rows {
	struct member_row *at;
	size_t n;
};

/* A set and one who facilitates it. */
struct facilitates_row {
	set_id set;
	person_id person;
	struct str set_name, name, called;
};

struct facilitates_rows {
	struct facilitates_row *at;
	size_t n;
};

/* As its owner may read it: sets they have left too. */
struct member_mine_row {
	struct str set_name;
	enum member_role role;
	enum member_state state;
	struct instant invited_at, agreed_at, left_at; /* ms == 0: not */
};

struct member_mine_rows {
	struct member_mine_row *at;
	size_t n;
};

struct invitation_row {
	member_id member;
	set_id set;
	person_id person;
	enum member_role role;
	struct str set_name;
	struct instant ends_at;
};

/* Asks a person to join; one who left, or was asked before, is asked again with a new token.
 * ERR_STALE if they have joined already. */
MUST_USE enum err store_member_invite(struct tx *tx, set_id set, person_id person, struct str token,
                                      struct instant now, struct instant ends_at, member_id *out);
/* How many seats have been given, to those who left as well. */
MUST_USE enum err store_member_seats_used(struct tx *tx, set_id set, int *out);
/* Makes a person the set's facilitator at once; ERR_STALE if they are in the set already. */
MUST_USE enum err store_member_appoint(struct tx *tx, set_id set, person_id person,
                                       struct instant now, member_id *out);
/* ERR_ABSENT: unknown, used or ended. */
MUST_USE enum err store_member_by_token(struct tx *tx, struct str token, struct instant now,
                                        struct invitation_row *out);
/* The two-part commitment is agreed, the token used.  ERR_STALE unless invited. */
MUST_USE enum err store_member_join(struct tx *tx, member_id id, struct instant now);
MUST_USE enum err store_member_leave(struct tx *tx, member_id id, struct instant now);
MUST_USE enum err store_member_load(struct tx *tx, set_id set, person_id person,
                                    struct member_row *out);
MUST_USE enum err store_member_by_id(struct tx *tx, member_id id, struct member_row *out);
/* Invited and joined, by seat; facilitators last. */
MUST_USE enum err store_member_list(struct tx *tx, set_id set, struct member_rows *out);
/* Of all sets, for the office, by the set's name. */
MUST_USE enum err store_member_facilitators(struct tx *tx, struct facilitates_rows *out);
/* Those who left as well, by seat: for rooms, whose events may be theirs. */
MUST_USE enum err store_member_ever(struct tx *tx, set_id set, struct member_rows *out);
MUST_USE enum err store_member_mine(struct tx *tx, person_id person, struct member_mine_rows *out);

#endif
