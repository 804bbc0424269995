/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* calendar - meetings as a VCALENDAR (RFC 5545) that calendars subscribe to or import.
 *
 * Each meeting is an event of its own, never a recurrence: Outlook and Google disagree about those.
 * Europe/London is written by its rule from 1970, which all of them read; other zones in UTC.
 * Nothing here takes confidential text: a summary says which meeting, not what about. */
#ifndef FORMAT_CALENDAR_H
#define FORMAT_CALENDAR_H

#include "base/buf.h"
#include "base/time.h"
#include "base/zone.h"
#include "format/html.h"

struct calendar_event {
	struct str uid; /* the same for ever: "meeting-0123456789abc@sets.example.org" */
	struct day day;
	int from, to;                 /* minutes since local midnight, 0 <= from < to <= 1440 */
	struct str summary, location; /* location may be empty */
	struct url link;              /* the meeting's page, a whole address; may be empty */
	struct instant changed;       /* when it was last moved or renamed */
	int sequence;                 /* how often it was moved */
	bool tentative;               /* the date is not settled yet */
	bool cancelled;
};

struct calendar {
	struct str name; /* "Riverside" */
	const struct zone *zone;
	struct instant now;
	struct str organiser; /* the host body's mail address, which iTIP wants; may be empty */
	const struct calendar_event *at;
	size_t n;
};

/* Lines end in CRLF and have at most 75 octets; no UTF-8 character is cut. */
void calendar_write(struct buf *out, const struct calendar *calendar);

#endif
