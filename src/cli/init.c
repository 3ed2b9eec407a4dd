#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/interrupt.h"
#include "party/first_accounts.h"

static int
read_arguments(const struct invocation *call, struct founding *founding)
{
	for (int i = 0; i < call->argc; i++) {
		bool last = i + 1 == call->argc;

		if (strcmp(call->argv[i], "--admin") == 0 && !last)
			founding->administrator = call->argv[++i];
		else if (strcmp(call->argv[i], "--body") == 0 && !last)
			founding->body = call->argv[++i];
		else
			founding->administrator = NULL, i = call->argc;
	}
	if (founding->administrator)
		return 0;
	return command_misused(call, "用法：dangjian init --admin 账号 [--body 综合党委名称] [--key 文件]",
	                       "Usage: dangjian init --admin NAME [--body NAME] [--key FILE]");
}

/* One line an account, as `demo` prints them: account, password, role, node. */
static void
print(const struct founded *accounts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		printf("%s\t%s\t%s\t%s\n", accounts[i].account, accounts[i].password, accounts[i].role,
		       accounts[i].node);
}

int
init_command(const struct invocation *call)
{
	struct founding founding = {.url = call->db, .key = call->key, .today = call->today, .at = desk_now()};
	struct founded accounts[FOUNDED_MAX];
	struct arena *arena;
	const char *user;
	size_t count;
	int exit = read_arguments(call, &founding);

	if (exit)
		return exit;
	interrupt_finish(call->interrupt); /* it takes a moment, and a password that was not printed is not made again */
	umask(077); /* what the database keeps is for nobody else on this machine */
	arena = arena_new(ARENA_REQUEST_MAX);
	user = arena ? desk_user(arena) : NULL;
	founding.tag = user ? arena_printf(arena, "cli:%s", user) : NULL;
	if (!founding.tag || first_accounts(arena, &founding, accounts, &count) < 0)
		exit = command_failed(call);
	else
		print(accounts, count);
	arena_free(arena);
	return exit;
}
