/*
 * Who may vote and stand: the three rights of members (ELEC-5.1) as of a day,
 * from memberships and the decisions on record that restrict them.
 */
#ifndef DANGJIAN_PARTY_RIGHTS_H
#define DANGJIAN_PARTY_RIGHTS_H

#include "law/elections.h"
#include "registry/version.h"

struct member_rights {
	int64_t person;
	const char *name;
	int64_t body;            /* where the relation is */
	struct rights rights;
	const char *document;    /* of the decision that restricts them, or null */
};

struct members_rights {
	struct member_rights *at;   /* by person */
	size_t count;               /* M of the rulebook */
	size_t full;                /* F */
	size_t entitled;            /* of these with the rights */
};

/* All whose relation is in a body or in one that hangs under it; nobody where it hangs nowhere. */
int rights_in_body(struct db *db, struct arena *arena, int64_t body, day_no on, enum rule_set rule_set,
                   struct members_rights *ret_rights);

/* One person's; FAIL_NOT_FOUND where there is no relation on that day. */
int rights_of_person(struct db *db, struct arena *arena, int64_t person, day_no on, enum rule_set rule_set,
                     struct member_rights *ret_rights);

/*
 * Whether a field of a decision is empty that DP-23 asks for: notice and route
 * of appeal, of a sanction or removal attendance and defence, too.  duty_facts.c asks the
 * database the same.
 */
bool decision_wants(const struct record *restriction, const char *field);

/* A decision as an office would head it, from what was decided and whom about; null without memory. */
const char *decision_title(struct arena *arena, enum lang lang, const struct record *restriction, const char *name);

#endif
