/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* address - addresses, networks, and whose word is taken. */
#include "net/address.h"

#include <netinet/in.h>

#include "support/check.h"

static struct address parsed(struct str text)
{
	struct address address;
	CHECK(address_parse(text, &address), "an address");
	return address;
}

TEST(an_address_has_one_spelling)
{
	static const struct {
		struct str text;
		const char *words; /* NULL: none */
	} rows[] = {
		{ STR_INIT("192.0.2.7"), "192.0.2.7" },
		{ STR_INIT("::ffff:192.0.2.7"), "192.0.2.7" },
		{ STR_INIT("2001:DB8:0:0::1"), "2001:db8::1" },
		{ STR_INIT("::1"), "::1" },
		{ STR_INIT(""), NULL },
		{ STR_INIT("unknown"), NULL },
		{ STR_INIT("192.0.2"), NULL },
		{ STR_INIT("192.0.2.7 "), NULL },
		{ STR_INIT("192.0.2.256"), NULL },
		{ STR_INIT("1:2:3:4:5:6:7:8:9:1:2:3:4:5:6:7:8:9:1:2:3:4:5:6:7:8"), NULL },
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct address address;
		char out[ADDRESS_TEXT];
		const bool good = address_parse(rows[i].text, &address);
		CHECK_INT(good, rows[i].words != NULL, rows[i].text.at);
		if (!good) continue;
		const size_t n = address_print(&address, out);
		CHECK_STR(((struct str){ out, n }), rows[i].words, "in words");
	}
}

TEST(networks_hold_their_addresses)
{
	static const struct {
		struct str network, address;
		bool has;
	} rows[] = {
		{ STR_INIT("10.0.0.0/8"), STR_INIT("10.255.0.1"), true },
		{ STR_INIT("10.0.0.0/8"), STR_INIT("11.0.0.1"), false },
		{ STR_INIT("192.0.2.64/27"), STR_INIT("192.0.2.95"), true },
		{ STR_INIT("192.0.2.64/27"), STR_INIT("192.0.2.96"), false },
		{ STR_INIT("192.0.2.7"), STR_INIT("192.0.2.7"), true },
		{ STR_INIT("192.0.2.7"), STR_INIT("192.0.2.8"), false },
		{ STR_INIT("0.0.0.0/0"), STR_INIT("8.8.8.8"), true },
		{ STR_INIT("0.0.0.0/0"), STR_INIT("2001:db8::1"), false },
		{ STR_INIT("2001:db8::/32"), STR_INIT("2001:db8:1::1"), true },
		{ STR_INIT("2001:db8::/32"), STR_INIT("2001:db9::1"), false },
		{ STR_INIT("unix"), STR_INIT("::"), false },
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct network network;
		const struct address address = parsed(rows[i].address);
		CHECK(network_parse(rows[i].network, &network), "a network");
		CHECK_INT(networks_have(&network, 1, &address), rows[i].has, rows[i].network.at);
	}
	static const struct str bad[] = { STR_INIT(""),          STR_INIT("10.0.0.0/33"),
		                          STR_INIT("10.0.0.0/"), STR_INIT("10.0.0.0/-1"),
		                          STR_INIT("::/129"),    STR_INIT("/8") };
	for (size_t i = 0; i < LEN(bad); i++) {
		struct network network;
		CHECK(!network_parse(bad[i], &network), bad[i].at);
	}
}

