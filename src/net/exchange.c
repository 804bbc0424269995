/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* exchange - a request on its way to the handler and its answer on the way back. */
#include "net/inside.h"

/* A refusal is one short answer: a status and a sentence. */
static const struct {
	int status;
	const char *reason, *sentence;
} statuses[] = {
	{ 200, "OK", "" },
	{ 201, "Created", "" },
	{ 202, "Accepted", "" },
	{ 204, "No Content", "" },
	{ 206, "Partial Content", "" },
	{ 301, "Moved Permanently", "" },
	{ 302, "Found", "" },
	{ 303, "See Other", "" },
	{ 304, "Not Modified", "" },
	{ 307, "Temporary Redirect", "" },
	{ 308, "Permanent Redirect", "" },
	{ 400, "Bad Request", "The request could not be understood." },
	{ 401, "Unauthorized", "" },
	{ 403, "Forbidden", "" },
	{ 404, "Not Found", "" },
	{ 405, "Method Not Allowed", "Only GET, HEAD and POST are answered here." },
	{ 408, "Request Timeout", "The request took too long to arrive." },
	{ 409, "Conflict", "" },
	{ 410, "Gone", "" },
	{ 411, "Length Required", "A request with a body must say how long it is." },
	{ 412, "Precondition Failed", "" },
	{ 413, "Content Too Large", "The request is larger than this server takes." },
	{ 414, "URI Too Long", "The address is too long." },
	{ 415, "Unsupported Media Type", "" },
	{ 416, "Range Not Satisfiable", "" },
	{ 417, "Expectation Failed", "What the request expects cannot be done." },
	{ 422, "Unprocessable Content", "" },
	{ 429, "Too Many Requests", "" },
	{ 431, "Request Header Fields Too Large", "The head of the request is too large." },
	{ 500, "Internal Server Error", "Something went wrong here." },
	{ 501, "Not Implemented", "This method is not known here." },
	{ 502, "Bad Gateway", "" },
	{ 503, "Service Unavailable", "Too many connections. Try again in a minute." },
	{ 504, "Gateway Timeout", "" },
	{ 505, "HTTP Version Not Supported", "Only HTTP/1.0 and HTTP/1.1 are spoken here." },
	{ 507, "Insufficient Storage", "" },
};

static size_t status_row(int status)
{
	for (size_t i = 0; i < LEN(statuses); i++)
		if (statuses[i].status == status) return i;
	return LEN(statuses);
}

static const char *reason_of(int status)
{
	const size_t row = status_row(status);
	return row < LEN(statuses) ? statuses[row].reason : "";
}

void refusal_print(struct buf *out, int status, const char *date, bool with_body)
{
	const size_t row = status_row(status);
	ASSERT(row < LEN(statuses));
	const char *sentence = statuses[row].sentence;
	buf_printf(out,
	           "HTTP/1.1 %d %s\r\nDate: %s\r\nConnection: close\r\n"
	           "Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n"
	           "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
	           "Referrer-Policy: same-origin\r\nCache-Control: no-store\r\n"
	           "Content-Length: %zu\r\n%s%s\r\n%s%s",
	           status, statuses[row].reason, date, strlen(sentence) + 1,
	           status == 405 ? "Allow: GET, HEAD, POST\r\n" : "",
	           status == 503 ? "Retry-After: 60\r\n" : "", with_body ? sentence : "",
	           with_body ? "\n" : "");
}

/* ---- the request ---------------------------------------------------------------------------------- */

static struct str moved(struct str part, struct str from, const char *to)
{
	if (!part.n) return (struct str){ "", 0 };
	return (struct str){ to + (part.at - from.at), part.n };
}

static bool came_by_https(const struct http_request *request)
{
	struct str proto = http_field_of(request, STR("X-Forwarded-Proto")), last = { 0 };
	while (str_cut(&proto, ',', &last)) continue;
	return str_eq_ci(str_trim(last), STR("https"));
}

