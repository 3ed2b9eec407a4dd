/* Requests about one's own data as a table, for those who asked and for those who answer. */
#ifndef DANGJIAN_WEB_REQUESTS_TABLE_H
#define DANGJIAN_WEB_REQUESTS_TABLE_H

#include "party/data_request.h"
#include "web/views_model.h"

struct request;

/* `answering`: with who asked, and a link to the answer's form where the reader may give it. */
int requests_table(const struct request *request, const struct data_request *requests, size_t count, bool answering,
                   struct table_view *ret_table);

/* The label of a choice by its number; "" for none. */
const char *choice_label(const struct request *request, const struct choice *choices, int64_t number);

#endif
