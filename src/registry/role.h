/* Who there is (design §7).  A role is held at a node of the tree, for a time. */
#ifndef DANGJIAN_REGISTRY_ROLE_H
#define DANGJIAN_REGISTRY_ROLE_H

#include <stddef.h>

#include "base/lang.h"

enum role {
	ROLE_MEMBER = 1 << 0,              /* oneself */
	ROLE_BRANCH_SECRETARY = 1 << 1,
	ROLE_BRANCH_MEMBER = 1 << 2,       /* member for organization of a branch */
	ROLE_UNIT_OFFICE = 1 << 3,         /* a social organization's own office */
	ROLE_JOINT_CLERK = 1 << 4,
	ROLE_COMPREHENSIVE_CLERK = 1 << 5,
	ROLE_REGION_CLERK = 1 << 6,
	ROLE_SUPERVISOR = 1 << 7,          /* vote supervisor, one election */
	ROLE_TELLER = 1 << 8,              /* one election */
	ROLE_INSPECTOR = 1 << 9,
	ROLE_AUDITOR = 1 << 10,            /* the journal without content */
	ROLE_ADMINISTRATOR = 1 << 11,      /* accounts and settings, no business data */
	ROLES = 12,
};

#define ROLE_BRANCH (ROLE_BRANCH_SECRETARY | ROLE_BRANCH_MEMBER)
#define ROLE_CLERKS (ROLE_JOINT_CLERK | ROLE_COMPREHENSIVE_CLERK | ROLE_REGION_CLERK)
/* Whoever sees organizations: everybody but the keepers of the machine and of the log. */
#define ROLE_BUSINESS (ROLE_MEMBER | ROLE_BRANCH | ROLE_UNIT_OFFICE | ROLE_CLERKS | ROLE_SUPERVISOR | \
                       ROLE_TELLER | ROLE_INSPECTOR)

struct role_info {
	enum role role;
	const char *name;       /* "joint_clerk", as in the contracts */
	struct bilingual label;
};

extern const struct role_info role_table[ROLES];

/* The entry of a name, or null. */
const struct role_info *role_find(const char *name);

#endif