/* NULL if the path is not to be decoded: a 400. */
struct exchange *exchange_new(struct conn *conn, const struct head *head, struct str bytes)
{
	struct http_server *server = conn->server;
	const size_t n = head->n_fields;
	struct exchange *exchange = calloc(1, sizeof *exchange + n * sizeof exchange->fields[0] +
	                                              bytes.n + head->path.n);
	size_t path_n;

	if (!exchange) BUG("out of memory");
	char *copy = (char *)(exchange->fields + n), *path = copy + bytes.n;
	if (!path_decode(head->path, path, &path_n)) {
		free(exchange);
		return NULL;
	}
	memcpy(copy, bytes.at, bytes.n);
	for (size_t i = 0; i < n; i++)
		exchange->fields[i] =
			(struct http_field){ moved(head->fields[i].name, bytes, copy),
			                     moved(head->fields[i].value, bytes, copy) };
	exchange->server = server;
	exchange->conn = conn;
	exchange->length = head->length;
	buf_init(&exchange->body, (size_t)head->length);
	exchange->from = conn->from;
	struct http_request *request = &exchange->request;
	*request = (struct http_request){
		.method = head->method,
		.target = moved(head->target, bytes, copy),
		.path = { path, path_n },
		.query = moved(head->query, bytes, copy),
		.host = moved(head->host, bytes, copy),
		.fields = exchange->fields,
		.n_fields = n,
		.body = { "", 0 },
	};
	if (conn->trusted) {
		exchange->from = address_forwarded(&conn->from, request->fields, n, server->trusted,
		                                   server->n_trusted);
		request->secure = came_by_https(request);
	}
	request->peer =
		(struct str){ exchange->peer, address_print(&exchange->from, exchange->peer) };
	return exchange;
}

void exchange_free(struct exchange *exchange)
{
	buf_release(&exchange->body);
	buf_release(&exchange->answer);
	free(exchange);
}

const struct http_request *exchange_request(const struct exchange *exchange)
{
	return &exchange->request;
}

/* ---- the answer ----------------------------------------------------------------------------------- */

static bool field_is_plain(const struct http_field *field)
{
	if (field->name.n == 0) return false;
	for (size_t i = 0; i < field->name.n; i++) {
		const char c = field->name.at[i];
		if (c <= ' ' || c == ':' || c > '~') return false;
	}
	for (size_t i = 0; i < field->value.n; i++) {
		const unsigned char c = (unsigned char)field->value.at[i];
		if (c < 0x20 || c == 0x7f) return false; /* CR and LF would begin another field */
	}
	return true;
}

/* The fields and the empty line. False, with nothing of use written, if one is not plain. */
static bool put_fields(struct buf *out, const struct http_field *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!field_is_plain(&fields[i])) return false;
		buf_str(out, fields[i].name);
		buf_str(out, STR(": "));
		buf_str(out, fields[i].value);
		buf_str(out, STR("\r\n"));
	}
	buf_str(out, STR("\r\n"));
	return buf_ok(out);
}

static void answer_taken(const void *data, size_t n, void *with)
{
	(void)data;
	(void)n;
	exchange_free(with);
}

