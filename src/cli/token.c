#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/desk.h"

int
token_command(const struct invocation *call)
{
	bool dated = call->argc == 3 && strcmp(call->argv[1], "--last") == 0;
	const struct input inputs[] = {
		{"label", call->lang == LANG_EN ? "command line" : "命令行"},
		{"account", call->argc > 0 ? call->argv[0] : ""},
		{"last", dated ? call->argv[2] : ""},
	};
	struct outcome outcome;
	struct desk desk;
	int exit = EXIT_HOLDS;

	if (call->argc != 1 && !dated)
		return command_misused(call, "用法：dangjian token 账号 [--last 最后一天]",
		                       "Usage: dangjian token ACCOUNT [--last DATE]");
	if (desk_open(call, &desk) < 0)
		return command_failed(call);
	if (action_run(&desk.call, "make-token", inputs, 3, 0, &outcome) < 0)
		exit = command_failed(call);
	else
		puts(outcome.secret);
	desk_close(&desk);
	return exit;
}
