/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* issue - what a person brings to their set.  Sealed under the person's own key; sharing it puts a
 * copy under the set's key, taking it back removes that copy. */
#ifndef STORE_ISSUE_H
#define STORE_ISSUE_H

#include "db/db.h"
#include "domain/ids.h"
#include "store/kinds.h"

/* As its owner sees it. */
struct issue_mine_row {
	issue_id id;
	set_id set;
	person_id person;
	struct str set_name;
	struct str text;
	struct str want;        /* may be none */
	struct str shared_text; /* what the set reads; none while private */
	struct str shared_want; /* may be none */
	bool is_shared;
	int checks; /* enum issue_check, or-ed */
	struct instant made_at, changed_at;
	struct instant shared_at, closed_at; /* ms == 0: not */
};

struct issue_mine_rows {
	struct issue_mine_row *at;
	size_t n;
};

/* As the set sees it, once shared. */
struct issue_shared_row {
	issue_id id;
	set_id set;
	person_id person;
	struct str called;
	struct str text;
	struct str want; /* may be none */
	struct instant shared_at;
};

struct issue_shared_rows {
	struct issue_shared_row *at;
	size_t n;
};

/* want.at == NULL: none.  Private until shared. */
MUST_USE enum err store_issue_add(struct tx *tx, set_id set, person_id person, struct str text,
                                  struct str want, int checks, struct instant now, issue_id *out);
/* ERR_STALE if it was changed since `seen` (changed_at as the form showed it). */
MUST_USE enum err store_issue_change(struct tx *tx, issue_id id, person_id person, struct str text,
                                     struct str want, int checks, struct instant seen,
                                     struct instant now);
/* Shows the present words to the set; again after a change shows the new ones. */
MUST_USE enum err store_issue_share(struct tx *tx, issue_id id, person_id person,
                                    struct instant now);
MUST_USE enum err store_issue_unshare(struct tx *tx, issue_id id, person_id person);
MUST_USE enum err store_issue_close(struct tx *tx, issue_id id, person_id person,
                                    struct instant now);
/* ERR_ABSENT unless it is that person's. */
MUST_USE enum err store_issue_load_mine(struct tx *tx, issue_id id, person_id person,
                                        struct issue_mine_row *out);
/* The one they are working on in this set: the newest not closed.  ERR_ABSENT: none. */
MUST_USE enum err store_issue_current(struct tx *tx, set_id set, person_id person,
                                      struct issue_mine_row *out);
MUST_USE enum err store_issue_list_mine(struct tx *tx, person_id person,
                                        struct issue_mine_rows *out);
/* ERR_ABSENT unless it is shared. */
MUST_USE enum err store_issue_load_shared(struct tx *tx, issue_id id, struct issue_shared_row *out);
MUST_USE enum err store_issue_list_shared(struct tx *tx, set_id set, struct issue_shared_rows *out);

#endif
