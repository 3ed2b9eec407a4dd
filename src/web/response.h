/*
 * What a handler answers.  It sets status, type and body; the security headers
 * that stand on every answer are added by the server (response_fixed_headers).
 */
#ifndef DANGJIAN_WEB_RESPONSE_H
#define DANGJIAN_WEB_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/lang.h"

struct request;

#define RESPONSE_HEADERS_MAX 16

#define TYPE_HTML "text/html; charset=utf-8"
#define TYPE_JSON "application/json; charset=utf-8"
#define TYPE_TEXT "text/plain; charset=utf-8"
#define TYPE_CSV "text/csv; charset=utf-8"
#define TYPE_XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define TYPE_PDF "application/pdf"

struct response_header {
	const char *name;
	const char *value;
};

struct response {
	struct arena *arena;
	bool secure;              /* cookies are sent over TLS alone */
	int status;               /* HTTP, 200 at first */
	const char *type;         /* TYPE_HTML at first */
	struct buf body;          /* malloc'd; the server takes it over */
	const void *fixed;        /* bytes that outlive the server, in place of the body */
	size_t fixed_len;
	int file;                 /* an open file in place of the body, or -1; the server closes it */
	uint64_t file_len;
	bool immutable;           /* may be cached for ever; otherwise it may not be kept at all */
	size_t headers;
	struct response_header header[RESPONSE_HEADERS_MAX];
};

void response_init(struct response *response, struct arena *arena, bool secure);

/* Forgets everything a handler put there, its cookies too. */
void response_reset(struct response *response);

/* Frees body and file where no one has taken them over. */
void response_free(struct response *response);

/*
 * Adds a header; the value is copied.  FAIL_INPUT for control characters,
 * FAIL_TOO_LARGE past RESPONSE_HEADERS_MAX, FAIL_MEMORY.
 */
int response_header(struct response *response, const char *name, const char *value);

/*
 * Sets a cookie for the whole site, HttpOnly, SameSite=Lax.  `max_age` in
 * seconds; 0 until the browser closes, negative: take it away.
 */
int response_cookie(struct response *response, const char *name, const char *value, int max_age);

/* Whether an address stays on this site: "/…", but not "//…", nothing hidden in it. */
bool path_is_own(const char *path);

/* 303 to a path of this site; FAIL_INPUT for any other. */
int response_redirect(struct response *response, const char *path);

/* A download with a name, which may be Chinese; `type` is one of TYPE_…. */
int response_download(struct response *response, const char *type, const char *name);

/* A file as the answer, read from its beginning, e.g. a large export.  Takes `file` over. */
void response_file(struct response *response, int file, uint64_t len);

/* The HTTP status of a failure code (base/fail.h). */
int failure_status(int code);

/*
 * Answers the thread's last failure in place of whatever was there:
 * {"why":{"zh","en"},"clause","field"} under /api/, one sentence as plain text
 * elsewhere.  `status` is failure_status() but where HTTP knows better.
 */
void respond_failure(const struct request *request, struct response *response, int status);

/* The headers of every answer, ended by a null name. */
extern const struct response_header response_fixed_headers[];

#endif
