#include "registry/role.h"

#include <string.h>

const struct role_info role_table[ROLES] = {
	{ROLE_MEMBER, "member", {"党员", "Party member"}},
	{ROLE_BRANCH_SECRETARY, "branch_secretary", {"党支部书记", "branch secretary"}},
	{ROLE_BRANCH_MEMBER, "branch_member", {"党支部组织委员", "branch member for organization"}},
	{ROLE_UNIT_OFFICE, "unit_office", {"社会组织办公室", "social organization's office"}},
	{ROLE_JOINT_CLERK, "joint_clerk", {"联合党委工作人员", "joint-committee clerk"}},
	{ROLE_COMPREHENSIVE_CLERK, "comprehensive_clerk", {"综合党委工作人员", "comprehensive-committee clerk"}},
	{ROLE_REGION_CLERK, "region_clerk", {"地区工作人员", "region clerk"}},
	{ROLE_SUPERVISOR, "supervisor", {"监票人", "vote supervisor"}},
	{ROLE_TELLER, "teller", {"计票人", "teller"}},
	{ROLE_INSPECTOR, "inspector", {"巡察人员", "inspector"}},
	{ROLE_AUDITOR, "auditor", {"审计员", "auditor"}},
	{ROLE_ADMINISTRATOR, "administrator", {"系统管理员", "administrator"}},
};

const struct role_info *
role_find(const char *name)
{
	for (size_t i = 0; i < ROLES; i++)
		if (strcmp(role_table[i].name, name) == 0)
			return &role_table[i];
	return NULL;
}
