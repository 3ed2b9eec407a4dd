#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/desk.h"
#include "store/journal.h"

/* From this entry on the journal goes by the machine's clock again. */
static int
accept_clock(struct db *db, void *arg)
{
	const struct call *call = arg;
	struct act act;
	int status = act_begin_earlier(&act, db, call->arena, call->actor->tag, call->today, call->at);

	return status < 0 ? status : act_end(&act, &(struct entry){.action = CLOCK_ACCEPT, .kind = "", .facts = "{}"});
}

int
clock_command(const struct invocation *call)
{
	struct desk desk;
	int status;

	if (call->argc != 1 || strcmp(call->argv[0], "accept") != 0)
		return command_misused(call, "用法：dangjian clock accept", "Usage: dangjian clock accept");
	if (call->as)
		return command_misused(call, "时钟只能由操作员确认，不用 --as。", "The clock is accepted by the operator, without --as.");
	if (desk_open(call, &desk) < 0)
		return command_failed(call);
	status = writer_do(desk.installation->writer, accept_clock, &desk.call);
	desk_close(&desk);
	return status < 0 ? command_failed(call) : EXIT_HOLDS;
}
