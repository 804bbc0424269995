/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* zone - a reader of TZif files (RFC 8536): the 64-bit block, and the POSIX rule of the footer for
 * all that comes after the last listed change. */
#include "base/zone.h"

#include <errno.h>

enum { FILE_MAX = 256 * 1024, NAME_MAX_BYTES = 64 };
enum { HEAD = 44 };

struct change {
	int64_t at;     /* seconds since 1970, UTC */
	int32_t offset; /* seconds east of UTC from then on */
};

/* A date in the footer's rule: day `day` of week `week` (5: the last) of `month`, or a day of the
 * year, with or without 29 February. */
struct rule_date {
	enum { MONTH_WEEK_DAY, JULIAN, DAY_OF_YEAR } kind;
	int month, week, day;
	int32_t time; /* seconds after local midnight; -167 to 167 hours */
};

struct zone {
	char name[NAME_MAX_BYTES];
	struct change *changes;
	size_t count;
	int32_t first; /* offset before the first change */
	bool has_rule, has_summer;
	int32_t winter, summer; /* offsets of the footer */
	struct rule_date to_summer, to_winter;
};

static int64_t big_endian(const unsigned char *at, int bytes)
{
	uint64_t n = at[0] & 0x80 ? UINT64_MAX : 0;
	for (int i = 0; i < bytes; i++) n = n << 8 | at[i];
	return (int64_t)n;
}

/* ---- the footer: "GMT0BST,M3.5.0/1,M10.5.0" ---- */

struct scan {
	const char *at, *end;
};

static bool take(struct scan *scan, char c)
{
	if (scan->at == scan->end || *scan->at != c) return false;
	scan->at++;
	return true;
}

static bool scan_number(struct scan *scan, int max, int *out)
{
	int n = 0;
	const char *start = scan->at;
	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9') {
		n = n * 10 + (*scan->at++ - '0');
		if (n > max) return false;
	}
	*out = n;
	return scan->at > start;
}

static bool scan_abbreviation(struct scan *scan)
{
	const char *start = scan->at;
	if (take(scan, '<')) {
		while (scan->at < scan->end && *scan->at != '>') scan->at++;
		return take(scan, '>');
	}
	while (scan->at < scan->end && ((*scan->at | 32) >= 'a' && (*scan->at | 32) <= 'z'))
		scan->at++;
	return scan->at - start >= 3;
}

static bool scan_time(struct scan *scan, int32_t *out)
{
	int hours, minutes = 0, seconds = 0;
	const bool negative = take(scan, '-');

	if (!negative) (void)take(scan, '+');
	if (!scan_number(scan, 167, &hours)) return false;
	if (take(scan, ':')) {
		if (!scan_number(scan, 59, &minutes)) return false;
		if (take(scan, ':') && !scan_number(scan, 59, &seconds)) return false;
	}
	const int32_t total = hours * 3600 + minutes * 60 + seconds;
	*out = negative ? -total : total;
	return true;
}

static bool scan_date(struct scan *scan, struct rule_date *out)
{
	*out = (struct rule_date){ .time = 2 * 3600 };
	if (take(scan, 'M')) {
		out->kind = MONTH_WEEK_DAY;
		if (!scan_number(scan, 12, &out->month) || !take(scan, '.')) return false;
		if (!scan_number(scan, 5, &out->week) || !take(scan, '.')) return false;
		if (!scan_number(scan, 6, &out->day)) return false;
		if (out->month == 0 || out->week == 0) return false;
	} else if (take(scan, 'J')) {
		out->kind = JULIAN;
		if (!scan_number(scan, 365, &out->day) || out->day == 0) return false;
	} else {
		out->kind = DAY_OF_YEAR;
		if (!scan_number(scan, 365, &out->day)) return false;
	}
	return !take(scan, '/') || scan_time(scan, &out->time);
}

static bool scan_rule(struct scan scan, struct zone *zone)
{
	int32_t west;

	if (scan.at == scan.end) return true; /* no rule: the last change holds */
	if (!scan_abbreviation(&scan) || !scan_time(&scan, &west)) return false;
	zone->has_rule = true;
	zone->winter = -west;
	if (scan.at == scan.end) return true;
	zone->has_summer = true;
	if (!scan_abbreviation(&scan)) return false;
	zone->summer = zone->winter + 3600;
	if (scan.at < scan.end && *scan.at != ',') {
		if (!scan_time(&scan, &west)) return false;
		zone->summer = -west;
	}
	return take(&scan, ',') && scan_date(&scan, &zone->to_summer) && take(&scan, ',') &&
	       scan_date(&scan, &zone->to_winter) && scan.at == scan.end;
}