TEST(forwarded_addresses_are_believed_from_trusted_proxies_only)
{
	static const struct {
		struct str direct, first, second; /* two X-Forwarded-For fields, or empty */
		const char *from;
	} rows[] = {
		{ STR_INIT("203.0.113.5"), STR_INIT("192.0.2.1"), STR_INIT(""), "203.0.113.5" },
		{ STR_INIT("10.0.0.1"), STR_INIT(""), STR_INIT(""), "10.0.0.1" },
		{ STR_INIT("10.0.0.1"), STR_INIT("192.0.2.1"), STR_INIT(""), "192.0.2.1" },
		{ STR_INIT("10.0.0.1"), STR_INIT("6.6.6.6, 192.0.2.1"), STR_INIT(""), "192.0.2.1" },
		{ STR_INIT("10.0.0.1"), STR_INIT("192.0.2.1, 10.0.0.2"), STR_INIT(""),
		  "192.0.2.1" },
		{ STR_INIT("10.0.0.1"), STR_INIT("6.6.6.6"), STR_INIT("192.0.2.1"), "192.0.2.1" },
		{ STR_INIT("10.0.0.1"), STR_INIT("192.0.2.1"), STR_INIT("10.0.0.3"), "192.0.2.1" },
		{ STR_INIT("10.0.0.1"), STR_INIT("10.0.0.3, 10.0.0.2"), STR_INIT(""), "10.0.0.3" },
		{ STR_INIT("10.0.0.1"), STR_INIT("6.6.6.6, nonsense"), STR_INIT(""), "10.0.0.1" },
		{ STR_INIT("10.0.0.1"), STR_INIT("6.6.6.6,,10.0.0.2"), STR_INIT(""), "10.0.0.2" },
		{ STR_INIT("10.0.0.1"), STR_INIT("192.0.2.1:4711"), STR_INIT(""), "192.0.2.1" },
		{ STR_INIT("10.0.0.1"), STR_INIT("[2001:db8::9]:80"), STR_INIT(""), "2001:db8::9" },
		{ STR_INIT("10.0.0.1"), STR_INIT("2001:db8::9"), STR_INIT(""), "2001:db8::9" },
	};
	struct network trusted;
	CHECK(network_parse(STR("10.0.0.0/8"), &trusted), "a network");
	for (size_t i = 0; i < LEN(rows); i++) {
		const struct address direct = parsed(rows[i].direct);
		const struct http_field fields[] = { { STR("x-forwarded-for"), rows[i].first },
			                             { STR("Cookie"), STR("9.9.9.9") },
			                             { STR("X-Forwarded-For"), rows[i].second } };
		const size_t n = rows[i].second.n ? 3 : rows[i].first.n ? 2 : 0;
		const struct address from = address_forwarded(&direct, fields, n, &trusted, 1);
		char out[ADDRESS_TEXT];
		const size_t out_n = address_print(&from, out);
		CHECK_STR(((struct str){ out, out_n }), rows[i].from, rows[i].first.at);
	}
}

TEST(a_subscriber_has_a_64)
{
	const struct address a = parsed(STR("2001:db8::1")), b = parsed(STR("2001:db8::2:3")),
			     c = parsed(STR("2001:db8:0:1::1")), v4 = parsed(STR("192.0.2.7"));
	const struct address a_home = address_home(&a), b_home = address_home(&b),
			     c_home = address_home(&c), v4_home = address_home(&v4);
	CHECK(address_eq(&a_home, &b_home), "one network");
	CHECK(!address_eq(&a_home, &c_home), "another network");
	CHECK(address_eq(&v4, &v4_home), "IPv4 is counted by itself");
}

TEST(endpoints)
{
	static const struct {
		struct str text;
		int family; /* 0: none */
	} rows[] = {
		{ STR_INIT("127.0.0.1:8080"), AF_INET },
		{ STR_INIT("[::1]:80"), AF_INET6 },
		{ STR_INIT("0.0.0.0:0"), AF_INET },
		{ STR_INIT("unix:/run/x.sock"), AF_UNIX },
		{ STR_INIT(""), 0 },
		{ STR_INIT("8080"), 0 },
		{ STR_INIT(":8080"), 0 },
		{ STR_INIT("::1:80"), 0 },
		{ STR_INIT("[127.0.0.1]:80"), 0 },
		{ STR_INIT("127.0.0.1:65536"), 0 },
		{ STR_INIT("127.0.0.1:"), 0 },
		{ STR_INIT("localhost:80"), 0 },
		{ STR_INIT("unix:"), 0 },
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct sockaddr_storage at;
		socklen_t n = 0;
		const bool good = endpoint_parse(rows[i].text, &at, &n);
		CHECK_INT(good ? at.ss_family : 0, rows[i].family, rows[i].text.at);
	}
}

TESTS(an_address_has_one_spelling, networks_hold_their_addresses,
      forwarded_addresses_are_believed_from_trusted_proxies_only, a_subscriber_has_a_64, endpoints)
