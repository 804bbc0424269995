/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* erasure - see erasure.h. */
#include "store/erasure.h"

#include "base/id.h"
#include "db/seal.h"
#include "sql/erasure.h"
#include "store/person.h"
#include "store/session.h"

/* What refers to something goes before it. */
static enum err delete_words(struct tx *tx, person_id person)
{
	static enum err (*const steps[])(struct tx * tx, person_id person) = {
		sql_erasure_log,     sql_erasure_notes,         sql_erasure_noticed,
		sql_erasure_presses, sql_erasure_practices,     sql_erasure_reviews,
		sql_erasure_kept,    sql_erasure_heat,          sql_erasure_questions,
		sql_erasure_actions, sql_erasure_issues,        sql_erasure_bids,
		sql_erasure_airtime, sql_erasure_airtime_shown, sql_erasure_apologies,
		sql_erasure_rules,   sql_erasure_mail,          sql_erasure_sign_ins,
	};

	for (size_t i = 0; i < LEN(steps); i++) {
		const enum err err = steps[i](tx, person);
		if (err) return err;
	}
	return OK;
}

static enum err rename_somebody(struct tx *tx, person_id person)
{
	const struct str none = { 0 };
	const struct str address = str_printf(tx_arena(tx), "%.*s@erased.invalid",
	                                      STR_ARG(id_text(tx_arena(tx), person.n)));

	enum err err = store_person_rename(tx, person, STR("Somebody"), STR("Somebody"), none);
	if (!err) err = store_person_readdress(tx, person, address);
	if (!err)
		err = store_person_place(tx, person, (organisation_id){ 0 }, false, false,
		                         (organisation_id){ 0 });
	return err;
}

enum err store_erasure(struct tx *tx, person_id person, struct instant now)
{
	enum err err = delete_words(tx, person);

	if (!err) err = store_session_end_all(tx, person);
	if (!err) err = rename_somebody(tx, person);
	if (!err) err = sql_erasure_person(tx, person, now);
	if (!err) err = seal_destroy(tx, SEAL_PERSON, person.n);
	return err;
}
