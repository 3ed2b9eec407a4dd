/*
 * The one error rule: a function that can fail returns 0 or a negative
 * failure code and leaves its ret_ parameters untouched; the sentence for the
 * user lies in a record of the thread until the next failure.
 */
#ifndef DANGJIAN_BASE_FAIL_H
#define DANGJIAN_BASE_FAIL_H

#include "base/lang.h"

enum failure {
	FAIL_REFUSED = -1,   /* a rule refuses it: exit 1, HTTP 422; names its clause */
	FAIL_INPUT = -2,     /* malformed arguments or input: exit 2, HTTP 400 */
	FAIL_SIGNED_OUT = -3,/* nobody is signed in: HTTP 401 */
	FAIL_FORBIDDEN = -4, /* signed in, but without the right: exit 1, HTTP 403 */
	FAIL_NOT_FOUND = -5, /* HTTP 404 */
	FAIL_CONFLICT = -6,  /* changed since it was read: HTTP 409 */
	FAIL_TOO_LARGE = -7, /* a named limit is passed: exit 2, HTTP 413 */
	FAIL_MEMORY = -8,    /* no memory, or an arena's limit reached: HTTP 503 */
	FAIL_SYSTEM = -9,    /* database, file or network: exit 2, HTTP 500 */
	FAIL_SLOW_DOWN = -10,/* too many attempts: HTTP 429 */
	FAIL_UNAVAILABLE = -11, /* cannot be done at present (disk full, busy, connection lost): exit 2, HTTP 503 */
};

#define FAIL_TEXT_MAX 512

struct failure_record {
	int code;                   /* enum failure, 0 when nothing failed yet */
	char clause[16];            /* "" where no clause applies */
	char field[64];             /* the field or fact at fault, or "" */
	char zh[FAIL_TEXT_MAX];
	char en[FAIL_TEXT_MAX];
};

/*
 * Records a failure for this thread and returns `code`, so that a caller can
 * write `return fail(...)`.  Both formats take the same arguments; use
 * positions (%2$s) where a language wants another order.  Texts longer than
 * FAIL_TEXT_MAX are cut at a character boundary.  `clause` and `field` may be null.
 * No sentence may repeat an ID number (DP-6).
 */
int fail(int code, const char *clause, const char *field,
         const char *zh, const char *en, ...)
	__attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/*
 * The same for a sentence about something that has a name in each language:
 * "name：sentence" / "name: sentence".
 */
int fail_named(int code, const char *clause, const char *field, struct bilingual name,
               struct bilingual sentence);

/* The same for a sentence that stands ready, e.g. in a table; a % in it means nothing. */
int fail_bilingual(int code, const char *clause, const char *field, struct bilingual text);

/* Why the operating system refused (errno), in both languages; its own words where the table has none. */
struct bilingual system_reason(int error);

/* The failure recorded last in this thread; never null. */
const struct failure_record *last_failure(void);

/* Its sentence in one language. */
const char *failure_text(enum lang lang);

/* Puts back a record kept by copy, e.g. one carried from another thread. Returns its code. */
int fail_again(const struct failure_record *record);

#endif
