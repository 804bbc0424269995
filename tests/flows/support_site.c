/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_site - see support_site.h. */
#include "flows/support_site.h"

#include "app/sign_in.h"
#include "base/id.h"
#include "base/random.h"
#include "store/meeting.h"
#include "store/member.h"
#include "store/organisation.h"
#include "store/programme.h"
#include "store/session.h"
#include "store/set.h"

enum { ARENA_MAX = 256 * 1024 * 1024, FIELDS = 12 };

static struct instant clock_of(void *with)
{
	const struct flow *flow = with;
	return flow->now;
}

struct flow *flow_open(enum db_engine engine)
{
	struct flow *flow = calloc(1, sizeof *flow);

	CHECK(flow, "memory");
	flow->database = database_open(engine);
	flow->arena = arena_new(ARENA_MAX);
	flow->now.ms = (int64_t)day_of(2026, 11, 26).n * HOURS(24) + HOURS(9);
	flow->base_url = STR("http://127.0.0.1:8080");
	flow->host = STR("127.0.0.1:8080");
	flow->sec_fetch_site = "same-origin";
	const struct site_options options = {
		.db = flow->database->db,
		.seal = flow->database->seal,
		.house = { .base_url = flow->base_url,
		           .host_body = STR("Northmere Councils"),
		           .contact_name = STR("The programme office"),
		           .contact_phone = STR("01632 960 000"),
		           .contact_email = STR("office@northmere.example"),
		           .zone = STR("Europe/London") },
		.workers = 1,
		.clock = clock_of,
		.clock_with = flow,
	};
	CHECK_OK(site_new(&options, &flow->site));
	flow->call = call_new(flow->site);
	return flow;
}

void flow_close(struct flow *flow)
{
	call_free(flow->call);
	site_free(flow->site);
	database_free(flow->database);
	arena_free(flow->arena);
	free(flow);
}

void flow_wait(struct flow *flow, int64_t ms)
{
	flow->now = instant_add(flow->now, ms);
}

/* ---- people and sets ---- */

enum duty { NO_DUTY, COORDINATES, FACILITATES, SPONSORS };

/* One argument for every unit below. */
struct making {
	struct flow *flow;
	const char *name;
	set_id set;
	person_id person;
	member_id member;
	meeting_id meeting;
	int number;
	struct day on;
	enum duty duty;
	struct str token;
};

static void make(struct flow *flow, enum err (*run)(struct tx *, void *), struct making *making)
{
	making->flow = flow;
	CHECK_OK(database_write(flow->database, run, making));
}

static enum err run_organisation(struct tx *tx, void *with)
{
	struct flow *flow = ((struct making *)with)->flow;
	tx_use_arena(tx, flow->arena);
	return store_organisation_add(tx, STR("Wyreham Borough Council"), flow->now,
	                              &flow->organisation);
}

static enum err run_person(struct tx *tx, void *with)
{
	struct making *making = with;
	struct flow *flow = making->flow;
	struct str rest = str_of(making->name), first;

	tx_use_arena(tx, flow->arena);
	(void)str_cut(&rest, ' ', &first);
	struct str email = str_lower(flow->arena, str_of(making->name));
	char *at = NEW(flow->arena, char, email.n);
	for (size_t i = 0; i < email.n; i++) at[i] = email.at[i] == ' ' ? '.' : email.at[i];
	const struct person_new person = {
		.name = str_of(making->name),
		.called = first,
		.email = str_printf(flow->arena, "%.*s@wyreham.example", (int)email.n, at),
		.organisation = flow->organisation,
		.is_coordinator = making->duty == COORDINATES,
		.is_facilitator = making->duty == FACILITATES,
		.sponsor_of = { making->duty == SPONSORS ? flow->organisation.n : 0 },
	};
	return store_person_add(tx, &person, flow->now, &making->person);
}

static struct flow_browser *known(struct flow *flow, const char *who)
{
	const struct str name = str_of(who);

	for (size_t i = 0; i < flow->n; i++)
		if (str_eq(flow->browsers[i].who, name)) return &flow->browsers[i];
	return NULL;
}

