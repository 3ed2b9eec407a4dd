/*
 * What is refused before anything else looks at a request: heads that two
 * programs could read in two ways (request smuggling), and heads past a limit.
 * libmicrohttpd lets most of these through.  Nothing here calls it, so that
 * the tests need no server.
 */
#ifndef DANGJIAN_WEB_GUARD_H
#define DANGJIAN_WEB_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TARGET_MAX 8000        /* bytes of path and query as sent */
#define HEADER_LINES_MAX 64
#define HEAD_MAX (16 << 10)    /* bytes of all header lines */

/* The headers this program reads; all others are checked and forgotten. */
enum header {
	HEADER_ACCEPT,
	HEADER_ACCEPT_ENCODING,
	HEADER_ACCEPT_LANGUAGE,
	HEADER_AUTHORIZATION,
	HEADER_CONTENT_LENGTH,
	HEADER_CONTENT_TYPE,
	HEADER_COOKIE,
	HEADER_EXPECT,
	HEADER_FORWARDED_FOR,
	HEADER_HOST,
	HEADER_IF_MATCH,
	HEADER_ORIGIN,
	HEADER_SEC_FETCH_SITE,
	HEADER_TRANSFER_ENCODING,
	HEADERS_KNOWN
};

enum refusal {
	REFUSE_NOTHING,
	REFUSE_LAYOUT,
	REFUSE_HEADER_NAME,
	REFUSE_HEADER_VALUE,
	REFUSE_TWICE,
	REFUSE_LARGE_HEAD,
	REFUSE_VERSION,
	REFUSE_OTHER_VERSION,
	REFUSE_METHOD,
	REFUSE_TARGET,
	REFUSE_LONG_TARGET,
	REFUSE_HOST,
	REFUSE_LENGTH,
	REFUSE_LENGTH_AND_CODING,
	REFUSE_CODING,
	REFUSE_BODY,
	REFUSE_EXPECTATION,
	REFUSE_LARGE_BODY,
	REFUSALS
};

struct refusal_reason {
	int status; /* HTTP */
	const char *zh;
	const char *en;
};

const struct refusal_reason *refusal_reason(enum refusal refusal);

/* A request's head as far as it was read; begin with {0}. */
struct head {
	const char *method;
	const char *version;
	const char *header[HEADERS_KNOWN]; /* null where missing */
	uint64_t body_len;                 /* Content-Length, or 0 */
	bool chunked;
	size_t lines;
	size_t bytes;
	const char *next;                  /* where the next header line must begin */
};

/*
 * The request line.  `target` is a copy of the target, made before anyone
 * decoded it; `target_at` is where it stands in the receive buffer, as do
 * method and version.  The three must follow each other by one space: a NUL
 * or a second space hides bytes from one reader that another one sees.
 */
enum refusal guard_request_line(struct head *head, const char *method, const char *target,
                                const char *target_at, const char *version);

/*
 * One header line, name and value in place in the receive buffer.  They must
 * follow what was read before by "\r\n" and by ":" and blanks; so folded
 * lines, bare CR or LF and NUL cannot hide.
 */
enum refusal guard_header(struct head *head, const char *name, size_t name_len,
                          const char *value, size_t value_len);

/* The head as a whole, after its last line; `size` is that of the request line to the empty line, both included. */
enum refusal guard_head(struct head *head, size_t size);

/* A target by itself: "/path?query", escapes well-formed, the path UTF-8 without controls. */
enum refusal guard_target(const char *target);

#endif
