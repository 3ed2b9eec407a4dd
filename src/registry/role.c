#include "registry/role.h"

#include <string.h>

#define ROW(bit, word, zh, en) {bit, word, {zh, en}},
const struct role_info role_table[ROLES] = {EACH_ROLE(ROW)};

const struct role_info *
role_find(const char *name)
{
	for (size_t i = 0; i < ROLES; i++)
		if (strcmp(role_table[i].name, name) == 0)
			return &role_table[i];
	return NULL;
}
