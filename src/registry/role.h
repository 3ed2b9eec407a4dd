/* Who there is.  A role is held at a node of the tree, for a time. */
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

/* Every role once: X(bit, name as in the contracts, Chinese, English). */
#define EACH_ROLE(X)                                                                              \
	X(ROLE_MEMBER, "member", "党员", "Party member")                                           \
	X(ROLE_BRANCH_SECRETARY, "branch_secretary", "党支部书记", "branch secretary")             \
	X(ROLE_BRANCH_MEMBER, "branch_member", "党支部组织委员", "branch member for organization") \
	X(ROLE_UNIT_OFFICE, "unit_office", "社会组织办公室", "social organization's office")       \
	X(ROLE_JOINT_CLERK, "joint_clerk", "联合党委工作人员", "joint-committee clerk")            \
	X(ROLE_COMPREHENSIVE_CLERK, "comprehensive_clerk", "综合党委工作人员",                     \
	  "comprehensive-committee clerk")                                                         \
	X(ROLE_REGION_CLERK, "region_clerk", "地区工作人员", "region clerk")                       \
	X(ROLE_SUPERVISOR, "supervisor", "监票人", "vote supervisor")                              \
	X(ROLE_TELLER, "teller", "计票人", "teller")                                               \
	X(ROLE_INSPECTOR, "inspector", "巡察人员", "inspector")                                    \
	X(ROLE_AUDITOR, "auditor", "审计员", "auditor")                                            \
	X(ROLE_ADMINISTRATOR, "administrator", "系统管理员", "administrator")

struct role_info {
	enum role role;
	const char *name;       /* "joint_clerk", as in the contracts */
	struct bilingual label;
};

extern const struct role_info role_table[ROLES];

/* The entry of a name, or null. */
const struct role_info *role_find(const char *name);

#endif
