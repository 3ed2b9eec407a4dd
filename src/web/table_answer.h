/* A table as the answer, .csv or .xlsx by what the address asked for. */
#ifndef DANGJIAN_WEB_TABLE_ANSWER_H
#define DANGJIAN_WEB_TABLE_ANSWER_H

#include "sheet/write.h"

struct request;
struct response;

/*
 * Has `fill` write the table's only sheet and sends it as "NAME-DAY.xlsx".  The
 * rows go to a file without a name, which may be larger than a worker's memory.
 */
int table_answer(const struct request *request, struct response *response, const char *name,
                 int (*fill)(struct table_writer *table, void *arg), void *arg);

#endif
