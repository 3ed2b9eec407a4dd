/* One clause with its calculator, as page and JSON. */
#ifndef DANGJIAN_WEB_CLAUSE_PAGE_H
#define DANGJIAN_WEB_CLAUSE_PAGE_H

struct request;
struct response;

/*
 * GET and POST /law/CLAUSE and /api/v1/law/CLAUSE.  Facts are arguments of the
 * address, or fields of the form where one may name a person (DP-6), or a JSON
 * object.  The JSON twin answers the clause itself where no facts are given,
 * else the finding as `dangjian rule` does.
 */
int show_clause(struct request *request, struct response *response);

#endif