/* ---- the file ---- */

struct counts {
	size_t isut, isstd, leap, times, types, chars;
};

static struct counts read_counts(const unsigned char *head)
{
	size_t n[6];
	for (int i = 0; i < 6; i++) n[i] = (size_t)(big_endian(head + 20 + 4 * i, 4) & 0xFFFFFFFF);
	return (struct counts){ n[0], n[1], n[2], n[3], n[4], n[5] };
}

static bool is_head(const unsigned char *at, size_t left)
{
	return left >= HEAD && memcmp(at, "TZif", 4) == 0;
}

static bool counts_fit(const struct counts *c, int time_bytes, size_t left, size_t *size)
{
	const size_t most = FILE_MAX;
	if (c->times > most || c->types > 256 || c->chars > most || c->leap > most ||
	    c->isstd > most || c->isut > most || c->types == 0)
		return false;
	const size_t width = (size_t)time_bytes;
	*size = c->times * (width + 1) + c->types * 6 + c->chars + c->leap * (width + 4) +
	        c->isstd + c->isut;
	return *size <= left;
}

static bool read_changes(const unsigned char *at, const struct counts *c, int width,
                         struct zone *zone)
{
	const unsigned char *index = at + c->times * (size_t)width;
	const unsigned char *types = index + c->times;

	zone->changes = calloc(c->times ? c->times : 1, sizeof *zone->changes);
	if (!zone->changes) BUG("out of memory");
	zone->count = c->times;
	zone->first = (int32_t)big_endian(types, 4);
	for (size_t i = 0; i < c->times; i++) {
		if (index[i] >= c->types) return false;
		zone->changes[i].at = big_endian(at + i * (size_t)width, width);
		zone->changes[i].offset = (int32_t)big_endian(types + 6 * (size_t)index[i], 4);
		if (i && zone->changes[i].at <= zone->changes[i - 1].at) return false;
	}
	return true;
}

static bool read_zone(const unsigned char *bytes, size_t n, struct zone *zone)
{
	size_t size;
	const unsigned char *at = bytes;

	if (!is_head(at, n)) return false;
	struct counts c = read_counts(at);
	if (!counts_fit(&c, 4, n - HEAD, &size)) return false;
	if (at[4] < '2') return read_changes(at + HEAD, &c, 4, zone);

	at += HEAD + size; /* version 2 and later: the same again with 64-bit times, and a footer */
	size_t left = n - HEAD - size;
	if (!is_head(at, left)) return false;
	c = read_counts(at);
	if (!counts_fit(&c, 8, left - HEAD, &size)) return false;
	if (!read_changes(at + HEAD, &c, 8, zone)) return false;
	at += HEAD + size;
	left -= HEAD + size;
	if (left < 2 || at[0] != '\n') return false;
	const unsigned char *end = memchr(at + 1, '\n', left - 1);
	if (!end) return false;
	return scan_rule((struct scan){ (const char *)at + 1, (const char *)end }, zone);
}

static bool name_is_fit(struct str name)
{
	if (name.n == 0 || name.n >= NAME_MAX_BYTES || name.at[0] == '/') return false;
	for (size_t i = 0; i < name.n; i++) {
		const char c = name.at[i];
		const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
		const bool digit = c >= '0' && c <= '9';
		if (!letter && !digit && (c == '\0' || !strchr("/_-+", c))) return false;
	}
	return true;
}

static enum err read_whole(const char *path, unsigned char *bytes, size_t *n)
{
	FILE *file = fopen(path, "rbe");
	if (!file) return errno == ENOENT || errno == ENOTDIR ? ERR_ABSENT : ERR_SYSTEM;
	*n = fread(bytes, 1, FILE_MAX, file);
	const bool failed = ferror(file) != 0;
	const bool whole = feof(file) != 0;
	(void)fclose(file);
	if (failed) return ERR_ABSENT; /* a folder of zones */
	return whole ? OK : ERR_CORRUPT;
}

