/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* address - where a connection comes from, networks, and who is believed about others.  Pure. */
#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/str.h"
#include "net/http.h"

/* IPv4 is kept as IPv6 (::ffff:a.b.c.d), so that one peer has one spelling. */
struct address {
	uint8_t at[16];
	bool local; /* the other end of a unix socket; the bytes are zero */
};

struct network {
	struct address address;
	int bits; /* 0..128 that count */
};

enum { ADDRESS_TEXT = 46 };

struct address address_of(const struct sockaddr *socket);
/* Its words into out, terminated; gives their length. "192.0.2.7", "2001:db8::1", "unix". */
size_t address_print(const struct address *address, char out[ADDRESS_TEXT]);
MUST_USE bool address_parse(struct str text, struct address *out);
bool address_eq(const struct address *a, const struct address *b);
/* The address, or for IPv6 its /64: what one subscriber has. */
struct address address_home(const struct address *address);

/* An address, "10.0.0.0/8", or "unix". */
MUST_USE bool network_parse(struct str text, struct network *out);
bool networks_have(const struct network *networks, size_t n, const struct address *address);

/* Who sent a request that came from `direct`: direct itself unless it is trusted, else the last
 * address in X-Forwarded-For that is not (the first if all are; the one after anything unreadable). */
struct address address_forwarded(const struct address *direct, const struct http_field *fields,
                                 size_t n_fields, const struct network *trusted, size_t n_trusted);

/* "127.0.0.1:8080", "[::1]:80", "unix:/run/x.sock" as a socket address of *out_n bytes. */
MUST_USE bool endpoint_parse(struct str text, struct sockaddr_storage *out, socklen_t *out_n);

#endif
