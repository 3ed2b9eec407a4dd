/* What holds of every workbook, whatever the bytes.  Shared by the targets xlsx and csv. */
#ifndef DANGJIAN_FUZZ_SHEET_CHECK_H
#define DANGJIAN_FUZZ_SHEET_CHECK_H

#include "sheet/read.h"

/* The failure is one a file can cause, with a whole sentence in both languages. */
void must_be_refusal(int error);

/* Reads all sheets, their merged ranges, and each cell as every kind of value; then closes it. */
void check_workbook(struct workbook *workbook);

#endif
