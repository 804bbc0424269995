/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text as JSON strings: a table. */
#include "format/json.h"

#include "support/check.h"

TEST(a_string_is_whole_again_when_read)
{
	/* clang-format off */
	static const struct { struct str text; const char *json, *why; } cases[] = {
		{ STR_INIT(""),                 "\"\"",                     "nothing" },
		{ STR_INIT("Sioned Prŷs"),      "\"Sioned Prŷs\"",          "letters stay letters" },
		{ STR_INIT("say \"no\" \\ yes"), "\"say \\\"no\\\" \\\\ yes\"", "quotes and backslashes" },
		{ STR_INIT("one\ntwo\tthree"),  "\"one\\ntwo\\u0009three\"", "lines and tabs" },
		{ STR_INIT("</script>&"),       "\"\\u003c/script\\u003e\\u0026\"", "nothing a page would run" },
		{ STR_INIT("a\xe2\x80\xa8" "b\xe2\x80\xa9"), "\"a\\u2028b\\u2029\"", "line separators" },
		{ STR_INIT("\x7f\x01"),         "\"\\u007f\\u0001\"",        "control characters" },
		{ STR_INIT("\xe2\x80"),         "\"\xe2\x80\"",              "a piece of one is left as it is" },
	};
	/* clang-format on */
	for (size_t i = 0; i < LEN(cases); i++) {
		struct buf buf;
		buf_init(&buf, 1024);
		json_string(&buf, cases[i].text);
		CHECK_STR(buf_text(&buf), cases[i].json, cases[i].why);
		buf_release(&buf);
	}
}

TESTS(a_string_is_whole_again_when_read)
