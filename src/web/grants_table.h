/* Roles as a table: of one account, of oneself, or of everybody. */
#ifndef DANGJIAN_WEB_GRANTS_TABLE_H
#define DANGJIAN_WEB_GRANTS_TABLE_H

#include "party/directory.h"
#include "web/views_model.h"

struct request;

enum grants_show {
	GRANTS_CAN_END = 1,    /* the dates lead to where the role is ended */
	GRANTS_OF_MANY = 2,    /* with the account */
	GRANTS_BY = 4,         /* with who granted it, by which entry */
};

int grants_table(const struct request *request, const struct grant_line *grants, size_t count, unsigned show,
                 struct table_view *ret_table);

/* Reads ?node=, a number or a body's name: only roles that reach it.  *ret_text is what was asked, or null. */
int grants_at(const struct request *request, struct grant_query *query, const char **ret_text);

/* What a role is called. */
const char *role_label(enum role role, enum lang lang);

#endif
