/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* practice - see practice.h. */
#include "app/practice.h"

#include "app/process.h"
#include "base/log.h"
#include "base/random.h"
#include "embed/files.h"

/* Cut short, a practice has less silence in it. */
enum { PACE_SHORT = 70, PACE_LONG = 100 };

static const struct str folder = STR_INIT("content/rehearsal/");

/* ---- decks and processes ---- */

static enum err read_deck(struct arena *arena, const struct embedded *file,
                          const struct rehearsal_deck **out)
{
	struct process_fault fault;

	if (!rehearsal_deck_parse(arena, (struct str){ file->bytes, file->n }, out, &fault))
		return OK;
	log_error("deck=%.*s line=%d is wrong", STR_ARG(file->path), fault.line);
	return ERR_CORRUPT;
}

enum err practice_deck_list(struct arena *arena, struct practice_decks *out)
{
	const struct embedded *file;
	enum err err = OK;
	size_t most = 0;

	while (embedded_at(most)) most++;
	*out = (struct practice_decks){ .at = NEW(arena, const struct rehearsal_deck *, most) };
	for (size_t i = 0; !err && (file = embedded_at(i)) != NULL; i++) {
		const struct rehearsal_deck *deck = NULL;
		if (!str_starts(file->path, folder) || !str_ends(file->path, STR(".deck")))
			continue;
		err = read_deck(arena, file, &deck);
		if (!err && deck->presenter.name.n) out->at[out->n++] = deck;
	}
	return err;
}

/* `name` comes from a form: only what is in the folder is found. */
static enum err find_deck(struct arena *arena, struct str name, const struct rehearsal_deck **out)
{
	const struct embedded *file =
		embedded_find(str_printf(arena, "%.*s%.*s.deck", STR_ARG(folder), STR_ARG(name)));
	return file ? read_deck(arena, file, out) : ERR_ABSENT;
}

enum err practice_deck(struct arena *arena, struct str name, const struct rehearsal_deck **out)
{
	const enum err err = find_deck(arena, name, out);

	if (err) return err;
	return (*out)->presenter.name.n ? OK : ERR_ABSENT;
}

static enum err read_process(struct arena *arena, const char *name, const struct process **out)
{
	const struct embedded *file =
		embedded_find(str_printf(arena, "%.*s%s.process", STR_ARG(folder), name));
	struct process_fault fault;

	if (file && !process_parse(arena, (struct str){ file->bytes, file->n }, out, &fault))
		return OK;
	log_error("process=%s cannot be read", name);
	return ERR_CORRUPT;
}

static enum err find_processes(struct arena *arena, int length_min, struct practice_plan *out)
{
	const bool is_long = length_min == PRACTICE_LONG_MIN;

	if (!is_long && length_min != PRACTICE_SHORT_MIN) return ERR_ABSENT;
	out->length_min = length_min;
	out->pace = is_long ? PACE_LONG : PACE_SHORT;
	enum err err = read_process(arena, is_long ? "practice-45" : "practice-20", &out->shell);
	if (err) return err;
	return is_long ? process_shipped(arena, STR("uk-classic"), &out->round)
	               : read_process(arena, "practice-20-round", &out->round);
}

/* ---- presses as they are kept: four numbers, and own words ---- */

static struct str press_text(struct arena *arena, const struct practice_press *press)
{
	return str_printf(arena, "%d %d %lld %lld%s%.*s", (int)press->kind, (int)press->said,
	                  (long long)press->subject, (long long)press->a, press->words.n ? " " : "",
	                  STR_ARG(press->words));
}

static bool press_parse(struct str text, struct practice_press *out)
{
	int64_t n[4];
	struct str piece;

	for (size_t i = 0; i < LEN(n); i++)
		if (!str_cut(&text, ' ', &piece) || !str_i64(piece, 0, INT64_MAX, &n[i]))
			return false;
	if (n[0] >= ROOM_KIND_END || n[1] >= INTERVENTION_COUNT) return false;
	out->kind = (enum room_kind)n[0];
	out->said = (enum intervention)n[1];
	out->subject = n[2];
	out->a = n[3];
	out->words = text;
	return true;
}

/* ---- ---- */

enum err app_practice_begin(struct work *work, const struct practice_wish *wish, practice_id *out)
{
	const struct rehearsal_deck *deck;
	struct practice_plan plan;
	struct practice_rows rows;

