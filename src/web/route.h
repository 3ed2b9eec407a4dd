/*
 * Which handler answers which address.  Every page, form and API call is one
 * line of a table beside its handler; the tables of all files are compiled
 * into one at the start, which fails where a line lacks who may use it.
 */
#ifndef DANGJIAN_WEB_ROUTE_H
#define DANGJIAN_WEB_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

struct request;
struct response;

#define ROUTE_PARAMS_MAX 4
#define ROUTE_SEGMENTS_MAX 8

/* Where a request waits for its worker, so that slow work holds up only its own kind. */
enum lane {
	LANE_PAGE,     /* ordinary pages and calls */
	LANE_PASSWORD, /* hashing passwords, which is meant to be slow */
	LANE_SLOW,     /* import, export, print, nationwide lists */
	LANES,
	LANE_INLINE = LANES, /* on the network thread itself: must not block, has no worker */
};

/* Bits of route.who beside the roles of registry/role.h, which stand below them. */
#define WHO_PUBLIC (1u << 31)
#define WHO_SIGNED_IN (1u << 30)
#define WHO_MONITOR (1u << 29) /* programs on this machine, or with the monitoring token; inline routes alone */

enum format { FORMAT_HTML, FORMAT_CSV, FORMAT_XLSX };

struct route {
	const char *method;  /* "GET" (HEAD too) or "POST" */
	const char *pattern; /* "/units/{id}": each {name} is one segment */
	enum lane lane;
	unsigned who;        /* 0 does not start */
	bool csrf_exempt;    /* sign-in and calls that carry a token in a header */
	bool unlogged;       /* leaves no line in the log and no count: whoever used it shall not be found by it (DP-20) */
	bool files;          /* a list: also answers at pattern.csv and pattern.xlsx */
	size_t body_max;     /* bytes; 0: BODY_MAX for POST, none for GET */
	const char *clauses; /* what the page answers to, "ELEC-19.1 ELEC-27.2"; may be null */
	int (*handle)(struct request *request, struct response *response);
};

#define BODY_MAX ((size_t)64 << 10)   /* an ordinary form */
#define UPLOAD_MAX ((size_t)64 << 20) /* a workbook */

struct routes;

/*
 * Compiles a null-terminated list of tables, each ended by an empty line.
 * FAIL_INPUT names a line without `who` or handler, with a malformed pattern
 * or the same as another.  The tables are kept by pointer.
 */
int routes_new(const struct route *const *tables, struct routes **ret_routes);
void routes_free(struct routes *routes); /* takes null */

struct route_param {
	const char *name;  /* in the pattern, not NUL-terminated */
	size_t name_len;
	const char *text;  /* in the path, as sent, not NUL-terminated */
	size_t len;
};

struct route_match {
	const struct route *route; /* null: no such address, or not with this method */
	size_t place;              /* 1 + its line in the compiled table (routes_at); 0 without a route */
	enum format format;
	size_t params;
	struct route_param param[ROUTE_PARAMS_MAX];
	bool get, post;            /* methods the address has, for Allow */
};

/*
 * The route of a path (as sent, without query).  A literal segment beats a
 * {name} from the left, so the order of the tables does not matter.
 */
struct route_match routes_find(const struct routes *routes, const char *method, const char *path);

/* Line `i` of the compiled table, or null past the end; for tests that walk all. */
const struct route *routes_at(const struct routes *routes, size_t i);

#endif
