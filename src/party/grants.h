/* Roles of accounts: who may be given which, and whose accounts an administrator reaches. */
#ifndef DANGJIAN_PARTY_GRANTS_H
#define DANGJIAN_PARTY_GRANTS_H

#include "party/action.h"

/*
 * 0 where every role the account holds, now or later, is held within the
 * actor's reach; else FAIL_FORBIDDEN: who could set the password of an account
 * could act as it.
 */
int grants_need_account(struct running *running, int64_t account);

/*
 * Gives an account a role inside an act: the node must suit the role, and
 * nobody both administers the machine and does the business kept on it (DP-12).
 * Where the node ends before `until`, the role ends with it.
 */
int grant_add(struct act *act, int64_t account, enum role role, int64_t node, day_no since, day_no until,
              int64_t *ret_id);

/*
 * Ends with a body or unit, from the day after its last, what roles reach past
 * it; *ret_count is their number.  And takes back what an act did of that.
 */
int grants_end_with(struct act *act, int64_t node, day_no until, int64_t *ret_count);
int grants_undo(struct db *db, int64_t batch);

#endif