/* Loop thread: puts the answer into the connection's queue. */
static void answer_deliver(void *with)
{
	struct exchange *exchange = with;
	struct conn *conn = exchange->conn;
	const int status = exchange->status;
	char length[48] = "";
	char line[256];

	if (!conn) {
		exchange_free(exchange);
		return;
	}
	conn->exchange = NULL;
	if (conn->server->stopping) conn->last = true;
	if (status != 204 && status != 304)
		snprintf(length, sizeof length, "Content-Length: %zu\r\n", exchange->answer_body);
	const int n = snprintf(line, sizeof line, "HTTP/1.1 %d %s\r\nDate: %s\r\n%s%s", status,
	                       reason_of(status), server_date(conn->server), length,
	                       conn->last ? "Connection: close\r\n" : "");
	size_t rest = exchange->answer.n;
	if (exchange->request.method == HTTP_HEAD || status == 204 || status == 304)
		rest = exchange->answer_head;
	struct evbuffer *out = bufferevent_get_output(conn->bev);
	evbuffer_add(out, line, (size_t)n);
	/* The bytes are not copied again: the exchange lives until they have been taken. */
	exchange->conn = NULL;
	if (evbuffer_add_reference(out, exchange->answer.at, rest, answer_taken, exchange) != 0)
		BUG("out of memory");
	conn_writing(conn, (size_t)n + rest);
}

void http_answer(struct exchange *exchange, int status, const struct http_field *fields,
                 size_t n_fields, struct str body)
{
	struct buf *out = &exchange->answer;

	ASSERT(status >= 200 && status <= 599);
	buf_init(out, FIELDS_MOST + body.n);
	if (!put_fields(out, fields, n_fields)) {
		static const struct http_field plain = { STR_INIT("Content-Type"),
			                                 STR_INIT("text/plain; charset=utf-8") };
		status = 500;
		body = STR("Something went wrong here.\n");
		buf_release(out);
		buf_init(out, FIELDS_MOST);
		put_fields(out, &plain, 1);
	}
	exchange->status = status;
	exchange->answer_head = out->n;
	exchange->answer_body = body.n;
	buf_str(out, body);
	ASSERT(buf_ok(out));
	exchange->posted = (struct posted){ .fn = answer_deliver, .with = exchange };
	server_post(exchange->server, &exchange->posted);
}

/* ---- streams -------------------------------------------------------------------------------------- */

struct stream *http_stream_begin(struct exchange *exchange, const struct http_field *fields,
                                 size_t n_fields, const struct stream_events *events)
{
	struct conn *conn = exchange->conn;
	struct buf out;

	if (!conn || conn->ended || conn->server->stopping) {
		if (conn) {
			conn->exchange = NULL;
			conn_free(conn);
		}
		exchange_free(exchange);
		return NULL;
	}
	buf_init(&out, FIELDS_MOST);
	/* Ends when it closes: proxies that speak HTTP/1.0 inwards understand that too. */
	buf_printf(&out, "HTTP/1.1 200 OK\r\nDate: %s\r\nConnection: close\r\n",
	           server_date(conn->server));
	if (!put_fields(&out, fields, n_fields)) BUG("a stream's fields are not plain");
	evbuffer_add(bufferevent_get_output(conn->bev), out.at, out.n);
	conn_push(conn);
	buf_release(&out);
	conn->exchange = NULL;
	exchange_free(exchange);
	struct stream *stream = malloc(sizeof *stream);
	if (!stream) BUG("out of memory");
	*stream = (struct stream){ .conn = conn, .events = *events };
	conn->stream = stream;
	conn->state = CONN_STREAM;
	conn->last = true;
	conn->deadline = 0;
	return stream;
}

enum err stream_send(struct stream *stream, struct str bytes)
{
	struct conn *conn = stream->conn;
	if (conn->state != CONN_STREAM) return ERR_LIMIT; /* closing: its queue takes no more */
	if (stream_queued(stream) + bytes.n > conn->server->limits.stream_queue) return ERR_LIMIT;
	evbuffer_add(bufferevent_get_output(conn->bev), bytes.at, bytes.n);
	conn_push(conn);
	return OK;
}

size_t stream_queued(const struct stream *stream)
{
	return evbuffer_get_length(bufferevent_get_output(stream->conn->bev));
}

void stream_close(struct stream *stream)
{
	struct conn *conn = stream->conn;
	if (conn->state == CONN_STREAM) conn_writing(conn, stream_queued(stream));
}

void stream_abort(struct stream *stream)
{
	conn_free(stream->conn);
}
