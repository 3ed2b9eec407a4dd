/*
 * One request as a handler sees it: read, checked and decoded.  Everything
 * lives until the handler returns, in the worker's arena.
 */
#ifndef DANGJIAN_WEB_REQUEST_H
#define DANGJIAN_WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/lang.h"
#include "web/form.h"
#include "web/guard.h"
#include "web/route.h"

#define LANG_COOKIE "lang" /* "zh" or "en": the reader's own choice */

enum media {
	MEDIA_NONE,      /* no body */
	MEDIA_FORM,      /* application/x-www-form-urlencoded: `fields` */
	MEDIA_MULTIPART, /* multipart/form-data: `fields` and `upload` */
	MEDIA_JSON,      /* application/json: `body`, for the handler to read */
};

struct server;

struct request {
	const struct route *route;
	struct server *server;
	struct arena *arena;
	void *worker;            /* what worker_open made: the database connection */
	void *session;           /* for the `before` hook and its callers; null when nobody is signed in */
	const char *method;
	const char *path;        /* as sent, percent-encoded, without query */
	enum format format;      /* .csv or .xlsx stood after the path */
	bool api;                /* under /api/: failures are answered in JSON */
	struct form params;      /* {names} of the pattern, decoded */
	struct form query;
	struct form fields;      /* of the posted form */
	struct form cookies;
	struct upload upload;
	enum media media;
	const char *body;        /* not NUL-terminated */
	size_t body_len;
	const char *header[HEADERS_KNOWN]; /* null where missing */
	const char *bearer;      /* the token of Authorization: Bearer, or null */
	const char *id;          /* of the request, as the log has it */
	const char *actor;       /* "account:12", for the log; `before` sets it; null when nobody is signed in */
	const char *remote;      /* the client's address, behind a trusted proxy the one it names */
	bool local;              /* from this machine, and no proxy in front hides another */
	bool secure;             /* the browser speaks TLS: cookies are marked so */
	day_no today;
	int64_t now;             /* seconds since 1970 */
	enum lang lang;
};

/* What the server hands over for request_read, still undecoded. */
struct raw_request {
	const struct head *head;
	const char *path;        /* without query */
	const char *query;       /* "" without one */
	const struct route_match *match;
	const char *body;
	size_t body_len;
	enum lang lang;          /* where the reader states none */
};

/*
 * Fills what is decoded from the raw request; the caller has set arena, today,
 * now, remote and secure.  0, FAIL_INPUT (ill-formed query, cookie or body; a
 * body of a kind nobody reads), FAIL_TOO_LARGE or FAIL_MEMORY.  Path, language,
 * headers and cookies are set even then, so that the failure can be shown.
 */
int request_read(struct request *request, const struct raw_request *raw);

/* A {name} of the route's pattern, decoded; never null for a name that stands there. */
const char *request_param(const struct request *request, const char *name);

/* The first value of an argument, form field or cookie, or null. */
const char *request_query(const struct request *request, const char *name);
const char *request_field(const struct request *request, const char *name);
const char *request_cookie(const struct request *request, const char *name);

/*
 * Whether a changing request may have come from a page of this site: browsers
 * say where a request comes from (Sec-Fetch-Site, else Origin); other clients
 * say nothing and carry no cookies of a victim, so they pass.
 */
bool request_same_site(const struct request *request);

/* The language an Accept-Language header prefers, or `otherwise`. */
enum lang lang_accepted(const char *accept_language, enum lang otherwise);

/* The journal number a record was read at, also in the quotes of If-Match; 0, FAIL_INPUT or FAIL_MEMORY. */
int seen_read(struct arena *arena, const char *text, int64_t *ret_seen);

/* Whether an Accept-Encoding header takes gzip. */
bool gzip_accepted(const char *accept_encoding);

#endif
