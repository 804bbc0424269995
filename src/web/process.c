/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process - see process.h: the list, and one in full.  Writing and choosing are process_edit.c. */
#include "web/process.h"

#include "html/process.h"

/* ---- GET /processes ---- */

static enum err fill_card(struct request *rq, const struct process *process, struct str owner,
                          struct process_card *out)
{
	struct arena *arena = rq->work.arena;
	struct process_plan_view plan;
	const struct process *round = process;
	enum err err = OK;

	if (process->is_shell) err = process_round_for(rq, process, &round);
	if (!err)
		err = process_plan(rq, process->is_shell ? process : NULL, round,
		                   process->people ? process->people : 7, process->minutes, &plan);
	if (err) return err;
	*out = (struct process_card){
		.to = path_process(arena, process->name),
		.title = process->title,
		.about = process->about,
		.minutes = str_printf(arena, "%d minutes", process->minutes),
		.people = process_people_words(arena, process),
		.owner = owner,
		.bar = plan.bar,
	};
	return OK;
}

static enum err fill_shipped(struct request *rq, struct processes_view *view)
{
	struct process_list all;

	enum err err = process_shipped_list(rq->work.arena, &all);
	if (err) return err;
	view->meetings.at = NEW(rq->work.arena, struct process_card, all.n);
	view->rounds.at = NEW(rq->work.arena, struct process_card, all.n);
	for (size_t i = 0; !err && i < all.n; i++) {
		struct process_cards *cards = all.at[i]->is_shell ? &view->meetings : &view->rounds;
		err = fill_card(rq, all.at[i], STR(""), &cards->at[cards->n++]);
	}
	return err;
}

static enum err fill_ours(struct request *rq, struct processes_view *view)
{
	struct process_rows rows;

	enum err err = store_process_list(rq->work.tx, &rows);
	if (err) return err;
	view->ours.at = NEW(rq->work.arena, struct process_card, rows.n);
	for (size_t i = 0; !err && i < rows.n; i++) {
		const struct process *process;
		err = app_process_find(&rq->work, rows.at[i].name, &process);
		if (!err)
			err = fill_card(
				rq, process,
				str_printf(rq->work.arena, "Version %d", rows.at[i].version),
				&view->ours.at[view->ours.n++]);
	}
	return err;
}

/* GET /processes */
enum err page_processes(struct request *rq, struct reply *reply)
{
	struct processes_view view = {
		.page = page_begin(rq, STR("Ways to meet")),
		.new_to = path_process_new(rq->work.arena, STR("")),
		.may_write = request_may(rq, MANAGE_PROGRAMMES),
	};

	enum err err = fill_ours(rq, &view);
	if (!err) err = fill_shipped(rq, &view);
	if (!err) html_process_list(&reply->body, &view);
	return err;
}

/* ---- GET /processes/:word?people=7 ---- */

static void fill_stage(struct arena *arena, const struct stage *stage,
                       struct process_stage_words *out)
{
	*out = (struct process_stage_words){ .title = stage->title, .unknown = stage->unknown };
	out->words.at = NEW(arena, struct process_words, SAY_COUNT);
	for (int role = 0; role < SAY_COUNT; role++) {
		if (!stage->say[role].n && !stage->watch[role].n) continue;
		out->words.at[out->words.n++] = (struct process_words){
			.who = str_of(process_role_title((enum process_role)role)),
			.say = stage->say[role],
			.watch = stage->watch[role],
		};
	}
}

static void fill_words(struct arena *arena, const struct process *process,
                       struct process_view *view)
{
	view->stages.at =
		NEW(arena, struct process_stage_words, PROCESS_STAGES_MAX + PROCESS_MODULES_MAX);
	for (int i = 0; i < process->stage_count; i++) {
		const struct stage *stage = &process->stages[i];
		if (stage->kind == STAGE_ROUNDS) continue;
		fill_stage(arena, stage, &view->stages.at[view->stages.n++]);
		for (int j = 0; j < stage->module_count; j++)
			fill_stage(arena, &process->modules[stage->module_first + j],
			           &view->stages.at[view->stages.n++]);
	}
}

static struct str roles_of(struct arena *arena, const struct process *process)
{
	struct str words = { 0 };

	for (int role = 0; role < SAY_COUNT; role++) {
		if (!(process->roles & 1u << role)) continue;
		const char *title = process_role_title((enum process_role)role);
		words = words.n ? str_printf(arena, "%.*s, %s", STR_ARG(words),
		                             str_z(arena, str_lower(arena, str_of(title))))
		                : str_of(title);
	}
	return words;
}

/* What was asked for in the address, or for how many it was reckoned. */
static int people_of(const struct request *rq, const struct process *process)
{
	int64_t people = process->people ? process->people : 7;

	if (!str_i64(request_query(rq, "people"), 1, 12, &people))
		people = process->people ? process->people : 7;
	return (int)people;
}

static enum err fill_process(struct request *rq, const struct process *process,
                             struct process_view *view)
{
	struct arena *arena = rq->work.arena;
	const int people = people_of(rq, process);
	const struct process *round = process;
	enum err err = OK;

	view->title = process->title;
	view->about = process->about;
	view->name = process->name;
	view->source = process->source;
	view->unknown = process->unknown;
	view->roles = roles_of(arena, process);
	view->people = str_printf(arena, "%d", people);
	view->what = process->is_shell ? STR("A whole meeting") : STR("One presenter’s time");
	fill_words(arena, process, view);
	if (process->is_shell) {
		err = process_round_for(rq, process, &round);
		if (err) return err;
		view->round = round->title;
		view->round_to = path_process(arena, round->name);
	}
	if (!err)
		err = process_plan(rq, process->is_shell ? process : NULL, round, people,
		                   process->minutes, &view->plan);
	return err;
}

/* GET /processes/:word */
enum err page_process(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	const struct process *process;
	struct process_row row;

	enum err err = app_process_text(&rq->work, rq->path.word, &row);
	if (!err) err = app_process_find(&rq->work, rq->path.word, &process);
	if (err) return err;
	struct process_view view = {
		.page = page_begin(rq, process->title),
		.all = path_processes(),
		.to = path_process(arena, process->name),
		.adapt = path_process_new(arena, process->name),
		.may_adapt = request_may(rq, MANAGE_PROGRAMMES),
		.text = row.text,
	};
	err = fill_process(rq, process, &view);
	if (!err) html_process_show(&reply->body, &view);
	return err;
}
