/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Mail: two whole messages by golden files, and that no value can write a header. */
#include "format/mail.h"

#include <gmime/gmime.h>

#include "support/check.h"
#include "support/golden.h"

static struct mail reminder(void)
{
	return (struct mail){
		.from = { STR("Setwise"), STR("sets@sets.example.org") },
		.to = { STR("Amara"), STR("amara@example.org") },
		.subject = STR("Thursday: your set meets at 9:30 in Committee Room 2"),
		.body = STR("Dear Amara,\n\nYour set meets on Thursday.\n.\nSigned\n"),
		.message_id = STR("0123456789abc@sets.example.org"),
		.at = { INT64_C(1790000000000) },
	};
}

static enum err composed(struct buf *buf, const struct mail *mail)
{
	struct arena *arena = arena_new(1 << 20);
	buf_init(buf, 1 << 20);
	const enum err err = mail_compose(arena, mail, buf);
	arena_free(arena);
	return err;
}

TEST(plain_words_travel_plainly)
{
	const struct mail mail = reminder();
	struct buf buf;
	CHECK_OK(composed(&buf, &mail));
	golden_same(buf_text(&buf), "mail-plain.eml");
	buf_release(&buf);
}

TEST(other_letters_are_encoded)
{
	struct mail mail = reminder();
	struct buf buf;
	mail.to.name = STR("Si\xC3\xB4n Pr\xC5\xB7s, \"the\" second");
	mail.reply_to = (struct mail_address){ STR("Helen"), STR("helen@example.org") };
	mail.subject = STR("Dydd Iau: mae eich set yn cyfarfod am 9:30 yn Ystafell Bwyllgor 2 "
	                   "\xE2\x80\x93 dewch \xC3\xA2 the");
	mail.body = STR("Annwyl Si\xC3\xB4n,\n\n=20 A line that is longer than a row of "
	                "quoted-printable may be, so that it is "
	                "parted softly in transit.\n\nHwyl \xF0\x9F\x8C\xBF");
	CHECK_OK(composed(&buf, &mail));
	golden_same(buf_text(&buf), "mail-letters.eml");
	buf_release(&buf);
}

/* What another reader of mail finds in it. */
static GMimeMessage *read_back(const struct buf *buf)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(buf->at, buf->n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	CHECK(message, "it is a message");
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

static int count_headers(GMimeMessage *message)
{
	return g_mime_header_list_get_count(g_mime_object_get_header_list(GMIME_OBJECT(message)));
}

TEST(no_value_writes_a_header)
{
	static const char *const evil[] = {
		"x\r\nBcc: eve@example.org",
		"x\nBcc: eve@example.org",
		"x\rBcc: eve@example.org",
		"x\r\n\r\nBcc: eve@example.org",
		"=?utf-8?Q?x=0D=0ABcc:_eve@example.org?=",
		"Pr\xC5\xB7s\r\nBcc: eve@example.org",
		"<eve@example.org>, ",
		"\"<eve@example.org>\\",
	};
	for (size_t i = 0; i < LEN(evil); i++) {
		struct mail mail = reminder();
		struct buf buf;
		mail.subject = mail.from.name = mail.to.name = str_of(evil[i]);
		CHECK_OK(composed(&buf, &mail));
		GMimeMessage *message = read_back(&buf);
		CHECK(!g_mime_object_get_header(GMIME_OBJECT(message), "Bcc"), evil[i]);
		CHECK_INT(count_headers(message), 8, "only our own headers");
		InternetAddressList *to = g_mime_message_get_to(message);
		CHECK_INT(internet_address_list_length(to), 1, evil[i]);
		CHECK_STR(str_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(
				  internet_address_list_get_address(to, 0)))),
		          "amara@example.org", evil[i]);
		g_object_unref(message);
		buf_release(&buf);
	}
}

/* One encoded word (RFC 2047) at the beginning of `s`; how long it is, 0 if there is none. */
static size_t decode_word(struct str s, struct buf *out)
{
	struct str left = str_from(s, 8), text = { 0 };

	if (!str_starts(s, STR("=?UTF-8?")) || !str_cut(&left, '?', &text) || text.n != 1) return 0;
	const bool base64 = str_eq_ci(text, STR("B"));
	if (!str_cut(&left, '?', &text) || left.n == 0 || left.at[0] != '=') return 0;
	for (size_t i = 0; !base64 && i < text.n; i++) {
		uint8_t byte = (uint8_t)(text.at[i] == '_' ? ' ' : text.at[i]);
		if (byte == '=') {
			char digits[2] = { (char)(text.at[i + 1] | ' '),
				           (char)(text.at[i + 2] | ' ') };
			CHECK(str_unhex((struct str){ digits, 2 }, &byte, 1), "two digits");
			i += 2;
		}
		buf_byte(out, (char)byte);
	}
	if (base64) {
		gsize n = 0;
		char *z = g_strndup(text.at, text.n);
		guchar *bytes = g_base64_decode(z, &n);
		buf_put(out, bytes, n);
		g_free(bytes);
		g_free(z);
	}
	return (size_t)(left.at + 1 - s.at);
}

/* The subject as a mailbox shows it.  Not by GMime, whose reader stops at a padded word. */
static struct str subject_of(struct arena *arena, struct str message)
{
	struct buf out;
	size_t i = 0;

