/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* head_fuzz - any bytes as the head of a request: how they are cut must not matter, and what is
 * accepted must have one reading. */
#include "net/head.h"

#include "net/address.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) ASSERT((unsigned char)s.at[i] >= 0x20 || s.at[i] == '\t');
}

/* What was accepted, looked at once more. */
static void check_accepted(const struct head *head, struct str bytes)
{
	size_t hosts = 0, lengths = 0;

	ASSERT(head->n_fields <= HEAD_FIELDS && head->length >= 0);
	ASSERT(head->target.n > 0 && head->target.at[0] == '/' && head->host.n > 0);
	ASSERT(head->method == HTTP_POST || head->length == 0);
	ASSERT(head->path.n + head->query.n <= head->target.n);
	for (size_t i = 0; i < head->n_fields; i++) {
		const struct http_field *field = &head->fields[i];
		check_plain(field->name);
		check_plain(field->value);
		ASSERT(field->name.n > 0 && !memchr(field->name.at, ' ', field->name.n));
		ASSERT(field->name.at >= bytes.at && field->value.at <= bytes.at + bytes.n);
		ASSERT(!str_eq_ci(field->name, STR("Transfer-Encoding")));
		hosts += str_eq_ci(field->name, STR("Host"));
		lengths += str_eq_ci(field->name, STR("Content-Length"));
	}
	ASSERT(hosts == 1 && lengths <= 1);
}

static void check_path(struct str path)
{
	char *out = malloc(path.n + 1);
	size_t n = 0;

	ASSERT(out);
	if (path_decode(path, out, &n)) {
		const struct str decoded = { out, n };
		ASSERT(n > 0 && n <= path.n && out[0] == '/' && str_is_utf8(decoded));
		check_plain(decoded);
		ASSERT(!str_has(decoded, STR("/../")) && !str_ends(decoded, STR("/..")));
		ASSERT(!str_has(decoded, STR("//")) && !memchr(out, '\\', n) &&
		       !memchr(out, '%', n));
	}
	free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct str bytes = { (const char *)data, n };
	struct head head;
	size_t whole = 0, seen = 0, taken = 0;

	if (n == 0) return 0;
	const enum head_seen once = head_end(bytes, &whole);
	enum head_seen by_pieces = HEAD_MORE;
	while (by_pieces == HEAD_MORE && taken < n) {
		taken += 1 + data[taken] % 7;
		if (taken > n) taken = n;
		by_pieces = head_end(str_part(bytes, 0, taken), &seen);
	}
	ASSERT(once == by_pieces);
	if (once == HEAD_WHOLE) {
		const struct str text = str_part(bytes, 0, whole);
		ASSERT(whole == seen && whole <= n);
		if (head_parse(text, &head) == 0) {
			const struct address direct = { .local = true };
			const struct network trust[] = { { .address.local = true },
				                         { .bits = 100 } };
			check_accepted(&head, text);
			check_path(head.path);
			address_forwarded(&direct, head.fields, head.n_fields, trust, LEN(trust));
		}
	}
	check_path(bytes);
	return 0;
}
