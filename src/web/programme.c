/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* programme - see programme.h. */
#include "web/programme.h"

#include "app/programme.h"
#include "base/id.h"
#include "base/zone.h"
#include "domain/programme.h"
#include "html/programme.h"
#include "web/office.h"

/* clang-format off */
static const struct field fields[] = {
	FIELD_TEXT(struct programme_row, name,         "the programme’s name", 1, 100),
	FIELD_INT (struct programme_row, meetings,     "how many meetings there are", 1, 26),
	FIELD_INT (struct programme_row, entitlement,  "how many meetings have a facilitator", 0, 26),
	FIELD_INT (struct programme_row, cadence_days, "the days from one meeting to the next", 7, 182),
	FIELD_INT (struct programme_row, length_min,   "the minutes of a meeting", 60, 480),
	FIELD_INT (struct programme_row, notice_days,  "the days of notice", 0, 180),
	FIELD_INT (struct programme_row, size_min,     "the smallest usual set", 3, 20),
	FIELD_INT (struct programme_row, size_max,     "the largest usual set", 3, 20),
	FIELD_TEXT(struct programme_row, zone,         "the time zone", 1, 60),
};
/* clang-format on */

/* GET /programmes */
enum err page_programmes(struct request *rq, struct reply *reply)
{
	struct arena *arena = rq->work.arena;
	struct programme_rows rows;

	const enum err err = store_programme_list(rq->work.tx, &rows);
	if (err) return err;
	struct programmes_view view = {
		.page = page_begin(rq, STR("Programmes")),
		.new_to = path_programmes_new(),
	};
	view.programmes.at = NEW(arena, struct programme_line, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		const struct programme_numbers numbers = office_numbers(&rows.at[i]);
		view.programmes.at[view.programmes.n++] = (struct programme_line){
			.to = path_programme(arena, rows.at[i].id),
			.name = rows.at[i].name,
			.numbers = programme_words(arena, &numbers),
			.sets = office_count(arena, rows.at[i].sets, "set", "sets"),
		};
	}
	html_programme_list(&reply->body, &view);
	return OK;
}

/* ---- the form ---- */

static void fill_fields(struct request *rq, const struct programme_row *row,
                        struct programme_view *view)
{
	view->name = form_input(rq, "name", STR("Name"), row->name);
	view->name.hint = STR("Such as “Leading across places 2026 to 2027”.");
	view->name.autocomplete = STR("off");
	view->meetings = form_number(rq, "meetings", STR("Meetings in the year"), row->meetings);
	view->entitlement = form_number(rq, "entitlement", STR("Of these, with a facilitator"),
	                                row->entitlement);
	view->entitlement.hint =
		STR("The first always has one. Each set decides where the others go.");
	view->cadence_days = form_number(
		rq, "cadence_days", STR("Days from one meeting to the next"), row->cadence_days);
	view->cadence_days.hint = STR("42 is six weeks.");
	view->length_min =
		form_number(rq, "length_min", STR("Minutes of a meeting"), row->length_min);
	view->length_min.hint = STR("210 is half a day.");
	view->notice_days = form_number(rq, "notice_days",
	                                STR("Days of notice for changing a facilitated meeting"),
	                                row->notice_days);
	view->size_min = form_number(rq, "size_min", STR("Smallest usual set"), row->size_min);
	view->size_max = form_number(rq, "size_max", STR("Largest usual set"), row->size_max);
	view->size_max.hint = STR("You are told when a set is outside this, and never stopped.");
	view->zone = form_input(rq, "zone", STR("Time zone"), row->zone);
	view->zone.hint = STR("Europe/London, unless you meet elsewhere.");
	view->zone.autocomplete = STR("off");
}

/* Which field a verdict is about. */
static const char *field_of(enum programme_verdict verdict)
{
	switch (verdict) {
	case PROGRAMME_OK:
		break;
	case PROGRAMME_MEETINGS:
		return "meetings";
	case PROGRAMME_ENTITLEMENT:
		return "entitlement";
	case PROGRAMME_CADENCE:
		return "cadence_days";
	case PROGRAMME_LENGTH:
		return "length_min";
	case PROGRAMME_NOTICE:
		return "notice_days";
	case PROGRAMME_SIZE:
		return "size_max";
	}
	return "";
}

