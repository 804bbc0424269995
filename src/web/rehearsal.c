/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* rehearsal - choosing a scenario; the practices one has. */
#include "web/rehearsal.h"

#include "html/rehearsal.h"
#include "web/circle.h"
#include "web/path.h"

struct wish {
	struct str deck, seed;
	int length, presenter;
	bool adviser, storyteller, silent, dominant;
};

/* clang-format off */
static const struct choice lengths[] = {
	{ "20", PRACTICE_SHORT_MIN, "20 minutes: a check-in and one short round" },
	{ "45", PRACTICE_LONG_MIN,  "45 minutes: a check-in and one whole round" },
};
/* Stored as bits of the habits. */
static const struct choice presenters[] = {
	{ "scenario", 0,                        "As the scenario has them" },
	{ "plain",    PRACTICE_PLAIN_PRESENTER, "Answers openly" },
	{ "anxious",  1 << HABIT_ANXIOUS,       "Finds it hard, and says little" },
	{ "solved",   1 << HABIT_SOLVED,        "Has solved it already" },
};
static const struct field fields[] = {
	FIELD_TEXT  (struct wish, deck,        "a scenario", 0, 100),
	FIELD_TEXT  (struct wish, seed,        "the number of the practice to repeat", 0, 20),
	FIELD_CHOICE(struct wish, length,      "how long you have", lengths),
	FIELD_CHOICE_OR(struct wish, presenter, "how the presenter is", presenters),
	FIELD_CHECK (struct wish, adviser),
	FIELD_CHECK (struct wish, storyteller),
	FIELD_CHECK (struct wish, silent),
	FIELD_CHECK (struct wish, dominant),
};
/* clang-format on */

/* ---- the page ---- */

/* A form that is shown again has what was sent; a link to repeat one has it in the address. */
static struct str asked_for(const struct request *rq, const char *name)
{
	const struct str sent = request_field(rq, name);
	return rq->again ? sent : request_query(rq, name);
}

static enum err fill_decks(struct request *rq, struct rehearsal_view *view)
{
	struct arena *arena = rq->work.arena;
	const struct str chosen = asked_for(rq, "deck");
	struct practice_decks decks;

	const enum err err = practice_deck_list(arena, &decks);
	if (err) return err;
	view->decks.at = NEW(arena, struct deck_view, decks.n);
	for (size_t i = 0; i < decks.n; i++) {
		const struct rehearsal_deck *deck = decks.at[i];
		view->decks.at[view->decks.n++] = (struct deck_view){
			.id = i == 0 ? STR("deck") : str_printf(arena, "deck-%zu", i + 1),
			.value = deck->name,
			.title = deck->title,
			.about = deck->about,
			.with = str_printf(arena, "%.*s, %.*s, presents.",
			                   STR_ARG(deck->presenter.name),
			                   STR_ARG(deck->presenter.work)),
			.is_chosen = str_eq(chosen, deck->name),
		};
	}
	return OK;
}

static struct check_view check(struct request *rq, const char *name, struct str label)
{
	return form_check(rq, name, label, request_query(rq, name).n > 0);
}

static int presenter_asked(const struct request *rq)
{
	const struct str chosen = asked_for(rq, "presenter");

	for (size_t i = 0; i < LEN(presenters); i++)
		if (str_eq(chosen, str_of(presenters[i].value))) return presenters[i].number;
	return 0;
}

static void fill_form(struct request *rq, struct rehearsal_view *view)
{
	const struct str length = asked_for(rq, "length");

	view->form = form_begin(rq);
	for (size_t i = 0; i < view->form.faults.n; i++)
		if (str_eq(view->form.faults.at[i].field, STR("deck")))
			view->deck_error = view->form.faults.at[i].words;
	view->length =
		form_choice(rq, "length", STR("How long do you have?"), lengths, LEN(lengths),
	                    str_eq(length, STR("45")) ? PRACTICE_LONG_MIN : PRACTICE_SHORT_MIN);
	view->presenter = form_choice(rq, "presenter", STR("Who should present?"), presenters,
	                              LEN(presenters), presenter_asked(rq));
	view->adviser = check(rq, "adviser", STR("Someone who gives advice"));
	view->storyteller = check(rq, "storyteller", STR("Someone who tells stories"));
	view->silent = check(rq, "silent", STR("Someone who says nothing"));
	view->dominant = check(rq, "dominant", STR("Someone who talks most"));
	view->seed = form_input(rq, "seed", STR("Number of that practice"), asked_for(rq, "seed"));
	view->seed.is_number = true;
	view->seed.width = STR("govuk-input--width-5");
	view->seed.hint = STR("The same number, scenario and people give the same meeting again. "
	                      "You find it in the mirror.");
	view->is_seed_open = view->seed.value.n > 0 || view->seed.error.n > 0;
}

