/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* coding - who takes which coding, and that what goes in brotli comes out again. */
#include "net/coding.h"

#include "base/buf.h"
#include "support/check.h"
#include "support/unbrotli.h"

TEST(a_coding_is_taken_by_whoever_says_so)
{
	static const struct {
		const char *field;
		bool takes;
	} cases[] = {
		{ "br", true },
		{ "BR", true },
		{ "gzip, deflate, br", true },
		{ "gzip, deflate, br, zstd", true },
		{ "gzip,br", true },
		{ " br ", true },
		{ "br;q=1", true },
		{ "br;q=1.000", true },
		{ "br; q=0.5", true },
		{ "br ;\tQ=0.001", true },
		{ "*", true },
		{ "gzip;q=1.0, *;q=0.5", true },
		{ "*;q=0, br", true },
		{ "br;q=0", false },
		{ "br;q=0.", false },
		{ "br;q=0.0", false },
		{ "br; q=0.000", false },
		{ "gzip, br;q=0", false },
		{ "*, br;q=0", false },
		{ "br;q=0, *", false },
		{ "*;q=0", false },
		{ "", false },
		{ "gzip", false },
		{ "identity", false },
		{ "brotli", false },
		{ "xbr, br2", false },
		{ "br;", false },
		{ "br;q", false },
		{ "br;q=", false },
		{ "br;q=high", false },
		{ "br;q=2", false },
		{ "br;q=1.5", false },
		{ "br;q=-1", false },
		{ "br;q=0.1234", false },
		{ "br;q=1;x=y", false },
		{ "br;level=1", false },
		{ ",,;", false },
	};

	for (size_t i = 0; i < LEN(cases); i++)
		CHECK_INT(coding_accepts(str_of(cases[i].field), STR("br")), cases[i].takes,
		          cases[i].field);
	CHECK(!coding_accepts((struct str){ 0 }, STR("br")), "no field at all");
}

/* Words from a small vocabulary, as pages are made of. */
static void write_words(struct random *random, struct buf *out, size_t n)
{
	static const char *const words[] = { "<li>",   "question ", "Amara ",   "</li>\n",
		                             "class=", "\"voice\"", "\xc5\xb7", "&amp;" };
	while (out->n < n) buf_str(out, str_of(words[random_below(random, LEN(words))]));
}

TEST(what_goes_in_comes_out)
{
	static const size_t sizes[] = { 1, 64, 2048, 13 * 1024, 90 * 1024, 700 * 1024 };
	static const size_t paddings[] = { 0, 1, 255, 256, CODING_PADDING_MOST };
	struct arena *arena = arena_new(64 << 20);
	struct random random;
	struct buf plain;

	random_seed(&random, 11);
	buf_init(&plain, 1 << 20);
	for (size_t i = 0; i < LEN(sizes); i++)
		for (size_t j = 0; j < LEN(paddings); j++) {
			buf_clear(&plain);
			write_words(&random, &plain, sizes[i]);
			arena_reset(arena);
			const struct str text = buf_text(&plain);
			const struct str small = coding_brotli(arena, text, paddings[j]);
			if (sizes[i] < 2 * CODING_PADDING_MOST && !small.at) continue;
			CHECK(small.at && small.n < text.n, "shorter");
			const struct str again = unbrotli(arena, small);
			CHECK(str_eq(again, text), "the same bytes");
		}
	buf_release(&plain);
	arena_free(arena);
}

TEST(padding_is_as_long_as_asked)
{
	struct arena *arena = arena_new(16 << 20);
	struct random random;
	struct buf plain;

	random_seed(&random, 12);
	buf_init(&plain, 1 << 20);
	write_words(&random, &plain, 13 * 1024);
	const size_t bare = coding_brotli(arena, buf_text(&plain), 0).n;
	for (size_t padding = 0; padding <= CODING_PADDING_MOST; padding++) {
		arena_reset(arena);
		const struct str small = coding_brotli(arena, buf_text(&plain), padding);
		CHECK(small.n >= bare + padding && small.n <= bare + padding + 4,
		      "and bytes that say so");
		CHECK(str_eq(unbrotli(arena, small), buf_text(&plain)), "which are skipped");
	}
	buf_release(&plain);
	arena_free(arena);
}

TEST(what_would_not_be_shorter_is_not_coded)
{
	struct arena *arena = arena_new(1 << 20);
	uint8_t noise[4096];

	random_bytes_secure(noise, sizeof noise);
	CHECK(!coding_brotli(arena, (struct str){ (const char *)noise, sizeof noise }, 0).at,
	      "noise");
	CHECK(!coding_brotli(arena, STR(""), 0).at, "nothing");
	CHECK(!coding_brotli(arena, STR("a short word"), 100).at, "more padding than words");
	arena_free(arena);
}

TESTS(a_coding_is_taken_by_whoever_says_so, what_goes_in_comes_out, padding_is_as_long_as_asked,
      what_would_not_be_shorter_is_not_coded)