enum err zone_new(struct str name, struct zone **out)
{
	char path[NAME_MAX_BYTES + 32];
	size_t n;

	if (!name_is_fit(name)) return ERR_ABSENT;
	(void)snprintf(path, sizeof path, "/usr/share/zoneinfo/%.*s", STR_ARG(name));
	unsigned char *bytes = malloc(FILE_MAX);
	struct zone *zone = calloc(1, sizeof *zone);
	if (!bytes || !zone) BUG("out of memory");
	memcpy(zone->name, name.at, name.n);

	enum err err = read_whole(path, bytes, &n);
	if (!err && !read_zone(bytes, n, zone)) err = ERR_CORRUPT;
	free(bytes);
	if (err) {
		zone_free(zone);
		return err;
	}
	*out = zone;
	return OK;
}

void zone_free(struct zone *zone)
{
	if (!zone) return;
	free(zone->changes);
	free(zone);
}

struct str zone_name(const struct zone *zone)
{
	return str_of(zone->name);
}

/* ---- what the clock says ---- */

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/* Local seconds (as if UTC) at which a rule's date begins in `year`. */
static int64_t rule_seconds(const struct rule_date *rule, int year)
{
	struct day day = day_of(year, 1, 1);
	const bool leap = day_is_valid(year, 2, 29);

	switch (rule->kind) {
	case MONTH_WEEK_DAY: {
		const int weekday = (rule->day + SUNDAY) % 7; /* the footer counts from Sunday */
		day = day_on_or_after(day_of(year, rule->month, 1), weekday);
		day = day_add(day, 7 * (rule->week - 1));
		while (day_date(day).month != rule->month) day = day_add(day, -7);
		break;
	}
	case JULIAN:
		day = day_add(day, rule->day - 1 + (leap && rule->day >= 60));
		break;
	case DAY_OF_YEAR:
		day = day_add(day, rule->day);
		break;
	}
	return (int64_t)day.n * 86400 + rule->time;
}

static int32_t rule_offset(const struct zone *zone, int64_t at)
{
	if (!zone->has_summer) return zone->winter;
	int year = day_date((struct day){ (int32_t)floor_div(at + zone->winter, 86400) }).year;
	if (year < 1900) year = 1900;
	if (year > 2199) year = 2199;
	const int64_t start = rule_seconds(&zone->to_summer, year) - zone->winter;
	const int64_t end = rule_seconds(&zone->to_winter, year) - zone->summer;
	const bool summer = start < end ? at >= start && at < end : at >= start || at < end;
	return summer ? zone->summer : zone->winter;
}

/* Seconds east of UTC at `at`, seconds since 1970. */
static int32_t offset_at(const struct zone *zone, int64_t at)
{
	size_t low = 0, high = zone->count;

	if (zone->count == 0 || at < zone->changes[0].at)
		return zone->count == 0 && zone->has_rule ? rule_offset(zone, at) : zone->first;
	if (zone->has_rule && at >= zone->changes[zone->count - 1].at) return rule_offset(zone, at);
	while (high - low > 1) {
		const size_t middle = low + (high - low) / 2;
		if (zone->changes[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return zone->changes[low].offset;
}

struct local zone_local(const struct zone *zone, struct instant at)
{
	const int64_t utc = floor_div(at.ms, 1000);
	const int64_t local = utc + offset_at(zone, utc);
	const int64_t day = floor_div(local, 86400);
	const int second = (int)(local - day * 86400);
	return (struct local){ { (int32_t)day }, second / 60, second % 60 };
}

struct instant zone_instant(const struct zone *zone, struct day day, int minute)
{
	/* Try the offsets in force a day before and a day after.  Where both fit, the earlier instant;
	 * where neither does, the clock skipped it, and the offset from before reads it as later. */
	const int64_t local = (int64_t)day.n * 86400 + (int64_t)minute * 60;
	const int32_t before = offset_at(zone, local - 86400);
	const int32_t after = offset_at(zone, local + 86400);
	const int64_t first = local - before, second = local - after;

	if (offset_at(zone, first) == before) return (struct instant){ first * 1000 };
	if (offset_at(zone, second) == after) return (struct instant){ second * 1000 };
	return (struct instant){ first * 1000 };
}
