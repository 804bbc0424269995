/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_edit - writing one of our own, checked as it is written; and which ones a meeting uses. */
#include "app/meeting_plan.h"
#include "base/id.h"
#include "html/process.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/programme.h"
#include "web/process.h"

/* ---- /processes/new?from=NAME ---- */

struct sent {
	struct str text;
	programme_id programme;
};

/* clang-format off */
static const struct field fields[] = {
	FIELD_LONG(struct sent, text,      "the process", 1, PROCESS_TEXT_MAX),
	FIELD_ID  (struct sent, programme, "the programme it is for"),
};
/* clang-format on */

/* The file that is to be adapted, with a name of its own in its first line that says something. */
static struct str with_own_name(struct arena *arena, struct str text, struct str name)
{
	struct str rest = text, line;
	size_t at = 0;

	while (str_cut(&rest, '\n', &line)) {
		const struct str trimmed = str_trim(line);
		if (trimmed.n && trimmed.at[0] != '#') {
			at = (size_t)(line.at - text.at) + line.n;
			break;
		}
	}
	if (!name.n || !at) return text;
	return str_printf(arena, "%.*s-ours%.*s", (int)at, text.at, STR_ARG(str_from(text, at)));
}

static const struct str blank =
	STR_INIT("# What is special about it, in a line.\n"
                 "shell our-meeting\n"
                 "title Our meeting\n"
                 "minutes 90\n"
                 "people 7\n"
                 "round-minutes 40\n"
                 "usual-round uk-classic\n"
                 "\n"
                 "stage check-in\n"
                 "  title Check-in\n"
                 "  floor turn\n"
                 "  minutes 3 each\n"
                 "  may pass\n"
                 "  say all: How are you, and what do you need to leave outside?\n"
                 "\n"
                 "rounds 1\n"
                 "\n"
                 "stage review\n"
                 "  title How did we work?\n"
                 "  floor write then turn\n"
                 "  minutes 15\n"
                 "  may pass, line\n"
                 "  say all: What helped? What got in the way?\n"
                 "\n"
                 "stage close\n"
                 "  title Close\n"
                 "  floor turn\n"
                 "  minutes 14\n"
                 "  may pass\n"
                 "  say all: When do we meet, and one word to end on.\n");

static enum err start_text(struct request *rq, struct str *out)
{
	const struct str from = request_query(rq, "from");
	struct process_row row;

	*out = blank;
	if (!from.n) return OK;
	const enum err err = app_process_text(&rq->work, from, &row);
	if (err) return err == ERR_ABSENT ? OK : err;
	*out = row.programme.n ? row.text : with_own_name(rq->work.arena, row.text, row.name);
	return OK;
}

static enum err programme_options(struct request *rq, struct choice_view *out)
{
	struct programme_rows rows;

	const enum err err = store_programme_list(rq->work.tx, &rows);
	if (err) return err;
	struct option_view *options = NEW(rq->work.arena, struct option_view, rows.n);
	for (size_t i = 0; i < rows.n; i++)
		options[i] = (struct option_view){
			.value = id_text(rq->work.arena, rows.at[i].id.n),
			.label = rows.at[i].name,
		};
	*out = form_options(rq, "programme", STR("For which programme"), options, rows.n,
	                    rows.n ? options[0].value : STR(""));
	return OK;
}

static enum err show_form(struct request *rq, struct reply *reply, struct str text,
                          const struct process *right)
{
	struct process_edit_view view = {
		.page = page_begin(rq, STR("Write a way to meet")),
		.form = form_begin(rq),
		.all = path_processes(),
		.to = path_process_new(rq->work.arena, STR("")),
		.is_right = right != NULL,
	};
	const struct process *round = right;

	enum err err = programme_options(rq, &view.programme);
	if (!err && right && right->is_shell) err = process_round_for(rq, right, &round);
	if (!err && right)
		err = process_plan(rq, right->is_shell ? right : NULL, round,
		                   right->people ? right->people : 7, right->minutes, &view.plan);
	if (err) return err;
	view.text = form_textarea(rq, "text", STR("The process"), text, 0);
	view.text.hint = STR("Each line is a word and what it says. Lines that begin with # are "
	                     "notes.");
	view.text.rows = 28;
	html_process_edit(&reply->body, &view);
	return OK;
}

/* GET /processes/new */
enum err page_process_new(struct request *rq, struct reply *reply)
{
	struct str text;

	const enum err err = start_text(rq, &text);
	return err ? err : show_form(rq, reply, text, NULL);
}

static enum err fault_of(struct request *rq, const struct process_fault *fault)
{
	return form_fault(rq, "text", "Line %d, column %d: %.*s", fault->line, fault->column,
	                  STR_ARG(fault->words));
}

/* POST /processes/new - do=check: only looked at. */
enum err post_process_new(struct request *rq, struct reply *reply)
{
	struct process_fault fault = { 0 };
	const struct process *process;
	struct sent sent = { 0 };
	struct process_row row;

	enum err err = form_read(rq, fields, LEN(fields), &sent);
	if (sent.text.n && process_parse(rq->work.arena, sent.text, &process, &fault))
		err = fault_of(rq, &fault);
	if (!err && form_does(rq, "check")) {
		err = show_form(rq, reply, sent.text, process);
		if (err != ERR_REFUSED) return err;
	}
	if (!err) err = app_process_keep(&rq->work, sent.programme, sent.text, &fault, &row);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_process_new);
	if (err) return err;
	reply_sayf(rq, reply,
	           "Version %d is kept. Meetings that have begun stay with the version "
	           "they began with.",
	           row.version);
	return reply_see_other(reply, path_process(rq->work.arena, row.name));
}

