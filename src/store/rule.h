/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rule - a set's ground rules: proposed and worded together, settled as a version, agreed by each. */
#ifndef STORE_RULE_H
#define STORE_RULE_H

#include "db/db.h"
#include "domain/ids.h"

struct rule_row {
	rule_id id;
	set_id set;
	int version; /* 0: proposed */
	int place;   /* order in the list */
	struct str text;
	person_id person; /* who proposed it; may be none */
};

struct rule_rows {
	struct rule_row *at;
	size_t n;
};

struct rule_agreed_row {
	person_id person;
	struct str called; /* none from store_rule_agreed_people() */
	struct instant at; /* likewise */
};

struct rule_agreed_rows {
	struct rule_agreed_row *at;
	size_t n;
};

struct rule_version_row {
	int version;
	struct instant made_at;
	int number; /* of the meeting where it was settled; 0: none */
};

struct rule_version_rows {
	struct rule_version_row *at;
	size_t n;
};

MUST_USE enum err store_rule_propose(struct tx *tx, set_id set, person_id person, struct str text,
                                     struct instant now, rule_id *out);
/* Of proposed ones; ERR_STALE otherwise. */
MUST_USE enum err store_rule_word(struct tx *tx, rule_id id, set_id set, struct str text);
MUST_USE enum err store_rule_drop(struct tx *tx, rule_id id, set_id set);
/* Makes all that is proposed the next version.  ERR_ABSENT if nothing is. meeting.n may be 0. */
MUST_USE enum err store_rule_settle(struct tx *tx, set_id set, meeting_id meeting,
                                    struct instant now, int *version);
/* Puts copies of the version in force among the proposed, to be worded again. */
MUST_USE enum err store_rule_reopen(struct tx *tx, set_id set, struct instant now);
/* Harmless when agreed already. */
MUST_USE enum err store_rule_agree(struct tx *tx, set_id set, int version, person_id person,
                                   struct instant now);
/* 0: none is settled; `at` (may be NULL) gets when. */
MUST_USE enum err store_rule_version(struct tx *tx, set_id set, int *version, struct instant *at);
/* Newest first. */
MUST_USE enum err store_rule_versions(struct tx *tx, set_id set, struct rule_version_rows *out);
/* version 0: the proposed. */
MUST_USE enum err store_rule_list(struct tx *tx, set_id set, int version, struct rule_rows *out);
/* Of every settled version, the earliest first: one statement, however many they are. */
MUST_USE enum err store_rule_lists(struct tx *tx, set_id set, struct rule_rows *out);
MUST_USE enum err store_rule_load(struct tx *tx, rule_id id, struct rule_row *out);
MUST_USE enum err store_rule_agreed(struct tx *tx, set_id set, int version,
                                    struct rule_agreed_rows *out);
MUST_USE enum err store_rule_agreed_people(struct tx *tx, set_id set, int version,
                                           struct rule_agreed_rows *out);

#endif
