/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* smtp - see smtp.h. */
#include "net/smtp.h"

#include <curl/curl.h>

enum { TIMEOUT_MS = 30 * 1000, ADDRESS_MOST = 254 };

struct reading {
	struct str left;
	const atomic_bool *stop;
};

static size_t read_message(char *into, size_t size, size_t count, void *with)
{
	struct reading *reading = with;
	size_t n = size * count;

	if (n > reading->left.n) n = reading->left.n;
	if (n) memcpy(into, reading->left.at, n);
	reading->left = str_from(reading->left, n);
	return n;
}

/* Called about once a second whatever the server does.  Other than 0 ends it. */
static int look_up(void *with, curl_off_t to_get, curl_off_t got, curl_off_t to_put, curl_off_t put)
{
	const struct reading *reading = with;

	(void)to_get;
	(void)got;
	(void)to_put;
	(void)put;
	return reading->stop && atomic_load(reading->stop) && reading->left.n > 0;
}

/* What curl would put on a line of the dialogue must not contain another line. */
static bool address_is_plain(struct str address)
{
	if (address.n < 3 || address.n > ADDRESS_MOST || !memchr(address.at, '@', address.n))
		return false;
	for (size_t i = 0; i < address.n; i++) {
		const unsigned char c = (unsigned char)address.at[i];
		if (c <= ' ' || c == 0x7f || c == '<' || c == '>') return false;
	}
	return true;
}

static bool url_is_plain(struct str url)
{
	if (!str_starts(url, STR("smtp://")) && !str_starts(url, STR("smtps://"))) return false;
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.at[i] <= ' ' || url.at[i] == 0x7f) return false;
	return true;
}

static bool is_on_this_machine(struct str url)
{
	static const struct str here[] = { STR_INIT("smtp://127.0.0.1"),
		                           STR_INIT("smtp://localhost"), STR_INIT("smtp://[::1]") };
	for (size_t i = 0; i < LEN(here); i++) {
		const char next = url.n > here[i].n ? url.at[here[i].n] : ':';
		if (str_starts(url, here[i]) && (next == ':' || next == '/')) return true;
	}
	return false;
}

/* A password goes to another machine by TLS or not at all.  A relay on this machine seldom has a
 * certificate for "localhost", and nobody listens in between. */
static curl_usessl tls_for(const struct smtp_server *server)
{
	const bool here = is_on_this_machine(server->url);
	if (server->need_tls || (server->password.n && !here)) return CURLUSESSL_ALL;
	return here ? CURLUSESSL_NONE : CURLUSESSL_TRY;
}

static void set(CURLcode code)
{
	/* Every option is one that libcurl of Debian 12 has, and memory is not to be had otherwise. */
	if (code != CURLE_OK) BUG("curl option");
}

static void set_server(CURL *curl, const struct smtp_server *server, struct arena *arena)
{
	const int64_t timeout = server->timeout_ms ? server->timeout_ms : TIMEOUT_MS;

	set(curl_easy_setopt(curl, CURLOPT_URL, str_z(arena, server->url)));
	set(curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps"));
	set(curl_easy_setopt(curl, CURLOPT_PROXY, "")); /* none from the environment */
	set(curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L));
	set(curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)timeout));
	set(curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)tls_for(server)));
	if (server->user.n) {
		set(curl_easy_setopt(curl, CURLOPT_USERNAME, str_z(arena, server->user)));
		set(curl_easy_setopt(curl, CURLOPT_PASSWORD, str_z(arena, server->password)));
	}
}

static enum err judge(CURLcode code, long reply, struct smtp_outcome *outcome)
{
	outcome->code = (int)reply;
	snprintf(outcome->reason, sizeof outcome->reason, "%s (reply %ld)",
	         code == CURLE_OK ? "sent" : curl_easy_strerror(code), reply);
	if (code == CURLE_OK) return OK;
	/* A wrong password (535) or a missing one (530) is ours to mend, not the message's fault. */
	if (code == CURLE_LOGIN_DENIED || reply == 530 || reply == 535) return ERR_SYSTEM;
	if (code == CURLE_URL_MALFORMAT) return ERR_INPUT;
	if ((code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
	     code == CURLE_WEIRD_SERVER_REPLY) &&
	    reply >= 500 && reply < 600)
		return ERR_REFUSED;
	return ERR_SYSTEM;
}

enum err smtp_send(const struct smtp_server *server, struct str from, struct str to,
                   struct str message, struct smtp_outcome *outcome)
{
	struct reading reading = { message, server->stop };
	long reply = 0;

	*outcome = (struct smtp_outcome){ 0 };
	if (!url_is_plain(server->url) || !address_is_plain(from) || !address_is_plain(to)) {
		snprintf(outcome->reason, sizeof outcome->reason, "the address cannot be used");
		return ERR_INPUT;
	}
	CURL *curl = curl_easy_init();
	struct arena *arena = arena_new(64 * 1024);
	if (!curl) BUG("out of memory");
	set_server(curl, server, arena);
	struct curl_slist *recipients = curl_slist_append(NULL, str_z(arena, to));
	if (!recipients) BUG("out of memory");
	set(curl_easy_setopt(curl, CURLOPT_MAIL_FROM, str_z(arena, from)));
	set(curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients));
	set(curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message));
	set(curl_easy_setopt(curl, CURLOPT_READDATA, &reading));
	set(curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L));
	set(curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L));
	set(curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up));
	set(curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &reading));
	const CURLcode code = curl_easy_perform(curl);
	/* The server's last reply code: libcurl gives SMTP's here too. */
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
	curl_slist_free_all(recipients);
	curl_easy_cleanup(curl);
	arena_free(arena);
	return judge(code, reply, outcome);
}
