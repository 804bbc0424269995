/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Calendars: the whole of one by a golden file, and folding, escapes and zones by themselves. */
#include "format/calendar.h"

#include "support/check.h"
#include "support/golden.h"

static struct zone *zone_of(const char *name)
{
	struct zone *zone = NULL;
	CHECK_OK(zone_new(str_of(name), &zone));
	return zone;
}

static struct calendar_event meeting(void)
{
	return (struct calendar_event){
		.uid = STR("meeting-0123456789abc@sets.example.org"),
		.day = day_of(2026, 10, 26),
		.from = 570,
		.to = 780,
		.summary = STR("Riverside: meeting 3 of 9, with a facilitator"),
		.location = STR("Committee Room 2, County Hall"),
		.link = { STR("https://sets.example.org/meetings/0123456789abc") },
		.changed = { INT64_C(1790000000000) },
		.sequence = 2,
	};
}

static void written(struct buf *buf, const struct zone *zone, const struct calendar_event *events,
                    size_t n)
{
	const struct calendar calendar = { .name = STR("Riverside"),
		                           .zone = zone,
		                           .now = { INT64_C(1790000123456) },
		                           .organiser = STR("office@example.org"),
		                           .at = events,
		                           .n = n };
	buf_init(buf, 1 << 20);
	calendar_write(buf, &calendar);
	CHECK(buf_ok(buf), "it fitted");
}

/* The value of a line, unfolded; the events are small, so 4 KiB are enough. */
static struct str value_of(struct arena *arena, struct str text, struct str name)
{
	char *flat = NEW(arena, char, text.n);
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (str_starts(str_from(text, i), STR("\r\n ")))
			i += 2;
		else
			flat[n++] = text.at[i];
	}
	struct str left = { flat, n }, line = { 0 };
	while (str_cut(&left, '\n', &line))
		if (str_starts(line, name)) return str_part(line, name.n, line.n - 1);
	return STR("(no such line)");
}

TEST(a_year_is_written_as_calendars_read_it)
{
	struct zone *london = zone_of("Europe/London");
	struct calendar_event events[4] = { meeting(), meeting(), meeting(), meeting() };
	struct buf buf;

	events[1].uid = STR("meeting-1123456789abc@sets.example.org");
	events[1].day = day_of(2027, 6, 17);
	events[1].tentative = true;
	events[1].location = STR("");
	events[1].link = (struct url){ 0 };
	events[2].uid = STR("meeting-2123456789abc@sets.example.org");
	events[2].cancelled = true;
	events[3].uid = STR("meeting-3123456789abc@sets.example.org");
	events[3].summary = STR(
		"Gl\xC3\xB4yn\xC5\xB5r: meeting 4 of 9, in the long room whose name is longer than "
		"a row "
		"\xE2\x80\x93 \xF0\x9F\x8C\xBF\xF0\x9F\x8C\xBF\xF0\x9F\x8C\xBF; bring tea\\coffee");
	events[3].from = 0;
	events[3].to = 1440;
	written(&buf, london, events, LEN(events));
	golden_same(buf_text(&buf), "calendar.ics");
	buf_release(&buf);
	zone_free(london);
}

TEST(no_row_is_long_and_no_letter_is_cut)
{
	static const char *const letters[] = { "a", "\xC3\xA9", "\xE2\x80\x93", "\xF0\x9F\x8C\xBF",
		                               ",", ";",        "\\",           "\n" };
	struct zone *london = zone_of("Europe/London");
	struct arena *arena = arena_new(64 << 20);
	FOR_SEEDS (random, 300) {
		struct buf summary, meant, buf;
		buf_init(&summary, 4000);
		buf_init(&meant, 8000);
		for (uint32_t i = random_below(&random, 200); i > 0; i--) {
			const struct str letter =
				str_of(letters[random_below(&random, LEN(letters))]);
			buf_str(&summary, letter);
			if (strchr(",;\\\n", letter.at[0])) buf_byte(&meant, '\\');
			buf_str(&meant, str_eq(letter, STR("\n")) ? STR("n") : letter);
		}
		struct calendar_event event = meeting();
		event.summary = buf_text(&summary);
		written(&buf, london, &event, 1);
		CHECK(str_eq(value_of(arena, buf_text(&buf), STR("SUMMARY:")), buf_text(&meant)),
		      "unfolded, it is whole");
		struct str left = buf_text(&buf), row = { 0 };
		while (str_cut(&left, '\n', &row) && left.at) {
			CHECK(row.n > 0 && row.n - 1 <= 75 && row.at[row.n - 1] == '\r',
			      "75 octets and CRLF");
			CHECK(str_is_utf8(row), "whole letters");
		}
		buf_release(&summary);
		buf_release(&meant);
		buf_release(&buf);
		arena_reset(arena);
	}
	arena_free(arena);
	zone_free(london);
}

TEST(no_value_begins_a_line)
{
	struct zone *london = zone_of("Europe/London");
	struct calendar_event event = meeting();
	struct buf buf;
	event.summary = STR("x\r\nATTENDEE:mailto:a@example.org\x01\x7f");
	event.uid = STR("x\r\nDTEND:1");
	written(&buf, london, &event, 1);
	CHECK(str_has(buf_text(&buf), STR("\r\nSUMMARY:x\\nATTENDEE:mailto:a@example.org\r\n")),
	      "a newline is written as \\n");
	CHECK(str_has(buf_text(&buf), STR("\r\nUID:xDTEND:1\r\n")), "or dropped");
	buf_release(&buf);
	zone_free(london);
}

TEST(other_zones_are_written_in_utc)
{
	struct zone *kolkata = zone_of("Asia/Kolkata");
	struct calendar_event event = meeting();
	struct buf buf;
	written(&buf, kolkata, &event, 1);
	CHECK(str_has(buf_text(&buf),
	              STR("\r\nDTSTART:20261026T040000Z\r\nDTEND:20261026T073000Z\r\n")),
	      "9:30 there");
	CHECK(!str_has(buf_text(&buf), STR("VTIMEZONE")), "no rule is needed");
	buf_release(&buf);
	zone_free(kolkata);
}

TESTS(a_year_is_written_as_calendars_read_it, no_row_is_long_and_no_letter_is_cut,
      no_value_begins_a_line, other_zones_are_written_in_utc)
