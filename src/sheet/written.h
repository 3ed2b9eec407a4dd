/* Whether a workbook that was written is whole.  Only for src/sheet. */
#ifndef DANGJIAN_SHEET_WRITTEN_H
#define DANGJIAN_SHEET_WRITTEN_H

#include <stddef.h>

/*
 * Unpacks what lies in the file and counts each sheet's rows.  libxlsxwriter
 * does not notice when its temporary files cannot take a row (a full disk),
 * and no row may be lost in silence.  0, or FAIL_SYSTEM.
 */
int check_written(int fd, const size_t *rows, size_t sheets);

#endif