static enum err check_zone(struct request *rq, struct str name)
{
	struct zone *zone = NULL;
	const enum err err = zone_new(name, &zone);

	zone_free(zone);
	if (err != ERR_ABSENT && err != ERR_CORRUPT) return err;
	return form_fault(rq, "zone", "We don’t know that time zone. Write it like Europe/London");
}

static enum err read_programme(struct request *rq, struct programme_row *out)
{
	const enum err err = form_read(rq, fields, LEN(fields), out);
	enum err more = OK;

	if (err && err != ERR_INPUT) return err;
	if (out->zone.n) more = check_zone(rq, out->zone);
	if (err || more) return err ? err : more;
	const struct programme_numbers numbers = office_numbers(out);
	const enum programme_verdict verdict = programme_check(&numbers);
	if (verdict == PROGRAMME_OK) return OK;
	return form_fault(rq, field_of(verdict), "%s", programme_verdict_text(verdict));
}

/* ---- one more ---- */

/* The numbers that next year's programme begins with: those of the one it follows, else the usual ones. */
static enum err first_numbers(struct request *rq, struct programme_row *out)
{
	int64_t from = 0;

	*out = store_programme_defaults();
	if (rq->work.house->zone.n) out->zone = rq->work.house->zone;
	if (!id_parse(request_query(rq, "from"), &from)) return OK;
	const enum err err = store_programme_load(rq->work.tx, (programme_id){ from }, out);
	out->name = STR("");
	return err;
}

/* GET /programmes/new?from= */
enum err page_programme_new(struct request *rq, struct reply *reply)
{
	struct programme_row row;
	struct programme_view view = {
		.page = page_begin(rq, STR("Make a programme")),
		.form = form_begin(rq),
		.to = path_programmes_new(),
		.heading = STR("Make a programme"),
		.button = STR("Make the programme"),
	};

	const enum err err = first_numbers(rq, &row);
	if (err) return err;
	fill_fields(rq, &row, &view);
	html_programme_edit(&reply->body, &view);
	return OK;
}

/* POST /programmes/new */
enum err post_programme_new(struct request *rq, struct reply *reply)
{
	struct programme_row row = { 0 };
	programme_id made;

	enum err err = read_programme(rq, &row);
	if (!err) err = app_programme_add(&rq->work, &row, &made);
	if (err == ERR_INPUT || err == ERR_REFUSED)
		return form_again(rq, reply, page_programme_new);
	if (err) return err;

	reply_sayf(rq, reply, "%.*s is made. Now make its first set.", STR_ARG(row.name));
	return reply_see_other(reply, path_programmes());
}

/* ---- one that is there ---- */

/* GET /programmes/:programme */
enum err page_programme(struct request *rq, struct reply *reply)
{
	struct programme_row row;

	const enum err err = store_programme_load(rq->work.tx, rq->path.programme, &row);
	if (err) return err;
	struct programme_view view = {
		.page = page_begin(rq, row.name),
		.form = form_begin(rq),
		.to = path_programme(rq->work.arena, row.id),
		.copy = path_programmes_new_from(rq->work.arena, row.id),
		.heading = row.name,
		.note = row.sets ? STR("Sets run by these numbers. Meetings that have dates keep "
		                       "them; what is planned from now on follows the new numbers.")
		                 : STR(""),
		.button = STR("Save the numbers"),
	};
	fill_fields(rq, &row, &view);
	html_programme_edit(&reply->body, &view);
	return OK;
}

/* POST /programmes/:programme */
enum err post_programme(struct request *rq, struct reply *reply)
{
	struct programme_row row = { .id = rq->path.programme };

	enum err err = read_programme(rq, &row);
	if (!err) err = app_programme_change(&rq->work, &row);
	if (err == ERR_INPUT || err == ERR_REFUSED) return form_again(rq, reply, page_programme);
	if (err) return err;

	reply_say(rq, reply, STR("The programme is saved."));
	return reply_see_other(reply, path_programme(rq->work.arena, row.id));
}
