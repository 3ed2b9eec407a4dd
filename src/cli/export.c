#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "party/workbook.h"

static int
read_arguments(const struct invocation *call, struct export_request *request, const char **ret_file)
{
	const char *file = NULL;

	for (int i = 0; i < call->argc; i++) {
		const char *word = call->argv[i];
		bool last = i + 1 == call->argc;

		if (strcmp(word, "--reason") == 0 && !last)
			request->reason = call->argv[++i];
		else if (strcmp(word, "--as-of") == 0 && !last) {
			if (day_parse(call->argv[++i], &request->as_of) < 0)
				return command_failed(call);
		} else if (file || word[0] == '-')
			file = "";
		else
			file = word;
	}
	if (!file || !*file)
		return command_misused(call, "用法：dangjian export 文件.xlsx --reason 理由 [--as-of 日期]",
		                       "Usage: dangjian export FILE.xlsx --reason TEXT [--as-of DATE]");
	if (request->reason && text_blank(request->reason))
		request->reason = NULL;
	*ret_file = file;
	return 0;
}

/* On a read-only disk, say, the database could be read; but an export that is not in the journal is none. */
static int
not_exported(const struct invocation *call)
{
	const struct failure_record reason = *last_failure();

	if (reason.code == FAIL_UNAVAILABLE)
		fail(reason.code, "DP-16", reason.field, "%s%.0s导出要记入日志（DP-16），记不了就不导出。",
		     "%.0s%s An export is journalled (DP-16); where that cannot be, nothing goes out.", reason.zh, reason.en);
	return command_failed(call);
}

int
export_command(const struct invocation *call)
{
	struct export_request request = {.as_of = DAY_NONE};
	const char *file;
	int status = read_arguments(call, &request, &file);
	struct desk desk;

	if (status != 0)
		return status;
	if (desk_open(call, &desk) < 0)
		return not_exported(call);
	/* One state of the database from the first row to the last. */
	status = db_begin_read(desk.db);
	if (status == 0)
		status = workbook_export_file(&desk.call, &request, file);
	status = status < 0 ? not_exported(call) : EXIT_HOLDS;
	desk_close(&desk);
	return status;
}