static struct flow_browser *add(struct flow *flow, const char *who)
{
	CHECK(flow->n < FLOW_PEOPLE, "room for one more");
	struct flow_browser *browser = &flow->browsers[flow->n++];
	browser->who = str_copy(flow->arena, str_of(who));
	return browser;
}

static person_id person(struct flow *flow, const char *name, enum duty duty)
{
	struct making making = { .name = name, .duty = duty };
	const struct flow_browser *browser = known(flow, name);

	if (browser) return browser->person;
	if (flow->organisation.n == 0) make(flow, run_organisation, &making);
	make(flow, run_person, &making);
	add(flow, name)->person = making.person;
	return making.person;
}

person_id flow_person(struct flow *flow, const char *name)
{
	return person(flow, name, NO_DUTY);
}

person_id flow_coordinator(struct flow *flow, const char *name)
{
	return person(flow, name, COORDINATES);
}

person_id flow_registered(struct flow *flow, const char *name)
{
	return person(flow, name, FACILITATES);
}

person_id flow_sponsor(struct flow *flow, const char *name)
{
	return person(flow, name, SPONSORS);
}

static enum err run_set(struct tx *tx, void *with)
{
	struct making *making = with;
	struct flow *flow = making->flow;

	tx_use_arena(tx, flow->arena);
	if (flow->programme.n == 0) {
		struct programme_row programme = store_programme_defaults();
		programme.name = STR("Action learning 2026 to 2027");
		const enum err err =
			store_programme_add(tx, &programme, flow->now, &flow->programme);
		if (err) return err;
	}
	return store_set_add(tx, flow->programme, str_of(making->name), flow->now, &making->set);
}

set_id flow_set(struct flow *flow, const char *name)
{
	struct making making = { .name = name };

	make(flow, run_set, &making);
	return making.set;
}

static enum err run_invite(struct tx *tx, void *with)
{
	struct making *making = with;
	struct flow *flow = making->flow;

	tx_use_arena(tx, flow->arena);
	return store_member_invite(tx, making->set, making->person, app_token(flow->arena),
	                           flow->now, instant_add(flow->now, HOURS(24 * 14)),
	                           &making->member);
}

static enum err run_join(struct tx *tx, void *with)
{
	struct making *making = with;
	const enum err err = run_invite(tx, with);
	return err ? err : store_member_join(tx, making->member, making->flow->now);
}

static enum err run_appoint(struct tx *tx, void *with)
{
	struct making *making = with;

	tx_use_arena(tx, making->flow->arena);
	return store_member_appoint(tx, making->set, making->person, making->flow->now,
	                            &making->member);
}

static enum err run_left(struct tx *tx, void *with)
{
	struct making *making = with;
	struct member_row row;

	tx_use_arena(tx, making->flow->arena);
	const enum err err = store_member_load(tx, making->set, making->person, &row);
	return err ? err : store_member_leave(tx, row.id, making->flow->now);
}

static void in_set(struct flow *flow, set_id set, const char *name,
                   enum err (*run)(struct tx *, void *))
{
	struct making making = { .set = set, .person = flow_person(flow, name) };
	make(flow, run, &making);
}

void flow_invited(struct flow *flow, set_id set, const char *name)
{
	in_set(flow, set, name, run_invite);
}

void flow_member(struct flow *flow, set_id set, const char *name)
{
	in_set(flow, set, name, run_join);
}

void flow_facilitator(struct flow *flow, set_id set, const char *name)
{
	in_set(flow, set, name, run_appoint);
}

void flow_left(struct flow *flow, set_id set, const char *name)
{
	in_set(flow, set, name, run_left);
}

static enum err run_meeting(struct tx *tx, void *with)
{
	struct making *making = with;
	const struct meeting_plan plan = {
		.set = making->set,
		.number = making->number,
		.held_on = making->on,
		.start_min = 9 * 60 + 30,
		.length_min = 210,
		.facilitated = making->person.n != 0,
		.facilitator = making->person,
		.shell = making->number == 1 ? STR("first-taster") : STR("uk-halfday"),
		.round = STR("uk-classic"),
		.place = STR("Committee Room 2"),
	};