	enum err err = practice_deck(work->arena, wish->deck, &deck);
	if (!err) err = find_processes(work->arena, wish->length_min, &plan);
	if (!err) err = store_practice_list(work->tx, work->viewer, &rows);
	if (err) return err;
	if (rows.n >= PRACTICE_KEPT_MAX)
		return work_refusef(work, "You have %d practice meetings. Delete one first.",
		                    PRACTICE_KEPT_MAX);
	const struct practice_row row = {
		.person = work->viewer,
		.deck = deck->name,
		.seed = wish->seed ? wish->seed : 1 + random_id() % PRACTICE_SEED_MAX,
		.length_min = wish->length_min,
		.habits = (int)wish->habits,
		.began_at = work->now,
	};
	return store_practice_add(work->tx, &row, out);
}

static enum err begin(struct work *work, const struct practice_row *row, struct practice **out)
{
	struct practice_plan plan = {
		.seed = (uint64_t)row->seed,
		.habits = (unsigned)row->habits,
		.facilitator = row->person,
		.began = row->began_at,
	};

	const struct rehearsal_deck *deck, *spare;

	enum err err = practice_deck(work->arena, row->deck, &deck);
	if (!err) err = find_deck(work->arena, STR("general"), &spare);
	if (!err) err = find_processes(work->arena, row->length_min, &plan);
	if (err) return err;
	plan.deck = rehearsal_deck_with(work->arena, deck, spare);
	return practice_begin(work->arena, &plan, out);
}

/* All presses, each at its moment.  False: an upgrade has changed what follows from them. */
static bool play_again(struct practice *practice, const struct practice_press_rows *presses)
{
	for (size_t i = 0; i < presses->n; i++) {
		const struct practice_press_row *row = &presses->at[i];
		struct practice_press press = { .at = row->at };
		if (!press_parse(row->what, &press)) return false;
		practice_play(practice, row->at);
		if (practice_number(practice) != row->heard) return false;
		if (practice_press(practice, &press)) return false;
	}
	return true;
}

enum err app_practice_load(struct work *work, practice_id id, struct practice_now *out)
{
	struct practice_press_rows presses;

	*out = (struct practice_now){ 0 };
	enum err err = store_practice_load(work->tx, id, work->viewer, &out->row);
	if (!err) err = store_practice_presses(work->tx, id, work->viewer, &presses);
	if (err) return err;
	err = begin(work, &out->row, &out->practice);
	if (err == ERR_ABSENT) err = ERR_CORRUPT; /* it is theirs, and its deck is gone */
	if (err) return err;
	out->presses = (int)presses.n;
	if (presses.n) out->pressed_at = presses.at[presses.n - 1].at;
	out->is_changed = !play_again(out->practice, &presses);
	if (!out->is_changed) practice_play(out->practice, work->now);
	out->is_over = out->is_changed || out->practice->is_left ||
	               out->practice->room.state == ROOM_ENDED;
	return OK;
}

enum err app_practice_press(struct work *work, practice_id id, const struct practice_press *press)
{
	struct practice_now now;
	struct practice_press done = *press;

	enum err err = app_practice_load(work, id, &now);
	if (err) return err;
	if (now.is_changed)
		return work_refuse(work, "Setwise has been renewed since this practice began, and "
		                         "it can’t go on. Begin another.");
	/* Another node's clock may be a little behind. */
	done.at = instant_since(work->now, now.pressed_at) < 0 ? now.pressed_at : work->now;
	const int heard = practice_number(now.practice);
	const enum room_verdict verdict = practice_press(now.practice, &done);
	if (verdict) return work_refuse(work, room_verdict_text(verdict));
	const struct practice_press_row row = {
		.person = work->viewer,
		.number = now.presses + 1,
		.at = done.at,
		.heard = heard,
		.what = press_text(work->arena, &done),
	};
	err = store_practice_press(work->tx, id, &row);
	if (err == ERR_STALE) return ERR_BUSY; /* another window was first: again, on what is now */
	if (!err && press->kind == ROOM_END)
		err = store_practice_end(work->tx, id, work->viewer, work->now);
	return err;
}

enum err app_practice_remove(struct work *work, practice_id id)
{
	const enum err err = store_practice_remove(work->tx, id, work->viewer);
	return err == ERR_STALE ? ERR_ABSENT : err;
}
