/* dangjian rule: the clauses listed, and one of them judged on facts. */
#ifndef DANGJIAN_CLI_RULE_H
#define DANGJIAN_CLI_RULE_H

#include "cli/command.h"

int rule_command(const struct invocation *call);

#endif