/* ---- /meetings/:meeting/process ---- */

struct chosen {
	struct str shell, round;
};

/* All that there are of one sort; the value is the name. */
static enum err process_options(struct request *rq, bool shells, struct option_view **options,
                                size_t *n)
{
	struct arena *arena = rq->work.arena;
	struct process_list shipped;
	struct process_rows ours;
	const struct process *process;

	enum err err = process_shipped_list(arena, &shipped);
	if (!err) err = store_process_list(rq->work.tx, &ours);
	if (err) return err;
	*options = NEW(arena, struct option_view, shipped.n + ours.n);
	*n = 0;
	for (size_t i = 0; !err && i < ours.n + shipped.n; i++) {
		if (i < ours.n)
			err = app_process_find(&rq->work, ours.at[i].name, &process);
		else
			process = shipped.at[i - ours.n];
		if (err || process->is_shell != shells) continue;
		(*options)[(*n)++] = (struct option_view){
			.value = process->name,
			.label = str_printf(arena, "%.*s, %d minutes", STR_ARG(process->title),
			                    process->minutes),
		};
	}
	return err;
}

/* A name without its version: what was chosen before the room opened. */
static struct str bare(struct str named)
{
	struct str rest = named, name;
	return str_cut(&rest, '@', &name) ? name : named;
}

static enum err members_of(struct request *rq, set_id set, int *out)
{
	struct member_rows rows;

	const enum err err = store_member_list(rq->work.tx, set, &rows);
	*out = 0;
	for (size_t i = 0; !err && i < rows.n; i++)
		*out += rows.at[i].role == ROLE_MEMBER && rows.at[i].state == MEMBER_JOINED;
	if (!err && *out < 1) *out = 1;
	if (!err && *out > 12) *out = 12;
	return err;
}

/* GET /meetings/:meeting/process */
enum err page_process_choose(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct process_choose_view view = {
		.page = page_begin(rq, STR("How we meet")),
		.form = form_begin(rq),
		.to = path_meeting_process(arena, rq->path.meeting),
		.all = path_processes(),
	};
	const struct process *shell, *round;
	struct option_view *shells, *rounds;
	struct meeting_row meeting;
	size_t n_shells, n_rounds;
	int people;

	enum err err = store_meeting_load(rq->work.tx, rq->path.meeting, &meeting);
	if (!err) err = members_of(rq, meeting.set, &people);
	if (!err) err = process_options(rq, true, &shells, &n_shells);
	if (!err) err = process_options(rq, false, &rounds, &n_rounds);
	if (!err) err = app_process_find(&rq->work, meeting.shell, &shell);
	if (!err) err = app_process_find(&rq->work, meeting.round, &round);
	if (!err) err = process_plan(rq, shell, round, people, meeting.length_min, &view.plan);
	if (err) return err;
	view.when = str_printf(arena, "%.*s, meeting %d, %.*s", STR_ARG(meeting.set_name),
	                       meeting.number, STR_ARG(day_words(arena, meeting.held_on)));
	view.shell = form_options(rq, "shell", STR("The meeting"), shells, n_shells,
	                          bare(meeting.shell));
	view.round =
		form_options(rq, "round", STR("Each round"), rounds, n_rounds, bare(meeting.round));
	html_process_choose(&reply->body, &view);
	return OK;
}

static bool is_among(struct str name, const struct option_view *options, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(options[i].value, name)) return true;
	return false;
}

static enum err check_choice(struct request *rq, const struct chosen *chosen)
{
	struct option_view *shells, *rounds;
	size_t n_shells, n_rounds;

	enum err err = process_options(rq, true, &shells, &n_shells);
	if (!err) err = process_options(rq, false, &rounds, &n_rounds);
	if (err) return err;
	if (!is_among(chosen->shell, shells, n_shells))
		return form_fault(rq, "shell", "Choose how the meeting goes");
	if (!is_among(chosen->round, rounds, n_rounds))
		return form_fault(rq, "round", "Choose how each round goes");
	return OK;
}

/* POST /meetings/:meeting/process */
enum err post_process_choose(struct request *rq, struct reply *reply)
{
	const struct chosen chosen = { request_field(rq, "shell"), request_field(rq, "round") };
	const struct process *shell, *round;
	struct process_plan_view plan;
	struct meeting_row meeting;

	enum err err = check_choice(rq, &chosen);
	if (!err) err = app_plan_may(&rq->work, rq->path.meeting, &meeting);
	if (!err) err = app_process_find(&rq->work, chosen.shell, &shell);
	if (!err) err = app_process_find(&rq->work, chosen.round, &round);
	/* Would such a meeting fit a room at all? */
	if (!err) err = process_plan(rq, shell, round, 8, shell->minutes, &plan);
	if (!err)
		err = store_meeting_processes(rq->work.tx, rq->path.meeting, chosen.shell,
		                              chosen.round);
	if (err == ERR_STALE)
		err = work_refuse(&rq->work, "The meeting has begun, so it stays as it is. You can "
		                             "still bend it in the room.");
	if (err == ERR_INPUT || err == ERR_REFUSED)
		return form_again(rq, reply, page_process_choose);
	if (err) return err;
	reply_say(rq, reply, STR("That is how you meet."));
	return reply_see_other(reply, path_meeting_process(rq->work.arena, rq->path.meeting));
}
