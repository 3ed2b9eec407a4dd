/* What lists of elections have beside those of other kinds: how far each has come, and what is overdue. */
#ifndef DANGJIAN_WEB_ELECTION_LIST_H
#define DANGJIAN_WEB_ELECTION_LIST_H

#include "base/json.h"
#include "party/election.h"
#include "sheet/write.h"
#include "web/list_page.h"

#define ELECTION_LATE "late"      /* ?late=true: only those of which a step is overdue */
#define ELECTION_COLUMNS 4

/*
 * Narrows the list by ?late=true to elections under way, the earliest meeting
 * first.  FAIL_INPUT names what it may be.
 */
int election_late(struct listing *listing);
int election_late_filter(const struct list_draft *draft, struct field_view *ret_view);

/*
 * The rows with how each stands today, computed as on its own page; null for
 * another day.  What is overdue is found by going through at most some
 * hundreds of elections, so a page of it may be short and have a next one.
 */
int election_list_run(const struct listing *listing, struct arena *arena, const char *page, struct list *ret_list,
                      struct election_standing **ret_standings);

/* The body that elects, by which the election is opened. */
int election_body_cell(const struct list_draft *draft, size_t row, struct cell_view *cell);

/* Steps done, the next one, its latest day, and who has to act. */
void election_columns(enum lang lang, struct column_view *columns);
int election_cells(const struct list_draft *draft, const struct election_standing *standing, struct cell_view *cells);

/* The same in a file, with whether a step is overdue. */
#define ELECTION_FILE_COLUMNS (ELECTION_COLUMNS + 1)
void election_file_columns(enum lang lang, struct table_column *columns);
int election_file_cells(struct table_writer *table, struct arena *arena, enum lang lang,
                        const struct election_standing *standing);

/* The same as members of an open JSON object. */
void election_members(const struct election_standing *standing, struct json *json);

#endif
