/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* players_form - see players_form.h. */
#include "main/players_form.h"

#include <stdarg.h>

#include "base/buf.h"
#include "base/id.h"

enum { FORM_MAX = 16 * 1024 };

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_' || c == '.';
}

static void add(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, "%s%s=", buf_text(out).n ? "&" : "", name);
	for (size_t i = 0; i < value.n; i++) {
		const char c = value.at[i];
		if (is_plain(c))
			buf_str(out, (struct str){ &c, 1 });
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
	}
}

struct str players_form(struct arena *arena, const char *name, ...)
{
	struct buf out;
	va_list args;

	buf_init(&out, FORM_MAX);
	va_start(args, name);
	for (; name; name = va_arg(args, const char *)) add(&out, name, va_arg(args, struct str));
	va_end(args);
	add(&out, "key", id_text(arena, random_id()));
	ASSERT(buf_ok(&out));
	const struct str made = str_copy(arena, buf_text(&out));
	buf_release(&out);
	return made;
}

/* Which field of the line's form: hopes where they are asked for, else one of the three by seat. */
static const char *line_field(const struct room *room, int seat)
{
	static const char *const fields[] = { "helped", "try", "hindered" };
	const struct stage *stage = room_stage(room);

	if (stage && stage->kind == STAGE_HOPES) return "hopes";
	return fields[(size_t)seat % LEN(fields)];
}

static struct str number(struct arena *arena, int64_t n)
{
	return str_printf(arena, "%lld", (long long)n);
}

bool players_post(struct arena *arena, const struct room *room, int seat,
                  const struct rehearsal_move *move, struct players_post *out)
{
	struct players_post post = { .form = players_form(arena, NULL) };

	switch ((int)move->kind) {
	case ROOM_HERE:
		post.verb = "come";
		if (move->a) post.form = players_form(arena, "call", STR("yes"), NULL);
		break;
	case ROOM_BID:
		post.verb = "bid";
		post.form = players_form(arena, "urgency", number(arena, move->a), NULL);
		break;
	case ROOM_ASK:
		post.verb = "question";
		post.form = players_form(arena, "text", move->words, NULL);
		break;
	case ROOM_HAND_UP:
		post.verb = "hand";
		break;
	case ROOM_HAND_DOWN:
		post.verb = "hand";
		post.form = players_form(arena, "do", STR("down"), NULL);
		break;
	case ROOM_DONE:
		post.verb = "done";
		break;
	case ROOM_PASS:
		post.verb = "pass";
		break;
	case ROOM_LINE:
		post.verb = "line";
		post.form = players_form(arena, line_field(room, seat), move->words, NULL);
		break;
	case ROOM_RULE_PROPOSED:
		post.verb = "rule";
		post.form = players_form(arena, "text", move->words, NULL);
		break;
	case ROOM_RULE_AGREED:
		post.verb = "agree";
		post.form = players_form(arena, "version", number(arena, move->a), NULL);
		break;
	case ROOM_ACTION:
		post.verb = "action";
		post.form = players_form(arena, "text", move->words, "by", move->by_when, "know",
		                         move->sign, NULL);
		break;
	case ROOM_ISSUE_ON:
		post.verb = "issue";
		post.form = players_form(arena, "text", move->words, NULL);
		break;
	default:
		return false;
	}
	*out = post;
	return true;
}
