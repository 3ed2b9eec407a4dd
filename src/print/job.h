/*
 * What the server hands to the process that prints, and what comes back, as
 * bytes on a socket.  The reader takes nothing on trust: every length is
 * checked against what is there and against a named limit.
 */
#ifndef DANGJIAN_PRINT_JOB_H
#define DANGJIAN_PRINT_JOB_H

#include "base/buf.h"
#include "print/document.h"

#define JOB_DOCUMENTS_MAX 500
#define JOB_BYTES_MAX ((size_t)32 << 20)  /* of a job on its way */
#define PDF_BYTES_MAX ((size_t)128 << 20) /* of all its papers together */

/* Families of type, each a list of pango names with the one to be preferred first, parted by ';'. */
enum face { FACE_BODY, FACE_HEADING, FACE_KAI, FACE_TITLE, FACE_LATIN, FACES };

struct print_fonts {
	const char *face[FACES]; /* null: the setting's default (SETTING_PRINT_BODY …) */
};

struct job {
	struct print_fonts fonts;
	day_no made;            /* the date the file says it was made: same job, same bytes */
	bool bundle;            /* all documents in one file; else a file each */
	struct document **documents;
	size_t count;
};

/* Appends the job's bytes. */
void job_write(const struct job *job, struct buf *out);

/* Reads a job; everything is the arena's.  0, FAIL_INPUT for bytes that are none, FAIL_MEMORY. */
int job_read(struct arena *arena, const void *bytes, size_t len, struct job *ret_job);

#define MISSING_RUNES_MAX 32

struct pdf {
	const unsigned char *bytes;
	size_t len;
	int pages;
};

/* What was printed. */
struct printed {
	struct pdf *files;
	size_t count;
	unsigned substituted;                /* bit 1 << face: the first family of its list is not installed */
	uint32_t missing[MISSING_RUNES_MAX]; /* characters no installed type has, as they first appear; ends with 0 */
};

void printed_write(const struct printed *printed, struct buf *out);

/* A failure in place of papers: last_failure(). */
void printed_write_failure(struct buf *out);

/* 0, the failure the other side wrote, FAIL_SYSTEM for bytes that are neither, FAIL_MEMORY. */
int printed_read(struct arena *arena, const void *bytes, size_t len, struct printed *ret_printed);

#endif
