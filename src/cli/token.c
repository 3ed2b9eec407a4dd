#include <stdio.h>

#include "cli/commands.h"
#include "cli/desk.h"

int
token_command(const struct invocation *call)
{
	const struct input inputs[] = {
		{"label", call->lang == LANG_EN ? "command line" : "命令行"},
		{"account", call->argc == 1 ? call->argv[0] : ""},
	};
	struct outcome outcome;
	struct desk desk;
	int exit = EXIT_HOLDS;

	if (call->argc != 1)
		return command_misused(call, "用法：dangjian token 账号", "Usage: dangjian token ACCOUNT");
	if (desk_open(call, &desk) < 0)
		return command_failed(call);
	if (action_run(&desk.call, "make-token", inputs, 2, 0, &outcome) < 0)
		exit = command_failed(call);
	else
		puts(outcome.secret);
	desk_close(&desk);
	return exit;
}
