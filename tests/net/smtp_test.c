/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* smtp - a mail server of a few lines, and what becomes of a message with it. */
#include "net/smtp.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/check.h"

/* Answers one connection; `reply_to_...` are what it says at each step. */
struct mail_server {
	int fd;
	unsigned port;
	pthread_t thread;
	const char *to_connect, *to_from, *to_rcpt, *to_data,
		*to_message; /* NULL: the good answer */
	bool silent;         /* takes the connection and never speaks */
	atomic_bool reached; /* somebody has connected */
	struct buf heard;    /* all that the client said */
};

static void say(int fd, const char *line)
{
	if (send(fd, line, strlen(line), MSG_NOSIGNAL) < 0) return;
}

static const char *either(const char *given, const char *usual)
{
	return given ? given : usual;
}

/* One line of the dialogue; false when it is over. */
static bool answer(struct mail_server *server, int fd, struct str line, bool *in_data)
{
	if (*in_data) {
		if (!str_eq(line, STR("."))) return true;
		*in_data = false;
		say(fd, either(server->to_message, "250 taken\r\n"));
	} else if (str_starts(line, STR("EHLO"))) {
		say(fd, "250 mail.example\r\n");
	} else if (str_starts(line, STR("MAIL"))) {
		say(fd, either(server->to_from, "250 ok\r\n"));
	} else if (str_starts(line, STR("RCPT"))) {
		say(fd, either(server->to_rcpt, "250 ok\r\n"));
	} else if (str_starts(line, STR("DATA"))) {
		say(fd, either(server->to_data, "354 go on\r\n"));
		*in_data = !server->to_data;
	} else {
		say(fd, "221 bye\r\n");
		return !str_starts(line, STR("QUIT"));
	}
	return true;
}

static void *serve(void *with)
{
	struct mail_server *server = with;
	const int fd = accept(server->fd, NULL, NULL);
	bool in_data = false, going = fd >= 0;
	atomic_store(&server->reached, true);
	size_t read_to = 0;
	char bytes[1024];
	ssize_t n;

	if (going && !server->silent) say(fd, either(server->to_connect, "220 mail.example\r\n"));
	while (going && (n = recv(fd, bytes, sizeof bytes, 0)) > 0) {
		buf_put(&server->heard, bytes, (size_t)n);
		for (;;) {
			const struct str rest = str_from(buf_text(&server->heard), read_to);
			const char *end = memmem(rest.at, rest.n, "\r\n", 2);
			if (!end || !going) break;
			read_to += (size_t)(end - rest.at) + 2;
			going = answer(server, fd, str_part(rest, 0, (size_t)(end - rest.at)),
			               &in_data);
		}
	}
	if (fd >= 0) close(fd);
	return NULL;
}

static void mail_server_start(struct mail_server *server)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t at_n = sizeof at;
	buf_init(&server->heard, 1024 * 1024);
	server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	CHECK_INT(bind(server->fd, (struct sockaddr *)&at, sizeof at), 0, "an address");
	CHECK_INT(listen(server->fd, 1), 0, "listening");
	CHECK_INT(getsockname(server->fd, (struct sockaddr *)&at, &at_n), 0, "a port");
	server->port = ntohs(at.sin_port);
	CHECK_INT(pthread_create(&server->thread, NULL, serve, server), 0, "a thread");
}

static void mail_server_stop(struct mail_server *server)
{
	pthread_join(server->thread, NULL);
	close(server->fd);
	buf_release(&server->heard);
}

static enum err send_to(unsigned port, int64_t timeout_ms, struct str to, struct str message,
                        struct smtp_outcome *outcome)
{
	char url[64];
	snprintf(url, sizeof url, "smtp://127.0.0.1:%u", port);
	const struct smtp_server server = { .url = str_of(url), .timeout_ms = timeout_ms };
	return smtp_send(&server, STR("office@setwise.example"), to, message, outcome);
}

TEST(a_message_arrives_whole)
{
	struct mail_server server = { 0 };
	struct smtp_outcome outcome;
	struct buf message;
	mail_server_start(&server);
	buf_init(&message, 256 * 1024);
	buf_str(&message, STR("Subject: Next meeting\r\n\r\n.a dot first\r\n"));
	for (int i = 0; i < 3000; i++) buf_printf(&message, "line %d of many\r\n", i);
	CHECK_OK(send_to(server.port, 0, STR("member@setwise.example"), buf_text(&message),
	                 &outcome));
	CHECK_INT(outcome.code, 250, "the last reply");
	pthread_join(server.thread, NULL);
	const struct str heard = buf_text(&server.heard);
	CHECK(str_has(heard, STR("MAIL FROM:<office@setwise.example>")), "from");
	CHECK(str_has(heard, STR("RCPT TO:<member@setwise.example>")), "to");
	CHECK(str_has(heard, STR("Subject: Next meeting\r\n\r\n..a dot first\r\n")),
	      "dots are doubled");
	CHECK(str_has(heard, STR("line 2999 of many\r\n.\r\n")), "to the end");
	close(server.fd);
	buf_release(&server.heard);
	buf_release(&message);
}

