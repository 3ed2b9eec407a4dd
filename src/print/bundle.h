/* Several papers as one archive, a file each. */
#ifndef DANGJIAN_PRINT_BUNDLE_H
#define DANGJIAN_PRINT_BUNDLE_H

#include "print/job.h"

/*
 * Appends a .zip of the printed files, each named by its place and its
 * document: "01 会议通知.pdf".  The same papers give the same bytes.
 * 0, FAIL_SYSTEM or FAIL_MEMORY.
 */
int bundle_zip(struct arena *arena, const struct job *job, const struct printed *printed, struct buf *out);

#endif
