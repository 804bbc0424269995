/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* form_json - see form_json.h. */
#include "domain/form_json.h"

enum { DEPTH = 24 };

struct reader {
	struct arena *arena;
	struct str text;
	size_t at, line_start;
	int line, depth;
	struct form_fault *fault;
};

static enum err wrong(struct reader *r, const char *why)
{
	*r->fault = (struct form_fault){ r->line, (int)(r->at - r->line_start) + 1, str_of(why) };
	return ERR_INPUT;
}

static char peek(const struct reader *r)
{
	return r->at < r->text.n ? r->text.at[r->at] : '\0';
}

static void skip_space(struct reader *r)
{
	for (; r->at < r->text.n; r->at++) {
		const char c = r->text.at[r->at];
		if (c == '\n') {
			r->line++;
			r->line_start = r->at + 1;
		} else if (c != ' ' && c != '\t' && c != '\r') {
			return;
		}
	}
}

/* The four digits of \u; -1 if they are not. */
static int read_hex(struct reader *r)
{
	int n = 0;

	for (int i = 0; i < 4; i++) {
		const char c = peek(r);
		if (c >= '0' && c <= '9')
			n = n * 16 + (c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			n = n * 16 + ((c | 32) - 'a' + 10);
		else
			return -1;
		r->at++;
	}
	return n;
}

static size_t put_utf8(char *to, int c)
{
	if (c < 0x80) return to[0] = (char)c, 1;
	if (c < 0x800)
		return to[0] = (char)(0xC0 | c >> 6), to[1] = (char)(0x80 | (c & 63)), (size_t)2;
	to[0] = (char)(0xE0 | c >> 12);
	to[1] = (char)(0x80 | (c >> 6 & 63));
	to[2] = (char)(0x80 | (c & 63));
	return 3;
}

static enum err read_escape(struct reader *r, char *to, size_t *n)
{
	static const char from[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char c = peek(r);

	r->at++;
	for (size_t i = 0; c && from[i]; i++)
		if (from[i] == c) {
			to[(*n)++] = means[i];
			return OK;
		}
	const int code = c == 'u' ? read_hex(r) : -1;
	/* Halves of a surrogate pair stand for letters beyond what names here need. */
	if (code <= 0 || (code >= 0xD800 && code < 0xE000))
		return wrong(r, "This escape is not understood.");
	*n += put_utf8(to + *n, code);
	return OK;
}

static enum err read_text(struct reader *r, struct str *out)
{
	if (peek(r) != '"') return wrong(r, "Here should be a text in quotation marks.");
	const size_t start = ++r->at;
	size_t end = start, n = 0;
	while (end < r->text.n && r->text.at[end] != '"' && r->text.at[end] != '\n')
		end += r->text.at[end] == '\\' ? 2 : 1;
	if (end >= r->text.n || r->text.at[end] != '"')
		return wrong(r, "This quotation mark is never closed.");
	char *to = NEW(r->arena, char, end - start + 4);
	while (r->at < end) {
		const char c = r->text.at[r->at++];
		if (c != '\\') {
			to[n++] = c;
			continue;
		}
		const enum err err = read_escape(r, to, &n);
		if (err) return err;
	}
	r->at = end + 1;
	*out = (struct str){ to, n };
	return OK;
}

static enum err read_number(struct reader *r, int64_t *out)
{
	const bool minus = peek(r) == '-';
	int64_t n = 0;
	int after = -1, digits = 0;

	r->at += minus;
	for (;; r->at++) {
		const char c = peek(r);
		if (c == '.' && after < 0 && digits) {
			after = 0;
			continue;
		}
		if (c < '0' || c > '9') break;
		digits++;
		if (after >= 3) continue; /* beyond a thousandth */
		if (n > (int64_t)1 << 50) return wrong(r, "This number is too large.");
		n = 10 * n + (c - '0');
		if (after >= 0) after++;
	}
	if (!digits) return wrong(r, "Here should be a value.");
	if ((peek(r) | 32) == 'e') return wrong(r, "Write this number without an exponent.");
	for (int i = after < 0 ? 0 : after; i < 3; i++) n *= 10;
	*out = minus ? -n : n;
	return OK;
}

static enum err read_value(struct reader *r, struct form_json *out);

/* What is between brackets or braces. */
static enum err read_inside(struct reader *r, struct form_json *out, char close)
{
	struct form_json **last = &out->first;

	if (++r->depth > DEPTH) return wrong(r, "This is nested too deeply.");
	r->at++;
	skip_space(r);
	while (peek(r) != close) {
		struct form_json *child = NEW(r->arena, struct form_json, 1);
		if (close == '}') {
			const enum err err = read_text(r, &child->name);
			if (err) return err;
			skip_space(r);
			if (peek(r) != ':') return wrong(r, "Here should be a colon.");
			r->at++;
		}
		const enum err err = read_value(r, child);
		if (err) return err;
		*last = child;
		last = &child->next;
		skip_space(r);
		if (peek(r) == close) break;
		if (peek(r) != ',') return wrong(r, "Here should be a comma.");
		r->at++;
		skip_space(r);
		if (peek(r) == close) return wrong(r, "Nothing follows this comma.");
	}
	r->at++;
	r->depth--;
	return OK;
}

static bool read_word(struct reader *r, struct str word)
{
	if (!str_starts(str_from(r->text, r->at), word)) return false;
	r->at += word.n;
	return true;
}

static enum err read_value(struct reader *r, struct form_json *out)
{
	skip_space(r);
	out->line = r->line;
	out->column = (int)(r->at - r->line_start) + 1;
	switch (peek(r)) {
	case '{':
		out->kind = FORM_JSON_OBJECT;
		return read_inside(r, out, '}');
	case '[':
		out->kind = FORM_JSON_LIST;
		return read_inside(r, out, ']');
	case '"':
		out->kind = FORM_JSON_TEXT;
		return read_text(r, &out->text);
	default:
		break;
	}
	out->kind = FORM_JSON_BOOL;
	out->thousandths = 1;
	if (read_word(r, STR("true"))) return OK;
	out->thousandths = 0;
	if (read_word(r, STR("false"))) return OK;
	out->kind = FORM_JSON_NULL;
	if (read_word(r, STR("null"))) return OK;
	out->kind = FORM_JSON_NUMBER;
	return read_number(r, &out->thousandths);
}

enum err form_json_parse(struct arena *arena, struct str text, struct form_json **out,
                         struct form_fault *fault)
{
	struct reader r = { .arena = arena, .text = text, .line = 1, .fault = fault };

	*out = NEW(arena, struct form_json, 1);
	if (!str_is_utf8(text)) return wrong(&r, "This is not UTF-8 text.");
	if (str_starts(text, STR("\xEF\xBB\xBF"))) r.at = r.line_start = 3;
	const enum err err = read_value(&r, *out);
	if (err) return err;
	skip_space(&r);
	return r.at < text.n ? wrong(&r, "Something follows the end.") : OK;
}

const struct form_json *form_json_member(const struct form_json *object, const char *name)
{
	if (!object || object->kind != FORM_JSON_OBJECT) return NULL;
	for (const struct form_json *m = object->first; m; m = m->next)
		if (str_eq_ci(m->name, str_of(name))) return m;
	return NULL;
}
