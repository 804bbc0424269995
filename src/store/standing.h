/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* standing - what a person is towards a thing, for the gate.  One statement each; ERR_ABSENT when
 * there is no such thing.  Who has left, or has not joined yet, is nothing to a set. */
#ifndef STORE_STANDING_H
#define STORE_STANDING_H

#include "db/db.h"
#include "domain/ids.h"
#include "domain/policy.h"

struct standing_row {
	bool is_coordinator; /* of the office */
	bool may_facilitate; /* is on the register of facilitators: asked of the house only, so it opens
	                      * their own pages and nothing of any set */
	bool is_self;        /* the thing is the viewer, or is theirs alone */
	bool is_member;      /* has joined the set the thing belongs to */
	bool is_facilitator; /* of that set; of a meeting and what belongs to it: and it is not given
	                      * to somebody else, and not self-facilitated */
	bool is_adviser;     /* facilitates that set, whoever has the meeting */
	bool is_told;    /* of a meeting: all who came let this facilitator, who did not, read it */
	bool is_invited; /* to that set, and has not joined */
	bool is_sponsor; /* of the organisation */
	bool is_shared;  /* the set may read it: always so of what is the whole set's */
	set_id set;      /* the set it belongs to; n == 0: none */
};

/* Towards the installation: viewer.n may be 0, then nothing is true. */
MUST_USE enum err store_standing_house(struct tx *tx, person_id viewer, struct standing_row *out);
MUST_USE enum err store_standing_set(struct tx *tx, person_id viewer, set_id id,
                                     struct standing_row *out);
MUST_USE enum err store_standing_meeting(struct tx *tx, person_id viewer, meeting_id id,
                                         struct standing_row *out);
/* Towards a person: is_member / is_facilitator when they share a set. */
MUST_USE enum err store_standing_person(struct tx *tx, person_id viewer, person_id id,
                                        struct standing_row *out);
/* Towards a programme: of any of its sets. */
MUST_USE enum err store_standing_programme(struct tx *tx, person_id viewer, programme_id id,
                                           struct standing_row *out);
MUST_USE enum err store_standing_organisation(struct tx *tx, person_id viewer, organisation_id id,
                                              struct standing_row *out);
MUST_USE enum err store_standing_issue(struct tx *tx, person_id viewer, issue_id id,
                                       struct standing_row *out);
/* is_self: the asker or the presenter; both must be in the set still for it to matter. */
MUST_USE enum err store_standing_question(struct tx *tx, person_id viewer, question_id id,
                                          struct standing_row *out);
MUST_USE enum err store_standing_action(struct tx *tx, person_id viewer, action_id id,
                                        struct standing_row *out);
MUST_USE enum err store_standing_rule(struct tx *tx, person_id viewer, rule_id id,
                                      struct standing_row *out);
/* Only is_self: a log has one reader. */
MUST_USE enum err store_standing_log(struct tx *tx, person_id viewer, log_entry_id id,
                                     struct standing_row *out);

/* Only is_self: nobody but who practises. */
MUST_USE enum err store_standing_practice(struct tx *tx, person_id viewer, practice_id id,
                                          struct standing_row *out);

/* The row of somebody who is signed in as enum standing, or-ed, for policy_allows(): what is not shared
 * with the set is its writer's alone.  SCREEN and PRESENTER are not known here. */
unsigned store_standing_bits(const struct standing_row *row);

#endif
