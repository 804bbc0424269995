/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* address - see address.h. */
#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/un.h>

static const uint8_t mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

static bool is_v4(const struct address *address)
{
	return !address->local && memcmp(address->at, mapped, sizeof mapped) == 0;
}

struct address address_of(const struct sockaddr *socket)
{
	struct address out = { .local = false };
	if (socket->sa_family == AF_INET) {
		struct sockaddr_in in;
		memcpy(&in, socket, sizeof in);
		memcpy(out.at, mapped, sizeof mapped);
		memcpy(out.at + 12, &in.sin_addr, 4);
	} else if (socket->sa_family == AF_INET6) {
		struct sockaddr_in6 in;
		memcpy(&in, socket, sizeof in);
		memcpy(out.at, &in.sin6_addr, 16);
	} else {
		out.local = true;
	}
	return out;
}

size_t address_print(const struct address *address, char out[ADDRESS_TEXT])
{
	if (address->local)
		memcpy(out, "unix", 5);
	else if (is_v4(address))
		inet_ntop(AF_INET, address->at + 12, out, ADDRESS_TEXT);
	else
		inet_ntop(AF_INET6, address->at, out, ADDRESS_TEXT);
	return strlen(out);
}

bool address_parse(struct str text, struct address *out)
{
	char z[ADDRESS_TEXT];
	struct address got = { .local = false };

	if (text.n == 0 || text.n >= sizeof z || memchr(text.at, 0, text.n)) return false;
	memcpy(z, text.at, text.n);
	z[text.n] = 0;
	if (inet_pton(AF_INET, z, got.at + 12) == 1)
		memcpy(got.at, mapped, sizeof mapped);
	else if (inet_pton(AF_INET6, z, got.at) != 1)
		return false;
	*out = got;
	return true;
}

bool address_eq(const struct address *a, const struct address *b)
{
	return a->local == b->local && memcmp(a->at, b->at, sizeof a->at) == 0;
}

struct address address_home(const struct address *address)
{
	struct address home = *address;
	if (!is_v4(address)) memset(home.at + 8, 0, 8);
	return home;
}

bool network_parse(struct str text, struct network *out)
{
	struct network got = { .bits = 128 };
	struct str address;
	int64_t bits;

	if (str_eq(text, STR("unix"))) {
		*out = (struct network){ .address.local = true, .bits = 128 };
		return true;
	}
	if (!str_cut(&text, '/', &address) || !address_parse(address, &got.address)) return false;
	if (text.at) {
		const bool v4 = is_v4(&got.address);
		if (!str_i64(text, 0, v4 ? 32 : 128, &bits)) return false;
		got.bits = (int)bits + (v4 ? 96 : 0);
	}
	*out = got;
	return true;
}

static bool network_has(const struct network *network, const struct address *address)
{
	if (network->address.local || address->local)
		return network->address.local == address->local;
	const size_t whole = (size_t)network->bits / 8;
	const int rest = network->bits % 8;
	if (memcmp(network->address.at, address->at, whole) != 0) return false;
	if (rest == 0) return true;
	return (network->address.at[whole] ^ address->at[whole]) >> (8 - rest) == 0;
}

bool networks_have(const struct network *networks, size_t n, const struct address *address)
{
	for (size_t i = 0; i < n; i++)
		if (network_has(&networks[i], address)) return true;
	return false;
}

/* One entry of X-Forwarded-For: some proxies add a port, "192.0.2.7:4711" or "[2001:db8::1]:4711". */
static bool read_hop(struct str text, struct address *out)
{
	text = str_trim(text);
	if (address_parse(text, out)) return true;
	if (text.n && text.at[0] == '[') {
		const char *end = memchr(text.at, ']', text.n);
		return end && address_parse(str_part(text, 1, (size_t)(end - text.at)), out);
	}
	struct str host;
	return str_cut(&text, ':', &host) && address_parse(host, out);
}

struct address address_forwarded(const struct address *direct, const struct http_field *fields,
                                 size_t n_fields, const struct network *trusted, size_t n_trusted)
{
	struct address from = *direct;

	for (size_t i = n_fields; i-- > 0;) {
		struct str list = fields[i].value;
		if (!str_eq_ci(fields[i].name, STR("X-Forwarded-For"))) continue;
		for (size_t end = list.n;;) {
			size_t start = end;
			struct address hop;
			/* Each hop is vouched for by the one to its right. */
			if (!networks_have(trusted, n_trusted, &from)) return from;
			while (start > 0 && list.at[start - 1] != ',') start--;
			if (!read_hop(str_part(list, start, end), &hop)) return from;
			from = hop;
			if (start == 0) break;
			end = start - 1;
		}
	}
	return from;
}

static bool unix_endpoint(struct str path, struct sockaddr_storage *out, socklen_t *out_n)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	if (path.n == 0 || path.n >= sizeof un.sun_path || memchr(path.at, 0, path.n)) return false;
	memcpy(un.sun_path, path.at, path.n);
	memset(out, 0, sizeof *out);
	memcpy(out, &un, sizeof un);
	*out_n = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path.n + 1);
	return true;
}

bool endpoint_parse(struct str text, struct sockaddr_storage *out, socklen_t *out_n)
{
	struct address address;
	int64_t port;

	if (str_starts(text, STR("unix:"))) return unix_endpoint(str_from(text, 5), out, out_n);
	size_t colon = text.n;
	while (colon > 0 && text.at[colon - 1] != ':') colon--;
	if (colon < 2 || !str_i64(str_from(text, colon), 0, 65535, &port)) return false;
	struct str host = str_part(text, 0, colon - 1);
	const bool bracketed = host.n > 2 && host.at[0] == '[' && host.at[host.n - 1] == ']';
	if (bracketed) host = str_part(host, 1, host.n - 1);
	if (!address_parse(host, &address) || bracketed == is_v4(&address)) return false;
	memset(out, 0, sizeof *out);
	if (bracketed) {
		struct sockaddr_in6 in = { .sin6_family = AF_INET6,
			                   .sin6_port = htons((uint16_t)port) };
		memcpy(&in.sin6_addr, address.at, 16);
		memcpy(out, &in, sizeof in);
		*out_n = sizeof in;
	} else {
		struct sockaddr_in in = { .sin_family = AF_INET,
			                  .sin_port = htons((uint16_t)port) };
		memcpy(&in.sin_addr, address.at + 12, 4);
		memcpy(out, &in, sizeof in);
		*out_n = sizeof in;
	}
	return true;
}
