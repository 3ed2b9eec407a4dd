/* The tables of routes, each beside its handlers, and the list of them all. */
#ifndef DANGJIAN_WEB_PAGES_H
#define DANGJIAN_WEB_PAGES_H

#include "base/arena.h"
#include "web/route.h"

extern const struct route account_routes[]; /* pages_accounts.c */
extern const struct route admin_routes[];   /* pages_admin.c */
extern const struct route basic_routes[];   /* pages_basic.c */
extern const struct route election_routes[]; /* pages_elections.c */
extern const struct route roll_routes[];     /* pages_roll.c */
extern const struct route own_data_routes[], data_request_routes[], retention_routes[];
extern const struct route decision_routes[]; /* pages_decisions.c */
extern const struct route factor_routes[];  /* pages_factor.c */
extern const struct route find_routes[];    /* pages_find.c */
extern const struct route import_routes[];  /* pages_import.c */
extern const struct route journal_routes[]; /* pages_journal.c */
extern const struct route law_routes[];     /* pages_law.c */
extern const struct route matter_routes[];  /* pages_matters.c */
extern const struct route me_routes[];      /* pages_me.c */
extern const struct route openapi_routes[]; /* openapi.c */
extern const struct route paper_routes[];   /* pages_papers.c */
extern const struct route privacy_routes[]; /* pages_privacy.c */
extern const struct route record_routes[];  /* pages_records.c */
extern const struct route right_routes[];  /* pages_rights.c */
extern const struct route role_routes[];    /* pages_roles.c */
extern const struct route setting_routes[]; /* pages_settings.c */
extern const struct route twin_routes[];   /* pages_twins.c */
extern const struct route sign_routes[];    /* pages_sign.c */
extern const struct route voice_routes[];   /* pages_voices.c */

struct action;

/*
 * Those tables, the routes that follow from the dictionary and those of the
 * actions: what `serve` serves.  Ended by null; null without memory.
 */
const struct route *const *pages_all(struct arena *arena, const struct action *actions, size_t action_count);

#endif
