/* A live server on a free port, and a client that sends raw bytes. */
#ifndef DANGJIAN_TESTS_WEB_LIVE_H
#define DANGJIAN_TESTS_WEB_LIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "web/server.h"

#define LIVE_DAY 20778 /* 2026-11-21, what the server takes for today */

/* Options with a free port, fixed clocks and no log; the routes are the caller's. */
struct server_options live_options(const struct route *const *tables);

/* Starts the server or fails the test. */
struct server *live_start(const struct server_options *options);

/* A new connection; reads time out after ten seconds. */
int live_connect(const struct server *server);

void live_send(int fd, const char *bytes, size_t len);
void live_puts(int fd, const char *text);

/* One answer of a connection. */
struct answer {
	int status;       /* 0: the connection ended without one */
	char head[4096];
	char *body;       /* NUL-terminated, malloc'd by the reader's last call: see live_free */
	size_t len;
};

/* Reads one answer; `no_body` for HEAD. */
void live_read(int fd, bool no_body, struct answer *ret_answer);
void live_free(struct answer *answer);

/* Whether nothing but the end of the stream follows, also by a reset. */
bool live_ended(int fd);

/* Connects, sends, reads one answer, closes. */
void live_ask(const struct server *server, const char *text, struct answer *ret_answer);

/* The same for its status alone. */
int live_status(const struct server *server, const char *text);

/* A header of an answer, up to the line's end, in a static buffer; null where missing. */
const char *live_header(const struct answer *answer, const char *name);

#endif
