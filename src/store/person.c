/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* person - rows of people; their words are sealed by the statements. */
#include "store/person.h"

#include "base/random.h"
#include "sql/person.h"

/* Sealed names cannot be ordered by the database. */
static int by_name(const void *a, const void *b)
{
	const struct person_row *one = a, *two = b;
	int order = str_cmp(one->name, two->name);
	return order != 0 ? order : (one->id.n > two->id.n) - (one->id.n < two->id.n);
}

static void sort_by_name(struct person_rows *rows)
{
	if (rows->n > 1) qsort(rows->at, rows->n, sizeof(rows->at[0]), by_name);
}

enum err store_person_add(struct tx *tx, const struct person_new *person, struct instant now,
                          person_id *out)
{
	const struct str address = str_lower(tx_arena(tx), str_trim(person->email));
	const struct sql_person_add_in in = {
		.id = { random_id() },
		.organisation = person->organisation,
		.name = person->name,
		.called = person->called,
		.email = str_trim(person->email),
		.address = address,
		.job = person->job,
		.is_coordinator = person->is_coordinator,
		.is_facilitator = person->is_facilitator,
		.sponsor_of = person->sponsor_of,
		.now = now,
	};
	enum err err = sql_person_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_person_load(struct tx *tx, person_id id, struct person_row *out)
{
	return sql_person_by_id(tx, id, out);
}

enum err store_person_viewer(struct tx *tx, person_id id, struct person_row *out)
{
	return sql_person_viewer(tx, id, out);
}

enum err store_person_by_email(struct tx *tx, struct str email, struct person_row *out)
{
	return sql_person_by_email(tx, str_lower(tx_arena(tx), str_trim(email)), out);
}

enum err store_person_id_by_email(struct tx *tx, struct str email, person_id *out)
{
	struct sql_person_id_by_email_row row = { 0 };
	const enum err err =
		sql_person_id_by_email(tx, str_lower(tx_arena(tx), str_trim(email)), &row);

	if (err && err != ERR_ABSENT) return err;
	*out = err ? (person_id){ 0 } : row.id;
	return OK;
}

enum err store_person_opens(struct tx *tx)
{
	struct sql_person_any_row row;
	const enum err err = sql_person_any(tx, &row);

	return err == ERR_ABSENT ? OK : err;
}

enum err store_person_list(struct tx *tx, struct person_rows *out)
{
	enum err err = sql_person_list(tx, &out->at, &out->n);
	if (!err) sort_by_name(out);
	return err;
}

enum err store_person_facilitators(struct tx *tx, struct person_rows *out)
{
	enum err err = sql_person_facilitators(tx, &out->at, &out->n);
	if (!err) sort_by_name(out);
	return err;
}

enum err store_person_coordinators(struct tx *tx, struct person_ids *out)
{
	struct sql_person_coordinators_row *rows;
	size_t n;

	const enum err err = sql_person_coordinators(tx, &rows, &n);
	if (err) return err;
	out->at = NEW(tx_arena(tx), person_id, n);
	out->n = n;
	for (size_t i = 0; i < n; i++) out->at[i] = rows[i].id;
	return OK;
}

enum err store_person_rename(struct tx *tx, person_id id, struct str name, struct str called,
                             struct str job)
{
	const struct sql_person_rename_in in = {
		.id = id, .name = name, .called = called, .job = job
	};
	return sql_person_rename(tx, &in);
}

enum err store_person_display(struct tx *tx, person_id id, enum theme theme, bool shortcuts,
                              enum speak speak)
{
	const struct sql_person_display_in in = {
		.id = id,
		.theme = (int)theme,
		.shortcuts = shortcuts,
		.speak = (int)speak,
	};
	return sql_person_display(tx, &in);
}

enum err store_person_place(struct tx *tx, person_id id, organisation_id organisation,
                            bool is_coordinator, bool is_facilitator, organisation_id sponsor_of)
{
	const struct sql_person_place_in in = {
		.id = id,
		.organisation = organisation,
		.is_coordinator = is_coordinator,
		.is_facilitator = is_facilitator,
		.sponsor_of = sponsor_of,
	};
	return sql_person_place(tx, &in);
}

enum err store_person_readdress(struct tx *tx, person_id id, struct str email)
{
	const struct str trimmed = str_trim(email);
	return sql_person_readdress(tx, id, trimmed, str_lower(tx_arena(tx), trimmed));
}
