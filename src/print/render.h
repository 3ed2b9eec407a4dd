/* Lays a job out and makes the PDF files.  Runs in the process that prints, never in the server. */
#ifndef DANGJIAN_PRINT_RENDER_H
#define DANGJIAN_PRINT_RENDER_H

#include "print/job.h"

#define PAGES_MAX 20000 /* of a job */

/* 0, FAIL_TOO_LARGE, FAIL_MEMORY, FAIL_SYSTEM. *ret_printed is the arena's but for the files' bytes: render_free(). */
int render(struct arena *arena, const struct job *job, struct printed *ret_printed);
void render_free(struct printed *printed);

#endif
