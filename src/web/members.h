/* Lists of members: what the relation adds to a person's name, and what those see who see numbers alone. */
#ifndef DANGJIAN_WEB_MEMBERS_H
#define DANGJIAN_WEB_MEMBERS_H

#include "web/labels.h"
#include "web/views_model.h"

struct request;
struct response;

#define MEMBER_COLUMNS 4

/* Columns of the membership of the day. */
void member_columns(enum lang lang, struct column_view columns[MEMBER_COLUMNS]);

int member_cells(struct labels *labels, int64_t person, struct cell_view cells[MEMBER_COLUMNS]);

/*
 * DP-26: how many members a body has, as the reader may know it.  A body's own
 * people see its numbers; to all others a group of fewer than five is `少于 5`,
 * but that there is nobody may be said.
 */
#define SMALL_GROUP 5
struct figure_view member_figure(const struct request *request, const char *label, int64_t number, const char *path);

/* Answers 403 with how many members there are, to whoever has charge of them but above their branch (DP-12). */
int show_member_numbers(struct request *request, struct response *response);

#endif
