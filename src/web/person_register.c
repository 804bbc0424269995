/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* person_register - who may be given sets, which they have, and when they are next needed. */
#include "html/person.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/person.h"
#include "web/person.h"

static struct str sets_of(struct arena *arena, const struct facilitates_rows *rows,
                          person_id person)
{
	struct str words = STR("");

	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].person.n == person.n)
			words = str_printf(arena, "%.*s%s%.*s", STR_ARG(words), words.n ? ", " : "",
			                   STR_ARG(rows->at[i].set_name));
	return words;
}

/* "Thursday 3 December, Riverside"; empty if they have none to come. */
static struct str next_of(struct arena *arena, const struct meeting_office_rows *meetings,
                          person_id person)
{
	for (size_t i = 0; i < meetings->n; i++) {
		const struct meeting_office_row *meeting = &meetings->at[i];
		if (meeting->facilitator.n != person.n || !meeting->facilitated ||
		    meeting->state >= MEETING_ENDED)
			continue;
		return str_printf(arena, "%.*s, %.*s", STR_ARG(day_words(arena, meeting->held_on)),
		                  STR_ARG(meeting->set_name));
	}
	return STR("");
}

enum err person_register(struct request *rq, const struct meeting_office_rows *meetings,
                         struct facilitator_lines *out)
{
	struct arena *arena = rq->work.arena;
	struct facilitates_rows sets;
	struct person_rows rows;

	enum err err = store_person_facilitators(rq->work.tx, &rows);
	if (!err) err = store_member_facilitators(rq->work.tx, &sets);
	if (err) return err;
	*out = (struct facilitator_lines){ NEW(arena, struct facilitator_line, rows.n), 0 };
	for (size_t i = 0; i < rows.n; i++)
		out->at[out->n++] = (struct facilitator_line){
			.to = path_person(arena, rows.at[i].id),
			.name = rows.at[i].name,
			.organisation = rows.at[i].organisation_name,
			.next = next_of(arena, meetings, rows.at[i].id),
			.sets = sets_of(arena, &sets, rows.at[i].id),
		};
	return OK;
}

/* GET /facilitators */
enum err page_facilitators(struct request *rq, struct reply *reply)
{
	struct meeting_office_rows meetings;

	enum err err = store_meeting_office(rq->work.tx, (set_id){ 0 }, rq->work.now, &meetings);
	if (err) return err;
	struct facilitators_view view = {
		.page = page_begin(rq, STR("Facilitators")),
		.new_to = path_people_new_facilitator(),
	};
	err = person_register(rq, &meetings, &view.facilitators);
	if (!err) html_person_facilitators(&reply->body, &view);
	return err;
}
