#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "party/rekey.h"
#include "store/claim.h"

int
key_command(const struct invocation *call)
{
	struct claim *claim;
	struct desk desk;
	const char *path;
	int status;

	if (call->argc != 1 || strcmp(call->argv[0], "rotate") != 0)
		return command_misused(call, "用法：dangjian key rotate [--key 文件]",
		                       "Usage: dangjian key rotate [--key FILE]");
	if (call->as)
		return command_misused(call, "更换密钥只能由操作员进行，不用 --as。",
		                       "The key is renewed by the operator, without --as.");
	if (claim_new(call->db, &claim) < 0) /* a server would go on with the old key */
		return command_failed(call);
	if (desk_open(call, &desk) < 0) {
		claim_free(claim);
		return command_failed(call);
	}
	path = installation_key_path(desk.arena, call->db, call->key);
	status = path ? rekey(&desk.call, path) : FAIL_MEMORY;
	desk_close(&desk);
	claim_free(claim);
	return status < 0 ? command_failed(call) : EXIT_HOLDS;
}
