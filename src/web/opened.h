/* One record as its address asks for it: the version of the day, and what the reader may do with it. */
#ifndef DANGJIAN_WEB_OPENED_H
#define DANGJIAN_WEB_OPENED_H

#include "registry/version.h"

struct request;

enum record_standing { STANDS, HAS_ENDED, IS_TO_COME };

struct opened {
	const struct kind *kind;
	int64_t id;
	struct record **versions;    /* all that stand, by since */
	size_t count;
	const struct record *shown;  /* of the day asked for, else the nearest before, else the first */
	enum record_standing standing;      /* of the record on that day */
	const char *path;            /* by which rights are judged; null: it hangs nowhere */
	bool beside;                 /* read though it hangs outside what the reader's roles reach (party/access.h) */
	bool by_case;                /* a person's, opened from above the branch (party/openings.h) */
	const char *title;           /* "" never: the name, of a decision what it says, else the kind with its number */
};

/*
 * Opens the record {id} of the route's kind.  FAIL_NOT_FOUND, FAIL_FORBIDDEN.
 * Reading a person's record is noted for that person to see (DP-13), unless
 * it is the reader's own.
 */
int opened_read(struct request *request, struct opened *ret_opened);

/* The same of any kind and number as an address gives it. */
int opened_one(const struct request *request, const struct kind *kind, const char *number, struct opened *ret_opened);

/* Whether the reader may see what else of a kind hangs where this record hangs. */
bool may_see_there(const struct request *request, const struct kind *kind, const char *path);

/* Whether the reader may write a kind there, on today's page. */
bool may_write_there(const struct request *request, const struct kind *kind, const char *path);

/* GET of a record: page or JSON. */
struct response;
int show_record(struct request *request, struct response *response);

#endif
