/* What /me shows of the person behind the account: rights today and why, and who opened the record. */
#ifndef DANGJIAN_WEB_ME_PERSON_H
#define DANGJIAN_WEB_ME_PERSON_H

#include "web/views_model.h"

struct request;

/* Each right of a member today, with its clause, and the reason where it is not held (ELEC-5.1, DP-21). */
int me_rights(const struct request *request, struct me_view *view);

/* The rolls of electors published to the person now (DP-19). */
int me_rolls(const struct request *request, struct me_view *view);

int me_opened(const struct request *request, struct me_view *view);

#endif