	tx_use_arena(tx, making->flow->arena);
	return store_meeting_add(tx, &plan, &making->meeting);
}

meeting_id flow_meeting(struct flow *flow, set_id set, int number, struct day on,
                        const char *facilitator)
{
	struct making making = { .set = set, .number = number, .on = on };

	if (facilitator) making.person = flow_person(flow, facilitator);
	make(flow, run_meeting, &making);
	return making.meeting;
}

/* ---- browsers ---- */

static enum err run_session(struct tx *tx, void *with)
{
	struct making *making = with;
	struct flow *flow = making->flow;
	session_id session;

	tx_use_arena(tx, flow->arena);
	making->token = app_token(flow->arena);
	return store_session_add(tx, making->person, making->token, flow->now,
	                         instant_add(flow->now, HOURS(24 * 365)), &session);
}

static struct flow_cookie *cookie(struct flow_browser *browser, struct str name)
{
	for (size_t i = 0; i < browser->n; i++)
		if (str_eq(browser->cookies[i].name, name)) return &browser->cookies[i];
	CHECK(browser->n < FLOW_COOKIES, "few cookies");
	browser->cookies[browser->n].name = name;
	return &browser->cookies[browser->n++];
}

struct flow_browser *flow_browser_of(struct flow *flow, const char *who)
{
	struct flow_browser *browser = known(flow, who ? who : "");

	if (!who) return browser ? browser : add(flow, "");
	if (!browser) {
		(void)flow_person(flow, who);
		browser = known(flow, who);
	}
	if (browser->n == 0) {
		struct making making = { .person = browser->person };
		make(flow, run_session, &making);
		cookie(browser, STR("setwise"))->value = making.token;
	}
	return browser;
}

static struct str cookies_sent(struct flow *flow, const struct flow_browser *browser)
{
	struct str all = STR("");

	for (size_t i = 0; i < browser->n; i++)
		if (browser->cookies[i].value.n)
			all = str_printf(flow->arena, "%.*s%s%.*s=%.*s", STR_ARG(all),
			                 all.n ? "; " : "", STR_ARG(browser->cookies[i].name),
			                 STR_ARG(browser->cookies[i].value));
	return all;
}

/* A cookie with Max-Age=0 comes with an empty value, and is not sent again. */
static void cookies_take(struct flow *flow, struct flow_browser *browser)
{
	const struct reply *reply = &flow->call->reply;

	for (size_t i = 0; i < reply->n_fields; i++) {
		struct str value, name, pair, rest = reply->fields[i].value;
		if (!str_eq_ci(reply->fields[i].name, STR("set-cookie"))) continue;
		(void)str_cut(&rest, ';', &pair);
		value = pair;
		(void)str_cut(&value, '=', &name);
		cookie(browser, str_copy(flow->arena, name))->value = str_copy(flow->arena, value);
	}
}

/* ---- requests ---- */

static int send_request(struct flow *flow, struct flow_browser *browser,
                        const struct http_request *wanted)
{
	struct http_field fields[FIELDS];
	struct http_request http = *wanted;
	size_t n = 0;

	fields[n++] = (struct http_field){ STR("Cookie"), cookies_sent(flow, browser) };
	fields[n++] = (struct http_field){ STR("Content-Type"),
		                           STR("application/x-www-form-urlencoded") };
	if (*flow->sec_fetch_site)
		fields[n++] =
			(struct http_field){ STR("Sec-Fetch-Site"), str_of(flow->sec_fetch_site) };
	if (flow->origin) fields[n++] = (struct http_field){ STR("Origin"), str_of(flow->origin) };
	if (flow->accepts)
		fields[n++] = (struct http_field){ STR("Accept-Encoding"), str_of(flow->accepts) };
	if (flow->is_live) fields[n++] = (struct http_field){ STR("X-Live"), STR("1") };
	http.fields = fields;
	http.n_fields = n;
	flow->last_browser = browser;
	flow->last_request = *wanted;

	call_reset(flow->call);
	web_dispatch(flow->site, flow->database->reader, &http, flow->call);
	const struct reply *reply = &flow->call->reply;
	flow->status = reply->status;
	flow->body = str_copy(flow->arena, buf_text(&reply->body));
	flow->location =
		reply->status == 303 ? str_copy(flow->arena, reply->location.text) : STR("");
	cookies_take(flow, browser);
	return flow->status;
}

