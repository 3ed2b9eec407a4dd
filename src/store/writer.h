/*
 * The one writer of a process.  Work from many threads is gathered into one
 * transaction (group commit) and acknowledged once that is on disk.  Each
 * piece of work runs behind a savepoint of its own: one that fails leaves no
 * trace and does not disturb the others.
 */
#ifndef DANGJIAN_STORE_WRITER_H
#define DANGJIAN_STORE_WRITER_H

#include "base/figures.h"
#include "store/db.h"

struct writer;

#define WRITER_GROUP_MAX 128 /* pieces of work in one transaction */

int writer_open(const char *url, struct writer **ret_writer);

/*
 * One for work inside a transaction of the caller's own, who commits it: each
 * piece runs at once, on the caller's thread and connection, behind its
 * savepoint.  Closed before the connection.
 */
int writer_within(struct db *db, struct writer **ret_writer);

/* Finishes what is queued, then stops.  Takes null. */
void writer_close(struct writer *writer);

/*
 * Runs work(db, arg) on the writer's thread inside its transaction and waits
 * until it is committed.  Returns what the work returned (0 or more) or the
 * failure, with its record in the calling thread.  The work must not commit.
 */
int writer_do(struct writer *writer, int (*work)(struct db *db, void *arg), void *arg);

struct writer_figures {
	int64_t works;     /* done so far */
	int64_t commits;
	int64_t lost;      /* groups of which nothing was committed */
	int64_t queued;    /* waiting now */
	const struct histogram *group;         /* works of a transaction; both stay the writer's */
	const struct histogram *commit_micros; /* from "commit" to its being on disk */
};

struct writer_figures writer_figures(struct writer *writer);

/*
 * From now on the writer notes how far the log of the database has got: before
 * an act is acknowledged, and every few seconds while nobody writes.  FAIL_INPUT
 * where there is no such log (store/replica.h).
 */
int writer_mark(struct writer *writer);

/* Where it had got to; INT64_MAX while that is not known.  From any thread. */
int64_t writer_position(const struct writer *writer);

/*
 * 0, or why nothing can be written at present: what the last group failed
 * with.  While nobody writes, a trial of its own every few seconds tells.
 */
int writer_health(struct writer *writer);

#endif