TEST(what_a_server_says_is_for_now_or_for_ever)
{
	static const struct {
		struct mail_server server;
		enum err err;
		int code;
		const char *why;
	} rows[] = {
		{ { .to_connect = "421 busy\r\n" }, ERR_SYSTEM, 421, "a busy server" },
		{ { .to_connect = "554 not you\r\n" },
		  ERR_REFUSED,
		  554,
		  "a server that is not for us" },
		{ { .to_from = "451 later\r\n" }, ERR_SYSTEM, 451, "a sender for later" },
		{ { .to_from = "530 log in first\r\n" }, ERR_SYSTEM, 530, "ours to mend" },
		{ { .to_from = "550 no\r\n" }, ERR_REFUSED, 550, "a sender refused" },
		{ { .to_rcpt = "450 full\r\n" }, ERR_SYSTEM, 450, "a full mailbox" },
		{ { .to_rcpt = "550 nobody\r\n" }, ERR_REFUSED, 550, "no such person" },
		{ { .to_data = "554 no\r\n" }, ERR_REFUSED, 554, "no data" },
		{ { .to_message = "452 disk full\r\n" }, ERR_SYSTEM, 452, "a message for later" },
		{ { .to_message = "552 too large\r\n" }, ERR_REFUSED, 552, "a message refused" },
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct mail_server server = rows[i].server;
		struct smtp_outcome outcome;
		mail_server_start(&server);
		const enum err err = send_to(server.port, 0, STR("member@setwise.example"),
		                             STR("Subject: x\r\n\r\ny\r\n"), &outcome);
		CHECK_INT(err, rows[i].err, rows[i].why);
		CHECK_INT(outcome.code, rows[i].code, rows[i].why);
		CHECK(!strstr(outcome.reason, "member"), "no address in the reason");
		mail_server_stop(&server);
	}
}

TEST(a_server_that_is_not_there_or_says_nothing)
{
	struct mail_server server = { .silent = true };
	struct smtp_outcome outcome;
	mail_server_start(&server);
	CHECK_INT(send_to(server.port, 200, STR("member@setwise.example"), STR("x"), &outcome),
	          ERR_SYSTEM, "silent");
	CHECK_INT(outcome.code, 0, "no reply");
	const unsigned port = server.port;
	mail_server_stop(&server);
	CHECK_INT(send_to(port, 0, STR("member@setwise.example"), STR("x"), &outcome), ERR_SYSTEM,
	          "gone");
}

/* A server that says nothing does not hold a program that stops. */
TEST(who_stops_does_not_wait_for_a_silent_server)
{
	struct mail_server silent = { .silent = true };
	struct smtp_outcome outcome;
	char url[64];
	mail_server_start(&silent);
	snprintf(url, sizeof url, "smtp://127.0.0.1:%u", silent.port);
	const struct smtp_server server = { .url = str_of(url), .stop = &silent.reached };
	CHECK_INT(smtp_send(&server, STR("office@setwise.example"), STR("member@setwise.example"),
	                    STR("x"), &outcome),
	          ERR_SYSTEM, "to be sent later");
	CHECK(strstr(outcome.reason, "abort"), "not because the time was over");
	mail_server_stop(&silent);
}

TEST(addresses_that_would_write_lines_of_their_own)
{
	static const struct str bad[] = { STR_INIT(""),
		                          STR_INIT("nobody"),
		                          STR_INIT("a b@c.example"),
		                          STR_INIT("a@c.example\r\nRCPT TO:<d@e.example>"),
		                          STR_INIT("a@c.example>"),
		                          STR_INIT("a@c.example\0") };
	struct smtp_outcome outcome;
	for (size_t i = 0; i < LEN(bad); i++)
		CHECK_INT(send_to(1, 0, bad[i], STR("x"), &outcome), ERR_INPUT, "not an address");
	const struct smtp_server server = { .url = STR("file:///etc/passwd") };
	CHECK_INT(smtp_send(&server, STR("a@b.example"), STR("c@d.example"), STR("x"), &outcome),
	          ERR_INPUT, "not a mail server");
}

TEST(a_password_does_not_travel_in_plain_text)
{
	/* need_tls is for servers elsewhere; here the dialogue shows that curl asks for STARTTLS. */
	struct mail_server server = { 0 };
	struct smtp_outcome outcome;
	char url[64];
	mail_server_start(&server);
	snprintf(url, sizeof url, "smtp://0.0.0.0:%u", server.port);
	const struct smtp_server elsewhere = { .url = str_of(url),
		                               .user = STR("office"),
		                               .password = STR("secret") };
	CHECK_INT(smtp_send(&elsewhere, STR("a@b.example"), STR("c@d.example"), STR("x\r\n"),
	                    &outcome),
	          ERR_SYSTEM, "no STARTTLS there");
	pthread_join(server.thread, NULL);
	CHECK(!str_has(buf_text(&server.heard), STR("AUTH")), "nothing was said");
	CHECK(!str_has(buf_text(&server.heard), STR("MAIL")), "nor sent");
	close(server.fd);
	buf_release(&server.heard);
}

TESTS(a_message_arrives_whole, what_a_server_says_is_for_now_or_for_ever,
      a_server_that_is_not_there_or_says_nothing, who_stops_does_not_wait_for_a_silent_server,
      addresses_that_would_write_lines_of_their_own, a_password_does_not_travel_in_plain_text)
