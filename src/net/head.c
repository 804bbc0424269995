/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* head - see head.h. */
#include "net/head.h"

enum { LENGTH_DIGITS = 15 }; /* of a Content-Length: far above every limit, far below overflow */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* RFC 9110 5.6.2: what methods and field names are made of. */
static bool is_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.at[i];
		if (is_digit(c) || is_alpha(c)) continue;
		if (c == 0 || !strchr("!#$%&'*+-.^_`|~", c)) return false;
	}
	return s.n > 0;
}

static struct str trim_blanks(struct str s)
{
	while (s.n && (s.at[0] == ' ' || s.at[0] == '\t')) s = str_from(s, 1);
	while (s.n && (s.at[s.n - 1] == ' ' || s.at[s.n - 1] == '\t')) s.n--;
	return s;
}

/* A word of a field's comma-separated list, letter case aside: is it there? */
static bool lists(struct str value, struct str word)
{
	struct str piece;
	if (!value.at) return false;
	while (str_cut(&value, ',', &piece))
		if (str_eq_ci(trim_blanks(piece), word)) return true;
	return false;
}

struct str http_field_of(const struct http_request *request, struct str name)
{
	for (size_t i = 0; i < request->n_fields; i++)
		if (str_eq_ci(request->fields[i].name, name)) return request->fields[i].value;
	return (struct str){ NULL, 0 };
}

enum head_seen head_end(struct str bytes, size_t *seen)
{
	/* An empty line first is not a request; everything else is found at a line's end. */
	for (size_t i = *seen; i < bytes.n; i++) {
		const char c = bytes.at[i];
		if (c == 0) return HEAD_BAD;
		if (c == '\r') {
			if (i == 0) return HEAD_BAD;
			if (i + 1 < bytes.n && bytes.at[i + 1] != '\n') return HEAD_BAD;
		}
		if (c != '\n') continue;
		if (i == 0 || bytes.at[i - 1] != '\r') return HEAD_BAD;
		if (i >= 3 && bytes.at[i - 2] == '\n') {
			*seen = i + 1;
			return HEAD_WHOLE;
		}
	}
	/* A CR at the very end is looked at again together with what follows it. */
	*seen = bytes.n && bytes.at[bytes.n - 1] == '\r' ? bytes.n - 1 : bytes.n;
	return HEAD_MORE;
}

/* ---- targets ------------------------------------------------------------------------------------ */

static int hex_digit(char c)
{
	if (is_digit(c)) return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	if (c >= 'A' && c <= 'F') return c - 'A' + 10;
	return -1;
}

static bool segment_is_plain(struct str segment, bool last)
{
	if (segment.n == 0) return last; /* "/sets/" yes, "//sets" no */
	return !str_eq(segment, STR(".")) && !str_eq(segment, STR(".."));
}

bool path_decode(struct str path, char *out, size_t *out_n)
{
	size_t n = 0;

	if (path.n == 0 || path.at[0] != '/') return false;
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.at[i];
		if (c == '%') {
			if (path.n - i < 3) return false;
			const int high = hex_digit(path.at[i + 1]), low = hex_digit(path.at[i + 2]);
			if (high < 0 || low < 0) return false;
			c = (unsigned char)(high * 16 + low);
			if (c == '/' || c == '.' || c == '%') return false;
			i += 2;
		}
		if (c < 0x20 || c == 0x7f || c == '\\') return false;
		out[n++] = (char)c;
	}
	const struct str decoded = { out, n };
	struct str rest = str_from(decoded, 1), segment;
	if (!str_is_utf8(decoded)) return false;
	while (str_cut(&rest, '/', &segment))
		if (!segment_is_plain(segment, rest.at == NULL)) return false;
	*out_n = n;
	return true;
}

/* Percent-encodings of a query are the form reader's; here only that they are encodings. */
static bool query_is_plain(struct str query)
{
	for (size_t i = 0; i < query.n; i++)
		if (query.at[i] == '%' && (query.n - i < 3 || hex_digit(query.at[i + 1]) < 0 ||
		                           hex_digit(query.at[i + 2]) < 0))
			return false;
	return true;
}

/* A name, an IPv4 address or an IPv6 one in brackets, with or without a port. */
static bool host_is_plain(struct str host)
{
	size_t i = 0;
	if (host.n == 0 || host.n > 255 + 6) return false;
	if (host.at[0] == '[') {
		for (i = 1; i < host.n && host.at[i] != ']'; i++)
			if (hex_digit(host.at[i]) < 0 && host.at[i] != ':' && host.at[i] != '.')
				return false;
		if (i == host.n || i == 1) return false;
		i++;
	} else {
		for (; i < host.n && host.at[i] != ':'; i++)
			if (!is_alpha(host.at[i]) && !is_digit(host.at[i]) && host.at[i] != '-' &&
			    host.at[i] != '.' && host.at[i] != '_')
				return false;
		if (i == 0) return false;
	}
	if (i == host.n) return true;
	int64_t port;
	return host.at[i] == ':' && host.n - i <= 6 && is_digit(host.at[host.n - 1]) &&
	       str_i64(str_from(host, i + 1), 1, 65535, &port);
}

/* "http://host/path" becomes "/path"; *authority is "host". */
static bool target_is_absolute(struct str *target, struct str *authority)
{
	size_t start = 0;
	if (str_eq_ci(str_part(*target, 0, 7), STR("http://"))) start = 7;
	if (str_eq_ci(str_part(*target, 0, 8), STR("https://"))) start = 8;
	if (!start) return false;
	size_t end = start;
	while (end < target->n && target->at[end] != '/' && target->at[end] != '?') end++;
	*authority = str_part(*target, start, end);
	*target = str_from(*target, end);
	return true;
}

/* ---- the request line ----------------------------------------------------------------------------- */