static enum err fill_practices(struct request *rq, struct rehearsal_view *view)
{
	struct arena *arena = rq->work.arena;
	struct practice_rows rows;
	const struct zone *zone;

	enum err err = home_zone(rq, &zone);
	if (!err) err = store_practice_list(rq->work.tx, rq->work.viewer, &rows);
	if (err) return err;
	const struct day today = zone_local(zone, rq->work.now).day;
	view->practices.at = NEW(arena, struct practice_line_view, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct practice_row *row = &rows.at[i];
		const struct rehearsal_deck *deck;
		const struct local at = zone_local(zone, row->began_at);
		err = practice_deck(arena, row->deck, &deck);
		if (err == ERR_ABSENT) continue; /* its scenario has gone with an upgrade */
		if (err) return err;
		view->practices.at[view->practices.n++] = (struct practice_line_view){
			.title = deck->title,
			.when = str_printf(arena, "%.*s at %.*s",
			                   STR_ARG(at.day.n == today.n ? STR("Today")
			                                               : day_words(arena, at.day)),
			                   STR_ARG(minute_words(arena, at.minute))),
			.state =
				str_printf(arena, "%d minutes, number %lld%s", row->length_min,
			                   (long long)row->seed, row->ended_at.ms ? ", ended" : ""),
			.room = path_practice(arena, row->id),
			.mirror = path_practice_mirror(arena, row->id),
			.gone = path_practice_gone(arena, row->id),
			.is_open = row->ended_at.ms == 0,
			.form = form_begin(rq),
		};
	}
	return OK;
}

/* GET /rehearsal */
enum err page_rehearsal(struct request *rq, struct reply *reply)
{
	struct rehearsal_view view = { .page = page_begin(rq, STR("Rehearsal room")),
		                       .to = path_rehearsal() };

	fill_form(rq, &view);
	enum err err = fill_decks(rq, &view);
	if (!err) err = fill_practices(rq, &view);
	if (!err) html_rehearsal_choose(&reply->body, &view);
	return err;
}

/* ---- beginning ---- */

static enum err read_wish(struct request *rq, struct practice_wish *out)
{
	struct wish wish = { 0 };
	unsigned habits = 0;

	enum err err = form_read(rq, fields, LEN(fields), &wish);
	if (wish.deck.n == 0) err = form_fault(rq, "deck", "Choose a scenario");
	if (wish.seed.n && !str_i64(wish.seed, 1, PRACTICE_SEED_MAX, &out->seed))
		err = form_fault(rq, "seed", "The number of a practice is from 1 to %d",
		                 PRACTICE_SEED_MAX);
	if (wish.adviser) habits |= 1u << HABIT_ADVISER;
	if (wish.storyteller) habits |= 1u << HABIT_STORYTELLER;
	if (wish.silent) habits |= 1u << HABIT_SILENT;
	if (wish.dominant) habits |= 1u << HABIT_DOMINANT;
	out->deck = wish.deck;
	out->length_min = wish.length;
	out->habits = (habits ? habits | 1u << HABIT_PLAIN : 0) | (unsigned)wish.presenter;
	return err;
}

/* POST /rehearsal */
enum err post_rehearsal(struct request *rq, struct reply *reply)
{
	struct practice_wish wish = { 0 };
	practice_id practice;

	enum err err = read_wish(rq, &wish);
	if (!err) err = app_practice_begin(&rq->work, &wish, &practice);
	if (err == ERR_ABSENT) err = form_fault(rq, "deck", "Choose a scenario");
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_rehearsal);
	if (err) return err;
	return reply_see_other(reply, path_practice(rq->work.arena, practice));
}

/* POST /rehearsal/:practice/gone */
enum err post_practice_gone(struct request *rq, struct reply *reply)
{
	const enum err err = app_practice_remove(&rq->work, rq->path.practice);

	if (err) return err;
	reply_say(rq, reply, STR("The practice meeting is deleted."));
	return reply_see_other(reply, path_rehearsal());
}
