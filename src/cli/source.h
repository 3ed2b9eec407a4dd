/*
 * Foreign bytes read once, front to back, in bounded memory: a file or
 * standard input through one buffer.
 */
#ifndef DANGJIAN_CLI_SOURCE_H
#define DANGJIAN_CLI_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define SOURCE_BUFFER ((size_t)1 << 20)  /* bytes; the longest line of a CSV file too */

struct source {
	int fd;
	const char *name;      /* as the user gave it, for sentences */
	char *data;            /* SOURCE_BUFFER bytes, and one for an end mark of the reader's */
	size_t at, end;        /* what is read and not yet used */
	bool ended;            /* nothing follows what is in the buffer */
};

/* Opens a file, or standard input for "-".  0 or FAIL_SYSTEM. */
int source_open(struct arena *arena, const char *name, struct source *ret_source);

/* Takes a source that was never opened (fd -1) too. */
void source_close(struct source *source);

/*
 * Reads more behind what is not yet used, which moves to the front.  0, also
 * when nothing more came (`ended`) or the buffer is full, or FAIL_SYSTEM.
 */
int source_fill(struct source *source);

/* Passes over a byte order mark at the very beginning. */
int source_skip_mark(struct source *source);

#endif
