/* How a year's calendar is written; for the files setting*.c alone. */
#ifndef DANGJIAN_PARTY_SETTING_SPANS_H
#define DANGJIAN_PARTY_SETTING_SPANS_H

#include "party/setting.h"

/* Reads "2026-01-01..2026-01-03 +2026-01-04" in the order given; FAIL_INPUT names `value`. */
int spans_read(struct arena *arena, const char *text, struct day_span **ret_spans, size_t *ret_count);

#endif
