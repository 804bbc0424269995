/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* support_handler - see support_handler.h. */
#include "net/support_handler.h"

#include "support/check.h"

static const struct http_field plain = { STR_INIT("Content-Type"), STR_INIT("text/plain") };

void handler_answer(struct exchange *exchange)
{
	const struct http_request *request = exchange_request(exchange);
	static const char *const methods[] = { "GET", "HEAD", "POST" };
	struct buf out;
	buf_init(&out, 4 * 1024 * 1024);
	buf_printf(&out, "[%s %.*s ?%.*s %.*s %.*s %s ", methods[request->method],
	           STR_ARG(request->path), STR_ARG(request->query), STR_ARG(request->host),
	           STR_ARG(request->peer), request->secure ? "https" : "http");
	buf_str(&out, request->body);
	buf_byte(&out, ']');
	http_answer(exchange, 200, &plain, 1, buf_text(&out));
	buf_release(&out);
}

static void *answer_elsewhere(void *exchange)
{
	handler_answer(exchange);
	return NULL;
}

static void stream_closed(struct stream *stream, void *with)
{
	struct handler *handler = with;
	(void)stream;
	pthread_mutex_lock(&handler->lock);
	handler->stream = NULL;
	handler->closed++;
	pthread_cond_broadcast(&handler->changed);
	pthread_mutex_unlock(&handler->lock);
}

static void stream_bye(struct stream *stream, void *with)
{
	struct handler *handler = with;
	handler->byes++;
	CHECK_OK(stream_send(stream, STR("bye\n")));
}

static void handle(struct exchange *exchange, void *with)
{
	struct handler *handler = with;
	const struct str path = exchange_request(exchange)->path;

	pthread_mutex_lock(&handler->lock);
	handler->handled++;
	if (str_eq(path, STR("/hold"))) {
		handler->held = exchange;
		exchange = NULL;
	} else if (str_eq(path, STR("/stream"))) {
		const struct stream_events events = { stream_bye, stream_closed, handler };
		handler->stream = http_stream_begin(exchange, &plain, 1, &events);
		exchange = NULL;
	}
	pthread_cond_broadcast(&handler->changed);
	pthread_mutex_unlock(&handler->lock);
	if (!exchange) return;
	if (str_eq(path, STR("/later"))) {
		pthread_t thread;
		CHECK_INT(pthread_create(&thread, NULL, answer_elsewhere, exchange), 0, "a thread");
		pthread_detach(thread);
	} else if (str_eq(path, STR("/big"))) {
		static char big[HANDLER_BIG];
		memset(big, 'x', sizeof big);
		http_answer(exchange, 200, &plain, 1, (struct str){ big, sizeof big });
	} else if (str_eq(path, STR("/bad"))) {
		const struct http_field split = { STR("Location"), STR("/\r\nSet-Cookie: a=b") };
		http_answer(exchange, 303, &split, 1, STR("hidden"));
	} else if (str_eq(path, STR("/none"))) {
		http_answer(exchange, 204, NULL, 0, STR(""));
	} else {
		handler_answer(exchange);
	}
}

struct serving *handler_start(struct handler *handler, struct http_options options)
{
	*handler = (struct handler){ .lock = PTHREAD_MUTEX_INITIALIZER,
		                     .changed = PTHREAD_COND_INITIALIZER };
	options.handle = handle;
	options.with = handler;
	return serving_start(&options);
}

struct exchange *handler_wait_held(struct handler *handler)
{
	pthread_mutex_lock(&handler->lock);
	while (!handler->held) pthread_cond_wait(&handler->changed, &handler->lock);
	struct exchange *held = handler->held;
	handler->held = NULL;
	pthread_mutex_unlock(&handler->lock);
	return held;
}

void handler_wait_streaming(struct handler *handler, bool wanted)
{
	pthread_mutex_lock(&handler->lock);
	while ((handler->stream != NULL) != wanted)
		pthread_cond_wait(&handler->changed, &handler->lock);
	pthread_mutex_unlock(&handler->lock);
}

int handler_handled(struct handler *handler)
{
	pthread_mutex_lock(&handler->lock);
	const int n = handler->handled;
	pthread_mutex_unlock(&handler->lock);
	return n;
}

static void count_connections(void *with)
{
	struct {
		struct serving *serving;
		size_t n;
	} *count = with;
	count->n = http_connections(serving_server(count->serving));
}

size_t connections(struct serving *serving)
{
	struct {
		struct serving *serving;
		size_t n;
	} count = { serving, 0 };
	serving_run(serving, count_connections, &count);
	return count.n;
}

void ask_on(int fd)
{
	struct buf into = { 0 };
	client_send(fd, STR("GET /echo HTTP/1.1\r\n" HOST "\r\n"));
	CHECK_INT(answer_status(client_read_to(fd, STR("]"), &into)), 200, "served");
	buf_release(&into);
}
