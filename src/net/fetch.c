/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* fetch - see fetch.h. */
#include "net/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>

enum { TIMEOUT_MS = 10 * 1000, TEXTS_MAX = 4096 };

struct fetch {
	struct arena *arena; /* of base and origin */
	struct str base, origin;
	CURL *curl;
};

static void set(CURLcode code)
{
	if (code != CURLE_OK) BUG("curl option");
}

struct fetch *fetch_new(struct str base, struct str origin)
{
	struct fetch *fetch = calloc(1, sizeof *fetch);
	if (!fetch) BUG("out of memory");

	fetch->arena = arena_new(TEXTS_MAX);
	fetch->base = str_copy(fetch->arena, base);
	fetch->origin = str_copy(fetch->arena, origin);
	fetch->curl = curl_easy_init();
	if (!fetch->curl) BUG("out of memory");
	return fetch;
}

void fetch_free(struct fetch *fetch)
{
	if (!fetch) return;
	curl_easy_cleanup(fetch->curl);
	arena_free(fetch->arena);
	free(fetch);
}

static size_t throw_away(char *bytes, size_t size, size_t count, void *with)
{
	(void)bytes;
	(void)with;
	return size * count;
}

static struct curl_slist *add(struct curl_slist *fields, struct arena *arena, const char *name,
                              struct str value)
{
	struct curl_slist *longer = curl_slist_append(
		fields, str_z(arena, str_printf(arena, "%s: %.*s", name, STR_ARG(value))));
	if (!longer) BUG("out of memory");
	return longer;
}

enum err fetch_ask(struct fetch *fetch, struct arena *arena, struct str path, struct str cookie,
                   struct str form, int *status)
{
	CURL *curl = fetch->curl;
	struct curl_slist *fields = NULL;
	long code = 0;

	curl_easy_reset(curl); /* the connection stays */
	if (cookie.n) fields = add(fields, arena, "Cookie", cookie);
	if (form.at) fields = add(fields, arena, "Origin", fetch->origin);
	set(curl_easy_setopt(
		curl, CURLOPT_URL,
		str_z(arena, str_printf(arena, "%.*s%.*s", STR_ARG(fetch->base), STR_ARG(path)))));
	set(curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http"));
	set(curl_easy_setopt(curl, CURLOPT_PROXY, "")); /* none from the environment */
	set(curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L));
	set(curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)TIMEOUT_MS));
	set(curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, throw_away));
	set(curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields));
	if (form.at) {
		set(curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)form.n));
		set(curl_easy_setopt(curl, CURLOPT_POSTFIELDS, str_z(arena, form)));
	}
	const CURLcode done = curl_easy_perform(curl);
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	curl_slist_free_all(fields);
	if (done != CURLE_OK) return ERR_SYSTEM;
	*status = (int)code;
	return OK;
}
