/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_room - see support_room.h. */
#include "support_room.h"
#include "support/check.h"

#include <dirent.h>

const struct process *shipped(struct arena *arena, const char *name)
{
	static char text[PROCESS_TEXT_MAX];
	const struct process *process;
	struct process_fault fault;
	const char *path = str_z(arena, str_printf(arena, "content/processes/%s.process", name));
	FILE *file = fopen(path, "rb");

	if (!file) BUG("a shipped process is missing");
	const size_t n = fread(text, 1, sizeof(text), file);
	if (fclose(file)) BUG("a shipped process cannot be read");
	if (process_parse(arena, (struct str){ text, n }, &process, &fault)) {
		fprintf(stderr, "%s:%d:%d: %.*s\n", path, fault.line, fault.column,
		        STR_ARG(fault.words));
		BUG("a shipped process is wrong");
	}
	return process;
}

size_t shipped_names(struct arena *arena, struct str names[SHIPPED_MAX])
{
	static const struct str ending = STR_INIT(".process");
	DIR *folder = opendir("content/processes");
	const struct dirent *entry;
	size_t n = 0;

	if (!folder) BUG("run from the top of the checkout");
	while ((entry = readdir(folder)) != NULL) {
		const struct str name = str_of(entry->d_name);
		if (!str_ends(name, ending)) continue;
		ASSERT(n < SHIPPED_MAX);
		names[n++] = str_copy(arena, str_first(name, name.n - ending.n));
	}
	if (closedir(folder)) BUG("the folder is closed");
	return n;
}

struct scene *scene_by(struct str name, int members, int facilitators)
{
	struct arena *arena = arena_new(16 << 20);
	const struct process *process = shipped(arena, str_z(arena, name));
	const struct process *shell = process->is_shell ? process : shipped(arena, "uk-halfday");
	const struct process *round =
		process->is_shell ? shipped(arena, str_z(arena, process->usual_round)) : process;

	return scene_of(arena, shell, round, members, facilitators);
}

struct scene *scene_new(const char *shell, int members, int facilitators)
{
	struct arena *arena = arena_new(16 << 20);
	return scene_of(arena, shipped(arena, shell), shipped(arena, "uk-classic"), members,
	                facilitators);
}

struct scene *scene_of(struct arena *arena, const struct process *shell,
                       const struct process *round, int members, int facilitators)
{
	struct scene *scene = NEW(arena, struct scene, 1);

	scene->arena = arena;
	scene->shell = shell;
	scene->round = round;
	scene->now = (struct instant){ 1790000000000 };
	for (int seat = 0; seat < members + facilitators; seat++)
		scene->people[scene->people_count++] = (struct room_person){
			.person = { person_at(seat) },
			.seat = seat,
			.is_member = seat < members,
			.is_facilitator = seat >= members,
		};
	if (room_init(&scene->room, scene->shell, scene->round, 210, 0, scene->people,
	              scene->people_count))
		BUG("the scene does not fit a room");
	return scene;
}

void scene_free(struct scene *scene)
{
	arena_free(scene->arena);
}

enum room_verdict scene_act(struct scene *scene, int seat, enum room_kind kind, int64_t subject,
                            int64_t a, int64_t b)
{
	const struct room_act act = { .kind = kind,
		                      .by = { seat < 0 ? 0 : person_at(seat) },
		                      .subject = subject,
		                      .a = a,
		                      .b = b };
	struct room_event event;

	const enum room_verdict verdict = room_decide(&scene->room, &act, scene->now, &event);
	if (verdict) return verdict;
	if (room_apply(&scene->room, &event)) {
		fprintf(stderr, "%s by seat %d, subject %lld, a %lld, b %lld\n",
		        room_kind_name(kind), seat, (long long)subject, (long long)a, (long long)b);
		BUG("what was decided could not be applied");
	}
	ASSERT(scene->event_count < HISTORY_MAX);
	scene->history[scene->event_count++] = event;
	return ROOM_OK;
}

void scene_wait(struct scene *scene, int64_t ms)
{
	scene->now = instant_add(scene->now, ms);
}

void scene_start(struct scene *scene)
{
	const int last = (int)scene->people_count - 1;

	for (int seat = 0; seat <= last; seat++)
		if (scene_act(scene, seat, ROOM_HERE, 0, 0, 0)) BUG("nobody came");
	if (scene_act(scene, last, ROOM_OPEN, 0, 0, 0)) BUG("the room does not open");
	if (scene_act(scene, last, ROOM_START, 0, 0, 0)) BUG("the meeting does not start");
}

void scene_go_to(struct scene *scene, enum stage_kind kind)
{
	while (!room_is_running_at(&scene->room, kind)) {
		scene_wait(scene, SECONDS(2));
		if (scene_act(scene, (int)scene->people_count - 1, ROOM_NEXT, 0, 0, 0))
			BUG("there is no such stage ahead");
	}
}

enum err scene_replay(const struct scene *scene, struct room *out)
{
	enum err err = room_init(out, scene->shell, scene->round, 210, 0, scene->people,
	                         scene->people_count);
	for (int i = 0; !err && i < scene->event_count; i++)
		err = room_apply(out, &scene->history[i]);
	return err;
}

void scene_check_replay(const struct scene *scene)
{
	struct room again;

	CHECK_OK(scene_replay(scene, &again));
	CHECK(memcmp(&again, &scene->room, sizeof again) == 0, "a replay gives the same room");
}
