/* The commands, one file each; command.c has their table. */
#ifndef DANGJIAN_CLI_COMMANDS_H
#define DANGJIAN_CLI_COMMANDS_H

#include "cli/command.h"

int backup_command(const struct invocation *call);
int clock_command(const struct invocation *call);
int copy_command(const struct invocation *call);
int count_command(const struct invocation *call);
int demo_command(const struct invocation *call);
int duties_command(const struct invocation *call);
int export_command(const struct invocation *call);
int import_command(const struct invocation *call);
int init_command(const struct invocation *call);
int key_command(const struct invocation *call);
int rule_command(const struct invocation *call);
int serve_command(const struct invocation *call);
int strokes_command(const struct invocation *call);
int token_command(const struct invocation *call);
int verify_command(const struct invocation *call);

#endif
