/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_view - forms as templates show them: what was sent, or what is stored, and each fault. */
#include "base/id.h"
#include "base/random.h"
#include "web/csrf.h"
#include "web/form.h"

static bool was_sent(const struct request *rq)
{
	return rq->again != NULL;
}

static struct str error_of(const struct request *rq, const char *name)
{
	for (size_t i = 0; i < rq->faults.n; i++)
		if (str_eq(rq->faults.at[i].field, str_of(name))) return rq->faults.at[i].words;
	return (struct str){ 0 };
}

/* All forms of a page have one key: it is the whole form, sent to its own address, that is done once
 * (dispatch.c).  A list of a hundred forms asks the system for random bytes once. */
struct form_view form_begin(struct request *rq)
{
	if (rq->forms_key.n == 0) {
		rq->forms_key = id_text(rq->work.arena, random_id());
		rq->forms_csrf = csrf_token(rq);
	}
	return (struct form_view){
		.csrf = rq->forms_csrf,
		.key = rq->forms_key,
		.me = rq->me.id.n ? id_text(rq->work.arena, rq->me.id.n) : STR(""),
		.faults = rq->faults,
	};
}

/* aria-describedby: the fault, if there is one.  Templates write the hint's id before it. */
static struct str describes(struct request *rq, const char *name, struct str error)
{
	return error.n ? str_printf(rq->work.arena, "%s-error", name) : STR("");
}

/* What was sent for `name` if this form was, else `stored`. */
static struct str value_of(const struct request *rq, const char *name, struct str stored)
{
	const struct str sent = request_field(rq, name);
	return was_sent(rq) && sent.at ? sent : stored;
}

struct field_view form_input(struct request *rq, const char *name, struct str label,
                             struct str stored)
{
	const struct str error = error_of(rq, name);
	return (struct field_view){
		.name = str_of(name),
		.label = label,
		.error = error,
		.value = value_of(rq, name, stored),
		.type = STR("text"),
		.describes = describes(rq, name, error),
		.rows = 5,
	};
}

struct field_view form_textarea(struct request *rq, const char *name, struct str label,
                                struct str stored, int64_t most)
{
	struct field_view view = form_input(rq, name, label, stored);

	view.most = most;
	return view;
}

struct field_view form_number(struct request *rq, const char *name, struct str label,
                              int64_t stored)
{
	struct field_view view =
		form_input(rq, name, label, str_printf(rq->work.arena, "%lld", (long long)stored));

	view.is_number = true;
	view.width = STR("govuk-input--width-4");
	return view;
}

struct field_view form_time(struct request *rq, const char *name, struct str label, int stored)
{
	const struct str text =
		stored < 0 ? STR("")
			   : str_printf(rq->work.arena, "%d:%02d", stored / 60, stored % 60);
	struct field_view view = form_input(rq, name, label, text);

	view.width = STR("govuk-input--width-4");
	return view;
}

struct check_view form_check(struct request *rq, const char *name, struct str label, bool stored)
{
	const struct str error = error_of(rq, name);
	return (struct check_view){
		.name = str_of(name),
		.label = label,
		.error = error,
		.describes = describes(rq, name, error),
		.is_checked = was_sent(rq) ? request_field(rq, name).at != NULL : stored,
	};
}

struct choice_view form_options(struct request *rq, const char *name, struct str legend,
                                struct option_view *options, size_t n, struct str stored)
{
	const struct str error = error_of(rq, name);
	const struct str chosen = value_of(rq, name, stored);
	struct choice_view view = {
		.name = str_of(name),
		.legend = legend,
		.error = error,
		.describes = describes(rq, name, error),
		.options = { options, n },
	};

	for (size_t i = 0; i < n; i++) {
		/* The first has the field's own id, so that the summary's link lands on it. */
		options[i].id =
			i == 0 ? str_of(name) : str_printf(rq->work.arena, "%s-%zu", name, i + 1);
		options[i].is_chosen = chosen.at && str_eq(chosen, options[i].value);
	}
	return view;
}

struct choice_view form_choice(struct request *rq, const char *name, struct str legend,
                               const struct choice *choices, size_t n, int stored)
{
	struct option_view *options = NEW(rq->work.arena, struct option_view, n);
	struct str now = { 0 };

	for (size_t i = 0; i < n; i++) {
		options[i].value = str_of(choices[i].value);
		options[i].label = str_of(choices[i].label);
		if (choices[i].number == stored) now = options[i].value;
	}
	return form_options(rq, name, legend, options, n, now);
}

static struct str part_of(struct request *rq, const char *name, const char *suffix, int64_t stored,
                          bool is_stored)
{
	const struct str whole = str_printf(rq->work.arena, "%s-%s", name, suffix);
	const struct str text =
		is_stored ? str_printf(rq->work.arena, "%lld", (long long)stored) : STR("");
	return value_of(rq, str_z(rq->work.arena, whole), text);
}

struct day_view form_day(struct request *rq, const char *name, struct str legend, struct day stored)
{
	const struct str error = error_of(rq, name);
	const bool is = stored.n != DAY_NONE;
	const struct date date = is ? day_date(stored) : (struct date){ 0 };

	return (struct day_view){
		.name = str_of(name),
		.legend = legend,
		.hint = STR("For example, 27 11 2026"),
		.error = error,
		.describes = describes(rq, name, error),
		.d = part_of(rq, name, "d", date.day, is),
		.m = part_of(rq, name, "m", date.month, is),
		.y = part_of(rq, name, "y", date.year, is),
	};
}
