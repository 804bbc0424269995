/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* question - rows of questions. */
#include "store/question.h"

#include "base/random.h"
#include "sql/question.h"

enum err store_question_add(struct tx *tx, const struct question_new *question, struct instant now,
                            question_id *out)
{
	const struct sql_question_add_in in = {
		.id = { random_id() },
		.set = question->set,
		.meeting = question->meeting,
		.issue = question->issue,
		.presenter = question->presenter,
		.asker = question->asker,
		.text = question->text,
		.is_held = question->is_held,
		.now = now,
	};
	enum err err = sql_question_add(tx, &in);
	if (!err) *out = in.id;
	return err;
}

enum err store_question_release(struct tx *tx, meeting_id meeting)
{
	return sql_question_release(tx, meeting);
}

enum err store_question_park(struct tx *tx, question_id id, person_id presenter, bool park)
{
	return sql_question_park(tx, id, presenter, park);
}

enum err store_question_withdraw(struct tx *tx, question_id id, person_id asker)
{
	return sql_question_withdraw(tx, id, asker);
}

enum err store_question_word_noted(struct tx *tx, question_id id, person_id presenter,
                                   struct str text)
{
	struct sql_question_noted_set_row of;

	const enum err err = sql_question_noted_set(tx, id, presenter, &of);
	if (err) return err;
	if (!text.n) return sql_question_withdraw(tx, id, presenter);
	const struct sql_question_noted_word_in in = {
		.id = id, .set = of.set, .presenter = presenter, .text = text
	};
	return sql_question_noted_word(tx, &in);
}

enum err store_question_keep(struct tx *tx, question_id id, person_id presenter, bool keep,
                             struct instant now)
{
	struct sql_question_is_presenters_row row;
	enum err err = sql_question_is_presenters(tx, id, presenter, &row);
	if (err) return err;
	if (keep) return sql_question_keep(tx, id, presenter, now);
	return sql_question_unkeep(tx, id, presenter);
}

enum err store_question_warm(struct tx *tx, question_id id, person_id presenter,
                             enum question_heat heat)
{
	struct sql_question_is_presenters_row row;
	const enum err err = sql_question_is_presenters(tx, id, presenter, &row);
	if (err) return err;
	if (heat == HEAT_NONE) return sql_question_unwarm(tx, id, presenter);
	return sql_question_warm(tx, id, presenter, (int)heat);
}

enum err store_question_load(struct tx *tx, question_id id, struct question_row *out)
{
	return sql_question_by_id(tx, id, out);
}

enum err store_question_list(struct tx *tx, meeting_id meeting, struct question_rows *out)
{
	return sql_question_list(tx, meeting, &out->at, &out->n);
}

enum err store_question_of_presenter(struct tx *tx, person_id presenter, meeting_id meeting,
                                     struct question_rows *out)
{
	return sql_question_of_presenter(tx, presenter, meeting, &out->at, &out->n);
}

enum err store_question_airtime(struct tx *tx, set_id set, meeting_id except,
                                struct question_airtime_rows *out)
{
	return sql_question_airtime(tx, set, except, &out->at, &out->n);
}

enum err store_question_of_asker(struct tx *tx, person_id asker, struct question_rows *out)
{
	return sql_question_of_asker(tx, asker, &out->at, &out->n);
}