static int read_method(struct str word, struct head *out)
{
	static const struct str others[] = { STR_INIT("PUT"),   STR_INIT("DELETE"),
		                             STR_INIT("PATCH"), STR_INIT("OPTIONS"),
		                             STR_INIT("TRACE"), STR_INIT("CONNECT") };
	if (!is_token(word)) return 400;
	if (str_eq(word, STR("GET")))
		out->method = HTTP_GET;
	else if (str_eq(word, STR("HEAD")))
		out->method = HTTP_HEAD;
	else if (str_eq(word, STR("POST")))
		out->method = HTTP_POST;
	else {
		for (size_t i = 0; i < LEN(others); i++)
			if (str_eq(word, others[i])) return 405;
		return 501;
	}
	return 0;
}

static int read_version(struct str word, struct head *out)
{
	if (word.n != 8 || !str_starts(word, STR("HTTP/")) || !is_digit(word.at[5]) ||
	    word.at[6] != '.' || !is_digit(word.at[7]))
		return 400;
	if (word.at[5] != '1' || word.at[7] > '1') return 505;
	out->minor = word.at[7] - '0';
	return 0;
}

/* "METHOD target HTTP/1.x", with one space at each place. */
static int read_line(struct str line, struct head *out)
{
	struct str method, target, version;
	if (!str_cut(&line, ' ', &method) || !str_cut(&line, ' ', &target) || !line.at) return 400;
	version = line;
	for (size_t i = 0; i < target.n; i++)
		if (target.at[i] <= ' ' || target.at[i] > '~') return 400;
	if (target.n == 0 || !is_token(method)) return 400;
	int status = read_version(version, out);
	if (!status) status = read_method(method, out);
	out->target = target;
	return status;
}

/* After the fields are known: the target's form, and that it says the same as Host. */
static int read_target(struct head *out)
{
	struct str authority, rest;
	if (target_is_absolute(&out->target, &authority)) {
		if (!str_eq_ci(authority, out->host)) return 400;
	}
	if (out->target.n == 0 || out->target.at[0] != '/') return 400;
	rest = out->target;
	if (memchr(rest.at, '#', rest.n)) return 400; /* a fragment is never sent */
	if (!str_cut(&rest, '?', &out->path)) return 400;
	out->query = rest.at ? rest : (struct str){ "", 0 };
	return query_is_plain(out->query) ? 0 : 400;
}

/* ---- fields --------------------------------------------------------------------------------------- */

static int read_field(struct str line, struct http_field *out)
{
	/* A leading blank would fold this line into the last one; is_token refuses it as a name. */
	const char *colon = memchr(line.at, ':', line.n);
	if (!colon) return 400;
	out->name = str_part(line, 0, (size_t)(colon - line.at));
	out->value = trim_blanks(str_from(line, out->name.n + 1));
	if (!is_token(out->name)) return 400;
	for (size_t i = 0; i < out->value.n; i++) {
		const unsigned char c = (unsigned char)out->value.at[i];
		if ((c < 0x20 && c != '\t') || c == 0x7f) return 400;
	}
	return 0;
}

static int read_length(struct str value, struct head *out)
{
	if (value.n == 0 || value.n > LENGTH_DIGITS || !is_digit(value.at[0])) return 400;
	if (value.n > 1 && value.at[0] == '0') return 400;
	return str_i64(value, 0, INT64_MAX, &out->length) ? 0 : 400;
}

/* What the fields say about where the message ends and what becomes of the connection. */
static int read_framing(struct head *out)
{
	size_t hosts = 0, lengths = 0, encodings = 0;
	int status = 0;

	for (size_t i = 0; i < out->n_fields && !status; i++) {
		const struct http_field *field = &out->fields[i];
		if (str_eq_ci(field->name, STR("Host"))) {
			out->host = field->value;
			if (++hosts > 1 || !host_is_plain(field->value)) status = 400;
		} else if (str_eq_ci(field->name, STR("Content-Length"))) {
			status = ++lengths > 1 ? 400 : read_length(field->value, out);
		} else if (str_eq_ci(field->name, STR("Transfer-Encoding"))) {
			encodings++;
		} else if (str_eq_ci(field->name, STR("Connection"))) {
			out->close |= lists(field->value, STR("close"));
		} else if (str_eq_ci(field->name, STR("Expect"))) {
			if (!str_eq_ci(field->value, STR("100-continue"))) status = 417;
			out->expects_continue = out->minor == 1;
		}
	}
	if (out->minor == 0) out->close = true; /* one request, as proxies send it */
	if (status) return status;
	if (hosts == 0) return 400;
	if (encodings) return lengths || out->minor == 0 ? 400 : 411;
	if (out->method == HTTP_POST) return lengths ? 0 : 411;
	return out->length > 0 ? 400 : 0;
}

int head_parse(struct str bytes, struct head *out)
{
	size_t seen = 0, at = 0;
	int status;

	if (head_end(bytes, &seen) != HEAD_WHOLE || seen != bytes.n) return 400;
	*out = (struct head){ .minor = 1 };
	for (bool first = true;; first = false) {
		/* Every LF has its CR: head_end has seen to it. */
		const char *end = memchr(bytes.at + at, '\n', bytes.n - at);
		if (!end) return 400;
		const struct str line = str_part(bytes, at, (size_t)(end - bytes.at) - 1);
		at = (size_t)(end - bytes.at) + 1;
		if (line.n == 0) break;
		if (first) {
			status = read_line(line, out);
		} else if (out->n_fields == HEAD_FIELDS) {
			status = 431;
		} else {
			status = read_field(line, &out->fields[out->n_fields]);
			out->n_fields++;
		}
		if (status) return status;
	}
	status = read_framing(out);
	return status ? status : read_target(out);
}