	buf_init(&out, 20000);
	while (!str_starts(str_from(message, i), STR("\r\nSubject: "))) i++;
	for (i += 11; !str_starts(str_from(message, i), STR("\r\nDate:"));) {
		const size_t word = decode_word(str_from(message, i), &out);
		if (word == 0 && message.at[i] != '\r' && message.at[i] != '\n')
			buf_byte(&out, message.at[i]);
		i += word ? word : 1;
		/* White space between two encoded words means nothing. */
		if (word && str_starts(str_from(message, i), STR("\r\n =?UTF-8?")))
			i += 3;
		else if (word && str_starts(str_from(message, i), STR(" =?UTF-8?")))
			i++;
	}
	const struct str text = str_copy(arena, buf_text(&out));
	buf_release(&out);
	return text;
}

TEST(what_was_written_is_read)
{
	static const char *const letters[] = {
		"a", " ", "\n", ".", "=", "\xC3\xA9", "\xF0\x9F\x8C\xBF", "From ", "--"
	};
	FOR_SEEDS (random, 100) {
		struct mail mail = reminder();
		struct arena *arena = arena_new(1 << 20);
		struct buf body, subject, buf;
		buf_init(&body, 10000);
		buf_init(&subject, 10000);
		for (uint32_t i = random_below(&random, 300); i > 0; i--)
			buf_str(&body, str_of(letters[random_below(&random, LEN(letters))]));
		buf_str(&body, STR(".\n"));
		buf_byte(&subject, 'S');
		for (uint32_t i = random_below(&random, 60); i > 0; i--) {
			const struct str letter =
				str_of(letters[random_below(&random, LEN(letters))]);
			if (letter.at[0] > ' ' || (unsigned char)letter.at[0] >= 0x80)
				buf_str(&subject, letter);
		}
		buf_byte(&subject, '.'); /* white space at the end is nobody's */
		mail.body = buf_text(&body);
		mail.subject = buf_text(&subject);
		CHECK_OK(composed(&buf, &mail));
		for (size_t at = 0, row = 0; at < buf.n; at++) {
			row = buf.at[at] == '\n' ? 0 : row + 1;
			CHECK(row <= 998 && (unsigned char)buf.at[at] < 0x80,
			      "every server carries it");
			CHECK(buf.at[at] != '\n' || buf.at[at - 1] == '\r', "lines end in CRLF");
		}
		GMimeMessage *message = read_back(&buf);
		CHECK_STR(subject_of(arena, buf_text(&buf)), str_z(arena, mail.subject),
		          "the subject");
		char *text = g_mime_text_part_get_text(
			GMIME_TEXT_PART(g_mime_message_get_mime_part(message)));
		struct buf read;
		buf_init(&read, 20000);
		for (const char *c = text; *c; c++)
			if (*c != '\r') buf_byte(&read, *c);
		CHECK(str_eq(buf_text(&read), mail.body), "the body");
		g_free(text);
		g_object_unref(message);
		buf_release(&read);
		buf_release(&body);
		buf_release(&subject);
		arena_free(arena);
		buf_release(&buf);
	}
}

TEST(addresses_are_checked)
{
	const struct {
		const char *text;
		bool fits;
	} cases[] = {
		{ "amara@example.org", true },
		{ "amara.o'neil+sets@sub.example.gov.uk", true },
		{ "A_1-b@x-y.example", true },
		{ "", false },
		{ "amara", false },
		{ "@example.org", false },
		{ "amara@", false },
		{ "amara@example", false },
		{ "amara@.example.org", false },
		{ "amara@example..org", false },
		{ "amara@example.org.", false },
		{ ".amara@example.org", false },
		{ "amara.@example.org", false },
		{ "a..b@example.org", false },
		{ "a b@example.org", false },
		{ "a@b@example.org", false },
		{ "\"a\"@example.org", false },
		{ "a@-x.example", false },
		{ "a@x-.example", false },
		{ "a@[127.0.0.1]", false },
		{ "a@example.org\r\nBcc: eve@example.org", false },
		{ "a@example.org,eve@example.org", false },
		{ "<a@example.org>", false },
		{ "sion\xC3\xB4@example.org", false },
		{ "0123456789012345678901234567890123456789012345678901234567890123@example.org",
		  true },
		{ "01234567890123456789012345678901234567890123456789012345678901234@example.org",
		  false },
	};
	for (size_t i = 0; i < LEN(cases); i++)
		CHECK(mail_is_address(str_of(cases[i].text)) == cases[i].fits, cases[i].text);
	CHECK(!mail_is_address(STR("a\0b@example.org")), "a NUL");
}

TEST(what_does_not_fit_is_refused)
{
	struct buf buf;
	struct mail mail = reminder();
	mail.to.address = STR("amara@example.org\nBcc: eve@example.org");
	CHECK(composed(&buf, &mail) == ERR_INPUT, "an address");
	mail = reminder();
	mail.message_id = STR("x>\r\nBcc: eve@example.org");
	CHECK(composed(&buf, &mail) == ERR_INPUT, "an id");
	mail = reminder();
	mail.subject = STR("\xff");
	CHECK(composed(&buf, &mail) == ERR_INPUT, "not text");
	CHECK_INT((int64_t)buf.n, 0, "nothing is written");

	struct arena *arena = arena_new(1 << 20);
	mail = reminder();
	buf_init(&buf, 100);
	CHECK(mail_compose(arena, &mail, &buf) == ERR_LIMIT, "no room");
	CHECK_INT((int64_t)buf.n, 0, "nothing is written");
	buf_release(&buf);
	arena_free(arena);
}

TESTS(plain_words_travel_plainly, other_letters_are_encoded, no_value_writes_a_header,
      what_was_written_is_read, addresses_are_checked, what_does_not_fit_is_refused)
