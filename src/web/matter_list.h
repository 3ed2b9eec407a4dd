/* What lists of matters have beside those of other kinds: which way they go, and how long they wait. */
#ifndef DANGJIAN_WEB_MATTER_LIST_H
#define DANGJIAN_WEB_MATTER_LIST_H

#include "base/json.h"
#include "sheet/write.h"
#include "web/list_page.h"

#define MATTER_BEGIN "/matters/new"

/*
 * Reads ?direction=in|out, seen from the reader's own place or ?node=, and
 * narrows the list.  Without it and without a state, clerks see no drafts of
 * others.
 */
int matter_direction(struct listing *listing);
int matter_direction_filter(const struct list_draft *draft, struct field_view *ret_view);

/* Days between submission and answer, or so far. */
struct column_view matter_waiting_column(enum lang lang);
struct cell_view matter_waiting_cell(const struct record *record, day_no on);
void matter_waiting_member(const struct record *record, day_no on, struct json *json);
void matter_waiting_write(struct table_writer *table, const struct record *record, day_no on);

#endif
