/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_preview - see process_preview.h.  The order is the room's own, so a preview says what a
 * meeting will do. */
#include "domain/process_preview.h"

#include "domain/room.h"

static bool is_meant_for(const struct process *process, int people)
{
	if (!process || !process->most_people) return true;
	return people >= process->least_people && people <= process->most_people;
}

static bool in_loop(const struct process *process, int at)
{
	for (int i = at; i < process->stage_count; i++)
		if (process->stages[i].loops && process->stages[i].loop_to <= at) return true;
	return false;
}

static void add_line(struct preview *preview, struct preview_line *lines, struct preview_line line)
{
	line.from_min = preview->used_min;
	lines[preview->count++] = line;
	preview->used_min += line.minutes;
}

static enum err preview_meeting(struct arena *arena, const struct process *shell,
                                const struct process *round, struct preview *preview)
{
	struct room *room = NEW(arena, struct room, 1);
	struct room_person people[ROOM_SEATS_MAX];

	ASSERT(preview->people >= 1 && preview->people <= ROOM_SEATS_MAX);
	for (int i = 0; i < preview->people; i++)
		people[i] =
			(struct room_person){ .person = { i + 1 }, .seat = i, .is_member = true };
	const enum err err = room_init(room, shell, round, preview->length_min, 0, people,
	                               (size_t)preview->people);
	if (err) return err;

	struct preview_line *lines = NEW(arena, struct preview_line, (size_t)room->step_count);
	for (int i = 0; i < room->step_count; i++) {
		const struct room_step *step = &room->steps[i];
		const struct process *process = step->round ? round : shell;
		add_line(preview, lines,
		         (struct preview_line){
				 .stage = step->stage,
				 .round = step->round,
				 .pass = in_loop(process, step->at) ? step->pass : 0,
				 .minutes = room_step_minutes(room, i),
			 });
	}
	preview->lines = lines;
	preview->rounds = room->round_count;
	preview->round_min = process_minutes(round, preview->people);
	return OK;
}

static void preview_round(struct arena *arena, const struct process *round, struct preview *preview)
{
	struct preview_line *lines =
		NEW(arena, struct preview_line, PROCESS_STAGES_MAX * PROCESS_PASSES_MAX);
	int pass = 1;

	for (int i = 0; i < round->stage_count; i++) {
		const struct stage *stage = &round->stages[i];
		add_line(preview, lines,
		         (struct preview_line){
				 .stage = stage,
				 .pass = in_loop(round, i) ? pass : 0,
				 .minutes = stage_minutes(stage, preview->people),
			 });
		if (!stage->loops) continue;
		const bool again = pass < stage->passes;
		pass = again ? pass + 1 : 1;
		if (again) i = stage->loop_to - 1;
	}
	preview->lines = lines;
	preview->length_min = preview->used_min;
}

enum err process_preview(struct arena *arena, const struct process *shell,
                         const struct process *round, int people, int length_min,
                         struct preview *out)
{
	struct preview preview = { .people = people, .length_min = length_min };
	enum err err = OK;

	if (shell)
		err = preview_meeting(arena, shell, round, &preview);
	else
		preview_round(arena, round, &preview);
	if (err) return err;
	preview.spare_min = preview.length_min - preview.used_min;
	preview.fits_people = is_meant_for(shell, people) && is_meant_for(round, people);
	*out = preview;
	return OK;
}

struct str process_people_words(struct arena *arena, const struct process *process)
{
	if (!process->most_people) return (struct str){ 0 };
	if (process->least_people == process->most_people)
		return str_printf(arena, "%d people", process->most_people);
	return str_printf(arena, "%d to %d people", process->least_people, process->most_people);
}

static const char *s_of(int n)
{
	return n == 1 ? "" : "s";
}

struct str preview_words(struct arena *arena, const struct preview *preview)
{
	const int spare = preview->spare_min;
	struct str rounds = { 0 };

	if (preview->rounds)
		rounds = str_printf(arena, "%d round%s of %d minutes. ", preview->rounds,
		                    s_of(preview->rounds), preview->round_min);
	if (spare > 0)
		return str_printf(arena, "%.*s%d minute%s left over.", STR_ARG(rounds), spare,
		                  spare == 1 ? " is" : "s are");
	if (spare < 0)
		return str_printf(arena, "%.*sThat is %d minute%s too long.", STR_ARG(rounds),
		                  -spare, s_of(-spare));
	return str_printf(arena, "%.*sIt fits to the minute.", STR_ARG(rounds));
}
