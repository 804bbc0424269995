/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* work - see work.h. */
#include "app/work.h"

#include "base/id.h"

static const char gone_word[] = "gone:";

struct topic topic_room(meeting_id meeting)
{
	return (struct topic){ .n = meeting.n };
}

struct topic topic_look(meeting_id meeting, person_id whom)
{
	return (struct topic){ .n = meeting.n, .is_look = true, .whom = whom };
}

struct str topic_text(struct arena *arena, struct topic topic)
{
	const struct str id = id_text(arena, topic.n);

	if (!topic.is_look) return str_printf(arena, "room:%.*s", STR_ARG(id));
	if (topic.whom.n == 0) return str_printf(arena, "look:%.*s", STR_ARG(id));
	return str_printf(arena, "look:%.*s:%.*s", STR_ARG(id),
	                  STR_ARG(id_text(arena, topic.whom.n)));
}

bool topic_parse(struct str text, struct topic *out)
{
	struct topic topic = { 0 };
	struct str word, id;

	if (!str_cut(&text, ':', &word) || !str_cut(&text, ':', &id)) return false;
	topic.is_look = str_eq(word, STR("look"));
	if (!topic.is_look && !str_eq(word, STR("room"))) return false;
	if (!id_parse(id, &topic.n)) return false;
	if (text.n && (!topic.is_look || !id_parse(text, &topic.whom.n))) return false;
	*out = topic;
	return true;
}

bool gone_parse(struct str text, person_id *out)
{
	const struct str before = str_of(gone_word);
	return str_starts(text, before) && id_parse(str_from(text, before.n), &out->n);
}

enum err work_refuse(struct work *work, const char *sentence)
{
	work->refusal = str_copy(work->arena, str_of(sentence));
	return ERR_REFUSED;
}

enum err work_refusef(struct work *work, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	work->refusal = str_vprintf(work->arena, format, args);
	va_end(args);
	return ERR_REFUSED;
}

void work_tell(struct work *work, struct topic topic)
{
	tx_notify(work->tx, topic_text(work->arena, topic));
}

void work_tell_gone(struct work *work, person_id person)
{
	tx_notify(work->tx, str_printf(work->arena, "%s%.*s", gone_word,
	                               STR_ARG(id_text(work->arena, person.n))));
}

/* ---- the runner ---- */

static enum err run(struct tx *tx, void *with)
{
	struct work_unit *unit = with;
	struct work work = unit->work; /* afresh at each try */

	tx_use_arena(tx, work.arena);
	work.tx = tx;
	return unit->run(&work, unit->with);
}

static void done(enum err result, void *with)
{
	struct work_unit *unit = with;
	unit->done(result, unit->with);
}

static const struct db_unit *prepare(struct work_unit *unit)
{
	unit->db_unit =
		(struct db_unit){ .run = run, .done = unit->done ? done : NULL, .with = unit };
	return &unit->db_unit;
}

enum err work_read(struct db_reader *reader, struct work_unit *unit)
{
	return db_read(reader, prepare(unit));
}

void work_write(struct db *db, struct db_reader *reader, struct work_unit *unit)
{
	db_write(db, reader, prepare(unit));
}

enum err work_write_wait(struct db *db, struct db_reader *reader, struct work_unit *unit)
{
	return db_write_wait(db, reader, prepare(unit));
}
