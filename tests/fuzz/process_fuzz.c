/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* process_fuzz - any bytes as a process file: it is refused with a place and a sentence, or it is a
 * process that keeps its promises, in which a meeting can be held. */
#include "domain/room.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct process *parse(struct arena *arena, struct str text)
{
	const struct process *process = NULL;
	struct process_fault fault = { 0 };
	const enum err err = process_parse(arena, text, &process, &fault);

	if (err == OK) return process;
	ASSERT(err == ERR_INPUT && process == NULL);
	ASSERT(fault.line >= 1 && fault.column >= 1 && fault.words.n > 0);
	ASSERT(str_is_utf8(fault.words));
	return NULL;
}

static void check_stage(const struct process *process, const struct stage *stage)
{
	ASSERT(stage->name.n > 0 && stage->title.n > 0);
	ASSERT(process->is_shell || stage->kind != STAGE_ROUNDS);
	if (stage->kind == STAGE_ROUNDS) return;
	ASSERT(stage->min >= 1 && stage->min <= stage->minutes && stage->minutes <= stage->max);
	ASSERT(stage->max <= 240);
}

/* From the first stage to the last. */
static void hold(const struct process *shell, const struct process *round)
{
	const struct room_person helen = { .person = { 1 },
		                           .is_member = true,
		                           .is_facilitator = true };
	struct room_event event;
	struct room room;
	struct instant now = { 1 };
	static const enum room_kind kinds[] = { ROOM_HERE, ROOM_OPEN, ROOM_START };

	if (room_init(&room, shell, round, 210, 0, &helen, 1)) return;
	for (int i = 0; i < ROOM_STEPS_MAX + 3; i++) {
		const struct room_act act = { .kind = i < 3 ? kinds[i] : ROOM_NEXT, .by = { 1 } };
		const enum room_verdict verdict = room_decide(&room, &act, now, &event);
		if (verdict == ROOM_NO_LAST_STAGE) return;
		ASSERT(verdict == ROOM_OK && room_apply(&room, &event) == OK);
		now = instant_add(now, SECONDS(2));
	}
	BUG("a meeting without an end");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct str plain_round =
		STR_INIT("round r\ntitle R\nminutes 5\nstage present\ntitle P\nfloor "
	                 "presenter\nminutes 5\n");
	static const struct str plain_shell =
		STR_INIT("shell s\ntitle S\nminutes 10\npeople 1\nround-minutes 5\n"
	                 "stage close\ntitle C\nfloor all\nminutes 5\nrounds 1\n");
	struct arena *arena = arena_new(64 << 20);
	const struct process *process = parse(arena, (struct str){ (const char *)data, n });

	if (process) {
		ASSERT(process->stage_count >= 1 && process->stage_count <= PROCESS_STAGES_MAX);
		for (int i = 0; i < process->stage_count; i++)
			check_stage(process, &process->stages[i]);
		if (process->is_shell)
			hold(process, parse(arena, plain_round));
		else
			hold(parse(arena, plain_shell), process);
	}
	arena_free(arena);
	return 0;
}
