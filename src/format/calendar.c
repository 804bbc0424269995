/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* calendar - see calendar.h. */
#include "format/calendar.h"

enum { OCTETS = 75 };

/* A line that is being written; folded as it grows. */
struct line {
	struct buf *out;
	size_t n; /* octets on this row */
};

static bool goes_on(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Writes text, beginning a new row (CRLF, a space) before a character that does not fit. */
static void fold(struct line *line, struct str text)
{
	for (size_t i = 0; i < text.n;) {
		size_t n = 1;
		while (i + n < text.n && goes_on(text.at[i + n]) && n < 4) n++;
		if (line->n + n > OCTETS) {
			buf_str(line->out, STR("\r\n "));
			line->n = 1;
		}
		buf_put(line->out, text.at + i, n);
		line->n += n;
		i += n;
	}
}

static void end(struct line *line)
{
	buf_str(line->out, STR("\r\n"));
	line->n = 0;
}

/* A TEXT value: backslash, comma, semicolon and newline escaped; other controls dropped.  An escape
 * is not parted by a fold: some readers mend it, others do not. */
static void put_text(struct buf *out, struct str name, struct str value)
{
	struct line line = { .out = out };

	fold(&line, name);
	fold(&line, STR(":"));
	for (size_t i = 0; i < value.n;) {
		const char c = value.at[i];
		char escaped[2] = { '\\', c == '\n' ? 'n' : c };
		const bool escape = c == '\\' || c == ',' || c == ';' || c == '\n';
		size_t n = 1;
		while (i + n < value.n && goes_on(value.at[i + n]) && n < 4) n++;
		if (escape && line.n + 2 > OCTETS) {
			buf_str(out, STR("\r\n "));
			line.n = 1;
		}
		if (escape)
			fold(&line, (struct str){ escaped, 2 });
		else if ((unsigned char)c >= ' ' && c != 0x7f)
			fold(&line, str_part(value, i, i + n));
		i += n;
	}
	end(&line);
}

/* Any other value; what could end the line is dropped. */
static void put_plain(struct buf *out, struct str name, struct str value)
{
	struct line line = { .out = out };

	fold(&line, name);
	fold(&line, STR(":"));
	size_t from = 0;
	for (size_t i = 0; i <= value.n; i++) {
		if (i < value.n && (unsigned char)value.at[i] >= ' ' && value.at[i] != 0x7f)
			continue;
		fold(&line, str_part(value, from, i));
		from = i + 1;
	}
	end(&line);
}

static void put_digits(struct buf *out, struct day day, int minute, int second)
{
	const struct date date = day_date(day);

	buf_printf(out, "%04d%02d%02dT%02d%02d%02d", date.year, date.month, date.day, minute / 60,
	           minute % 60, second);
}

static void put_instant(struct buf *out, const char *name, struct instant at)
{
	const int64_t day_ms = HOURS(24);
	int64_t day = at.ms / day_ms, rest = at.ms % day_ms;

	if (rest < 0) {
		rest += day_ms;
		day--;
	}
	buf_printf(out, "%s:", name);
	put_digits(out, (struct day){ (int32_t)day }, (int)(rest / MINUTES(1)),
	           (int)(rest / SECONDS(1) % 60));
	buf_str(out, STR("Z\r\n"));
}

static bool is_london(const struct zone *zone)
{
	return str_eq(zone_name(zone), STR("Europe/London"));
}

static void put_local(struct buf *out, const char *name, const struct zone *zone, struct day day,
                      int minute)
{
	day = day_add(day, minute / 1440);
	minute %= 1440;
	if (is_london(zone)) {
		buf_printf(out, "%s;TZID=Europe/London:", name);
		put_digits(out, day, minute, 0);
		buf_str(out, STR("\r\n"));
	} else {
		put_instant(out, name, zone_instant(zone, day, minute));
	}
}

static const char london[] = "BEGIN:VTIMEZONE\r\n"
			     "TZID:Europe/London\r\n"
			     "X-LIC-LOCATION:Europe/London\r\n"
			     "BEGIN:DAYLIGHT\r\n"
			     "TZOFFSETFROM:+0000\r\n"
			     "TZOFFSETTO:+0100\r\n"
			     "TZNAME:BST\r\n"
			     "DTSTART:19700329T010000\r\n"
			     "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
			     "END:DAYLIGHT\r\n"
			     "BEGIN:STANDARD\r\n"
			     "TZOFFSETFROM:+0100\r\n"
			     "TZOFFSETTO:+0000\r\n"
			     "TZNAME:GMT\r\n"
			     "DTSTART:19701025T020000\r\n"
			     "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
			     "END:STANDARD\r\n"
			     "END:VTIMEZONE\r\n";

static void put_event(struct buf *out, const struct calendar *calendar,
                      const struct calendar_event *event)
{
	const char *status = event->cancelled   ? "CANCELLED"
	                     : event->tentative ? "TENTATIVE"
	                                        : "CONFIRMED";

	ASSERT(event->from >= 0 && event->from < event->to && event->to <= 1440);
	buf_str(out, STR("BEGIN:VEVENT\r\n"));
	put_plain(out, STR("UID"), event->uid);
	put_instant(out, "DTSTAMP", calendar->now);
	put_instant(out, "LAST-MODIFIED", event->changed);
	buf_printf(out, "SEQUENCE:%d\r\n", event->sequence);
	if (calendar->organiser.n) put_plain(out, STR("ORGANIZER:mailto"), calendar->organiser);
	put_local(out, "DTSTART", calendar->zone, event->day, event->from);
	put_local(out, "DTEND", calendar->zone, event->day, event->to);
	put_text(out, STR("SUMMARY"), event->summary);
	if (event->location.n) put_text(out, STR("LOCATION"), event->location);
	if (event->link.text.n) put_plain(out, STR("URL"), event->link.text);
	buf_printf(out, "STATUS:%s\r\nTRANSP:%s\r\nEND:VEVENT\r\n", status,
	           event->cancelled ? "TRANSPARENT" : "OPAQUE");
}

void calendar_write(struct buf *out, const struct calendar *calendar)
{
	buf_str(out, STR("BEGIN:VCALENDAR\r\n"
	                 "PRODID:-//Setwise//Setwise 1.0//EN\r\n"
	                 "VERSION:2.0\r\n"
	                 "CALSCALE:GREGORIAN\r\n"
	                 "METHOD:PUBLISH\r\n"));
	put_text(out, STR("NAME"), calendar->name);
	put_text(out, STR("X-WR-CALNAME"), calendar->name);
	put_plain(out, STR("X-WR-TIMEZONE"), zone_name(calendar->zone));
	buf_str(out, STR("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
	                 "X-PUBLISHED-TTL:PT1H\r\n"));
	if (is_london(calendar->zone)) buf_str(out, str_of(london));
	for (size_t i = 0; i < calendar->n; i++) put_event(out, calendar, &calendar->at[i]);
	buf_str(out, STR("END:VCALENDAR\r\n"));
}