static struct http_request request_for(struct flow *flow, enum http_method method,
                                       struct str target)
{
	struct str rest = str_copy(flow->arena, target), path;

	(void)str_cut(&rest, '?', &path);
	return (struct http_request){
		.method = method,
		.target = str_copy(flow->arena, target),
		.path = path,
		.query = rest.at ? rest : STR(""),
		.host = flow->host,
		.peer = STR("192.0.2.7"),
	};
}

int flow_get(struct flow *flow, const char *who, const char *path)
{
	const struct http_request http = request_for(flow, HTTP_GET, str_of(path));
	return send_request(flow, flow_browser_of(flow, who), &http);
}

int flow_post_raw(struct flow *flow, const char *who, const char *path, struct str body)
{
	struct http_request http = request_for(flow, HTTP_POST, str_of(path));

	http.body = str_copy(flow->arena, body);
	return send_request(flow, flow_browser_of(flow, who), &http);
}

static void put_coded(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_printf(out, "%%%02X", (unsigned)(unsigned char)s.at[i]);
}

int flow_post(struct flow *flow, const char *who, const char *path, ...)
{
	struct buf body;
	va_list args;

	buf_init(&body, 4 * 1024 * 1024);
	flow->key = id_text(flow->arena, random_id());
	buf_printf(&body, "key=%.*s", STR_ARG(flow->key));
	va_start(args, path);
	for (const char *name; (name = va_arg(args, const char *)) != NULL;) {
		buf_byte(&body, '&');
		put_coded(&body, str_of(name));
		buf_byte(&body, '=');
		put_coded(&body, str_of(va_arg(args, const char *)));
	}
	va_end(args);
	const int status = flow_post_raw(flow, who, path, buf_text(&body));
	buf_release(&body);
	return status;
}

int flow_again(struct flow *flow)
{
	const struct http_request http = flow->last_request;
	return send_request(flow, flow->last_browser, &http);
}

int flow_follow(struct flow *flow)
{
	CHECK(flow->location.n > 0, "the last answer led somewhere");
	const struct http_request http = request_for(flow, HTTP_GET, flow->location);
	return send_request(flow, flow->last_browser, &http);
}

const char *flow_path(struct flow *flow, const char *format, int64_t id)
{
	const struct str before = str_of(format);
	const struct str text = id_text(flow->arena, id);

	for (size_t i = 0; i + 1 < before.n; i++)
		if (before.at[i] == '%' && before.at[i + 1] == 's')
			return str_z(flow->arena,
			             str_printf(flow->arena, "%.*s%.*s%.*s",
			                        STR_ARG(str_part(before, 0, i)), STR_ARG(text),
			                        STR_ARG(str_from(before, i + 2))));
	return format;
}

bool flow_shows(const struct flow *flow, const char *text)
{
	return str_has(flow->body, str_of(text));
}

int flow_count(const struct flow *flow, const char *text)
{
	const struct str wanted = str_of(text);
	int n = 0;

	for (size_t i = 0; i + wanted.n <= flow->body.n; i++)
		n += memcmp(flow->body.at + i, wanted.at, wanted.n) == 0;
	return n;
}

struct str flow_answer_field(const struct flow *flow, const char *name)
{
	const struct reply *reply = &flow->call->reply;

	for (size_t i = 0; i < reply->n_fields; i++)
		if (str_eq_ci(reply->fields[i].name, str_of(name))) return reply->fields[i].value;
	return (struct str){ 0 };
}
