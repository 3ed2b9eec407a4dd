/*
 * The HTTP server.  One thread reads requests and sends answers (epoll); each
 * complete request waits in the lane its route names and is handled by one of
 * the lane's workers, which has an arena and a context of its own.  All calls
 * of libmicrohttpd stand in server.c.
 */
#ifndef DANGJIAN_WEB_SERVER_H
#define DANGJIAN_WEB_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/lang.h"
#include "web/log.h"
#include "web/request.h"
#include "web/response.h"
#include "web/route.h"
#include "web/visitors.h"

struct server;

/* What the pages plug in; each may be null. */
struct server_hooks {
	void *owner; /* handed to the first two */

	/*
	 * Makes what each worker keeps for itself (a database connection), in the
	 * worker's own thread.  A failure ends the start.
	 */
	int (*worker_open)(void *owner, void **ret_worker);
	void (*worker_close)(void *owner, void *worker);

	/*
	 * Called before each handler but inline ones: finds out who is asking
	 * (request->session) and whether route->who and the csrf field allow it.
	 * Not 0: answered as a failure.  Null lets WHO_PUBLIC through alone.
	 */
	int (*before)(struct request *request);

	/*
	 * Whether a request that failed so is worth asking once more: `before` and
	 * the handler are called again.  Null: never.
	 */
	bool (*again)(struct request *request, int failure);

	/* Called when the answer is made, after failure_page too; session is null where `before` did not get that far. */
	void (*after)(struct request *request);

	/*
	 * Writes the page of a failure (last_failure()); the response has its
	 * status and no body yet, and may become a redirect.  Not 0, or null: one
	 * plain sentence is sent.  Not asked under /api/.
	 */
	int (*failure_page)(struct request *request, struct response *response);

	/* Both on the network thread, with the owner; they must not block. */
	void (*figures)(void *owner, struct buf *out); /* adds families of /metrics (web/metrics.h) */
	int (*health)(void *owner);                    /* 0, or why the program cannot do its work */
};

/* 0 means the default beside it. */
struct server_limits {
	unsigned connections;      /* 1,000 at a time */
	unsigned per_address;      /* 256 from one address; none where only this machine or a proxy connects */
	size_t bodies;             /* 256 MB for all bodies being received or worked on */
	struct patience patience;  /* 75 s between requests, 30 s for a head, 600 s for a body and for the answer */
	unsigned stop_seconds;     /* 20 s to finish what was asked before the end */
};

struct server_options {
	const char *listen;        /* "127.0.0.1:8080"; port 0 takes a free one; null: at `socket` */
	int socket;                /* listening already; taken over */
	const char *tls_cert;      /* PEM texts, not file names; null: no TLS */
	const char *tls_key;
	bool proxied;              /* a proxy in front speaks TLS and names the client */
	enum lang lang;            /* for readers who state none */
	day_no (*today)(void);     /* the clocks of the entry point */
	int64_t (*now)(void);      /* milliseconds since 1970 */
	const struct route *const *tables;
	struct server_hooks hooks;
	unsigned workers[LANES];   /* 0: as many as cores, at least 4; 2 for passwords; 1 for slow work */
	struct server_limits limits;
	struct log *log;           /* the caller's; null: none is kept */
	int statm;                 /* /proc/self/statm, opened; 0: it is opened here */
	const char *monitor_token; /* opens /metrics from other machines; null: to this one alone */
};

/*
 * Starts to serve; returns at once.  0, FAIL_INPUT (address, routes, TLS
 * files), FAIL_SYSTEM, FAIL_MEMORY, or what worker_open failed with.
 * The options' texts and tables must outlive the server.
 */
int server_start(const struct server_options *options, struct server **ret_server);

/* "http://127.0.0.1:8080/" with the real port. */
const char *server_url(const struct server *server);

/* The compiled tables, e.g. to offer only links that the reader may follow. */
const struct routes *server_routes(const struct server *server);

/*
 * Whether the network thread still takes connections: hands it one and waits
 * until it is noticed, for at most so many seconds.
 */
bool server_alive(struct server *server, unsigned seconds);

/*
 * Accepts no more, finishes what was asked, ends all threads and frees.  Each
 * connection is told to close by its next answer; one that asks nothing any
 * more is closed after a moment.  Requests that still wait after
 * limits.stop_seconds are answered 503.  A socket that was taken over stays
 * open for whoever else holds it: who connects meanwhile waits there.
 * Takes null.
 */
void server_stop(struct server *server);

/* Prometheus text of all counters: the server's, the process's, and what the hook adds. */
void server_metrics(struct server *server, struct buf *out);

/* 0, or what the hook failed with. */
int server_health(const struct server *server);

#endif
