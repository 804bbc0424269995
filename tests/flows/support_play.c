/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_play - see support_play.h. */
#include "flows/support_play.h"

#include "app/process.h"
#include "store/meeting.h"

/* ---- one act, by the seat ---- */

person_id play_person(const struct play *play, int seat)
{
	return play->now->room.seats[seat].person;
}

static enum err run_words(struct work *work, const struct play_act *act)
{
	const meeting_id meeting = act->play->meeting;
	const struct str text = str_of(act->text);
	const struct room_ask ask = { .text = text };
	const struct room_action action = { .text = text, .by_words = STR("before we meet again") };
	struct str kept;

	switch ((int)act->kind) {
	case ROOM_ASK: {
		const enum err err = app_room_ask(work, meeting, &ask, &kept);
		return err || !kept.n ? err : work_refuse(work, "It was too late.");
	}
	case ROOM_ACTION:
		return app_room_action(work, meeting, &action);
	case ROOM_ISSUE_ON:
		return app_room_issue(work, meeting, text, false);
	case ROOM_LINE:
		return app_room_line(work, meeting, (enum review_kind)act->a, text, true);
	case ROOM_RULE_PROPOSED:
		return app_room_rule(work, meeting, (rule_id){ 0 }, text);
	default:
		return ERR_INPUT;
	}
}

static enum err run_kind(struct work *work, const struct play_act *act)
{
	const meeting_id meeting = act->play->meeting;

	if (act->text) return run_words(work, act);
	switch ((int)act->kind) {
	case ROOM_OPEN:
		return app_room_open(work, meeting, STR(""));
	case ROOM_NEXT:
		return app_room_next(work, meeting, -1);
	case ROOM_END:
		return app_room_end(work, meeting);
	case ROOM_BID:
		return app_room_bid(work, meeting, (int)act->a);
	case ROOM_RULE_SETTLED:
		return app_room_settle_rules(work, meeting);
	case ROOM_RULE_AGREED:
		return app_room_agree(work, meeting, (int)act->a);
	default:
		return app_room_act(work, meeting, act->kind, act->subject, act->a, act->b);
	}
}

static enum err run_act(struct work *work, void *with)
{
	struct play_act *act = with;
	const enum err err = run_kind(work, act);

	act->refused = work->refusal;
	return err;
}

static enum err run_load(struct work *work, void *with)
{
	struct play *play = with;

	play->now = NEW(work->arena, struct room_now, 1);
	return app_room_load(work, play->meeting, play->now);
}

static struct work_unit unit_of(const struct play *play, person_id viewer,
                                enum err (*run)(struct work *, void *), void *with)
{
	static const struct house house = { .zone = STR_INIT("Europe/London") };

	return (struct work_unit){ .work = { .arena = play->arena,
		                             .house = &house,
		                             .seal = play->flow->database->seal,
		                             .viewer = viewer,
		                             .now = play->flow->now },
		                   .run = run,
		                   .with = with };
}

static void load(struct play *play)
{
	struct work_unit unit = unit_of(play, (person_id){ 0 }, run_load, play);
	CHECK_OK(work_read(play->flow->database->reader, &unit));
}

enum err play_try(struct play *play, person_id by, struct play_act act)
{
	act.play = play;
	flow_wait(play->flow, 700);
	struct work_unit unit = unit_of(play, by, run_act, &act);
	const struct database *database = play->flow->database;
	const enum err err = work_write_wait(database->db, database->reader, &unit);
	if (err && err != ERR_REFUSED && err != ERR_ABSENT) CHECK_OK(err);
	play->refused = act.refused;
	load(play);
	return err;
}

void play_do(struct play *play, person_id by, struct play_act act)
{
	const enum err err = play_try(play, by, act);

	if (err)
		print_error("%s, %d members, %s: %.*s\n", play->name, play->members,
		            room_kind_name(act.kind), STR_ARG(play->refused));
	CHECK_OK(err);
}

void play_act(struct play *play, int seat, enum room_kind kind, int64_t subject, int64_t a,
              int64_t b)
{
	play_do(play, play_person(play, seat),
	        (struct play_act){ .kind = kind, .subject = subject, .a = a, .b = b });
}

void play_say(struct play *play, int seat, enum room_kind kind, const char *text)
{
	play_do(play, play_person(play, seat), (struct play_act){ .kind = kind, .text = text });
}

static enum err run_present(struct work *work, void *with)
{
	const struct play *play = with;
	person_id people[ROOM_SEATS_MAX];
	size_t n = 0;

	for (int i = 0; i < play->now->room.seat_count; i++)
		if (play->now->room.seats[i].person.n)
			people[n++] = play->now->room.seats[i].person;
	return app_room_present(work, play->meeting, people, n);
}

void play_present(struct play *play)
{
	struct work_unit unit = unit_of(play, (person_id){ 0 }, run_present, play);
	const struct database *database = play->flow->database;
	CHECK_OK(work_write_wait(database->db, database->reader, &unit));
	load(play);
}

/* ---- a meeting ---- */

static enum err run_plan(struct tx *tx, void *with)
{
	struct play *play = with;
	return store_meeting_processes(tx, play->meeting, str_of(play->shell), str_of(play->round));
}

int play_leads(const struct play *play)
{
	const struct room *room = &play->now->room;

	for (int i = room->seat_count - 1; i >= 0; i--)
		if (room_facilitates(room, i)) return i;
	CHECK(false, "somebody leads");
	return 0;
}

/* A meeting by this process: a shell with its usual round, a round within half a day. */
static void plan(struct play *play)
{
	struct flow *flow = play->flow;
	const struct process *process;

	CHECK_OK(process_shipped(play->arena, str_of(play->name), &process));
	play->shell = process->is_shell ? play->name : "uk-halfday";
	play->round = process->is_shell ? str_z(play->arena, process->usual_round) : play->name;
	play->alone = strcmp(play->name, "self-fac") == 0;
	play->set = flow_set(flow, play->name);
	for (int i = 0; i < play->members; i++) flow_member(flow, play->set, room_members[i]);
	flow_facilitator(flow, play->set, room_host);
	play->meeting = flow_meeting(flow, play->set, 1, play->on, play->alone ? NULL : room_host);
	CHECK_OK(database_write(flow->database, run_plan, play));
	load(play);
}

void play_gather(struct play *play)
{
	const person_id host = flow_person(play->flow, play->alone ? "Amara" : room_host);

	play_do(play, host, (struct play_act){ .kind = ROOM_OPEN });
	play_present(play);
	CHECK_INT(room_here(&play->now->room), play->members, "everybody has come");
	play_do(play, host, (struct play_act){ .kind = ROOM_START });
}

void play_begin(struct play *play, struct flow *flow, const char *name, int members, struct day on)
{
	*play = (struct play){ .flow = flow,
		               .arena = arena_new(PLAY_UNITS_MAX),
		               .name = name,
		               .members = members,
		               .on = on };
	flow->now = (struct instant){ (int64_t)on.n * HOURS(24) + HOURS(9) + MINUTES(15) };
	plan(play);
}

void play_end(struct play *play)
{
	arena_free(play->arena);
}
