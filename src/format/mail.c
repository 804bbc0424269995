/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* mail - see mail.h. */
#include "format/mail.h"

#include <gmime/gmime.h>
#include <pthread.h>

#include "format/html.h"

/* RFC 5321: 64 octets before the @, 254 in all.  A row of quoted-printable has 76. */
enum { LOCAL = 64, ADDRESS = 254, LABEL = 63, ROW = 76 };

static bool is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_local_part(struct str s)
{
	struct str left = s, piece = { 0 };

	if (s.n == 0 || s.n > LOCAL || s.at[s.n - 1] == '.') return false;
	while (str_cut(&left, '.', &piece)) {
		if (piece.n == 0) return false;
		for (size_t i = 0; i < piece.n; i++)
			if (!is_alphanumeric(piece.at[i]) &&
			    (piece.at[i] == '\0' || !strchr("!#$%&'*+-/=?^_`{|}~", piece.at[i])))
				return false;
	}
	return true;
}

static bool is_host(struct str s)
{
	struct str left = s, piece = { 0 };

	if (s.n == 0 || s.at[s.n - 1] == '.') return false;
	while (str_cut(&left, '.', &piece)) {
		if (piece.n == 0 || piece.n > LABEL) return false;
		if (piece.at[0] == '-' || piece.at[piece.n - 1] == '-') return false;
		for (size_t i = 0; i < piece.n; i++)
			if (!is_alphanumeric(piece.at[i]) && piece.at[i] != '-') return false;
	}
	return true;
}

/* `dotted`: the host has a dot, as every address that mail reaches from outside. */
static bool is_at_host(struct str s, bool dotted)
{
	struct str host = s, local = { 0 };

	if (s.n > ADDRESS || !str_cut(&host, '@', &local)) return false;
	return is_local_part(local) && is_host(host) && (!dotted || str_has(host, STR(".")));
}

bool mail_is_address(struct str s)
{
	return is_at_host(s, true);
}

/* ---- GMime ------------------------------------------------------------------------------------ */

/* GMime's own tables are made once a process, and not by two threads at once. */
static void start(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	ASSERT(pthread_once(&once, g_mime_init) == 0);
}

/* One line of text, terminated. */
static const char *line_z(struct arena *arena, struct str s)
{
	struct buf buf;

	buf_init(&buf, s.n + 1);
	html_line(&buf, s);
	const char *z = str_z(arena, buf_text(&buf));
	buf_release(&buf);
	return z;
}

static void add_address(struct arena *arena, GMimeMessage *message, GMimeAddressType type,
                        const struct mail_address *address)
{
	g_mime_message_add_mailbox(message, type,
	                           address->name.n ? line_z(arena, address->name) : NULL,
	                           str_z(arena, address->address));
}

static bool is_short_ascii(struct str body)
{
	size_t row = 0;

	for (size_t i = 0; i < body.n; i++) {
		if ((unsigned char)body.at[i] >= 0x80) return false;
		row = body.at[i] == '\n' ? 0 : row + 1;
		if (row > ROW) return false;
	}
	return true;
}

/* The body as it travels: CRLF, no other control characters, a newline at the end. */
static struct str body_rows(struct arena *arena, struct str body)
{
	struct buf clean, rows;
	size_t from = 0;

	buf_init(&clean, body.n + 2);
	html_plain(&clean, body);
	if (clean.n == 0 || clean.at[clean.n - 1] != '\n') buf_byte(&clean, '\n');
	buf_init(&rows, 2 * clean.n);
	for (size_t i = 0; i < clean.n; i++) {
		if (clean.at[i] != '\n') continue;
		buf_put(&rows, clean.at + from, i - from);
		buf_str(&rows, STR("\r\n"));
		from = i + 1;
	}
	const struct str text = str_copy(arena, buf_text(&rows));
	buf_release(&clean);
	buf_release(&rows);
	return text;
}

static GMimeObject *text_part(struct arena *arena, struct str body)
{
	const bool plain = is_short_ascii(body);
	const struct str rows = body_rows(arena, body);
	GMimePart *part = g_mime_part_new_with_type("text", "plain");
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(rows.at, rows.n);
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset",
	                                         plain ? "us-ascii" : "utf-8");
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, plain ? GMIME_CONTENT_ENCODING_7BIT
	                                             : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_object_unref(content);
	g_object_unref(stream);
	return GMIME_OBJECT(part);
}

static GMimeMessage *message_of(struct arena *arena, const struct mail *mail)
{
	GMimeMessage *message = g_mime_message_new(FALSE);
	GMimeObject *part = text_part(arena, mail->body);
	GDateTime *date = g_date_time_new_from_unix_utc(mail->at.ms / 1000);

	ASSERT(date);
	add_address(arena, message, GMIME_ADDRESS_TYPE_FROM, &mail->from);
	add_address(arena, message, GMIME_ADDRESS_TYPE_TO, &mail->to);
	if (mail->reply_to.address.n)
		add_address(arena, message, GMIME_ADDRESS_TYPE_REPLY_TO, &mail->reply_to);
	g_mime_message_set_subject(message, line_z(arena, mail->subject), "utf-8");
	g_mime_message_set_date(message, date);
	g_mime_message_set_message_id(message, str_z(arena, mail->message_id));
	g_mime_object_append_header(GMIME_OBJECT(message), "Auto-Submitted", "auto-generated",
	                            NULL);
	g_mime_object_append_header(GMIME_OBJECT(message), "X-Auto-Response-Suppress", "All", NULL);
	g_mime_message_set_mime_part(message, part);
	g_date_time_unref(date);
	g_object_unref(part);
	return message;
}

static bool is_whole(const struct mail *mail)
{
	return mail_is_address(mail->from.address) && mail_is_address(mail->to.address) &&
	       (mail->reply_to.address.n == 0 || mail_is_address(mail->reply_to.address)) &&
	       is_at_host(mail->message_id, false) && str_is_utf8(mail->from.name) &&
	       str_is_utf8(mail->to.name) && str_is_utf8(mail->reply_to.name) &&
	       str_is_utf8(mail->subject) && str_is_utf8(mail->body);
}

enum err mail_compose(struct arena *arena, const struct mail *mail, struct buf *out)
{
	if (!is_whole(mail)) return ERR_INPUT;
	start();
	GMimeMessage *message = message_of(arena, mail);
	GMimeFormatOptions *options = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();
	enum err err = OK;

	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	if (g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream) < 0)
		err = ERR_SYSTEM;
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	if (!err && !buf_reserve(out, bytes->len)) err = ERR_LIMIT;
	if (!err) buf_put(out, bytes->data, bytes->len);
	g_object_unref(stream);
	g_mime_format_options_free(options);
	g_object_unref(message);
	return err;
}
